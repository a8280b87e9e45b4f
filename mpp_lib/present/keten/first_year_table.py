"""Where the first year of the forecast stands beside the last realised one, and how often it moved that far before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import enumerate_nl, signed
from mpp_lib.inflow.yearly_changes import yearly_changes
from mpp_lib.present.keten.year_columns import realised_in
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.printed_values import exact_text, text_of
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult

FEWEST = 5
"""Yearly changes that have to be known before a new one can be called rare."""
SELDOM = 0.25
"""Share of the years before; no more is rare."""
_COUNTED = (Aggregation.FLOW, Aggregation.STOCK)


@dataclass(frozen=True)
class FirstYear:
    """An indicator's last realised year and its first year in medio.

    Attributes:
        changes: year → change as a share of the year before, of the realised years.
    """

    node: Node
    before: float
    after: float
    changes: Mapping[int, float]

    @property
    def change(self) -> float:
        """From the last realised year to the first in medio, as a share."""
        return self.after / self.before - 1

    @property
    def as_far(self) -> tuple[int, ...]:
        """The years that moved at least as far in the same direction."""
        up = self.change >= 0
        far = (year for year, past in self.changes.items() if (past >= self.change if up else past <= self.change))
        return tuple(sorted(far))


def first_years(result: RoundResult) -> list[FirstYear]:
    """Every flow and stock whose last year is realised, with enough realised changes before it, in order of chain."""
    first = result.inputs.settings.span.first_year
    found = []
    for node in result.chain.nodes:
        years = {year: value for year, value in realised_years(result, node.id).items() if year < first}
        changes = yearly_changes(years, result.unknown.breaks(node.id))
        if node.aggregation in _COUNTED and years.get(first - 1, 0.0) > 0 and len(changes) >= FEWEST:
            found.append(FirstYear(node, years[first - 1], result.year(node.id, first, "medio"), changes))
    return found


def first_year_table(result: RoundResult) -> Table[FirstYear]:
    """What medio takes of the first year, beside the last realised one."""
    first, rows = result.inputs.settings.span.first_year, first_years(result)
    return Table(
        rows,
        [
            Column("Indicator", lambda row: short_name(row.node.spec())),
            Column(
                f"{first - 1} gerealiseerd",
                lambda row: exact_text(row.before, row.node.unit),
                kind="number",
                role="realised",
                key=realised_in(first - 1),
            ),
            Column(
                f"{first} medio",
                lambda row: text_of(row.after, row.node.unit),
                kind="number",
                key=Key(scenario="medio", period=str(first)),
            ),
            Column("Verandering", lambda row: f"{signed(100 * row.change, 1)}%", kind="number"),
            Column(
                "Jaren die minstens zo ver gingen",
                lambda row: f"{len(row.as_far)} van {len(row.changes)}",
                kind="number",
            ),
            Column("Bekend vanaf", lambda row: str(min(row.changes) - 1), kind="number"),
        ],
        title=f"Van {first - 1} naar {first}: wat medio vraagt",
        finding=first_year_finding(rows, first),
        note="Geteld zijn de veranderingen in dezelfde richting tussen twee gerealiseerde jaren. Indicatoren waarvan "
        f"minder dan {FEWEST} veranderingen bekend zijn, staan er niet bij. Een realisatie kan anders geteld zijn dan "
        f"het model telt. {source_line(result, sources=sources_of(result, *(row.node.id for row in rows)))}",
        key=lambda row: Key(row.node.id),
    )


def first_year_finding(rows: list[FirstYear], first: int) -> str:
    """Which indicators move as far in medio as they seldom did."""
    if not rows:
        return f"Van geen enkele indicator zijn genoeg gerealiseerde jaren bekend om naast {first} te leggen."
    rare = [row for row in rows if len(row.as_far) <= SELDOM * len(row.changes)]
    if not rare:
        return (
            "Van geen van deze indicatoren vraagt medio een verandering die in hoogstens een op de vier eerdere jaren "
            "voorkwam."
        )
    names = [f"{lower_name(row.node.spec())} ({signed(100 * row.change, 1)}%)" for row in rare]
    seldom = "een verandering die in hoogstens een op de vier eerdere jaren voorkwam, vraagt medio van"
    return sentence(f"{seldom} {enumerate_nl(names)}")
