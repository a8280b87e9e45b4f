"""What changed since the round before, and why: the bridge and the reasons."""
