"""The nearest valid name, and the mass that a truncation cuts off."""

import mpmath
import pytest

from mpp_lib.base import truncation
from mpp_lib.inputs.reading.nearest import expected_name, nearest


def test_the_nearest_name_is_found():
    """Also when capitals differ; a name like none of them has no nearest."""
    names = ("kans", "verwachting", "spreiding")
    assert nearest("Kanss", names) == "kans"
    assert nearest("xyz", names) is None


def test_without_a_nearest_name_the_first_few_are_listed():
    """A short list is shown whole, a long one says how many more there are."""
    assert expected_name("een kolom", "xyz", ("b", "a")) == "een kolom: a, b"
    many = [f"naam_{number:02d}" for number in range(20)]
    assert expected_name("een kolom", "xyz", many).endswith("naam_13, naam_14 (en nog 5)")
    assert expected_name("een kolom", "xyz", ()) == "een kolom"


@pytest.mark.parametrize(("mu", "sigma"), [(30000.0, 3000.0), (1.0, 2.0), (0.0, 5.0), (500.0, 20.0), (2.33, 1.0)])
def test_the_mass_below_zero_is_right(mu: float, sigma: float):
    """Φ(−μ/σ) against a reference of high precision, far in the tail too."""
    with mpmath.workdps(40):
        reference = mpmath.ncdf(-mpmath.mpf(mu) / mpmath.mpf(sigma))
    assert truncation.negative_mass(mu, sigma) == pytest.approx(float(reference), rel=1e-13)
