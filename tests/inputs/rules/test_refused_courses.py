"""Ways from one value to the next that are refused."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, messages, snapshot, write

COURSES = "inputs/verloop.csv"


def rows(*lines: str) -> str:
    """A file with these rows."""
    return "parameter;verloop;toelichting\n" + "".join(f"{line}\n" for line in lines)


BREAKS = (
    Break(
        "onbekende parameter",
        write(COURSES, rows("aandeel_spoor3;lineair;")),
        (
            "inputs/verloop.csv, rij 2, kolom parameter: onbekende parameter (gevonden: aandeel_spoor3). Verwacht: een"
            " parameter van de keten; het meest lijkt aandeel_spoor2.",
        ),
    ),
    Break(
        "een reeks per halfjaar",
        write(COURSES, rows("taakstelling;lineair;")),
        (
            "inputs/verloop.csv, rij 2, kolom verloop: taakstelling geldt per halfjaar en loopt niet van de ene waarde"
            " naar de andere (gevonden: lineair). Verwacht: trap, of geen rij.",
        ),
    ),
    Break(
        "een ander woord, en twee keer dezelfde",
        write(COURSES, rows("aandeel_spoor1;glad;", "aandeel_spoor1;trap;")),
        (
            "inputs/verloop.csv, rij 2, kolom verloop: dit is hier geen geldige waarde (gevonden: glad). Verwacht: trap"
            " of lineair.",
            "inputs/verloop.csv, rij 3: dit staat ook al in rij 2 (gevonden: aandeel_spoor1). Verwacht: elk"
            " parameter één keer.",
        ),
    ),
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_a_wrong_course_is_refused_in_words(broken: Break, tiny: Path) -> None:
    """Every message, and no other; nothing is written."""
    broken.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(broken.messages)
    assert snapshot(tiny) == before


def test_a_round_may_say_how_a_parameter_runs_or_not(tiny: Path) -> None:
    """The file is not asked for; a step may be said to be one, also of what is given per half-year."""
    assert messages(tiny) == []
    write(COURSES, rows("aandeel_spoor1;lineair;Per jaar.", "taakstelling;trap;"))(tiny)
    assert messages(tiny) == []
