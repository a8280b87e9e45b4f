"""Tables as series, against values worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.series import course_of, kernel, monthly, parameter_array, plan_arrays, prognosis_parameter

SHARE = ParameterSpec("aandeel", "aandeel", "aandeel", 0, 1)
TASK = ParameterSpec("taak", "taak", "personen per halfjaar", per_half_year=True)
OPTIONAL = ParameterSpec("ruim", "ruim", "personen", required=False, default=1e6)


def parameters(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["parameter", "vanaf", "mpp_scenario", "waarde"])


def test_only_months_of_the_indicator_count():
    """Quarters, years and other indicators are left out; months come in order of time."""
    table = pd.DataFrame(
        {
            "periode": ["2023-02", "2023-01", "2023-K1", "2023", "2023-01"],
            "indicator": ["a", "a", "a", "a", "b"],
            "waarde": [20.0, 10.0, 60.0, 240.0, 7.0],
            "status": ["voorlopig", "definitief", "definitief", "definitief", "definitief"],
        }
    )
    assert list(monthly(table, "a").items()) == [(Month(2023, 1), 10.0), (Month(2023, 2), 20.0)]
    assert monthly(table, "c") == {}


def test_assumptions_count_only_when_asked_for():
    """An assumed month is not a realisation."""
    table = pd.DataFrame(
        {"periode": ["2023-01", "2023-02"], "indicator": "a", "waarde": [1.0, 2.0], "status": ["raming", "aanname"]}
    )
    assert monthly(table, "a") == {Month(2023, 1): 1.0}
    assert monthly(table, "a", include_assumed=True) == {Month(2023, 1): 1.0, Month(2023, 2): 2.0}


def test_a_value_counts_from_its_month_on():
    """The latest row that has started counts; rows need not be in order."""
    table = parameters(("aandeel", "2024-03", "", 0.3), ("aandeel", "2020-01", "", 0.1), ("ander", "2024-02", "", 9.0))
    values = parameter_array(table, SHARE, month_range(Month(2024, 1), 4))
    assert values.tolist() == [[0.1] * 3, [0.1] * 3, [0.3] * 3, [0.3] * 3]


def test_a_value_of_a_scenario_goes_before_the_general_one_from_its_month_on():
    """From its first month on a scenario keeps values of its own, whatever rows for all scenarios come later."""
    table = parameters(
        ("aandeel", "2024-01", "", 0.1),
        ("aandeel", "2024-02", "maximum", 0.5),
        ("aandeel", "2024-03", "", 0.2),
        ("aandeel", "2024-04", "maximum", 0.6),
        ("aandeel", "2024-04", "minimum", 0.0),
    )
    values = parameter_array(table, SHARE, month_range(Month(2024, 1), 4))
    assert values.tolist() == [[0.1, 0.1, 0.1], [0.1, 0.1, 0.5], [0.2, 0.2, 0.5], [0.0, 0.2, 0.6]]


def test_a_value_per_half_year_counts_in_its_half_year_only():
    """Where no row starts the half-year there is no value; a scenario's own row goes before the general one."""
    table = parameters(("taak", "2024-07", "", 60.0), ("taak", "2024-07", "medio", 70.0), ("taak", "2025-07", "", 80.0))
    values = parameter_array(table, TASK, [Month(2024, 6), Month(2024, 7), Month(2024, 12), Month(2025, 1)])
    np.testing.assert_array_equal(values, [[np.nan] * 3, [60, 70, 60], [60, 70, 60], [np.nan] * 3])


def test_an_optional_parameter_has_its_default_until_its_first_row():
    """A parameter that nobody gives has its default in every month."""
    months = month_range(Month(2024, 1), 2)
    assert parameter_array(parameters(), OPTIONAL, months).tolist() == [[1e6] * 3, [1e6] * 3]
    table = parameters(("ruim", "2024-02", "medio", 5.0))
    assert parameter_array(table, OPTIONAL, months).tolist() == [[1e6] * 3, [1e6, 5.0, 1e6]]


def test_a_required_parameter_without_a_value_is_an_error():
    """A month before the first row has no value to guess."""
    with pytest.raises(ValueError, match="aandeel heeft nog geen waarde in 2024-01"):
        parameter_array(parameters(("aandeel", "2024-02", "", 0.1)), SHARE, [Month(2024, 1)])


def test_a_kernel_belongs_to_the_month_of_entry():
    """Months before the first kernel have the first; lags that a version leaves out are 0."""
    table = pd.DataFrame(
        {
            "parameter": ["v", "v", "v", "v", "w"],
            "vanaf": ["2024-02", "2024-02", "2024-04", "2024-04", "2020-01"],
            "k": [0, 2, 1, 3, 9],
            "aandeel": [0.25, 0.75, 0.4, 0.6, 1.0],
        }
    )
    found = kernel(table, "v")
    first, second = [0.25, 0.0, 0.75, 0.0], [0.0, 0.4, 0.0, 0.6]
    assert found.lags == 4
    assert found.by_entry_month(month_range(Month(2024, 1), 5)).tolist() == [first, first, first, second, second]
    with pytest.raises(ValueError, match="verdeling x ontbreekt"):
        kernel(table, "x")


def test_a_plan_series_has_a_column_per_scenario():
    """Columns are minimum, medio, maximum, whatever the order of the rows; a hole is an error."""
    rows = [
        (f"2024-0{month}", scenario, "s", quantity, 100 * month + number)
        for number, scenario in enumerate(("medio", "maximum", "minimum"))
        for month in (2, 1)
        for quantity in ("capaciteit", "voorraad")
    ]
    plan = pd.DataFrame(rows, columns=["maand", "mpp_scenario", "stroom", "grootheid", "waarde"])
    months = [Month(2024, 1), Month(2024, 2)]
    series = [("s", "voorraad"), ("s", "capaciteit")]
    assert plan_arrays(plan, series, months)["s", "capaciteit"].tolist() == [[102, 100, 101], [202, 200, 201]]
    with pytest.raises(ValueError, match="niet volledig voor capaciteit van s"):
        plan_arrays(plan, series[1:], [*months, Month(2024, 3)])


def test_a_parameter_of_the_prognose_may_be_absent():
    """None says that the round leaves it to the method."""
    table = parameters(("rho_s", "2024-01", "", 0.8))
    assert prognosis_parameter(table, "rho_s") == 0.8
    assert prognosis_parameter(table, "kappa") is None


def test_yearly_values_run_straight_from_the_middle_of_a_year_to_that_of_the_next():
    """Between two middles every step is a twelfth of the difference; outside the first and last the value stands."""
    levels = np.array([[120.0, 7.0, 0.0], [240.0, 7.0, 60.0], [180.0, 7.0, 24.0]])
    found = course_of(np.repeat(levels, 12, axis=0), "lineair")
    middles = [5.5, 17.5, 29.5]
    expected = [np.interp(np.arange(36), middles, column) for column in levels.T]
    np.testing.assert_allclose(found, np.column_stack(expected), rtol=1e-12, atol=1e-12)


def test_a_level_of_two_years_stays_flat_between_their_middles():
    """From the middle of the first to that of the second; the year after is reached half a year later."""
    found = course_of(np.repeat([[100.0], [100.0], [160.0]], 12, axis=0), "lineair")[:, 0]
    assert found[:18].tolist() == [100.0] * 18
    assert found[18] == pytest.approx(100 + 60 / 24)
    assert found[29:].tolist() == pytest.approx([160 - 60 / 24] + [160.0] * 6)


def test_without_a_word_a_parameter_goes_in_steps():
    """As it does where the round says that it does."""
    steps = np.repeat([[1.0], [5.0]], 12, axis=0)
    assert course_of(steps, "").tolist() == course_of(steps, "trap").tolist() == steps.tolist()
