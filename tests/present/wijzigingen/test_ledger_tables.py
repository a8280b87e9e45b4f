"""The ledger with its effects, against numbers made up by hand."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.compare.changes.effects import LedgerEffects, Step
from mpp_lib.compare.changes.input_change import InputChange
from mpp_lib.compare.changes.ledger import Account, Line
from mpp_lib.present.wijzigingen.ledger_tables import NO_CHANGE, effects_table, ledger_table
from mpp_lib.present.wijzigingen.since_version import FIRST, since_version
from mpp_lib.production.open_round import open_round

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"
UNIT = ("parameters", "p")
CHANGES = (
    InputChange("inputs/parameters.csv", ("p", "2024-01", ""), "waarde", 0.5, 0.6),
    InputChange("inputs/experts.csv", (2025, "EUAA", "toets", ""), "oordeel", "hoger", "lager"),
)


def _line(row, partner, **cells):
    named = {
        "file": "inputs/parameters.csv",
        "key": "p/2024-01:waarde",
        "old": "0,5",
        "new": "0,6",
        "remark": "",
    } | cells
    return Line(row=row, day="2024-04-02", partner=partner, ground="telling", meeting="werkgroep", **named)


@pytest.fixture(scope="module")
def result():
    return open_round(ROUNDS / "_klein")


def _effects(steps, in_order, alone, after):
    """Of one figure, COA occupancy, which was 10,000 in both years: the same effect in every scenario."""
    lines = tuple(line for step in steps for line in step.lines)

    def spread(values):
        return np.array(values, dtype=float)[..., None] * np.ones(3)

    before = spread([[10_000.0, 10_000.0]])
    shaped = [spread([[row] for row in part]) if part else np.zeros((0, 1, 2, 3)) for part in (in_order, alone)]
    return LedgerEffects(
        Account(CHANGES, tuple(sorted(lines, key=lambda line: line.row))),
        ("coa.bezetting",),
        (2025, 2026),
        tuple(steps),
        *shaped,
        before,
        spread([after]),
    )


def test_effects_in_order_add_up_as_printed(result):
    """Rounded to tens each, they are the printed difference; alone they need not."""
    steps = [Step((_line(2, "IND"),), frozenset([UNIT])), Step((_line(3, "COA"),), frozenset([UNIT]))]
    made = _effects(steps, [[104.0, 0.0], [206.0, 50.0]], [[100.0, 0.0], [300.0, 60.0]], [10_310.0, 10_050.0])
    assert effects_table(result, made).texts() == [
        ["nr. 1, IND", "+100", "+100", "0", "0"],
        ["nr. 2, COA", "+210", "+300", "+50", "+60"],
        ["verschil met de vorige versie", "+310", "–", "+50", "–"],
    ]


def test_what_no_line_accounts_for_is_a_row(result):
    """The rest stands apart, so that the rows still add up."""
    made = _effects([Step((_line(2, "IND"),), frozenset([UNIT]))], [[100.0, 0.0]], [[100.0, 0.0]], [10_250.0, 10_000.0])
    assert [row[:2] for row in effects_table(result, made).texts()] == [
        ["nr. 1, IND", "+100"],
        ["wat geen regel noemt", "+150"],
        ["verschil met de vorige versie", "+250"],
    ]


def test_a_line_tells_its_effect_or_why_it_has_none(result):
    """Two that are measured together, one that no figure depends on, one on what did not change."""
    pair = Step((_line(2, "IND"), _line(4, "COA")), frozenset([UNIT]))
    past = Step((_line(5, "IND", key="q/2024-01"),), frozenset())
    idle = Step((_line(3, "BZ", file="inputs/experts.csv", key="*", old="", new=""),), frozenset())
    made = _effects(
        [idle, pair, past],
        [[0.0, 0.0], [120.0, 0.0], [0.0, 0.0]],
        [[0.0, 0.0], [120.0, 0.0], [0.0, 0.0]],
        [10_120.0, 10_000.0],
    )
    texts = ledger_table(result, made).texts()
    assert [row[-1] for row in texts] == [
        "samen met nr. 3",
        "raakt geen cijfer",
        "bezetting van de COA-opvang +120",
        NO_CHANGE,
    ]
    assert texts[0][:5] == [
        "1",
        "2 april 2024",
        "inputs/parameters.csv, p/2024-01:waarde: 0,5 → 0,6",
        "IND (werkgroep)",
        "telling",
    ]
    assert texts[1][2] == "inputs/experts.csv, alles"


def test_a_round_without_a_version_has_nothing_to_look_back_to(result):
    """It says so, and shows no table."""
    since = since_version(result)
    assert since.words == FIRST
    assert {since.numbers, since.inputs, since.ledger, since.effects} == {None}
