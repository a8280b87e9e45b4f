"""Ranges that are refused before anything is calculated."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, messages, snapshot, write

RANGES = "inputs/bereiken.csv"
HEADER = "invoer;vanaf;soort;laag;hoog;eigenaar;bron;toelichting\n"


def rows(*lines: str) -> str:
    """A file with these rows."""
    return HEADER + "".join(f"{line}\n" for line in lines)


BREAKS = (
    Break(
        "onbekende invoer",
        write(RANGES, rows("spoor4.capaciteiten;2024-01;factor;0,9;1,1;IND;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom invoer: onbekende invoer (gevonden: spoor4.capaciteiten). Verwacht: een"
            " parameter van de keten, een reeks van het plan of de duur van een verdeling; het meest lijkt"
            " spoor4.capaciteit.",
        ),
    ),
    Break(
        "parameter van de Prognose",
        write(RANGES, rows("kappa;2024-01;factor;0,9;1,1;APM;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom invoer: onbekende invoer (gevonden: kappa). Verwacht: een"
            " parameter van de keten, een reeks van het plan of de duur van een verdeling:"
            " aandeel_spoor1, aandeel_spoor2, beroepstermijn.duur, dublin_mob.duur, dublin_overdracht.duur,"
            " ir_capaciteit, spoor4.capaciteit,"
            " spoor4.inwilligingspercentage, taakstelling.",
        ),
    ),
    Break(
        "wie er nog is, duurt niet",
        write(RANGES, rows("verblijf.duur;2024-01;factor;0,9;1,1;BZ;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom invoer: verblijf zegt wie er na een aantal maanden nog is, en niet hoe"
            " lang iets duurt (gevonden: verblijf.duur). Verwacht: een verdeling over de tijd waarvan de aandelen"
            " optellen tot 1.",
        ),
    ),
    Break(
        "een verdeling duurt een aantal keren zo lang",
        write(RANGES, rows("beroepstermijn.duur;2024-01;plus;-1;1;RvdR;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom soort: een verdeling duurt een aantal keren zo lang; plus kan hier niet"
            " (gevonden: plus). Verwacht: factor.",
        ),
    ),
    Break(
        "buiten wat de invoer kan",
        write(RANGES, rows("aandeel_spoor1;2024-01;waarde;0,1;1,2;IND;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom hoog: aandeel_spoor1 ligt buiten het bereik (gevonden: 1,2)."
            " Verwacht: een"
            " getal van 0 tot en met 1.",
        ),
    ),
    Break(
        "een percentage van mensen",
        write(RANGES, rows("spoor4.capaciteit;2024-01;plus;-5%;10;IND;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom laag: een percentage past hier niet (gevonden: -5%). Verwacht:"
            " een getal in"
            " zaken per maand.",
        ),
    ),
    Break(
        "zonder breedte",
        write(RANGES, rows("aandeel_spoor1;2024-01;waarde;0,2;0,2;IND;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom hoog: het bereik heeft geen breedte (gevonden: 0,2). Verwacht: een getal"
            " boven laag, of geen rij.",
        ),
    ),
    Break(
        "andersom",
        write(RANGES, rows("aandeel_spoor1;2024-01;waarde;0,3;0,1;IND;aanname;")),
        ("inputs/bereiken.csv, rij 2: de cijfers lopen niet op (gevonden: 0,3; 0,1). Verwacht: laag ≤ hoog.",),
    ),
    Break(
        "een factor naar één kant",
        write(RANGES, rows("spoor4.capaciteit;2024-01;factor;1,1;1,3;IND;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom laag: het bereik ligt niet om de waarde van de ronde (gevonden: 1,1)."
            " Verwacht: ten hoogste 1: dan verandert er niets.",
        ),
    ),
    Break(
        "een optelling naar één kant",
        write(RANGES, rows("aandeel_spoor1;2024-01;plus;-10%;-5%;IND;aanname;")),
        (
            "inputs/bereiken.csv, rij 2, kolom hoog: het bereik ligt niet om de waarde van de ronde (gevonden: -5%)."
            " Verwacht: ten minste 0: dan verandert er niets.",
        ),
    ),
    Break(
        "na de horizon, zonder bron, met een ander woord",
        write(RANGES, rows("aandeel_spoor1;2026-01;keer;0,9;1,1;IND;;")),
        (
            "inputs/bereiken.csv, rij 2, kolom bron: de cel is leeg. Verwacht: een bron.",
            "inputs/bereiken.csv, rij 2, kolom soort: dit is hier geen geldige waarde (gevonden: keer). Verwacht: plus,"
            " factor of waarde.",
            "inputs/bereiken.csv, rij 2, kolom vanaf: deze maand ligt na de horizon (gevonden: 2026-01). Verwacht: een"
            " maand tot en met 2025-12.",
        ),
    ),
    Break(
        "twee keer hetzelfde, met een bron van later",
        write(
            RANGES,
            rows(
                "aandeel_spoor1;2024-01;plus;-0,1;0,1;IND;IND (04-2024);",
                "aandeel_spoor1;2024-01;plus;-0,1;0,2;IND;aanname;",
            ),
        ),
        (
            "inputs/bereiken.csv, rij 2, kolom bron: de bron is van na de peildatum 2024-03-15: 04-2024 (1"
            " rij) (gevonden:"
            " IND (04-2024)). Verwacht: de publicatie van uiterlijk die dag waar het cijfer in stond, of een"
            " aanname uit"
            " wat toen bekend was.",
            "inputs/bereiken.csv, rij 3: dit staat ook al in rij 2 (gevonden: aandeel_spoor1, 2024-01). Verwacht: elke"
            " combinatie van invoer en vanaf één keer.",
        ),
    ),
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_a_wrong_range_is_refused_in_words(broken: Break, tiny: Path) -> None:
    """Every message, and no other; nothing is written."""
    broken.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(broken.messages)
    assert snapshot(tiny) == before


def test_a_round_may_have_ranges_or_none(tiny: Path) -> None:
    """The file is not asked for; with sound rows it passes, a percentage for a share among them."""
    assert messages(tiny) == []
    share = "aandeel_spoor1;2024-01;plus;-5%;0,1;IND;aanname;"
    write(RANGES, rows(share, "spoor4.capaciteit;2025-01;waarde;1800;2200;IND;aanname;"))(tiny)
    assert messages(tiny) == []
