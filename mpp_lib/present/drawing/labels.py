"""Labels at what they name, instead of a legend: placed as near as can be without overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from mpp_lib.present.drawing.style import FONT, RULE, SIZE

LINE_HEIGHT = 1.22
LEADER = 7.0


def spread(targets: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for labels of these sizes: nearest to their targets (least squares), in order, without overlap.

    Where they do not fit between ``low`` and ``high`` together they keep their distance and are centred there.

    >>> spread([0.0, 0.1], [1.0, 1.0], -5, 5)
    [-0.45, 0.55]
    """
    if not targets:
        return []
    order = np.argsort(np.asarray(targets, dtype=float), kind="stable")
    size = np.asarray(sizes, dtype=float)[order]
    offsets = np.concatenate(([0.0], np.cumsum((size[:-1] + size[1:]) / 2)))
    free = _isotonic(np.asarray(targets, dtype=float)[order] - offsets)
    lowest, highest = low + size[0] / 2, high - size[-1] / 2 - offsets[-1]
    kept = np.clip(free, lowest, highest) if lowest <= highest else np.full(len(free), (lowest + highest) / 2)
    centres = np.empty(len(free))
    centres[order] = kept + offsets
    return [float(round(centre, 9)) for centre in centres]


def _isotonic(values: np.ndarray) -> np.ndarray:
    """The non-decreasing sequence nearest to ``values``: neighbours that violate the order are pooled."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, n), (second, m) = pools[-2], pools.pop()
            pools[-1] = ((first * n + second * m) / (n + m), n + m)
    return np.concatenate([np.full(count, mean) for mean, count in pools])


def text_width(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Width of a line of text in points."""
    return float(TextPath((0, 0), text, size=size, prop=FontProperties(family=FONT, weight=weight)).get_extents().width)


@dataclass(frozen=True)
class EndLabel:
    """A label for the end of a line, at height ``y`` in data."""

    y: float
    text: str
    colour: str
    weight: str = "normal"


def label_ends(axes: Axes, x: float, labels: Sequence[EndLabel], *, size: float = SIZE, gap: float = 5.0) -> None:
    """Write labels to the right of ``x``, ``gap`` points away; where some had to move, thin leaders lead to all."""
    low, high = axes.get_ylim()
    per_point = (high - low) / _height_in_points(axes)
    height = LINE_HEIGHT * size * per_point
    places = spread([label.y for label in labels], [height] * len(labels), low - height / 2, high + height / 2)
    moved = any(abs(place - label.y) > 0.35 * height for label, place in zip(labels, places, strict=True))
    for label, place in zip(labels, places, strict=True):
        axes.annotate(
            label.text,
            (x, label.y),
            (gap + (LEADER if moved else 0), (place - label.y) / per_point),
            textcoords="offset points",
            va="center",
            color=label.colour,
            fontsize=size,
            fontweight=label.weight,
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": RULE, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 1}
            if moved
            else None,
        )


def _height_in_points(axes: Axes) -> float:
    figure = axes.get_figure()
    if figure is None:
        raise ValueError("assen zonder figuur")
    return float(axes.get_position().height * figure.get_figheight() * 72)  # type: ignore[union-attr]


def width_in_points(axes: Axes) -> float:
    """Width of the plotting area in points."""
    figure = axes.get_figure()
    if figure is None:
        raise ValueError("assen zonder figuur")
    return float(axes.get_position().width * figure.get_figwidth() * 72)  # type: ignore[union-attr]
