"""What is refused of ``realisaties.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import inf

from mpp_lib.base.catalogue import FIRST_INFLOW, Catalogue, IndicatorSpec
from mpp_lib.base.errors import Problem
from mpp_lib.base.look_back import KINDS, NATIONALITY, countries, nationality_name
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.inputs.declared.unknown import UNKNOWN
from mpp_lib.inputs.reading.nearest import nearest
from mpp_lib.inputs.reading.numbers import is_counted, is_share
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.spans import rows_of, shown, spans
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.indicators import known_indicators
from mpp_lib.inputs.rules.limits import Limits, refuse_values
from mpp_lib.inputs.unknown import Unknown

EVERY_MONTH = "elke maand, of een rij per kwartaal of jaar; een cijfer dat er niet is in onbekend.csv"
ROUNDING = 0.5
PARTS_ROUNDING = 2.5
"""Nationalities are published in fives: each can be this much too high."""


def check_realisations_in_round(realised: Table, unknown: Unknown, settings: RoundSettings) -> Iterator[Problem]:
    """Every refusal that needs the months of the round."""
    yield from refuse_realised_after_end(realised, settings)
    yield from refuse_missing_first_inflow(realised, unknown, settings)


def check_realisations_in_chain(realised: Table, unknown: Unknown, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal that needs the indicators of the chain."""
    yield from refuse_gaps(realised, unknown, catalogue)
    yield from refuse_values_out_of_range(realised, catalogue)


def refuse_gaps(realised: Table, unknown: Unknown, catalogue: Catalogue) -> Iterator[Problem]:
    """A flow that is monthly misses no month between its first and its last but those that nobody has a figure of.

    A stock is known when it was counted.
    """
    series = list(realised.groups(("indicator",), "periode"))
    known = known_indicators((name for (name,), _ in series), catalogue, looked_back=True)
    for (indicator,), rows in series:
        gaps = _gaps(_months(period for _, period in rows)) - unknown.absent(indicator)
        if gaps and not _is_counted_at_end(known.get(indicator)):
            where, problem = f"indicator {indicator}", f"de maandreeks mist {spans(gaps)}"
            yield realised.of(where, "", problem, EVERY_MONTH)


def refuse_realised_after_end(realised: Table, settings: RoundSettings) -> Iterator[Problem]:
    """Only an assumption can be about a period that was not over."""
    end = settings.realised_until
    for row, period, status in realised.rows("periode", "status"):
        if status != "aanname" and Period.parse(period).end > end:
            problem = f"de periode eindigt na de laatste gerealiseerde maand {end}"
            yield realised.at(row, "periode", problem, f"een periode tot en met {end}, of status aanname")


def refuse_missing_first_inflow(realised: Table, unknown: Unknown, settings: RoundSettings) -> Iterator[Problem]:
    """The months of the horizon that are realised have their first applications."""
    needed = [month for month in settings.span.months if month <= settings.realised_until]
    if not realised.trusted("periode", "indicator", "status"):
        return
    rows = realised.rows("periode", "indicator", "status")
    counted = (period for _, period, name, status in rows if name == FIRST_INFLOW and status != "aanname")
    absent = unknown.absent(FIRST_INFLOW)
    missing = set(needed) - _told_of(_months(counted), absent)
    if missing:
        where, problem = f"indicator {FIRST_INFLOW}", f"deze gerealiseerde maanden ontbreken: {spans(missing)}"
        expected = f"elke maand van {spans(needed)}, niet met status aanname"
        nobody = f"; van {spans(missing & absent)} is er geen cijfer: zet realised_until daarvoor"
        yield realised.of(where, "", problem, expected + (nobody if missing & absent else ""))


def refuse_values_out_of_range(realised: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A share lies in [0, 1], a count is not negative, and only a share is written with a percent sign."""
    rows = list(realised.rows("indicator", "waarde"))
    known = known_indicators((name for _, name, _ in rows), catalogue, looked_back=True)
    limits = {name: _limits(spec) for name, spec in known.items()}
    yield from refuse_values(realised, ((row, value, limits[name]) for row, name, value in rows if name in limits))


def warn_parts_of_people(realised: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Nobody is counted in part: remarkable of a definitive count."""
    rows = list(realised.rows("indicator", "waarde", "status"))
    known = known_indicators((name for _, name, _, _ in rows), catalogue, looked_back=True)
    parts: dict[str, list[int]] = {}
    for row, indicator, value, status in rows:
        if status == "definitief" and value % 1 and indicator in known and is_counted(known[indicator].unit):
            parts.setdefault(indicator, []).append(row)
    for indicator, found in parts.items():
        problem = f"een definitief aantal heeft decimalen ({rows_of(len(found))})"
        yield realised.at(found[0], "waarde", problem, f"hele {known[indicator].unit}, of een andere status")


def _limits(spec: IndicatorSpec) -> Limits:
    return Limits(spec.id, spec.unit, -inf if spec.signed else 0.0, 1.0 if is_share(spec.unit) else inf)


def refuse_missing_start(
    realised: Table, unknown: Unknown, kernels: Table, settings: RoundSettings, catalogue: Catalogue
) -> Iterator[Problem]:
    """The chain has its opening stocks, and the past of every flow it looks back on; what is not known is assumed."""
    if not (realised.trusted("periode", "indicator") and kernels.trusted("parameter", "k")):
        return
    series = realised.groups(("indicator",), "periode")
    months = {name: _months(period for _, period in rows) for (name,), rows in series}
    known = known_indicators(months, catalogue, looked_back=True)
    misspelt = {nearest(name, catalogue.indicators) for name in months if name not in known}
    for indicator, count in months_needed(lags_of(kernels), catalogue).items():
        needed = month_range(settings.span.start - count, count)
        given, absent = months.get(indicator, set()), unknown.absent(indicator)
        whole = given if _is_counted_at_end(known.get(indicator)) else _told_of(given, absent)
        missing = set(needed) - whole
        if missing and indicator not in misspelt:
            opening = needed == (settings.span.start - 1,)
            problem = "de beginstand ontbreekt" if opening else f"van de maanden voor de horizon mist {spans(missing)}"
            expected = f"een waarde voor {needed[0]}" if opening else f"elke maand van {spans(needed)}"
            if missing & absent:
                problem += f"; dat cijfer is er niet ({UNKNOWN.file})"
                yield realised.of(f"indicator {indicator}", "", problem, f"{expected}, hier met status aanname")
                continue
            lacking = realised.of(f"indicator {indicator}", "", problem, f"{expected} (mag met status aanname)")
            yield lacking.awaited_from(catalogue.indicators[indicator].partner)


def lags_of(kernels: Table) -> Iterator[tuple[str, int]]:
    """Name and lag of every share that could be read."""
    return ((name, k) for _, name, k in kernels.rows("parameter", "k"))


def months_needed(lags: Iterable[tuple[str, int]], catalogue: Catalogue) -> dict[str, int]:
    """Indicator → months before the horizon that it needs.

    Args:
        lags: name and lag (or class) of every share of every distribution.
    """
    longest: dict[str, int] = {}
    for name, k in lags:
        longest[name] = max(k, longest.get(name, 0))
    needed = dict.fromkeys(catalogue.opening, 1)
    for flow, months in catalogue.history.items():
        needed[flow] = max(months, needed.get(flow, 0))
    for flow, names in catalogue.delays.items():
        lag = max((longest.get(name, 0) for name in names), default=0)
        needed[flow] = max(lag, needed.get(flow, 0))
    return {indicator: months for indicator, months in needed.items() if months}


def refuse_parts_above_whole(realised: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """Opening stocks that are part of others are no larger."""
    month = str(settings.span.start - 1)
    rows = realised.rows("periode", "indicator", "waarde")
    opening = {name: value for _, period, name, value in rows if period == month}
    for parts, wholes in catalogue.nested:
        if not {*parts, *wholes} <= opening.keys():
            continue
        part, whole = sum(opening[name] for name in parts), sum(opening[name] for name in wholes)
        if part > whole:
            found = f"{shown(part)} tegen {shown(whole)}"
            problem = f"de beginstand van {' + '.join(parts)} is te hoog"
            yield realised.of(f"periode {month}", found, problem, f"ten hoogste die van {' + '.join(wholes)}")


def warn_nationalities_above_total(realised: Table) -> Iterator[Problem]:
    """Nationalities together are more than all people: remarkable, and shown in the report."""
    series = _by_period(realised) or {}
    for kind, total in KINDS.items():
        parts = [series[name] for name in sorted(series) if _kind_of(name) == kind]
        for period, whole in series.get(total, {}).items():
            together, cells = _sum_over(period, parts)
            if together > whole + ROUNDING + PARTS_ROUNDING * cells:
                found = f"{shown(together)} tegen {shown(whole)}"
                problem = f"de nationaliteiten samen zijn meer dan {total}"
                yield realised.of(f"periode {period}", found, problem, f"ten hoogste {total}")


def _kind_of(indicator: str) -> str:
    """The kind of inflow of a nationality; empty of anything else."""
    found = NATIONALITY.fullmatch(indicator)
    return found[2] if found else ""


def warn_unknown_nationalities(realised: Table) -> Iterator[Problem]:
    """A nationality whose name is not known counts as any other: remarkable, for it may be misspelt."""
    names = dict.fromkeys(name for _, name in realised.rows("indicator"))
    found = {name: match[1] for name in names if (match := NATIONALITY.fullmatch(name))}
    for indicator, country in found.items():
        if country not in countries():
            problem = f"deze nationaliteit staat niet in de lijst; zij telt mee als {nationality_name(country)}"
            yield realised.of(f"indicator {indicator}", "", problem, "een nationaliteit uit de lijst, of zo bedoeld")


def _by_period(realised: Table) -> dict[str, dict[str, float]] | None:
    """Indicator → period → value; None where a period has two."""
    series: dict[str, dict[str, float]] = {}
    for _, period, indicator, value in realised.rows("periode", "indicator", "waarde"):
        own = series.setdefault(indicator, {})
        if period in own:
            return None
        own[period] = value
    return series


def _sum_over(period: str, parts: Sequence[Mapping[str, float]]) -> tuple[float, int]:
    """What the parts come to in a period, from the period itself or its months, and from how many numbers."""
    months = [str(month) for month in Period.parse(period).months]
    given = [[part[period]] if period in part else [part[month] for month in months if month in part] for part in parts]
    return sum(map(sum, given)), sum(map(len, given))


def _is_counted_at_end(spec: IndicatorSpec | None) -> bool:
    return spec is not None and spec.aggregation.at_end


def _told_of(months: set[Month], absent: Set[Month]) -> set[Month]:
    """Months that are there or whose absence is refused as a gap."""
    return months | (_gaps(months) - absent)


def _gaps(months: set[Month]) -> set[Month]:
    return set(month_range(min(months), max(months).since(min(months)))) - months if months else set()


def _months(periods: Iterable[str]) -> set[Month]:
    return {period.start for period in map(Period.parse, periods) if period.length == MONTH}
