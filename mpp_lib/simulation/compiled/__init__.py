"""The chain as compiled code: the same declarations, for many draws at once."""
