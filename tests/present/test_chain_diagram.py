"""The diagram of the chain shows what is declared: no stock forgotten, no arrow that no flow runs along."""

import pytest

from mpp_lib.present.chain_diagram import ARROWS, NOT_DRAWN, PLACES, arrows_data, chain_diagram, flow_numbers
from mpp_lib.present.picture import svg
from mpp_lib.production.chains import chain_named
from mpp_lib.production.expression import Delay, Ref, walk


@pytest.fixture(scope="module")
def chain():
    return chain_named("standaard")


def leads_to(chain, flow, inflows):
    """Whether a flow is one of these, or what one of them is made of without passing a stock or another place."""
    waiting, seen = set(inflows), set()
    while waiting:
        current = waiting.pop()
        seen.add(current)
        if current == flow:
            return True
        parts = walk(chain.by_id[current].formula)
        named = {part.id for part in parts if isinstance(part, Ref) and part.lag == 0}
        named |= {part.flow for part in walk(chain.by_id[current].formula) if isinstance(part, Delay)}
        waiting |= {name for name in named if chain.by_id[name].aggregation != "stock"} - seen
    return False


def test_every_stock_with_a_balance_is_drawn_or_named_as_left_out(chain):
    """A stock that the chain gains stands in the diagram, or says why not."""
    stocks = {balance.stock for balance in chain.balances}
    assert {stock for stock in stocks if chain.by_id[stock].domain == "asiel"} == set(PLACES) | NOT_DRAWN
    assert not set(PLACES) & NOT_DRAWN


def test_no_two_stocks_share_a_place():
    """Every box has a place of its own."""
    assert len(set(PLACES.values())) == len(PLACES)


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: f"{arrow.source}>{arrow.target}")
def test_every_arrow_runs_into_the_stock_it_points_at(chain, arrow):
    """The flow of an arrow is (part of) the inflow of its target in the balances."""
    inflows = [name for balance in chain.balances if balance.stock == arrow.target for name in balance.inflow]
    assert leads_to(chain, arrow.flow, inflows)


@pytest.mark.parametrize(
    "arrow", [arrow for arrow in ARROWS if arrow.source], ids=lambda arrow: f"{arrow.source}>{arrow.target}"
)
def test_every_arrow_comes_out_of_the_stock_it_starts_at(chain, arrow):
    """The flow of an arrow is made of what comes in or goes out of its source."""
    balance = next(balance for balance in chain.balances if balance.stock == arrow.source)
    assert any(leads_to(chain, name, [arrow.flow]) for name in (*balance.outflow, *balance.inflow))


def test_what_comes_from_outside_comes_from_outside(chain):
    """An arrow without a source carries first applications or repeated ones, which no other flow of the chain makes."""
    given = ("asiel.aanmeldingen", "asiel.instroom_herhaald")
    for name in given:
        assert not [part for part in walk(chain.by_id[name].formula) if isinstance(part, Ref)]
    for arrow in ARROWS:
        assert bool(arrow.source) or any(leads_to(chain, name, [arrow.flow]) for name in given)


def test_numbers_explain_the_arrows(chain):
    """One number per flow, one row per arrow, labels as declared."""
    data = arrows_data(chain)
    assert len(data) == len(ARROWS)
    assert sorted(set(data["nr."].astype(int))) == list(range(1, len(flow_numbers()) + 1))
    for arrow, row in zip(ARROWS, data.itertuples(), strict=True):
        assert row.stroom == chain.by_id[arrow.flow].label


def test_is_drawn_the_same_every_time(chain):
    """The same bytes for the same chain."""
    first, second = (svg(chain_diagram(chain).figure) for _ in range(2))
    assert first == second
