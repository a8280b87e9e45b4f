"""Every test is on one level, and the levels are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.levels import LEVELS, level_of


class Asked:
    """A test as pytest knows it: where it stands, what it asks for and what it runs."""

    def __init__(self, nodeid: str, fixtures: tuple[str, ...] = (), obj: object = None) -> None:
        self.nodeid, self.fixturenames, self.obj = nodeid, fixtures, obj


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        (Asked("tests/inputs/test_series.py::test_a"), "unit"),
        (Asked("tests/report/test_render_pdf.py::test_a"), "render"),
        (Asked("tests/present/test_figures.py::test_a", ("browser",)), "render"),
        (Asked("tests/cli/test_main.py::test_a", ("browser",)), "end_to_end"),
        (Asked("analysis/02_prognose.ipynb::Cell 0"), "end_to_end"),
    ],
)
def test_the_level_follows_from_place_and_fixtures(asked, level):
    """A command before a page, a page before a law."""
    assert level_of(asked) == level


def test_a_law_is_told_from_an_example():
    """A test that hypothesis feeds is a property."""
    assert level_of(Asked("tests/base/test_a.py::test_b", obj=given(st.integers())(lambda x: None))) == "property"


def test_every_collected_test_has_one_level(request):
    """No test is on two levels or on none."""
    for item in request.session.items:
        assert sum(item.get_closest_marker(level) is not None for level in LEVELS) == 1, item.nodeid
