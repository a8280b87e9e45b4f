"""The result table for a Dutch spreadsheet: the same rows, with digits and commas as people use them."""

import csv
import io

import pandas as pd

from mpp_lib.base.result_table import COLUMNS
from mpp_lib.present.wording.csv_for_people import csv_for_people

VALUES = [
    (1234567.5, "personen", "1234568"),
    (-0.2, "personen", "0"),
    (-1234.5, "personen", "-1235"),
    (0.12345, "aandeel", "0,123"),
    (1.0, "aandeel", "1,000"),
    (14.25, "maanden", "14,3"),
    (50.0, "dagen", "50,0"),
    ("[x]", "personen", "[x]"),
]


def test_figures_are_as_people_write_them() -> None:
    """Excel opens it by its mark, and can calculate on with it: no points between thousands."""
    row = dict.fromkeys(COLUMNS, "é")
    table = pd.DataFrame([{**row, "waarde": value, "eenheid": unit} for value, unit, _ in VALUES])
    text = csv_for_people(table)
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbfronde;versie;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [each["waarde"] for each in rows] == [written for _, _, written in VALUES]
    assert list(rows[0]) == list(COLUMNS)
    assert {each["partner"] for each in rows} == {"é"}
