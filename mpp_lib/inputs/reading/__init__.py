"""Files as they come: CSV, YAML, Markdown, their numbers and months, and what is refused of any of them."""
