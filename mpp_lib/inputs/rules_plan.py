"""What is refused of ``ind_prognoseplan.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import SCENARIOS as MPP_SCENARIOS
from mpp_lib.base.catalogue import Catalogue, PlanSpec
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.nearest import expected_name, nearest
from mpp_lib.inputs.numbers import is_share
from mpp_lib.inputs.settings import RoundSettings
from mpp_lib.inputs.tables import Table
from mpp_lib.inputs.wording import shown, spans

COUNTED = ("instroom", "capaciteit", "beslissingen", "zonder_beslissing", "voorraad")
"""Quantities a plan may hold of any stream, besides those the chain takes; and any percentage."""


def check_plan(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal that needs no horizon."""
    yield from refuse_unknown_streams(plan, catalogue)
    yield from refuse_unknown_quantities(plan, catalogue)
    yield from refuse_values_out_of_range(plan, catalogue)
    yield from refuse_percentages_without_definition(plan, catalogue)


def check_plan_in_round(plan: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal that needs the horizon."""
    yield from refuse_months_outside_horizon(plan, settings)
    yield from refuse_missing_series(plan, catalogue)
    yield from refuse_missing_months(plan, settings, catalogue)


def is_percentage(quantity: str, unit: str | None) -> bool:
    """Whether a quantity is a share: the chain says so, or its name does."""
    return is_share(unit) if unit is not None else "percentage" in quantity


def refuse_unknown_streams(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row is about a stream of the plan."""
    known = _streams(catalogue)
    for (stream,), rows in plan.groups(("stroom",)):
        if stream not in known:
            expected = expected_name("een stroom van het plan", stream, known)
            yield plan.at(int(rows.index[0]), "stroom", f"onbekende stroom ({len(rows)} rijen)", expected)


def refuse_unknown_quantities(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row of a known stream is about a known quantity."""
    specs, known = _specs(catalogue), {*COUNTED, *(spec.quantity for spec in catalogue.plan)}
    for (stream, quantity), rows in plan.groups(("stroom", "grootheid")):
        extra = quantity in COUNTED or "percentage" in quantity
        if stream in _streams(catalogue) and (stream, quantity) not in specs and not extra:
            expected = expected_name("een grootheid van het plan", quantity, known)
            problem = f"onbekende grootheid van {stream} ({len(rows)} rijen)"
            yield plan.at(int(rows.index[0]), "grootheid", problem, expected)


def refuse_values_out_of_range(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A share lies in [0, 1], a count is not negative, and only a share is written with a percent sign."""
    specs = _specs(catalogue)
    for row, stream, quantity, value in plan.usable("stroom", "grootheid", "waarde").itertuples():
        spec = specs.get((stream, quantity))
        percentage = is_percentage(quantity, spec.unit if spec else None)
        low, high = (0.0, 1.0) if percentage else (0.0, float("inf"))
        low, high = (max(low, spec.low), min(high, spec.high)) if spec else (low, high)
        if not percentage and str(plan.cells.loc[row, "waarde"]).endswith("%"):
            yield plan.at(row, "waarde", "een percentage past hier niet", f"het aantal {quantity} van {stream}")
        elif not low <= value <= high:
            expected = f"een getal van {shown(low)}" + (
                " of hoger" if high == float("inf") else f" tot en met {shown(high)}"
            )
            yield plan.at(row, "waarde", f"{quantity} van {stream} ligt buiten het bereik", expected)


def refuse_percentages_without_definition(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A percentage means nothing without its definition."""
    specs = _specs(catalogue)
    for (stream, quantity), rows in plan.groups(("stroom", "grootheid"), "definitie"):
        spec = specs.get((stream, quantity))
        empty = rows[rows["definitie"] == ""]
        if is_percentage(quantity, spec.unit if spec else None) and not empty.empty:
            problem = f"het percentage heeft geen definitie ({len(empty)} rijen)"
            yield plan.at(int(empty.index[0]), "definitie", problem, "welke beslissingen meetellen")


def refuse_months_outside_horizon(plan: Table, settings: RoundSettings) -> Iterator[Problem]:
    """The plan is about the months of the horizon."""
    rows = plan.usable("maand")
    outside = sorted({month for month in map(Month.parse, rows["maand"]) if month not in settings.span.months})
    if outside:
        expected = f"maanden van {settings.span.start} tot en met {settings.span.end}"
        yield plan.of("kolom maand", spans(outside), "deze maanden liggen buiten de horizon", expected)


def refuse_missing_series(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every series that the chain takes is there."""
    if not plan.trusted("stroom", "grootheid"):
        return
    present = set(zip(plan.frame["stroom"], plan.frame["grootheid"], strict=True))
    misspelt = {_meant(stream, quantity, catalogue) for stream, quantity in present}
    for spec in catalogue.plan:
        if (spec.stream, spec.quantity) not in present | misspelt:
            where = f"stroom {spec.stream}, grootheid {spec.quantity}"
            yield plan.of(where, "", "de reeks ontbreekt", f"{spec.label}, per maand en per mpp-scenario")


def refuse_missing_months(plan: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """A series of the plan has every month of the horizon, for every mpp-scenario."""
    for (stream, quantity), rows in plan.groups(("stroom", "grootheid"), "maand", "mpp_scenario"):
        if stream not in _streams(catalogue):
            continue
        for scenario in MPP_SCENARIOS:
            months = set(map(Month.parse, rows.loc[rows["mpp_scenario"] == scenario, "maand"]))
            missing = set(settings.span.months) - months
            if missing:
                where = f"stroom {stream}, grootheid {quantity}, {scenario}"
                expected = f"elke maand van {settings.span.start} t/m {settings.span.end}"
                yield plan.of(where, "", f"de reeks mist {spans(missing)}", expected)


def _specs(catalogue: Catalogue) -> dict[tuple[str, str], PlanSpec]:
    return {(spec.stream, spec.quantity): spec for spec in catalogue.plan}


def _streams(catalogue: Catalogue) -> list[str]:
    return sorted({spec.stream for spec in catalogue.plan})


def _meant(stream: str, quantity: str, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """The series that a misspelt stream or quantity most resembles."""
    near_stream = stream if stream in _streams(catalogue) else nearest(stream, _streams(catalogue))
    quantities = [spec.quantity for spec in catalogue.plan if spec.stream == near_stream]
    extra = quantity in (*COUNTED, *quantities) or "percentage" in quantity
    return near_stream, quantity if extra else nearest(quantity, quantities)
