"""Where a figure says that its values stand, against where they are drawn."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.inflow.references import reference_forecasts
from mpp_lib.present.bijstellingen.revisions_chart import revisions_chart
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.composition import composition
from mpp_lib.present.keten.partner_view import partner_view
from mpp_lib.present.keten.year_chart import year_chart
from mpp_lib.present.prognose.density import Range, density_chart
from mpp_lib.present.prognose.horizon_chart import horizon_chart
from mpp_lib.present.prognose.references import comparison_chart
from mpp_lib.present.shown.picture import OVER, Picture, lookup_of, svg
from mpp_lib.present.terugblik.look_back import months_chart
from mpp_lib.present.terugblik.trend_chart import trend_chart

Panel = tuple[list[float], list[str], list[float | None]]


def panels(picture: Picture) -> list[Panel]:
    """Edges (left, upper, right, lower), names of columns, place per row."""
    found = []
    for panel in lookup_of(picture).split(";"):
        left, upper, right, lower, columns, *rest = panel.split(" ")
        named = columns.removeprefix("y").partition(":")[0]
        names = [str(picture.data.columns[int(place)]) for place in named.split(",")]
        places: list[float | None] = []
        for place in rest:
            places += [None] * int(place[:-1]) if place.endswith("-") else [float(place)]
        found.append(([float(edge) for edge in (left, upper, right, lower)], names, places))
    return found


def ends_of_lines(picture: Picture) -> list[float]:
    """Where the longest paths of the drawing end, from left to right: added up from their relative steps."""
    ends = []
    for drawn in re.findall(r' d="(M[^"]*)"', svg(picture.figure)):
        x = 0.0
        for command, text in re.findall(r"([Mlhvcqz])([^Mlhvcqz]*)", drawn):
            steps = [float(number) for number in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", text)]
            if command == "M":
                x = steps[0]
            x += sum(steps[::2]) if command == "l" else sum(steps) if command == "h" else 0.0
        if len(drawn) > 120 and "z" not in drawn:
            ends.append(x)
    return ends


@pytest.mark.parametrize("indicator", ["coa.bezetting", "asiel.instroom_eerste"])
def test_the_last_month_stands_where_the_lines_end(result, indicator):
    """A stock at the edge of the panel, a flow half a month before it; every row after the one before."""
    picture = band_chart(result, indicator)
    ((_, _, right, _), names, places) = panels(picture)[0]
    assert names == ["gerealiseerd", "minimum", "medio", "maximum"]
    assert len(places) == len(picture.data)
    assert places == sorted(places)
    assert max(ends_of_lines(picture)) == pytest.approx(places[-1], abs=1)
    assert (places[-1] == right) is (indicator == "coa.bezetting")


def test_each_panel_has_its_own_rows_and_columns(result):
    """Side by side with the same periods; under each other each with the rows that are about it."""
    beside = beside_runs(result)
    for key, rows in (("coa", 1), ("ind", 2)):
        picture = partner_view(result, key, beside)
        found = panels(picture)
        assert len(found) == 3 * rows
        for edges, names, places in found:
            shown = [place for place in places if place is not None]
            assert len(places) == len(picture.data)
            assert len(shown) >= len(picture.data) / rows / 3
            assert all(edges[0] <= place <= edges[2] for place in shown)
            assert len({name.rpartition(OVER)[0] for name in names}) == 1
        used = [sum(places[row] is not None for _, _, places in found) for row in range(len(picture.data))]
        assert set(used) == {3}


@pytest.mark.parametrize(
    "make",
    [
        lambda result: year_chart(result, "asiel.instroom_eerste"),
        horizon_chart,
        lambda r: composition(r, "coa.bezetting"),
    ],
)
def test_every_year_stands_in_its_panel(make, result):
    """From left to right, apart from each other."""
    picture = make(result)
    for (left, _, right, _), _, places in panels(picture):
        assert len(places) == len(picture.data)
        assert [place for place in places if place] == sorted(set(places))
        assert left <= places[0] < places[-1] <= right


def stops(picture: Picture, panel: int) -> dict[tuple[int, str], float]:
    """Row and column of every value that is read by column → its place, of a panel of groups of rows."""
    _, names, places = panels(picture)[panel]
    groups = lookup_of(picture).split(";")[panel].split(" ")[4].split(":")[3].split(",")
    cells = [(int(row), name) for group in groups for name in names for row in group.split("+")[:1]]
    return {cell: place for cell, place in zip(cells, places, strict=True) if place is not None}


@pytest.mark.parametrize("make", [months_chart, trend_chart])
def test_the_months_of_a_year_stand_under_their_line(make: Callable[..., Picture], result):
    """The last month with a value where the lines end, and twelve of a year as far apart as the axis says."""
    picture = make(result)
    placed = stops(picture, 0)
    given = [placed[row, str(name)] for row, values in picture.data.iterrows() for name in picture.data.columns
             if (row, name) in placed and values[name]]  # fmt: skip
    assert max(ends_of_lines(picture)) == pytest.approx(max(given), abs=3)
    (left, _, right, _), _, _ = panels(picture)[0]
    years = len({row for row, _ in placed})
    assert max(placed.values()) - min(placed.values()) == pytest.approx((right - left) * (1 - 1 / 12 / years), abs=2)


def drawn_heights(picture: Picture, *, marker: str) -> list[float]:
    """How far from above the points of a kind stand, in points of the drawing."""
    height = picture.figure.get_figheight() * picture.figure.dpi
    lines = [line for axes in picture.figure.axes for line in axes.get_lines() if line.get_marker() == marker]
    shown = [line.axes.transData.transform((line.get_xdata()[0], line.get_ydata()[0]))[1] for line in lines]
    return [(height - y) * 72 / picture.figure.dpi for y in shown]


def test_rows_under_each_other_stand_where_they_are_drawn(result):
    """A line of a list of forecasts at its median; the ranges of others above a density, apart from what it tells."""
    picture = comparison_chart(result, reference_forecasts(result.inputs))
    ((_, upper, _, lower), _, places) = panels(picture)[0]
    assert places == pytest.approx(drawn_heights(picture, marker="D"), abs=1)
    assert all(upper <= place <= lower for place in places if place is not None)

    beside = density_chart(result, 2025, [Range("een", 20000, 30000, 40000), Range("twee", 1000, 2000, 3000)])
    told, ranges, below = panels(beside)
    shown = [place for place in ranges[2] if place is not None]
    assert shown == pytest.approx(drawn_heights(beside, marker="D"), abs=1)
    assert ranges[0][3] == told[0][1]
    assert told[0][3] <= below[0][1]


def test_a_chance_is_told_at_its_number(result):
    """Medio of a density, which has a line of its own, among the round numbers around it."""
    picture = density_chart(result, 2025)
    _, _, places = panels(picture)[0]
    values = picture.data["eerste aanvragen"].to_numpy(float)[: len(places)]
    axes = picture.figure.axes[0]
    medio = result.forecast.year(2025).medio
    x = axes.transData.transform((medio, 0))[0] * 72 / picture.figure.dpi
    assert np.interp(medio, values, [float(place) for place in places if place is not None]) == pytest.approx(x, abs=1)


def test_each_year_of_a_list_has_its_own_rows(result, previous):
    """Two panels with the same names side by side: the row that is read is that of its year."""
    picture = revisions_chart(result, previous, attribute(result, previous))
    for place, (_, _, places) in enumerate(panels(picture)):
        years = {picture.data["jaar"].iloc[row] for row, at in enumerate(places) if at is not None}
        assert years == {sorted(set(picture.data["jaar"]))[place]}
        of_panel = [at for at in places if at is not None]
        assert of_panel == sorted(of_panel)
