"""How the forecasts without judgement are named beside that of a round."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.inflow.references import NAIVE, STATISTICAL, WALK

FORECAST = "prognose"
NAMES: Mapping[str, str] = {NAIVE: "naïeve vergelijking", WALK: "toevalswandeling", STATISTICAL: "statistisch model"}
"""Name of a forecast without judgement → how a list names it."""
SUBJECTS: Mapping[str, str] = {
    NAIVE: "de naïeve vergelijking",
    WALK: "de toevalswandeling",
    STATISTICAL: "het statistische model",
}
"""And how a sentence does."""
