"""What the chain asks only since: an older round takes the declared value, a newer one has to deliver it."""

from dataclasses import replace
from pathlib import Path

import pytest

from mpp_lib.base.catalogue import Catalogue, KernelSpec, Later, ParameterSpec, PlanSpec
from mpp_lib.base.months import Month
from mpp_lib.inputs.check import CatalogueFor, CheckResult, check_round
from mpp_lib.inputs.series import kernel, monthly, parameter_array, plan_arrays
from tests.support import tiny_round
from tests.support.breaking import add

AFTER, OF_ITS_OWN = Month(2024, 4), Month(2024, 3)
"""The cut-off of the small round is in March 2024."""
STOCK = "asiel.instroom_herhaald"
PLACES = "plaatsen;2024-01;;30;personen;;IND;aanname;"


def asking(since: Month) -> CatalogueFor:
    """The chain of the small round, which asks four things more of rounds from a month on."""

    def catalogue(variant: str) -> Catalogue:
        before = tiny_round.catalogue_for(variant)
        specs = (
            ParameterSpec("plaatsen", "Plaatsen", "personen", later=Later(since, 25.0)),
            KernelSpec("wachttijd", "Wachttijd", later=Later(since, (0.0, 0.4, 0.6))),
            PlanSpec("spoor4", "uitval", "Uitval", "zaken", later=Later(since, 7.0)),
        )
        return replace(
            before,
            parameters={**before.parameters, "plaatsen": specs[0]},
            kernels={**before.kernels, "wachttijd": specs[1]},
            plan=(*before.plan, specs[2]),
            opening=(*before.opening, STOCK),
            later={STOCK: Later(since, 11.0)},
        )

    return catalogue


@pytest.fixture
def older(tiny: Path) -> CheckResult:
    return check_round(tiny, asking(AFTER))


def test_an_older_round_takes_the_declared_value(older: CheckResult):
    """In every month and scenario, at every lag, and for its opening."""
    assert older.problems == ()
    assert older.inputs is not None
    inputs, months = older.inputs, older.inputs.settings.span.months
    spec = asking(AFTER)("standaard").parameters["plaatsen"]
    assert (parameter_array(inputs.parameters, spec, months) == 25).all()
    assert (plan_arrays(inputs.plan, [("spoor4", "uitval")], months)["spoor4", "uitval"] == 7).all()
    assert kernel(inputs.kernels, "wachttijd").by_entry_month(months[:1]).tolist() == [[0.0, 0.4, 0.6]]
    assert monthly(inputs.realisations, STOCK, include_assumed=True)[Month(2023, 12)] == 11


def test_the_value_says_where_it_comes_from(older: CheckResult):
    """Owner and source in the tables that a report shows; never as something realised."""
    assert older.inputs is not None
    parameters, realised = older.inputs.parameters, older.inputs.realisations
    row = parameters[parameters["parameter"] == "plaatsen"].iloc[0]
    assert (row["eigenaar"], row["bron"]) == ("APM", "standaardwaarde: de keten vraagt dit pas van latere rondes")
    assert set(realised.loc[realised["bron"] == row["bron"], "status"]) == {"aanname"}


def test_what_was_delivered_stands_as_it_is(tiny: Path):
    """A value the round gives itself is not replaced, nor are other rows."""
    add("inputs/parameters.csv", PLACES)(tiny)
    inputs = check_round(tiny, asking(AFTER)).inputs
    assert inputs is not None
    found = inputs.parameters[inputs.parameters["parameter"] == "plaatsen"]
    assert found["waarde"].tolist() == [30]


def test_a_round_of_the_month_itself_has_to_deliver(tiny: Path):
    """One message for each, and none of a value that was delivered."""
    add("inputs/parameters.csv", PLACES)(tiny)
    found = {(problem.where, problem.problem) for problem in check_round(tiny, asking(OF_ITS_OWN)).problems}
    assert found == {
        (f"indicator {STOCK}", "de beginstand ontbreekt"),
        ("verdeling wachttijd", "de verdeling ontbreekt"),
        ("stroom spoor4, grootheid uitval", "de reeks ontbreekt"),
    }
