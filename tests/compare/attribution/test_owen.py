"""A group's part over its members: it adds up, nobody who changed nothing has a part, and orders are all counted."""

from dataclasses import replace
from itertools import permutations
from math import factorial
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.compare.attribution import owen as module
from mpp_lib.compare.attribution.attribution import attribute, groups_of, yearly_values
from mpp_lib.compare.attribution.group_members import members_of
from mpp_lib.compare.attribution.mixed_run import PARAMETERS, PLAN, MixedRuns
from mpp_lib.compare.attribution.owen import within
from mpp_lib.compare.attribution.shared import shared_indicators, shared_years
from mpp_lib.production.layers import measures_of
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.run import calculate

ROOT = Path(__file__).resolve().parents[3]
CHANGED = ("beroep_aandeel", "huishoudgrootte", "opvang_eerste")


@pytest.fixture(scope="module")
def small():
    return open_round(ROOT / "tests/rounds/_klein")


@pytest.fixture(scope="module")
def other(small):
    """Three parameters and the capacity of every stream of the plan a tenth higher."""
    parameters, plan = small.inputs.parameters.copy(), small.inputs.plan.copy()
    chosen = parameters["parameter"].isin(CHANGED)
    assert set(parameters["parameter"][chosen]) == set(CHANGED)
    parameters.loc[chosen, "waarde"] *= 0.9
    plan.loc[plan["grootheid"] == "capaciteit", "waarde"] *= 1.1
    return calculate(replace(small.inputs, parameters=parameters, plan=plan))


def part_of(split, group):
    return split.parts[split.groups.index(group)]


@pytest.mark.parametrize("group", [PARAMETERS, PLAN])
def test_members_add_up_to_their_group(small, other, group, monkeypatch):
    """Every order counted or a few drawn: the sum over members is the group's part for every figure."""
    part = part_of(attribute(other, small), group)
    for exact in (8, 0):
        monkeypatch.setattr(module, "EXACT", exact)
        found = within(other, small, group)
        assert found.exact == (len(found.members) <= exact)
        assert found.parts.sum(axis=0) == pytest.approx(part, abs=1e-6)
    assert np.abs(part).max() > 1


def test_names_the_members_that_changed(small, other):
    """Only they are players; a round against itself has none."""
    assert within(other, small, PARAMETERS).members == tuple(
        spec.name for spec in small.chain.parameters if spec.name in CHANGED
    )
    assert within(small, small, PARAMETERS).members == ()


def test_is_the_mean_over_every_order_in_which_the_group_stays_together(small, other):
    """By brute force: all orders of groups, and within the parameters all orders of its three members."""
    mixed = MixedRuns.between(other, small)
    ids, years = shared_indicators(other, small), shared_years(other, small)
    members = members_of(mixed, PARAMETERS)
    groups = [group for group in groups_of(other, small) if members_of(mixed, group)]
    assert groups == [PLAN, PARAMETERS]
    expected = np.zeros((3, len(ids), len(years), 3))
    for plan_first in (True, False):
        for order in permutations(range(3)):
            taken = [frozenset(members[place] for place in order[:count]) for count in range(4)]
            choices = [
                lambda group, member, inside=inside, plan=plan_first: plan if group == PLAN else member in inside
                for inside in taken
            ]
            expected[list(order)] += np.diff(yearly_values(mixed, choices, ids, years), axis=0)
    expected /= 2 * factorial(3)
    assert within(other, small, PARAMETERS).parts == pytest.approx(expected, abs=1e-6)


def test_drawn_orders_are_the_same_again(small, other, monkeypatch):
    """A fixed seed: the same parts twice."""
    monkeypatch.setattr(module, "EXACT", 0)
    first, second = (within(other, small, PARAMETERS) for _ in range(2))
    assert np.array_equal(first.parts, second.parts)
    assert not first.exact
    assert "getrokken volgordes" in first.method


def test_measures_are_taken_apart_too(small):
    """A measure that is on in one round only is a member."""
    measures = measures_of(small.inputs)
    found = within(small.with_measures(measures), small, "maatregelen")
    assert found.members == tuple(measure.id for measure in measures)
    assert np.abs(found.parts).max() > 1


def test_another_start_keeps_the_realisations_whole(small):
    """Between rounds that begin in different months the realisations are one member with all of the part."""
    previous = open_previous(small)
    found = within(small, previous, "realisaties")
    assert found.members == ("alles samen",)
    assert found.parts[0] == pytest.approx(part_of(attribute(small, previous), "realisaties"), abs=1e-6)


def test_refuses_a_group_that_cannot_differ(small):
    """One chain: its structure has no part to take apart."""
    with pytest.raises(KeyError):
        within(small, small, "modelstructuur")
