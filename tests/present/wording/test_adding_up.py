import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.present.wording.adding_up import round_to_total, totals_of
from mpp_lib.production.chains import chain_named

amounts = st.lists(st.floats(-1e5, 1e5, allow_nan=False), min_size=1, max_size=8)


def test_largest_remainder_by_hand() -> None:
    """334, 333 and 333 in tens that make 1.000: the step that is missing goes to whom rounding down cost most."""
    assert round_to_total([334.0, 333.0, 333.0], 1000.0, 10.0) == [340.0, 330.0, 330.0]
    assert round_to_total([12.0, 29.0, 59.0], 100.0, 10.0) == [10.0, 30.0, 60.0]


@settings(deadline=None)
@given(amounts)
def test_rounded_parts_add_up_and_stay_within_a_step(parts: list[float]) -> None:
    """Whatever the parts, they sum to the rounded total and none moves a whole step."""
    total = math.floor(math.fsum(parts) / 10 + 0.5) * 10.0
    rounded = round_to_total(parts, total, 10.0)
    assert sum(rounded) == total
    assert all(abs(after - before) < 10 + 1e-6 for after, before in zip(rounded, parts, strict=True))
    assert all(value % 10 == 0 for value in rounded)


@pytest.mark.parametrize("parts", [[4.0, 4.0, 4.0], [26.0, 57.0, 18.0], [5.0, 15.0]])
def test_no_other_rounding_is_closer(parts: list[float]) -> None:
    """Among all ways to round up or down to the total, none has a smaller sum of squared changes."""
    total = math.floor(sum(parts) / 10 + 0.5) * 10
    choices = [(math.floor(part / 10) * 10, math.ceil(part / 10) * 10) for part in parts]
    reached = [choice for choice in product(*choices) if sum(choice) == total]
    costs = [sum((a - b) ** 2 for a, b in zip(choice, parts, strict=True)) for choice in reached]
    rounded = round_to_total(parts, float(total), 10.0)
    assert sum((a - b) ** 2 for a, b in zip(rounded, parts, strict=True)) == pytest.approx(min(costs))


def test_parts_that_are_no_parts_are_refused() -> None:
    """A total that the parts can't reach is not forced."""
    with pytest.raises(ValueError, match="telt ook afgerond niet op"):
        round_to_total([10.0, 20.0], 100.0, 10.0)


def test_totals_follow_from_the_declarations() -> None:
    """Sums in the chain are found; anything with a parameter, a difference or last month's stock in it is none."""
    totals = totals_of(chain_named("standaard"))
    parts = ("asiel.instroom_eerste", "asiel.instroom_herhaald", "asiel.instroom_nareis")
    assert totals["asiel.instroom_totaal"] == parts
    assert totals["coa.bezetting"] == ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig")
    assert "ind.spoor4.voorraad" not in totals
    assert "asiel.waarvan_amv" not in totals
