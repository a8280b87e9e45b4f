"""Stage 5: differences between rounds, and between forecast and outcome."""
