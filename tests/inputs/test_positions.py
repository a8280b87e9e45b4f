"""What a partner says of a product: refused where it is not whole, never filled in, and heard by who decides."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.positions import is_spoken_for, objections_on, positions_on, route_of
from tests.support.breaking import messages
from tests.support.decided import START, as_file, decided, entry
from tests.support.tiny_round import catalogue_for

KETEN = {"partner": "IND", "word": "akkoord", "about": "keten"}


def word(week: int = 0, product: str = "rapportage", **said) -> dict:
    return {**entry(product, "", START + timedelta(weeks=week)), **KETEN, **said}


def put(folder: Path, *entries) -> None:
    (folder / "decisions.yml").write_text(as_file(entries), encoding="utf-8")


@pytest.mark.parametrize("given", ["akkoord", "geen bezwaar", "ter kennisname", "n.v.t."])
@pytest.mark.parametrize("about", ["eigen cijfers", "keten"])
def test_each_word_can_be_given_on_each(given, about, tiny: Path):
    """As a file has it, in whatever case the partner is written."""
    put(tiny, word(word=given, about=about, partner="ind"))
    found = check_round(tiny, catalogue_for)
    assert found.problems == ()
    (position,) = positions_on(found.inputs.decisions, "rapportage")
    assert (position.partner, position.about, position.word, position.objects) == ("ind", about, given, False)


@pytest.mark.parametrize(
    ("said", "where", "problem"),
    [
        ({"partner": ""}, "partner", "een woord is van een partner"),
        ({"about": ""}, "about", "een woord gaat over de eigen cijfers of over de keten"),
        ({"word": ""}, "about", "hier staat geen woord bij"),
        ({"word": "ja"}, "word", "dit is hier geen geldige waarde"),
        ({"about": "alles"}, "about", "dit is hier geen geldige waarde"),
        ({"word": "bezwaar"}, "objection", "een bezwaar heeft een grond"),
        ({"word": "bezwaar", "objection": " "}, "objection", "een bezwaar heeft een grond"),
        ({"objection": "Te laag."}, "objection", "bij akkoord hoort geen bezwaar"),
        ({"step": "v1"}, "word", "een woord van een partner is geen stap van een gremium"),
        ({"partner": "INDD"}, "partner", "deze partner doet niet mee aan de ronde"),
    ],
)
def test_a_word_that_is_not_whole_is_refused(said, where, problem, tiny: Path):
    """At its key, in one message."""
    put(tiny, word(**said))
    (found,) = check_round(tiny, catalogue_for).problems
    assert (found.where, found.problem) == (f"besluit 1, {where}", problem)


def test_a_product_that_is_taken_up_again_has_nobody_s_word():
    """What was said of it before is history; a word on another product still stands."""
    before = [word(), entry("rapportage", "bijstellen", START + timedelta(weeks=1))]
    assert is_spoken_for(before[:1])
    assert not is_spoken_for(before)
    assert is_spoken_for([*before, word(week=2, product="prognose")])


def test_the_last_word_counts_for_each_of_both(tiny: Path):
    """And a word on the chain says nothing of the own figures."""
    log = [
        word(0),
        word(1, word="bezwaar", objection="Te laag."),
        word(2, about="eigen cijfers"),
        word(3, partner="COA"),
    ]
    assert [(each.partner, each.about, each.word) for each in positions_on(map(full, log), "rapportage")] == [
        ("IND", "keten", "bezwaar"),
        ("IND", "eigen cijfers", "akkoord"),
        ("COA", "keten", "akkoord"),
    ]
    assert positions_on(map(full, log), "prognose") == ()


def full(said: dict) -> dict:
    return {"partner": "", "word": "", "about": "", "objection": "", **said}


def test_an_objection_is_open_until_the_partner_says_otherwise():
    """One noted with a decision too; nobody else can take it away."""
    noted = {**entry("rapportage", "v1"), "partner": "COA", "objection": "Toelichting ontbreekt."}
    own = word(1, word="bezwaar", objection="Te laag.")
    log = [full(each) for each in (noted, own)]
    assert [(each.partner, each.ground) for each in objections_on(log, "rapportage")] == [
        ("COA", "Toelichting ontbreekt."),
        ("IND", "Te laag."),
    ]
    log += [full(word(2, partner="COA")), full(word(2, word="geen bezwaar", partner="DMB"))]
    assert [each.partner for each in objections_on(log, "rapportage")] == ["IND"]
    log += [full(word(3, word="geen bezwaar"))]
    assert objections_on(log, "rapportage") == ()


FULL = decided(("prognose", "besproken"))


def test_no_consensus_over_an_objection(tiny: Path):
    """The werkgroep agrees once the partner has another word; route B is open all the same."""
    objection = word(1, "prognose", word="bezwaar", objection="Te laag.")
    last = entry("prognose", "vastgesteld", START + timedelta(weeks=3))
    put(tiny, *FULL, objection, last)
    assert messages(tiny) == [
        "decisions.yml, besluit 3, step: de werkgroep neemt deze stap alleen als geen partner bezwaar heeft"
        " (gevonden: IND op 2024-01-15). Verwacht: eerst een ander woord van wie bezwaar heeft, of een andere stap."
    ]
    put(tiny, *FULL, objection, word(2, "prognose", word="geen bezwaar"), last)
    assert messages(tiny) == []
    put(tiny, objection | {"product": "rapportage"}, entry("rapportage", "geen consensus", date(2024, 2, 1)))
    assert messages(tiny) == []


@pytest.mark.parametrize(
    ("steps", "route"),
    [
        (("v3",), ""),
        (("consensus",), "A"),
        (("geen consensus", "escalatie"), "B"),
        (("escalatie",), ""),
        (("geen consensus", "escalatie", "consensus", "vastgesteld"), "A"),
        (("consensus", "niet vastgesteld", "bijstellen"), ""),
    ],
)
def test_the_route_is_what_the_werkgroep_said_last(steps, route):
    """Of this report, not of the one before a no."""
    assert route_of(decided(*(("rapportage", step) for step in steps))) == route


def test_the_protocol_of_a_round_is_known(tiny: Path):
    """Another version is refused with those there are."""
    text = (tiny / "round.yml").read_text()
    (tiny / "round.yml").write_text(text.replace('protocol: "1.1"', 'protocol: "1.2"'))
    assert messages(tiny) == [
        'round.yml, protocol: deze versie van het protocol is niet bekend (gevonden: 1.2). Verwacht: "1.1".'
    ]
