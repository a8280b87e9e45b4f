"""Annex D says where the realisations were taken from, what was asked, by what mapping, and what was revised."""

from datetime import UTC, datetime

import pytest

from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.present.verantwoording.vintage_tables import asked_table, mapped_table, revised_table, taken_table
from mpp_lib.production.open_round import open_round
from mpp_lib.rolling.new_vintage import new_vintage
from tests.support.small_rounds import lone_round
from tests.support.sources import QUERY, source

FIGURES = {("coa.bezetting", Period(Month(2024, 2))): 61_500, ("coa.bezetting", Period(Month(2024, 3))): 60_000.5}
TABLES = (taken_table, asked_table, mapped_table, revised_table)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A round with a vintage made of a workbook and then of a database."""
    place = tmp_path_factory.mktemp("rondes")
    folder = lone_round(place / "rounds")
    for road, figures in (("xlsx", FIGURES), ("sql", {next(iter(FIGURES)): 61_499})):
        with source(road, place / road, figures, ()) as asked:
            made = new_vintage(folder, asked, datetime(2024, 4, 10, 9, 30, tzinfo=UTC))
    with (folder / "round.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"vintage: {made.name}\n")
    return folder


def test_a_round_without_a_vintage_says_nothing_of_it(tmp_path):
    """There are no tables of it to show."""
    result = open_round(lone_round(tmp_path / "rounds"))
    assert [table(result) for table in TABLES] == [None] * 4


def test_where_it_was_taken_from_is_shown(folder):
    """In order, with the figures as they were and became, and what a source said kept from being markup."""
    result = open_round(folder)
    taken, asked, mapped, revised = (table(result).texts() for table in TABLES)
    assert [row[:4] for row in taken] == [
        ["bron.xlsx", "2024-04-10", "2024-04-10 09:30 UTC", "xlsx"],
        ["sqlite:///kmi.db", "2024-04-10-2", "2024-04-10 09:30 UTC", "sql"],
    ]
    assert taken[1][4].startswith("sqlite 3.")
    assert [row[5] for row in taken] == ["2", "1"]
    assert [row[2] for row in asked] == [QUERY]
    assert [row[3:] for row in mapped] == [
        ["Stroom = Bezetting", "personen"],
        ["aantal; reeks = Bezetting", "personen"],
    ]
    assert next(row[1:] for row in revised) == ["februari 2024", "61.500", "61.499", "2024-04-10-2"]
    assert "vintage 2024-04-10-2" in taken_table(result).note


def test_what_a_source_says_is_no_markup(folder):
    """Whatever it is called."""
    origin = folder / "inputs/realisaties/2024-04-10-2.yml"
    text = origin.read_text("utf-8")
    assert "bron: bron.xlsx" in text
    origin.write_text(text.replace("bron: bron.xlsx", "bron: <b>x</b>"), encoding="utf-8")
    try:
        assert "&lt;b&gt;x&lt;/b&gt;" in table_html(taken_table(open_round(folder)))
    finally:
        origin.write_text(text, encoding="utf-8")
