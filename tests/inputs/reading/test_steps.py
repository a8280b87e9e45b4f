"""Decisions against the products and steps of the protocol, and against each other."""

from datetime import date
from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from tests.support.breaking import messages, told
from tests.support.decided import as_file, decided, entry
from tests.support.tiny_round import catalogue_for

PRODUCTS = "prognose, productiemodel, rapportage, monitor-JJJJ-MM, ind_prognoseplan of planning"
ANEW = "bijstellen of opnieuw opstellen"
NOT_KNOWN = "dit is geen product van een ronde"
FULL = (
    ("prognose", "besproken"),
    ("prognose", "vastgesteld"),
    ("productiemodel", "v1"),
    ("productiemodel", "v2"),
    ("productiemodel", "v3"),
    ("productiemodel", "vastgesteld"),
    ("rapportage", "v1"),
    ("rapportage", "v2"),
    ("rapportage", "v3"),
)
REJECTED = (*FULL, ("rapportage", "consensus"), ("rapportage", "niet vastgesteld"))


def put(folder: Path, *entries) -> None:
    (folder / "decisions.yml").write_text(as_file(entries), encoding="utf-8")


def remarks(folder: Path) -> list[str]:
    found = check_round(folder, catalogue_for)
    assert found.problems == ()
    return told(found.warnings)


@pytest.mark.parametrize(
    "steps",
    [
        FULL,
        (*FULL, ("rapportage", "consensus"), ("rapportage", "vastgesteld")),
        (*FULL, ("rapportage", "geen consensus"), ("rapportage", "vastgesteld")),
        (*FULL, ("rapportage", "geen consensus"), ("rapportage", "escalatie"), ("rapportage", "consensus")),
        (*FULL, ("rapportage", "v3"), ("rapportage", "v3")),
        (*REJECTED, ("rapportage", "bijstellen"), ("rapportage", "v3"), ("rapportage", "consensus")),
        (*REJECTED, ("rapportage", "bijstellen"), ("prognose", "bijstellen"), ("prognose", "vastgesteld")),
        (*REJECTED, ("rapportage", "opnieuw opstellen"), ("prognose", "opnieuw opstellen"), *FULL[:2]),
        (("monitor-2024-06", "besproken"), ("monitor-2024-06", "advies"), ("monitor-2024-06", "opdracht")),
        (("planning", "besproken"), ("planning", "vastgesteld")),
        (*FULL, ("prognose", "gehanteerd")),
        (*FULL, ("rapportage", "escalatie"), ("rapportage", "geen consensus"), ("rapportage", "vastgesteld")),
        (*FULL, ("rapportage", "geen consensus"), ("rapportage", "escalatie"), ("rapportage", "geen consensus")),
        tuple(("ind_prognoseplan", step) for step in ("concept", "besproken", "vastgesteld", "definitief")),
        (("ind_prognoseplan", "besproken"), ("ind_prognoseplan", "vastgesteld")),
        (*REJECTED, ("planning", "opnieuw opstellen"), ("planning", "besproken"), ("planning", "vastgesteld")),
        tuple(("monitor-2024-06", step) for step in ("besproken", "signaal", "onderzoek", "advies", "opdracht")),
        (("monitor-2024-06", "besproken"), ("monitor-2024-06", "signaal")),
    ],
)
def test_every_way_of_the_protocol_can_be_gone(steps, tiny: Path):
    """Both routes to the Topberaad, a step that takes more than one meeting, and what follows a no."""
    put(tiny, *decided(*steps))
    assert remarks(tiny) == []


@pytest.mark.parametrize("name", ["rapport", "Prognose", "monitor", "monitor-JJJJ-MM", "monitor-2024-13", "mpp"])
def test_an_unknown_product_is_refused_with_those_there_are(name, tiny: Path):
    """Also where the decision has no step."""
    put(tiny, entry(name, ""))
    assert messages(tiny) == [
        f"decisions.yml, besluit 1, product: {NOT_KNOWN} (gevonden: {name}). Verwacht: {PRODUCTS}."
    ]


@pytest.mark.parametrize(
    ("product", "step", "label", "expected"),
    [
        ("prognose", "bespreken", "de Prognose", f"besproken, vastgesteld, gehanteerd, {ANEW}, of niets"),
        ("prognose", "v1", "de Prognose", f"besproken, vastgesteld, gehanteerd, {ANEW}, of niets"),
        ("monitor-2024-06", "vastgesteld", "de monitor", "besproken, signaal, onderzoek, advies of opdracht, of niets"),
        ("planning", "5.2.1", "de planning", f"besproken, vastgesteld, {ANEW}, of niets"),
    ],
)
def test_a_step_that_a_product_does_not_know_names_those_it_knows(product, step, label, expected, tiny: Path):
    """Of that product, not of another."""
    put(tiny, entry(product, step))
    assert messages(tiny) == [
        f"decisions.yml, besluit 1, step: {label} kent deze stap niet (gevonden: {step}). Verwacht: {expected}."
    ]


def test_a_step_is_taken_by_whom_it_is_for(tiny: Path):
    """Nobody but the Topberaad adopts the rapportage; a single deelberaad, in whatever case, tests it too."""
    put(tiny, entry("rapportage", "vastgesteld") | {"gremium": "werkgroep"})
    assert messages(tiny) == [
        "decisions.yml, besluit 1, gremium: de stap vastgesteld van de rapportage is niet aan dit gremium"
        " (gevonden: werkgroep). Verwacht: topberaad."
    ]
    put(tiny, *decided(*FULL[:7]), entry("rapportage", "v2", date(2024, 3, 1)) | {"gremium": "Deelberaad Asiel"})
    assert remarks(tiny) == []


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        (FULL, []),
        (FULL[:2], ["besluit 2, objection"]),
        ((*FULL, ("rapportage", "consensus")), ["besluit 10, objection"]),
        ((*FULL, ("rapportage", "geen consensus")), []),
        ((*FULL, ("rapportage", "geen consensus"), ("rapportage", "vastgesteld")), []),
    ],
)
def test_the_werkgroep_agrees_only_when_no_partner_objects(steps, refused, tiny: Path):
    """A word of a partner is noted with any other decision, and that is the gremium's all the same."""
    *before, last = decided(*steps)
    put(tiny, *before, {**last, "partner": "COA", "objection": "De uitstroom is te hoog."})
    found = check_round(tiny, catalogue_for).problems
    assert [each.where for each in found] == refused


@pytest.mark.parametrize(
    ("steps", "last", "after", "expected"),
    [
        (FULL, ("rapportage", "v1"), "v3", "v3, geen consensus, escalatie, consensus, vastgesteld of niet vastgesteld"),
        (FULL, ("prognose", "besproken"), "vastgesteld", "gehanteerd"),
        (FULL, ("productiemodel", "vastgesteld"), "vastgesteld", "geen stap meer: wat is vastgesteld, verandert niet"),
        (FULL, ("productiemodel", "bijstellen"), "vastgesteld", "geen stap meer: wat is vastgesteld, verandert niet"),
        (
            (*FULL, ("prognose", "gehanteerd")),
            ("prognose", "gehanteerd"),
            "gehanteerd",
            "geen stap meer: wat is vastgesteld, verandert niet",
        ),
        (REJECTED, ("rapportage", "vastgesteld"), "niet vastgesteld", "bijstellen of opnieuw opstellen"),
        (REJECTED, ("rapportage", "v3"), "niet vastgesteld", "bijstellen of opnieuw opstellen"),
        (
            (*FULL, ("rapportage", "consensus")),
            ("rapportage", "geen consensus"),
            "consensus",
            "consensus, vastgesteld of niet vastgesteld",
        ),
    ],
)
def test_a_step_back_is_refused_with_what_can_follow(steps, last, after, expected, tiny: Path):
    """What was decided is undone only as the protocol knows it: after a no of the Topberaad."""
    entries = decided(*steps, last)
    put(tiny, *entries)
    number, before = max((n, each) for n, each in enumerate(entries[:-1], 1) if each["product"] == last[0])
    assert before["step"] == after
    assert messages(tiny) == [
        f"decisions.yml, besluit {len(entries)}, step: deze stap kan niet na {after} van {before['date']}"
        f" (besluit {number}) (gevonden: {last[1]}). Verwacht: {expected}."
    ]


def test_nothing_is_done_again_before_the_topberaad_said_no(tiny: Path):
    """Of a product of which nothing was decided yet."""
    put(tiny, entry("rapportage", "bijstellen"))
    assert messages(tiny) == [
        "decisions.yml, besluit 1, step: deze stap volgt alleen als het Topberaad de rapportage niet vaststelt"
        " (gevonden: bijstellen)."
        " Verwacht: v1, v2, v3, geen consensus, escalatie, consensus, vastgesteld of niet vastgesteld."
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("vastgesteld", "niet vastgesteld"), ("niet vastgesteld", "vastgesteld"), ("geen consensus", "consensus")],
)
def test_two_decisions_that_contradict_on_one_date_are_named(one, other, tiny: Path):
    """Both of them, whichever comes first."""
    day = date(2024, 9, 12)
    put(tiny, *decided(*FULL), entry("rapportage", one, day), entry("rapportage", other, day))
    assert messages(tiny) == [
        f"decisions.yml, besluit 11, step: dit spreekt besluit 10 van dezelfde dag tegen (gevonden: {other})."
        f" Verwacht: {one} of {other}, niet allebei."
    ]


def test_the_order_is_that_of_the_days_and_not_of_the_file(tiny: Path):
    """The log may be kept newest first; its numbers stay those of the file."""
    put(tiny, *reversed(decided(*FULL)))
    assert remarks(tiny) == []
    put(tiny, *reversed(decided(*FULL, ("rapportage", "v1"))))
    assert [message.partition(":")[0] for message in messages(tiny)] == ["decisions.yml, besluit 1, step"]


def test_what_was_passed_over_is_a_remark(tiny: Path):
    """A deviation from the protocol is possible and has to be told; the round stays usable."""
    put(tiny, *decided(("rapportage", "v1"), ("rapportage", "vastgesteld")))
    deviation = "Verwacht: het besluit daarover, of de afwijking in registers/afwijkingen.csv."
    assert remarks(tiny) == [
        "decisions.yml, besluit 2, step: het productiemodel is dan nog niet vastgesteld (gevonden: vastgesteld)."
        f" {deviation}",
        "decisions.yml, besluit 2, step: hiervoor ontbreken van de rapportage de stappen v2, v3 en geen consensus of"
        f" consensus (gevonden: vastgesteld). {deviation}",
    ]


def test_a_product_that_is_done_anew_goes_its_whole_ladder(tiny: Path):
    """What was decided before it was redone does not count for it; for one that is adjusted it does."""
    anew = (*REJECTED, ("rapportage", "opnieuw opstellen"), ("rapportage", "v3"))
    put(tiny, *decided(*anew))
    assert remarks(tiny) == [
        "decisions.yml, besluit 13, step: hiervoor ontbreken van de rapportage de stappen v1 en v2 (gevonden: v3)."
        " Verwacht: het besluit daarover, of de afwijking in registers/afwijkingen.csv."
    ]
