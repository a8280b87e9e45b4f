"""What a new round knows of the past: realised where it was delivered, else what the round before expected.

In the place of a stock or flow that the chain begins with and nobody counted stands medio of the round before, as
``aanname``. Where a total that it is part of was counted, the parts nobody counted are scaled to the rest of it, and
the source says by what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf, isclose

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.dutch import enumerate_nl, number, plain
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period
from mpp_lib.production.realised import ASSUMED
from mpp_lib.rolling.taken_over import Row

Medio = Mapping[str, Mapping[Month, float]]
"""Indicator → month → what the round before expected."""
_DECIMALS = 6


Windows = Mapping[str, tuple[Month, ...]]
"""Indicator → the months before the horizon that are to be known of it."""


def together(vintages: Iterable[Iterable[Row]], last: Month) -> list[Row]:
    """Everything that was delivered, the latest of each figure, of periods that were over in the last realised month.

    Args:
        vintages: rows of ``realisaties.csv``, from old to new.
    """
    found = {(row["periode"], row["indicator"]): row for rows in vintages for row in rows}
    return [row for row in found.values() if Period.parse(row["periode"]).end <= last]


def windows(rows: Iterable[Row], needed: Mapping[str, int], start: Month, catalogue: Catalogue) -> Windows:
    """The months that the chain looks back on; of a flow all since the first that was counted, as it has no gaps.

    Args:
        needed: indicator → months before the horizon.
        start: first month of the horizon.
    """
    first = {name: start - count for name, count in needed.items()}
    for row in rows:
        name, period = row["indicator"], Period.parse(row["periode"])
        flow = name in first and not catalogue.indicators[name].aggregation.at_end
        if flow and row["status"] != ASSUMED and period.length == MONTH:
            first[name] = min(first[name], period.start)
    return {name: month_range(month, start.since(month)) for name, month in first.items()}


def still_of_use(rows: Iterable[Row], windows: Windows) -> list[Row]:
    """The rows without what earlier rounds assumed of months that no chain looks back on any more."""
    return [row for row in rows if row["status"] != ASSUMED or _is_looked_back_on(row, windows)]


def _is_looked_back_on(row: Row, windows: Windows) -> bool:
    period, months = Period.parse(row["periode"]), windows.get(row["indicator"])
    return months is None or (period.length == MONTH and period.start in months)


@dataclass(frozen=True)
class Past:
    """What is known, and what was expected, of the months before a horizon.

    Attributes:
        rows: of ``realisaties.csv``.
        medio: of the round before.
        sums: indicator → the indicators that it does nothing but add up.
        nested: part and whole, of stocks of which one is no more than another.
        catalogue: of the chain.
        before: the name of the round before.
    """

    rows: tuple[Row, ...]
    medio: Medio
    sums: Mapping[str, tuple[str, ...]]
    nested: tuple[tuple[str, str], ...]
    catalogue: Catalogue
    before: str

    def lacking(self, windows: Windows) -> list[Row]:
        """A row for every month that the chain looks back on and of which there is none."""
        rows = [
            self._row(indicator, month)
            for indicator, months in sorted(windows.items())
            for month in months
            if Period(month) not in self._known.get(indicator, {})
        ]
        return self._within_their_wholes([row for row in rows if row])

    def _row(self, indicator: str, month: Month) -> Row:
        """The row; an empty one where the round before says nothing of that month."""
        row: Row = {"periode": str(month), "indicator": indicator}
        if counted := self._at_end(indicator, month):
            return row | {"waarde": counted["waarde"], "status": counted["status"], "bron": counted["bron"]}
        value = self.medio.get(indicator, {}).get(month)
        if value is None:
            return {}
        parts = self.sums.get(indicator, ())
        together = sum(self._stands(part, month) for part in parts) if parts else value
        if together < inf and not isclose(together, value):
            source = f"{ASSUMED}: de som van {enumerate_nl(parts)}"
            return row | {"waarde": round(together, _DECIMALS), "status": ASSUMED, "bron": source}
        source = f"{ASSUMED}: medio van ronde {self.before}"
        factor, reason = self._scale(indicator, month)
        if reason:
            source += f", maal {number(factor, 3)}: {reason}"
        return row | {"waarde": round(value * factor, _DECIMALS), "status": ASSUMED, "bron": source}

    def _at_end(self, indicator: str, month: Month) -> Row | None:
        """Of a stock: what was counted at the end of a quarter or year that ends in the month."""
        if not self.catalogue.indicators[indicator].aggregation.at_end:
            return None
        known = self._known.get(indicator, {})
        return next((known[period] for period in self._ending_in(month) if period in known), None)

    def _scale(self, indicator: str, month: Month) -> tuple[float, str]:
        """By what the expectation is multiplied, and why; 1 and nothing where no total of it was counted."""
        for total in self._totals_of.get(indicator, ()):
            for period in self._periods(total, month):
                counted = self._counted(total, period)
                factor = inf if counted is None else self._factor(total, period)
                if counted is not None and 0 <= factor < inf:
                    return factor, f"{total} was {plain(counted)} ({period})"
        for part, whole in self.nested:
            expected = self._expected(whole, (month,)) if part == indicator else inf
            if 0 < expected < inf and (stands := self._stands(whole, month)) != expected:
                return stands / expected, f"naar rato van {whole}"
        return 1.0, ""

    def _stands(self, indicator: str, month: Month) -> float:
        """What comes of an indicator in a month: counted, assumed, the sum of others, or made of the expectation."""
        at_end = self.catalogue.indicators[indicator].aggregation.at_end
        periods = (Period(month), *(self._ending_in(month) if at_end else ()))
        row = next((known[period] for period in periods if period in (known := self._known.get(indicator, {}))), None)
        if row is not None:
            return float(row["waarde"])
        if parts := self.sums.get(indicator):
            return sum(self._stands(part, month) for part in parts)
        return self._expected(indicator, (month,)) * self._scale(indicator, month)[0]

    def _factor(self, total: str, period: Period) -> float:
        """What the parts that nobody counted came to in the months that nobody counted, against what was expected."""
        months = self._open_months(total, period)
        parts = list(self._parts_known(total, period, months))
        known = {part: self._over(part, period, months) for part in parts}
        unknown = [part for part, value in known.items() if value is None] if parts else [total]
        expected = sum(self._expected(part, months) for part in unknown)
        rest = (self._over(total, period, months) or 0.0) - sum(value or 0.0 for value in known.values())
        return rest / expected if 0 < expected < inf else inf

    def _parts_known(self, total: str, period: Period, months: tuple[Month, ...]) -> Iterator[str]:
        """What a total adds up; a sum of which something was counted by itself is not taken apart."""
        for part in self.sums.get(total, ()):
            if part in self.sums and self._over(part, period, months) is None:
                yield from self._parts_known(part, period, months)
            else:
                yield part

    def _open_months(self, indicator: str, period: Period) -> tuple[Month, ...]:
        """The months of a period of which nothing was counted by themselves; of a stock the last one."""
        if self.catalogue.indicators[indicator].aggregation.at_end:
            return (period.end,)
        if period.length == MONTH:
            return period.months
        return tuple(month for month in period.months if self._counted(indicator, Period(month)) is None)

    def _over(self, indicator: str, period: Period, months: tuple[Month, ...]) -> float | None:
        """What was counted in these months of a period: month by month, or in the period without its other months."""
        by_month = [self._counted(indicator, Period(month)) for month in months]
        if None not in by_month:
            return sum(value for value in by_month if value is not None)
        others = [self._counted(indicator, Period(month)) for month in period.months if month not in months]
        whole = self._counted(indicator, period)
        if whole is None or (None in others and not self.catalogue.indicators[indicator].aggregation.at_end):
            return None
        at_end = self.catalogue.indicators[indicator].aggregation.at_end
        return whole if at_end else whole - sum(value for value in others if value is not None)

    def _expected(self, indicator: str, months: tuple[Month, ...]) -> float:
        """Medio of months; infinite where one is not known, so that nothing is scaled to it."""
        known = self.medio.get(indicator, {})
        return sum(known.get(month, inf) for month in months)

    def _counted(self, indicator: str, period: Period) -> float | None:
        """What was counted in a period, an assumption left aside."""
        row = self._known.get(indicator, {}).get(period)
        return None if row is None or row["status"] == ASSUMED else float(row["waarde"])

    def _periods(self, total: str, month: Month) -> tuple[Period, ...]:
        if self.catalogue.indicators[total].aggregation.at_end:
            return (Period(month), *self._ending_in(month))
        return tuple(Period.of(month, length) for length in (MONTH, QUARTER, YEAR))

    def _ending_in(self, month: Month) -> tuple[Period, ...]:
        around = (Period.of(month, length) for length in (QUARTER, YEAR))
        return tuple(period for period in around if period.end == month)

    def _parts(self, total: str) -> tuple[str, ...]:
        """What a total adds up, sums taken apart; what is no sum is its own part."""
        direct = self.sums.get(total, ())
        return tuple(part for one in direct for part in self._parts(one)) if direct else (total,)

    @cached_property
    def _totals_of(self) -> Mapping[str, tuple[str, ...]]:
        """Indicator → the totals it is part of, those of the fewest parts first; itself is one."""
        found: dict[str, list[str]] = {}
        for total in sorted({*self.sums, *self.catalogue.indicators}, key=lambda name: (len(self._parts(name)), name)):
            for part in self._parts(total):
                found.setdefault(part, []).append(total)
        return {part: tuple(totals) for part, totals in found.items()}

    @cached_property
    def _known(self) -> Mapping[str, Mapping[Period, Row]]:
        found: dict[str, dict[Period, Row]] = {}
        for row in self.rows:
            found.setdefault(row["indicator"], {})[Period.parse(row["periode"])] = row
        return found

    def _within_their_wholes(self, rows: list[Row]) -> list[Row]:
        """No assumed stock is more than what it is part of, and none is less than what was counted of a part."""
        value = {(row["indicator"], row["periode"]): row["waarde"] for row in (*self.rows, *rows)}
        assumed = {(row["indicator"], row["periode"]): row for row in rows if row["status"] == ASSUMED}
        for part, whole in self.nested:
            for key in [key for key in value if key[0] == part and (whole, key[1]) in value]:
                above = whole, key[1]
                if value[key] <= value[above]:
                    continue
                if key in assumed:
                    value[key] = assumed[key]["waarde"] = value[above]
                    assumed[key]["bron"] += f"; begrensd op {whole}"
                elif above in assumed:
                    value[above] = assumed[above]["waarde"] = value[key]
                    assumed[above]["bron"] += f"; ten minste {part}"
        return rows
