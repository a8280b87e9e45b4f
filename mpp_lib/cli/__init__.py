"""Last stage: the command line ``mpp``."""
