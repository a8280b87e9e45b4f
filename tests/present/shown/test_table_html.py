import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from mpp_lib.present.drawing.small_drawing import band_mark
from mpp_lib.present.shown.sheet import Form, build, plain_rows
from mpp_lib.present.shown.table_html import table_html
from tests.support.printed import cells

ROWS = pd.DataFrame(
    {
        "groep": ["A & B", "A & B", "C"],
        "reeks": ["instroom", "instroom", "voorraad <som>"],
        "scenario": ["minimum", "medio", "minimum"],
        "2023": ["", "1.000", ""],
        "2024": ["900", "1.100", "−30"],
        "uitleg": ["eerste", "tweede", "derde"],
    }
)
FORM = Form(
    stub=("reeks", "scenario"),
    group="groep",
    labels={"reeks": "Reeks", "scenario": "Scenario", "uitleg": "Uitleg"},
    spanners={"Raming": ["2024"]},
    numbers=("2023", "2024"),
    realised=("2023",),
    totals=(2,),
)


@pytest.fixture(scope="module")
def html() -> str:
    return table_html(build(ROWS, FORM))


def test_the_texts_come_through_in_order(html: str) -> None:
    """Head, group rows, merged row headers and cells stand where they belong; markup in a text stays text."""
    assert cells(html) == [
        ["Reeks", "Scenario", "2023", "Raming", "Uitleg"],
        ["2024"],
        ["A & B"],
        ["instroom", "minimum", "", "900", "eerste"],
        ["medio", "1.000", "1.100", "tweede"],
        ["C"],
        ["voorraad <som>", "minimum", "", "−30", "derde"],
    ]


def test_it_is_well_formed_and_bare(html: str) -> None:
    """Nothing is left but rows and cells with spans, scopes, three classes and one style."""
    allowed = {"class", "scope", "rowspan", "colspan", "style"}
    for element in ET.fromstring(html).iter():
        assert element.tag in {"table", "thead", "tbody", "tr", "th", "td"}
        assert set(element.attrib) <= allowed
        assert element.get("style", "text-align: right;") == "text-align: right;"
        assert element.get("class", "groep") in {"groep", "totaal", "realisatie"}


def test_every_header_has_a_scope(html: str) -> None:
    """Column headers, row headers and the heads of groups say what they head."""
    tree = ET.fromstring(html)
    assert all(header.get("scope") for header in tree.iter("th"))
    assert [row[0].get("scope") for row in tree.iter("tr") if row.get("class") == "groep"] == ["rowgroup", "rowgroup"]
    merged = next(header for header in tree.iter("th") if header.text == "instroom")
    assert (merged.get("rowspan"), merged.get("scope")) == ("2", "rowgroup")


def test_meaning_survives_as_classes(html: str) -> None:
    """The total is a class of its row, realised figures a class of head and cells, numbers align right."""
    tree = ET.fromstring(html)
    total = [row for row in tree.iter("tr") if row.get("class") == "totaal"]
    assert [row[0].text for row in total] == ["voorraad <som>"]
    realised = [cell.text for cell in tree.iter() if cell.get("class") == "realisatie"]
    assert realised == ["2023", None, "1.000", None]
    assert {cell.text for cell in tree.iter("td") if cell.get("style")} == {None, "900", "1.000", "1.100", "−30"}


def test_the_same_table_gives_the_same_text() -> None:
    """Two builds are equal byte for byte."""
    assert table_html(build(ROWS, FORM)) == table_html(build(ROWS, FORM))


def test_a_dense_table_says_so() -> None:
    """The class stands on the table itself."""
    assert table_html(build(ROWS, FORM), dense=True).startswith('<table class="dicht">')


def test_an_empty_frame_says_that_there_is_nothing() -> None:
    """No rows becomes one row with geen, under the first heading only."""
    empty = pd.DataFrame({"onderwerp": [], "reden": []})
    assert cells(table_html(plain_rows(empty, {"onderwerp": "Onderwerp", "reden": "Reden"}))) == [
        ["Onderwerp"],
        ["geen"],
    ]


def test_a_drawing_stays_only_where_the_table_says_there_is_one() -> None:
    """In a column of drawings it is kept whole; the same markup in a column of texts is a text, and stays one."""
    mark = band_mark(1.0, 0.0, 2.0, "binnen & buiten")
    rows = pd.DataFrame({"naam": ["a"], "getekend": [mark], "getypt": [mark]})
    html = table_html(build(rows, Form(stub=("naam",), drawn=("getekend",))))
    (drawn,) = ET.fromstring(html).iter("span")
    assert drawn.attrib == {"class": "tekening", "data-vorm": ET.fromstring(mark).attrib["data-vorm"]}
    assert cells(html)[1] == ["a", "binnen & buiten", mark]
