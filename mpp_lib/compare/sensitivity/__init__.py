"""What the outcome makes of one input that is otherwise."""
