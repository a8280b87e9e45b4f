"""The diagrams of the chain show what is declared: no stock forgotten, no arrow that no flow runs along."""

from itertools import combinations, pairwise

import pytest
from matplotlib.text import Text

from mpp_lib.present.drawing.layered import layout
from mpp_lib.present.keten.chain_diagram import arrows_data, boxes_of, chain_diagram, flow_numbers
from mpp_lib.present.keten.chain_links import OUTSIDE, Link, domain_links, drawn_stocks
from mpp_lib.present.shown.picture import svg
from mpp_lib.production.chains import chain_named
from mpp_lib.production.expression import Param, Ref, ref, walk
from mpp_lib.production.node import Balance, Chain
from tests.support.chain.tiny import chain as tiny
from tests.support.chain.tiny import flow, outside, stock

Links = dict[str, tuple[Link, ...]]
DOMAINS = ("asiel", "regulier", "bewaring")
NOT_DRAWN = {
    "ind.asiel.voorraad",
    "ind.zaken_in_procedure",
    "ind.nareis.voorraad_tot_inreis",
    "coa.bezetting",
    "dtv.caseload",
    "ks.achterstand",
    "oekraine.ontheemden",
    "ind.regulier.voorraad",
    "dji.bezetting",
}
"""Stocks with a balance that are a sum of drawn ones, an account, or outside every total."""
BY_HAND = {
    ("politie.ir_wachtrij", "coa.in_procedure", "coa.instroom_asiel"),
    ("politie.ir_wachtrij", "ind.spoor1.voorraad", "ind.spoor1.instroom"),
    ("ind.spoor1.voorraad", "ind.spoor4.voorraad", "ind.doorstroom_1_4_direct"),
    ("ind.dublin_voorraad", "ind.spoor4.voorraad", "ind.doorstroom_1_4_na_termijn"),
    ("ind.in_beroepstermijn", "rvdr.asiel.voorraad_inhoudelijk", "rvdr.asiel.instroom_inhoudelijk"),
    ("rvdr.asiel.voorraad_inhoudelijk", "ind.spoor4.voorraad", "ind.spoor4.opnieuw_na_gegrond"),
    ("ind.nareis.verleend_nog_niet_ingereisd", "coa.vergunninghouders", "coa.instroom_nareis"),
    ("coa.vertrekplichtig", "coa.in_procedure", "coa.herinstroom_vertrekplichtig"),
    ("coa.in_procedure", "coa.vergunninghouders", "coa.vergunning_in_opvang"),
    ("ind.gezin.voorraad", "ind.in_bezwaartermijn", "ind.regulier.afwijzingen"),
    ("rvdr.regulier.voorraad", "ind.bezwaar.voorraad", "ind.bezwaar.opnieuw_na_gegrond"),
    ("rvdr.regulier.voorraad", "dtv.dossiers", "dtv.instroom_ind_regulier"),
    ("regulier", "dtv.dossiers", "dtv.instroom_ind_regulier"),
    ("dji.art59.bezetting", "rvdr.bewaring.voorraad", "rvdr.bewaring.instroom"),
    ("rvdr.bewaring.voorraad", "rvs.bewaring.voorraad", "rvs.bewaring.instroom"),
    (OUTSIDE, "politie.ir_wachtrij", "asiel.aanmeldingen"),
}
"""Arrows that somebody who knows the chain would draw."""


@pytest.fixture(scope="module")
def chain() -> Chain:
    return chain_named("standaard")


@pytest.fixture(scope="module")
def links(chain: Chain) -> Links:
    return {domain: domain_links(chain, domain) for domain in DOMAINS}


def test_every_stock_with_a_balance_is_drawn_or_named_as_left_out(chain: Chain, links: Links):
    """A stock that the chain gains stands in the diagram of its domain, or says here why not."""
    assert {balance.stock for balance in chain.balances} == set(drawn_stocks(chain)) | NOT_DRAWN
    for domain, own in links.items():
        boxes = set(boxes_of(chain, own))
        assert boxes >= {name for name in drawn_stocks(chain) if chain.by_id[name].domain == domain}


def test_arrows_known_to_the_field_are_there(links: Links):
    """Written down by hand from the description of the chain."""
    found = {(link.source, link.target, link.flow) for own in links.values() for link in own}
    assert found >= BY_HAND


def test_every_inflow_of_every_drawn_stock_has_an_arrow(chain: Chain, links: Links):
    """What the balances say comes in is drawn, each by itself or in the parts it is the sum of."""
    for balance in chain.balances:
        if balance.stock in drawn_stocks(chain):
            drawn = {link.flow for link in links[chain.by_id[balance.stock].domain] if link.target == balance.stock}
            for inflow in balance.inflow:
                named = {part.id for part in walk(chain.by_id[inflow].formula) if isinstance(part, Ref)} | {inflow}
                deeper = {p.id for n in named for p in walk(chain.by_id[n].formula) if isinstance(p, Ref)}
                assert drawn & (named | deeper), inflow


def test_what_is_subtracted_brings_nobody():
    """A stock fed by what leaves another minus a third: an arrow from the first alone, solid."""
    nodes = (
        outside("x.in"),
        stock("x.a", ref("x.a", 1) + ref("x.in") - ref("x.uit")),
        flow("x.uit", Param("deel") * ref("x.a", 1)),
        stock("x.b", ref("x.b", 1) + ref("x.naar_b")),
        flow("x.naar_b", ref("x.uit") - ref("x.in")),
        stock("x.c", ref("x.c", 1) + ref("x.werk")),
        flow("x.werk", 2 * ref("x.a")),
    )
    balances = (
        Balance("A", "x.a", ("x.in",), ("x.uit",)),
        Balance("B", "x.b", ("x.naar_b",), ()),
        Balance("C", "x.c", ("x.werk",), ()),
    )
    assert domain_links(tiny(nodes, {}, balances), "asiel") == (
        Link(OUTSIDE, "x.a", "x.in"),
        Link("x.a", "x.b", "x.naar_b"),
        Link("x.a", "x.c", "x.werk", work=True),
    )


@pytest.mark.parametrize("domain", DOMAINS)
def test_numbers_explain_the_arrows(chain: Chain, links: Links, domain: str):
    """One number per flow, from 1 on; labels as declared; every stock an arrow comes from is named."""
    data, own = arrows_data(chain, links[domain]), links[domain]
    assert sorted(set(data["nr."].astype(int))) == list(range(1, len(flow_numbers(own)) + 1))
    assert sum(len(sources.split("; ")) for sources in data["van"]) == len(own)
    labels = {str(number): chain.by_id[name].label for name, number in flow_numbers(own).items()}
    assert all(row.stroom == labels[number] for number, row in zip(data["nr."], data.itertuples(), strict=True))


@pytest.mark.parametrize("domain", DOMAINS)
def test_boxes_and_numbers_keep_apart(chain: Chain, domain: str):
    """No two numbers stand on each other, and all of it lies on the paper."""
    figure = chain_diagram(chain, domain).figure
    texts = [text for text in figure.axes[0].texts if isinstance(text, Text)]
    numbers = [text.get_position() for text in texts if text.get_text().isdigit()]
    for (x, y), (u, v) in combinations(numbers, 2):
        assert (x - u) ** 2 + (y - v) ** 2 > 0.2**2
    width, height = (side * 2.54 for side in figure.get_size_inches())
    assert height < 23
    assert all(0 < x < width and 0 < y < height for x, y in (text.get_position() for text in texts))


def test_layers_follow_the_links():
    """Down along every link but the one that closes the circle; boxes of a layer do not overlap."""
    edges = [("a", "b"), ("b", "c"), ("c", "b"), ("a", "c"), ("d", "c"), ("c", "c")]
    made = layout(["a", "b", "c", "d"], edges, 2.0, 0.5, 10.0)
    assert [made.layer(box) for box in "abcd"] == [0, 1, 2, 1]
    assert made.routes["a", "c"] == ("a", ("a", "c", 1), "c")
    assert ("c", "b") not in made.routes
    middle = sorted(made.across[place] for place in made.layers[1])
    assert min(later - sooner for sooner, later in pairwise(middle)) >= 1.25
    assert all(0.25 <= centre <= 9.75 for centre in made.across.values())


@pytest.mark.parametrize("domain", DOMAINS)
def test_is_drawn_the_same_every_time(chain: Chain, domain: str):
    """The same bytes for the same chain."""
    first, second = (svg(chain_diagram(chain, domain).figure) for _ in range(2))
    assert first == second
