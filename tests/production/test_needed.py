"""What is calculated for some figures alone is what it is among all."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production.engine import run
from mpp_lib.production.expression import OlderThan, TimeInStock
from mpp_lib.production.needed import needed
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


@pytest.mark.parametrize("kind", [*Aggregation, None])
def test_years_of_what_is_asked(result: RoundResult, kind: Aggregation | None) -> None:
    """The last of every kind by itself, and all of them at once: the same to the last digit."""
    of_kind = [node.id for node in result.chain.nodes if kind in (None, node.aggregation)]
    names = of_kind if kind is None else of_kind[-1:]
    used = needed(result.chain, tuple(names), monthly=False)
    rows = run(result.chain, result.data, used)
    found = by_year(result.chain, {name: values[result.data.horizon] for name, values in rows.items()}, names)
    for name in names:
        np.testing.assert_array_equal(found[name], result.years[name], err_msg=name)
    assert (len(rows) < len(result.chain.nodes)) == (kind is not None)


def test_months_of_what_is_asked(result: RoundResult) -> None:
    names = [node.id for node in result.chain.nodes if isinstance(node.formula, OlderThan | TimeInStock)]
    rows = run(result.chain, result.data, needed(result.chain, tuple(names), monthly=True))
    for name in names:
        np.testing.assert_array_equal(rows[name], result.rows[name], err_msg=name)
