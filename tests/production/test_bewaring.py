"""Detention against what survival says without months: a population followed moment by moment."""

from math import exp

import numpy as np
import pytest

from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Param, Plan, Series
from tests.support.chain.drawn_cases import case, drawn_parameters

CHAIN = chain_named("standaard")
DAYS = np.array([31.0, 29.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0])
MOMENTS = 4000
"""Per month: the error of following people moment by moment falls with its square."""


def detention(inflow: Array, duration: float, opening: float) -> dict[str, Array]:
    """Twelve months of article 59 with this monthly inflow and mean duration in days."""
    rng = np.random.default_rng(5)
    base = case(CHAIN, drawn_parameters(CHAIN, rng), rng, months=12)
    rows = base.rows
    series = {
        **base.series,
        Series("dagen"): padded(DAYS, rows),
        Param("bewaring_duur_art59"): np.full((rows, 1), duration),
        Plan("bewaring_art59", "instroom"): padded(inflow, rows),
    }
    data = ChainData(
        base.start,
        base.history,
        base.months,
        1,
        series,
        base.kernels,
        base.flows,
        {**base.opening, "dji.art59.bezetting": opening},
    )
    found = run(CHAIN, data)
    return {name: values[data.horizon, 0] for name, values in found.items() if name.startswith("dji.art59.")}


def padded(values: Array, rows: int) -> Array:
    return np.pad(values, (rows - len(values), 0), mode="edge")[:, None]


def followed(inflow: Array, duration: float, opening: float) -> dict[str, list[float]]:
    """Everybody leaves at a rate of 1 / duration per day; arrivals are spread evenly over the month."""
    inside, found = opening, {"bezetting": [], "uitstroom": [], "gemiddelde_bezetting": []}
    for arriving, days in zip(inflow, DAYS, strict=True):
        out = present = 0.0
        stay = exp(-days / MOMENTS / duration)
        for _ in range(MOMENTS):
            begin = inside
            inside = (inside + arriving / MOMENTS / 2) * stay + arriving / MOMENTS / 2
            out += begin + arriving / MOMENTS - inside
            present += (begin + inside) / 2 / MOMENTS
        found["bezetting"].append(inside)
        found["uitstroom"].append(out)
        found["gemiddelde_bezetting"].append(present)
    return found


@pytest.mark.parametrize(("duration", "opening"), [(50.0, 300.0), (6.0, 0.0), (200.0, 900.0)])
def test_detention_is_what_following_people_moment_by_moment_gives(duration: float, opening: float) -> None:
    inflow = np.array([200.0, 10.0, 0.0, 350.0, 190.0, 60.0, 220.0, 220.0, 5.0, 400.0, 100.0, 180.0])
    found = detention(inflow, duration, opening)
    for name, expected in followed(inflow, duration, opening).items():
        np.testing.assert_allclose(found[f"dji.art59.{name}"], expected, rtol=1e-6, err_msg=name)


def test_an_even_inflow_fills_as_many_places_as_inflow_per_day_times_duration() -> None:
    """DJI 2020: 2.357 people who stay 50 days each take 2.357 · 50 / 366 = 322 places, in months of any length."""
    found = detention(2357 * DAYS / 366, 50.0, 2357 * 50 / 366)
    assert found["dji.art59.gemiddelde_bezetting"] == pytest.approx(np.full(12, 321.99), abs=0.005)
    assert found["dji.art59.uitstroom"].sum() == pytest.approx(2357, rel=1e-12)
    assert found["dji.art59.gemiddelde_duur"] == pytest.approx(np.full(12, 50.0), rel=1e-12)
