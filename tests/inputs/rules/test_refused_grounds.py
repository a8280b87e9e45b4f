"""What is refused of why a series of the plan is as it is."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, messages, write

FILE = "registers/onderbouwingen.csv"
HEADER = "invoer;grondslag;eigenaar;bron;onderbouwing\n"
BREAKS = (
    Break(
        "een parameter",
        write(FILE, f"{HEADER}aandeel_spoor1;aanname;IND;aanname;Verzonnen.\n"),
        (
            f"{FILE}, rij 2, kolom invoer: van een parameter staat de onderbouwing in parameters.csv (gevonden:"
            " aandeel_spoor1). Verwacht: een reeks die de keten uit het plan neemt: spoor4.capaciteit,"
            " spoor4.inwilligingspercentage.",
        ),
    ),
    Break(
        "een reeks die er niet is",
        write(FILE, f"{HEADER}spoor4.capaciteiten;aanname;IND;aanname;Verzonnen.\n"),
        (
            f"{FILE}, rij 2, kolom invoer: onbekende invoer (gevonden: spoor4.capaciteiten). Verwacht: een reeks die de"
            " keten uit het plan neemt; het meest lijkt spoor4.capaciteit.",
        ),
    ),
    Break(
        "een reden van later",
        write(FILE, f"{HEADER}spoor4.capaciteit;schatting;IND;IND (04-2024);Verzonnen.\n"),
        (
            f"{FILE}, rij 2, kolom bron: de bron is van na de peildatum 2024-03-15: 04-2024 (1 rij) (gevonden: IND"
            " (04-2024)). Verwacht: de publicatie van uiterlijk die dag waar het cijfer in stond, of een aanname uit"
            " wat toen bekend was.",
        ),
    ),
    Break(
        "zonder reden, met een ander woord",
        write(FILE, f"{HEADER}spoor4.capaciteit;gevoel;IND;aanname;\n"),
        (
            f"{FILE}, rij 2, kolom grondslag: dit is hier geen geldige waarde (gevonden: gevoel). Verwacht: realisatie,"
            " afspraak, schatting of aanname.",
            f"{FILE}, rij 2, kolom onderbouwing: de cel is leeg. Verwacht: een onderbouwing.",
        ),
    ),
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_a_wrong_ground_is_refused_in_words(broken: Break, tiny: Path) -> None:
    broken.edit(tiny)
    assert messages(tiny) == list(broken.messages)


def test_a_round_may_say_why_a_series_is_as_it_is(tiny: Path) -> None:
    write(FILE, f"{HEADER}spoor4.capaciteit;afspraak;IND;brief van 10 januari;Zo is het afgesproken.\n")(tiny)
    assert messages(tiny) == []
