"""An ordinary DataFrame reads as a Dutch table: every kind of value, heading and index."""

import datetime

import numpy as np
import pandas as pd
import pytest

from mpp_lib.present.shown.plain_frame import frame_table, read_frame_table


def columns(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Heading → what stands under it."""
    made = frame_table(frame)
    return {one.heading: [row[place] for row in made.rows] for place, one in enumerate(made.columns)}


def test_values_are_written_the_dutch_way():
    """Counts with points, decimals with a comma, months and days by name, nothing where nothing is known."""
    frame = pd.DataFrame(
        {
            "Jaar": [2024, 2025],
            "Geteld": [56134, 7],
            "Berekend (personen)": [56134.2, np.nan],
            "Duur (maanden)": [14.26, 2.0],
            "Aandeel (%)": [12.55, 100.0],
            "Groot": [1234.5, 100.0],
            "Klein": [0.1234, 0.5],
            "Ongelijk": [1234.5, 0.98],
            "Heel": [3.0, 1000.0],
            "Ja": [True, False],
            "Maand": ["2024-03", "2024-12"],
            "Dag": [pd.Timestamp("2024-03-05"), pd.NaT],
            "Kwartaal": pd.PeriodIndex(["2024Q1", "2024Q2"], freq="Q"),
            "Woord": ["<b>COA</b>", None],
        }
    )
    assert columns(frame) == {
        "Jaar": ["2024", "2025"],
        "Geteld": ["56.134", "7"],
        "Berekend (personen)": ["56.130", ""],
        "Duur (maanden)": ["14,3", "2,0"],
        "Aandeel (%)": ["12,6", "100,0"],
        "Groot": ["1.235", "100"],
        "Klein": ["0,123", "0,500"],
        "Ongelijk": ["1.235", "0,980"],
        "Heel": ["3", "1.000"],
        "Ja": ["ja", "nee"],
        "Maand": ["maart 2024", "december 2024"],
        "Dag": ["5 maart 2024", ""],
        "Kwartaal": ["2024Q1", "2024Q2"],
        "Woord": ["<b>COA</b>", ""],
    }
    numbers = [one.heading for one in frame_table(frame).columns if one.number]
    assert numbers == [
        name for name in frame.columns if name not in ("Jaar", "Ja", "Maand", "Dag", "Kwartaal", "Woord")
    ]


def test_an_index_names_the_rows_where_it_says_anything():
    """One that only counts is left out, and then the first column does."""
    frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    assert (frame_table(frame).heads, list(columns(frame))) == (1, ["a", "b"])
    assert list(columns(frame.sort_values("a", ascending=False))) == ["a", "b"]
    named = frame.set_index(pd.Index([2024, 2025], name="jaar"))
    assert (frame_table(named).heads, columns(named)["jaar"]) == (1, ["2024", "2025"])
    levels = frame.set_index(pd.MultiIndex.from_tuples([("COA", 2024), ("COA", 2025)], names=["partner", "jaar"]))
    made = frame_table(levels)
    assert (made.heads, made.rows[1]) == (2, ["COA", "2025", "2", "4"])
    assert '<th rowspan="2" scope="rowgroup">COA</th>' in _html(levels)


@pytest.mark.parametrize(
    ("index", "heading"),
    [
        (["2024", "2025"], "Jaar"),
        ([2024, 2025], "Jaar"),
        (["COA", "IND"], "Naam"),
        (pd.period_range("2024-01", periods=2, freq="M"), "Periode"),
    ],
)
def test_no_column_is_without_a_heading(index, heading):
    """Names of rows that nobody called anything."""
    assert frame_table(pd.DataFrame({"a": [1, 2]}, index=index)).columns[0].heading == heading


def test_headings_stand_over_headings():
    """The upper ones over the columns they share; units count there too."""
    frame = pd.DataFrame(
        [[2024, 56134.2, 1.0]],
        columns=pd.MultiIndex.from_tuples([("Jaar", ""), ("Bezetting", "medio (personen)"), ("Bezetting", "minimum")]),
    )
    made = frame_table(frame)
    assert [(one.over, one.heading) for one in made.columns] == [
        ("", "Jaar"),
        ("Bezetting", "medio (personen)"),
        ("Bezetting", "minimum"),
    ]
    assert made.rows == [["2024", "56.130", "1"]]


def test_what_no_report_can_show_is_refused():
    """Too long, too deep, or empty."""
    for frame, said in (
        (pd.DataFrame({"a": range(201)}), "201 rijen"),
        (pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b", "c")])), "hoogstens twee rijen koppen"),
        (pd.DataFrame(), "geen kolommen"),
    ):
        with pytest.raises(ValueError, match=said):
            frame_table(frame)
    assert frame_table(pd.DataFrame({"a": []})).rows == []


def test_it_is_plain_data_there_and_back():
    """What goes through a notebook is what comes out of it."""
    made = frame_table(pd.DataFrame({"a": [datetime.date(2024, 1, 1)], "b": [1.5]}))
    assert read_frame_table(made.as_dict()).as_dict() == made.as_dict()


def _html(frame: pd.DataFrame) -> str:
    from mpp_lib.present.shown.table_html import table_html

    return table_html(frame_table(frame).table("Titel", "Bron."))
