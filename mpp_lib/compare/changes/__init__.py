"""What changed between two rounds, or between a version of a round and the next."""
