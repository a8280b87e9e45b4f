"""From a round to the arrays of a run: what enters where, and what is refused."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.assembly import assemble, refuse_contradiction
from mpp_lib.production.chain_data import ChainData
from mpp_lib.production.chains import catalogue_named, chain_named
from mpp_lib.production.expression import Known, Param, Series
from mpp_lib.production.node import AGE_HISTORY
from mpp_lib.production.parts import parts_of

CHAIN = chain_named("standaard")
ROUND = Path(__file__).parents[2] / "rounds" / "2023-2"
"""A round with six realised months in its first year."""


@pytest.fixture(scope="module")
def inputs() -> RoundInputs:
    return load_round(ROUND, catalogue_named)


def data_of(inputs: RoundInputs) -> ChainData:
    return assemble(parts_of(CHAIN, inputs, np.full((len(inputs.settings.span.months), 3), 3000.0)))


def with_realised(inputs: RoundInputs, indicator: str, values: dict[str, float], status: str) -> RoundInputs:
    """The round with these realisations of an indicator instead of its own of the same periods."""
    old = inputs.realisations
    kept = old[~((old["indicator"] == indicator) & old["periode"].isin(list(values)))]
    rows = [[period, indicator, value, status, "proef"] for period, value in values.items()]
    return replace(inputs, realisations=pd.concat([kept, pd.DataFrame(rows, columns=old.columns)], ignore_index=True))


def with_parameter(inputs: RoundInputs, *rows: tuple[str, str, str, float]) -> RoundInputs:
    """The round with other rows (name, from, scenario, value) for a parameter."""
    old = inputs.parameters
    kept = old[old["parameter"] != rows[0][0]]
    template = old[old["parameter"] == rows[0][0]].iloc[0].to_dict()
    new = [template | dict(zip(("parameter", "vanaf", "mpp_scenario", "waarde"), row, strict=True)) for row in rows]
    return replace(inputs, parameters=pd.concat([kept, pd.DataFrame(new)], ignore_index=True))


def test_realised_months_of_flows_from_outside_enter_as_they_are(inputs: RoundInputs) -> None:
    """Up to the last realised month; assumptions and later months follow the parameter."""
    rows = inputs.parameters[inputs.parameters["parameter"] == "instroom_herplaatsing"]
    assumed = float(rows["waarde"].iloc[0])
    changed = with_realised(inputs, "asiel.herplaatsing", {"2023-02": 11, "2023-06": 23, "2023-08": 99}, "definitief")
    changed = with_realised(changed, "asiel.herplaatsing", {"2023-03": 77}, "aanname")
    data = data_of(changed)
    found = data.series[Param("instroom_herplaatsing")][data.horizon][:8]
    expected = [assumed, 11, assumed, assumed, assumed, 23, assumed, assumed]
    assert found.tolist() == [[value] * 3 for value in expected]


def test_a_half_year_value_of_a_scenario_goes_before_that_of_all(inputs: RoundInputs) -> None:
    """In whatever order the rows stand."""
    own, general = ("taakstelling", "2023-01", "maximum", 30_000.0), ("taakstelling", "2023-01", "", 20_000.0)
    for rows in ((own, general), (general, own)):
        data = data_of(with_parameter(inputs, *rows))
        value, known = (data.series[key("taakstelling")][data.horizon] for key in (Param, Known))
        assert value[:7].tolist() == [[20_000, 20_000, 30_000]] * 6 + [[0, 0, 0]]
        assert known[:7].tolist() == [[1, 1, 1]] * 6 + [[0, 0, 0]]


def test_what_is_under_way_at_the_opening_follows_from_history_and_kernels(inputs: RoundInputs) -> None:
    start = inputs.settings.span.start
    kernels = inputs.kernels
    inside = {
        "ind.dublin_voorraad": ("ind.spoor1.claimakkoord", ("dublin_overdracht", "dublin_mob", "dublin_terug")),
        "ind.in_beroepstermijn": ("ind.afwijzingen", ("beroepstermijn",)),
        "ind.nareis.verleend_nog_niet_ingereisd": ("ind.nareis.inwilligingen", ("nareis_inreis",)),
        "nidos.pupillen": ("nidos.instroom", ("nidos_meerderjarig", "nidos_vertrek")),
    }
    opening = data_of(inputs).opening
    for stock, (flow, names) in inside.items():
        roads = kernels[kernels["parameter"].isin(names)]
        expected = 0.0
        for row in inputs.realisations[inputs.realisations["indicator"] == flow].itertuples():
            if len(str(row.periode)) != 7 or str(row.periode)[5] == "K":
                continue
            ahead = start.since(Month.parse(str(row.periode)))
            for name in names:
                road = roads[roads["parameter"] == name]
                starts = [since for since in road["vanaf"].unique() if since <= row.periode]
                since = max(starts, default=min(road["vanaf"]))
                later = road[(road["vanaf"] == since) & (road["k"] >= ahead)] if ahead > 0 else road[:0]
                expected += float(row.waarde) * float(later["aandeel"].sum())
        assert opening[stock] == pytest.approx(expected, rel=1e-9), stock


def test_a_line_goes_on_before_its_history_at_the_pace_of_the_first_month(inputs: RoundInputs) -> None:
    """However far a kernel of something else reaches back: a term does not depend on it."""
    data = data_of(inputs)
    assert data.history > AGE_HISTORY
    months = month_range(inputs.settings.span.start - AGE_HISTORY, 2)
    given = {str(month): value for month, value in zip(months, (410.0, 380.0), strict=True)}
    data = data_of(with_realised(inputs, "ind.nareis.aanvragen", given, "aanname"))
    reach = data.history - AGE_HISTORY
    assert data.flows["ind.nareis.aanvragen"][: reach + 2].tolist() == [410.0] * (reach + 1) + [380.0]


def test_more_people_in_procedure_than_cases_are_refused(inputs: RoundInputs) -> None:
    """Also where the whole is a sum of stocks, some of them under way."""
    month = str(inputs.settings.span.start - 1)
    too_many = with_realised(inputs, "coa.in_procedure", {month: 1e6}, "aanname")
    with pytest.raises(InputError) as caught:
        refuse_contradiction(CHAIN, data_of(too_many).opening)
    (problem,) = caught.value.problems
    assert problem.where == "beginstand coa.in_procedure"
    assert problem.found == "1000000"
    assert problem.problem == "de beginstand is groter dan die van ind.zaken_in_procedure"


def test_the_calendar_counts_days(inputs: RoundInputs) -> None:
    data = data_of(inputs)
    assert data.series[Series("dagen")][data.horizon, 0][:14].sum() == 365 + 31 + 29


def test_a_parameter_runs_as_the_round_says(inputs: RoundInputs) -> None:
    """The courts of this round grow month by month and never jump in January; without the file they do."""
    key = Param("rechtbank_capaciteit")
    found, steps = (
        data_of(each).series[key][-60:, 1] for each in (inputs, replace(inputs, courses=inputs.courses.iloc[:0]))
    )
    assert steps[11] < steps[12] == steps[23] < steps[24]
    rises = np.diff(found)
    assert rises.max() <= np.diff(steps).max() / 12 + 1e-9
    assert (rises >= -1e-9).all()
    assert found[:6].tolist() == steps[:6].tolist()


def test_what_is_not_named_keeps_its_steps(inputs: RoundInputs) -> None:
    """Every other series is the same with the file and without."""
    named = {Param(name) for name in inputs.courses["parameter"]}
    with_, without = (data_of(each).series for each in (inputs, replace(inputs, courses=inputs.courses.iloc[:0])))
    assert named
    assert {key for key in with_ if not np.array_equal(with_[key], without[key])} <= named
