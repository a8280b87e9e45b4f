"""The forecast beside what it is held against, year by year: three forecasts without judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.dutch import enumerate_nl, month_name, people
from mpp_lib.inflow.references import References
from mpp_lib.inflow.scenario_lines import ScenarioLines
from mpp_lib.present.drawing.canvas import Margins, beside, count_axis, one_panel, title
from mpp_lib.present.drawing.style import BLUE, GREY, INK, RULE, house_style
from mpp_lib.present.prognose.density import Range
from mpp_lib.present.prognose.reference_names import FORECAST, NAMES, SUBJECTS
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import Column, Table, records
from mpp_lib.present.wording.printed_values import NOTHING
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult

_ENDS = ("minimum", "mediaan", "maximum")
_COUNTS = {1: "één maand", 2: "twee maanden", 3: "drie maanden"}
_MARGINS = Margins(left=4.3, right=0.5, top=0.75, bottom=0.6)
_ROW, _GAP = 0.46, 0.3


def reference_ranges(found: References, year: int) -> list[Range]:
    """All as ranges beside a density: minimum, median and maximum of what there is of the year."""
    return [Range(NAMES[name], lines.minimum, lines.median, lines.maximum) for name, lines in _references(found, year)]


@in_both_forms
def comparison_chart(result: PrognoseResult, found: References) -> Picture:
    """The 75% interval and the median of the forecast and of what it is held against, for every year of the horizon."""
    data = comparison_data(result, found)
    years = list(dict.fromkeys(data["jaar"]))
    inside = _ROW * len(data) + _GAP * len(years)
    with house_style():
        figure, axes = one_panel(inside + _MARGINS.top + _MARGINS.bottom, _MARGINS)
        places = _draw(axes, data)
        axes.set_ylim(inside, 0)
        title(axes, "eerste asielaanvragen per jaar: 75%-interval en mediaan", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        comparison_finding(data[data["jaar"] == years[0]]),
        data,
        dict.fromkeys(_ENDS, "personen"),
        f"{prognose_source(result)} {model_note(found)}",
        "Per jaar liggende balken: het 75%-interval en de mediaan van de prognose, "
        f"{enumerate_nl([*SUBJECTS.values()])}.",
        panels=[Panel(axes, places, _ENDS, down=True, heads=("jaar", "vergelijking"))],
    )


def comparison_data(result: PrognoseResult, found: References) -> pd.DataFrame:
    """jaar, vergelijking, minimum, mediaan, maximum."""
    rows = [
        (str(year.year), NAMES.get(name, name), lines.minimum, lines.median, lines.maximum)
        for year in result.forecast.years
        for name, lines in ((FORECAST, year.lines), *_references(found, year.year))
    ]
    return pd.DataFrame(rows, columns=["jaar", "vergelijking", *_ENDS])


def comparison_table(result: PrognoseResult, found: References) -> Table[dict[str, str]]:
    """All beside each other, a row per year; a dash where a past is too short for one."""
    data = comparison_data(result, found)
    cells = [f"{name} {end}" for name in dict.fromkeys(data["vergelijking"]) for end in _ENDS]
    rows = {year: {"jaar": year} | dict.fromkeys(cells, NOTHING) for year in data["jaar"]}
    for row in records(data):
        rows[row["jaar"]] |= {f"{row['vergelijking']} {end}": people(row[end]) for end in _ENDS}
    return Table(
        list(rows.values()),
        [Column("Jaar", "jaar"), *map(_end_column, cells)],
        title="De prognose naast prognoses zonder oordeel",
        finding=comparison_finding(data[data["jaar"] == data["jaar"].iloc[-1]]),
        note=f"Minimum en maximum omsluiten telkens 75% van de kans. {model_note(found)} {prognose_source(result)}",
        dense=True,
    )


def _end_column(cell: str) -> Column[dict[str, str]]:
    name, _, end = cell.rpartition(" ")
    return Column(end.capitalize(), cell, kind="number", over=name.capitalize())


def comparison_finding(rows: pd.DataFrame) -> str:
    """The medians of one year, and which of the others' medians the forecast's interval holds.

    Args:
        rows: of :func:`comparison_data`, the forecast first.
    """
    year, (forecast, *others) = str(rows["jaar"].iloc[0]), records(rows)
    start = f"de mediaan van de prognose voor {year} is {people(forecast['mediaan'])}"
    if not others:
        return sentence(start, "het verleden is te kort om haar ergens naast te zetten")
    place = [f"{_subject(o)} {'op' if o is not others[0] else 'komt op'}" for o in others]
    said = enumerate_nl([f"{words} {people(o['mediaan'])}" for words, o in zip(place, others, strict=True)])
    held = [_subject(o) for o in others if forecast["minimum"] <= o["mediaan"] <= forecast["maximum"]]
    return sentence(start, said, _held(held, len(others)))


def _subject(row: Mapping[str, Any]) -> str:
    return next(SUBJECTS[name] for name, shown in NAMES.items() if shown == row["vergelijking"])


def model_note(found: References) -> str:
    """What the statistical model is, in one sentence; or why there is none."""
    model = found.model
    if model is None:
        return "Voor een statistisch model zijn er te weinig aaneengesloten gerealiseerde maanden."
    months = f"{month_name(min(model.realised))} tot en met {month_name(model.last)}"
    *level, wandering = (f"over {_COUNTS[one.lags]}" for one in model.chosen)
    free, on = f"een autoregressie {wandering} zonder vast niveau", f"geschat op de maanden {months}"
    if model.yearly_level is None:
        return f"Het statistische model is {free}, {on}."
    around = f"een {level[0]} die terugkeert naar een niveau van {people(model.yearly_level)} per jaar"
    return f"Het statistische model is half {free}, half {around}; van elke soort die met de laagste AICc, {on}."


def _held(names: Sequence[str], of: int) -> str:
    """Which of the medians the interval of the forecast holds."""
    interval = "het 75%-interval van de prognose"
    if of == 1:
        return f"die mediaan valt {'in' if names else 'buiten'} {interval}"
    if not names:
        return f"geen van die medianen valt in {interval}"
    if len(names) == of:
        return f"al die medianen vallen in {interval}"
    return f"alleen die van {enumerate_nl(names)} {'valt' if len(names) == 1 else 'vallen'} in {interval}"


def _references(found: References, year: int) -> Iterator[tuple[str, ScenarioLines]]:
    yield from ((name, reference.lines) for name, reference in found.of(year).items())


def _draw(axes: Axes, data: pd.DataFrame) -> list[float]:
    """Returns: where each row stands."""
    y, before, places = 0.0, "", []
    for row in records(data):
        if row["jaar"] != before:
            y, before = y + _GAP, row["jaar"]
            axes.axhline(y - _GAP / 2, color=RULE, linewidth=0.5)
            beside(axes, before, y + _ROW / 2, _MARGINS.left - 0.1, bold=True)
        places.append(y + _ROW / 2)
        _bar(axes, row, places[-1])
        y += _ROW
    axes.set_xlim(0, float(data["maximum"].max()) * 1.04)
    axes.set_yticks([])
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    count_axis(axes.xaxis, "personen", 7)
    return places


def _bar(axes: Axes, row: dict[str, Any], y: float) -> None:
    own = row["vergelijking"] == FORECAST
    look: dict[str, Any] = {"color": BLUE if own else GREY, "linewidth": 4.2 if own else 2.6}
    axes.plot([row["minimum"], row["maximum"]], [y, y], solid_capstyle="butt", **look)
    axes.plot([row["mediaan"]], [y], "D", color="white", markeredgecolor=INK, markersize=4.2)
    beside(axes, row["vergelijking"], y, _MARGINS.left - 1.15, colour=BLUE if own else INK)
