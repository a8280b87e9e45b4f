"""What is refused of ``parameters.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS as MPP_SCENARIOS
from mpp_lib.base.catalogue import Catalogue, ParameterSpec
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.reading.nearest import expected_name, nearest
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.limits import Limits, refuse_percentage, refuse_values
from mpp_lib.inputs.rules.scenarios import TOLERANCE
from mpp_lib.inputs.series import Array, parameter_arrays

RESERVED = {
    spec.name: spec
    for spec in (
        ParameterSpec("rho_s", "persistentie van het toekomstscenario", "", 0.0, 1.0, required=False),
        ParameterSpec("rho_w", "samenhang binnen het toekomstscenario", "", 0.0, 1.0, required=False),
        ParameterSpec("kappa", "vastheid van het seizoenspatroon", "", 0.0, inf, required=False),
    )
}
"""Names of the Prognose, not of the chain: one value for the whole round."""


def check_parameters(parameters: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal that needs no horizon."""
    yield from refuse_unknown_parameters(parameters, catalogue)
    yield from refuse_other_units(parameters, catalogue)
    yield from refuse_values_out_of_range(parameters, catalogue)
    yield from refuse_uncertainty_out_of_range(parameters, catalogue)
    yield from refuse_half_years_that_start_elsewhere(parameters, catalogue)
    yield from refuse_reserved_by_scenario_or_month(parameters)


def check_parameters_in_round(parameters: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal that needs the horizon."""
    yield from refuse_missing_parameters(parameters, settings, catalogue)
    yield from refuse_parameters_over_limit(parameters, settings, catalogue)


def refuse_unknown_parameters(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row is about a parameter of the chain or a reserved name."""
    known = [*catalogue.parameters, *RESERVED]
    for row, name in table.rows("parameter"):
        if name not in known:
            expected = expected_name("een parameter van de keten", name, known)
            yield table.at(row, "parameter", "onbekende parameter", expected)


def refuse_other_units(parameters: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A value is in the unit the chain counts in."""
    for row, name, unit in parameters.rows("parameter", "eenheid"):
        spec = catalogue.parameters.get(name)
        if spec is not None and unit != spec.unit:
            yield parameters.at(row, "eenheid", f"{name} heeft een andere eenheid", spec.unit)


def refuse_values_out_of_range(parameters: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A value lies in the range the chain allows; only a share is written with a percent sign."""
    specs = {**catalogue.parameters, **RESERVED}
    limits = {name: Limits(name, spec.unit, spec.low, spec.high) for name, spec in specs.items()}
    for row, name, value in parameters.rows("parameter", "waarde"):
        if name in limits:
            yield from refuse_values(parameters, [(row, value, limits[name])])
        if name == "kappa" and value == 0:
            yield parameters.at(row, "waarde", "kappa is niet groter dan 0", "een getal groter dan 0")


def refuse_uncertainty_out_of_range(parameters: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A spread is not negative; only that of a share is written with a percent sign."""
    for row, name, value in parameters.rows("parameter", "onzekerheid"):
        if name in catalogue.parameters:
            yield from refuse_percentage(parameters, row, "onzekerheid", catalogue.parameters[name].unit)
        if value < 0:
            yield parameters.at(row, "onzekerheid", "dit is negatief")


def refuse_half_years_that_start_elsewhere(parameters: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A value per half-year starts with the half-year."""
    for row, name, since in parameters.rows("parameter", "vanaf"):
        spec = catalogue.parameters.get(name)
        if spec is not None and spec.per_half_year and Month.parse(since).month not in (1, 7):
            yield parameters.at(row, "vanaf", f"{name} geldt per halfjaar", "januari of juli, zoals 2024-07")


def refuse_reserved_by_scenario_or_month(parameters: Table) -> Iterator[Problem]:
    """The Prognose has one value of each of its own parameters."""
    seen: dict[str, int] = {}
    for row, name, scenario in parameters.rows("parameter", "mpp_scenario"):
        if name in RESERVED and scenario:
            yield parameters.at(row, "mpp_scenario", f"{name} geldt voor de hele ronde", "een lege cel")
        elif name in RESERVED and seen.setdefault(name, row) != row:
            yield parameters.at(row, "parameter", f"{name} heeft al een waarde in rij {seen[name]}", "één rij")


def refuse_missing_parameters(parameters: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """What the chain needs is there from the first month of the horizon on, for every mpp-scenario."""
    if not parameters.trusted("parameter"):
        return
    names = parameters.distinct("parameter")
    misspelt = {nearest(name, catalogue.parameters) for name in names if name not in catalogue.parameters}
    for name in sorted(catalogue.parameters.keys() - names - misspelt):
        if catalogue.parameters[name].required:
            missing = catalogue.parameters[name]
            expected = f"{missing.label} (eenheid {missing.unit}), vanaf {settings.span.start} of eerder"
            problem = parameters.of(f"parameter {name}", "", "de parameter ontbreekt", expected)
            yield problem.awaited_from(missing.partner)
    for (name,), rows in parameters.groups(("parameter",), "vanaf", "mpp_scenario"):
        spec = catalogue.parameters.get(name)
        if spec is not None and spec.required:
            starts = [(since, scenario) for _, since, scenario in rows]
            yield from _refuse_late_start(parameters, spec, settings.span.start, starts)


def _refuse_late_start(
    table: Table, spec: ParameterSpec, start: Month, starts: Iterable[tuple[str, str]]
) -> Iterator[Problem]:
    months = [(Month.parse(since), scenario) for since, scenario in starts]
    if spec.per_half_year and any(since.month not in (1, 7) for since, _ in months):
        return
    early = {scenario for since, scenario in months if (since == start if spec.per_half_year else since <= start)}
    late = [scenario for scenario in MPP_SCENARIOS if not early & {"", scenario}]
    if late:
        where, found = f"parameter {spec.name}", f"niets voor {', '.join(late)}"
        expected = f"een rij vanaf {start}" if spec.per_half_year else f"een rij vanaf {start} of eerder"
        yield table.of(where, found, f"er is geen waarde in {start}", expected)


def refuse_parameters_over_limit(parameters: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """Parameters that share one whole are together no more than it."""
    for names, most in catalogue.limits:
        total = _total(parameters, [catalogue.parameters[name] for name in names], settings.span.months)
        over = np.argwhere(total > most + TOLERANCE)
        if over.size:
            month, scenario = settings.span.months[over[0][0]], MPP_SCENARIOS[over[0][1]]
            found = f"{shown(total[tuple(over[0])])} in {month} ({scenario})"
            problem = "de parameters zijn samen te hoog"
            yield parameters.of(f"parameters {' + '.join(names)}", found, problem, f"samen ten hoogste {shown(most)}")


def _total(parameters: Table, specs: Sequence[ParameterSpec], months: Sequence[Month]) -> Array:
    """The sum by month and mpp-scenario; nothing where a value is missing, unreadable or out of range by itself."""
    nothing = np.zeros((0, len(MPP_SCENARIOS)))
    if not parameters.trusted("parameter", "vanaf", "mpp_scenario", "waarde"):
        return nothing
    try:
        values = list(parameter_arrays(parameters.values, specs, months).values())
    except ValueError:
        return nothing
    inside = all(((spec.low <= each) & (each <= spec.high)).all() for spec, each in zip(specs, values, strict=True))
    return np.sum(values, axis=0) if inside else nothing


def warn_values_passed_by(parameters: Table) -> Iterator[Problem]:
    """A row for all mpp-scenarios does not reach a scenario that already has a value of its own."""
    expected = "een eigen rij per mpp-scenario, waar de waarde daarvoor wijzigt"
    for (name,), rows in parameters.groups(("parameter",), "vanaf", "mpp_scenario"):
        for row, since, scenario in rows:
            earlier = {own for _, start, own in rows if start < since}
            passed = [each for each in MPP_SCENARIOS if each in earlier]
            if not scenario and passed:
                problem = f"{name} heeft voor {', '.join(passed)} al eerder een eigen waarde, die blijft gelden"
                yield parameters.at(row, "vanaf", problem, expected)
