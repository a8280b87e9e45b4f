"""Ways of straying that are refused before anything is calculated."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, messages, snapshot, write

FILE = "inputs/onzekerheden.csv"
HEADER = "invoer;verdeling;in_de_tijd;groep;bron;toelichting\n"


def rows(*lines: str) -> str:
    """A file with these rows."""
    return HEADER + "".join(f"{line}\n" for line in lines)


BREAKS = (
    Break(
        "onbekende invoer",
        write(FILE, rows("aandeel_spoor3;normaal;constant;;aanname;")),
        (
            f"{FILE}, rij 2, kolom invoer: onbekende invoer (gevonden: aandeel_spoor3). Verwacht: een parameter van de"
            " keten, een reeks van het plan of de duur van een verdeling; het meest lijkt aandeel_spoor2.",
        ),
    ),
    Break(
        "een verdeling die van maand tot maand wijkt",
        write(FILE, rows("beroepstermijn.duur;normaal;per_jaar;;aanname;")),
        (
            f"{FILE}, rij 2, kolom in_de_tijd: de duur van een verdeling wijkt elke maand even ver af; per_jaar kan"
            " hier niet (gevonden: per_jaar). Verwacht: constant.",
        ),
    ),
    Break(
        "onbekende verdeling",
        write(FILE, rows("aandeel_spoor1;driehoek;constant;;aanname;")),
        (
            f"{FILE}, rij 2, kolom verdeling: dit is hier geen geldige waarde (gevonden: driehoek). Verwacht: normaal,"
            " lognormaal of logitnormaal.",
        ),
    ),
    Break(
        "een groep die niet samen beweegt",
        write(FILE, rows("aandeel_spoor1;normaal;constant;a;aanname;", "aandeel_spoor2;normaal;per_jaar;a;aanname;")),
        (
            f"{FILE}, rij 3, kolom in_de_tijd: groep a beweegt samen, maar niet op dezelfde wijze in de tijd (gevonden:"
            " per_jaar). Verwacht: constant.",
        ),
    ),
    Break(
        "een groep die heet als invoer die op zichzelf staat",
        write(FILE, rows("aandeel_spoor1;normaal;per_jaar;aandeel_spoor2;aanname;")),
        (
            f"{FILE}, rij 2, kolom groep: zo heet ook invoer, en die zou ongevraagd samen met deze bewegen (gevonden:"
            " aandeel_spoor2). Verwacht: een naam die geen invoer heeft.",
        ),
    ),
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_a_wrong_way_of_straying_is_refused_in_words(broken: Break, tiny: Path) -> None:
    """Every message, and no other; nothing is written."""
    broken.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(broken.messages)
    assert snapshot(tiny) == before
