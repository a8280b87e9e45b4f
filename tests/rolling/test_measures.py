"""What measures do in the next round."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.base.months import Horizon, Month
from mpp_lib.production.layers import KINDS, Layer, layered
from mpp_lib.rolling.measures import measures

NEW = Horizon(2025, 2)
MARK = "te herijken: overgenomen van ronde 2024-2"
SOME_MONTH = st.sampled_from([str(month) for month in Horizon(2024, 3).months])


def test_a_measure_that_has_ended_goes():
    """One that runs on starts at the start."""
    rows = [
        {"id": "M1", "parameter": "p", "vanaf": "2024-01", "tot": "2024-12", "soort": "plus", "onderbouwing": ""},
        {"id": "M2", "parameter": "p", "vanaf": "2024-03", "tot": "2025-06", "soort": "plus", "onderbouwing": "x"},
        {"id": "M3", "parameter": "p", "vanaf": "2026-01", "tot": "", "soort": "plus", "onderbouwing": ""},
    ]
    made = measures(rows, NEW.start, "2024-2")
    assert [(row["id"], row["vanaf"], row["onderbouwing"]) for row in made] == [
        ("M2", "2025-01", f"x; {MARK}"),
        ("M3", "2026-01", MARK),
    ]


@st.composite
def rows_of_a_measure(draw):
    """Rows as a round has them: each from another month, on one parameter."""
    since = draw(st.lists(SOME_MONTH, min_size=1, max_size=5, unique=True))
    ends = [draw(st.sampled_from(["", max(month, draw(SOME_MONTH))])) for month in since]
    effects = draw(st.lists(st.integers(2, 9), min_size=len(since), max_size=len(since)))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=len(since), max_size=len(since)))
    return [
        {"id": "M", "parameter": "p", "vanaf": a, "tot": b, "soort": k, "effect": float(e), "onderbouwing": ""}
        for a, b, k, e in zip(since, ends, kinds, effects, strict=True)
    ]


def worked(rows) -> list[float]:
    """What they make of a parameter of one in the months of the new horizon."""
    layers = [
        Layer("p", Month.parse(r["vanaf"]), Month.parse(r["tot"]) if r["tot"] else None, r["soort"], r["effect"])
        for r in rows
    ]
    return layered(np.ones((len(NEW.months), 1)), NEW.months, layers)[:, 0].tolist()


@given(rows_of_a_measure())
def test_what_a_measure_does_stays_what_it_was(rows):
    """Also where several of its rows had started, which together cannot start in one month."""
    made = list(measures(rows, NEW.start, "2024-2"))
    assert worked(made) == worked(rows)
    places = [(row["id"], row["parameter"], row["vanaf"]) for row in made]
    assert len(set(places)) == len(places)
    assert all(str(NEW.start) <= row["vanaf"] for row in made)
