"""A partner at a glance: what comes in, what is done, what is waiting."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mpp_lib.base.periods import Period
from mpp_lib.present.drawing.canvas import Margins, side_by_side, title
from mpp_lib.present.drawing.labels import text_width
from mpp_lib.present.drawing.scenario_band import label_scenarios
from mpp_lib.present.drawing.style import BLUE, POINTS_PER_CM, SCENARIOS, SMALL, WIDTH, house_style
from mpp_lib.present.keten.band_chart import axis_title, draw_indicator, first_year_of, in_time, monthly_data
from mpp_lib.present.shown.picture import OVER, Picture
from mpp_lib.present.wording.indicator_names import full_label, subject_of
from mpp_lib.present.wording.sentences import Point, course, larger, sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.run import RoundResult

_MARGINS = Margins(left=1.05, right=1.4, top=1.5, bottom=0.6)
_GAP = 2.35
_MOST_YEARS = 5


def partner_view(result: RoundResult, key: str, *, height: float = 5.8) -> Picture:
    """Small multiples of what a section of the report shows at a glance, each on its own scale.

    Args:
        key: of a section of the chain that has a view.

    Raises:
        KeyError: when there is none.
    """
    indicators = result.chain.views[key].indicators
    specs = [result.chain.by_id[indicator].spec() for indicator in indicators]
    with house_style():
        figure, panels = side_by_side(height, len(indicators), _MARGINS, _GAP)
        first = min(first_year_of(result, indicator) for indicator in indicators)
        for axes, indicator in zip(panels, indicators, strict=True):
            _draw(axes, result, indicator, first)
        _key(figure, height)
    data = _data(result, indicators, first)
    return Picture(
        figure,
        view_finding(result, key),
        data,
        dict.fromkeys(map(str, data.columns[1:]), ""),
        source_line(result, sources=sources_of(result, *indicators)),
        f"Drie lijnfiguren naast elkaar: {'; '.join(full_label(spec) for spec in specs)}.",
    )


def _draw(axes: Axes, result: RoundResult, indicator: str, first: int) -> None:
    node, last = result.chain.by_id[indicator], result.inputs.settings.span.end.year
    drawn = draw_indicator(axes, result, indicator, first=first, words=False)
    every = 1 if last - first < _MOST_YEARS else 2
    middles = [year + 0.5 for year in range(last, first - 1, -every)]
    axes.set_xticks(middles, [f"’{int(year) % 100:02d}" for year in middles], minor=True)
    label_scenarios(axes, last + 1, drawn.values[-1], node.unit, names=False)
    title(axes, axis_title(node), left=_MARGINS.left * 0.92)
    title(axes, f"{node.label[:1].upper()}{node.label[1:]}", left=_MARGINS.left * 0.92, up=0.4, colour=BLUE, bold=True)


def _key(figure: Figure, height: float) -> None:
    """The names of the scenarios in their colours, each after a piece of its line."""
    per_point = 1 / (WIDTH * POINTS_PER_CM)
    y, x = 1 - 0.22 / height, 0.995
    for name in reversed(SCENARIOS):
        stroke, weight = SCENARIOS[name], "semibold" if name == "medio" else "normal"
        x -= text_width(name, SMALL, weight) * per_point
        figure.text(x, y, name, va="center_baseline", color=stroke.colour, fontsize=SMALL, fontweight=weight)
        figure.add_artist(Line2D([x - 24 * per_point, x - 4 * per_point], [y, y], **stroke.kwargs()))
        x -= 36 * per_point


def _data(result: RoundResult, indicators: tuple[str, ...], first: int) -> pd.DataFrame:
    """The panels beside each other by period; what is nowhere realised has no column for it."""
    data = pd.concat([_panel(result, indicator, first) for indicator in indicators], axis=1).fillna("")
    return in_time(data.loc[:, (data != "").any()])


def _panel(result: RoundResult, indicator: str, first: int) -> pd.DataFrame:
    label = full_label(result.chain.by_id[indicator].spec())
    return monthly_data(result, indicator, first).rename(columns=lambda name: f"{label}{OVER}{name}")


def view_finding(result: RoundResult, key: str) -> str:
    """How what is waiting moves in medio, and in which years more comes in than is done."""
    into, done, waiting = (result.chain.by_id[indicator] for indicator in result.chain.views[key].indicators)
    years = result.inputs.settings.span.calendar_years
    before = Point(Period.of_year(years[0] - 1), result.opening(waiting.id))
    stock = [before, *(Point(Period.of_year(year), result.year(waiting.id, year, "medio")) for year in years)]
    pairs = [(result.year(into.id, year, "medio"), result.year(done.id, year, "medio")) for year in years]
    return sentence(
        course(subject_of(waiting.spec()), stock, waiting.unit, waiting.aggregation, lead="in medio"),
        larger(subject_of(into.spec()), subject_of(done.spec()), years, pairs, into.unit),
    )
