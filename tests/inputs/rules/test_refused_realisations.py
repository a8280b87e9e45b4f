"""Realisations that are refused."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from tests.support import tiny_round
from tests.support.breaking import Break, add, messages, snapshot, swap, together, told, write

REALISATIONS = "inputs/realisaties.csv"

BREAKS = (
    Break(
        "gat in de maandreeks",
        swap(REALISATIONS, "2023-12;asiel.instroom_eerste;2012;definitief;CBS\n", ""),
        (
            "inputs/realisaties.csv, indicator asiel.instroom_eerste: de maandreeks mist 2023-12."
            " Verwacht: elke maand, of een rij per kwartaal of jaar; een cijfer dat er niet is in onbekend.csv.",
        ),
    ),
    Break(
        "onbekende indicator",
        swap(REALISATIONS, "2022;ind.voorraad", "2022;ind.vooraad"),
        (
            "inputs/realisaties.csv, rij 9, kolom indicator: onbekende indicator (gevonden: ind.vooraad)."
            " Verwacht: een indicator van de keten; het meest lijkt ind.voorraad.",
        ),
    ),
    Break(
        "dubbele rij",
        add(REALISATIONS, "2024-01;asiel.instroom_eerste;2001;definitief;CBS"),
        (
            "inputs/realisaties.csv, rij 14: dit staat ook al in rij 5 (gevonden: 2024-01,"
            " asiel.instroom_eerste)."
            " Verwacht: elke combinatie van periode en indicator één keer.",
        ),
    ),
    Break(
        "negatieve waarde",
        swap(REALISATIONS, ";2012;", ";-2012;"),
        (
            "inputs/realisaties.csv, rij 4, kolom waarde: asiel.instroom_eerste ligt buiten het bereik"
            " (gevonden: -2012)."
            " Verwacht: een getal van 0 of hoger.",
        ),
    ),
    Break(
        "aandeel boven 1",
        swap(REALISATIONS, ";72%;", ";72;"),
        (
            "inputs/realisaties.csv, rij 13, kolom waarde: ind.inwilligingspercentage ligt buiten het bereik"
            " (gevonden: 72)."
            " Verwacht: een getal van 0 tot en met 1.",
        ),
    ),
    Break(
        "percentage bij personen",
        swap(REALISATIONS, ";2012;", ";20%;"),
        (
            "inputs/realisaties.csv, rij 4, kolom waarde: een percentage past hier niet (gevonden: 20%)."
            " Verwacht: een getal in personen.",
        ),
    ),
    Break(
        "maand na de laatste gerealiseerde",
        add(REALISATIONS, "2024-03;asiel.instroom_eerste;2003;voorlopig;CBS"),
        (
            "inputs/realisaties.csv, rij 14, kolom periode: de periode eindigt na de laatste gerealiseerde"
            " maand 2024-02 (gevonden: 2024-03)."
            " Verwacht: een periode tot en met 2024-02, of status aanname.",
        ),
    ),
    Break(
        "jaar dat nog niet om is",
        add(REALISATIONS, "2024;ind.voorraad;50000;raming;IND"),
        (
            "inputs/realisaties.csv, rij 14, kolom periode: de periode eindigt na de laatste gerealiseerde"
            " maand 2024-02 (gevonden: 2024)."
            " Verwacht: een periode tot en met 2024-02, of status aanname.",
        ),
    ),
    Break(
        "onbekende status",
        swap(REALISATIONS, ";raming;", ";geschat;"),
        (
            "inputs/realisaties.csv, rij 10, kolom status: dit is hier geen geldige waarde (gevonden:"
            " geschat)."
            " Verwacht: definitief, voorlopig, raming of aanname.",
        ),
    ),
    Break(
        "lege bron",
        swap(REALISATIONS, "2012;definitief;CBS", "2012;definitief;"),
        ("inputs/realisaties.csv, rij 4, kolom bron: de cel is leeg. Verwacht: een bron.",),
    ),
    Break(
        "periode verkeerd geschreven",
        swap(REALISATIONS, "2023-K4;", "2023-Q5;"),
        (
            "inputs/realisaties.csv, rij 12, kolom periode: dit is geen periode (gevonden: 2023-Q5)."
            " Verwacht: een maand JJJJ-MM, een kwartaal JJJJ-Kn of een jaar JJJJ.",
        ),
    ),
    Break(
        "Excel maakte een datum",
        swap(REALISATIONS, "2023-12;coa.bezetting", "dec-23;coa.bezetting"),
        (
            "inputs/realisaties.csv, rij 11, kolom periode: Excel heeft hier een datum van gemaakt"
            " (gevonden: dec-23)."
            " Verwacht: 2023-12; maak de kolom in Excel eerst op als Tekst.",
        ),
    ),
    Break(
        "beginstand ontbreekt",
        swap(REALISATIONS, "2023-12;ind.voorraad;40000;raming;IND\n", ""),
        (
            "inputs/realisaties.csv, indicator ind.voorraad: de beginstand ontbreekt."
            " Verwacht: een waarde voor 2023-12 (mag met status aanname).",
        ),
    ),
    Break(
        "beginstand per jaar",
        swap(REALISATIONS, "2023-12;ind.voorraad", "2023;ind.voorraad"),
        (
            "inputs/realisaties.csv, indicator ind.voorraad: de beginstand ontbreekt."
            " Verwacht: een waarde voor 2023-12 (mag met status aanname).",
        ),
    ),
    Break(
        "verleden van een stroom te kort",
        together(
            swap(REALISATIONS, "2023-10;asiel.instroom_eerste;2010;definitief;CBS\n", ""),
            swap(REALISATIONS, "2023-11;asiel.instroom_nareis;800;voorlopig;CBS\n", ""),
        ),
        (
            "inputs/realisaties.csv, indicator asiel.instroom_eerste: van de maanden voor de horizon mist"
            " 2023-10."
            " Verwacht: elke maand van 2023-10 t/m 2023-12 (mag met status aanname).",
            "inputs/realisaties.csv, indicator asiel.instroom_nareis: van de maanden voor de horizon mist"
            " 2023-11."
            " Verwacht: elke maand van 2023-11 t/m 2023-12 (mag met status aanname).",
        ),
    ),
    Break(
        "deel groter dan geheel",
        swap(REALISATIONS, "39.999,5", "40001"),
        (
            "inputs/realisaties.csv, periode 2023-12: de beginstand van coa.bezetting is te hoog (gevonden:"
            " 40001 tegen 40000)."
            " Verwacht: ten hoogste die van ind.voorraad.",
        ),
    ),
    Break(
        "gerealiseerde maand is aanname",
        swap(
            REALISATIONS, "2024-02;asiel.instroom_eerste;2002;definitief", "2024-02;asiel.instroom_eerste;2002;aanname"
        ),
        (
            "inputs/realisaties.csv, indicator asiel.instroom_eerste: deze gerealiseerde maanden ontbreken:"
            " 2024-02."
            " Verwacht: elke maand van 2024-01 t/m 2024-02, niet met status aanname.",
        ),
    ),
    Break(
        "kop zonder rijen",
        write(REALISATIONS, "periode;indicator;waarde;status;bron\n"),
        (
            "inputs/realisaties.csv, indicator asiel.instroom_eerste: deze gerealiseerde maanden ontbreken:"
            " 2024-01 t/m 2024-02."
            " Verwacht: elke maand van 2024-01 t/m 2024-02, niet met status aanname.",
            "inputs/realisaties.csv, indicator asiel.instroom_eerste: van de maanden voor de horizon mist"
            " 2023-10 t/m 2023-12."
            " Verwacht: elke maand van 2023-10 t/m 2023-12 (mag met status aanname).",
            "inputs/realisaties.csv, indicator asiel.instroom_nareis: van de maanden voor de horizon mist"
            " 2023-11 t/m 2023-12."
            " Verwacht: elke maand van 2023-11 t/m 2023-12 (mag met status aanname).",
            "inputs/realisaties.csv, indicator coa.bezetting: de beginstand ontbreekt."
            " Verwacht: een waarde voor 2023-12 (mag met status aanname).",
            "inputs/realisaties.csv, indicator ind.voorraad: de beginstand ontbreekt."
            " Verwacht: een waarde voor 2023-12 (mag met status aanname).",
        ),
    ),
)


def test_part_of_a_person_in_a_definitive_count_is_remarked_on(tiny: Path):
    """Nobody is counted in part; a share and an assumption may have decimals."""
    swap(REALISATIONS, ";2010;definitief;", ";2010,5;definitief;")(tiny)
    found = check_round(tiny, tiny_round.catalogue_for)
    assert found.inputs is not None
    assert told(found.warnings) == [
        "inputs/realisaties.csv, rij 2, kolom waarde: een definitief aantal heeft decimalen (1 rij) (gevonden: 2010,5)."
        " Verwacht: hele personen, of een andere status."
    ]


def test_two_counts_of_a_stock_a_year_apart_are_no_gap(tiny: Path):
    """A stock is known when it was counted; an opening that nobody counted is still asked for."""
    add(REALISATIONS, "2022-12;coa.bezetting;50000;raming;COA", "2022-12;ind.voorraad;30000;raming;IND")(tiny)
    assert messages(tiny) == []
    text = (tiny / REALISATIONS).read_text("utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("2023-12;coa.bezetting")]
    (tiny / REALISATIONS).write_text("".join(kept) + "2024-01;coa.bezetting;51000;raming;COA\n", "utf-8")
    assert messages(tiny) == [
        "inputs/realisaties.csv, indicator coa.bezetting: de beginstand ontbreekt."
        " Verwacht: een waarde voor 2023-12 (mag met status aanname)."
    ]


def test_thousands_after_a_comma_are_refused(tiny: Path):
    """In an English spreadsheet ``2,010`` is two thousand and ten."""
    swap(REALISATIONS, ";2010;definitief;", ";2,010;definitief;")(tiny)
    assert messages(tiny) == [
        "inputs/realisaties.csv, rij 2, kolom waarde: de komma kan duizendtallen of decimalen scheiden"
        " (gevonden: 2,010). Verwacht: 2010 of 2,0100."
    ]


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_broken_realisations_are_refused(case: Break, tiny: Path):
    """Broken realisations give exactly these messages, and the folder stays as it was."""
    case.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(case.messages)
    assert snapshot(tiny) == before
