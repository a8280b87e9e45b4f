"""The state of a product by the decisions of its round, and nothing else."""

import itertools

import pytest

from mpp_lib.inputs.declared.ladder import REOPENING
from mpp_lib.inputs.declared.products import PRODUCTS
from mpp_lib.inputs.state import State, state_of
from tests.support.decided import decided, entry

LADDER = ("v1", "v2", "v3", "consensus")


def test_without_a_decision_everything_is_concept():
    """No log, a log of other things, and a decision that is no step: all the same."""
    for entries in ((), decided(("planning", "vastgesteld")), (entry("rapportage", ""),)):
        assert [state_of(entries, product.name) for product in PRODUCTS[:3]] == [State()] * 3
        assert (state_of(entries).mark, state_of(entries).status) == ("Concept, voor intern gebruik", "Concept")


@pytest.mark.parametrize(
    ("steps", "name", "status", "mark"),
    [
        (("v1",), "besproken", "Versie 1 besproken in de MPP-werkgroep", "Concept, voor intern gebruik"),
        (("v1", "v2"), "besproken", "Versie 2 getoetst in de deelberaden", "Concept, voor intern gebruik"),
        (LADDER, "besproken", "Consensus in de MPP-werkgroep", "Concept, voor intern gebruik"),
        ((*LADDER, "vastgesteld"), "vastgesteld", "Vastgesteld door het Topberaad", ""),
        (
            (*LADDER, "niet vastgesteld"),
            "niet vastgesteld",
            "Niet vastgesteld door het Topberaad",
            "Concept, voor intern gebruik, niet vastgesteld",
        ),
        (
            (*LADDER, "niet vastgesteld", "bijstellen"),
            "concept",
            "Concept: wordt bijgesteld",
            "Concept, voor intern gebruik",
        ),
        (
            (*LADDER, "niet vastgesteld", "bijstellen", "v3", "vastgesteld"),
            "vastgesteld",
            "Vastgesteld door het Topberaad",
            "",
        ),
    ],
)
def test_the_last_step_is_the_state(steps, name, status, mark):
    """Name, cover and the mark on every page, after each step of the rapportage."""
    state = state_of(decided(*(("rapportage", step) for step in steps)))
    assert (state.name, state.status, state.mark, state.adopted) == (name, status, mark, name == "vastgesteld")


def test_only_adoption_takes_the_mark_away():
    """Of every step of every product: nothing but that, and what comes right behind it, goes without the words."""
    for product, step in ((each, step) for each in PRODUCTS[:3] for step in each.steps):
        state = state_of(decided((product.name, step.name)), product.name)
        assert (state.mark == "") == (step.name in ("vastgesteld", "gehanteerd")), (product.name, step.name)
        assert state.mark == "" or state.mark.startswith("Concept, voor intern gebruik")


def test_products_are_adopted_apart():
    """The Prognose first: what rests on it is still a concept; each edition of the monitor stands by itself."""
    entries = decided(("prognose", "vastgesteld"), ("monitor-2024-06", "besproken"))
    assert {product.name: state_of(entries, product.name).name for product in PRODUCTS if product.of_mpp} == {
        "prognose": "vastgesteld",
        "productiemodel": "concept",
        "rapportage": "concept",
    }
    assert state_of(entries, "monitor-2024-06").name == "besproken"
    assert state_of(entries, "monitor-2024-09").name == "concept"


@pytest.mark.parametrize(
    ("step", "status", "mark"),
    [
        ("vastgesteld", "Vastgesteld door het Topberaad (fictief voorbeeld)", "Fictief voorbeeld"),
        (
            "v1",
            "Versie 1 besproken in de MPP-werkgroep (fictief voorbeeld)",
            "Concept, voor intern gebruik, fictief voorbeeld",
        ),
        (
            "niet vastgesteld",
            "Niet vastgesteld door het Topberaad (fictief voorbeeld)",
            "Concept, voor intern gebruik, niet vastgesteld, fictief voorbeeld",
        ),
    ],
)
def test_what_was_made_up_says_so(step, status, mark):
    """In whatever case and over whatever lines the text says it; also when only an earlier step was made up."""
    for decision in ("Fictief voorbeeld.", "Zo besloten (FICTIEF\n  voorbeeld)"):
        state = state_of(decided(("rapportage", step), decision=decision))
        assert (state.status, state.mark) == (status, mark)
        assert str(state).endswith(" (fictief voorbeeld)")
    earlier = (*decided(("rapportage", "v1"), decision="Fictief voorbeeld."), *decided(("rapportage", step)))
    assert state_of(earlier).fiction
    assert not state_of(decided(("rapportage", step), decision="Een voorbeeld dat niet fictief is")).fiction


def test_a_product_that_is_not_there_has_no_state():
    """A misspelt name is never a concept."""
    with pytest.raises(LookupError, match="rapport is geen product"):
        state_of((), "rapport")


def test_words_of_a_decision_reach_neither_cover_nor_mark():
    """Whatever a text says, the state is that of its step."""
    forged = decided(("rapportage", "v1"), decision="Vastgesteld door het Topberaad <script>")
    assert (state_of(forged).status, state_of(forged).mark) == (
        "Versie 1 besproken in de MPP-werkgroep",
        "Concept, voor intern gebruik",
    )


def test_the_names_of_steps_are_distinct_within_a_product():
    """So that a step in the log is one step; and what starts a ladder anew is on none."""
    for product in PRODUCTS:
        names = [step.name for step in product.steps]
        assert len(names) == len(set(names)), product.name
    rungs = itertools.chain.from_iterable(product.rungs for product in PRODUCTS)
    assert not {step.name for rung in rungs for step in rung} & {step.name for step in REOPENING}


def test_a_product_of_which_something_was_made_up_says_so_before_any_step():
    """And only that product."""
    entries = (entry("rapportage", "", decision="Fictief voorbeeld: het eerste concept ligt voor."),)
    assert state_of(entries).mark == "Concept, voor intern gebruik, fictief voorbeeld"
    assert state_of(entries, "prognose").mark == "Concept, voor intern gebruik"
