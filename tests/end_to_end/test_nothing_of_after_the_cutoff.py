"""Everything that goes into a report is of before its cut-off: its tables, the numbers under figures, source lines.

What is rendered is what the notebooks show, the analyst's texts (test_example_rounds.py) and the templates, which hold
no figures. All rounds and editions take minutes; the newest round's look back is always looked through.
"""

from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.reading.files import edition_months, round_names
from mpp_lib.present.trefzekerheid.hindcast_chart import hindcast_chart
from mpp_lib.present.trefzekerheid.hindcast_table import hindcast_table
from mpp_lib.production.open_round import open_round
from tests.support.rendered import later_than, period_of, shown_by

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, ANALYSIS = ROOT / "rounds", ROOT / "analysis"
NAMES = round_names(ROUNDS)
LOOKS_BACK = ("01_terugblik", "09_hindcast", "11_trefzekerheid")
EDITIONS = [(name, month) for name in NAMES for month in edition_months(ROUNDS / name)]
AHEAD = ("4 maart 2026 in: De bescherming is verlengd", " in: Maatregel OEK (")
"""When temporary protection ends, as was decided, and from when the measure on it would work: ahead, and no source."""


def later_in_round(name: str, notebook: str) -> set[str]:
    cutoff = open_round(ROUNDS / name).inputs.settings.cutoff
    shown = shown_by(ANALYSIS / f"{notebook}.ipynb", {"folder": str(ROUNDS / name)})
    assert shown
    return {found for item in shown for found in later_than(item, cutoff) if not any(words in found for words in AHEAD)}


@pytest.mark.parametrize("notebook", LOOKS_BACK)
def test_the_newest_round_looks_back_only_to_its_cutoff(notebook: str) -> None:
    assert later_in_round(NAMES[-1], notebook) == set()


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "notebook", sorted(path.stem for form in ("[0-9]*", "prognose_*") for path in ANALYSIS.glob(f"{form}.ipynb"))
)
def test_no_round_shows_anything_of_after_its_cutoff(name: str, notebook: str) -> None:
    assert later_in_round(name, notebook) == set()


@pytest.mark.long
@pytest.mark.parametrize(("name", "month"), EDITIONS, ids=str)
@pytest.mark.parametrize("notebook", sorted(path.stem for path in ANALYSIS.glob("monitor_*.ipynb")))
def test_no_edition_shows_anything_of_after_its_cutoff(name: str, month: Month, notebook: str) -> None:
    parameters = {"folder": str(ROUNDS / name), "until": str(month)}
    shown = shown_by(ANALYSIS / f"{notebook}.ipynb", parameters)
    assert {found for item in shown for found in later_than(item, edition_cutoff(month))} == set()


def test_the_hindcast_over_everything_would_be_seen() -> None:
    """What the report of August 2024 showed of the end of 2024: in the table, and in the numbers under the figure."""
    everything = open_hindcast(ROUNDS)
    assert everything is not None
    cutoff = date(2024, 8, 15)
    table, figure = (
        list(later_than(hindcast_table(everything), cutoff)),
        list(later_than(hindcast_chart(everything), cutoff)),
    )
    assert any("51.000" in found and "dec\N{NO-BREAK SPACE}2024" in found for found in table)
    assert any(found.startswith("31 mei 2025 in: ") for found in table)
    assert any("72.000" in found for found in figure)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", "2024"),
        ("dec\N{NO-BREAK SPACE}2024", "2024-12"),
        ("december 2024", "2024-12"),
        ("2024-K3", "2024-K3"),
        ("vierde kwartaal 2024", "2024-K4"),
        ("eerste halfjaar 2024", "2024-H1"),
        ("51.000", None),
        ("COA, bezetting", None),
        ("", None),
    ],
)
def test_a_cell_is_read_as_the_period_it_is(text: str, period: str | None) -> None:
    found = period_of(text)
    assert (str(found) if found else None) == period
