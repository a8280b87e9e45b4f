"""Figures of a whole and its parts over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import percentage
from mpp_lib.base.periods import QUARTER, YEAR, Period
from mpp_lib.present.drawing.canvas import Margins, count_axis, from_zero, one_panel, title
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.scenario_band import draw_border
from mpp_lib.present.drawing.style import BLUE, GREY, INK, PARTS, SMALL, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.adding_up import totals_of
from mpp_lib.present.wording.indicator_names import full_label, lower_name, subject_of
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import moment, sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.run import RoundResult

Floats = NDArray[np.float64]
Step = Literal["jaar", "kwartaal"]
_MARGINS = Margins(left=1.35, right=3.6, top=0.75, bottom=0.6)
_DEEP = {BLUE, GREY}
_HISTORY = 3


@in_both_forms
def composition(
    result: RoundResult, total: str, *, scenario: str = "medio", step: Step = "jaar", height: float = 7.4
) -> Picture:
    """A stock and the parts it consists of, stacked: realised year ends, then a scenario by year or quarter.

    Args:
        total: id of the whole.

    Raises:
        KeyError: when the chain declares no such sum.
    """
    parts = totals_of(result.chain)[total]
    data = composition_data(result, parts, scenario, step)
    node = result.chain.by_id[total]
    labels = [result.chain.by_id[part].label for part in parts]
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        places = _stack(axes, data, labels, node.unit, step)
        title(axes, f"{node.unit}, {scenario}", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        composition_finding(result, total, parts, scenario),
        data,
        dict.fromkeys([*labels, "totaal"], node.unit),
        source_line(result, sources=sources_of(result, *parts)),
        f"Gestapelde staven per {step}: {full_label(node.spec())}, verdeeld in {', '.join(labels)}.",
        panels=[Panel(axes, places, [*labels, "totaal"])],
    )


def composition_data(result: RoundResult, parts: Sequence[str], scenario: str, step: Step) -> pd.DataFrame:
    """periode, soort (gerealiseerd or the scenario), one column per part, totaal."""
    labels = [result.chain.by_id[part].label for part in parts]
    column, months = SCENARIOS.index(scenario), result.inputs.settings.span.months
    every = YEAR if step == "jaar" else QUARTER
    rows = [[str(year), "gerealiseerd", *values] for year, values in _realised_ends(result, parts).items()]
    for place in range(every - 1, len(months), every):
        name = str(Period.of(months[place], every))
        rows.append([name, scenario, *(float(result.months[part][place, column]) for part in parts)])
    data = pd.DataFrame(rows, columns=["periode", "soort", *labels])
    return data.assign(totaal=data[labels].sum(axis=1))


def _realised_ends(result: RoundResult, parts: Sequence[str]) -> dict[int, list[float]]:
    """Year ends before the horizon at which every part is realised, at most the last three."""
    known = [realised_years(result, part) for part in parts]
    first = result.inputs.settings.span.first_year
    years = sorted(set.intersection(*(set(years) for years in known)))
    return {year: [values[year] for values in known] for year in [year for year in years if year < first][-_HISTORY:]}


def _stack(axes: Axes, data: pd.DataFrame, labels: Sequence[str], unit: str, step: Step) -> list[float]:
    """Returns: where the bars stand."""
    past = int((data["soort"] == "gerealiseerd").sum())
    places = np.arange(len(data), dtype=float) + np.where(np.arange(len(data)) < past, 0.0, 0.35 if past else 0.0)
    width = 0.66 if step == "jaar" else 0.8
    bottom = np.zeros(len(data))
    for label, colour in zip(labels, PARTS, strict=False):
        values = data[label].to_numpy(float)
        axes.bar(places, values, width, bottom, color=colour, edgecolor="white", linewidth=0.6)
        if step == "jaar":
            _write_values(axes, places, values, bottom, unit, colour)
        bottom += values
    axes.set_xlim(places[0] - 0.6, places[-1] + width / 2 + 0.05)
    from_zero(axes, list(bottom), room=1.1)
    count_axis(axes.yaxis, unit)
    _name_periods(axes, places, list(data["periode"]), step)
    _write_totals(axes, places, bottom, data, unit)
    if past:
        draw_border(axes, float(places[past - 1] + places[past]) / 2)
    middles = np.cumsum([0.0, *data[labels].iloc[-1]])
    ends = [EndLabel((middles[k] + middles[k + 1]) / 2, label, INK) for k, label in enumerate(labels)]
    label_ends(axes, places[-1] + width / 2, ends)
    return list(map(float, places))


def _write_values(axes: Axes, places: Floats, values: Floats, bottom: Floats, unit: str, colour: str) -> None:
    ceiling = float((bottom + values).max())
    for place, value, base in zip(places, values, bottom, strict=True):
        if value > 0.07 * ceiling:
            axes.text(
                place,
                base + value / 2,
                text_of(value, unit),
                ha="center",
                va="center",
                fontsize=SMALL,
                color="white" if colour in _DEEP else INK,
            )


def _write_totals(axes: Axes, places: Floats, tops: Floats, data: pd.DataFrame, unit: str) -> None:
    for place, top, text in zip(places, tops, data["periode"], strict=True):
        if _ends_a_year(text):
            axes.annotate(
                text_of(float(top), unit),
                (place, top),
                (0, 2.5),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontweight="semibold",
                fontsize=SMALL,
            )


def _name_periods(axes: Axes, places: Floats, periods: Sequence[str], step: Step) -> None:
    if step == "jaar":
        axes.set_xticks(places, periods)
    else:
        ends = [k for k, text in enumerate(periods) if _ends_a_year(text)]
        axes.set_xticks(places[ends], [f"eind {Period.parse(periods[k]).end.year}" for k in ends])
    axes.tick_params(axis="x", length=0)


def _ends_a_year(text: str) -> bool:
    return Period.parse(text).end.month == 12


def composition_finding(result: RoundResult, total: str, parts: Sequence[str], scenario: str) -> str:
    """The largest part, of people, at the start and at the end of the horizon, with its share."""
    column, years = SCENARIOS.index(scenario), result.inputs.settings.span.calendar_years
    shares = {part: _share(result.years[part][:, column], result.years[total][:, column]) for part in parts}
    first, last = (_largest(shares, row) for row in (0, -1))
    when = [moment(Period.of_year(year), result.chain.by_id[total].aggregation) for year in (years[0], years[-1])]
    specs = {name: result.chain.by_id[name].spec() for name in (total, first, last)}
    largest = f"{when[0]} met {percentage(shares[first][0])} het grootste deel van {subject_of(specs[total]).text}"
    opening = f"in {scenario} vormen de {lower_name(specs[first])} {largest}"
    if first == last:
        return sentence(opening, f"{when[1]} is dat {percentage(shares[first][-1])}")
    return sentence(opening, f"{when[1]} zijn dat de {lower_name(specs[last])}, met {percentage(shares[last][-1])}")


def _share(part: Floats, whole: Floats) -> Floats:
    shares: Floats = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return shares


def _largest(shares: Mapping[str, Floats], row: int) -> str:
    return max(shares, key=lambda part: float(shares[part][row]))
