from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.present.drawing.labels import spread, text_width
from mpp_lib.present.drawing.style import house_style

label_sets = st.lists(st.tuples(st.floats(-50, 50), st.floats(0.5, 4)), min_size=1, max_size=7)


def test_labels_that_have_room_stay_where_they_are() -> None:
    """Nothing moves without need."""
    assert spread([0.0, 10.0, 4.0], [2.0, 2.0, 2.0], -20, 20) == [0.0, 10.0, 4.0]


def test_two_labels_at_one_place_share_the_distance() -> None:
    """Both give way equally; the first given stands lowest."""
    assert spread([5.0, 5.0], [2.0, 2.0], 0, 10) == [4.0, 6.0]


def test_labels_stay_inside_when_they_fit() -> None:
    """A label at the edge is pushed in, and takes its neighbour along."""
    assert spread([0.0, 0.5], [2.0, 2.0], 0, 10) == [1.0, 3.0]
    assert spread([10.0], [4.0], 0, 10) == [8.0]


def test_labels_that_do_not_fit_are_centred() -> None:
    """Too many labels keep their distance and stick out equally on both sides."""
    assert spread([1.0, 1.0, 1.0], [2.0, 2.0, 2.0], 0, 4) == [0.0, 2.0, 4.0]


@settings(deadline=None)
@given(label_sets)
def test_labels_never_overlap_and_keep_their_order(labels: list[tuple[float, float]]) -> None:
    """Neighbours are at least their half sizes apart, in the order of what they name."""
    targets, sizes = [target for target, _ in labels], [size for _, size in labels]
    placed = sorted(zip(spread(targets, sizes, -100, 100), targets, sizes, strict=True))
    for (low, first, size), (high, second, next_size) in pairwise(placed):
        assert high - low >= (size + next_size) / 2 - 1e-6
        assert first <= second


@pytest.mark.parametrize("targets", [[3.0, 3.0, 4.0], [0.0, 1.0, 9.0], [2.0, 5.0, 5.0]])
def test_no_grid_of_other_places_is_nearer(targets: list[float]) -> None:
    """On a grid of quarters no placement without overlap has a smaller sum of squared moves."""
    grid = [k / 4 for k in range(41)]
    allowed = [places for places in product(grid, repeat=3) if all(b - a >= 2 for a, b in pairwise(places))]
    inside = [places for places in allowed if places[0] >= 1 and places[-1] <= 9]
    best = min(sum((a - b) ** 2 for a, b in zip(places, targets, strict=True)) for places in inside)
    placed = spread(targets, [2.0, 2.0, 2.0], 0, 10)
    assert sum((a - b) ** 2 for a, b in zip(placed, targets, strict=True)) <= best + 1e-9


def test_text_is_measured_in_the_shipped_letter() -> None:
    """A longer text is wider, a heavier one too, and twice the size is twice the width."""
    with house_style():
        assert text_width("maximum") > text_width("medio")
        assert text_width("medio", weight="semibold") > text_width("medio")
        assert text_width("medio", 17) == pytest.approx(2 * text_width("medio", 8.5), rel=0.02)
