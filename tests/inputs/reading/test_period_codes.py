"""Periods as CBS, Eurostat and Excel write them: read where they can be one thing, else refused with what they seem."""

from pathlib import Path

import pytest

from mpp_lib.base.months import Month
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.reading.period_codes import day_of, named_month, period_of, seems
from tests.support.breaking import add, swap, told
from tests.support.tiny_round import catalogue_for

REALISED = "inputs/realisaties.csv"
AS_TEXT = "maak de kolom in Excel eerst op als Tekst"
ANY = "een maand JJJJ-MM, een kwartaal JJJJ-Kn of een jaar JJJJ"
READ = {
    "2021MM03": "2021-03",
    "2021M03": "2021-03",
    "2021-M03": "2021-03",
    "202103": "2021-03",
    "2021KW01": "2021-K1",
    "2021-Q4": "2021-K4",
    "2021Q2": "2021-K2",
    "2021kw3": "2021-K3",
    "2021JJ00": "2021",
    "2021-A1": "2021",
}
REFUSED = {
    "2021-03*": ("achter de periode staat een teken", "2021-03"),
    "2021KW01 (p)": ("achter de periode staat een teken", "2021-K1"),
    "2021JJ00*": ("achter de periode staat een teken", "2021"),
    "44256": ("dit is een dag zoals Excel die telt", f"2021-03; {AS_TEXT}"),
    "mrt-21": ("Excel heeft hier een datum van gemaakt", f"2021-03; {AS_TEXT}"),
    "1-3-2021": ("Excel heeft hier een datum van gemaakt", f"2021-03; {AS_TEXT}"),
    "1-mrt": ("Excel heeft hier een datum van gemaakt", f"JJJJ-MM; {AS_TEXT}"),
    "2021-03-01": ("deze maand is anders geschreven", "2021-03"),
    "maart 2021": ("deze maand is anders geschreven", "2021-03"),
    "2021-3": ("deze maand is anders geschreven", "2021-03"),
    "2021-S1": ("dit is een halfjaar", "2021-K1 en 2021-K2"),
    "2021HJ02": ("dit is een halfjaar", "2021-K3 en 2021-K4"),
    "2021W05": ("dit is een week", ANY),
    "2021MM13": ("dit is geen periode", ANY),
    "2021KW05": ("dit is geen periode", ANY),
    "12021": ("dit is geen periode", ANY),
}


@pytest.mark.parametrize("text", READ)
def test_a_code_of_a_source_is_its_period(text: str, tiny: Path):
    """In any column with periods, and the same period as a round writes it."""
    add(REALISED, f"{text};asiel.instroom_herhaald;12;definitief;CBS")(tiny)
    realised = load_round(tiny, catalogue_for).realisations
    assert realised["periode"].iloc[-1] == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_can_be_something_else_is_refused_with_what_it_seems(text: str, tiny: Path):
    """One message, at the cell, with the period to write."""
    add(REALISED, f"{text};asiel.instroom_herhaald;12;definitief;CBS")(tiny)
    row = len((tiny / REALISED).read_text(encoding="utf-8").splitlines())
    problem, expected = REFUSED[text]
    assert told(check_round(tiny, catalogue_for).problems) == [
        f"{REALISED}, rij {row}, kolom periode: {problem} (gevonden: {text}). Verwacht: {expected}."
    ]


def test_two_ways_to_write_a_period_are_one_period(tiny: Path):
    """The code of a quarter that stands there already is that quarter once more."""
    add(REALISED, "2023KW04;ks.achterstand;-250;definitief;KS")(tiny)
    (message,) = told(check_round(tiny, catalogue_for).problems)
    assert "dit staat ook al in rij 12 (gevonden: 2023-K4, ks.achterstand)" in message


def test_where_a_month_is_asked_a_quarter_is_refused(tiny: Path):
    """It is told what it is."""
    swap("inputs/maatregelen.csv", "taakstelling;2024-07;", "taakstelling;2024KW03;")(tiny)
    (message,) = told(check_round(tiny, catalogue_for).problems)
    assert message.endswith("kolom vanaf: dit is een kwartaal (gevonden: 2024KW03). Verwacht: een maand als JJJJ-MM.")


def test_the_day_by_which_excel_counts():
    """Day 1 is the first of 1900 and there was a day too many in that year: 2024 starts with 45,292."""
    assert day_of(45_292).isoformat() == "2024-01-01"
    assert seems("45292").start == Month(2024, 1)
    assert seems("2024-03 (v)").start == Month(2024, 3)
    assert seems("2024-03x") is None
    assert named_month("2024-03-31") == Month(2024, 3)
    assert period_of("2024-13") is None


def test_words_of_a_list_may_have_a_capital(tiny: Path):
    """``Voorlopig`` means what ``voorlopig`` does; another word stays refused."""
    add(REALISED, "2021-03;asiel.instroom_herhaald;12;Voorlopig;CBS")(tiny)
    assert load_round(tiny, catalogue_for).realisations["status"].iloc[-1] == "voorlopig"
    add(REALISED, "2021-04;asiel.instroom_herhaald;12;Vermoedelijk;CBS")(tiny)
    assert len(check_round(tiny, catalogue_for).problems) == 1


@pytest.mark.parametrize("text", ["-", "n.v.t.", "NVT", "–"])
def test_not_applicable_is_empty_only_where_a_cell_may_be_empty(text: str, tiny: Path):
    """The end of a measure may be left open; its start and a realised figure may not."""
    measure = f"M3;Open;taakstelling;2024-07;{text};plus;10;nee;;KS;Nog geen"
    add("inputs/maatregelen.csv", measure)(tiny)
    assert load_round(tiny, catalogue_for).measures["tot"].iloc[-1] == ""
    add(REALISED, f"2021-03;asiel.instroom_herhaald;{text};definitief;CBS")(tiny)
    (message,) = told(check_round(tiny, catalogue_for).problems)
    assert f"hier staat geen waarde (gevonden: {text})" in message


@pytest.mark.parametrize(("text", "value", "remarked"), [("1,2E+05", 120_000, True), ("1,2345E+04", 12_345, False)])
def test_a_number_that_excel_shortened_is_remarked(text: str, value: float, remarked: bool, tiny: Path):
    """Two digits of six are left of the first; of the second every digit is there."""
    add(REALISED, f"2021-03;asiel.instroom_herhaald;{text};definitief;CBS")(tiny)
    inputs = load_round(tiny, catalogue_for)
    assert inputs.realisations["waarde"].iloc[-1] == value
    said = [text for text in told(inputs.warnings) if "Excel schreef dit getal korter op" in text]
    assert len(said) == remarked
