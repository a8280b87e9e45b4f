"""How the error of the mixture compares with that of forecasts without judgement, in words."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.dutch import enumerate_nl, percentage, signed
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.summary import MeanSkill, skills
from mpp_lib.present.prognose.reference_names import SUBJECTS


def gains_clause(scores: Sequence[Score]) -> str:
    """How much smaller or larger the error was than that of each benchmark; empty without one."""
    told = [_told(gain) for gain in skills(scores) if gain.value is not None]
    return f"de fout (CRPS) was {enumerate_nl(told)}" if told else ""


def beaten_clause(scores: Sequence[Score]) -> str:
    """How many benchmarks had the larger error, in words that ask for no statistics; empty without one."""
    known = [gain.value for gain in skills(scores) if gain.value is not None]
    better = sum(value > 0 and not _is_equal(value) for value in known)
    every = "de prognose" if len(known) == 1 else f"de {len(known)} prognoses"
    than = every if better in (0, len(known)) else f"{better} van {every}"
    return f"de fout was {'' if better else 'niet '}kleiner dan die van {than} zonder oordeel" if known else ""


def _is_equal(value: float) -> bool:
    return percentage(abs(value), 0) == "0%"


def _told(gain: MeanSkill) -> str:
    whose, value = f"die van {SUBJECTS[gain.benchmark]}", gain.value or 0.0
    if _is_equal(value):
        return f"even groot als {whose}"
    return f"{percentage(abs(value), 0)} {'kleiner' if value > 0 else 'groter'} dan {whose}{_interval(gain)}"


def _interval(gain: MeanSkill) -> str:
    if gain.interval is None:
        return ""
    low, high = (f"{signed(end * 100)}%" for end in (gain.interval.low, gain.interval.high))
    return f" (95%-interval van de winst: {low} tot {high})"
