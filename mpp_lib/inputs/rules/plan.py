"""What is refused of the IND-prognoseplan, as CSV and as workbook: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import SCENARIOS as MPP_SCENARIOS
from mpp_lib.base.catalogue import Catalogue, PlanSpec
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.plan.words import COUNTED
from mpp_lib.inputs.reading.nearest import expected_name, nearest
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.spans import rows_of, spans
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.limits import Limits, refuse_values


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


def refuse_unknown_streams(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row is about a stream of the plan."""
    known = _streams(catalogue)
    for (stream,), rows in plan.groups(("stroom",)):
        if stream not in known:
            expected = expected_name("een stroom van het plan", stream, known)
            yield plan.at(rows[0][0], "stroom", f"onbekende stroom ({rows_of(len(rows))})", expected)


def refuse_unknown_quantities(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row of a known stream is about a known quantity."""
    known = {*COUNTED, *(spec.quantity for spec in catalogue.plan)}
    for (stream, quantity), rows in plan.groups(("stroom", "grootheid")):
        if stream in _streams(catalogue) and not _is_known(stream, quantity, catalogue):
            expected = expected_name("een grootheid van het plan", quantity, known)
            problem = f"onbekende grootheid van {stream} ({rows_of(len(rows))})"
            yield plan.at(rows[0][0], "grootheid", problem, expected)


def refuse_values_out_of_range(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A share lies in [0, 1], a count is not negative, and only a share is written with a percent sign."""
    limits = {(spec.stream, spec.quantity): _limits(spec) for spec in catalogue.plan}
    named = {key: limits.get(key) or _extra_limits(*key) for key in _series(plan)}
    rows = plan.rows("stroom", "grootheid", "waarde")
    yield from refuse_values(plan, ((row, value, named[stream, quantity]) for row, stream, quantity, value in rows))


def refuse_percentages_without_definition(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A percentage means nothing without its definition."""
    shares = {(spec.stream, spec.quantity): is_share(spec.unit) for spec in catalogue.plan}
    for (stream, quantity), rows in plan.groups(("stroom", "grootheid"), "definitie"):
        empty = [row for row, definition in rows if not definition]
        if empty and shares.get((stream, quantity), "percentage" in quantity):
            problem = f"het percentage heeft geen definitie ({rows_of(len(empty))})"
            yield plan.at(empty[0], "definitie", problem, "welke beslissingen meetellen")


def refuse_months_outside_horizon(plan: Table, settings: RoundSettings) -> Iterator[Problem]:
    """The plan is about the months of the horizon."""
    months = set(map(Month.parse, plan.distinct("maand")))
    outside = months - set(settings.span.months)
    if outside:
        expected = f"maanden van {settings.span.start} tot en met {settings.span.end}"
        yield plan.of("kolom maand", spans(outside), "deze maanden liggen buiten de horizon", expected)


def refuse_missing_series(plan: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every series that the chain takes is there."""
    if not plan.trusted("stroom", "grootheid"):
        return
    present = _series(plan)
    misspelt = {_meant(stream, quantity, catalogue) for stream, quantity in present}
    for spec in catalogue.plan:
        if (spec.stream, spec.quantity) not in present | misspelt:
            where = f"stroom {spec.stream}, grootheid {spec.quantity}"
            missing = plan.of(where, "", "de reeks ontbreekt", f"{spec.label}, per maand en per mpp-scenario")
            yield missing.awaited_from(plan.declared.owner)


def refuse_missing_months(plan: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """A series of the plan has every month of the horizon, for every mpp-scenario."""
    months = {str(month): month for month in settings.span.months}
    for (stream, quantity), rows in plan.groups(("stroom", "grootheid"), "mpp_scenario", "maand"):
        if not _is_known(stream, quantity, catalogue):
            continue
        given = {(scenario, month) for _, scenario, month in rows}
        for scenario in MPP_SCENARIOS:
            missing = [month for name, month in months.items() if (scenario, name) not in given]
            if missing:
                where = f"stroom {stream}, grootheid {quantity}, {scenario}"
                expected = f"elke maand van {settings.span.start} t/m {settings.span.end}"
                yield plan.of(where, "", f"de reeks mist {spans(missing)}", expected)


def _series(plan: Table) -> set[tuple[str, str]]:
    """Stream and quantity of every row in which both could be read."""
    return {(stream, quantity) for _, stream, quantity in plan.rows("stroom", "grootheid")}


def _limits(spec: PlanSpec) -> Limits:
    return Limits(f"{spec.quantity} van {spec.stream}", spec.unit, spec.low, spec.high)


def _extra_limits(stream: str, quantity: str) -> Limits:
    """Of a quantity that the chain does not take: its name says whether it is a share."""
    name = f"{quantity} van {stream}"
    return Limits(name, "aandeel", 0.0, 1.0) if "percentage" in quantity else Limits(name, "")


def _is_known(stream: str, quantity: str, catalogue: Catalogue) -> bool:
    extra = quantity in COUNTED or "percentage" in quantity
    declared = any((spec.stream, spec.quantity) == (stream, quantity) for spec in catalogue.plan)
    return declared or (extra and stream in _streams(catalogue))


def _streams(catalogue: Catalogue) -> list[str]:
    return sorted({spec.stream for spec in catalogue.plan})


def _meant(stream: str, quantity: str, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """The series that a misspelt stream or quantity most resembles."""
    near_stream = stream if stream in _streams(catalogue) else nearest(stream, _streams(catalogue))
    quantities = [spec.quantity for spec in catalogue.plan if spec.stream == near_stream]
    known = near_stream is not None and _is_known(near_stream, quantity, catalogue)
    return near_stream, quantity if known else nearest(quantity, quantities)
