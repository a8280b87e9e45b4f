"""A year from its months, by every rule there is."""

import numpy as np
import pytest

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production.expression import Param, Ratio, Series, as_expr, ref
from mpp_lib.production.node import Node
from mpp_lib.production.yearly import by_year
from tests.support.chain import tiny

FIRST = [5.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
SECOND = [0.0, 7, 0, 0, 2, 0, 0, 0, 11, 0, 0, 4]
MONTHS = np.array([FIRST + SECOND, [10 * value for value in SECOND + FIRST]]).T
"""Two years of two draws: sums 54 and 24, Decembers 8 and 4, peaks 9 and 11."""


def node(aggregation: Aggregation) -> Node:
    return Node("x", "x", "asiel", "zaken", Series("x"), aggregation, "Proef.")


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        (Aggregation.FLOW, [[54, 240], [24, 540]]),
        (Aggregation.STOCK, [[8, 40], [4, 80]]),
        (Aggregation.TERM, [[8, 40], [4, 80]]),
        (Aggregation.PEAK, [[9, 110], [11, 90]]),
        (Aggregation.MEAN, [[4.5, 20], [2, 45]]),
    ],
)
def test_a_year_follows_from_its_months(aggregation: Aggregation, expected: list[list[float]]) -> None:
    found = by_year(tiny.chain([node(aggregation)]), {"x": MONTHS})
    assert found["x"].tolist() == expected
    assert aggregation.at_end == (found["x"].tolist() == MONTHS[11::12].tolist())


def test_a_percentage_is_the_ratio_of_the_years_sums_and_its_input_where_nothing_was_decided() -> None:
    share = Node("s", "s", "asiel", "aandeel", Ratio(ref("a"), ref("b"), Param("q")), Aggregation.RATIO, "Proef.")
    nodes = [tiny.outside("a"), tiny.outside("b"), share]
    granted, decided = [6.0, 0, 3] + [0.0] * 21, [8.0, 4, 12] + [0.0] * 21
    monthly = [0.75, 0, 0.25] + [0.9] * 9 + [0.3] * 11 + [0.2]
    months = {"a": granted, "b": decided, "s": monthly}
    found = by_year(tiny.chain(nodes), {name: np.array(values)[:, None] for name, values in months.items()})
    assert found["s"][:, 0].tolist() == [9 / 24, 0.2]


def test_a_percentage_without_parts_is_refused() -> None:
    lone = Node("s", "s", "asiel", "aandeel", as_expr(0.5), Aggregation.RATIO, "Proef.")
    with pytest.raises(TypeError, match=r"^s is een verhouding zonder teller en noemer$"):
        by_year(tiny.chain([lone]), {"s": np.ones((12, 1))})


def test_yearly_values_hold_on_to_no_months() -> None:
    """Or a hundred thousand draws would keep all their months, and blocks that share room would change them."""
    chain = tiny.chain([node(Aggregation.STOCK)])
    found = by_year(chain, {"x": MONTHS})["x"]
    assert not np.shares_memory(found, MONTHS)
