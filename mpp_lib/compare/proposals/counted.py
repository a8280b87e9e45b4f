"""Parameters that are counted as they are: a flow that is the parameter, or a share of another flow.

Which these are follows from the formulas of the chain: ``node = parameter`` and ``node = parameter · whole``. The value
is Σ parts / Σ wholes over the figures of the last years; of a flow that is the parameter a whole is its months. Its
standard error is that of a ratio estimator, √(n/(n−1) · Σ(yᵢ − p·xᵢ)²) / Σxᵢ, and never less than chance alone gives
the sum of the counts: binomial for a share, Poisson otherwise.

Source: docs/ijken.md, *Wat geteld is*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from mpp_lib.base.catalogue import Aggregation, ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, YEAR, Period
from mpp_lib.compare.proposals.evidence import COUNT, FEWEST, Evidence, Lack, interval, rounded
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.expression import Binary, Expr, Param, Ref
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult

WINDOW = 3 * YEAR
"""Months before the horizon whose figures count: what was longer ago says how it went then."""


@dataclass(frozen=True)
class Share:
    """Of which whole a node is which parameter; a flow that is the parameter has no whole but its months."""

    part: str
    whole: str


@dataclass(frozen=True)
class Figure:
    """A count and what it is a part of, in one period."""

    period: Period
    part: float
    whole: float


def counted(result: RoundResult) -> dict[str, Evidence | Lack]:
    """Every parameter that could be counted → its value, or why there are too few figures of it."""
    specs = {spec.name: spec for spec in result.chain.parameters}
    return {name: _evidence(result, specs[name], shares) for name, shares in shares_of(result.chain).items()}


def shares_of(chain: Chain) -> dict[str, tuple[Share, ...]]:
    """Parameter → the flows that are that parameter, or that share of another flow in the same month."""
    found: dict[str, list[Share]] = {}
    for node in chain.nodes:
        told = _told(node.formula)
        if told and node.aggregation is Aggregation.FLOW:
            name, whole = told
            if not whole or chain.by_id[whole].aggregation is Aggregation.FLOW:
                found.setdefault(name, []).append(Share(node.id, whole))
    return {name: tuple(shares) for name, shares in found.items()}


def _told(formula: Expr) -> tuple[str, str] | None:
    match formula:
        case Param(name):
            return name, ""
        case Binary("*", Param(name), Ref(whole, 0)) | Binary("*", Ref(whole, 0), Param(name)):
            return name, whole
        case _:
            return None


def _evidence(result: RoundResult, spec: ParameterSpec, shares: tuple[Share, ...]) -> Evidence | Lack:
    until = result.inputs.settings.realised_until
    every = [figure for share in shares for figure in _figures(result, share)]
    figures = [figure for figure in every if figure.period.start > until - WINDOW and figure.period.end <= until]
    if len(figures) < FEWEST or not sum(figure.whole for figure in figures):
        return Lack(_too_few(every, len(figures), until))
    value = sum(figure.part for figure in figures) / sum(figure.whole for figure in figures)
    low, high = interval(spec, value, standard_error(figures, share=is_share(spec.unit)), len(figures) - 1)
    start, end = min(figure.period.start for figure in figures), max(figure.period.end for figure in figures)
    return Evidence(COUNT, rounded(value), low, high, start, end, len(figures), tuple(share.part for share in shares))


def _figures(result: RoundResult, share: Share) -> Iterator[Figure]:
    """By month or by year, whichever there are more of."""
    parts = result.realised(share.part)
    wholes: Mapping[Period, float] = (
        result.realised(share.whole) if share.whole else {period: float(period.length) for period in parts}
    )
    known = [period for period in parts if period in wholes and _counts(result, share, period)]
    for period in max(([one for one in known if one.length == length] for length in (MONTH, YEAR)), key=len):
        yield Figure(period, parts[period], wholes[period])


def _counts(result: RoundResult, share: Share, period: Period) -> bool:
    """Whether figures over a period are like the last ones, and none was said to count in nothing."""
    unknown = Unknown.of(result.inputs.unknown)
    for indicator in filter(None, (share.part, share.whole)):
        breaks = [month for month in unknown.breaks(indicator) if month <= result.inputs.settings.realised_until]
        if unknown.unscored(indicator, period.months) or any(period.start < month for month in breaks):
            return False
    return True


def standard_error(figures: list[Figure], *, share: bool) -> float:
    """Of the ratio of the sums: as far as the figures lie apart, and no less than chance alone gives.

    Args:
        figures: at least two.
        share: whether the parts are some of the wholes.
    """
    count, whole = len(figures), sum(figure.whole for figure in figures)
    value = sum(figure.part for figure in figures) / whole
    apart = count / (count - 1) * sum((figure.part - value * figure.whole) ** 2 for figure in figures) / whole**2
    chance = value * (1 - min(value, 1.0) if share else 1.0) / whole
    return sqrt(max(apart, chance))


def _too_few(every: list[Figure], count: int, until: Month) -> str:
    window = f"{until - WINDOW + 1} tot en met {until}"
    if not every:
        return "van wat zij telt is geen realisatie bekend"
    if not count:
        return f"van wat zij telt is over {window} geen cijfer bekend, alleen van eerder"
    return f"van wat zij telt is over {window} maar één cijfer bekend; nodig zijn er {FEWEST}"
