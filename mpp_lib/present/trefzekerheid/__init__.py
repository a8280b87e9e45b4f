"""How good earlier forecasts were: the track record and the hindcast."""
