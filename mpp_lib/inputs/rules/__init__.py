"""What is refused of a round, and what is remarked on: one function per refusal."""
