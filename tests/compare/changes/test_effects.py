"""What each line of the ledger does, against runs of the whole round with that change made by hand."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.compare.changes.effects import LedgerEffects, ledger_effects
from mpp_lib.compare.changes.mixed_inputs import MixedInputs, Unit
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import Parts
from tests.support.changed_round import swap, two_versions, write_ledger

FIGURES = ("asiel.instroom_totaal", "ind.asiel.voorraad", "coa.bezetting")
PARAMETER = ("inputs/parameters.csv", "uitval_spoor4;2024-01;;0,012;", "uitval_spoor4;2024-01;;0,02;")
SCENARIO = (
    "inputs/scenarios.csv",
    "2026;doorgaan;Het beeld van het afgelopen jaar houdt aan.;0,5;37000;",
    "2026;doorgaan;Het beeld van het afgelopen jaar houdt aan.;0,5;39500;",
)
ADOPTED = ("inputs/gehanteerd.csv", "2025;medio;41000;", "2025;medio;42500;")
MEASURE = ("inputs/maatregelen.csv", "plus;60;nee;;RvdR", "plus;60;ja;schatting;RvdR")
REALISED = ("inputs/realisaties.csv", "2024-02;asiel.instroom_eerste;", "2024-02;asiel.instroom_eerste;1")
CHANGES = (PARAMETER, SCENARIO, ADOPTED, MEASURE, REALISED)
LINES = (
    "2024-04-02;inputs/parameters.csv;uitval_spoor4/2024-01:waarde;0,012;0,02;IND;nieuwe telling;werkgroep;",
    "2024-04-03;inputs/scenarios.csv;2026/doorgaan;37000;39500;COA;hogere verwachting;werkgroep;",
    "2024-04-04;inputs/gehanteerd.csv;2025/*;;;COA;afronding;werkgroep;",
    "2024-04-05;inputs/maatregelen.csv;M1/*;;;IND;afspraak;werkgroep;",
    "2024-04-06;inputs/realisaties.csv;2024-02/asiel.*;;;IND;herziene telling;werkgroep;",
)


def _figures(folder: Path) -> np.ndarray:
    """Yearly values of the figures as the round itself gives them [figures, years, 3]."""
    result = open_round(folder)
    return np.array([result.years[name] for name in FIGURES])


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory) -> tuple[LedgerEffects, list[np.ndarray], list[np.ndarray]]:
    """The measured effects; the round with the first 0, 1, 2 … changes made; and with only the first, the second …"""
    base = tmp_path_factory.mktemp("versies")
    old, new = two_versions(base)
    before = _figures(old)
    grown = [before]
    for change in CHANGES:
        swap(new, *change)
        grown.append(_figures(new))
    write_ledger(new, *LINES)
    alone = []
    for place, change in enumerate(CHANGES):
        _, single = two_versions(base / f"alleen{place}")
        swap(single, *change)
        alone.append(_figures(single))
    return ledger_effects(open_round(new), open_round(old), FIGURES), grown, alone


def test_in_order_each_line_does_what_the_round_does_when_it_joins(by_hand):
    """A line's effect is the round with it and all before it, less the round with those before it."""
    effects, grown, _ = by_hand
    assert [len(step.lines) for step in effects.steps] == [1, 1, 1, 1, 1]
    assert np.allclose(effects.in_order, np.diff(grown, axis=0), rtol=1e-9, atol=1e-9)
    assert np.abs(effects.in_order).max(axis=(1, 2, 3)).min() > 1, "elke wijziging verschuift een cijfer"


def test_alone_each_line_does_what_it_does_to_the_earlier_version(by_hand):
    """A line alone is the earlier version with that one change, less the earlier version."""
    effects, grown, alone = by_hand
    assert np.allclose(effects.alone, np.array(alone) - grown[0], rtol=1e-9, atol=1e-9)


def test_effects_in_order_add_up_to_the_difference(by_hand):
    """The lines together are the difference between the two result tables; nothing is left."""
    effects, grown, _ = by_hand
    assert np.allclose(effects.in_order.sum(axis=0), grown[-1] - grown[0], rtol=1e-9, atol=1e-9)
    assert np.abs(effects.rest).max() < 1e-9


def test_lines_on_one_parameter_are_measured_together(tmp_path):
    """Two lines in one unit are one step, in the place of the last of them; a line on experts moves nothing."""
    old, new = two_versions(tmp_path)
    swap(new, *PARAMETER)
    swap(new, *ADOPTED)
    write_ledger(
        new,
        "2024-04-02;inputs/parameters.csv;uitval_spoor4/2024-01;0,012;0,015;IND;eerste telling;werkgroep;",
        "2024-04-03;inputs/gehanteerd.csv;2025/medio;41000;42500;COA;afronding;werkgroep;",
        "2024-04-04;inputs/parameters.csv;uitval_spoor4/2024-01;0,015;0,02;IND;tweede telling;werkgroep;",
    )
    effects = ledger_effects(open_round(new), open_round(old), FIGURES)
    assert [[line.row for line in step.lines] for step in effects.steps] == [[3], [2, 4]]
    assert np.abs(effects.rest).max() < 1e-9


def test_what_no_line_covers_is_the_rest(tmp_path):
    """Without a line for the second change its effect is left over, whole."""
    old, new = two_versions(tmp_path)
    swap(new, *PARAMETER)
    halfway = _figures(new)
    swap(new, *ADOPTED)
    write_ledger(new, LINES[0])
    effects = ledger_effects(open_round(new), open_round(old), FIGURES)
    assert np.allclose(effects.rest, _figures(new) - halfway, rtol=1e-9, atol=1e-9)


def test_other_realised_months_are_one_whole(tmp_path):
    """A version that knows a month more differs as a whole: one step, which is the difference."""
    old, new = two_versions(tmp_path)
    swap(old, "round.yml", 'realised_until: "2024-03"', 'realised_until: "2024-02"')
    realised = old / "inputs" / "realisaties.csv"
    rows = realised.read_text(encoding="utf-8").splitlines(keepends=True)
    realised.write_text("".join(row for row in rows if not row.startswith("2024-03;")), encoding="utf-8")
    swap(new, *PARAMETER)
    write_ledger(
        new,
        LINES[0],
        "2024-04-06;round.yml;realised_until;2024-02;2024-03;IND;nieuwe maand;werkgroep;",
        "2024-04-06;inputs/realisaties.csv;*;;;IND;nieuwe maand;werkgroep;",
    )
    effects = ledger_effects(open_round(new), open_round(old), FIGURES)
    assert [len(step.lines) for step in effects.steps] == [3]
    assert np.allclose(effects.in_order[0], effects.after - effects.before, rtol=1e-9, atol=1e-9)


def test_words_beside_a_figure_cost_no_run(tmp_path, monkeypatch):
    """Another source or remark moves nothing, and the chain is run for what does alone."""
    old, new = two_versions(tmp_path)
    swap(new, *PARAMETER)
    source = "nareis_inreis;2024-01;;0,88;aandeel;;APM;aanname: verzonnen voor de toets;"
    swap(new, PARAMETER[0], source, f"{source}nagelopen")
    line = "2024-04-01;inputs/parameters.csv;nareis_inreis/*;;;IND;nagelopen;werkgroep;"
    write_ledger(new, line, LINES[0])
    ran = []

    def counted(self: MixedInputs, taken: frozenset[Unit]) -> Parts:
        ran.append(taken)
        return parts(self, taken)

    parts = MixedInputs.parts
    monkeypatch.setattr(MixedInputs, "parts", counted)
    effects = ledger_effects(open_round(new), open_round(old), FIGURES)
    assert ran == [frozenset(), {("parameters", "uitval_spoor4")}]
    assert not effects.in_order[0].any()
    assert np.abs(effects.in_order[1]).max() > 1
    assert np.allclose(effects.in_order.sum(axis=0), effects.after - effects.before, rtol=1e-9, atol=1e-9)
