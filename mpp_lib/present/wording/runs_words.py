"""How the three runs of an indicator are called, so that nobody reads a band in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.production.three_runs import TOGETHER, Kind

_WITHIN = f"{TOGETHER:.0%}"
INFLOW_ALONE = "alleen instroom"
"""The runs lie in order and apart: what lies between them is what inflow does, and no more."""
KINDS: Mapping[Kind, str] = {
    "apart": INFLOW_ALONE,
    "together": f"binnen {_WITHIN}",
    "reversed": "omgekeerd",
    "crossed": "medio erbuiten",
}
"""How the runs lie, as it stands in a table."""
STILL = "los van instroom"
"""Of an indicator that is the same whatever the inflow."""
RUNS = (
    "Minimum en maximum zijn doorrekeningen bij lage en bij hoge instroom, geen band: dat zijn zij alleen bij eerste "
    f"asielaanvragen. Binnen {_WITHIN}: de doorrekeningen vallen samen. Omgekeerd: bij lage instroom is het "
    "cijfer het hoogst."
)
ANSWERS = (
    "Antwoordt op instroom: met alleen de eerste aanvragen van minimum en maximum loopt het cijfer meer dan "
    f"{_WITHIN} van medio uiteen."
)


def runs_text(kinds: Sequence[tuple[int, Kind]], *, answers: bool) -> str:
    """How the runs lie over the years, in a few words; what holds in some years only says in which.

    >>> runs_text([(2024, "together"), (2025, "together"), (2026, "apart")], answers=True)
    'binnen 2% t/m 2025'
    >>> runs_text([(2024, "apart"), (2025, "apart")], answers=True)
    'alleen instroom'
    """
    if not answers:
        return STILL
    said = [f"{KINDS[kind]}{_when(kinds, kind)}" for kind in ("together", "reversed", "crossed") if _of(kinds, kind)]
    return "; ".join(said) or INFLOW_ALONE


def _of(kinds: Sequence[tuple[int, Kind]], kind: str) -> list[int]:
    return [year for year, found in kinds if found == kind]


def _when(kinds: Sequence[tuple[int, Kind]], kind: str) -> str:
    """In which years; nothing where it is all of them."""
    years, found = [year for year, _ in kinds], _of(kinds, kind)
    if found == years:
        return ""
    if len(found) > 1 and found == years[: len(found)]:
        return f" t/m {found[-1]}"
    if len(found) > 1 and found == years[-len(found) :]:
        return f" vanaf {found[0]}"
    return f" in {enumerate_nl([str(year) for year in found])}"
