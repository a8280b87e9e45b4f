from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.compare.attribution.changes import COLUMNS, changes, shared_years, unshared
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"


@pytest.fixture(scope="module")
def result() -> RoundResult:
    """2024 to 2026."""
    return open_round(ROUNDS / "_klein")


@pytest.fixture(scope="module")
def previous(result: RoundResult) -> RoundResult:
    """2023 to 2025."""
    found = open_previous(result)
    assert found is not None
    return found


def with_values(round_: RoundResult, indicator: str, monthly: float) -> RoundResult:
    """The round with one indicator the same in every month and scenario."""
    rows = dict(round_.rows)
    rows[indicator] = np.full_like(rows[indicator], monthly)
    return replace(round_, rows=rows)


def without(round_: RoundResult, indicator: str) -> RoundResult:
    """The round made with a chain that doesn't know an indicator."""
    chain = object.__new__(type(round_.chain))
    for name, value in vars(round_.chain).items():
        if name in type(round_.chain).__dataclass_fields__:
            object.__setattr__(chain, name, value)
    object.__setattr__(chain, "nodes", tuple(node for node in round_.chain.nodes if node.id != indicator))
    return replace(round_, parts=replace(round_.parts, chain=chain))


def test_a_difference_by_hand(result: RoundResult, previous: RoundResult) -> None:
    """1.200 a month instead of 1.000 is 14.400 a year instead of 12.000: 2.400 more, 20%; a stock is its last month."""
    now, then = (
        with_values(round_, "asiel.instroom_herhaald", amount)
        for round_, amount in ((result, 1200.0), (previous, 1000.0))
    )
    now, then = with_values(now, "coa.bezetting", 60000.0), with_values(then, "coa.bezetting", 75000.0)
    table = changes(now, then).set_index(["indicator", "scenario", "periode"])
    flow = table.loc[("asiel.instroom_herhaald", "minimum", "2025")]
    assert flow.to_list() == pytest.approx([12000.0, 14400.0, 2400.0, 20.0])
    stock = table.loc[("coa.bezetting", "maximum", "2024")]
    assert stock.to_list() == pytest.approx([75000.0, 60000.0, -15000.0, -20.0])


def test_only_shared_years_are_compared(result: RoundResult, previous: RoundResult) -> None:
    """Horizons from 2024 and from 2023 share 2024 and 2025, for every indicator in every scenario."""
    table = changes(result, previous)
    assert shared_years(result, previous) == (2024, 2025)
    assert tuple(table.columns) == COLUMNS
    assert set(table["periode"]) == {"2024", "2025"}
    assert len(table) == len(result.chain.nodes) * 3 * 2


def test_nothing_has_no_percentage(result: RoundResult, previous: RoundResult) -> None:
    """From zero there is no percentage; from below zero it has the sign of the change."""
    now = with_values(with_values(result, "asiel.herplaatsing", 5.0), "ks.achterstand", -50.0)
    then = with_values(with_values(previous, "asiel.herplaatsing", 0.0), "ks.achterstand", -100.0)
    table = changes(now, then).set_index(["indicator", "scenario", "periode"])
    nothing = table.loc[("asiel.herplaatsing", "medio", "2024")]
    assert nothing["verschil"] == pytest.approx(60.0)
    assert np.isnan(nothing["verschil_pct"])
    assert table.loc[("ks.achterstand", "medio", "2024"), "verschil_pct"] == pytest.approx(50.0)


def test_a_round_does_not_differ_from_itself(result: RoundResult) -> None:
    """Every difference is exactly zero."""
    assert (changes(result, result)["verschil"] == 0).all()


def test_what_only_one_round_has_is_named(result: RoundResult, previous: RoundResult) -> None:
    """Indicators that came or went and years of one horizon are left out of the comparison and listed."""
    bare = without(previous, "asiel.herplaatsing")
    found = unshared(result, bare)
    assert (found.new_indicators, found.gone_indicators) == (("asiel.herplaatsing",), ())
    assert (found.new_years, found.gone_years) == ((2026,), (2023,))
    assert unshared(bare, result).gone_indicators == ("asiel.herplaatsing",)
    assert "asiel.herplaatsing" not in set(changes(result, bare)["indicator"])


def test_another_unit_is_not_compared(result: RoundResult, previous: RoundResult) -> None:
    """Persons are not subtracted from cases."""
    nodes = tuple(
        replace(node, unit="zaken") if node.id == "asiel.hervestiging" else node for node in previous.chain.nodes
    )
    other = replace(previous, parts=replace(previous.parts, chain=replace(previous.chain, nodes=nodes)))
    assert unshared(result, other).other_units == ("asiel.hervestiging",)
    assert "asiel.hervestiging" not in set(changes(result, other)["indicator"])
