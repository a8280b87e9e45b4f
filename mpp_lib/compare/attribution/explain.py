"""Answers to "why did this move": rows of an attribution, for a machine or a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import Problem, UnknownNameError
from mpp_lib.compare.attribution.attribution import Attribution, attribute, groups_of
from mpp_lib.compare.attribution.change import Change
from mpp_lib.compare.attribution.owen import Within, within
from mpp_lib.compare.attribution.shared import shared_indicators, shared_years, unshared
from mpp_lib.production.known_names import indicator_names
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class Explanation:
    """The differences between two rounds and their parts.

    Attributes:
        rows: by indicator, year and scenario.
        within: the group that was taken apart; None when none was.
        method: how it was taken apart, in Dutch; empty when none was.
        not_shared: what only one of the rounds has, in Dutch sentences.
    """

    rows: tuple[Change, ...]
    within: str | None
    method: str
    not_shared: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The document of ``mpp explain --json``."""
        deeper = {} if self.within is None else {"within": self.within, "method": self.method}
        return {"rows": [row.as_dict() for row in self.rows], **deeper}

    @property
    def table(self) -> pd.DataFrame:
        """A row per difference: van, naar, verschil, and a column per group and per member of the one taken apart."""
        return pd.DataFrame([row.record() for row in self.rows])


def explain(
    result: RoundResult,
    previous: RoundResult,
    indicators: Sequence[str] = (),
    year: int | None = None,
    group: str | None = None,
) -> Explanation:
    """Why one round differs from another.

    Args:
        indicators: ids that both rounds have, or patterns of them; all without.
        year: only this shared year.
        group: to take apart over its members.

    Raises:
        UnknownNameError: naming every indicator, year and group that the rounds do not share.
    """
    chosen, unknown = _chosen(result, previous, indicators)
    if problems := [*unknown, *_not_shared(result, previous, year, group)]:
        raise UnknownNameError(problems)
    split = attribute(result, previous)
    deeper = None if group is None else within(result, previous, group)
    rows = tuple(_rows(split, deeper, chosen, split.years if year is None else (year,)))
    method = "" if deeper is None else deeper.method
    return Explanation(rows, group, method, tuple(not_shared(result, previous)))


def _rows(
    split: Attribution, deeper: Within | None, indicators: Sequence[str], years: Sequence[int]
) -> Iterator[Change]:
    for at in product(indicators, years, SCENARIOS):
        yield replace(split.change(*at), members=_members(deeper, split.place(*at)))


def _chosen(result: RoundResult, previous: RoundResult, indicators: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The ids that were asked for, all without any, and a problem for each that the rounds do not share."""
    shared = shared_indicators(result, previous)
    nodes = (result.chain.by_id[name] for name in shared)
    names = indicator_names(nodes, "deze indicator hebben de rondes niet samen", "een gedeelde indicator")
    return names.asked(indicators or shared)


def _not_shared(result: RoundResult, previous: RoundResult, year: int | None, group: str | None) -> Iterator[Problem]:
    years = shared_years(result, previous)
    if not years or (year is not None and year not in years):
        found = "" if year is None else str(year)
        expected = f"een van {', '.join(map(str, years))}" if years else "rondes die een jaar gemeen hebben"
        yield Problem("year", "", found, "dit jaar hebben de rondes niet samen", expected)
    groups = groups_of(result, previous)
    if group is not None and group not in groups:
        expected = f"een van {', '.join(groups)}"
        yield Problem("within", "", group, "in deze groep kunnen de rondes niet verschillen", expected)


def _members(deeper: Within | None, place: tuple[int, int, int]) -> dict[str, float] | None:
    if deeper is None:
        return None
    return {name: float(values[place]) for name, values in zip(deeper.members, deeper.parts, strict=True)}


def not_shared(result: RoundResult, previous: RoundResult) -> Iterator[str]:
    """What only one of two rounds has, in Dutch sentences."""
    now, then = result.inputs.settings.round, previous.inputs.settings.round
    gone = unshared(result, previous)
    lists = (
        (f"Alleen in de horizon van ronde {now}", gone.new_years),
        (f"Alleen in de horizon van ronde {then}", gone.gone_years),
        (f"Alleen in ronde {now}", gone.new_indicators),
        (f"Alleen in ronde {then}", gone.gone_indicators),
        ("In andere eenheden, dus niet vergeleken", gone.other_units),
    )
    for text, names in lists:
        if names:
            yield f"{text}: {', '.join(map(str, names))}."
