"""No file of a round takes the check more than a moment: what is too large, wide, deep or no file at all is refused."""

import os
import time
from pathlib import Path

import pytest

from mpp_lib.inputs.check import MOST, check_round
from tests.support import tiny_round
from tests.support.breaking import Edit, add, messages, remove, swap, together, write

ROUND, PARAMETERS, TEXT = "round.yml", "inputs/parameters.csv", "text/samenvatting.md"
HEADER = "parameter;vanaf;mpp_scenario;waarde;eenheid;onzekerheid;eigenaar;bron;toelichting"
PATIENCE = 20.0
"""Seconds; each takes about one on a quiet machine, and took minutes or for ever."""
DEEP = (
    f"{TEXT}, regel 1: de tekst is te diep genest."
    " Verwacht: ten hoogste 20 lagen van citaten, lijsten of blokken, en 10 haken [ die openstaan."
)
NO_FILE = "dit is geen gewoon bestand. Verwacht: een bestand dat te lezen is."


def fifo(file: str) -> Edit:
    """Puts a pipe that nobody writes to in the place of a file."""
    return together(remove(file), lambda folder: os.mkfifo(folder / file))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            add(ROUND, "disclaimer: [" + "1," * 90_000 + "]"),
            "round.yml, regel 14: het bestand bevat te veel gegevens. Verwacht: ten hoogste 10000 sleutels en waarden.",
        ),
        (
            write(PARAMETERS, f"{HEADER}\n" + "\n" * 60_000),
            f"{PARAMETERS}: de tabel is te groot (gevonden: 60001 rijen). Verwacht: ten hoogste 50000 rijen.",
        ),
        (
            write(PARAMETERS, HEADER + ";x" * 500_000),
            f"{PARAMETERS}: de tabel is te groot (gevonden: 500009 kolommen). Verwacht: ten hoogste 100 kolommen.",
        ),
        (
            add(PARAMETERS, "x" * 5_000_000),
            f"{PARAMETERS}: het bestand is te groot (gevonden: 5000406 bytes). Verwacht: ten hoogste 5000000 bytes.",
        ),
        (write(TEXT, ">" * 10_000 + " [x]"), DEEP),
        (write(TEXT, "> " * 10_000 + "[x]"), DEEP),
        (write(TEXT, "- " * 10_000 + "[x]"), DEEP),
        (write(TEXT, "1. " * 10_000 + "[x]"), DEEP),
        (write(TEXT, "[" * 3_000), DEEP),
        (write(TEXT, "[" * 1_000 + "x" + "]{.bron}" * 1_000), DEEP),
        (write(TEXT, "::: {.bron}\n\n" * 1_000 + "x\n"), DEEP.replace("regel 1:", "regel 41:")),
        (write(TEXT, "\t" * 90_000), ""),
        (
            write(TEXT, "a\n" * 150_000),
            f"{TEXT}: het bestand is te groot (gevonden: 300000 bytes). Verwacht: ten hoogste 200000 bytes.",
        ),
        (
            swap(ROUND, "Kleine ronde", r'"Kleine \ud800 ronde"'),
            "round.yml, regel 2: de tekst bevat een teken dat niet te tonen is. Verwacht: alleen leesbare tekst.",
        ),
        *((fifo(file), f"{file}: {NO_FILE}") for file in (ROUND, PARAMETERS, TEXT, "decisions.yml")),
    ],
)
def test_what_is_too_much_is_refused_in_time(edit: Edit, message: str, tiny: Path):
    """One message (an empty file of words gives none), within the patience of a reader."""
    edit(tiny)
    start = time.monotonic()
    assert messages(tiny) == [message] * bool(message)
    assert time.monotonic() - start < PATIENCE


def test_a_thousand_problems_are_enough(tiny: Path):
    """Of twenty thousand rows about unknown parameters the first are told, and that there are more."""
    add(PARAMETERS, *(f"aandeel_spor{k};2024-01;;0,2;aandeel;;IND;x;" for k in range(20_000)))(tiny)
    found = list(map(str, check_round(tiny, tiny_round.catalogue_for).problems))
    assert found[MOST:] == ["2024-1: er zijn er meer dan hier staan. Verwacht: eerst deze hersteld."]
    assert len(set(found)) == MOST + 1
