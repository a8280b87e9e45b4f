"""The glossary says what the engine computes, in words a partner reads."""

import re

import pytest

from mpp_lib.present.keten.glossary import glossary_table
from mpp_lib.present.wording.formula_words import formula_words
from mpp_lib.present.wording.input_words import owners_of, source_words
from mpp_lib.present.wording.plan_name import PLAN
from mpp_lib.production.expression import Known, Param, walk
from mpp_lib.production.run import RoundResult
from tests.support.printed import by_heading

WORDS = {
    "ind.spoor4.voorraad": "beginstand + instroom − afgedaan zonder beslissing − beslissingen",
    "ind.spoor4.beslissingen": (
        "kleinste van ‘Spoor 4 (algemene en verlengde procedure): capaciteit’ van het plan en wat er ligt "
        "(beginstand voorraad + instroom − afgedaan zonder beslissing)"
    ),
    "ind.dublin_overdrachten": (
        "vertraging van claimakkoorden (spoor 1) volgens verdeling ‘Claimakkoord tot overdracht’"
    ),
    "asiel.instroom_eerste": "identificatie en registratie (Politie)",
    "asiel.waarvan_amv": (
        "‘Aandeel alleenstaande minderjarige vreemdelingen in de eerste aanvragen’ × eerste asielaanvragen"
    ),
    "coa.uitstroom_overig": ("‘Overige uitstroom van vergunninghouders uit de opvang’ × beginstand vergunninghouders"),
    "ind.doorstroom_1_4_direct": "beslissingen (spoor 1) − claimakkoorden (spoor 1)",
    "ind.spoor1.afbouwtijd": "voorraad gedeeld door uitstroom (ten hoogste 120 maanden)",
    "dji.gemiddelde_duur": "verblijfsdagen gedeeld door uitstroom",
    "politie.ir_per_week": "identificatie en registratie × 7 gedeeld door ‘Dagen in de maand’",
}
"""Indicator → its formula as somebody who reads the declaration would write it."""
SOURCES = {
    "asiel.aanmeldingen": "Prognose Eerste Asielinstroom (APM); realisaties",
    "asiel.instroom_totaal": "berekening",
    "ind.gezin.aanvragen": "berekening; IND-prognoseplan",
    "ind.spoor4.voorraad": "berekening; beginstand uit realisaties",
    "ind.dublin_voorraad": "berekening; beginstand uit eerdere instroom",
}


@pytest.mark.parametrize("indicator", WORDS)
def test_formula_in_words(result: RoundResult, indicator: str):
    """By hand, from the declaration."""
    assert formula_words(result.chain.by_id[indicator], result.chain) == WORDS[indicator]


def test_every_indicator_has_a_formula_in_words(result: RoundResult):
    """No ids, no empty cells, brackets in pairs; every parameter is named as the annex with the input names it."""
    table = glossary_table(result)
    labels = {spec.name: spec.label for spec in result.chain.parameters}
    for node, row in zip(table.rows, by_heading(table), strict=True):
        words = row["Formule"]
        assert words
        assert row["Bron"]
        assert not re.search(r"[a-z0-9]+[._][a-z0-9_]+", words), words
        assert words.count("(") == words.count(")")
        for part in walk(node.formula):
            if isinstance(part, Param | Known):
                assert f"‘{labels[part.name]}’" in words


@pytest.mark.parametrize("indicator", SOURCES)
def test_source_in_words(result: RoundResult, indicator: str):
    """What the formula takes from outside the chain, and who delivers it."""
    assert source_words(result.chain.by_id[indicator], owners_of(result.inputs), PLAN) == SOURCES[indicator]


def test_the_owner_of_a_parameter_is_named(result: RoundResult):
    """As the file with parameters says."""
    rows = result.inputs.parameters
    owner = rows.loc[rows["parameter"] == "aandeel_amv", "eigenaar"].iloc[0]
    words = source_words(result.chain.by_id["asiel.waarvan_amv"], owners_of(result.inputs), PLAN)
    assert words == f"berekening; parameters van {owner}"
