"""The same table in every dialect that Dutch Excel and other programs write it in."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.reading.csv import read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.round_inputs import RoundInputs
from tests.support import tiny_round

SCENARIOS = "inputs/scenarios.csv"


def quoted(text: str) -> str:
    return "\n".join(";".join(f'"{cell}"' for cell in line.split(";")) for line in text.splitlines())


def reordered(text: str) -> str:
    return "\n".join(";".join(reversed(line.split(";"))) for line in text.splitlines())


def without_trailing_delimiters(text: str) -> str:
    return "\n".join(line.rstrip(";") for line in text.splitlines())


DIALECTS: dict[str, Callable[[str], str]] = {
    "BOM": lambda text: "\ufeff" + text,
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "oude Mac": lambda text: text.replace("\n", "\r"),
    "Excel": lambda text: "\ufeff" + text.replace("\n", ";;\r\n") + ";;;;;;;;;;\r\n;;;;;;;;;;\r\n",
    "geen regeleinde aan het slot": lambda text: text.rstrip("\n"),
    "alles tussen aanhalingstekens": quoted,
    "andere volgorde van kolommen": reordered,
    "weggelaten scheidingstekens aan het eind": without_trailing_delimiters,
    "spaties om de cellen": lambda text: text.replace(";", " ; "),
    "lege rij ertussen": lambda text: text.replace("2025;rustig", ";;;;;;;;\n2025;rustig"),
    "decimale punt": lambda text: text.replace("0,4", "0.4").replace("0,6", "0.60").replace("48.500,5", "48500.5"),
    "percentages": lambda text: text.replace("0,4", "40 %").replace("60%", "0,6").replace("48.500,5", "48500,5"),
}


def load(folder: Path) -> RoundInputs:
    result = check_round(folder, tiny_round.catalogue_for)
    assert result.problems == ()
    assert result.inputs is not None
    return result.inputs


def test_the_plain_table_is_read_as_it_stands(tiny: Path):
    """Years are integers, numbers floats, and an empty verdeling or basis has its meaning."""
    expected = pd.DataFrame(
        {
            "jaar": [2024, 2024, 2025, 2025],
            "scenario": ["rustig", "onrust", "rustig", "onrust"],
            "omschrijving": ["Minder conflicten", "Een nieuw conflict"] * 2,
            "kans": [0.4, 0.6, 0.4, 0.6],
            "verwachting": [30000.0, 45000.0, 31000.0, 48500.5],
            "spreiding": [3000.0, 6000.0, 4000.0, 20000.0],
            "verdeling": ["normaal", "normaal", "normaal", "lognormaal"],
            "basis": ["vooraf"] * 4,
            "onderbouwing": ["", "Deskundigen", "", ""],
        }
    )
    pd.testing.assert_frame_equal(load(tiny).scenarios, expected)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
def test_a_dialect_changes_nothing(dialect: Callable[[str], str], tiny: Path, tmp_path: Path):
    """However a program wrote the table, the values are the same."""
    plain = load(tiny_round.write_round(tmp_path / "ander" / tiny_round.NAME)).scenarios
    (tiny / SCENARIOS).write_bytes(dialect(tiny_round.SCENARIOS).encode())
    pd.testing.assert_frame_equal(load(tiny).scenarios, plain)


def test_a_cell_may_hold_delimiters_quotes_and_lines(tiny: Path):
    """What stands between quotes is one cell, and the rows below keep their spreadsheet number."""
    text = tiny_round.SCENARIOS.replace("Deskundigen", '"eerst; dan ""twee""\nregels"')
    (tiny / SCENARIOS).write_text(text.replace("40%;31000", "veel;31000"), encoding="utf-8")
    assert [problem.where for problem in check_round(tiny, tiny_round.catalogue_for).problems] == ["rij 4, kolom kans"]
    (tiny / SCENARIOS).write_text(text, encoding="utf-8")
    assert load(tiny).scenarios["onderbouwing"][1] == 'eerst; dan "twee"\nregels'


def test_a_blank_row_counts_for_the_row_numbers(tiny: Path):
    """A row number is the one a spreadsheet shows, blank rows included."""
    text = tiny_round.SCENARIOS.replace("2024;rustig", "\n;;;\n2024;rustig").replace("0,4;30000", "x;30000")
    (tiny / SCENARIOS).write_text(text, encoding="utf-8")
    assert [problem.where for problem in check_round(tiny, tiny_round.catalogue_for).problems] == ["rij 4, kolom kans"]


def test_dates_are_read_as_dutch_excel_writes_them(tiny: Path):
    """``1-2-2024`` is the first of February."""
    assert list(load(tiny).experts["datum"]) == ["2024-01-10", "2024-02-01"]


@given(st.sampled_from("=+-@"), st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20))
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_that_starts_like_a_formula_comes_back_without_its_apostrophe(tiny: Path, start: str, rest: str):
    """An apostrophe before it keeps a spreadsheet from working it out, and is no part of the text; any other is."""
    told = f"{start}{rest}".replace("'", "")
    for written, read in ((f"'{told}", told), (f"''{told}", f"''{told}"), (f"'s {told}", f"'s {told}")):
        path = tiny / "registers/risicos.csv"
        path.write_text(tiny_round.RISKS.replace("Hogere instroom", cell_of(written)), encoding="utf-8")
        records = read_records(Intake(tiny), "registers/risicos.csv")
        assert records is not None
        assert records[1][2] == read


def cell_of(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
