"""What a partner delivers in a form: what it is asked, and what it filled."""
