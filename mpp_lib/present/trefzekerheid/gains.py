"""How the error of the mixture compares with that of forecasts without judgement, in words."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.dutch import enumerate_nl, percentage, signed
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.summary import MeanSkill, skills
from mpp_lib.present.prognose.references import SUBJECTS


def gains_clause(scores: Sequence[Score]) -> str:
    """How much smaller or larger the error was than that of each benchmark; empty without one."""
    told = [_told(gain) for gain in skills(scores) if gain.value is not None]
    return f"de fout (CRPS) was {enumerate_nl(told)}" if told else ""


def _told(gain: MeanSkill) -> str:
    whose, value = f"die van {SUBJECTS[gain.benchmark]}", gain.value or 0.0
    if percentage(abs(value), 0) == "0%":
        return f"even groot als {whose}"
    return f"{percentage(abs(value), 0)} {'kleiner' if value > 0 else 'groter'} dan {whose}{_interval(gain)}"


def _interval(gain: MeanSkill) -> str:
    if gain.interval is None:
        return ""
    low, high = (f"{signed(end * 100)}%" for end in (gain.interval.low, gain.interval.high))
    return f" (95%-interval van de winst: {low} tot {high})"
