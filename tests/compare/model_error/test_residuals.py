"""Which errors are counted, and for how much."""

from dataclasses import replace
from math import log, sqrt
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.periods import Period
from mpp_lib.compare.evaluation.chain_given_inflow import evaluate_chain
from mpp_lib.compare.evaluation.vintages import of_round
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row, open_hindcast
from mpp_lib.compare.model_error.residuals import of_hindcast, of_rounds
from mpp_lib.production.open_round import open_previous, open_round

ROUNDS = Path(__file__).parents[2] / "rounds"


def row(indicator: str, period: str, modelled: float, phase: str = "checked") -> Row:
    """A figure that came to 100."""
    return Row(indicator, Period.parse(period), 100.0, modelled, modelled - 100, phase, "", 10.0, leading=False)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def hindcast() -> Hindcast:
    found = open_hindcast(ROUNDS)
    assert found is not None
    return replace(found, assumed=frozenset())


def test_an_error_is_of_the_first_year(hindcast: Hindcast) -> None:
    """Of a stock it is divided by √2 after three years and by √¾ after half a one, of a flow by its months' average."""
    start = hindcast.inputs.settings.span.first_year
    rows = (
        row("coa.bezetting", f"{start + 2}", 80.0),
        row("coa.bezetting", f"{start}-K2", 125.0),
        row("coa.uitstroom", f"{start + 1}", 50.0),
    )
    stock, half, flow = of_hindcast(replace(hindcast, rows=rows))
    assert stock.error == pytest.approx(log(100 / 80) / sqrt(2))
    assert half.error == pytest.approx(log(100 / 125) / sqrt(0.75))
    assert flow.error == pytest.approx(log(2) / np.sqrt((12 + np.arange(13, 25)) / 24).mean())
    assert [(one.year, one.inflation, one.freedom) for one in (stock, half, flow)] == [
        (start + 2, 1, 1),
        (start, 1, 1),
        (start + 1, 1, 1),
    ]


def test_a_fitted_figure_counts_as_akaike_says(hindcast: Hindcast) -> None:
    """Five figures, two parameters: a square counts 7/3 times, for 3/5 of a degree of freedom."""
    start = hindcast.inputs.settings.span.first_year
    rows = tuple(row("coa.bezetting", f"{start}-K{k}", 90.0, "fitted") for k in (1, 2, 3, 4))
    rows += (row("coa.uitstroom", f"{start}", 90.0, "fitted"), row("coa.uitstroom", f"{start + 1}", 90.0))
    found = list(of_hindcast(replace(hindcast, rows=rows, fitted={"een": 1.0, "twee": 1.0})))
    assert [(one.inflation, one.freedom) for one in found] == [(pytest.approx(7 / 3), 0.6)] * 5 + [(1.0, 1.0)]


def test_figures_that_are_all_fitted_say_nothing(hindcast: Hindcast) -> None:
    start = hindcast.inputs.settings.span.first_year
    rows = (row("coa.bezetting", f"{start}", 90.0, "fitted"), row("coa.bezetting", f"{start + 1}", 90.0))
    (only,) = of_hindcast(replace(hindcast, rows=rows, fitted={"een": 1.0}))
    assert only.year == start + 1


def test_what_was_assumed_is_no_error(hindcast: Hindcast) -> None:
    one = row("coa.bezetting", str(hindcast.inputs.settings.span.first_year), 90.0)
    assumed = frozenset({(one.indicator, one.period)})
    assert list(of_hindcast(replace(hindcast, rows=(one,), assumed=assumed))) == []


def test_a_round_is_off_by_the_chain_and_not_by_the_inflow() -> None:
    """The error is that of the run on the inflow that came: not that of the forecast."""
    later = open_round(ROUNDS / "_klein")
    earlier = open_previous(later)
    assert earlier is not None
    scores = [one for one in evaluate_chain([earlier], [of_round(later.inputs)]) if one.indicator == "coa.bezetting"]
    (found,) = of_rounds([earlier], scores)
    (score,) = scores
    assert found.error == pytest.approx(log(score.realised / score.given_inflow))
    assert score.forecast != pytest.approx(score.given_inflow)
