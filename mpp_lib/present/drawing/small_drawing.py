"""Small drawings for in the cell of a table, with their text: both renderers place them, a screen reader says the text.

A drawing is a ``<span>`` around its text that carries width, height (points) and SVG shapes; ``opmaak.lua`` draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from mpp_lib.present.drawing.style import BLUE, INK, RULE, TINT

DRAWING = "tekening"
HEIGHT = 7.0
BAND_WIDTH, LINE_WIDTH = 42.0, 46.0
_EDGE = 3.2
_OUTSIDE = "#b8480a"


def band_mark(value: float, low: float, high: float, text: str) -> str:
    """Where a value lies beside a band: the band as a block amid the drawing, the value as a dot.

    One band's width fits on either side of the band; what lies further off stands at the edge.

    Args:
        text: the same in words.
    """
    third = (BAND_WIDTH - 2 * _EDGE) / 3
    place = _EDGE + third * (1 + min(max(_position(value, low, high), -1.0), 2.0))
    colour = INK if low <= value <= high else _OUTSIDE
    middle = HEIGHT / 2
    return _drawing(
        BAND_WIDTH,
        f"<path d='M0 {middle}H{BAND_WIDTH:g}' stroke='{RULE}' stroke-width='0.7'/>"
        f"<rect x='{_EDGE + third:.2f}' y='1' width='{third:.2f}' height='{HEIGHT - 2:.2f}' fill='{TINT}' "
        f"stroke='{RULE}' stroke-width='0.5'/>"
        f"<circle cx='{place:.2f}' cy='{middle}' r='2.1' fill='{colour}'/>",
        text,
    )


def _position(value: float, low: float, high: float) -> float:
    """0 at the lower end of the band, 1 at the upper; a band without width has all values outside but its own."""
    if high > low:
        return (value - low) / (high - low)
    return 0.5 if value == low else 2.0 if value > low else -1.0


def trend_mark(values: Sequence[float], limit: float, text: str) -> str:
    """A line through values around zero; the drawing reaches to ``limit`` or to the largest value.

    Args:
        text: the same in words.
    """
    most = max([limit, *(abs(value) for value in values)])
    middle, room = HEIGHT / 2, HEIGHT / 2 - 1.2
    step = (LINE_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    points = [(_EDGE + place * step, middle - room * value / most) for place, value in enumerate(values)]
    line = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    last_x, last_y = points[-1]
    return _drawing(
        LINE_WIDTH,
        f"<path d='M0 {middle}H{LINE_WIDTH:g}' stroke='{RULE}' stroke-width='0.7'/>"
        f"<polyline points='{line}' fill='none' stroke='{BLUE}' stroke-width='1.1'/>"
        f"<circle cx='{last_x:.2f}' cy='{last_y:.2f}' r='1.6' fill='{BLUE}'/>",
        text,
    )


def _drawing(width: float, shapes: str, text: str) -> str:
    form = f"{width:g} {HEIGHT:g} {shapes}"
    return f'<span class="{DRAWING}" data-vorm="{escape(form)}">{escape(text)}</span>'
