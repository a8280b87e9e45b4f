"""What is said of figures that are not there: what is refused of it, and what it permits."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from tests.support.breaking import Break, add, messages, snapshot, swap, together, told, write
from tests.support.tiny_round import catalogue_for

UNKNOWN, REALISATIONS = "inputs/onbekend.csv", "inputs/realisaties.csv"
HEADER = "periode;indicator;teken;reden;bron\n"
AUGUST = "2023-08;asiel.instroom_eerste;2008;definitief;CBS"
"""The series begins in October: with August in front it lacks September."""


def rows(*lines: str) -> str:
    """A file with these rows."""
    return HEADER + "".join(f"{line}\n" for line in lines)


BREAKS = (
    Break(
        "ander teken",
        write(UNKNOWN, rows("2023-06;coa.bezetting;-;geen telling;COA")),
        (f"{UNKNOWN}, rij 2, kolom teken: dit is hier geen geldige waarde (gevonden: -). Verwacht: ., x, : of ~.",),
    ),
    Break(
        "onbekende indicator",
        write(UNKNOWN, rows("2023-06;coa.bezeting;.;geen telling;COA")),
        (
            f"{UNKNOWN}, rij 2, kolom indicator: onbekende indicator (gevonden: coa.bezeting)."
            " Verwacht: een indicator van de keten; het meest lijkt coa.bezetting.",
        ),
    ),
    Break(
        "na de laatste gerealiseerde maand",
        write(UNKNOWN, rows("2024-03;coa.bezetting;.;nog geen telling;COA")),
        (
            f"{UNKNOWN}, rij 2, kolom periode: de periode eindigt na de laatste maand van de realisaties 2024-02"
            " (gevonden: 2024-03). Verwacht: een periode tot en met 2024-02.",
        ),
    ),
    Break(
        "zonder reden",
        write(UNKNOWN, rows("2023-06;coa.bezetting;.;;COA")),
        (f"{UNKNOWN}, rij 2, kolom reden: de cel is leeg. Verwacht: een reden.",),
    ),
    Break(
        "twee keer",
        write(UNKNOWN, rows("2023-06;coa.bezetting;.;geen telling;COA", "2023-06;coa.bezetting;x;klein;COA")),
        (
            f"{UNKNOWN}, rij 3: dit staat ook al in rij 2 (gevonden: 2023-06, coa.bezetting)."
            " Verwacht: elke combinatie van periode en indicator één keer.",
        ),
    ),
    Break(
        "onderdrukt, en toch een cijfer",
        write(UNKNOWN, rows("2023-12;asiel.instroom_eerste;x;klein;CBS")),
        (
            f"{UNKNOWN}, rij 2, kolom teken: hiervan staat een cijfer in {REALISATIONS}, rij 4 (gevonden: x)."
            " Verwacht: dat cijfer of deze rij weg, of teken : of ~.",
        ),
    ),
    Break(
        "reeksbreuk waar geen cijfer is",
        write(UNKNOWN, rows("2019-06;coa.bezetting;:;nieuwe telling;COA")),
        (
            f"{UNKNOWN}, rij 2, kolom periode: over deze periode staat geen cijfer van coa.bezetting in"
            f" {REALISATIONS} (gevonden: 2019-06). Verwacht: een periode met een cijfer, of teken . of x.",
        ),
    ),
    Break(
        "een ander gat dan de maand die er niet is",
        together(
            add(REALISATIONS, AUGUST.replace("08", "07")), write(UNKNOWN, rows("2023-09;asiel.instroom_eerste;.;x;CBS"))
        ),
        (
            f"{REALISATIONS}, indicator asiel.instroom_eerste: de maandreeks mist 2023-08. Verwacht: elke maand, of"
            " een rij per kwartaal of jaar; een cijfer dat er niet is in onbekend.csv.",
        ),
    ),
    Break(
        "de keten begint ermee",
        together(
            swap(REALISATIONS, "2023-12;ind.voorraad;40000;raming;IND\n", ""),
            write(UNKNOWN, rows("2023-12;ind.voorraad;.;niet gepubliceerd;IND")),
        ),
        (
            f"{REALISATIONS}, indicator ind.voorraad: de beginstand ontbreekt; dat cijfer is er niet ({UNKNOWN})."
            " Verwacht: een waarde voor 2023-12, hier met status aanname.",
        ),
    ),
    Break(
        "de Prognose rekent ermee",
        together(
            swap(REALISATIONS, "2024-01;asiel.instroom_eerste;2001;definitief;CBS\n", ""),
            write(UNKNOWN, rows("2024-01;asiel.instroom_eerste;x;klein;CBS")),
        ),
        (
            f"{REALISATIONS}, indicator asiel.instroom_eerste: deze gerealiseerde maanden ontbreken: 2024-01."
            " Verwacht: elke maand van 2024-01 t/m 2024-02, niet met status aanname; van 2024-01 is er geen cijfer:"
            " zet realised_until daarvoor.",
        ),
    ),
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_what_is_wrong_is_refused_in_words(broken: Break, tiny: Path) -> None:
    """Every message, and no other; nothing is written."""
    broken.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(broken.messages)
    assert snapshot(tiny) == before


@pytest.mark.parametrize("period", ["2023-09", "2023-K3", "2023"])
def test_a_month_that_is_not_there_is_no_gap(period: str, tiny: Path) -> None:
    """Also where a longer period is named: the months of it that have a figure keep it."""
    add(REALISATIONS, AUGUST)(tiny)
    assert len(messages(tiny)) == 1
    write(UNKNOWN, rows(f"{period};asiel.instroom_eerste;x;de bron onderdrukt kleine aantallen;CBS"))(tiny)
    assert messages(tiny) == []
    inputs = check_round(tiny, catalogue_for).inputs
    assert inputs is not None
    assert inputs.unknown["teken"].tolist() == ["x"]
    assert UNKNOWN in inputs.checksums


def test_an_assumption_may_stand_for_what_is_not_there(tiny: Path) -> None:
    """It fills the opening, and the figure is as unknown as it was."""
    swap(REALISATIONS, "2023-12;ind.voorraad;40000;raming;IND", "2023-12;ind.voorraad;40000;aanname;schatting")(tiny)
    write(UNKNOWN, rows("2023-12;ind.voorraad;.;niet gepubliceerd;IND"))(tiny)
    assert messages(tiny) == []


@pytest.mark.parametrize("sign", [":", "~"])
def test_a_break_and_what_is_not_scored_keep_their_figure(sign: str, tiny: Path) -> None:
    """They say something of a figure that is there."""
    write(UNKNOWN, rows(f"2023-12;asiel.instroom_eerste;{sign};andere telling;CBS"))(tiny)
    assert messages(tiny) == []


def test_a_source_of_after_the_cutoff_is_refused_here_too(tiny: Path) -> None:
    """As of every table: nothing in a round is younger than it."""
    write(UNKNOWN, rows("2023-06;coa.bezetting;.;geen telling;COA (04-2024)"))(tiny)
    (said,) = told(check_round(tiny, catalogue_for).problems)
    assert "de bron is van na de peildatum" in said
