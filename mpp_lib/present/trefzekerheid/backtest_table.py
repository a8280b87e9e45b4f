"""The forecasts of the past as a table, and in a sentence whether the automatic mixture does what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mpp_lib.base.dutch import enumerate_nl, number, people, percentage, plain
from mpp_lib.compare.backtest.models import AUTOMATIC, FOUR_PARTS, HEAVY, THREE_PARTS
from mpp_lib.compare.backtest.summary import SOON, YEAR, Summary, verdict
from mpp_lib.compare.evaluation.scores import Interval
from mpp_lib.inflow.automatic_choice import GOAL
from mpp_lib.present.prognose.reference_names import NAMES
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.printed_values import NOTHING, if_known
from mpp_lib.present.wording.sentences import sentence

MODEL_NAMES: Mapping[str, str] = {
    **NAMES,
    HEAVY: "maanden met zware staarten",
    THREE_PARTS: "mengsel van drie",
    FOUR_PARTS: "mengsel van vier",
    AUTOMATIC: "automatisch mengsel",
}
"""Name of a model → how a list names it."""


def backtest_table(found: Sequence[Summary]) -> Table[Summary]:
    """A row per model, by time ahead."""
    return Table(
        found,
        [
            Column("Model", lambda row: MODEL_NAMES[row.model]),
            Column("n", lambda row: row.n, kind="number"),
            Column("Jaren", lambda row: row.years, kind="number"),
            Column("Dekking", lambda row: percentage(row.coverage, 0), kind="number"),
            Column("95%", lambda row: _shares(row.within), kind="number"),
            Column("Eronder", lambda row: percentage(row.below, 0), kind="number"),
            Column("Erboven", lambda row: percentage(row.above, 0), kind="number"),
            Column("Breedte", lambda row: number(row.width, 2), kind="number"),
            Column("CRPS", lambda row: people(row.crps), kind="number"),
            Column("Winst op toevalswandeling", lambda row: _gain(row.skill), kind="number"),
            Column("95%", lambda row: _shares(row.interval), kind="number"),
            Column("Op naïef", lambda row: _gain(row.naive_skill), kind="number"),
            Column("Bovenstaart", lambda row: _gain(row.upper_skill), kind="number"),
        ],
        title="Prognoses zonder oordeel, gemaakt met wat op elk halfjaar bekend was",
        finding=goal_sentence(found),
        note="Dekking: hoe vaak de uitkomst in het 75%-interval viel; eronder en erboven: hoe vaak ernaast. Breedte: "
        "ln(maximum/minimum). CRPS: de fout van de hele verdeling, in personen. Winst: hoeveel lager de CRPS is dan "
        "die van de toevalswandeling, of van de naïeve vergelijking; bovenstaart: hetzelfde voor de kwantielscore van "
        "het maximum. 95%: het interval als jaren opnieuw worden getrokken.",
        group=lambda row: ahead_text(row.ahead),
        dense=True,
    )


def ahead_text(months: int | None) -> str:
    """``1,5 jaar vooruit``; None is everything up to :data:`SOON`."""
    if months is None:
        return f"alles tot en met {plain(SOON / YEAR)} jaar vooruit"
    return (
        "een half jaar vooruit, met de maanden tot dan toe" if months < YEAR else f"{plain(months / YEAR)} jaar vooruit"
    )


def goal_sentence(found: Sequence[Summary]) -> str:
    """Whether the automatic mixture does what it is for, with figures."""
    judged = verdict(found)
    if judged is None:
        return "Er is te weinig verleden voor een automatisch mengsel."
    own, goal = judged.together, enumerate_nl([percentage(end, 0) for end in GOAL])
    covered = (
        f"van het automatische mengsel viel {percentage(own.coverage, 0)} van de uitkomsten tot en met "
        f"{plain(SOON / YEAR)} jaar vooruit in het 75%-interval{_surely(own.within)}, in {own.n} prognoses van "
        f"{own.years} jaren; het doel ligt tussen {goal}"
    )
    worse = enumerate_nl([ahead_text(one.ahead) for one in judged.worse])
    beaten = f"de winst op de toevalswandeling is {_gain(own.skill)}{_surely(own.interval)}"
    nowhere = f"slechter is het {worse}" if worse else "slechter is het op geen van die termijnen"
    return sentence(covered, beaten, nowhere, f"het doel is {'gehaald' if judged.met else 'niet gehaald'}")


def _surely(interval: Interval | None) -> str:
    return "" if interval is None else f" (95%-interval {_shares(interval)})"


def _gain(value: float | None) -> str:
    return if_known(value, lambda share: percentage(share, 0))


def _shares(interval: Interval | None) -> str:
    if interval is None:
        return NOTHING
    low, high = (percentage(end, 0) for end in (interval.low, interval.high))
    return f"{low} tot {high}"
