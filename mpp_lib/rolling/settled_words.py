"""What the ledger and a source say of a parameter that was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mpp_lib.compare.proposals.evidence import COUNT, Evidence, Lack
from mpp_lib.compare.proposals.proposals import Proposal
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.row_key import ANY, BETWEEN, fits, row_key
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table

_AS_TAKEN_OVER = "blijft zoals overgenomen"
Row = dict[str, str]
"""Column → what stands in it; a column that is not there is empty."""


@dataclass(frozen=True)
class Decided:
    """What goes with a decision in the ledger.

    Attributes:
        reason: on what ground.
        partner: the organisation that asked for it.
        gremium: where it was discussed.
    """

    day: date
    reason: str
    partner: str
    gremium: str


def source(said: Evidence, settings: RoundSettings) -> str:
    """What a proposal rests on, as ``bron`` says it: what kind it is, over which months, known when, which vintage."""
    ground = "realisatie" if said.kind == COUNT else "schatting"
    vintage = f", vintage {settings.vintage}" if settings.vintage else ""
    return f"{ground}: {_window(said)}, bekend op {settings.cutoff.isoformat()}{vintage}"


def _window(said: Evidence) -> str:
    return f"{said.kind} over {said.start} tot en met {said.end} ({said.figures} cijfers)"


def taken_over(was: float, said: Evidence) -> str:
    """The remark of a line about a proposal that was taken over."""
    return f"{shown(was)} wordt {_proposed(said)}"


def _stays(table: InputTable, each: Proposal) -> str:
    """The remark of a line about what stays; a proposal is one for a parameter, whatever else bears its name."""
    if table is not ROUND.parameters:
        return _AS_TAKEN_OVER
    if isinstance(each.said, Lack):
        return f"{_AS_TAKEN_OVER}; geen voorstel: {each.said.reason}"
    return f"{_AS_TAKEN_OVER}; voorgesteld was {_proposed(each.said)}"


def _proposed(said: Evidence) -> str:
    return f"{shown(said.value)}, driekwart tussen {shown(said.low)} en {shown(said.high)}; {_window(said)}"


def refusals(table: Table, pattern: str, group: Sequence[Proposal], decided: Decided) -> Iterator[Row]:
    """A line for a whole pattern where it is about nothing else in the file and nothing was proposed, else one a name.

    Args:
        group: what the pattern is about and the file still has to settle.
    """
    rows = [values[1:] for values in table.rows(*table.declared.key)]
    covered = {values[0] for values in rows if fits(_rows_of(pattern), row_key(values))}
    proposed = table.declared is ROUND.parameters and any(each.level for each in group)
    if len(group) > 1 and covered == {each.name for each in group} and not proposed:
        yield line(table.declared, pattern, f"alle {len(group)}: {_AS_TAKEN_OVER}; geen voorstel", decided)
    else:
        yield from (line(table.declared, each.name, _stays(table.declared, each), decided) for each in group)


def _rows_of(name: str) -> str:
    return f"{name}{BETWEEN}{ANY}"


def line(table: InputTable, name: str, remark: str, decided: Decided) -> Row:
    """A line of the ledger about every row of a name, or of the names that fit a pattern."""
    return {
        "datum": decided.day.isoformat(),
        "bestand": table.file,
        "sleutel": _rows_of(name),
        "partner": decided.partner,
        "grond": decided.reason,
        "gremium": decided.gremium,
        "toelichting": remark,
    }
