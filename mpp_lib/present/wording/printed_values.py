"""A value with its unit, rounded to what the figure can bear, as a reader sees it.

People and cases go to tens, percentages, terms and durations to one decimal. Differences are those of the printed
values, so that a reader who subtracts finds the same.
"""

from __future__ import annotations

from collections.abc import Callable

from mpp_lib.base.catalogue import SHARE
from mpp_lib.base.dutch import number, people, percentage, round_half_up, signed
from mpp_lib.inputs.reading.numbers import is_share

TERM = "maanden"
DAYS = "dagen"
AS_PUBLISHED = "zoals gepubliceerd"
"""A unit of its own for realised counts: they stand unrounded, as they were published."""
_LENGTHS = (TERM, DAYS)
_STEPS = {SHARE: 0.001, TERM: 0.1, DAYS: 0.1, AS_PUBLISHED: 1.0}
_PEOPLE_STEP = 10.0
NOTHING = "–"
"""What stands where a figure could have been."""
SMALL_COUNT = 1000
"""Below it a count in tens is too coarse to stand beside a deviation in percents."""


def step_of(unit: str) -> float:
    """What values with this unit are rounded to."""
    return _STEPS.get(unit, _PEOPLE_STEP)


def printed(value: float, unit: str) -> float:
    """The value as it is printed."""
    return round_half_up(value, step_of(unit))


def decimals_of(unit: str) -> int:
    """How many decimals a value has where it is not rounded to tens: in a list, or a file to calculate on with.

    >>> decimals_of("aandeel"), decimals_of("maanden"), decimals_of("personen")
    (3, 1, 0)
    """
    return 3 if is_share(unit) else 1 if unit in _LENGTHS else 0


def text_of(value: float, unit: str) -> str:
    """The value as a reader sees it, without its unit (a share as a percentage).

    >>> text_of(56134.2, "personen"), text_of(0.8125, "aandeel"), text_of(14.25, "maanden")
    ('56.130', '81,3%', '14,3')
    """
    if unit == SHARE:
        return percentage(value)
    if unit == AS_PUBLISHED:
        return number(value)
    return number(value, 1) if unit in _LENGTHS else people(value)


def with_unit(value: float, unit: str) -> str:
    """The value with its unit, as in a sentence: ``14,3 maanden``, ``50,0 dagen``; people and cases go without."""
    return f"{text_of(value, unit)} {unit}" if unit in _LENGTHS else text_of(value, unit)


def fine_text(value: float, unit: str) -> str:
    """As :func:`text_of`, but counts below :data:`SMALL_COUNT` whole: beside a percentage tens would contradict it.

    >>> fine_text(194.9, "personen"), fine_text(1944.9, "personen")
    ('195', '1.940')
    """
    return text_of(value, fine_unit(value, unit))


def fine_unit(value: float, unit: str) -> str:
    """The unit by which :func:`fine_text` prints a value."""
    return AS_PUBLISHED if is_counted(unit) and abs(value) < SMALL_COUNT else unit


def exact_text(value: float, unit: str) -> str:
    """A realised value as it was published: counts unrounded."""
    return text_of(value, AS_PUBLISHED if is_counted(unit) else unit)


def is_counted(unit: str) -> bool:
    """Whether values with this unit are counts, which go to tens where they are calculated."""
    return step_of(unit) == _PEOPLE_STEP


def chance_text(chance: float, decimals: int = 0) -> str:
    """A chance in percents, never shown as 0% or 100% where it is not quite.

    >>> chance_text(0.004), chance_text(0.25), chance_text(0.9999, 1)
    ('<1%', '25%', '>99,9%')
    """
    least = 10.0 ** -(decimals + 2)
    if 0 < chance < least / 2:
        return f"<{percentage(least, decimals)}"
    return f">{percentage(1 - least, decimals)}" if 1 - least / 2 <= chance < 1 else percentage(chance, decimals)


def scenario_chance(chance: float) -> str:
    """The chance of a toekomstscenario, which is printed as precisely as it is entered.

    >>> scenario_chance(0.427)
    '42,7%'
    """
    return chance_text(chance, 1)


def heading_of(unit: str) -> str:
    """The unit as it stands in a heading."""
    return "%" if unit == SHARE else unit


def difference(before: float, after: float, unit: str) -> float:
    """The difference of the printed values."""
    return round_half_up(printed(after, unit) - printed(before, unit), step_of(unit))


def difference_text(before: float, after: float, unit: str) -> str:
    """The difference as a reader sees it, always with its sign.

    >>> difference_text(45000, 56134, "personen"), difference_text(0.8, 0.8125, "aandeel")
    ('+11.130', '+1,3 procentpunt')
    """
    gap = difference(before, after, unit)
    if unit == SHARE:
        return f"{signed(gap * 100, 1)} procentpunt"
    return signed(gap, 1 if unit in _LENGTHS else 0)


def relative_change(before: float, after: float, unit: str) -> float | None:
    """The change as a share of what it was; None for shares and where what it was is printed as zero or less."""
    if unit == SHARE or printed(before, unit) <= 0:
        return None
    return 0.0 if difference(before, after, unit) == 0 else after / before - 1


def relative_text(before: float, after: float, unit: str) -> str:
    """The relative change with its sign, empty where it has none.

    >>> relative_text(45000, 56134, "personen")
    '+24,7%'
    """
    change = relative_change(before, after, unit)
    return "" if change is None else f"{signed(change * 100, 1)}%"


def off_text(before: float, after: float, unit: str) -> str:
    """How far off a value is: in percents, of a percentage in percentage points; a dash beside nothing.

    >>> off_text(45640.0, 69800.0, "personen"), off_text(0.78, 0.755, "aandeel"), off_text(0.0, 5.0, "zaken")
    ('+52,9%', '−2,5 procentpunt', '–')
    """
    if unit == SHARE:
        return difference_text(before, after, unit)
    return pct(100 * (after - before) / abs(before) if before else None)


def change_text(before: float, after: float, unit: str) -> str:
    """Difference and relative change together: ``+11.130 (+24,7%)``."""
    share = relative_text(before, after, unit)
    gap = difference_text(before, after, unit)
    return f"{gap} ({share})" if share else gap


def if_known(value: float | None, text: Callable[[float], str]) -> str:
    """The text of a value, a dash where there is none.

    >>> if_known(0.125, percentage), if_known(None, percentage), if_known(float("nan"), percentage)
    ('12,5%', '–', '–')
    """
    return NOTHING if value is None or value != value else text(value)


def pct(value: float | None) -> str:
    """A number of percents with its sign, a dash where there is none.

    >>> pct(12.34), pct(-0.01), pct(None)
    ('+12,3%', '0,0%', '–')
    """
    return if_known(value, lambda known: f"{signed(round(known, 1) + 0.0, 1)}%")
