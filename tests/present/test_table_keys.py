"""What tables and figures say of their numbers, against the result table: indicator, scenario and period."""

import re

import pytest

from mpp_lib.base.result_table import REALISED
from mpp_lib.compare.beside_runs import BesideRuns, beside_runs
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.chain_tables import balance_table, key_figures, one_page_table
from mpp_lib.present.keten.complete import complete_table
from mpp_lib.present.keten.first_year_table import first_year_table
from mpp_lib.present.keten.partner_sections import page_table, views_table
from mpp_lib.present.keten.partner_view import partner_view
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wording.printed_values import exact_text, text_of
from mpp_lib.production.run import RoundResult
from tests.support.few_bands import few_bands

MARK = re.compile(r" \([a-z]+\)$")


@pytest.fixture(scope="module")
def beside(result: RoundResult) -> BesideRuns:
    return beside_runs(result)


def numbers_of(table: Table) -> list[tuple[tuple[str, str, str], str]]:
    """Indicator, scenario and period of every cell that has all three, with its text: the column before the row."""
    found = []
    for key, texts in zip(table.keys(), table.texts(), strict=True):
        for column, text in list(zip(table.columns, texts, strict=True))[table.heads :]:
            whole = tuple(own or other for own, other in zip(column.key, key, strict=True))
            if all(whole) and text:
                found.append((whole, text))
    return found


def known(result: RoundResult) -> dict[tuple[str, str, str], float]:
    """The result table by what its numbers go by."""
    table = result.table
    names = zip(table["indicator"], table["scenario"], table["periode"], strict=True)
    return dict(zip(names, table["waarde"], strict=True))


TABLES = {
    "kerncijfers": (lambda result, beside: key_figures(few_bands(result), None, beside), 20),
    "partner": (lambda result, beside: page_table(result, "coa", beside), 20),
    "instroom": (lambda result, beside: page_table(result, "instroom", beside), 20),
    "bladzijde": (lambda result, beside: views_table(result, "ind", beside), 20),
    "een bladzijde": (lambda result, beside: one_page_table(result, "asiel", "maximum", beside), 20),
    "alles": (lambda result, beside: complete_table(result, "bewaring", beside), 20),
    "balans": (lambda result, _: balance_table(result, "coa", "minimum"), 20),
    "eerste jaar": (lambda result, _: first_year_table(result), 2),
    "figuur": (lambda result, _: band_chart(result, "coa.bezetting").numbers, 20),
    "glance": (lambda result, beside: partner_view(result, "coa", beside).numbers, 20),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_number_goes_by_what_the_result_table_has_it_under(
    name: str, result: RoundResult, beside: BesideRuns
) -> None:
    """Printed from the value in the result table; a realised one as it was published."""
    make, fewest = TABLES[name]
    values, found = known(result), numbers_of(make(result, beside))
    checked = 0
    for key, text in found:
        if key in values:
            printed = exact_text if key[1] == REALISED else text_of
            assert MARK.sub("", text) == printed(values[key], result.chain.by_id[key[0]].unit), key
            checked += 1
    assert checked >= fewest
    assert {key[1] for key, _ in found if key not in values} <= {REALISED, "mediaan", "gemiddelde"}
