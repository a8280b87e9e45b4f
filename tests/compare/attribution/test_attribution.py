"""The split of every difference between two rounds starts and ends at the rounds themselves and leaves nothing over."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.attribution.group_members import members_of
from mpp_lib.compare.attribution.mixed_run import GROUPS, MixedRuns
from mpp_lib.compare.plan_versus_chain import own_say, plan_versus_chain
from mpp_lib.production.expression import Plan
from mpp_lib.production.layers import measures_of
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import calculate

ROOT = Path(__file__).resolve().parents[3]
PAIRS = [ROOT / "tests/rounds/_klein", *sorted(path for path in (ROOT / "rounds").glob("20*"))]


def pairs():
    for folder in PAIRS:
        result = open_round(folder)
        if result.inputs.settings.previous is not None:
            yield folder.name, result, open_previous(result)


@pytest.fixture(scope="module")
def rounds():
    return {name: (result, previous, attribute(result, previous)) for name, result, previous in pairs()}


@pytest.fixture(scope="module")
def small():
    return open_round(ROOT / "tests/rounds/_klein")


def changed(result, **tables):
    return calculate(replace(result.inputs, **tables))


def with_parameter(result, name, factor):
    rows = result.inputs.parameters.copy()
    chosen = rows["parameter"] == name
    assert chosen.any()
    rows.loc[chosen, "waarde"] *= factor
    return changed(result, parameters=rows)


def test_begins_and_ends_at_the_rounds_themselves(rounds):
    """With nothing from this round stands the previous one, with everything this one: every figure."""
    for result, previous, split in rounds.values():
        for number, round_ in ((0, previous), (-1, result)):
            for row, indicator in enumerate(split.indicators):
                for column, year in enumerate(split.years):
                    own = [round_.year(indicator, year, scenario) for scenario in SCENARIOS]
                    assert split.values[number, row, column] == pytest.approx(own, rel=1e-12, abs=1e-12)


def test_parts_add_up_for_every_indicator_year_and_scenario(rounds, capsys):
    """The largest residual over all rounds is rounding; it is printed."""
    for name, (_, _, split) in rounds.items():
        places = product(split.indicators, split.years, SCENARIOS)
        changes = [split.change(*at) for at in places]
        residuals = [abs(sum(change.parts.values()) - change.difference) for change in changes]
        with capsys.disabled():
            print(f"\n{name}: grootste rest {max(residuals):.1e} over {len(changes)} verschillen")
        for change, residual in zip(changes, residuals, strict=True):
            assert residual <= 1e-9 * max(abs(change.before), abs(change.after), 1.0), change


def test_a_round_against_itself_has_no_differences(small):
    """Nothing changed, so nothing has a part."""
    split = attribute(small, small)
    assert np.abs(split.parts).max() == 0.0


def test_a_plan_that_repeats_the_chain_is_no_cause(rounds):
    """In 2024-1 no group of the plan; in 2024-2 nareis alone says something of its own, and detention goes with it."""
    says = {name: own_say(result) for name, (result, *_) in rounds.items()}
    for name, (_, _, split) in rounds.items():
        assert ("ind_plan" in split.groups) == bool(says[name]), name
    assert says["2024-1"] == set()
    assert says["2024-2"] == {"nareis", "bewaring_art59", "bewaring_art6"}


def test_the_plan_that_disagrees_does_so_by_a_tenth_of_the_applications_alone(rounds):
    """From 2025 on a tenth fewer in each scenario, rounding apart; decisions are the same, so its stock is lower."""
    result, *_ = rounds["2024-2"]
    table = plan_versus_chain(result)
    nareis = table[table["stroom"] == "nareis"].set_index(["grootheid", "jaar", "mpp_scenario"])
    for scenario, year in product(SCENARIOS, range(2025, 2029)):
        row = nareis.loc["instroom", year, scenario]
        assert row["plan"] == pytest.approx(0.9 * row["keten"], abs=6)
        assert abs(nareis.loc["beslissingen", year, scenario]["verschil"]) <= 6
        assert nareis.loc["voorraad", year, scenario]["verschil"] > 0
    assert nareis.loc[(slice(None), 2024, slice(None)), "verschil"].abs().max() <= 6
    elsewhere = table[(table["stroom"] != "nareis") & (table["grootheid"] != "voorraad")]
    assert elsewhere["verschil"].abs().max() <= 6


def test_a_measure_that_came_on_is_a_cause(rounds):
    """Off in 2024-1, on in 2024-2: nothing before it works, and then fewer in reception; it adds up like every part."""
    result, previous, split = rounds["2024-2"]
    assert [measure.id for measure in result.measures] == ["M1"]
    assert not previous.measures
    part = {year: split.change("coa.bezetting", year, "medio").parts["maatregelen"] for year in (2024, 2025, 2026)}
    assert part[2024] == 0
    assert 0 > part[2025] > part[2026]
    own = result.year("coa.bezetting", 2026, "medio") - result.without.year("coa.bezetting", 2026, "medio")
    assert part[2026] == pytest.approx(own, rel=0.1)


def test_a_plan_with_a_say_of_its_own_is_a_cause(rounds):
    """One stream that decides a tenth more than the chain does is a cause, and no other stream is."""
    result, previous, _ = rounds["2024-1"]
    rows = result.inputs.plan.copy()
    rows.loc[(rows["stroom"] == "spoor4") & (rows["grootheid"] == "beslissingen"), "waarde"] *= 1.1
    other = changed(result, plan=rows)
    assert {"spoor4"} == own_say(other) - {"bewaring_art59", "bewaring_art6"}
    mixed = MixedRuns.between(other, previous)
    assert mixed.member(Plan("spoor4", "capaciteit")) == ("ind_plan", "spoor4")
    assert mixed.member(Plan("spoor1", "capaciteit")) == ("parameters", "spoor1")
    assert "spoor1" in members_of(mixed, "parameters")
    assert "spoor1" not in members_of(mixed, "ind_plan")


def test_a_plan_that_the_ind_delivered_is_its_own(rounds):
    """Also where it uses its capacity in full and so comes to what the chain comes to."""
    result, *_ = rounds["2024-1"]
    deliveries = result.inputs.deliveries.copy()
    deliveries.loc[deliveries["bestand"] == "ind_prognoseplan.csv", "partner"] = "IND"
    delivered = replace(result, inputs=replace(result.inputs, deliveries=deliveries))
    assert own_say(delivered) == set(result.inputs.plan["stroom"])


def with_plan(result):
    rows = result.inputs.plan.copy()
    rows.loc[rows["grootheid"] == "capaciteit", "waarde"] *= 1.1
    return changed(result, plan=rows)


def with_more_inflow(result):
    """The chain fed with a tenth more first applications in months that are not realised."""
    until = result.inputs.settings.realised_until
    factor = np.array([[1.1 if month > until else 1.0] for month in result.parts.months])
    parts = result.parts.with_series({FIRST: factor * result.parts.series[FIRST]})
    return replace(result, parts=parts).with_measures(result.measures)


def with_stock(result, indicator, factor):
    rows = result.inputs.realisations.copy()
    rows.loc[rows["indicator"] == indicator, "waarde"] *= factor
    return changed(result, realisations=rows)


@pytest.mark.parametrize(
    ("group", "change"),
    [
        ("realisaties", lambda result: with_stock(result, "ks.achterstand", 1.5)),
        ("prognose", with_more_inflow),
        ("ind_plan", with_plan),
        ("parameters", lambda result: with_parameter(result, "huishoudgrootte", 1.1)),
        ("maatregelen", lambda result: result.with_measures(measures_of(result.inputs))),
    ],
)
def test_all_of_a_difference_goes_to_the_only_group_that_changed(small, group, change):
    """One group of inputs differs: its part is the whole difference, and the others have exactly nothing."""
    split = attribute(change(small), small)
    for name, part in zip(split.groups, split.parts, strict=True):
        if name == group:
            assert part == pytest.approx(split.values[-1] - split.values[0], abs=1e-6)
            assert np.abs(part).max() > 1
        else:
            assert np.abs(part).max() == 0.0


def test_two_groups_that_work_on_each_other_share_what_they_do_together(small):
    """Shapley by hand on four runs, for every indicator: half of what a group does first plus half of it last."""
    parameters = with_parameter(small, "beroep_aandeel", 1.1)
    both = with_more_inflow(parameters)
    split = attribute(both, small)
    none, one, other, every = (
        np.array([round_.years[name][: len(split.years)] for name in split.indicators])
        for round_ in (small, with_more_inflow(small), parameters, both)
    )
    forecast, parameter = (split.parts[split.groups.index(group)] for group in ("prognose", "parameters"))
    assert forecast == pytest.approx(((one - none) + (every - other)) / 2, abs=1e-6)
    assert parameter == pytest.approx(((other - none) + (every - one)) / 2, abs=1e-6)
    assert np.abs(every - other - one + none).max() > 1


def test_names_the_groups_in_their_fixed_order(rounds):
    """With one variant of the chain its structure has no part to play, nor has a plan that repeats the chain."""
    for result, _, split in rounds.values():
        absent = {"modelstructuur"} if own_say(result) else {"modelstructuur", "ind_plan"}
        assert split.groups == tuple(group for group in GROUPS if group not in absent)
