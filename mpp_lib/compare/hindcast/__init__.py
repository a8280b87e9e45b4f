"""The chain fed with what was, beside what was published."""
