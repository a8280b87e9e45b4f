"""What measures do: results without and with the active ones, and the own effect of each, on or off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.markdown import literal
from mpp_lib.base.periods import Period
from mpp_lib.compare.measure_effects import effects, together
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.indicator_names import lower_name, short_name, subject_of
from mpp_lib.present.wording.printed_values import difference, difference_text, text_of
from mpp_lib.present.wording.sentences import moment, sentence, size
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.zero_lines import only_zeros
from mpp_lib.production.layers import measures_of
from mpp_lib.production.run import RoundResult

NO_EFFECT = "geen van de kerncijfers"


def measures_text(result: RoundResult) -> str:
    """Which measures the results hold, and what that makes of the tables."""
    measures = measures_of(result.inputs)
    active = [literal(f"{each.description} (grondslag: {each.ground})") for each in measures if each.active]
    if not measures:
        return "Voor deze ronde zijn geen maatregelen geregistreerd."
    if not active:
        return (
            "In deze ronde staat geen maatregel aan: alle uitkomsten in dit rapport zijn uitkomsten zonder "
            "maatregelen, en *met* is gelijk aan *zonder*. Wat elke geregistreerde maatregel zou doen als zij wel "
            "aanstond, staat hieronder als *wat als*. De omvang ervan is een aanname zonder vastgestelde grondslag."
        )
    which = "staat één maatregel" if len(active) == 1 else f"staan {len(active)} maatregelen"
    return (
        f"In deze ronde {which} aan: {enumerate_nl(active)}. Alle uitkomsten in dit rapport zijn uitkomsten met wat "
        "aanstaat. Hieronder staan de kerncijfers die het raakt zonder en met, en daarna het eigen effect van elke "
        "geregistreerde maatregel; van een maatregel die uitstaat: *wat als*."
    )


def together_table(result: RoundResult) -> Table[Sequence[str]]:
    """Key indicators without and with the active measures, by scenario and year; "geen" where none is active."""
    title, note = "Kerncijfers zonder en met de actieve maatregelen", source_line(result)
    if not result.measures:
        return Table([], [Column("Actieve maatregelen", 0)], title=title, note=note)
    data = together(result)
    seen = data.groupby("indicator", sort=False).filter(lambda rows: _is_seen(result, rows))
    return Table(
        list(_together_rows(result, seen)),
        [
            Column("Indicator", 0),
            Column("Scenario", 1, role="head"),
            Column("Maatregelen", 2, role="head"),
            *_years(result),
        ],
        title=title,
        finding=together_finding(result, data),
        note=f"Verschillen zijn die van de gedrukte getallen; van een kerncijfer waaraan in een scenario niets "
        f"verandert, staat dat scenario er niet. {_untouched(result, data, seen)}{note}",
    )


def _untouched(result: RoundResult, data: pd.DataFrame, seen: pd.DataFrame) -> str:
    """The key figures of which nothing is shown."""
    names = [name for name in data["indicator"].unique() if name not in set(seen["indicator"])]
    told = enumerate_nl([lower_name(result.chain.by_id[name].spec()) for name in names])
    return f"Niet zichtbaar geraakt: {told}. " if names else ""


def together_finding(result: RoundResult, data: pd.DataFrame) -> str:
    """On which key figure, and when, the active measures do most in medio.

    Args:
        data: as :func:`~mpp_lib.compare.measure_effects.together` gives it.
    """
    medio = data[data["scenario"] == "medio"]
    if not _is_seen(result, medio):
        return "In medio is het effect op geen van de kerncijfers te zien."
    most = max(records(medio), key=lambda row: abs(row["verschil"]))
    node = result.chain.by_id[most["indicator"]]
    subject, when = subject_of(node.spec()), moment(Period.parse(most["periode"]), node.aggregation)
    way = "lager" if most["verschil"] < 0 else "hoger"
    return sentence(
        f"het meest verandert {subject.text}: {when} in medio {size(most['zonder'], most['met'], node.unit)} {way} "
        "dan zonder maatregelen"
    )


def _is_seen(result: RoundResult, data: pd.DataFrame) -> bool:
    """Whether any of the differences is seen in print."""
    units = [result.chain.by_id[name].unit for name in data["indicator"]]
    ends = zip(data["zonder"], data["met"], units, strict=True)
    return any(difference(without, with_, unit) for without, with_, unit in ends)


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
    data = effects(result)
    rows = list(_effect_rows(result, data))
    title = "Eigen effect van elke maatregel op de kerncijfers"
    if not rows:
        return Table(rows, [Column("Maatregel", 0)], title=title, note=source_line(result))
    return Table(
        rows,
        [Column("Indicator", 1), Column("Scenario", 2, role="head"), *_years(result)],
        title=title,
        finding=effects_finding(result, data),
        note="Verschil met de uitkomst waarin alleen deze maatregel niet meedoet en de andere actieve wel. "
        "Effecten van maatregelen die op elkaar inwerken, tellen niet op. Een scenario zonder effect staat er niet. "
        f"{source_line(result)}",
        group=lambda row: row[0],
    )


def effects_finding(result: RoundResult, data: pd.DataFrame) -> str:
    """Which measure does most in medio, or would do so, and on what."""
    medio = data[data["scenario"] == "medio"]
    most = max(records(medio), key=lambda row: abs(row["in_geheel"]))
    node = result.chain.by_id[most["indicator"]]
    measure = next(each for each in measures_of(result.inputs) if each.id == most["maatregel"])
    gap = _gap(most, node.unit)
    if gap == "0":
        return "In medio heeft geen van de maatregelen een zichtbaar effect op een kerncijfer."
    does = "doet het meest" if measure.active else "zou het meest doen"
    about = f"{subject_of(node.spec()).text} {moment(Period.parse(most['periode']), node.aggregation)}"
    return sentence(f"{measure.id} ({measure.description}) {does}: in medio {gap} voor {about}")


def _gap(row: Record, unit: str) -> str:
    """What a measure adds to the other active ones, as the printed values differ."""
    return difference_text(row["overige"], row["overige"] + row["in_geheel"], unit)


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
            scenario: [_gap(row, node.unit) for row in records(rows[rows["scenario"] == scenario])]
            for scenario in SCENARIOS
        }
        for scenario, printed in texts.items():
            if not only_zeros(printed):
                yield [short_name(node.spec()), scenario, *printed]
