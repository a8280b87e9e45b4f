"""The page of a partner whose work is in several sections: a row of figures for each, and one table for all."""

import pytest

from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.present.keten.partner_pages import PAGES, views_of
from mpp_lib.present.keten.partner_sections import ALL_THREE, page_table, views_table
from mpp_lib.present.keten.partner_view import partner_view, view_finding
from mpp_lib.present.keten.year_columns import label_with_unit
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.uncertainty import PATH
from mpp_lib.production.run import RoundResult

every_page = pytest.mark.parametrize("key", PAGES)


@every_page
def test_all_views_of_a_page_are_of_one_partner(result: RoundResult, key: str) -> None:
    views = views_of(result.chain, key).values()
    owners = {result.chain.by_id[name].partner for view in views for name in view.indicators}
    assert len(owners) == 1


@every_page
def test_its_figure_has_a_panel_for_each_indicator(result: RoundResult, key: str) -> None:
    """Three for each view, one view under the other, as they stand in the table under the figure."""
    picture = partner_view(result, key, beside_runs(result))
    views = views_of(result.chain, key)
    assert len(picture.figure.axes) == 3 * len(views)
    assert sum(str(name).endswith("medio") for name in picture.data.columns) == 3
    if len(views) > 1:
        assert list(picture.data["periode"].str.partition(",")[0].unique()) == list(views)


@every_page
def test_its_table_has_three_runs_of_what_waits_and_medio_of_the_rest(result: RoundResult, key: str) -> None:
    """Of a stock the rows of the full table of its section."""
    beside = beside_runs(result)
    shown = [(row[0], row[2]) for row in views_table(result, key, beside).texts() if row[0] != PATH]
    full = {(row[0], row[2]) for section in PAGES[key].sections for row in page_table(result, section, beside).texts()}
    named = [*(name for view in views_of(result.chain, key).values() for name in view.indicators), *PAGES[key].more]
    stocks = {
        label_with_unit(result.chain.by_id[name]) for name in named if result.chain.by_id[name].kind == "voorraad"
    }
    assert stocks <= {label for label, _ in shown}
    assert {pair for pair in full if pair[0] in stocks} <= set(shown)
    assert {run for label, run in shown if label not in stocks} <= {"medio", ALL_THREE}


@every_page
def test_its_finding_speaks_of_each_stock(result: RoundResult, key: str) -> None:
    """And says once that it is of medio."""
    said = view_finding(result, key)
    stocks = [result.chain.by_id[view.waiting] for view in views_of(result.chain, key).values()]
    subjects = [subject_of(node.spec()).text for node in stocks]
    assert [name for name in subjects if name not in said] == []
    assert said.lower().count("in medio") == 1


def test_a_page_that_is_none_is_refused(result: RoundResult) -> None:
    with pytest.raises(KeyError):
        views_of(result.chain, "coa_en_nidos")
