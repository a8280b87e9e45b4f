"""Where a comment is in its own version and in the next one, by hand on two small pages."""

import pytest

from mpp_lib.inputs.review.comment import CellPlace, Figure, Place, Quote
from mpp_lib.inputs.review.found import find
from mpp_lib.inputs.review.page import Page
from tests.support.reviewed import COA, FIRST, IND, SECOND, page

OLD = Page(page("concept-1", FIRST, {COA: ("64.000", "67.000", "70.000"), IND: ("9.000", "8.000", "7.000")}).encode())
NEW = Page(page("concept-2", SECOND, {IND: ("9.000", "8.000", "7.000"), COA: ("64.000", "67.500", "71.000")}).encode())


def words(element, exact, prefix="", suffix=""):
    return Place(element, Quote(exact, prefix, suffix))


@pytest.mark.parametrize(
    ("place", "now"),
    [
        (words("sec-samenvatting-a2", "de uitstroom achterblijft"), ("citaat in de paragraaf", "sec-samenvatting-a3")),
        (words("sec-samenvatting-a1", "in de komende jaren"), ("citaat in de paragraaf", "sec-samenvatting-a2")),
        (words("sec-samenvatting-a3", "Deze alinea vervalt"), ("verdwenen", "")),
        (words("sec-samenvatting-a1", "naar 70.000 plaatsen"), ("verdwenen", "")),
        (words("sec-elders-a1", "de uitstroom achterblijft"), ("citaat elders", "sec-samenvatting-a3")),
        (words("sec-samenvatting", "plaatsen. Dit komt"), ("plaats", "sec-samenvatting")),
        (Place("sec-samenvatting-a2"), ("citaat in de paragraaf", "sec-samenvatting-a3")),
        (Place("tbl-coa"), ("plaats", "tbl-coa")),
        (Place("sec-samenvatting"), ("plaats", "sec-samenvatting")),
        (Place("sec-samenvatting-a2", position=(21, 46)), ("citaat in de paragraaf", "sec-samenvatting-a3")),
    ],
)
def test_words_are_found_in_the_next_version(place, now):
    """In the version itself always where they were said to be; in the next one where they went."""
    if place.element in OLD.elements:
        assert (find(place, OLD, OLD).how, find(place, OLD, OLD).element) == ("plaats", place.element)
    found = find(place, OLD, NEW)
    assert (found.how, found.element) == now
    assert found.there == (now[0] != "verdwenen")


def test_a_number_follows_to_its_new_row_and_value():
    """By what it is of; where the page does not say that, by the names of its row and column."""
    cell = CellPlace("tbl-coa", 1, 3)
    for place, how in [
        (Place(cell=cell, figure=Figure(COA, "medio", "2025")), "cijfer"),
        (Place("tbl-coa", Quote("67.000"), cell=cell), "rij en kolom"),
    ]:
        assert find(place, OLD, OLD) == find(Place(cell=cell), OLD, OLD)
        assert find(place, OLD, OLD).shown == "67.000"
        found = find(place, OLD, NEW)
        assert (found.how, found.cell, found.shown) == (how, CellPlace("tbl-coa", 2, 3), "67.500")


def test_words_that_stand_twice_are_found_by_what_stands_around_them():
    text = {"sec-samenvatting-a1": "Meer instroom in 2025.", "sec-samenvatting-a2": "Meer instroom in 2026."}
    twice = Page(page("concept-2", text, {}).encode())
    assert find(words("sec-samenvatting-a9", "Meer instroom in"), None, twice).how == "verdwenen"
    found = find(words("sec-samenvatting-a9", "Meer instroom in", "", " 2026."), None, twice)
    assert found.element == "sec-samenvatting-a2"


def test_rows_and_columns_count_spans():
    """A head over two rows and a group over three columns: the cell of the second row is in column 3 for a reader."""
    table = (
        '<main><section id="sec-a"><table id="tbl-x"><thead><tr><th rowspan="2">Naam</th><th rowspan="2">Wie</th>'
        '<th colspan="2" data-p="2025">2025</th></tr><tr><th>min</th><th data-s="medio">medio</th></tr>'
        '</thead><tbody><tr><th rowspan="2">A</th><th>x</th><td>1</td><td>2</td></tr>'
        '<tr data-i="b.c"><th>y</th><td>3</td><td>4</td></tr></tbody></table></section></main>'
    )
    cells = Page(table.encode()).cells("tbl-x")
    last = cells[-1]
    assert (last.place, last.row, last.column, last.text) == (CellPlace("tbl-x", 2, 4), "A y", "2025 medio", "4")
    assert last.figure == Figure("b.c", "medio", "2025")


def test_offsets_are_code_points():
    """A sign beyond the first 65.536 counts once, as in the file of a browser."""
    html = '<main><section id="sec-a"><p id="sec-a-a1">😀 Meer <b>instroom</b> hier.</p></section></main>'
    start = "😀 Meer ".__len__()
    moved = html.replace("sec-a-a1", "sec-a-a2")
    place = Place("sec-a-a1", position=(start, start + 8))
    found = find(place, Page(html.encode()), Page(moved.encode()))
    assert (found.how, found.element) == ("citaat in de paragraaf", "sec-a-a2")
