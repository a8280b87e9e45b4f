"""A declared column: how its cells are read, what they may be, and what a reader and an editor are told of it.

Everything said of a column is Dutch: ``holds`` is what a message says was expected, ``meaning`` what the reference says
it is for, ``wrong`` what is wrong with a cell that can be read and is not allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Literal

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.months import MONTH_TEXT, YEAR_TEXT

PERIOD = rf"{MONTH_TEXT}|{YEAR_TEXT}-K[1-4]|{YEAR_TEXT}"
DAY = rf"{MONTH_TEXT}-(?:0[1-9]|[12][0-9]|3[01])"

Type = Literal["text", "number", "share", "whole", "month", "period", "day"]
ANY_NUMBER = "een getal, of een percentage zoals 12,5%"
Reference = Literal["", "indicator", "realised", "horizon"]


@dataclass(frozen=True)
class Column:
    """One column of an input table.

    Attributes:
        name: as in the header of the file.
        type: how the text of a cell is read; a ``share`` is a number that may have a percent sign.
        holds: what stands in a cell.
        meaning: what the column is for, where that is more than what stands in it.
        unit: of a number; empty where the row itself says it.
        empty: whether a cell may be empty.
        when_empty: the text that an empty cell stands for.
        low, high: bounds of a number, inclusive.
        above: bound of a number, exclusive.
        words: the only texts there are.
        pattern: regular expression of a whole text.
        refers: what the value has to be found in: the indicators of the chain, those and what is only looked back on,
            or the years of the horizon; a month is not after it.
    """

    name: str
    type: Type
    holds: str
    meaning: str = ""
    unit: str = ""
    empty: bool = False
    when_empty: str = ""
    low: float = -inf
    above: float = -inf
    high: float = inf
    words: tuple[str, ...] = ()
    pattern: str = ""
    wrong: str = ""
    refers: Reference = ""

    @property
    def expected(self) -> str:
        """What a message says should have stood there."""
        return f"{self.holds}, of leeg" if self.empty else self.holds

    @property
    def dtype(self) -> str:
        """The pandas dtype of its values."""
        return {"number": "float64", "share": "float64", "whole": "int64"}.get(self.type, "str")

    def allows(self, value: str | float) -> bool:
        """Whether a value that could be read may stand here."""
        if isinstance(value, str):
            matches = not self.pattern or re.fullmatch(self.pattern, value) is not None
            return matches and (not self.words or value in self.words)
        return self.low <= value <= self.high and value > self.above


def text(name: str, holds: str, meaning: str = "", *, empty: bool = False) -> Column:
    """Free text."""
    return Column(name, "text", holds, meaning, empty=empty)


def choice(name: str, words: tuple[str, ...], meaning: str, *, empty: bool = False, when_empty: str = "") -> Column:
    """One of a few words."""
    holds, wrong = enumerate_nl(words).replace(" en ", " of "), "dit is hier geen geldige waarde"
    return Column(name, "text", holds, meaning, "", empty, when_empty, words=words, wrong=wrong)


def indicator(name: str, meaning: str, *, empty: bool = False, looked_back: bool = False) -> Column:
    """The id of an indicator of the chain, or of one that is only looked back on."""
    return Column(
        name, "text", "een indicator", meaning, empty=empty, refers="realised" if looked_back else "indicator"
    )


def number(name: str, meaning: str, unit: str, *, empty: bool = False) -> Column:
    """A number of 0 or more."""
    holds = "een aantal van 0 of hoger"
    return Column(name, "number", holds, meaning, unit, empty, low=0.0, wrong="dit is te laag")


def positive(name: str, meaning: str, unit: str) -> Column:
    """A number above 0."""
    wrong = "dit is niet groter dan 0"
    return Column(name, "number", "een aantal groter dan 0", meaning, unit, above=0.0, wrong=wrong)


def from_one(name: str, meaning: str, unit: str) -> Column:
    """A number of at least 1."""
    return Column(name, "number", "een aantal van ten minste 1", meaning, unit, low=1.0, wrong="dit is minder dan 1")


def measured(name: str, meaning: str, unit: str, holds: str = ANY_NUMBER, *, empty: bool = False) -> Column:
    """A number whose unit, and so its range, is declared elsewhere."""
    return Column(name, "share", holds, meaning, unit, empty)


def share(name: str, meaning: str) -> Column:
    """A share in [0, 1], or a percentage."""
    holds, wrong = "een aandeel tussen 0 en 1, of een percentage zoals 12,5%", "dit ligt niet tussen 0 en 1"
    return Column(name, "share", holds, meaning, "aandeel", low=0.0, high=1.0, wrong=wrong)


def whole(name: str, meaning: str, unit: str, low: int, high: int) -> Column:
    """A whole number."""
    holds, wrong = f"een geheel getal van {low} tot en met {high}", "dit ligt buiten het bereik"
    return Column(name, "whole", holds, meaning, unit, low=low, high=high, wrong=wrong)


def year(name: str, meaning: str, *, of_horizon: bool = False) -> Column:
    """A calendar year."""
    refers: Reference = "horizon" if of_horizon else ""
    holds, wrong = "een jaartal zoals 2024", "dit ligt buiten het bereik"
    return Column(name, "whole", holds, meaning, low=2000, high=2100, wrong=wrong, refers=refers)


def month(name: str, meaning: str, *, empty: bool = False, of_horizon: bool = False) -> Column:
    """A month."""
    refers: Reference = "horizon" if of_horizon else ""
    holds, wrong = "een maand als JJJJ-MM", "dit is geen maand"
    return Column(name, "month", holds, meaning, empty=empty, pattern=MONTH_TEXT, wrong=wrong, refers=refers)


def period(name: str, meaning: str) -> Column:
    """A month, quarter or year."""
    holds = "een maand JJJJ-MM, een kwartaal JJJJ-Kn of een jaar JJJJ"
    return Column(name, "period", holds, meaning, pattern=PERIOD, wrong="dit is geen periode")


def day(name: str, meaning: str, *, empty: bool = False) -> Column:
    """A day."""
    holds, wrong = "een datum als JJJJ-MM-DD", "dit is geen datum"
    return Column(name, "day", holds, meaning, empty=empty, pattern=DAY, wrong=wrong)
