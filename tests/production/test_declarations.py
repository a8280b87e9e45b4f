"""What the chain says of its quantities to a reader."""

import re
from collections import Counter

import pytest

from mpp_lib.production.chains import VARIANTS, chain_named
from mpp_lib.production.expression import Leaving, Param, Series, walk
from mpp_lib.production.node import Chain

IDENTIFIER = re.compile(r"[a-z]+(\.[a-z][a-z0-9_]*){1,2}")
OPENING = re.compile(r"^(het aantal|de|het) ")
BY_HAND = {
    "politie.ir_per_week": "het aantal registraties bij de politie per week",
    "asiel.waarvan_amv": "het aantal eerste asielaanvragen van alleenstaande minderjarigen",
    "ind.spoor1.voorraad": "de voorraad in spoor 1 bij de IND",
    "ind.spoor2.uitstroom": "de uitstroom uit spoor 2",
    "ind.spoor4.beslissingen": "het aantal beslissingen in spoor 4",
    "ind.spoor4.voorraad_ouder_15": "het aantal openstaande zaken ouder dan 15 maanden in spoor 4",
    "ind.herhaald.beslissingen": "het aantal beslissingen op herhaalde asielaanvragen",
    "ind.herhaald.voorraad": "de voorraad herhaalde asielaanvragen bij de IND",
    "ind.herhaald.voorraad_ouder_6": "het aantal openstaande herhaalde asielaanvragen ouder dan 6 maanden",
    "ind.nareis.zonder_beslissing": "het aantal afdoeningen zonder beslissing van nareisaanvragen",
    "ind.inwilligingspercentage_alle_sporen": "het inwilligingspercentage in alle sporen",
    "ind.verlenging.inwilligingspercentage": "het inwilligingspercentage van aanvragen om verlenging",
    "ind.gezin.aanvragen": "het aantal aanvragen voor gezinsmigratie",
    "ind.regulier.aanvragen": "het aantal aanvragen regulier",
    "ind.bezwaar.instroom": "de instroom van bezwaren bij de IND",
    "ind.bezwaar.nieuw": "het aantal nieuwe bezwaren",
    "rvdr.asiel.instroom_niet_tijdig": "het aantal nieuwe beroepen wegens niet tijdig beslissen",
    "rvdr.bewaring.gegrond": "het aantal gegronde beroepen in bewaringszaken",
    "rvs.regulier.vatbaar": "het aantal uitspraken in reguliere zaken waartegen hoger beroep komt",
    "coa.uitstroom_huisvesting": "de uitstroom uit de opvang naar huisvesting",
    "dtv.instroom_kmar": "de instroom bij de DT&V vanuit de Koninklijke Marechaussee",
    "dtv.instroom_overig": "de instroom bij de DT&V vanuit overige aanleveraars",
    "nidos.uitstroom_meerderjarig": "de uitstroom bij Nidos door meerderjarigheid",
    "dji.art6.bezetting": "het aantal personen in grensdetentie (artikel 6)",
    "dji.uitstroom": "de uitstroom uit bewaring",
}


@pytest.fixture(params=sorted(VARIANTS))
def chain(request: pytest.FixtureRequest) -> Chain:
    return chain_named(request.param)


def test_ids_name_partner_part_and_quantity(chain: Chain) -> None:
    assert [node.id for node in chain.nodes if not IDENTIFIER.fullmatch(node.id)] == []


def test_no_two_quantities_of_a_part_of_a_partner_have_the_same_label(chain: Chain) -> None:
    seen = Counter((node.id.rpartition(".")[0], node.label) for node in chain.nodes)
    assert [name for name, times in seen.items() if times > 1] == []


def test_definitions_are_sentences_and_labels_are_not(chain: Chain) -> None:
    for node in chain.nodes:
        assert node.definition.endswith("."), node.id
        assert node.definition[0].isupper(), node.id
        assert not node.label.endswith("."), node.id


def test_subjects_can_start_a_sentence_and_no_two_quantities_share_one(chain: Chain) -> None:
    """Every quantity has words, and without the article, as a heading, they still are its own."""
    subjects = [node.subject for node in chain.nodes]
    assert [words for words in subjects if not OPENING.match(words)] == []
    for names in (subjects, [OPENING.sub("", words) for words in subjects]):
        assert [words for words, times in Counter(names).items() if times > 1] == []


def test_subjects_are_words_of_the_domain(chain: Chain) -> None:
    """No quotes, no ids, no label pasted behind a comma, no double spaces; and a heading agrees with its verb."""
    words = {node.id: node.subject for node in chain.nodes}
    assert [name for name, text in words.items() if re.search('[‘’“”"_:;,]| {2}|^ | $', text)] == []
    assert [name for name, text in words.items() if IDENTIFIER.search(text)] == []
    assert [name for name, text in words.items() if text.startswith("het aantal ") and " dat " in text] == []


def test_subjects_by_hand(chain: Chain) -> None:
    """What an editor would write, one of every kind of declaration."""
    words = {node.id: node.subject for node in chain.nodes}
    assert {name: words[name] for name in BY_HAND} == BY_HAND


def test_a_part_of_a_partner_has_one_name(chain: Chain) -> None:
    """The middle of an id stands for one part, and an id without a middle belongs to none."""
    parts = {(node.id.rpartition(".")[0], node.spec().part) for node in chain.nodes}
    assert max(Counter(prefix for prefix, _ in parts).values()) == 1
    assert all(bool(part) == ("." in prefix) for prefix, part in parts)
    assert {("ind.spoor4", "spoor 4"), ("ind.overig", "overig verblijf"), ("dji.art6", "artikel 6")} <= parts


def test_every_sum_of_others_is_a_total(chain: Chain) -> None:
    """Deliveries of each are held against those of its parts; what does more than add up is none."""
    totals = chain.catalogue().totals
    assert {"asiel.instroom_totaal", "ind.asiel.voorraad", "ind.regulier.voorraad", "dji.bezetting"} <= totals.keys()
    assert {"ind.zaken_bruto", "ind.inwilligingspercentage_eu", "ind.spoor4.voorraad"}.isdisjoint(totals)
    assert totals["coa.bezetting"] == ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig")


def test_every_parameter_kernel_and_plan_series_is_used(chain: Chain) -> None:
    used = {type(part).__name__ + repr(part) for node in chain.nodes for part in walk(node.formula)}
    text = " ".join(used)
    for spec in chain.parameters:
        assert f"name='{spec.name}'" in text, spec.name
    for kernel in chain.kernels:
        assert f"kernel='{kernel.name}'" in text, kernel.name
    for plan in chain.plan:
        assert f"stream='{plan.stream}', quantity='{plan.quantity}'" in text, plan


def test_every_stock_with_an_opening_of_its_own_stands_in_a_balance(chain: Chain) -> None:
    """Or is a part of one that does, as what is older than some months: part by part, down to the whole."""
    balanced = {balance.stock for balance in chain.balances}
    for parts, wholes in chain.nested:
        balanced |= set(parts) if set(wholes) <= balanced else set()
    assert {node.id for node in chain.nodes if node.opening is not None} - balanced == set()


def test_flows_from_outside_are_marked_so_that_realised_months_can_enter(chain: Chain) -> None:
    """A flow that is nothing but a parameter or a series is one from outside."""
    outside = {node.id for node in chain.nodes if isinstance(node.formula, Param | Series)}
    assert outside == {node.id for node in chain.nodes if node.realised}
    assert {node.kind for node in chain.nodes if node.realised} == {"invoer"}


def test_what_leaves_at_a_hazard_is_of_that_kind(chain: Chain) -> None:
    hazards = {node.id for node in chain.nodes if any(isinstance(part, Leaving) for part in walk(node.formula))}
    assert hazards == {node.id for node in chain.nodes if node.kind == "kans"}
    assert hazards
