"""What measures do: results without and with the active ones, and the own effect of each, on or off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.markdown import literal
from mpp_lib.compare.measure_effects import effects, together
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.printed_values import difference_text, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.zero_lines import only_zeros
from mpp_lib.production.layers import measures_of
from mpp_lib.production.run import RoundResult

NO_EFFECT = "geen van de kerncijfers"


def measures_text(result: RoundResult) -> str:
    """Which measures the results hold, and what that makes of the tables."""
    measures = measures_of(result.inputs)
    active = [literal(measure.description) for measure in measures if measure.active]
    if not measures:
        return "Voor deze ronde zijn geen maatregelen geregistreerd."
    if not active:
        return (
            "In deze ronde staat geen maatregel aan: alle uitkomsten in dit rapport zijn uitkomsten zonder "
            "maatregelen, en *met* is gelijk aan *zonder*. Wat elke geregistreerde maatregel zou doen als zij wel "
            "aanstond, staat hieronder als *wat als*. De omvang ervan is een aanname zonder vastgestelde grondslag."
        )
    which = "maatregel staat" if len(active) == 1 else "maatregelen staan"
    return (
        f"In deze ronde {which} aan: {enumerate_nl(active)}. Alle uitkomsten in dit rapport zijn uitkomsten met deze "
        "maatregelen; hieronder staan de kerncijfers zonder en met, en het eigen effect van elke maatregel."
    )


def together_table(result: RoundResult) -> Table[Sequence[str]]:
    """Key indicators without and with the active measures, by scenario and year; "geen" where none is active."""
    title, note = "Kerncijfers zonder en met de actieve maatregelen", source_line(result)
    if not result.measures:
        return Table([], [Column("Actieve maatregelen", 0)], title=title, note=note)
    return Table(
        list(_together_rows(result, together(result))),
        [
            Column("Indicator", 0),
            Column("Scenario", 1, role="head"),
            Column("Maatregelen", 2, role="head"),
            *_years(result),
        ],
        title=title,
        note=f"Verschillen zijn die van de gedrukte getallen; een kerncijfer waaraan in een scenario niets verandert, "
        f"staat er niet. {note}",
    )


def _years(result: RoundResult) -> Iterator[Column[Sequence[str]]]:
    """A column per year, from the fourth place on."""
    for place, year in enumerate(result.inputs.settings.span.calendar_years, 3):
        yield Column(str(year), place, kind="number")


def _together_rows(result: RoundResult, data: pd.DataFrame) -> Iterator[list[str]]:
    for (indicator, scenario), rows in data.groupby(["indicator", "scenario"], sort=False):
        node = result.chain.by_id[str(indicator)]
        pairs = list(zip(rows["zonder"], rows["met"], strict=True))
        names, gaps = [short_name(node.spec()), str(scenario)], [difference_text(*pair, node.unit) for pair in pairs]
        if not only_zeros(gaps):
            yield [*names, "zonder", *(text_of(without, node.unit) for without, _ in pairs)]
            yield [*names, "met", *(text_of(with_, node.unit) for _, with_ in pairs)]
            yield [*names, "verschil", *gaps]


def effects_table(result: RoundResult) -> Table[Sequence[str]]:
    """The own effect of every measure on the key indicators it touches, by scenario and year."""
    rows = list(_effect_rows(result, effects(result)))
    title = "Eigen effect van elke maatregel op de kerncijfers"
    if not rows:
        return Table(rows, [Column("Maatregel", 0)], title=title, note=source_line(result))
    return Table(
        rows,
        [Column("Indicator", 1), Column("Scenario", 2, role="head"), *_years(result)],
        title=title,
        note="Verschil met de uitkomst waarin alleen deze maatregel niet meedoet en de andere actieve wel. "
        "Effecten van maatregelen die op elkaar inwerken, tellen niet op. Een scenario zonder effect staat er niet. "
        f"{source_line(result)}",
        group=lambda row: row[0],
    )


def _effect_rows(result: RoundResult, data: pd.DataFrame) -> Iterator[list[str]]:
    for measure in measures_of(result.inputs):
        head = f"{measure.id} {measure.description} ({'actief' if measure.active else 'niet actief: wat als'})"
        rows = [[head, *row] for row in _touched(result, data[data["maatregel"] == measure.id])]
        yield from rows or [[head, NO_EFFECT, "", *("" for _ in result.inputs.settings.span.calendar_years)]]


def _touched(result: RoundResult, data: pd.DataFrame) -> Iterator[list[str]]:
    """A row per indicator and scenario in which something of the effect is printed."""
    for indicator, rows in data.groupby("indicator", sort=False):
        node = result.chain.by_id[str(indicator)]
        texts = {
            scenario: [
                difference_text(0, value, node.unit) for value in rows.loc[rows["scenario"] == scenario, "in_geheel"]
            ]
            for scenario in SCENARIOS
        }
        for scenario, printed in texts.items():
            if not only_zeros(printed):
                yield [short_name(node.spec()), scenario, *printed]
