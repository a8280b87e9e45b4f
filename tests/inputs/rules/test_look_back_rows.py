"""Indicators that are only looked back on: any round may deliver them, and the rules of realisations hold for them."""

from pathlib import Path

import pytest

from mpp_lib.base.look_back import CATCH_UPS, KINDS, LOOK_BACK, NATIONALITY, countries
from mpp_lib.inputs.check import check_round
from mpp_lib.production.chains import VARIANTS, chain_named
from tests.support.breaking import add, messages, told
from tests.support.tiny_round import catalogue_for

REALISATIONS = "inputs/realisaties.csv"


def warnings(folder: Path) -> list[str]:
    """What is remarkable about a folder in which nothing is wrong."""
    result = check_round(folder, catalogue_for)
    assert result.problems == ()
    return told(result.warnings)


def test_a_chain_that_knows_nothing_of_them_takes_them(tiny: Path) -> None:
    """The small catalogue holds none of these indicators; its round may deliver them, and reads them as given."""
    add(
        REALISATIONS,
        "2023-11;nationaliteit.syrie.eerste;705;voorlopig;CBS",
        "2023-12;nationaliteit.syrie.eerste;640;voorlopig;CBS",
        "2023;europa.nieuwe_aanvragen;1012386;definitief;UNHCR",
    )(tiny)
    assert warnings(tiny) == []
    inputs = check_round(tiny, catalogue_for).inputs
    assert inputs is not None
    rows = inputs.realisations.set_index(["indicator", "periode"])["waarde"]
    assert rows["nationaliteit.syrie.eerste"].to_dict() == {"2023-11": 705.0, "2023-12": 640.0}
    assert rows["europa.nieuwe_aanvragen", "2023"] == 1_012_386


@pytest.mark.parametrize("variant", VARIANTS)
def test_none_is_a_node_of_a_chain(variant: str) -> None:
    """They never become results: no chain has a node of that name, and every total they belong to is one."""
    chain = chain_named(variant)
    assert not set(LOOK_BACK) & set(chain.by_id)
    assert set(KINDS.values()) <= set(chain.by_id)


def test_each_says_what_it_is_and_who_publishes_it() -> None:
    """Each nationality of the list twice and three of Europe, each under its own id with definition and source."""
    assert len(list(LOOK_BACK)) == len(LOOK_BACK) == 2 * len(countries()) + 3
    assert all(name == spec.id and spec.definition and spec.source for name, spec in LOOK_BACK.items())
    assert all(one.source and one.first <= one.last for one in CATCH_UPS)


def test_the_names_of_nationalities_are_data() -> None:
    """The list holds the seven of the example rounds and more; an id is fit for an indicator."""
    assert {"syrie", "eritrea", "turkije", "afghanistan", "irak", "somalie", "jemen", "soedan"} <= set(countries())
    assert all(NATIONALITY.fullmatch(f"nationaliteit.{country}.eerste") for country in countries())


@pytest.mark.parametrize(
    ("country", "remark"),
    [("soedan", ""), ("atlantis", "deze nationaliteit staat niet in de lijst; zij telt mee als Atlantis")],
)
def test_any_nationality_may_be_delivered(country: str, remark: str, tiny: Path) -> None:
    """One of the list counts without a word; another counts too, with a remark, for it may be misspelt."""
    name = f"nationaliteit.{country}.eerste"
    add(
        REALISATIONS,
        *(f"2023-{month};{name};{value};voorlopig;eigen voorbeeld" for month, value in (("11", 41), ("12", 57))),
    )(tiny)
    assert messages(tiny) == []
    assert [remark in text for text in warnings(tiny)] == ([True] if remark else [])
    inputs = check_round(tiny, catalogue_for).inputs
    assert inputs is not None
    assert inputs.realisations.set_index("indicator").loc[name, "waarde"].tolist() == [41.0, 57.0]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "2023-11;nationaliteit.syrië.eerste;705;voorlopig;CBS",
            "rij 14, kolom indicator: onbekende indicator (gevonden: nationaliteit.syrië.eerste). Verwacht: een"
            " indicator van de terugblik; het meest lijkt nationaliteit.syrie.eerste.",
        ),
        (
            "2023-11;nationaliteit.irak.nareis;-5;voorlopig;CBS",
            "rij 14, kolom waarde: nationaliteit.irak.nareis ligt buiten het bereik (gevonden: -5). Verwacht: een"
            " getal van 0 of hoger.",
        ),
        (
            "2024-03;europa.eerste_aanvragen;61000;voorlopig;Eurostat",
            "rij 14, kolom periode: de periode eindigt na de laatste gerealiseerde maand 2024-02 (gevonden: 2024-03)."
            " Verwacht: een periode tot en met 2024-02, of status aanname.",
        ),
    ],
)
def test_what_is_wrong_is_refused(line: str, message: str, tiny: Path) -> None:
    """A wrong name is met with the nearest one that exists; below zero and in the future are refused as anywhere."""
    add(REALISATIONS, line)(tiny)
    assert messages(tiny) == [f"{REALISATIONS}, {message}"]


def test_a_gap_is_refused(tiny: Path) -> None:
    """A monthly series misses no month."""
    add(REALISATIONS, *(f"2023-{m:02d};nationaliteit.jemen.eerste;40;voorlopig;CBS" for m in (7, 8, 10)))(tiny)
    assert messages(tiny) == [
        f"{REALISATIONS}, indicator nationaliteit.jemen.eerste: de maandreeks mist 2023-09."
        " Verwacht: elke maand, of een rij per kwartaal of jaar; een cijfer dat er niet is in onbekend.csv."
    ]


@pytest.mark.parametrize(("syria", "above"), [(1717, False), (1718, True)])
def test_nationalities_above_the_total_are_a_warning(syria: int, above: bool, tiny: Path) -> None:
    """2.012 people in December: 300 and 1.717 are within what rounding to fives explains, one more is too many."""
    add(
        REALISATIONS,
        f"2023-12;nationaliteit.syrie.eerste;{syria};voorlopig;CBS",
        "2023-12;nationaliteit.turkije.eerste;300;voorlopig;CBS",
    )(tiny)
    expected = (
        f"{REALISATIONS}, periode 2023-12: de nationaliteiten samen zijn meer dan asiel.instroom_eerste (gevonden:"
        f" {syria + 300} tegen 2012). Verwacht: ten hoogste asiel.instroom_eerste."
    )
    assert warnings(tiny) == ([expected] if above else [])


def test_months_are_held_against_a_quarterly_total(tiny: Path) -> None:
    """Three months of 900 are more than a quarter of 1.600 in all, though the months of the total itself allow them."""
    add(
        REALISATIONS,
        "2023-K2;asiel.instroom_nareis;1600;definitief;CBS",
        *(f"2023-{month:02d};nationaliteit.syrie.nareis;900;voorlopig;CBS" for month in (4, 5, 6)),
    )(tiny)
    assert warnings(tiny) == [
        f"{REALISATIONS}, periode 2023-K2: de nationaliteiten samen zijn meer dan asiel.instroom_nareis (gevonden:"
        " 2700 tegen 1600). Verwacht: ten hoogste asiel.instroom_nareis."
    ]
