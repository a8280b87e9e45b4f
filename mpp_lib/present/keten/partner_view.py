"""A partner at a glance: what comes in, what is done, what is waiting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mpp_lib.base.catalogue import SCENARIOS as SCENARIO_NAMES
from mpp_lib.base.periods import Period
from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.present.drawing.canvas import Margins, in_rows, title
from mpp_lib.present.drawing.form import is_narrow, width
from mpp_lib.present.drawing.labels import text_width
from mpp_lib.present.drawing.scenario_band import label_scenarios
from mpp_lib.present.drawing.style import BLUE, CM, GREY, POINTS_PER_CM, SCENARIOS, SMALL, house_style
from mpp_lib.present.keten.band_chart import (
    axis_title,
    draw_indicator,
    drawn_data,
    first_year_of,
    in_time,
    places_of,
    run_keys,
)
from mpp_lib.present.keten.partner_pages import views_of
from mpp_lib.present.keten.year_columns import capital
from mpp_lib.present.shown.picture import OVER, Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import Key
from mpp_lib.present.wording.indicator_names import full_label, own_label, subject_of
from mpp_lib.present.wording.printed_values import chance_text
from mpp_lib.present.wording.sentences import Point, course, larger, sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.run import RoundResult
from mpp_lib.production.section import View
from mpp_lib.production.three_runs import answers

_MARGINS = Margins(left=1.05, right=1.4, top=1.05, bottom=0.6)
_KEY = 0.45
"""Height of the line with the names of the scenarios."""
_GAP = 2.35
_ALONE, _TOGETHER = 5.0, 3.1
"""Height of a view, in centimetres: of one with a figure of its own, and of one among others."""
_LINED = {
    1: "Drie lijnfiguren naast elkaar",
    2: "Twee rijen van drie lijnfiguren",
    3: "Drie rijen van drie lijnfiguren",
}
_ROLES = ("wat binnenkomt", "wat is afgehandeld", "wat wacht")
_MOST_YEARS = 5


@in_both_forms
def partner_view(result: RoundResult, key: str, beside: BesideRuns) -> Picture:
    """Small multiples of what a page of the report shows at a glance: a row per view, each panel on its own scale.

    Args:
        key: of a page of a partner, or of a section of the chain that has a view.
        beside: what is known of the uncertainty of the round.

    Raises:
        KeyError: when there is none.
    """
    named = views_of(result.chain, key)
    views = list(named.values())
    height = _ALONE if len(views) == 1 else _TOGETHER
    indicators = [name for view in views for name in view.indicators]
    specs = [result.chain.by_id[name].spec() for name in indicators]
    with house_style():
        above = 2 * _KEY if is_narrow() else _KEY
        figure, rows = in_rows(height, [len(view.indicators) for view in views], _MARGINS, _GAP, above=above)
        for panels, view in zip(rows, views, strict=True):
            _draw_row(panels, result, view, named=len(views) > 1)
        _key(figure, _names(result, views[0].waiting, beside))
    drawn = {about: _panels(result, view, _headings(result, named, view)) for about, view in named.items()}
    data = _data(drawn)
    periods = [period for part in drawn.values() for period in sorted(part.index)]
    return Picture(
        figure,
        view_finding(result, key),
        data,
        dict.fromkeys([name for name in map(str, data.columns) if OVER in name], ""),
        source_line(result, sources=sources_of(result, *indicators)),
        f"{_LINED[len(views)]}: {'; '.join(full_label(spec) for spec in specs)}.",
        panels=list(_looked_up(result, named, drawn, rows)),
        keys=_keys(result, named) if len(views) == 1 else {},
        periods=list(map(str, periods)),
    )


def _keys(result: RoundResult, views: Mapping[str, View]) -> Mapping[str, Key]:
    """What the columns go by, of a view by itself; several share their columns."""
    (view,) = views.values()
    headings = zip(view.indicators, _headings(result, views, view), strict=True)
    return {name: key for indicator, heading in headings for name, key in run_keys(indicator, heading).items()}


def _looked_up(
    result: RoundResult, views: Mapping[str, View], drawn: Mapping[str, pd.DataFrame], rows: Sequence[Sequence[Axes]]
) -> Iterator[Panel]:
    """Every panel with the rows of its view."""
    before, total = 0, sum(map(len, drawn.values()))
    shown = {str(name) for part in drawn.values() for name in part.columns[(part != "").any()]}
    for panels, (about, view) in zip(rows, views.items(), strict=True):
        for axes, indicator, heading in zip(panels, view.indicators, _headings(result, views, view), strict=True):
            places = places_of(sorted(drawn[about].index), result.chain.by_id[indicator])
            around = [math.nan] * before, [math.nan] * (total - before - len(places))
            columns = [name for name in run_keys(indicator, heading) if name in shown]
            yield Panel(axes, [*around[0], *places, *around[1]], columns)
        before += len(drawn[about])


def _draw_row(panels: Sequence[Axes], result: RoundResult, view: View, *, named: bool) -> None:
    """The panels of a view; ``named`` says in each what it is about, which is clear where the view stands alone."""
    first = _first_year(result, view)
    for axes, name in zip(panels, view.indicators, strict=True):
        node = result.chain.by_id[name]
        _draw(axes, result, name, first)
        words = capital(own_label(node.spec()) if named else node.label)
        title(axes, words, left=_MARGINS.left * 0.92, up=0.4, colour=BLUE, bold=True)


def _first_year(result: RoundResult, view: View) -> int:
    """The year with which all panels of a view begin."""
    return min(first_year_of(result, name) for name in view.indicators)


def _draw(axes: Axes, result: RoundResult, indicator: str, first: int) -> None:
    node, last = result.chain.by_id[indicator], result.inputs.settings.span.end.year
    drawn = draw_indicator(axes, result, indicator, first=first, words=False, ticks=3)
    every = 1 if last - first < _MOST_YEARS else 2
    middles = [year + 0.5 for year in range(last, first - 1, -every)]
    axes.set_xticks(middles, [f"’{int(year) % 100:02d}" for year in middles], minor=True)
    label_scenarios(axes, last + 1, drawn.values[-1], node.unit, names=False)
    title(axes, axis_title(node), left=_MARGINS.left * 0.92)


def _names(result: RoundResult, waiting: str, beside: BesideRuns) -> tuple[str, dict[str, str]]:
    """What stands before the names of the scenarios, and each name: with the chance of a lower path to the stock."""
    if result.chain.by_id[waiting].domain != "asiel" or not answers(result, waiting):
        return "", {name: name for name in SCENARIOS}
    chances = zip(SCENARIO_NAMES, beside.paths[-1], strict=True)
    last = result.inputs.settings.span.end.year
    return (
        f"met de kans op een lager instroompad t/m {last}:",
        {name: f"{name} {chance_text(float(chance), 1)}" for name, chance in chances},
    )


def _key(figure: Figure, named: tuple[str, dict[str, str]]) -> None:
    """The names of the scenarios in their colours, each after a piece of its line; in the narrow form on a second."""
    lead, names = named
    per_point, height = 1 / (width() * POINTS_PER_CM), figure.get_figheight() / CM
    y, x = 1 - (0.22 + _KEY if is_narrow() else 0.22) / height, 0.995
    for name in reversed(SCENARIOS):
        stroke, weight = SCENARIOS[name], "semibold" if name == "medio" else "normal"
        x -= text_width(names[name], SMALL, weight) * per_point
        figure.text(x, y, names[name], va="center_baseline", color=stroke.colour, fontsize=SMALL, fontweight=weight)
        figure.add_artist(Line2D([x - 24 * per_point, x - 4 * per_point], [y, y], **stroke.kwargs()))
        x -= 36 * per_point
    if is_narrow():
        x, y = 0.995, y + _KEY / height
    figure.text(x, y, lead, ha="right", va="center_baseline", fontsize=SMALL, color=GREY)


def _data(drawn: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The panels of a view beside each other by period, several views under each other with what they are about.

    What is nowhere realised has no column for it.
    """
    if len(drawn) == 1:
        (panels,) = drawn.values()
        return in_time(_shown(panels))
    parts = {about: in_time(panels) for about, panels in drawn.items()}
    named = [part.assign(periode=f"{about}, " + part["periode"]) for about, part in parts.items()]
    return _shown(pd.concat(named, ignore_index=True).fillna(""))


def _headings(result: RoundResult, views: Mapping[str, View], view: View) -> Sequence[str]:
    """What stands over the columns of each indicator of a view."""
    if len(views) > 1:
        return _ROLES
    return [full_label(result.chain.by_id[name].spec()) for name in view.indicators]


def _panels(result: RoundResult, view: View, names: Sequence[str]) -> pd.DataFrame:
    first = _first_year(result, view)
    pairs = zip(view.indicators, names, strict=True)
    panels = [drawn_data(result, indicator, first).add_prefix(f"{name}{OVER}") for indicator, name in pairs]
    return pd.concat(panels, axis=1).fillna("")


def _shown(data: pd.DataFrame) -> pd.DataFrame:
    return data.loc[:, (data != "").any()]


def view_finding(result: RoundResult, key: str) -> str:
    """How what is waiting moves in medio; of a view by itself also in which years more comes in than is done."""
    views = list(views_of(result.chain, key).values())
    courses = [_waiting(result, view, lead="" if place else "in medio") for place, view in enumerate(views)]
    return sentence(*courses, *([_left_over(result, views[0])] if len(views) == 1 else []))


def _waiting(result: RoundResult, view: View, *, lead: str) -> str:
    node, years = result.chain.by_id[view.waiting], result.inputs.settings.span.calendar_years
    before = Point(Period.of_year(years[0] - 1), result.opening(node.id))
    stock = [before, *(Point(Period.of_year(year), result.year(node.id, year, "medio")) for year in years)]
    return course(subject_of(node.spec()), stock, node.unit, node.aggregation, lead=lead)


def _left_over(result: RoundResult, view: View) -> str:
    into, done = (result.chain.by_id[name] for name in (view.into, view.done))
    years = result.inputs.settings.span.calendar_years
    pairs = [(result.year(into.id, year, "medio"), result.year(done.id, year, "medio")) for year in years]
    return larger(subject_of(into.spec()), subject_of(done.spec()), years, pairs, into.unit)
