"""From one round to the next: what a new round takes over, and what is left to do in it."""
