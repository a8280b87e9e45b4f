"""A difference with its parts as printed: what tables, steps in a picture and sentences take it from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import SHARE
from mpp_lib.base.dutch import signed
from mpp_lib.compare.attribution.change import Change
from mpp_lib.present.wording.adding_up import round_parts
from mpp_lib.present.wording.printed_values import change_text, difference, step_of, text_of


@dataclass(frozen=True)
class Move:
    """A difference of one indicator and year, and its parts as printed.

    Attributes:
        parts: name → part, a multiple of the printed step; they add up to the printed difference.
    """

    indicator: str
    year: int
    unit: str
    before: float
    after: float
    parts: Mapping[str, float]

    @property
    def difference(self) -> float:
        """The difference of the printed values."""
        return difference(self.before, self.after, self.unit)

    @property
    def relative(self) -> float:
        """The unrounded change as a share of what it was; nothing where that is zero or less."""
        return self.after / self.before - 1 if self.before > 0 else 0.0

    @property
    def ends(self) -> tuple[str, str]:
        """What it was and what it became, as a reader sees them."""
        return text_of(self.before, self.unit), text_of(self.after, self.unit)

    @property
    def change_text(self) -> str:
        """The difference with its sign, and the relative change where it has one."""
        return change_text(self.before, self.after, self.unit)

    def text_of(self, part: float) -> str:
        """A part with its sign, in the unit of the indicator."""
        if self.unit == SHARE:
            return f"{signed(part * 100, 1)} procentpunt"
        return signed(part, 0 if step_of(self.unit) >= 1 else 1)


def printed_move(change: Change, unit: str) -> Move:
    """A difference as printed: its parts add up to that of the printed values, and what is nothing stays nothing."""
    parts = round_parts(change.parts, difference(change.before, change.after, unit), step_of(unit))
    return Move(change.indicator, change.year, unit, change.before, change.after, parts)


def reason(moved: Move, names: Mapping[str, str]) -> str:
    """The largest part in the direction of the difference, and a larger one against it; empty without a difference.

    Args:
        names: part → how a sentence names it.
    """
    cause = main_cause(moved)
    if not cause:
        return ""
    text = f"vooral door {_named(moved, cause, names)}"
    other = largest({name: part for name, part in moved.parts.items() if part * moved.difference < 0})
    if other and abs(moved.parts[other]) > abs(moved.parts[cause]):
        text += f", ondanks {_named(moved, other, names)}"
    return text


def main_cause(moved: Move) -> str:
    """The largest part in the direction of the difference; empty without a difference."""
    return largest({name: part for name, part in moved.parts.items() if part * moved.difference > 0})


def largest(parts: Mapping[str, float]) -> str:
    """The largest part, whatever its sign; empty when there is none."""
    return max(parts, key=lambda name: abs(parts[name]), default="")


def _named(moved: Move, part: str, names: Mapping[str, str]) -> str:
    return f"{names[part]} ({moved.text_of(moved.parts[part])})"


def by_size(before: float, after: float, unit: str) -> tuple[bool, float]:
    """Sorts changes: the largest relative one first, values of less than ten printed steps last: they double by chance.

    >>> sorted([(100, 110), (2, 9), (100, 150)], key=lambda ends: by_size(*ends, "personen"))
    [(100, 150), (100, 110), (2, 9)]
    """
    size = max(abs(before), abs(after))
    return size < 10 * step_of(unit), -abs(after - before) / size
