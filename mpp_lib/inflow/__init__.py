"""Stage 3: the Prognose Eerste Asielinstroom: mixture, quantiles, conditioning, season, paths."""
