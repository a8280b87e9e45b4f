"""Forecasts without judgement, made at every half-year of the past from what was known then, and scored."""
