"""Rows of nothing but zeros are in no table by year; what is left out is named under it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest

from mpp_lib.base.catalogue import SCENARIOS, Domain
from mpp_lib.compare.beside_runs import BesideRuns, beside_runs
from mpp_lib.present.keten.chain_tables import balance_table, one_page_table
from mpp_lib.present.keten.complete import complete_table
from mpp_lib.present.keten.measure_tables import effects_table, together_table
from mpp_lib.present.keten.partner_sections import page_table
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.production.run import RoundResult

QUEUE, FLOW = "rvs.asiel.voorraad", "ind.nareis.zonder_beslissing"
Maker = Callable[[RoundResult, BesideRuns], Table[Any]]


@pytest.fixture(scope="module")
def beside(result: RoundResult) -> BesideRuns:
    return beside_runs(result)


@pytest.fixture(scope="module")
def emptied(result: RoundResult) -> RoundResult:
    """The small round with a queue that is empty in minimum alone, and a flow and a mere number that are nothing."""
    rows = dict(result.rows)
    for name in (FLOW, "oekraine.naar_asiel"):
        rows[name] = np.zeros_like(rows[name])
    rows[QUEUE] = rows[QUEUE] * np.array([0.0, 1.0, 1.0])
    return replace(result, rows=rows)


def figures(table: Table[Any]) -> list[list[str]]:
    """Row by row the cells with numbers."""
    places = [place for place, column in enumerate(table.columns) if column.kind == "number"]
    return [[row[place] for place in places] for row in table.texts()]


def says_something(cells: list[str]) -> bool:
    """Whether a row has a digit other than zero, or no figure at all."""
    digits = {char for cell in cells for char in cell if char.isdigit()}
    return digits != {"0"}


MAKERS: dict[str, Maker] = {
    **{
        f"bladzijde {domain} {scenario}": lambda result, beside, at=(domain, scenario): one_page_table(
            result, *at, beside
        )
        for domain in get_args(Domain)
        for scenario in SCENARIOS
    },
    **{
        f"volledig {domain}": lambda result, beside, at=domain: complete_table(result, at, beside)
        for domain in get_args(Domain)
    },
    "zonder en met": lambda result, _: together_table(result),
    "eigen effect": lambda result, _: effects_table(result),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_no_table_by_year_has_a_row_of_zeros(emptied: RoundResult, beside: BesideRuns, maker: str) -> None:
    assert all(map(says_something, figures(MAKERS[maker](emptied, beside))))


def test_no_section_has_a_row_of_zeros(emptied: RoundResult, beside: BesideRuns) -> None:
    for section in emptied.chain.sections:
        assert all(map(says_something, figures(page_table(emptied, section.key, beside)))), section.key


def test_what_is_left_out_is_named_under_the_table(emptied: RoundResult, beside: BesideRuns) -> None:
    """A scenario of a queue by its own name; where nothing is left out, nothing is said."""
    left = "In alle jaren nul, en daarom weggelaten: "
    assert f"{left}Asiel, voorraad hoger beroepen in minimum." in page_table(emptied, "rvs_asiel", beside).note
    assert f"{left}Ontheemden die asiel aanvragen." in page_table(emptied, "oekraine", beside).note
    assert own_label(emptied.chain.by_id[FLOW].spec()) in complete_table(emptied, "asiel", beside).note
    assert left in one_page_table(emptied, "asiel", "minimum", beside).note
    assert "RvS, " not in one_page_table(emptied, "asiel", "medio", beside).note
    assert left not in page_table(emptied, "coa", beside).note


def test_a_balance_keeps_its_ends(emptied: RoundResult) -> None:
    """A flow that is nothing goes, and is named; begin and end stay where either is something, and go together."""
    table = balance_table(emptied, "ind")
    names = [(post.balance, post.name) for post in table.rows]
    assert ("IND nareis", "− afgedaan zonder beslissing") not in names
    assert "In alle jaren nul, en daarom weggelaten: " in table.note
    assert "nareis, − afgedaan zonder beslissing" in table.note.lower()
    ends = ["begin", "eind: voorraad hoger beroepen"]
    for scenario, shown in (("medio", ends), ("minimum", [])):
        found = balance_table(emptied, "rvs", scenario)
        assert [post.name for post in found.rows if post.name in ends] == shown
        assert all(map(says_something, figures(found)))
    assert all(map(says_something, figures(balance_table(emptied, "politie"))))
