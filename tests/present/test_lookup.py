"""Where a figure says that its values stand, against where they are drawn."""

import re

import pytest

from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.composition import composition
from mpp_lib.present.keten.partner_view import partner_view
from mpp_lib.present.keten.year_chart import year_chart
from mpp_lib.present.prognose.horizon_chart import horizon_chart
from mpp_lib.present.shown.picture import OVER, Picture, lookup_of, svg

Panel = tuple[list[float], list[str], list[float | None]]


def panels(picture: Picture) -> list[Panel]:
    """Edges (left, upper, right, lower), names of columns, place per row."""
    found = []
    for panel in lookup_of(picture).split(";"):
        left, upper, right, lower, columns, *rest = panel.split(" ")
        names = [str(picture.data.columns[int(place)]) for place in columns.split(",")]
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
