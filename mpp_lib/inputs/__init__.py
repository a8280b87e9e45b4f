"""Stage 2: the round folder, read and validated into one frozen object."""
