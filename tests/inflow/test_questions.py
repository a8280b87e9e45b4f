"""Answers to questions and the views of experts."""

from __future__ import annotations

import json
from math import inf, nan

import mpmath as mp
import pytest

from mpp_lib.inflow.forecast import forecast_round
from mpp_lib.inflow.questions import answer
from tests.support.inflow_oracle import Scenario, close, head, is_quantile, tail
from tests.support.inflow_rounds import round_inputs

THREE = (Scenario(0.3, 22_000, 3_000), Scenario(0.5, 34_000, 5_000), Scenario(0.2, 50_000, 12_000, lognormal=True))


def test_the_document_has_exactly_what_was_agreed():
    """Round, years, the lines and empty answers; plain JSON, and no key that was not asked."""
    document = answer(forecast_round(round_inputs()))
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["round", "years"]
    assert [year["year"] for year in document["years"]] == [2023, 2024]
    assert list(document["years"][0]) == ["year", "minimum", "median", "medio", "maximum", "mean", "above", "quantiles"]
    assert document["years"][0]["above"] == document["years"][0]["quantiles"] == {}


def test_questions_are_answered_under_the_number_as_it_was_asked():
    """P(X > 40000) stands under "40000", the quantile under "0.9", and the interval under "between"."""
    document = answer(forecast_round(round_inputs()), 2024, (40_000.0, 1_250_000.5), (25_000.0, 40_000.0), (0.9, 1e-5))
    (year,) = document["years"]
    with mp.workdps(30):
        assert list(year["above"]) == ["40000", "1250000.5"]
        assert close(year["above"]["40000"], tail(THREE, 40_000.0))
        assert close(year["between"], head(THREE, 40_000.0) - head(THREE, 25_000.0))
        assert list(year["quantiles"]) == ["0.9", "1e-05"]
        assert is_quantile(lambda v: head(THREE, v), year["quantiles"]["0.9"], 0.9)


def test_answers_are_quantiles_whatever_was_adopted():
    """A gehanteerd aantal changes nothing in the answers."""
    adopted = round_inputs(adopted=[(2023, "medio", 60_000.0, "besluit")])
    assert answer(forecast_round(adopted)) == answer(forecast_round(round_inputs()))


@pytest.mark.parametrize(
    "question",
    [{"year": 2031}, {"quantiles": (1.0,)}, {"quantiles": (1e-300,)}, {"quantiles": (-0.1,)}, {"between": (5.0, 4.0)}]
    + [{"above": (x,)} for x in (nan, inf, -inf)]
    + [{"quantiles": (nan,)}, {"between": (nan, 1.0)}, {"between": (1.0, inf)}],
    ids=str,
)
def test_questions_without_an_answer_are_refused(question):
    """A year outside the horizon, a quantile outside (0, 1), an interval upside down, what is not finite: refused."""
    with pytest.raises(ValueError, match=r"horizon|kwantiel|ondergrens|eindig"):
        answer(forecast_round(round_inputs()), **question)
