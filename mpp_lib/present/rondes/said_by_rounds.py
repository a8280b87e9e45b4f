"""What each round said of an indicator, year by year, beside what was realised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mpp_lib.base.catalogue import Aggregation, IndicatorSpec
from mpp_lib.compare.evaluation.vintages import RealisedYear
from mpp_lib.compare.round_figures import Lines, RoundFigures
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.present.wording.printed_values import NOTHING, exact_text, heading_of, text_of
from mpp_lib.present.wording.signs import with_signs


@dataclass(frozen=True)
class SaidByRounds:
    """An indicator over all rounds.

    Attributes:
        rounds: oldest first.
        realised: year → what it came to, by the latest delivery.
        withdrawn: whether it is not in the chain any more.
        signs: year → the signs behind what it came to, or in its place.
    """

    spec: IndicatorSpec
    rounds: Sequence[RoundFigures]
    realised: Mapping[int, RealisedYear]
    withdrawn: bool = False
    signs: Mapping[int, str] = field(default_factory=dict)

    @property
    def partner(self) -> str:
        """Whose figure it is; of a partner that is in no list any more, the key."""
        try:
            return partner_of(self.spec.id).short
        except KeyError:
            return self.spec.partner

    @property
    def name(self) -> str:
        """As a list over partners has it."""
        return f"{self.partner}, {self.spec.label}" if self.withdrawn else full_label(self.spec)

    @property
    def when(self) -> str:
        """What a yearly figure is about."""
        return "einde van het jaar" if self.spec.aggregation.at_end else _OF_YEAR[self.spec.aggregation]

    @property
    def years(self) -> list[int]:
        """The years that any round says something of."""
        return sorted({year for figures in self.rounds for year in figures.of(self.spec.id)})

    def outcome(self, year: int) -> str:
        """What the year came to, as it was published, with its signs; a dash where nothing is known of it."""
        known, signs = self.realised.get(year), self.signs.get(year, "")
        figure = marked(exact_text(known.value, self.spec.unit), known.status) if known else ""
        return with_signs(figure, signs) or NOTHING


@dataclass(frozen=True)
class Said:
    """What one round said of one year."""

    year: int
    figures: RoundFigures
    lines: Lines
    outcome: str


_OF_YEAR = {
    Aggregation.FLOW: "per jaar",
    Aggregation.RATIO: "over het jaar",
    Aggregation.PEAK: "hoogste maand van het jaar",
    Aggregation.MEAN: "gemiddeld over het jaar",
}


def said_table(said: SaidByRounds) -> Table[Said]:
    """A row for each year and round that speaks of it; the year heads the rounds in their order."""
    unit = said.spec.unit
    return Table(
        _rows(said),
        [
            Column("Jaar", lambda row: str(row.year)),
            Column("Ronde", lambda row: row.figures.round, role="head"),
            Column("Minimum", lambda row: text_of(row.lines[0], unit), kind="number"),
            Column("Medio", lambda row: text_of(row.lines[1], unit), kind="number"),
            Column("Maximum", lambda row: text_of(row.lines[2], unit), kind="number"),
            Column("Gerealiseerd", lambda row: row.outcome, kind="number", role="realised"),
            Column("Cijfers uit", lambda row: row.figures.source),
        ],
        title=f"{said.name}: wat elke ronde zei, en wat het werd",
        note=f"In {heading_of(unit)}, {said.when}. Gerealiseerd volgens de laatste levering; {NOTHING}: nog niet "
        "bekend. Bron: resultaattabellen en realisaties van de rondes.",
    )


def _rows(said: SaidByRounds) -> list[Said]:
    return [
        Said(year, figures, figures.of(said.spec.id)[year], said.outcome(year))
        for year in said.years
        for figures in said.rounds
        if year in figures.of(said.spec.id)
    ]
