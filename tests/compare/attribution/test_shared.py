from dataclasses import replace
from pathlib import Path

import pytest

from mpp_lib.compare.attribution.shared import shared_indicators, shared_years, unshared
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


def without(round_: RoundResult, indicator: str) -> RoundResult:
    """The round made with a chain that doesn't know an indicator."""
    chain = object.__new__(type(round_.chain))
    for name, value in vars(round_.chain).items():
        if name in type(round_.chain).__dataclass_fields__:
            object.__setattr__(chain, name, value)
    object.__setattr__(chain, "nodes", tuple(node for node in round_.chain.nodes if node.id != indicator))
    return replace(round_, parts=replace(round_.parts, chain=chain))


def test_only_years_of_both_horizons_are_shared(result: RoundResult, previous: RoundResult) -> None:
    """Horizons from 2024 and from 2023 share 2024 and 2025."""
    assert shared_years(result, previous) == (2024, 2025)


def test_what_only_one_round_has_is_named(result: RoundResult, previous: RoundResult) -> None:
    """Indicators that came or went and years of one horizon are left out of the comparison and listed."""
    bare = without(previous, "asiel.herplaatsing")
    found = unshared(result, bare)
    assert (found.new_indicators, found.gone_indicators) == (("asiel.herplaatsing",), ())
    assert (found.new_years, found.gone_years) == ((2026,), (2023,))
    assert unshared(bare, result).gone_indicators == ("asiel.herplaatsing",)
    assert "asiel.herplaatsing" not in shared_indicators(result, bare)


def test_another_unit_is_not_compared(result: RoundResult, previous: RoundResult) -> None:
    """Persons are not subtracted from cases."""
    nodes = tuple(
        replace(node, unit="zaken") if node.id == "asiel.hervestiging" else node for node in previous.chain.nodes
    )
    other = replace(previous, parts=replace(previous.parts, chain=replace(previous.chain, nodes=nodes)))
    assert unshared(result, other).other_units == ("asiel.hervestiging",)
    assert "asiel.hervestiging" not in shared_indicators(result, other)
