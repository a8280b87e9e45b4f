"""Ranges of the inputs: by hand from a declared spread, from declared rows, and what is refused of those."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.expression import Param, Plan
from mpp_lib.production.parts import Parts
from mpp_lib.production.ranges import FROM_SPREAD, SPREADS, Range, ranges_of
from mpp_lib.production.run import calculate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
Row = tuple[str, str, str, float, float]
"""invoer, vanaf, soort, laag, hoog."""


@pytest.fixture(scope="module")
def inputs() -> RoundInputs:
    return load_round(ROUND, catalogue_named)


@pytest.fixture(scope="module")
def medio(inputs: RoundInputs) -> Parts:
    return calculate(inputs).parts.scenario("medio")


def with_ranges(inputs: RoundInputs, *rows: Row) -> RoundInputs:
    """The round with these ranges instead of its own."""
    table = pd.DataFrame(rows, columns=["invoer", "vanaf", "soort", "laag", "hoog"])
    table = table.assign(eigenaar="APM", bron="aanname", toelichting="")
    return replace(inputs, ranges=table[list(inputs.ranges.columns)])


def with_spread(inputs: RoundInputs, parameter: str, spread: float) -> RoundInputs:
    """The round without ranges, with the spread of one parameter."""
    table = inputs.parameters.copy()
    table["onzekerheid"] = np.where(table["parameter"] == parameter, spread, np.nan)
    return with_ranges(replace(inputs, parameters=table))


def one(found: tuple[Range, ...]) -> Range:
    (only,) = found
    return only


def test_a_spread_gives_a_range_of_three_quarters(inputs: RoundInputs, medio: Parts) -> None:
    """0,04 ± 1,1503 · 0,01: an eighth of a normal distribution lies above, an eighth below."""
    found = one(ranges_of(with_spread(inputs, "uitval_spoor2", 0.01), medio))
    assert found.key == Param("uitval_spoor2")
    assert found.source == FROM_SPREAD
    assert pytest.approx(norm.isf(1 / 8), rel=1e-12) == SPREADS
    assert found.low == pytest.approx(0.04 - norm.isf(1 / 8) * 0.01)
    assert found.high == pytest.approx(0.04 + norm.isf(1 / 8) * 0.01)


def test_a_range_stops_where_the_input_does(inputs: RoundInputs, medio: Parts) -> None:
    """A share does not fall below 0, nor rise above what the other share of the same whole (0,06) leaves."""
    found = one(ranges_of(with_spread(inputs, "aandeel_spoor1", 2.0), medio))
    assert found.low == pytest.approx(0.0)
    assert found.high == pytest.approx(1 - 0.06)


def test_declared_rows_go_before_a_spread_and_follow_each_other(inputs: RoundInputs, medio: Parts) -> None:
    """From its month on a row holds until the next; before the first there is no room."""
    round_ = with_spread(inputs, "uitval_spoor4", 0.5)
    rows = (("uitval_spoor4", "2025-01", "factor", 0.5, 2.0), ("uitval_spoor4", "2024-07", "plus", -0.002, 0.003))
    found = one(ranges_of(replace(round_, ranges=with_ranges(inputs, *rows).ranges), medio))
    assert found.low[:6] == pytest.approx(found.high[:6])
    assert found.low[6:12] == pytest.approx(0.010)
    assert found.high[6:12] == pytest.approx(0.015)
    assert (found.low[12:], found.high[12:]) == (pytest.approx(0.006), pytest.approx(0.024))
    assert found.source == "aanname"


def test_a_series_of_the_plan_has_the_range_it_is_given(inputs: RoundInputs, medio: Parts) -> None:
    bare = with_spread(inputs, "uitval_spoor2", 0.0)
    found = one(ranges_of(with_ranges(bare, ("spoor4.capaciteit", "2024-01", "factor", 0.8, 1.1)), medio))
    assert found.key == Plan("spoor4", "capaciteit")
    assert found.low == pytest.approx(0.8 * medio.series[found.key])
    assert found.high == pytest.approx(1.1 * medio.series[found.key])


def test_without_spread_or_row_there_is_no_range(inputs: RoundInputs, medio: Parts) -> None:
    assert ranges_of(with_spread(inputs, "uitval_spoor2", 0.0), medio) == ()


@pytest.mark.parametrize(
    ("row", "problem", "found"),
    [
        (
            ("aandeel_spoor1", "2024-04", "plus", -0.1, 0.8),
            "het bereik gaat verder dan de invoer kan",
            "0,12 tot 1,02 bij een waarde van 0,22 in 2024-04",
        ),
        (
            ("aandeel_spoor1", "2024-04", "waarde", 0.3, 0.5),
            "het bereik ligt niet om de waarde van de ronde",
            "0,3 tot 0,5 bij een waarde van 0,22 in 2024-04",
        ),
    ],
)
def test_a_range_that_cannot_be_is_refused(inputs: RoundInputs, row: Row, problem: str, found: str) -> None:
    """What it is held against is known only once the round is calculated."""
    with pytest.raises(InputError) as refused:
        calculate(with_ranges(inputs, row))
    (told,) = refused.value.problems
    assert (told.file, told.where, told.problem, told.found) == (
        "inputs/bereiken.csv",
        "invoer aandeel_spoor1",
        problem,
        found,
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("taakstelling", "normaal"), "deze invoer wijkt nooit af"),
        (("vertrek_zelfstandig", "logitnormaal"), None),
        (("bewaring_duur_art59", "logitnormaal"), "een logitnormaale verdeling kan niet zo ver gaan als het bereik"),
    ],
)
def test_a_way_to_stray_is_of_what_strays(inputs: RoundInputs, row: tuple[str, str], problem: str | None) -> None:
    """One without a range would do nothing, and one on a scale that stops before the range does cannot be."""
    name, distribution = row
    table = pd.DataFrame([[name, distribution, "constant", "", "aanname", ""]], columns=inputs.uncertainties.columns)
    straying = replace(inputs, uncertainties=table)
    if problem is None:
        assert calculate(straying)
        return
    with pytest.raises(InputError, match=problem) as refused:
        calculate(straying)
    assert [told.where for told in refused.value.problems] == [f"invoer {name}"]


def test_the_room_that_another_share_takes_is_not_given_away(inputs: RoundInputs) -> None:
    """0,22 + 0,75 is less than 1, but 0,06 of the whole goes to spoor 2."""
    with pytest.raises(InputError, match="0 tot en met 0,94"):
        calculate(with_ranges(inputs, ("aandeel_spoor1", "2024-04", "plus", -0.1, 0.75)))
