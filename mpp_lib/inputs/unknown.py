"""What is known of figures that are not there or not like the others: ``onbekend.csv`` by indicator and month."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import pandas as pd

from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared.unknown import ABSENT, BREAK, UNSCORED


class Said(NamedTuple):
    """A row: the sign of a figure, why it has it and who says so."""

    sign: str
    reason: str
    source: str


Row = dict[str, Any]
"""A row of the file: column → text."""


@dataclass(frozen=True)
class Unknown:
    """Indicator → period → what is said of it."""

    said: Mapping[str, Mapping[Period, Said]]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Unknown:
        """Read a table of the form of :data:`mpp_lib.inputs.declared.unknown.UNKNOWN`."""
        return cls.of_rows(cast("list[Row]", rows.to_dict("records")))

    @classmethod
    def of_rows(cls, rows: Iterable[Row]) -> Unknown:
        """The same, row by row."""
        said: dict[str, dict[Period, Said]] = {}
        for row in rows:
            period = Period.parse(str(row["periode"]))
            said.setdefault(str(row["indicator"]), {})[period] = Said(row["teken"], row["reden"], row["bron"])
        return cls(said)

    def absent_periods(self, indicator: str) -> dict[Period, str]:
        """Period → sign, of every period of which there is no figure, in order of time."""
        return {period: one.sign for period, one in sorted(self._of(indicator)) if one.sign in ABSENT}

    def absent(self, indicator: str) -> frozenset[Month]:
        """The months of which there is no figure."""
        return frozenset(month for period in self.absent_periods(indicator) for month in period.months)

    def sign(self, indicator: str, months: Iterable[Month]) -> str:
        """The sign in the place of a figure over these months; empty where a figure of each can be had."""
        wanted = set(months)
        found = {one.sign for period, one in self._of(indicator) if wanted.intersection(period.months)}
        return next((sign for sign in ABSENT if sign in found), "")

    def signs_behind(self, indicator: str, months: Collection[Month], *, at_end: bool = False) -> str:
        """The signs of a figure that is there, over these months: that the series breaks, that it is not scored.

        Args:
            at_end: whether it is what stood at the end of the last one.
        """
        broken = not set(months).isdisjoint(self.breaks(indicator))
        return (BREAK if broken else "") + (UNSCORED if self.unscored(indicator, months, at_end=at_end) else "")

    def breaks(self, indicator: str) -> tuple[Month, ...]:
        """The months from which its figures are not like those before."""
        return tuple(sorted(period.start for period, one in self._of(indicator) if one.sign == BREAK))

    def since_break(self, indicator: str, months: Mapping[Month, float]) -> dict[Month, float]:
        """The figures that can be held against the last one: those from the last break on."""
        last = max(months, default=None)
        past = [month for month in self.breaks(indicator) if last and month <= last]
        return {month: value for month, value in months.items() if not past or month >= past[-1]}

    def unscored(self, indicator: str, months: Collection[Month], *, at_end: bool = False) -> str:
        """Why a figure over these months counts in no score or flag; empty where it does.

        What is said of a longer period is said of its months, and what is said of a month of every sum with it.

        Args:
            at_end: whether it is what stood at the end of the last one.
        """
        wanted = {max(months)} if at_end else set(months)
        for period, one in self._of(indicator):
            about = {period.end} if at_end else set(period.months)
            if one.sign == UNSCORED and not wanted.isdisjoint(about):
                return one.reason
        return ""

    def _of(self, indicator: str) -> Iterable[tuple[Period, Said]]:
        return self.said.get(indicator, {}).items()


NOTHING_SAID = Unknown({})
"""Of figures that are all there and all alike."""


def is_broken(breaks: Iterable[Month], first: Month, last: Month) -> bool:
    """Whether a series breaks between what begins in one month and ends in another, so that these are not alike.

    >>> is_broken([Month(2022, 1)], Month(2021, 1), Month(2022, 12))
    True
    >>> is_broken([Month(2022, 1)], Month(2022, 1), Month(2023, 12))
    False
    """
    return any(first < month <= last for month in breaks)


def still_unknown(earlier: Iterable[Row], later: Collection[Row], figures: Iterable[Row]) -> Iterator[Row]:
    """What holds of a later delivery: what it says itself, and what was said before and has not been filled since.

    Args:
        earlier, later: rows of ``onbekend.csv``.
        figures: rows of the realisations of the later delivery; what is assumed fills nothing.
    """
    known = {(str(row["periode"]), str(row["indicator"])) for row in figures if row["status"] != "aanname"}
    own = {(str(row["periode"]), str(row["indicator"])) for row in later}
    for row in earlier:
        key = str(row["periode"]), str(row["indicator"])
        if key not in own and not (row["teken"] in ABSENT and key in known):
            yield row
    yield from later
