"""Which way steps moved a figure: counted by hand, with the closed form of the interval where all go one way."""

import pytest

from mpp_lib.compare.changes.directions import Directions, Moved, directions
from mpp_lib.compare.changes.ledger import Line

FIGURE = "coa.bezetting"


def line(partner: str, file: str = "inputs/parameters.csv", meeting: str = "werkgroep") -> Line:
    return Line(2, "2024-06-01", file, "a", "", "", partner, "telling", meeting, "")


def steps(*moved: tuple[float, tuple[str, ...]]) -> list[Moved]:
    """A step for each effect and the partners whose lines it holds."""
    return [Moved(tuple(map(line, partners)), FIGURE, "in_volgorde", effect) for effect, partners in moved]


def of(found: tuple[Directions, ...], group: str, member: str) -> Directions:
    (one,) = [each for each in found if (each.group, each.member) == (group, member)]
    return one


def test_up_down_and_nothing_are_counted_apart():
    """Three up, one down, one of a millionth of a millionth: three of four, and the sizes added."""
    found = directions(steps((5.0, ("IND",)), (1.0, ("IND",)), (2.0, ("IND",)), (-9.0, ("IND",)), (1e-12, ("IND",))))
    one = of(found, "partner", "IND")
    assert (one.up, one.down, one.none, one.share) == (3, 1, 1, 0.75)
    assert one.together == pytest.approx(-1.0)


def test_a_step_of_two_partners_counts_once_with_each():
    """And once among all; two lines of one partner in one step are one step."""
    found = directions(steps((4.0, ("IND", "COA", "COA"))))
    assert [of(found, "partner", name).up for name in ("COA", "IND")] == [1, 1]
    assert of(found, "alle", "").up == 1


@pytest.mark.parametrize("n", [1, 5, 6])
def test_all_one_way_has_the_interval_of_clopper_and_pearson(n):
    """All of n up: from (α/2)^(1/n) to 1; only from six on that leaves out a half."""
    one = of(directions(steps(*[(1.0, ("IND",))] * n)), "partner", "IND")
    assert (one.interval.low, one.interval.high) == (pytest.approx(0.025 ** (1 / n)), 1.0)
    assert (one.interval.low > 0.5) is (n >= 6)


def test_without_a_direction_there_is_no_share():
    """A step that moves the figure nowhere tells nothing of a share."""
    one = of(directions(steps((0.0, ("IND",)))), "partner", "IND")
    assert (one.up, one.down, one.none, one.share, one.interval) == (0, 0, 1, None, None)
