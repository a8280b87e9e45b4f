"""What a column beside the months says that it sums: a year, a half-year, a quarter, from one month to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mpp_lib.base.dutch import ORDINALS
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import HALF_YEAR, QUARTER, YEAR, Period
from mpp_lib.inputs.plan.words import is_average, is_total
from mpp_lib.inputs.reading.period_codes import named_month
from mpp_lib.inputs.workbooks.labels import words

_HALF_YEARS = frozenset({"halfjaar", "helft", "semester", "h", "hj", "s"})
_QUARTERS = frozenset({"kwartaal", "kw", "q", "k"})
_COUNTED = {word: number for number, word in enumerate(ORDINALS, start=1)}


@dataclass(frozen=True)
class Total:
    """A column that holds other columns together.

    Attributes:
        months: what it sums; empty where it does not say so.
        mean: whether it holds their mean.
    """

    months: tuple[Month, ...] = ()
    mean: bool = False


def total_of(text: str, year: int | None) -> Total | None:
    """What a heading says that its column sums; None where it announces no total.

    Args:
        year: what counts where the heading names none.

    >>> [str(month) for month in total_of("Totaal 1e kwartaal 2024", None).months]
    ['2024-01', '2024-02', '2024-03']
    """
    said = words(text)
    years = [int(word) for word in said if len(word) == 4 and word.startswith("20")]
    part = _part_of_year(said, years or ([year] if year else []))
    if part or is_total(text) or is_average(text) or said == tuple(map(str, years)) != ():
        return Total(part or _whole_years(years), is_average(text))
    return None


def _whole_years(years: Sequence[int]) -> tuple[Month, ...]:
    return month_range(Month(years[0], 1), YEAR * (years[-1] - years[0] + 1)) if years else ()


def _part_of_year(said: Sequence[str], years: Sequence[int]) -> tuple[Month, ...]:
    """The half-year, the quarter, or the months from one to another."""
    numbers = [int(word) if word.isdigit() else _COUNTED[word] for word in said if _counts(word)]
    for names, length in ((_HALF_YEARS, HALF_YEAR), (_QUARTERS, QUARTER)):
        if names & set(said) and len(numbers) == len(years) == 1 and 1 <= numbers[0] <= YEAR // length:
            return Period(Month(years[0], 1 + length * (numbers[0] - 1)), length).months
    months = [named.month for word in said if not word.isdigit() and (named := named_month(word, 2000))]
    if len(months) == 2 and len(years) in (1, 2):
        first, last = Month(years[0], months[0]), Month(years[-1], months[1])
        return month_range(first, max(last.since(first) + 1, 0))
    return ()


def _counts(word: str) -> bool:
    return word in _COUNTED or (word.isdigit() and len(word) <= 2)
