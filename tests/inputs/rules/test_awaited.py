"""What is not there yet is awaited from who delivers it; what is there and wrong is awaited from nobody."""

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.production.chains import catalogue_named
from tests.support import tiny_round
from tests.support.breaking import remove, swap, swap_all
from tests.support.tiny_round import catalogue_for

PARAMETERS, KERNELS = "inputs/parameters.csv", "inputs/verdelingen.csv"


@pytest.mark.parametrize(
    ("edit", "awaited"),
    [
        (remove("inputs/scenarios.csv"), {("inputs/scenarios.csv", "apm")}),
        (remove("inputs/realisaties.csv"), {("inputs/realisaties.csv", "apm")}),
        (remove(PARAMETERS), {(PARAMETERS, "apm")}),
        (remove("inputs/ind_prognoseplan.csv"), {("inputs/ind_prognoseplan.csv", "ind")}),
        (
            swap_all("inputs/realisaties.csv", "2023-12;coa.bezetting", "2022-12;coa.bezetting"),
            {("inputs/realisaties.csv", "coa")},
        ),
        (swap(PARAMETERS, "aandeel_spoor2;2023-01;;0,1;", "aandeel_spoor2;2023-01;;1,1;"), {(PARAMETERS, "")}),
        (swap(PARAMETERS, "taakstelling;2024-01", "taakstelling;2024-07"), {(PARAMETERS, "")}),
    ],
)
def test_whom_is_waited_for(tmp_path, edit, awaited):
    """By file or by indicator; a value out of range and one that starts too late are wrong."""
    folder = tiny_round.write_round(tmp_path / tiny_round.NAME)
    edit(folder)
    found = check_round(folder, catalogue_for).problems
    assert {(problem.file, problem.awaits) for problem in found} == awaited


def test_a_parameter_and_a_distribution_are_awaited_from_whose_figures_they_are_in():
    """Of the real chain each belongs to the partner of the first node that uses it."""
    catalogue = catalogue_named("standaard")
    named = {"opvang_eerste": "coa", "rvs_capaciteit": "rvs", "taakstelling": "ks", "oda_aandeel_dac": "bz"}
    assert {name: catalogue.parameters[name].partner for name in named} == named
    assert (catalogue.kernels["oda_verblijf"].partner, catalogue.kernels["nidos_vertrek"].partner) == ("bz", "nidos")
    partners = {spec.partner for spec in (*catalogue.parameters.values(), *catalogue.kernels.values())}
    assert {"ind", "coa", "dtv", "rvdr", "nidos", "dji"} <= partners
    assert partners <= {spec.partner for spec in catalogue.indicators.values()}
