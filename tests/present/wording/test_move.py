"""Parts of a difference are printed so that they add up, and what is said of it follows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.base.dutch import round_half_up
from mpp_lib.compare.attribution.change import Change
from mpp_lib.present.wording.move import Move, largest, printed_move, reason
from mpp_lib.present.wording.printed_values import difference

PARTS = st.lists(st.floats(-5e4, 5e4), min_size=1, max_size=6)
NAMES = {"eerste": "het eerste", "tweede": "het tweede", "derde": "het derde"}


@given(st.floats(0, 2e5), PARTS)
def test_printed_parts_add_up_to_the_printed_difference(before: float, parts: list[float]) -> None:
    """Each a multiple of ten, none a whole step from its value, together what a reader finds by subtraction."""
    after = before + sum(parts)
    named = {str(place): part for place, part in enumerate(parts)}
    shown = printed_move(Change("coa.bezetting", "medio", 2024, before, after, named), "personen").parts
    assert sum(shown.values()) == pytest.approx(difference(before, after, "personen"), abs=1e-6)
    for place, part in enumerate(parts):
        assert shown[str(place)] == round_half_up(shown[str(place)], 10)
        assert abs(shown[str(place)] - part) < 10 + 1e-6


def moved(after: float, **parts: float) -> Move:
    return Move("coa.bezetting", 2024, "personen", 50_000.0, after, parts)


@pytest.mark.parametrize(
    ("move", "text"),
    [
        (moved(50_900, eerste=1_200, derde=-300), "vooral door het eerste (+1.200)"),
        (moved(49_000, eerste=-400, tweede=-600), "vooral door het tweede (−600)"),
        (
            moved(50_100, tweede=-2_000, eerste=1_500, derde=600),
            "vooral door het eerste (+1.500), ondanks het tweede (−2.000)",
        ),
        (moved(50_000, eerste=700, derde=-700), ""),
    ],
)
def test_the_reason_is_the_largest_part_along_the_difference(move: Move, text: str) -> None:
    """A larger part against it is named too; without a difference there is no reason."""
    assert reason(move, NAMES) == text


def test_the_largest_part_whatever_its_sign() -> None:
    """By size; nothing of nothing."""
    assert largest({"eerste": 300.0, "derde": -400.0}) == "derde"
    assert largest({}) == ""
