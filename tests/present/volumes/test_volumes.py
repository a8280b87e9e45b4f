"""The volumes for a moment of the budget: which moment, beside which, and the figures of the round."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.inputs.declared.budget import BudgetMoment, moment_of
from mpp_lib.present.volumes.moments import Volumes, volumes_among, volumes_of
from mpp_lib.present.volumes.tables import group_table, short_table
from mpp_lib.present.volumes.workbook import volumes_workbook
from mpp_lib.production.volume_groups import GROUPS, IN_SHORT

SHOWN = [name for group in GROUPS for name in group.indicators]
COVER = {
    "titel": "Toetsronde", "ronde": "_klein", "vorige": "_eerder", "horizon": "2024–2026", "versie": "concept",
    "status": "Concept", "datum": "15 april 2024", "peildatum": "maart 2024", "protocol": "1.1", "rubricering": "X",
    "controlegetal": "0" * 64, "merk": "Concept, voor intern gebruik", "verantwoording": "", "vergeleken": "_eerder",
}  # fmt: skip


@pytest.fixture(scope="module")
def volumes(result, previous) -> Volumes:
    return volumes_among(result, [previous])


@pytest.fixture(scope="module")
def book(volumes, result, previous):
    split = attribute(result, previous)
    return openpyxl.load_workbook(BytesIO(volumes_workbook(volumes, split, COVER, "2024-04-15")))


def rows(sheet) -> list[dict]:
    head, *body = sheet.iter_rows(min_row=5, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize(
    ("decided", "cutoff", "moment"),
    [
        (date(2024, 2, 14), date(2023, 12, 15), "voorjaarsnota 2024"),
        (date(2024, 9, 12), date(2024, 7, 15), "najaarsnota 2024"),
        (date(2024, 12, 10), date(2024, 8, 15), "najaarsnota 2024"),
        (None, date(2023, 11, 1), "voorjaarsnota 2024"),
        (None, date(2024, 4, 30), "voorjaarsnota 2024"),
        (None, date(2024, 5, 1), "najaarsnota 2024"),
        (None, date(2024, 10, 31), "najaarsnota 2024"),
    ],
)
def test_the_moment_follows_from_the_dates(decided, cutoff, moment):
    """Protocol 7.1.2: February is for the spring, September for the autumn; without a date the cut-off tells."""
    assert str(moment_of(decided, cutoff)) == moment


def test_moments_are_in_the_order_of_time():
    """Spring before autumn, year after year."""
    assert BudgetMoment(2023, autumn=True) < BudgetMoment(2024, autumn=False) < BudgetMoment(2024, autumn=True)


def test_a_round_of_the_same_moment_is_not_the_one_before(result, previous):
    """An early round serves the moment that the next regular one serves: the change is since the moment before."""
    early = replace(result, inputs=replace(result.inputs))
    assert volumes_among(result, [early, previous]).previous is previous
    assert volumes_among(result, []).previous is None
    assert volumes_of(result).previous is not None


def test_the_councils_and_euros_are_not_in_it():
    """Protocol 5.4: they are financed along another way; the MPP has no money."""
    assert not [name for name in SHOWN if name.startswith(("rvdr.", "rvs."))]
    assert len(set(SHOWN)) == len(SHOWN)
    assert set(IN_SHORT) <= set(SHOWN)


def test_a_change_is_that_of_the_printed_figures(volumes, previous):
    """Occupancy in 2024, subtracted by hand; a year that the moment before did not have is a dash."""
    (coa,) = [group for group in GROUPS if group.key == "coa"]
    table = group_table(volumes, coa)
    (line,) = [row for row in table.rows if (row.node.id, row.scenario) == ("coa.bezetting", "medio")]
    texts = [column.text(line) for column in table.columns[2:]]
    now, before = (
        round(volumes.result.year("coa.bezetting", 2024, "medio"), -1),
        previous.year("coa.bezetting", 2024, "medio"),
    )
    assert texts[0] == f"{now:,.0f}".replace(",", ".")
    change = now - round(before, -1)
    assert texts[3].replace("−", "-").replace("+", "").replace(".", "") == f"{change:.0f}"
    assert texts[5] == "–"


def test_without_a_moment_before_there_is_no_change(result):
    """Not zero, and not a dash: no columns."""
    alone = Volumes(result, None)
    assert [column.over for column in short_table(alone).columns[1:]] == ["Voorjaarsnota 2024"] * 3


def test_a_sheet_per_group_and_what_goes_with_them(book):
    """In the order of the chain, each with its figures as numbers."""
    titles = [group.title for group in GROUPS]
    assert book.sheetnames == ["Voorblad", *titles, "Waardoor", "Gegevens", "Indicatoren"]
    for group in GROUPS:
        found = rows(book[group.title])
        assert [row["Indicator"] for row in found] == [name for name in group.indicators for _ in range(3)]
        assert all(isinstance(row["Voorjaarsnota 2024 2024"], int | float) for row in found)


def test_the_unrounded_figures_are_those_of_the_round(book, result, previous):
    """Every one, as far as a workbook holds digits, with what the moment before said of the same year."""
    for row in rows(book["Gegevens"]):
        where = row["indicator"], row["jaar"], row["scenario"]
        assert row["waarde"] == pytest.approx(result.year(*where), rel=1e-14)
        before = pytest.approx(previous.year(*where), rel=1e-14) if row["jaar"] < 2026 else "[x]"
        assert row["vorig"] == before


def test_the_causes_add_up(book):
    """To the difference, of every volume and year."""
    for row in rows(book["Waardoor"]):
        parts = list(row.values())[5:]
        assert sum(parts) == pytest.approx(row["wordt"] - row["was"], abs=1e-6)


def test_the_front_says_what_it_is_and_what_it_is_not(book):
    """Its mark, both moments, no euros."""
    told = "\n".join(str(row[0]) for row in book["Voorblad"].iter_rows(values_only=True))
    for words in ("voorjaarsnota 2024", "voorjaarsnota 2023, ronde _eerder", COVER["merk"], "geen euro's"):
        assert words in told
    assert book["COA"].oddFooter.left.text == "MPP _klein, concept, voor intern gebruik"
