"""What is drawn over the density of a year."""

from dataclasses import replace

import pytest

from mpp_lib.present.prognose.density import experts_of
from mpp_lib.production.run import RoundResult


@pytest.mark.parametrize(
    ("scope", "drawn"), [("Nederland", True), (" nederland ", True), ("", True), ("EU+", False), ("Europa", False)]
)
def test_only_figures_for_the_netherlands_are_drawn(scope: str, drawn: bool, result: RoundResult) -> None:
    """A figure for another area would stand beside a density it says nothing of."""
    experts = result.inputs.experts
    one = experts[experts["midden"].notna()].head(1).assign(bereik=scope)
    changed = replace(result, inputs=replace(result.inputs, experts=one))
    found = experts_of(changed, int(one["jaar"].iloc[0]))
    assert [(view.low, view.middle, view.high) for view in found] == ([(30_000.0, 38_000.0, 47_000.0)] if drawn else [])
