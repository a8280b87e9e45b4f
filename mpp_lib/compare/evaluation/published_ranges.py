"""The ranges that published MPP rounds gave for a year, beside what that year came to.

Whether a range held can hang on things the publication leaves open: whether hervestiging and herplaatsing count, what
the year exactly came to, and what the ends were before they were rounded. So each range is held, missed, or open with
its reason; how many held is a range too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mpp_lib.base.catalogue import TOTAL_INFLOW
from mpp_lib.compare.evaluation.scored_rounds import LEVELS
from mpp_lib.compare.evaluation.scores import quantile_score
from mpp_lib.inflow.adopted import rounding_room

Verdict = Literal["binnen", "buiten", "open"]
Ground = Literal["", "telling", "realisatie", "afronding"]
TOTAL_INCLUDED = "asiel.instroom_totaal_incl"
DEFINITIONS = (TOTAL_INFLOW, TOTAL_INCLUDED)
"""Two ways to count the total, without and with hervestiging and herplaatsing; publications don't always say which."""


@dataclass(frozen=True)
class Outcome:
    """What a year came to.

    Attributes:
        value: the best figure; None where only bounds are known: a floor is no realisation.
        low, high: between which values it certainly lies.
    """

    value: float | None
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the figure itself is known."""
        return self.low == self.high

    @property
    def possible(self) -> tuple[float, ...]:
        """The best figure, or the bounds where there is none."""
        return (self.low, self.high) if self.value is None else (self.value,)


Outcomes = Mapping[tuple[str, int], Outcome]
"""(indicator, year) → what it came to."""


@dataclass(frozen=True)
class PublishedRange:
    """A forecast that was published, beside its outcome.

    Attributes:
        minimum, medio, maximum: as published; None where that was not.
        outcome: by the definition of the publication.
        other: by the other definition, or the bounds it lies between.
        known: month in which the forecast was known, ``JJJJ-MM``.
    """

    round: str
    year: int
    indicator: str
    minimum: float | None
    medio: float | None
    maximum: float | None
    outcome: Outcome
    other: Outcome | None
    known: str
    source: str
    note: str

    @property
    def other_indicator(self) -> str:
        """The other way to count it."""
        return other_count(self.indicator)

    @property
    def ends(self) -> tuple[float, ...]:
        """Minimum and maximum, where they were given."""
        return tuple(end for end in (self.minimum, self.maximum) if end is not None)

    @property
    def is_range(self) -> bool:
        """Whether minimum and maximum were given."""
        return self.minimum is not None

    @property
    def within(self) -> bool | None:
        """Whether the outcome surely lies from minimum to maximum, or surely not; None where that is open."""
        return {"binnen": True, "buiten": False}.get(self.verdict or "")

    @property
    def verdict(self) -> Verdict | None:
        """``binnen`` or ``buiten`` where every definition and bound says the same, else ``open``; None for a medio."""
        if not self.is_range:
            return None
        said = set().union(*map(self._said, self._outcomes))
        if len(said) == 2:
            return "open"
        return "binnen" if said == {True} else "buiten"

    @property
    def possible(self) -> tuple[float, ...]:
        """What the outcome can be: one value where the verdict is sure, else the lowest and highest it hangs on."""
        if self.verdict != "open":
            return self.outcome.possible
        hangs_on = self._outcomes if self.open_because == "telling" else (self.outcome,)
        values = [value for outcome in hangs_on for value in (outcome.low, outcome.high)]
        return min(values), max(values)

    @property
    def open_because(self) -> Ground:
        """What the verdict hangs on: what is counted, the outcome itself, or rounding; empty where it is not open."""
        if self.verdict != "open":
            return ""
        if len(self._said(self.outcome)) == 1:
            return "telling"
        return "afronding" if self.outcome.exact else "realisatie"

    @property
    def quantile_scores(self) -> dict[str, float]:
        """Mpp-scenario → quantile score, of those that were published; none without a best figure."""
        value = self.outcome.value
        if value is None:
            return {}
        given = {"minimum": self.minimum, "medio": self.medio, "maximum": self.maximum}
        return {name: quantile_score(value, line, LEVELS[name]) for name, line in given.items() if line is not None}

    @property
    def bias_pct(self) -> float | None:
        """100·(medio − realised)/realised, where a medio was published and the best figure is known."""
        value = self.outcome.value
        return None if self.medio is None or value is None else 100 * (self.medio - value) / value

    def as_dict(self) -> dict[str, object]:
        """The row as the JSON object of ``mpp evaluate --json``."""
        names = ("round", "year", "minimum", "medio", "maximum")
        return {name: getattr(self, name) for name in names} | {"realised": self.outcome.value, "within": self.within}

    @property
    def _outcomes(self) -> tuple[Outcome, ...]:
        return (self.outcome,) if self.other is None else (self.outcome, self.other)

    def _said(self, outcome: Outcome) -> set[bool]:
        """Whether it can have held, whether it can have missed, or both: the ends were rounded."""
        low, high = self.minimum or 0.0, self.maximum or 0.0
        down, up = rounding_room(low), rounding_room(high)
        bands = ((low - down, high + up), (low + down, high - up))
        return {least <= value <= most for value in (outcome.low, outcome.high) for least, most in bands}


@dataclass(frozen=True)
class Tally:
    """How many of the published ranges held: surely, and at most."""

    n: int
    surely: int
    possibly: int
    years: int


def other_count(indicator: str) -> str:
    """The other way to count the total; empty for what is no total."""
    return next((name for name in DEFINITIONS if name != indicator and indicator in DEFINITIONS), "")


def published_ranges(forecasts: pd.DataFrame, outcomes: Outcomes) -> tuple[PublishedRange, ...]:
    """Every published forecast of the total of a year that is over, by year and month of publication.

    What a round also said of a part of the total is the same forecast: it counts once.

    Args:
        forecasts: :attr:`mpp_lib.inputs.published.PublishedFigures.forecasts`.
        outcomes: (indicator, year) → what it came to; a forecast of any other year is left out.
    """
    return tuple(sorted(_rows(forecasts, outcomes), key=lambda row: (row.year, row.known, row.round)))


def tally(rows: Sequence[PublishedRange]) -> Tally:
    """The count over the rows that are ranges."""
    ranges = [row for row in rows if row.is_range]
    verdicts = [row.verdict for row in ranges]
    return Tally(
        n=len(ranges),
        surely=verdicts.count("binnen"),
        possibly=verdicts.count("binnen") + verdicts.count("open"),
        years=len({row.year for row in ranges}),
    )


def published_outcomes(realised: pd.DataFrame) -> Outcomes:
    """What years came to by :attr:`mpp_lib.inputs.published.PublishedFigures.realised`."""
    found = {}
    for row in realised.to_dict("records"):
        bounded = not pd.isna(row["laag"])
        low, high = (row["laag"], row["hoog"]) if bounded else (row["waarde"], row["waarde"])
        found[str(row["indicator"]), int(row["jaar"])] = Outcome(_number(row["waarde"]), float(low), float(high))
    return found


def _rows(forecasts: pd.DataFrame, outcomes: Outcomes) -> Iterator[PublishedRange]:
    for row in forecasts.to_dict("records"):
        indicator, year = str(row["indicator"]), int(row["jaar"])
        if indicator in DEFINITIONS and (indicator, year) in outcomes:
            other = other_count(indicator)
            yield PublishedRange(
                round=str(row["ronde"]),
                year=year,
                indicator=indicator,
                minimum=_number(row["minimum"]),
                medio=_number(row["medio"]),
                maximum=_number(row["maximum"]),
                outcome=outcomes[indicator, year],
                other=outcomes.get((other, year)),
                known=str(row["bekend"]),
                source=str(row["bron"]),
                note=str(row["toelichting"]),
            )


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))  # type: ignore[call-overload]
