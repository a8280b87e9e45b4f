"""Bands of a round from few draws, with model errors that are said and not measured: in a moment."""

from functools import cache
from unittest.mock import patch

from mpp_lib.compare.uncertainty import round_simulation
from mpp_lib.compare.uncertainty.round_bands import RoundBands, draw_bands
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import ModelError

ERRORS = {
    "coa.bezetting": ModelError(0.05, 5.0, 6, 2, ("stand", "asiel", "coa")),
    "coa.benodigde_capaciteit": ModelError(0.05, 5.0, 6, 0, ("stand", "asiel", "coa")),
    "ind.asiel.voorraad": ModelError(0.1, 3.0, 4, 0, ("stand", "asiel")),
}


@cache
def few_bands(result: RoundResult) -> RoundBands:
    """Four hundred draws."""
    with patch.object(round_simulation, "DRAWS", 400):
        return draw_bands(result, ERRORS)
