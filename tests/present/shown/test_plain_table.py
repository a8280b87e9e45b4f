"""The words and numbers of a figure or table as plain data."""

import json

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.plain_table import plain_table, read_plain_table
from mpp_lib.present.shown.table import Column, Table


def table(rows, columns, **more):
    return Table(rows, columns, **{"title": "Titel", "note": "Bron: toets.", **more})


def picture(data, units, **more):
    return Picture(Figure(), "Het stijgt.", data, units, "Bron: toets.", "Lijn omhoog.", **more)


def test_a_table_keeps_what_a_reader_sees():
    """Title with finding, note with the meaning of its marks, headings with unit, cells as printed."""
    columns = [
        Column("Jaar", "jaar"),
        Column("medio", "medio", unit="personen", over="2025"),
        Column("%", "deel", unit="aandeel"),
    ]
    rows = [{"jaar": 2024, "medio": 56_134.2, "deel": 0.8125}, {"jaar": 2025, "medio": "70 (r)", "deel": 1.0}]
    plain = plain_table(table(rows, columns, finding="Het stijgt."))
    assert plain.title == "Titel. Het stijgt."
    assert plain.note == "(r): geheel of deels een raming. Bron: toets."
    assert plain.headings == ["Jaar", "2025 medio (personen)", "%"]
    assert plain.numbers == [False, True, True]
    assert plain.rows == [["2024", "56.130", "81,3%"], ["2025", "70 (r)", "100,0%"]]


def test_it_survives_a_notebook():
    """What is kept as JSON is read back as it was."""
    plain = plain_table(table([("a", "1")], [Column("Naam", 0), Column("Aantal", 1, kind="number")]))
    assert read_plain_table(json.loads(json.dumps(plain.as_dict()))) == plain


def test_what_heads_a_group_stands_on_each_of_its_rows():
    """A machine that takes one row still knows what it is about."""
    rows = [("IND", "in", "1"), ("IND", "uit", "2"), ("COA", "in", "3")]
    columns = [Column("Post", 1), Column("2025", 2, kind="number")]
    plain = plain_table(table(rows, columns, group=lambda row: row[0]))
    assert plain.headings == ["Groep", "Post", "2025"]
    assert plain.numbers == [False, False, True]
    assert plain.rows == [["IND", "in", "1"], ["IND", "uit", "2"], ["COA", "in", "3"]]


def test_headings_that_are_alike_are_told_apart():
    """Also where only a capital differs, as for Excel that is the same name."""
    rows = [("a", "1", "2", "3")]
    plain = plain_table(table(rows, [Column(name, place) for place, name in enumerate(["Jaar", "A", "a", "A"])]))
    assert plain.headings == ["Jaar", "A", "a 2", "A 3"]


def test_nothing_is_unknown_or_out_of_the_question():
    """A dash is a figure that could have been; an empty cell can't be, but for a realised figure nobody knows."""
    rows = [
        ("instroom", "minimum", "", "", "5"),
        ("instroom", "medio", "4", "", "–"),
        ("voorraad", "minimum", "", "7", ""),
    ]
    columns = [
        Column("Indicator", 0),
        Column("Scenario", 1, role="head"),
        Column("2022", 2, kind="number", role="realised"),
        Column("2023", 3, kind="number", role="realised"),
        Column("2024", 4, kind="number"),
    ]
    assert [row[2:] for row in plain_table(table(rows, columns)).rows] == [
        ["[z]", "[x]", "5"],
        ["4", "[x]", "[x]"],
        ["[x]", "7", "[z]"],
    ]


def test_a_word_that_is_missing_is_no_unknown_figure():
    columns = [Column("Naam", 0), Column("Toelichting", 1)]
    assert [row[1] for row in plain_table(table([("a", ""), ("b", "–")], columns)).rows] == ["[z]", "[z]"]


def test_a_table_without_rows_says_so():
    plain = plain_table(table([], [Column("Naam", 0), Column("Aantal", 1, kind="number")]))
    assert plain.rows == [["geen", "[z]"]]


def test_a_small_drawing_is_its_words():
    drawn = '<span class="tekening" data-vorm="42 7 &lt;path/&gt;">binnen &lt;de&gt; band</span>'
    plain = plain_table(table([("a", drawn)], [Column("Naam", 0), Column("Band", 1, kind="drawing")]))
    assert plain.rows == [["a", "binnen <de> band"]]


def test_a_cell_is_one_line():
    """As in the report, which shows no double space in a title or note either."""
    plain = plain_table(table([("a\nb\x0bc",)], [Column("Naam", 0)], title="Een\ntitel", note="Uit  twee."))
    assert (plain.title, plain.note, plain.rows) == ("Een titel", "Uit twee.", [["a b c"]])


DATA = pd.DataFrame({"jaar": [2023, 2024], "gerealiseerd": [1_234.0, np.nan], "medio": [np.nan, 0.25]})
UNITS = {"gerealiseerd": "personen", "medio": "aandeel"}


def test_a_figure_is_its_numbers():
    """With the unit in the heading, which the report leaves to the axis; a gap is no unknown figure."""
    plain = plain_table(picture(DATA, UNITS))
    assert (plain.title, plain.note) == ("Het stijgt.", "Bron: toets.")
    assert plain.headings == ["jaar", "gerealiseerd (personen)", "medio (%)"]
    assert plain.rows == [["2023", "1.230", "[z]"], ["2024", "[z]", "25,0%"]]


def test_a_figure_says_where_a_gap_is_a_figure_that_is_not_known():
    plain = plain_table(picture(DATA, UNITS, unknown=frozenset({"gerealiseerd"})))
    assert [row[1] for row in plain.rows] == ["1.230", "[x]"]


def test_a_diagram_is_its_words():
    """A figure that shows no numbers says what is drawn."""
    plain = plain_table(picture(pd.DataFrame(), {}))
    assert (plain.headings, plain.numbers, plain.rows) == (["Wat de figuur toont"], [False], [["Lijn omhoog."]])


@pytest.mark.parametrize("unit", ["zoals gepubliceerd", ""])
def test_what_is_no_unit_is_not_in_a_heading(unit):
    rows = [{"naam": "a", "aantal": 5.0}]
    columns = [Column("Naam", "naam"), Column("Aantal", "aantal", unit=unit, kind="number")]
    assert plain_table(table(rows, columns)).headings == ["Naam", "Aantal"]
