"""An edition of the monitor: what was known at a later moment."""
