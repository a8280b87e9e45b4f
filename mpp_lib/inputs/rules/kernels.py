"""What is refused of ``verdelingen.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.reading.nearest import expected_name, nearest
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.scenarios import TOLERANCE
from mpp_lib.inputs.series import kernel


def check_kernels(kernels: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal that needs no horizon."""
    yield from refuse_unknown_kernels(kernels, catalogue)
    yield from refuse_lags_too_short(kernels, catalogue)
    yield from refuse_other_sums(kernels, catalogue)
    yield from refuse_groups_not_summing_to_one(kernels, catalogue)
    yield from refuse_rising_survival(kernels, catalogue)


def refuse_unknown_kernels(kernels: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row is about a distribution of the chain."""
    for (name,), rows in kernels.groups(("parameter",)):
        if name not in catalogue.kernels:
            expected = expected_name("een verdeling van de keten", name, catalogue.kernels)
            yield kernels.at(rows[0][0], "parameter", "onbekende verdeling", expected)


def refuse_lags_too_short(kernels: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Inside feedback nothing comes back within the month."""
    for row, name, k in kernels.rows("parameter", "k"):
        spec = catalogue.kernels.get(name)
        if spec is not None and k < spec.first_lag:
            yield kernels.at(row, "k", f"{name} begint bij k = {spec.first_lag}", f"k van {spec.first_lag} of hoger")


def refuse_other_sums(kernels: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """The shares of one entry month sum to what takes that road."""
    for (name, since), rows in kernels.groups(("parameter", "vanaf"), "k", "aandeel"):
        spec = catalogue.kernels.get(name)
        if spec is None or spec.total is None or len({k for _, k, _ in rows}) < len(rows):
            continue
        total = float(np.sum([share for _, _, share in rows]))
        if abs(total - spec.total) > TOLERANCE:
            where, problem = f"verdeling {name}, vanaf {since}", f"de aandelen tellen niet op tot {shown(spec.total)}"
            yield kernels.of(where, shown(total), problem, f"aandelen die optellen tot {shown(spec.total)}")


def refuse_groups_not_summing_to_one(kernels: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """The roads out of one stock together let everybody out, whatever the month of entry."""
    groups: dict[str, list[str]] = {}
    for spec in catalogue.kernels.values():
        if spec.group:
            groups.setdefault(spec.group, []).append(spec.name)
    for names in groups.values():
        yield from _refuse_group(kernels, names)


def _refuse_group(kernels: Table, names: Sequence[str]) -> Iterator[Problem]:
    if not kernels.trusted("parameter", "vanaf", "k", "aandeel"):
        return
    given = [(name, since, k) for _, name, since, k in kernels.rows("parameter", "vanaf", "k") if name in names]
    if {name for name, _, _ in given} != set(names) or len(set(given)) < len(given):
        return
    roads = [kernel(kernels.values, name) for name in names]
    for since in sorted({since for _, since, _ in given}):
        total = sum(float(road.by_entry_month([Month.parse(since)]).sum()) for road in roads)
        if abs(total - 1) > TOLERANCE:
            where = f"verdelingen {', '.join(names)}, vanaf {since}"
            yield kernels.of(
                where, shown(total), "de wegen tellen samen niet op tot 1", "aandelen die samen optellen tot 1"
            )


def refuse_rising_survival(kernels: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Of who came in together no more are present as time goes by; a month without a row has none."""
    for (name, since), rows in kernels.groups(("parameter", "vanaf"), "k", "aandeel"):
        if name not in catalogue.kernels or not catalogue.kernels[name].surviving:
            continue
        shares = {k: share for _, k, share in rows}
        for row, k, share in rows:
            before = shares.get(k - 1, 0.0)
            if k > min(shares) and share > before:
                problem = f"{name} vanaf {since} stijgt van k = {k - 1} naar k = {k}; wie er nog is, wordt niet meer"
                yield kernels.at(row, "aandeel", problem, f"ten hoogste {shown(before)}, zoals bij k = {k - 1}")


def refuse_missing_kernels(kernels: Table, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    """Every distribution of the chain is there when the horizon starts."""
    if not kernels.trusted("parameter"):
        return
    names = kernels.distinct("parameter")
    misspelt = {nearest(name, catalogue.kernels) for name in names if name not in catalogue.kernels}
    for name in sorted(catalogue.kernels.keys() - names - misspelt):
        spec = catalogue.kernels[name]
        expected = f"{spec.label}, vanaf {settings.span.start} of eerder"
        problem = kernels.of(f"verdeling {name}", "", "de verdeling ontbreekt", expected)
        yield problem.awaited_from(spec.partner)
    for (name,), rows in kernels.groups(("parameter",), "vanaf"):
        first = min(since for _, since in rows)
        if name in catalogue.kernels and Month.parse(first) > settings.span.start:
            expected = f"een verdeling vanaf {settings.span.start} of eerder"
            yield kernels.of(f"verdeling {name}", first, "de verdeling begint na de horizon", expected)
