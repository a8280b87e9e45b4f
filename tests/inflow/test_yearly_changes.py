"""Yearly changes in two kinds, and the chance of each, against numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from mpp_lib.inflow.component import components
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.yearly_changes import change_chances, two_kinds, yearly_changes

TOTALS = {
    2014: 29891.0, 2015: 58880.0, 2016: 31642.0, 2017: 31327.0, 2018: 30380.0, 2019: 29435.0, 2020: 19100.0,
    2021: 36620.0, 2022: 47991.0, 2023: 49892.0, 2024: 45640.0,
}  # fmt: skip


def test_published_totals_fall_in_two_kinds():
    """Of ten changes five were 1% to 8,5%, five 31% to 97%: 2015, 2016, 2020, 2021 and 2022."""
    kinds = two_kinds(yearly_changes(TOTALS))
    assert list(kinds.small) == [2017, 2018, 2019, 2023, 2024]
    assert list(kinds.large) == [2015, 2016, 2020, 2021, 2022]
    assert kinds.most_small == pytest.approx(0.0852, abs=1e-4)
    assert kinds.least_large == pytest.approx(0.3105, abs=1e-4)
    assert kinds.most_large == pytest.approx(0.9698, abs=1e-4)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {2020: 0.01, 2021: 0.02, 2022: 0.9},
        {2018: 0.08, 2019: -0.10, 2020: 0.17, 2021: -0.27, 2022: 0.44, 2023: -0.55},
        {2020: 0.0001, 2021: 0.0002, 2022: 0.011, 2023: -0.012},
    ],
    ids=["niets", "een grote is geen soort", "geleidelijk", "onder een procent"],
)
def test_no_kinds_where_changes_run_on(changes: dict[int, float]):
    """Nothing, one outlier, sizes that run on, and differences below 1% give no two kinds."""
    assert two_kinds(changes) is None


@given(st.dictionaries(st.integers(2000, 2030), st.floats(-0.9, 3.0), max_size=12))
def test_kinds_part_the_changes(changes: dict[int, float]):
    """Every change is in one kind, and each large one exceeds each small one by the factor that parts them."""
    kinds = two_kinds(changes)
    if kinds is not None:
        assert dict(kinds.small) | dict(kinds.large) == changes
        assert len(kinds.small) >= 2
        assert len(kinds.large) >= 2
        assert kinds.least_large >= 2.5 * max(kinds.most_small, 0.01) * (1 - 1e-12)


def test_the_chance_of_each_kind_is_that_of_the_mixture():
    """N(40.000, 5.000) after a year of 38.000, with kinds up to 8,52% and from 31,05% on."""
    kinds = two_kinds(yearly_changes(TOTALS))
    mixture = Mixture(np.array([1.0]), components(np.array([40_000.0]), np.array([5_000.0]), np.array([False])))
    chances = change_chances(mixture, 38_000.0, kinds)

    def within(size: float) -> float:
        low, high = (ndtr((38_000 * factor - 40_000) / 5_000) for factor in (1 - size, 1 + size))
        return float(high - low)

    small, large = abs(45640 / 49892 - 1), 47991 / 36620 - 1
    assert chances.small == pytest.approx(within(small), abs=1e-9)
    assert chances.large == pytest.approx(1 - within(large), abs=1e-9)
    assert chances.small + chances.between + chances.large == pytest.approx(1)
