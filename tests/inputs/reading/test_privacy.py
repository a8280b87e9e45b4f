"""What looks like personal data, and what does not."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.reading.privacy import (
    is_personal_column,
    passes_eleven_test,
    personal_number,
    personal_table,
    remarkable_words,
)
from tests.support import tiny_round
from tests.support.breaking import add, swap


@pytest.mark.parametrize("name", ["V-nummer", "v_nummer", "VNUMMER", "bsn", "BSN ", "Naam", "geboorte-datum", "E-mail"])
def test_a_column_about_people_is_recognised(name: str):
    """However its name is written."""
    assert is_personal_column(name)


@pytest.mark.parametrize("name", ["partner", "parameter", "bron", "eigenaar", "nummer", "naam_partner", "scenario"])
def test_a_column_about_figures_is_not(name: str):
    """Names that only resemble a personal one are left alone."""
    assert not is_personal_column(name)


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("111222333", True), ("123456782", True), ("123456789", False), ("111222334", False), ("000000000", False)],
)
def test_the_eleven_test(digits: str, valid: bool):
    """The well-known test numbers pass; a digit changed fails."""
    assert passes_eleven_test(digits) is valid


def test_one_in_eleven_numbers_passes():
    """The test is as sharp as its name says: of numbers in a row one in eleven passes, give or take the last digit."""
    passed = sum(passes_eleven_test(f"{number:09d}") for number in range(200_000_000, 200_011_000))
    assert passed == 1000


@pytest.mark.parametrize(
    "text",
    [
        "zie 111222333",
        "(111222333)",
        "111222333.",
        "dossier 2711234567",
        "bel 0612345678 voor uitleg",
        "BSN: 1112.22.333",
        "v-nummer 271.123.4567",
        "V-nr 27112345",
    ],
)
def test_a_personal_number_in_a_text_is_found(text: str):
    """Standing by itself, or announced by a word."""
    assert personal_number(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstukken II 2020/21, 19637, nr. 2765",
        "CBS StatLine 83102NED, 15 januari 2024",
        "https://voorbeeld.nl/document/111222333",
        "kenmerk 2023Z111222333",
        "111222333-01",
        "111222333,5 personen",
        "123456789",
        "Van wie geen BSN heeft waren er in 2023 12.500 in de opvang",
        "Het BSN vanaf 1.1.2024 verplicht",
        "20240115",
        "1.112.223.330 euro",
        "IND: 49.860 zaken op 31-12-2023",
        "begroting 12345678901",
    ],
)
def test_a_figure_or_reference_in_a_text_is_not(text: str):
    """Years, document numbers, addresses and amounts are no people."""
    assert personal_number(text) is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("vragen aan j.de-vries+mpp@ind.minvenj.nl", ["een e-mailadres"]),
        ("bel 06-12345678", ["een telefoonnummer"]),
        ("(070) 123 45 67 of +31 (0)70 123 45 67", ["een telefoonnummer"]),
        ("0031 6 1234 5678.", ["een telefoonnummer"]),
        ("A. Jansen, geboren 1 januari 1990", ["een geboortedatum"]),
        ("geb. 01-02-1990, zie a@b.nl", ["een e-mailadres", "een geboortedatum"]),
        ("zie @fig-coa en @tbl-ind", []),
        ("kinderen geboren in 2023", []),
        ("Kamerstukken II 2020/21, 19637, nr. 2765; 0 2024 2025", []),
        ("van 01-01-2023 tot en met 31-12-2024", []),
        ("0,123456789 en 10 123 456 789 euro", []),
    ],
)
def test_words_that_may_lead_to_a_person_are_remarkable(text: str, kinds: list[str]):
    """An address, a number to call, a date of birth; no reference, figure or period."""
    assert list(remarkable_words(text)) == kinds


def numbered(first: int, count: int) -> list[list[str]]:
    return [["nummer", "status"], *([str(first + k), "open"] for k in range(count))]


def test_a_row_per_person_shows_in_its_numbers():
    """Ten or more different long numbers, one in each row."""
    assert len(list(personal_table("x.csv", numbered(10_000_000, 10)))) == 1
    assert list(personal_table("x.csv", numbered(10_000_000, 9))) == []
    assert list(personal_table("x.csv", numbered(1_000, 50))) == []


def test_large_counts_are_no_people():
    """Numbers that repeat, or of which some are short, are counts."""
    assert list(personal_table("x.csv", [*numbered(10_000_000, 12), ["12", "open"]])) == []
    assert list(personal_table("x.csv", [*numbered(10_000_000, 12), ["10000000", "open"]])) == []


def test_the_number_itself_is_never_repeated():
    """A message about a personal number says where it stands, not what it is."""
    table = [["toelichting"], ["mijn bsn is 111222333"]]
    problems = list(personal_table("x.csv", table))
    assert [problem.where for problem in problems] == ["rij 2, kolom toelichting"]
    assert "111222333" not in str(problems)


def test_check_remarks_on_them_everywhere(tiny: Path):
    """In a cell, a text and a decision; the round stays usable, and the words are not repeated."""
    add("registers/risicos.csv", "R2;risico;Vraag a@ind.nl;;hoger;APM;hoog")(tiny)
    add("text/samenvatting.md", "Bel 06-12345678.")(tiny)
    swap("decisions.yml", "decision: besproken", "decision: besproken met A, geboren 1-2-1990")(tiny)
    result = check_round(tiny, tiny_round.catalogue_for)
    assert result.problems == ()
    assert [(one.file, one.where, one.found, one.problem) for one in result.warnings] == [
        ("decisions.yml", "besluit 1, decision", "", "de tekst bevat een geboortedatum"),
        ("registers/risicos.csv", "rij 3, kolom omschrijving", "", "de tekst bevat een e-mailadres"),
        ("text/samenvatting.md", "regel 4", "", "de tekst bevat een telefoonnummer"),
    ]
