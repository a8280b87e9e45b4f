"""Personal data are refused at the door: a round holds aggregates, never people.

Refused are
- a column whose name says that it identifies people (v-nummer, bsn, naam, geboortedatum, adres, …), in any CSV file of
  ``inputs/`` and ``registers/``, the ones that partners delivered included;
- in free text: a number of nine digits standing by itself that passes the eleven-test of a BSN, a number of ten digits
  standing by itself (v-nummer, telephone), and any long number that a word like *bsn* or *v-nummer* announces;
- in a delivered CSV file: a column of ten or more different numbers of eight to ten digits, one in each row.

An e-mail address, a telephone number or a date of birth in free text is a remark.

Columns of numbers are not looked at: a count of nine digits is no BSN. A number that is part of a longer code (an
address, a document number with letters) is none either. The refusal never repeats the number itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mpp_lib.base.errors import Problem

PERSONAL_COLUMNS = frozenset(
    {
        "vnummer",
        "vnr",
        "vreemdelingnummer",
        "vreemdelingennummer",
        "bsn",
        "burgerservicenummer",
        "sofinummer",
        "crvnummer",
        "persoonsnummer",
        "persoonid",
        "naam",
        "achternaam",
        "voornaam",
        "voornamen",
        "volledigenaam",
        "geboortedatum",
        "geboorteplaats",
        "adres",
        "woonadres",
        "postcode",
        "telefoon",
        "telefoonnummer",
        "email",
        "emailadres",
        "paspoortnummer",
        "documentnummer",
        "cliëntnummer",
        "clientnummer",
    }
)
NO_PERSONS = "aantallen, geen gegevens over personen"
MIN_ROWS = 10
_ALONE = r"(?<![\w./=+-])({digits})(?![\w/=-]|[.,][0-9])"
_TEN_DIGITS = re.compile(_ALONE.format(digits="[0-9]{10}"))
_NINE_DIGITS = re.compile(_ALONE.format(digits="[0-9]{9}"))
_ANNOUNCED = re.compile(
    r"\b(bsn|burgerservicenummer|v-?\s?nummer|v-?nr)\b\D{0,15}[0-9](?:[ .]{0,2}[0-9]){7,9}(?![ .]?[0-9])", re.IGNORECASE
)
_IDENTIFIER = re.compile(r"[0-9]{8,10}")
_REMARKABLE = {
    "een e-mailadres": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "een telefoonnummer": re.compile(
        r"(?<![\w.,/-])(?:\+31|0031|0)[ -]?(?:\(0\)[ -]?)?[1-9](?:[ -]?[0-9]){8}(?![\w/-]|[.,][0-9])"
    ),
    "een geboortedatum": re.compile(
        r"\bgeb(?:oren|oortedatum|\.)\D{0,20}[0-9]{1,2}(?:[-/. ][0-9]{1,2}[-/. ]|\s\w+\s)[0-9]{4}", re.IGNORECASE
    ),
}


def is_personal_column(name: str) -> bool:
    """Whether a column's name says that it identifies people."""
    return re.sub(r"[\W_]", "", name.lower()) in PERSONAL_COLUMNS


def personal_column(file: str, name: str) -> Problem:
    """The refusal of such a column."""
    return Problem(file, f"rij 1, kolom {name}", "", "de kolom bevat persoonsgegevens", NO_PERSONS)


@lru_cache(maxsize=10_000)
def personal_number(text: str) -> str | None:
    """What kind of personal number a text seems to hold, in Dutch; None when it holds none.

    >>> personal_number("bron: 123456782")
    'een getal dat een BSN kan zijn'
    """
    if _ANNOUNCED.search(text):
        return "een BSN of v-nummer"
    if _TEN_DIGITS.search(text):
        return "een getal dat een v-nummer of telefoonnummer kan zijn"
    if any(passes_eleven_test(match[1]) for match in _NINE_DIGITS.finditer(text)):
        return "een getal dat een BSN kan zijn"
    return None


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a BSN: 9·d1 + 8·d2 + … + 2·d8 − d9 is a multiple of eleven, and not all are zero."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def personal_text(file: str, where: str, text: str) -> Iterator[Problem]:
    """The refusal of a text that seems to hold a personal number; the number itself is not repeated."""
    kind = personal_number(text)
    if kind:
        yield Problem(file, where, "", f"de tekst bevat {kind}", NO_PERSONS)


@lru_cache(maxsize=10_000)
def remarkable_words(text: str) -> tuple[str, ...]:
    """What in a text may lead to a person without identifying one by number, in Dutch.

    >>> remarkable_words("vragen: a.jansen@ind.nl of 06-12345678")
    ('een e-mailadres', 'een telefoonnummer')
    """
    return tuple(kind for kind, pattern in _REMARKABLE.items() if pattern.search(text))


def remark_on(file: str, where: str, text: str) -> Iterator[Problem]:
    """A remark for each; the words themselves are not repeated."""
    for kind in remarkable_words(text):
        yield Problem(file, where, "", f"de tekst bevat {kind}", NO_PERSONS)


def personal_table(file: str, records: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """The refusals of a delivered CSV file, whose columns this version does not know."""
    if not records:
        return
    header, rows = records[0], records[1:]
    for number, name in enumerate(header):
        cells = [row[number] for row in rows if len(row) > number and row[number]]
        if is_personal_column(name):
            yield personal_column(file, name)
        elif _row_per_person(cells):
            yield Problem(file, f"kolom {name}", "", "het bestand lijkt een rij per persoon te hebben", NO_PERSONS)
        else:
            yield from _personal_cells(file, name, number, rows)


def _personal_cells(file: str, name: str, number: int, rows: Sequence[Sequence[str]]) -> Iterator[Problem]:
    for row, cells in enumerate(rows, start=2):
        cell = cells[number] if len(cells) > number else ""
        if not _IDENTIFIER.fullmatch(cell):
            yield from personal_text(file, f"rij {row}, kolom {name}", cell)


def _row_per_person(cells: Sequence[str]) -> bool:
    numbers = [cell for cell in cells if _IDENTIFIER.fullmatch(cell)]
    return len(numbers) >= MIN_ROWS and len(set(numbers)) == len(cells)
