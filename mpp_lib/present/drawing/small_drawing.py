"""Small drawings for in the cell of a table, with their text: both renderers place them, a screen reader says the text.

A drawing is a ``<span>`` around its text that carries width, height (points) and SVG shapes; ``opmaak.lua`` draws it.
All drawings of a table share one scale, in percents around zero, which the table states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from mpp_lib.present.drawing.style import BLUE, GREY, INK, RULE, SCENARIOS, TINT

DRAWING = "tekening"
WIDTH, HEIGHT = 46.0, 9.0
MONTHS = 12
_EDGE = 2.4
_OUTSIDE = SCENARIOS["maximum"].colour


@dataclass(frozen=True)
class Scale:
    """The scale of the drawings of a table: from −``most`` to ``most``, with marks at ± ``limit`` (percents).

    >>> Scale.holding([12.0, -31.0], 15.0), Scale.holding([260.0], 15.0)
    (Scale(most=50.0, limit=15.0), Scale(most=100.0, limit=15.0))
    """

    most: float
    limit: float

    @classmethod
    def holding(cls, values: Sequence[float], limit: float) -> Scale:
        """The smallest of ±25%, ±50% and ±100% that holds all values; ±100% where none does."""
        furthest = max(map(abs, values), default=0.0)
        return cls(next((most for most in (25.0, 50.0, 100.0) if furthest <= most), 100.0), limit)

    def place(self, value: float) -> float:
        """−1 at the lower end, 1 at the upper; what lies further off stands at the end."""
        return max(-1.0, min(1.0, value / self.most))

    def holds(self, value: float) -> bool:
        """Whether a value lies on it."""
        return abs(value) <= self.most


def place_mark(value: float, band: tuple[float, float] | None, scale: Scale, text: str) -> str:
    """Where a value lies: a dot amid marks at zero and the limits, over its band; a triangle where it lies further off.

    Args:
        value: in percents of what it is held against, as is the band.
        text: the same in words.
    """

    def across(percents: float) -> float:
        return WIDTH / 2 + (WIDTH / 2 - _EDGE) * scale.place(percents)

    middle, colour = HEIGHT / 2, _OUTSIDE if abs(value) >= scale.limit else INK
    shapes = f"<path d='M0 {middle:g}H{WIDTH:g}' stroke='{RULE}' stroke-width='0.6'/>"
    if band:
        low, high = map(across, band)
        shapes += f"<rect x='{low:.2f}' y='1.2' width='{high - low:.2f}' height='{HEIGHT - 2.4:.2f}' fill='{TINT}'/>"
    for mark, size in ((0.0, 0.0), (-scale.limit, 1.6), (scale.limit, 1.6)):
        shapes += (
            f"<path d='M{across(mark):.2f} {size:g}V{HEIGHT - size:g}' stroke='{GREY if mark else RULE}' "
            "stroke-width='0.6'/>"
        )
    return _drawing(f"{shapes}{_point(across(value), middle, colour, value, scale)}", text)


def _point(x: float, y: float, colour: str, value: float, scale: Scale) -> str:
    if scale.holds(value):
        return f"<circle cx='{x:.2f}' cy='{y:.2f}' r='2.1' fill='{colour}'/>"
    ahead = _EDGE if value > 0 else -_EDGE
    return f"<path d='M{x + ahead:.2f} {y:.2f}L{x - ahead:.2f} {y - 2.6:.2f}V{y + 2.6:.2f}Z' fill='{colour}'/>"


def trend_mark(points: Sequence[tuple[int, float]], scale: Scale, text: str) -> str:
    """A line through the values of a year, January left and December right, between marks at the limits.

    Args:
        points: month (1–12) and value, in order of time.
        text: the same in words.
    """
    step = (WIDTH - 2 * _EDGE) / (MONTHS - 1)

    def up(percents: float) -> float:
        return HEIGHT / 2 - (HEIGHT / 2 - 0.8) * scale.place(percents)

    at = [(_EDGE + (month - 1) * step, up(value)) for month, value in points]
    line = " ".join(f"{x:.2f},{y:.2f}" for x, y in at)
    limits = "".join(
        f"<path d='M0 {up(limit):.2f}H{WIDTH:g}' stroke='{RULE}' stroke-width='0.5'/>"
        for limit in (-scale.limit, scale.limit)
    )
    last_x, last_y = at[-1]
    return _drawing(
        f"{limits}<polyline points='{line}' fill='none' stroke='{BLUE}' stroke-width='1.1'/>"
        f"<circle cx='{last_x:.2f}' cy='{last_y:.2f}' r='1.6' fill='{BLUE}'/>",
        text,
    )


def _drawing(shapes: str, text: str) -> str:
    form = f"{WIDTH:g} {HEIGHT:g} {shapes}"
    return f'<span class="{DRAWING}" data-vorm="{escape(form)}">{escape(text)}</span>'
