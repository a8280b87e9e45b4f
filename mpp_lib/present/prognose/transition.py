"""What the forecast takes of the months to come, beside what the years before it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.dutch import MONTH_NAMES, enumerate_nl, month_name, number, people
from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.boundary import Asked, next_months, rest_of_years
from mpp_lib.inflow.forecast import YearForecast, adopted_lines
from mpp_lib.inflow.scenario_lines import MEDIO
from mpp_lib.inputs.series import monthly
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

PEOPLE = "personen"
_MEDIAN = "mediaan"
_SEVERAL = " tot en met "
"""What stands between the ends of a span of more than one month."""
_MOST_NAMED = 3
"""Years are named where there are no more of them."""


@dataclass(frozen=True)
class Step:
    """What a line of the forecast takes of a span, beside a realised one.

    Attributes:
        line: minimum, mediaan, medio or maximum.
        what: the two spans, as a reader says them.
    """

    line: str
    what: str
    asked: Asked


@dataclass(frozen=True)
class Transition:
    """The boundary of a round: its lines, and the history they are held against."""

    result: PrognoseResult

    @property
    def _year(self) -> YearForecast:
        return self.result.forecast.years[0]

    @property
    def _last(self) -> Month:
        return self.result.forecast.realised_until

    @cached_property
    def _realised(self) -> dict[Month, float]:
        known = monthly(self.result.inputs.realisations, FIRST_INFLOW)
        return {month: value for month, value in known.items() if month <= self._last}

    @cached_property
    def _numbers(self) -> dict[str, float]:
        """What each line counts for the first year: what enters the chain, and the median beside it."""
        adopted = dict(zip(SCENARIOS, adopted_lines(self.result.forecast, self.result.inputs)[0], strict=True))
        lines = (SCENARIOS[0], _MEDIAN, *SCENARIOS[1:])
        return {line: float(adopted.get(line, self._year.median)) for line in lines}

    @property
    def spans(self) -> tuple[str, str]:
        """What is realised and what comes next: months of the year, or the year and the one before it."""
        first, months = self._year.year, self._year.realised_months
        return (_span(0, months), _span(months, 12)) if months else (str(first - 1), str(first))

    @cached_property
    def rest(self) -> tuple[Step, ...]:
        """What each line takes of the rest of the year; nothing where there is nothing to hold it against."""
        year, months = self._year, self._year.realised_months
        past = rest_of_years(self._realised, months)
        before = year.realised_total if months else self._total(year.year - 1)
        if not before or not past:
            return ()
        realised, ahead = self.spans
        return tuple(
            Step(line, f"{ahead} naast {realised}", Asked(before, value - year.realised_total, past))
            for line, value in self._numbers.items()
        )

    @cached_property
    def month(self) -> tuple[Step, ...]:
        """What each line takes of the first month of the forecast, beside the last realised one."""
        before, past = self._realised.get(self._last, 0.0), next_months(self._realised, self._last)
        follows = self._last + 1 == Month(self._year.year, self._year.realised_months + 1)
        if not (before and past and follows):
            return ()
        share = float(self.result.forecast.profile.rest(self._year.realised_months)[0])
        what = f"{month_name(self._last + 1)} naast {month_name(self._last)}"
        return tuple(
            Step(line, what, Asked(before, (value - self._year.realised_total) * share, past))
            for line, value in self._numbers.items()
        )

    @cached_property
    def estimated(self) -> tuple[Month, ...]:
        """The realised months that are a raming, of those that the forecast stands beside."""
        rows = self.result.inputs.realisations
        rows = rows[(rows["indicator"] == FIRST_INFLOW) & (rows["status"] == ESTIMATED)]
        first = Month(self._last.year, 1)
        return tuple(month for month in self._realised if month >= first and str(month) in set(rows["periode"]))

    def _total(self, year: int) -> float:
        months = month_range(Month(year, 1), 12)
        return sum(self._realised.get(month, 0.0) for month in months) if months[-1] <= self._last else 0.0


def transition_table(result: PrognoseResult) -> Table[Step]:
    """What minimum, median, medio and maximum take of the rest of the year and of its first month, and how often."""
    transition = Transition(result)
    steps = (*transition.rest, *transition.month)
    return Table(
        steps,
        [
            Column("Lijn", lambda step: step.line),
            Column("Gerealiseerd", lambda step: number(step.asked.before), kind="number", role="realised"),
            Column("Vraagt", lambda step: step.asked.after, unit=PEOPLE),
            Column("Keer zoveel", lambda step: number(step.asked.times, 2), kind="number"),
            Column("Jaren met minstens zoveel", how_often, kind="number"),
            Column("Welke", lambda step: _named(step.asked)),
        ],
        title="Wat de prognose vraagt van de maanden die nog komen",
        finding=transition_finding(transition),
        note=f"Minimum, medio en maximum zijn de gehanteerde aantallen. {_usual(transition.rest)}"
        f"{_estimated(transition)}{prognose_source(result)}",
        group=lambda step: _capital(step.what),
        key=lambda step: Key(FIRST_INFLOW, step.line),
    )


def transition_finding(transition: Transition) -> str:
    """What medio takes of the rest of the year and of its first month, and how often that much came before."""
    rest, month = (_medio(steps) for steps in (transition.rest, transition.month))
    said = [
        *([sentence(_rest_text(transition.spans, rest), _seen(rest))] if rest else []),
        *([sentence(_month_text(transition, month), _seen(month))] if month else []),
    ]
    return " ".join(said) or "Er zijn geen eerdere jaren om naast de maanden te leggen die nog komen."


def rarest_text(transition: Transition) -> str:
    """What medio asks that came less often before than its own chance of being exceeded, as a clause; else empty.

    Of the rest of the year and its first month the one that was seen least.
    """
    rest, month = (_medio(steps) for steps in (transition.rest, transition.month))
    told = [
        *([(rest, f"{_rest_text(transition.spans, rest)}; {_seen(rest)}")] if rest else []),
        *([(month, f"{_month_alone_text(transition, month)}; {_seen(month)}")] if month else []),
    ]
    seldom = [(_share(asked), text) for asked, text in told if _share(asked) < 1 - MEDIO]
    return min(seldom)[1] if seldom else ""


def _share(asked: Asked) -> float:
    """In which part of the years before as much came."""
    return len(asked.as_much) / len(asked.past)


def _month_alone_text(transition: Transition, asked: Asked) -> str:
    first, last = _ends(transition)
    return f"medio vraagt in {first} {number(asked.times, 2)} keer {last} {_beside(asked)}"


def _rest_text(spans: tuple[str, str], asked: Asked) -> str:
    realised, ahead = spans
    when = f"van {ahead}" if _SEVERAL in ahead else f"in {ahead}"
    brought = "brachten" if _SEVERAL in realised else "bracht"
    return f"medio vraagt {when} {number(asked.times, 2)} keer wat {realised} {brought}"


def _month_text(transition: Transition, asked: Asked) -> str:
    first, last = _ends(transition)
    return f"{first} is daarin {number(asked.times, 2)} keer {last} {_beside(asked)}"


def _ends(transition: Transition) -> tuple[str, str]:
    """The first month of the forecast and the last one realised, by name."""
    last = transition.result.forecast.realised_until
    first, before = (MONTH_NAMES[month.month - 1] for month in (last + 1, last))
    return first, before


def _beside(asked: Asked) -> str:
    return f"({people(asked.after)} naast {number(asked.before)})"


def _medio(steps: Sequence[Step]) -> Asked | None:
    return next((step.asked for step in steps if step.line == "medio"), None)


def _seen(asked: Asked) -> str:
    """How often as much was seen: ``sinds 2008 kwam minstens zoveel in 2 van de 16 jaren voor (2015 en 2021)``."""
    since, years = f"sinds {min(asked.past)}", len(asked.past)
    if not asked.as_much:
        return f"{since} kwam zoveel in geen van de {years} jaren voor"
    named = f" ({_named(asked)})" if len(asked.as_much) <= _MOST_NAMED else ""
    return f"{since} kwam minstens zoveel in {len(asked.as_much)} van de {years} jaren voor{named}"


def how_often(step: Step) -> str:
    """``2 van 16``."""
    return f"{len(step.asked.as_much)} van {len(step.asked.past)}"


def _named(asked: Asked) -> str:
    return enumerate_nl([str(year) for year in asked.as_much]) if len(asked.as_much) <= _MOST_NAMED else ""


def _usual(steps: Sequence[Step]) -> str:
    """What the years before brought, from the least to the most."""
    if not steps:
        return ""
    past = steps[0].asked.past
    least, most = min(past, key=past.__getitem__), max(past, key=past.__getitem__)
    low, high = (f"{number(past[year], 2)} ({year})" for year in (least, most))
    return f"{_capital(steps[0].what)} liep sinds {min(past)} uiteen van {low} tot {high} keer. "


def _estimated(transition: Transition) -> str:
    """How many of the realised months are not known exactly; empty where all are."""
    months, last = transition.estimated, transition.result.forecast.realised_until
    if not months:
        return ""
    if len(months) == last.month > 1:
        return f"Alle {last.month} gerealiseerde maanden van {last.year} zijn een raming. "
    found = "is er 1 een raming" if len(months) == 1 else f"zijn er {len(months)} een raming"
    return f"Van de {last.month} gerealiseerde maanden van {last.year} {found}. "


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _span(first: int, end: int) -> str:
    """Months of a year by name: ``januari tot en met juni``, ``december``."""
    names = MONTH_NAMES[first:end]
    return _SEVERAL.join(dict.fromkeys((names[0], names[-1])))
