"""How good forecasts were: scores, coverage, and the track record of them all."""
