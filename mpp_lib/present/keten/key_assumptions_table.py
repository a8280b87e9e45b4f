"""The key assumptions on one page: beside what was, beside the round before, and what a tenth more or less does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mpp_lib.base.dutch import MINUS
from mpp_lib.compare.key_assumptions import PAST, TENTH, KeyAssumption, Values
from mpp_lib.present.keten.key_assumptions_words import (
    assumptions_finding,
    fitted_text,
    ground_text,
    name_text,
    value_text,
)
from mpp_lib.present.keten.sensitivity_words import year_of
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.printed_values import NOTHING, difference_text
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.key_figures import DECIDED
from mpp_lib.production.run import RoundResult

REALISED = "Gerealiseerd"


def told_years(result: RoundResult, previous: RoundResult | None) -> tuple[int, int]:
    """The first and the last year of the horizon that the round before has too; without one of the whole horizon."""
    years = result.inputs.settings.span.calendar_years
    before = previous.inputs.settings.span.calendar_years if previous else years
    shared = [year for year in years if year in before] or years
    return shared[0], shared[-1]


def key_assumptions_table(
    result: RoundResult, previous: RoundResult | None, rows: Sequence[KeyAssumption]
) -> Table[KeyAssumption]:
    """The assumptions that decide the outcome, the weightiest first."""
    years, first = told_years(result, previous), result.inputs.settings.span.first_year
    return Table(
        rows,
        [
            Column("Kernaanname", name_text),
            *(_realised(year) for year in range(first - PAST, first)),
            Column("Geijkt", fitted_text, kind="number"),
            *(_held(result.inputs.settings.round, year, lambda row: row.own) for year in years),
            *(_held(previous.inputs.settings.round, year, lambda row: row.before) for year in years if previous),
            *(column for name in DECIDED for column in _effects(result, name)),
            Column("Grondslag", ground_text),
        ],
        title="De kernaannames",
        finding=assumptions_finding(rows),
        note=f"{_RULE} {_VALUES} {_TENTHS} {NOTHING}: niet openbaar of niet geijkt. {source_line(result)}",
        dense=True,
    )


_RULE = (
    "Gekozen is wat de asielvoorraad van de IND of de bezetting van het COA aan het eind van de horizon het meest "
    "verandert tussen de twee kanten van zijn bereik; realisatiegraad en inwilligingspercentage staan er altijd bij."
)
_VALUES = (
    "Waarden in medio: eerste aanvragen over het jaar, al het andere gemiddeld over de maanden. Wat in spoor 4 is "
    "gerealiseerd, is afgeleid uit gepubliceerde beslissingen en inwilligingen."
)
_TENTHS = (
    f"{MINUS}{TENTH:.0%} en +{TENTH:.0%}: de invoer een tiende lager of hoger, een aandeel tot hoogstens 100%, al het "
    "andere als in medio."
)


def _realised(year: int) -> Column[KeyAssumption]:
    return Column(
        str(year), lambda row: value_text(row, row.realised, year), kind="number", role="realised", over=REALISED
    )


def _held(round_name: str, year: int, values: Callable[[KeyAssumption], Values]) -> Column[KeyAssumption]:
    over = f"Ronde {round_name}"
    return Column(str(year), lambda row: value_text(row, values(row), year), kind="number", over=over)


def _effects(result: RoundResult, indicator: str) -> tuple[Column[KeyAssumption], ...]:
    """What a tenth less and a tenth more does to an indicator, which stands over both."""
    node, year = result.chain.by_id[indicator], result.inputs.settings.span.end.year
    over = f"{short_name(node.spec())} {year_of(result, indicator, year)}"

    def column(end: int, sign: str) -> Column[KeyAssumption]:
        def effect(row: KeyAssumption) -> str:
            return difference_text(0, row.effects[indicator][end], node.unit)

        return Column(f"{sign}{TENTH:.0%}", effect, kind="number", over=over)

    return tuple(column(end, sign) for end, sign in enumerate((MINUS, "+")))
