"""Editions of the monitor that are refused, and what is taken."""

from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.edition.edition import Edition
from mpp_lib.inputs.edition.read_edition import check_edition, check_editions, load_edition
from mpp_lib.inputs.load import load_round
from tests.support.breaking import Break, add, remove, snapshot, swap, together, told, write
from tests.support.tiny_round import CATALOGUE, catalogue_for

MONTH = Month(2024, 4)
FOLDER = f"monitor/{MONTH}"
REALISATIONS = f"{FOLDER}/realisaties.csv"
TOPICS = f"{FOLDER}/onderwerpen.csv"
COMMENTARY = f"{FOLDER}/duiding.md"
UNKNOWN = f"{FOLDER}/onbekend.csv"
SAID = "periode;indicator;teken;reden;bron\n"
DELIVERED = """\
periode;indicator;waarde;status;bron
2024-01;asiel.instroom_eerste;2001,5;definitief;CBS
2024-02;asiel.instroom_eerste;2002.25;definitief;CBS
2024-03;asiel.instroom_eerste;2003;voorlopig;CBS
2024-K1;coa.bezetting;41000;definitief;COA
2024-02;ind.inwilligingspercentage;71,5%;definitief;IND
"""
ASKED = """\
onderwerp;indicator;vraag;gevraagd_door;datum
Bezetting;coa.bezetting;Waarom daalt zij?;COA;2024-04-10
Buurland;;;Werkgroep;10-4-2024
"""
WORDS = "Een rustig voorjaar.\n\n## coa.bezetting\n\nMinder instroom.\n\n## advies\n\nAfwachten.\n"


@pytest.fixture
def watched(tiny: Path) -> Path:
    """The small round with one edition."""
    for file, text in ((REALISATIONS, DELIVERED), (TOPICS, ASKED), (COMMENTARY, WORDS)):
        write(file, text)(tiny)
    return tiny


def found(folder: Path) -> list[str]:
    return told(problem for each in check_editions(folder, catalogue_for) for problem in each.problems)


def edition(folder: Path) -> Edition:
    return load_edition(folder, load_round(folder, catalogue_for).settings, MONTH, CATALOGUE)


BREAKS = (
    Break(
        "gat in een geleverde reeks",
        swap(REALISATIONS, "2024-02;asiel.instroom_eerste;2002.25;definitief;CBS\n", ""),
        (
            f"{REALISATIONS}, indicator asiel.instroom_eerste: de maandreeks mist 2024-02."
            " Verwacht: elke maand, of een rij per kwartaal of jaar; een cijfer dat er niet is in onbekend.csv.",
        ),
    ),
    Break(
        "negatief getal",
        swap(REALISATIONS, ";2003;", ";-2003;"),
        (
            f"{REALISATIONS}, rij 4, kolom waarde: asiel.instroom_eerste ligt buiten het bereik (gevonden: -2003)."
            " Verwacht: een getal van 0 of hoger.",
        ),
    ),
    Break(
        "onbekende indicator",
        swap(REALISATIONS, "coa.bezetting", "coa.bezeting"),
        (
            f"{REALISATIONS}, rij 5, kolom indicator: onbekende indicator (gevonden: coa.bezeting)."
            " Verwacht: een indicator van de keten; het meest lijkt coa.bezetting.",
        ),
    ),
    Break(
        "dubbele rij",
        add(REALISATIONS, "2024-01;asiel.instroom_eerste;2001;definitief;CBS"),
        (
            f"{REALISATIONS}, rij 7: dit staat ook al in rij 2 (gevonden: 2024-01, asiel.instroom_eerste)."
            " Verwacht: elke combinatie van periode en indicator één keer.",
        ),
    ),
    Break(
        "maand na de editie, ook als aanname",
        add(REALISATIONS, "2024-05;coa.bezetting;41000;aanname;COA"),
        (
            f"{REALISATIONS}, rij 7, kolom periode: de periode eindigt na de maand van deze editie 2024-04"
            " (gevonden: 2024-05). Verwacht: een periode tot en met 2024-04.",
        ),
    ),
    Break(
        "kwartaal dat nog niet om is",
        add(REALISATIONS, "2024-K2;coa.bezetting;41000;voorlopig;COA"),
        (
            f"{REALISATIONS}, rij 7, kolom periode: de periode eindigt na de maand van deze editie 2024-04"
            " (gevonden: 2024-K2). Verwacht: een periode tot en met 2024-04.",
        ),
    ),
    Break(
        "tekst in een getal",
        swap(REALISATIONS, ";2003;", ";circa 2003;"),
        (
            f"{REALISATIONS}, rij 4, kolom waarde: dit is geen getal (gevonden: circa 2003)."
            " Verwacht: een getal, of een percentage zoals 12,5%.",
        ),
    ),
    Break(
        "onbekende kolom",
        swap(REALISATIONS, "periode;indicator;waarde;status;bron\n", "periode;indicator;waarde;status;bron;oordeel\n"),
        (
            f"{REALISATIONS}, rij 1, kolom oordeel: onbekende kolom."
            " Verwacht: een kolom van dit bestand: bron, indicator, periode, status, waarde.",
        ),
    ),
    Break(
        "geen realisaties",
        remove(REALISATIONS),
        (f"{REALISATIONS}: het bestand ontbreekt. Verwacht: een CSV met periode;indicator;waarde;status;bron.",),
    ),
    Break(
        "over een maand na de editie, en onderdrukt met een cijfer",
        write(UNKNOWN, SAID + "2024-05;coa.bezetting;.;geen;COA\n2024-02;asiel.instroom_eerste;x;klein;CBS\n"),
        (
            f"{UNKNOWN}, rij 2, kolom periode: de periode eindigt na de laatste maand van de realisaties 2024-04"
            " (gevonden: 2024-05). Verwacht: een periode tot en met 2024-04.",
            f"{UNKNOWN}, rij 3, kolom teken: hiervan staat een cijfer in {REALISATIONS}, rij 3 (gevonden: x)."
            " Verwacht: dat cijfer of deze rij weg, of teken : of ~.",
        ),
    ),
    Break(
        "onderwerp over een onbekende indicator",
        swap(TOPICS, "coa.bezetting", "coa.bed"),
        (
            f"{TOPICS}, rij 2, kolom indicator: onbekende indicator (gevonden: coa.bed)."
            " Verwacht: een indicator van de keten; het meest lijkt coa.bezetting.",
        ),
    ),
    Break(
        "duiding onder een onbekende kop en twee keer",
        together(swap(COMMENTARY, "## advies", "## coa.bezeting"), add(COMMENTARY, "## coa.bezetting")),
        (
            f"{COMMENTARY}, regel 7: de kop noemt geen indicator (gevonden: ## coa.bezeting)."
            " Verwacht: een indicator van de keten of advies; het meest lijkt coa.bezetting.",
            f"{COMMENTARY}, regel 10: deze kop staat er twee keer (gevonden: ## coa.bezetting)."
            " Verwacht: elke indicator één keer.",
        ),
    ),
    Break(
        "persoonsnummer in de duiding",
        swap(COMMENTARY, "Minder instroom.", "Zaak 123456782."),
        (
            f"{COMMENTARY}, regel 5: de tekst bevat een getal dat een BSN kan zijn."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "bestand dat niemand leest",
        write(f"{FOLDER}/duidng.md", "tekst"),
        (
            f"{FOLDER}/duidng.md: dit bestand wordt niet gelezen."
            " Verwacht: een van realisaties.csv, onbekend.csv, onderwerpen.csv, duiding.md; het meest lijkt"
            " duiding.md.",
        ),
    ),
    Break(
        "map die geen editie is",
        write("monitor/april/realisaties.csv", DELIVERED),
        (
            "monitor/april: dit is geen editie van de monitor (gevonden: april)."
            " Verwacht: een map per editie met als naam een maand JJJJ-MM.",
        ),
    ),
    Break(
        "editie buiten de horizon",
        write("monitor/2026-01/realisaties.csv", DELIVERED),
        (
            "monitor/2026-01: deze maand ligt buiten de horizon (gevonden: 2026-01)."
            " Verwacht: een maand van 2024-01 tot en met 2025-12.",
        ),
    ),
    Break(
        "alles tegelijk",
        together(
            swap(REALISATIONS, "2024-02;asiel.instroom_eerste;2002.25;definitief;CBS\n", ""),
            swap(REALISATIONS, ";41000;", ";veel;"),
        ),
        (
            f"{REALISATIONS}, indicator asiel.instroom_eerste: de maandreeks mist 2024-02."
            " Verwacht: elke maand, of een rij per kwartaal of jaar; een cijfer dat er niet is in onbekend.csv.",
            f"{REALISATIONS}, rij 4, kolom waarde: dit is geen getal (gevonden: veel)."
            " Verwacht: een getal, of een percentage zoals 12,5%.",
        ),
    ),
)


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_broken_editions_are_refused(case: Break, watched: Path):
    """Broken editions give exactly these messages, cannot be loaded, and the folder stays as it was."""
    case.edit(watched)
    before = snapshot(watched)
    assert found(watched) == list(case.messages)
    assert snapshot(watched) == before


def test_a_broken_edition_does_not_touch_the_round(watched: Path):
    """The round itself is still right when an edition is not."""
    swap(REALISATIONS, ";2003;", ";-2003;")(watched)
    assert check_round(watched, catalogue_for).problems == ()
    with pytest.raises(InputError):
        edition(watched)


def test_decimals_and_words_are_taken_as_they_are(watched: Path):
    """Comma and point both make decimals; quarters, percentages, topics and commentary come through."""
    assert found(watched) == []
    read = edition(watched)
    assert read.realisations["waarde"].tolist() == [2001.5, 2002.25, 2003.0, 41000.0, 0.715]
    assert read.topics["indicator"].tolist() == ["coa.bezetting", ""]
    assert read.topics["datum"].tolist() == ["2024-04-10", "2024-04-10"]
    assert read.commentary.opening == "Een rustig voorjaar."
    assert dict(read.commentary.by_indicator) == {"coa.bezetting": "Minder instroom."}
    assert read.commentary.advice == "Afwachten."
    assert sorted(read.checksums) == sorted([REALISATIONS, TOPICS, COMMENTARY])


def test_a_total_that_differs_is_a_warning(watched: Path):
    """A total that is not the sum of its parts is said and not refused."""
    add(REALISATIONS, *(f"2024-01;asiel.instroom_{part};100;definitief;CBS" for part in ("herhaald", "nareis")))(
        watched
    )
    add(REALISATIONS, "2024-01;asiel.instroom_totaal;2300;definitief;CBS")(watched)
    checked = check_edition(watched, MONTH, None, CATALOGUE)
    assert checked.problems == ()
    assert told(checked.warnings)[:1] == [
        f"{REALISATIONS}, periode 2024-01: asiel.instroom_totaal wijkt af van de som van de delen"
        " (gevonden: 2300 tegen 2201,5)."
        " Verwacht: de som van asiel.instroom_eerste, asiel.instroom_herhaald, asiel.instroom_nareis."
    ]


def test_a_part_of_a_person_is_remarkable_here_too(watched: Path):
    """As in the round itself: of a definitive count, at its first row."""
    warned = told(check_edition(watched, MONTH, None, CATALOGUE).warnings)
    assert f"{REALISATIONS}, rij 2, kolom waarde: een definitief aantal heeft decimalen (2 rijen)" in warned[-1]


def test_an_edition_that_is_not_there_is_named(watched: Path):
    """Asking for another month names the editions that exist."""
    with pytest.raises(InputError) as refused:
        load_edition(watched, load_round(watched, catalogue_for).settings, Month(2024, 3), CATALOGUE)
    assert str(refused.value) == (
        "2024-1/monitor: deze editie van de monitor bestaat niet (gevonden: 2024-03)."
        " Verwacht: een editie die er is: 2024-04."
    )


@pytest.mark.parametrize("file", [UNKNOWN, "inputs/onbekend.csv"])
def test_a_month_that_is_not_there_is_no_gap_of_an_edition(file: str, watched: Path):
    """Whether the edition says so or its round does."""
    add(REALISATIONS, *(f"2024-{at};asiel.instroom_herhaald;100;definitief;CBS" for at in ("01", "03")))(watched)
    assert len(found(watched)) == 1
    write(file, f"{SAID}2024-01;coa.bezetting;.;geen;COA\n2024-02;asiel.instroom_herhaald;x;klein;CBS\n")(watched)
    assert found(watched) == []
    assert edition(watched).unknown["teken"].tolist() == [".", "x"]


def test_what_an_edition_has_is_not_unknown_any_more(watched: Path):
    """The round did not know it; its edition does, and a break stays one."""
    write("inputs/onbekend.csv", f"{SAID}2024-02;asiel.instroom_eerste;x;klein;CBS\n2024-01;coa.bezetting;:;n;COA\n")(
        watched
    )
    made = check_edition(watched, MONTH, None, CATALOGUE).edition
    assert made is not None
    assert made.unknown["teken"].tolist() == [":"]


def test_what_is_not_there_is_awaited_from_nobody(watched: Path):
    """An edition without figures is wrong, not late."""
    remove(REALISATIONS)(watched)
    (problem,) = [one for each in check_editions(watched, catalogue_for) for one in each.problems]
    assert problem.awaits == ""
