import pytest

from mpp_lib.present.wording.indicator_names import full_label, lower_name, own_label, short_name, subject_of
from mpp_lib.present.wording.partners import PARTNERS, in_order, partner_named, partner_of
from mpp_lib.production.chains import chain_named

CHAIN = chain_named("standaard")


def test_every_indicator_has_a_partner() -> None:
    """Each id begins with the key of a partner that a report can name."""
    assert {node.partner for node in CHAIN.nodes} <= {partner.key for partner in PARTNERS}
    assert partner_of("ind.spoor4.voorraad").short == "IND"


def test_partners_stand_in_the_order_of_the_report() -> None:
    """People arrive, are decided about, appeal, live in reception, leave."""
    assert [partner.key for partner in in_order(["dtv", "coa", "asiel", "ind", "coa"])] == [
        "asiel",
        "ind",
        "coa",
        "dtv",
    ]
    with pytest.raises(KeyError):
        partner_named("apm")


def test_a_view_shows_what_fills_and_empties_a_stock() -> None:
    """In every view the first flow goes into the stock and the second comes out of it, by the chain's own balances."""
    balances = {balance.stock: balance for balance in CHAIN.balances}
    totals = {"rvdr.asiel.voorraad", "ind.asiel.voorraad", "dtv.caseload"}
    for view in CHAIN.views.values():
        if view.waiting not in totals:
            assert view.into in balances[view.waiting].inflow
            assert view.done in (*balances[view.waiting].outflow, "nidos.uitstroom")


def test_names_by_hand() -> None:
    """Partner and part in a list over partners, part alone within one, words of its own in a sentence."""
    spec = CHAIN.by_id["ind.spoor4.voorraad"].spec()
    assert full_label(spec) == "IND spoor 4, voorraad"
    assert own_label(spec) == "spoor 4, voorraad"
    assert short_name(CHAIN.by_id["coa.bezetting"].spec()) == "Bezetting van de COA-opvang"
    assert subject_of(CHAIN.by_id["coa.herinstroom"].spec()).text == "de herinstroom in de opvang"
    assert short_name(CHAIN.by_id["ind.spoor1.voorraad"].spec()) == "Voorraad in spoor 1 bij de IND"
    assert lower_name(CHAIN.by_id["ind.nareis.inwilligingen"].spec()) == "nareisinwilligingen"
