"""What is refused of ``scenarios.csv`` and ``gehanteerd.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.catalogue import SCENARIOS as MPP_SCENARIOS
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.base.truncation import NEGATIVE_MASS_LIMIT, negative_mass
from mpp_lib.inputs.declared.suggested import SUGGESTED
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.series import by_month

TOLERANCE = 1e-6


def check_scenarios(scenarios: Table) -> Iterator[Problem]:
    """Every refusal that needs the scenarios alone."""
    yield from refuse_normal_below_zero(scenarios)
    yield from refuse_mixed_bases(scenarios)


def check_scenarios_in_round(scenarios: Table, settings: RoundSettings) -> Iterator[Problem]:
    """Every refusal that needs the horizon."""
    yield from refuse_chances_not_summing_to_one(scenarios, settings)
    yield from refuse_years_without_scenarios(scenarios, settings)
    yield from refuse_empty_basis(scenarios, settings)
    yield from refuse_basis_with_realisations_elsewhere(scenarios, settings)


def warn_suggested(scenarios: Table) -> Iterator[Problem]:
    """Toekomstscenario's that stand as ``mpp scenarios suggest`` wrote them: a past without judgement."""
    rows = [str(row) for row, ground in scenarios.rows("onderbouwing") if ground.startswith(SUGGESTED)]
    if rows:
        expected = "wat de analist van kans, verwachting en spreiding vindt, met een eigen onderbouwing"
        found = f"{len(rows)}, rij {enumerate_nl(rows)}"
        yield scenarios.of("kolom onderbouwing", found, "toekomstscenario's zijn nog het voorstel", expected)


def check_adopted_in_round(adopted: Table, realised: Table, settings: RoundSettings) -> Iterator[Problem]:
    """Every refusal of the gehanteerde aantallen."""
    yield from refuse_adopted_out_of_order(adopted)
    yield from refuse_adopted_below_realised(adopted, realised, settings)


def refuse_chances_not_summing_to_one(scenarios: Table, settings: RoundSettings) -> Iterator[Problem]:
    """The chances of one year sum to 1; a year outside the horizon or with a name twice is refused as such."""
    for (year,), rows in scenarios.groups(("jaar",), "scenario", "kans"):
        total, names = float(np.sum([chance for *_, chance in rows])), {name for _, name, _ in rows}
        told_otherwise = year not in settings.span.calendar_years or len(names) < len(rows)
        if abs(total - 1) > TOLERANCE and not told_otherwise:
            yield scenarios.of(
                f"jaar {year}", shown(total), "de kansen tellen niet op tot 1", "kansen die optellen tot 1"
            )


def refuse_normal_below_zero(scenarios: Table) -> Iterator[Problem]:
    """A normal component that lies below zero for more than 1% does not describe a number of people."""
    for row, mu, sigma, kind in scenarios.rows("verwachting", "spreiding", "verdeling"):
        below = negative_mass(mu, sigma)
        if kind in ("", "normaal") and below > NEGATIVE_MASS_LIMIT:
            found = f"{shown(round(100 * below, 2))}% onder nul bij verwachting {shown(mu)} en spreiding {shown(sigma)}"
            yield scenarios.of(
                f"rij {row}, kolom verdeling",
                found,
                "een normale verdeling past hier niet",
                "lognormaal, of een kleinere spreiding (ten hoogste 1% onder nul)",
            )


def refuse_mixed_bases(scenarios: Table) -> Iterator[Problem]:
    """Within a year the analyst used the realised months in every scenario, or in none."""
    for (year,), rows in scenarios.groups(("jaar",), "basis"):
        bases = sorted({basis for _, basis in rows} - {""})
        if len(bases) > 1:
            found = " en ".join(bases)
            yield scenarios.of(f"jaar {year}", found, "een jaar heeft meer dan één basis", "één basis per jaar")


def refuse_years_without_scenarios(scenarios: Table, settings: RoundSettings) -> Iterator[Problem]:
    """Every year of the horizon has scenarios."""
    if not scenarios.trusted("jaar"):
        return
    given = scenarios.distinct("jaar")
    missing = [year for year in settings.span.calendar_years if year not in given]
    for year in missing:
        yield scenarios.of(
            f"jaar {year}",
            "",
            "het jaar heeft geen toekomstscenario's",
            "toekomstscenario's met kansen die optellen tot 1",
        )


def refuse_empty_basis(scenarios: Table, settings: RoundSettings) -> Iterator[Problem]:
    """In a year with realised months it has to be said whether the scenario already holds them."""
    for row, year, basis in scenarios.rows("jaar", "basis"):
        realised = settings.realised_months.get(year)
        if realised and not basis:
            problem = f"de cel is leeg, terwijl van {year} al {realised} maanden gerealiseerd zijn"
            yield scenarios.at(row, "basis", problem, "vooraf of inclusief_realisatie")


def refuse_basis_with_realisations_elsewhere(scenarios: Table, settings: RoundSettings) -> Iterator[Problem]:
    """A year without realised months cannot include them."""
    for row, year, basis in scenarios.rows("jaar", "basis"):
        if basis == "inclusief_realisatie" and year not in settings.realised_months:
            yield scenarios.at(row, "basis", f"van {year} is nog geen maand gerealiseerd", "vooraf, of leeg")


def refuse_adopted_out_of_order(adopted: Table) -> Iterator[Problem]:
    """minimum ≤ medio ≤ maximum in every year."""
    for (year,), rows in adopted.groups(("jaar",), "mpp_scenario", "waarde"):
        value: dict[str, float] = {name: number for _, name, number in rows}
        present = [(name, value[name]) for name in MPP_SCENARIOS if name in value]
        for (low_name, low), (high_name, high) in pairwise(present):
            if low > high:
                found = f"{low_name} {shown(low)}, {high_name} {shown(high)}"
                problem = f"{low_name} is hoger dan {high_name}"
                yield adopted.of(f"jaar {year}", found, problem, "minimum ≤ medio ≤ maximum")


def refuse_adopted_below_realised(adopted: Table, realised: Table, settings: RoundSettings) -> Iterator[Problem]:
    """A year's number is at least what already came in."""
    known = realised_by_year(realised)
    for row, year, value in adopted.rows("jaar", "waarde"):
        if year in settings.realised_months and value < known.get(year, 0.0):
            problem = f"dit is minder dan de {shown(known[year])} die in {year} al gerealiseerd zijn"
            yield adopted.at(row, "waarde", problem, f"een aantal van {shown(known[year])} of hoger")


def realised_by_year(realised: Table) -> dict[int, float]:
    """First applications realised by month, per year."""
    rows = realised.rows("periode", "indicator", "waarde", "status")
    counted = (
        (period, value) for _, period, name, value, status in rows if name == FIRST_INFLOW and status != "aanname"
    )
    years: dict[int, float] = {}
    for month, value in by_month(counted).items():
        years[month.year] = years.get(month.year, 0.0) + value
    return years
