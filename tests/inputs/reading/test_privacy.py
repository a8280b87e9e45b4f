"""What looks like personal data, and what does not."""

import pytest

from mpp_lib.inputs.reading.privacy import is_personal_column, passes_eleven_test, personal_number, personal_table


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
        "20240115",
        "1.112.223.330 euro",
        "IND: 49.860 zaken op 31-12-2023",
        "begroting 12345678901",
    ],
)
def test_a_figure_or_reference_in_a_text_is_not(text: str):
    """Years, document numbers, addresses and amounts are no people."""
    assert personal_number(text) is None


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
