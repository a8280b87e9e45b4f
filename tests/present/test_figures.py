"""Every figure of the library on a calculated round: readable, true to its numbers, and the same twice."""

import dataclasses
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import people
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.inflow.references import reference_forecasts
from mpp_lib.present.bijstellingen.bridge import bridge
from mpp_lib.present.bijstellingen.revisions_chart import revisions_chart
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.chain_picture import ARROWS, BOXES, chain_picture
from mpp_lib.present.keten.composition import composition
from mpp_lib.present.keten.partner_pages import PAGES
from mpp_lib.present.keten.partner_view import partner_view
from mpp_lib.present.keten.year_chart import year_chart
from mpp_lib.present.prognose.density import Range, density_chart
from mpp_lib.present.prognose.horizon_chart import horizon_chart
from mpp_lib.present.prognose.references import comparison_chart
from mpp_lib.present.shown.picture import Picture, svg
from mpp_lib.present.terugblik.europe import europe_of
from mpp_lib.present.terugblik.europe_chart import europe_chart
from mpp_lib.present.terugblik.jumps_chart import jumps_chart
from mpp_lib.present.terugblik.look_back import changes_chart, months_chart, years_chart
from mpp_lib.present.terugblik.nationalities import nationalities_of
from mpp_lib.present.terugblik.nationality_charts import family_chart, nationalities_chart
from mpp_lib.present.terugblik.season_chart import season_chart
from mpp_lib.present.terugblik.trend_chart import trend_chart
from mpp_lib.present.trefzekerheid.hindcast_chart import hindcast_chart
from mpp_lib.production.chains import chain_named
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult
from tests.support.printed import value

Maker = Callable[[RoundResult, RoundResult], Picture]
TOTALS = {2016: 31642.0, 2017: 31327.0, 2018: 30380.0, 2019: 29435.0, 2020: 19100.0, 2021: 36620.0, 2022: 47991.0}


def with_totals(result: RoundResult) -> RoundResult:
    """A round that also knows the total inflow of past years."""
    rows = [(str(year), "asiel.instroom_totaal", total, "definitief", "toets") for year, total in TOTALS.items()]
    realised = result.inputs.realisations
    realised = pd.concat([realised, pd.DataFrame(rows, columns=realised.columns)], ignore_index=True)
    return dataclasses.replace(result, inputs=dataclasses.replace(result.inputs, realisations=realised))


NAIVE = Range("naïeve vergelijking", 28000.0, 36000.0, 44000.0)
FIGURES: dict[str, Maker] = {
    "dichtheid": lambda result, _: density_chart(result, 2025, [NAIVE]),
    "dichtheid, deels gerealiseerd": lambda result, _: density_chart(result, 2024),
    "per jaar": lambda result, _: year_chart(result, "asiel.instroom_totaal"),
    "stand per jaar": lambda result, _: year_chart(result, "coa.bezetting"),
    "horizon": lambda result, _: horizon_chart(result),
    "jaren": lambda result, _: years_chart(result),
    "maanden": lambda result, _: months_chart(result),
    "veranderingen": lambda result, _: changes_chart(result),
    "seizoen": lambda result, _: season_chart(result),
    "trendbreuken": lambda result, _: trend_chart(result),
    "sprongen": lambda result, _: jumps_chart(result),
    "sprongen, twee soorten": lambda _, previous: jumps_chart(with_totals(previous)),
    "nationaliteiten": lambda result, _: nationalities_chart(result, nationalities_of(result, "eerste")),
    "nareis": lambda result, _: family_chart(result, nationalities_of(result, "nareis")),
    "Europa": lambda result, _: europe_chart(result, europe_of(result)),
    "vergelijking": lambda result, _: comparison_chart(result, reference_forecasts(result.inputs)),
    "opbouw": lambda result, _: composition(result, "coa.bezetting"),
    "opbouw per kwartaal": lambda result, _: composition(result, "coa.bezetting", step="kwartaal"),
    "keten in één beeld": lambda result, _: chain_picture(result, 2024),
    "hindcast": lambda result, _: hindcast_chart(open_hindcast(result.inputs.folder.parent)),
    "hindcast van de ronde": lambda result, _: hindcast_chart(open_known(result)),
}
FIGURES |= {
    f"brug {name}": lambda result, previous, name=name: bridge(result, previous, attribute(result, previous), name)
    for name in EXPLAINED
}
FIGURES |= {
    f"bijstellingen, {years} jaar": lambda result, previous, years=years: revisions_chart(
        result, previous, attribute(result, previous), years=years
    )
    for years in (1, 2)
}
FIGURES |= {
    f"beeld {key}": lambda result, _, key=key: partner_view(result, key, beside_runs(result))
    for key in (*chain_named("standaard").views, *PAGES)
}
FIGURES |= {
    f"band {indicator}": lambda result, _, indicator=indicator: band_chart(result, indicator)
    for indicator in ("asiel.instroom_eerste", "coa.bezetting", "ind.inwilligingspercentage_spoor4", "ks.achterstand")
}


@pytest.fixture(params=FIGURES, scope="module")
def picture(request: pytest.FixtureRequest, result: RoundResult, previous: RoundResult) -> Picture:
    return FIGURES[request.param](result, previous)


def written(figure: Figure) -> Iterator[Text]:
    """Every text that is drawn."""
    yield from figure.texts
    for axes in figure.axes:
        yield from axes.texts
        yield from (axes.title, axes.xaxis.label, axes.yaxis.label)
        yield from _ticks(axes.xaxis, axes)
        yield from _ticks(axes.yaxis, axes)


def _ticks(axis: Axis, axes: Axes) -> Iterator[Text]:
    low, high = sorted(axis.get_view_interval())
    for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
        if low <= tick.get_loc() <= high and tick.label1.get_visible() and axes.get_visible():
            yield tick.label1


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    with house_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        texts = [text for text in written(figure) if text.get_visible() and text.get_text().strip()]
        return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in texts]


@pytest.fixture(params=["page", "narrow"])
def figure(request: pytest.FixtureRequest, picture: Picture) -> Figure:
    """A figure in each of the forms that it has."""
    if request.param == "page":
        return picture.figure
    if picture.narrow is None:
        pytest.skip("a scheme has one form")
    return picture.narrow().figure


def test_no_text_leaves_the_figure(figure: Figure) -> None:
    """Every word lies inside the drawing."""
    canvas = figure.bbox
    for text, box in boxes(figure):
        assert box.x0 >= canvas.x0 - 1, text
        assert box.x1 <= canvas.x1 + 1, text
        assert box.y0 >= canvas.y0 - 1, text
        assert box.y1 <= canvas.y1 + 1, text


def test_no_text_covers_another(figure: Figure) -> None:
    """No two words touch by more than a hair."""
    for (first, box), (second, other) in combinations(boxes(figure), 2):
        wide = min(box.x1, other.x1) - max(box.x0, other.x0)
        high = min(box.y1, other.y1) - max(box.y0, other.y0)
        assert wide <= 1 or high <= 2.5, (first, second)


def test_a_figure_comes_with_all_that_a_reader_needs(picture: Picture) -> None:
    """A finding that is a sentence, numbers, a source and an alternative text."""
    assert picture.finding[0] == picture.finding[0].upper()
    assert picture.finding.endswith(".")
    assert not picture.data.empty
    assert set(picture.units) <= set(picture.data.columns)
    assert picture.source.startswith("Bron: ")
    assert len(picture.alt) > 20


def test_letters_are_large_enough(picture: Picture) -> None:
    """At the width of a page no word is smaller than 7.5 points, on a telephone none smaller than 9.5 pixels."""
    assert picture.figure.get_figwidth() * 2.54 == pytest.approx(16.2, abs=0.01)
    assert all(text.get_fontsize() >= 7.5 for text in written(picture.figure) if text.get_text().strip())
    if picture.narrow:
        small = picture.narrow().figure
        pixels = 350 / (small.get_figwidth() * 72)
        assert all(text.get_fontsize() * pixels >= 9.5 for text in written(small) if text.get_text().strip())


def test_a_figure_is_the_same_twice(result: RoundResult, previous: RoundResult) -> None:
    """Made anew from the same round, the drawing of the densest figure has the same bytes."""
    first, second = (FIGURES["dichtheid"](result, previous) for _ in range(2))
    assert svg(first.figure) == svg(second.figure)


def test_the_band_shows_the_result(result: RoundResult) -> None:
    """The drawn scenario lines are the monthly results, and so are the numbers below it, to tens."""
    picture = band_chart(result, "asiel.instroom_eerste")
    lines = [line.get_ydata() for line in picture.figure.axes[0].lines]
    for column in range(3):
        drawn = result.months["asiel.instroom_eerste"][:, column]
        assert any(len(line) == len(drawn) and np.allclose(line, drawn) for line in lines)
    ahead = picture.data.loc[picture.data["minimum"] != "", ["minimum", "medio", "maximum"]]
    months = result.months["asiel.instroom_eerste"]
    assert np.abs(ahead.map(value).to_numpy(float) - months).max() <= 5
    assert ahead.shape == months.shape


def test_a_yearly_history_has_a_yearly_forecast_beside_it(result: RoundResult) -> None:
    """Where only years were realised, each scenario is a step per year of its average month; so are label and table."""
    picture = band_chart(result, "asiel.instroom_totaal")
    figure = picture.figure
    steps = [line for line in figure.axes[0].lines if line.get_drawstyle() == "steps-post"]
    years = result.years["asiel.instroom_totaal"] / 12
    assert len(steps) == 3
    for line, drawn in zip(steps, years.T, strict=True):
        assert np.allclose(line.get_ydata(), [*drawn, drawn[-1]])
        assert np.allclose(line.get_xdata(), [2024, 2025, 2026, 2027])
    labels = {text.get_text() for text in written(figure)}
    assert {f"medio {people(years[-1, 1])}", f"maximum {people(years[-1, 2])}"} <= labels
    assert any("gemiddelde maand van elk jaar" in text for text in labels)
    ahead = picture.data[picture.data["minimum"] != ""]
    assert list(ahead["periode"]) == [f"{year}, gemiddelde maand" for year in (2024, 2025, 2026)]
    assert list(ahead["medio"]) == [people(value) for value in years[:, 1]]


def test_assumed_history_is_never_drawn(result: RoundResult) -> None:
    """An indicator whose past is only assumed has nothing but scenario lines, from its first month on."""
    rows = result.inputs.realisations
    assumed = rows[(rows["indicator"] == "ind.spoor1.instroom")]
    assert len(assumed) > 0
    assert set(assumed["status"]) == {"aanname"}
    axes = band_chart(result, "ind.spoor1.instroom").figure.axes[0]
    drawn = [line for line in axes.lines if len(line.get_xdata()) > 2]
    assert len(drawn) == 3
    assert all(min(line.get_xdata()) > 2024 for line in drawn)


def test_the_picture_of_the_chain_follows_the_declarations(result: RoundResult) -> None:
    """Every arrow leaves and reaches boxes, carries a flow, and every box that something waits in holds a stock."""
    nodes = result.chain.by_id
    assert all(
        {arrow.start, arrow.end} <= set(BOXES) and nodes[arrow.flow].aggregation is Aggregation.FLOW for arrow in ARROWS
    )
    assert all(nodes[box.stock].aggregation is Aggregation.STOCK for box in BOXES.values() if box.stock)


def test_a_year_outside_the_horizon_is_refused(result: RoundResult) -> None:
    """There is no density of a year that was not forecast."""
    with pytest.raises(ValueError, match="buiten de horizon"):
        density_chart(result, 2031)
