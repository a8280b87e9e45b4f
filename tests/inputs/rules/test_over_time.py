"""Figures that say something else of the same time are remarked on, with both, beyond what rounding can explain."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from tests.support import tiny_round
from tests.support.breaking import add, told

FILE = "inputs/realisaties.csv"


def said(tiny: Path, *rows: str) -> list[str]:
    add(FILE, *rows)(tiny)
    found = check_round(tiny, tiny_round.catalogue_for)
    assert found.problems == ()
    return [line.split(" Verwacht")[0] for line in told(found.warnings)]


@pytest.mark.parametrize(
    ("rows", "remarks"),
    [
        (
            ["2023-K4;asiel.instroom_eerste;1;voorlopig;x"],
            ["{cell}: asiel.instroom_eerste wijkt in 2023-K4 af van de som van de maanden of kwartalen"
             " (gevonden: 1 tegen 6033)."],
        ),
        (["2023-K4;asiel.instroom_eerste;6033;voorlopig;x"], []),
        (["2023-K4;asiel.instroom_eerste;6030;voorlopig;x"], []),
        (["2023-K4;asiel.instroom_eerste;6000;voorlopig;x"], []),
        (
            ["2023-K4;asiel.instroom_eerste;6100;voorlopig;x"],
            ["{cell}: asiel.instroom_eerste wijkt in 2023-K4 af van de som van de maanden of kwartalen"
             " (gevonden: 6100 tegen 6033)."],
        ),
        (
            [f"2023-K{quarter};asiel.instroom_herhaald;100;voorlopig;x" for quarter in (1, 2, 3, 4)]
            + ["2023;asiel.instroom_herhaald;4001;voorlopig;x"],
            ["{cell}: asiel.instroom_herhaald wijkt in 2023 af van de som van de maanden of kwartalen"
             " (gevonden: 4001 tegen 400)."],
        ),
        (
            ["2023;coa.bezetting;61248;voorlopig;x"],
            ["{cell}: coa.bezetting wijkt in 2023 af van de stand van 2023-12 (gevonden: 61248 tegen 39999,5)."],
        ),
        (["2023-K4;coa.bezetting;40000;voorlopig;x", "2023;coa.bezetting;40000;raming;circa"], []),
        (["2023-K1;asiel.instroom_herhaald;200,6443827;voorlopig;x",
          "2023-K2;asiel.instroom_herhaald;734,0888752;voorlopig;x",
          "2023-K3;asiel.instroom_herhaald;164,6892613;voorlopig;x",
          "2023-K4;asiel.instroom_herhaald;372,6705791;voorlopig;x",
          "2023;asiel.instroom_herhaald;1472,0930983;voorlopig;x"], []),
        (["2022;coa.bezetting;1;voorlopig;x", "2023-K3;coa.bezetting;2;voorlopig;x"], []),
    ],
)  # fmt: skip
def test_a_longer_period_is_held_against_its_shorter_ones(tiny: Path, rows: list[str], remarks: list[str]):
    """A flow against their sum, a stock against the last of them; nothing where one of them is not there."""
    text = (tiny / FILE).read_text("utf-8")
    cell = f"{FILE}, rij {text.count(chr(10)) + len(rows)}, kolom waarde"
    assert said(tiny, *rows) == [line.format(cell=cell) for line in remarks]


@pytest.mark.parametrize(
    ("value", "said_of"), [(300, "minder dan"), (400, ""), (1300, ""), (1400, ""), (1500, "veel meer dan past bij")]
)
def test_a_year_is_held_against_the_months_there_are(tiny: Path, value: int, said_of: str):
    """Eight months of 50: no less than these 400, and the other four are no more than five times as many each."""
    rows = [f"2022-{month:02d};asiel.instroom_herhaald;50;voorlopig;x" for month in range(1, 9)]
    remarks = said(tiny, *rows, f"2022;asiel.instroom_herhaald;{value};voorlopig;x")
    name = "asiel.instroom_herhaald"
    expected = f"{name} is in 2022 {said_of} de 8 maanden die er zijn (gevonden: {value} tegen 400)."
    assert [line.split(": ", 1)[1] for line in remarks] == ([expected] if said_of else [])


def test_a_total_is_held_against_parts_in_another_form(tiny: Path):
    """The year of the total, the quarters of one part, the months of none: 2.000 is not 100 + 200 + 300."""
    rows = [
        "2022;asiel.instroom_totaal;2001;voorlopig;x",
        *(f"2022-K{quarter};asiel.instroom_eerste;25;voorlopig;x" for quarter in (1, 2, 3, 4)),
        *(f"2022-K{quarter};asiel.instroom_nareis;50;voorlopig;x" for quarter in (1, 2, 3, 4)),
        "2022;asiel.instroom_herhaald;300;voorlopig;x",
    ]
    assert said(tiny, *rows) == [
        f"{FILE}, periode 2022: asiel.instroom_totaal wijkt af van de som van de delen (gevonden: 2001 tegen 600)."
    ]
