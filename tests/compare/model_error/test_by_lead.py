"""How large errors are as far ahead as they were, by hand."""

from math import sqrt

import pytest

from mpp_lib.compare.model_error.by_lead import leads
from mpp_lib.compare.model_error.residuals import Residual


def test_errors_are_told_as_they_were_and_after_a_year() -> None:
    """Two of the second year, off 1.5 and 2 times what they would be after one; one of the first, fitted."""
    near = Residual("een", 2023, 0.1, inflation=4.0, freedom=0.5)
    far = [Residual("een", 2024, 0.3, times=1.5, ahead=2), Residual("twee", 2024, -0.4, times=2.0, ahead=2)]
    first, second = leads([far[0], near, far[1]])
    assert (first.ahead, first.n, first.spread, first.after_a_year) == (1, 1, pytest.approx(0.2), pytest.approx(0.2))
    assert (second.ahead, second.n, second.indicators) == (2, 2, 2)
    assert second.spread == pytest.approx(sqrt((0.45**2 + 0.8**2) / 2))
    assert second.after_a_year == pytest.approx(sqrt((0.3**2 + 0.4**2) / 2))
    assert second.interval is None


def test_nothing_has_no_leads() -> None:
    assert leads([]) == ()
