"""A figure that a reader is shown, with its finding, its numbers and its source."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import wraps
from itertools import groupby
from typing import TYPE_CHECKING, Literal, ParamSpec

from mpp_lib.present.drawing.compact import compact
from mpp_lib.present.drawing.form import narrow_form
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.shown.table import UNKEYED, Column, Key, Record, Table, records
from mpp_lib.present.wording.marks import legend
from mpp_lib.present.wording.signs import drawn_without, sign_legend

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HOUSE, LOOKUP = "huisstijl", "data-aflezen"
"""Of a drawing in the house style: its class, and the attribute that says where its values stand."""
POINTS_PER_INCH = 72
OVER = ": "
"""Between the heading over a column of numbers and its own."""
_MOST_ROWS = 24
"""From here on numbers are set small: five years of months stay on a page."""
_PERIOD = "::periode"
Given = ParamSpec("Given")
_PRELUDE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)


@dataclass(frozen=True)
class Panel:
    """A plotting area in which a reader can look the values up.

    Attributes:
        places: per row of the data where its values stand on the horizontal axis; NaN where it has none here, as the
            rows after the last place have. With ``groups`` the places of its columns, group after group.
        columns: the columns of the data that are drawn in it.
        down: whether the rows stand under each other, so that the places are on the vertical axis.
        heads: the columns that say what a row is about; by itself the first one.
        groups: where the columns follow each other in time, the rows that are read together in each of them.
        beside: columns that are read with every column of a group.
        part: the ends of the part of the vertical axis that it takes, where it shares that with another panel.
    """

    axes: Axes
    places: Sequence[float]
    columns: Sequence[str]
    _: KW_ONLY
    down: bool = False
    heads: Sequence[str] = ()
    groups: Sequence[Sequence[int]] = ()
    beside: Sequence[str] = ()
    part: tuple[float, float] | None = None


@dataclass(frozen=True)
class Picture:
    """A figure.

    Attributes:
        finding: the answer it gives, one or more Dutch sentences made from the numbers.
        data: the numbers plotted, unrounded or as texts, with Dutch headers.
        units: column of ``data`` → unit of its numbers, empty where they are texts already; other columns hold words.
        source: source and cut-off.
        alt: what is drawn, for who can't see it; the finding and the numbers stand beside it.
        unknown: columns of ``data`` in which a gap is a figure that isn't known, instead of one that can't be.
        panels: where the rows of ``data`` stand in the figure, as far as they can be looked up in it.
        keys: column of ``data`` → what its numbers go by in the result table.
        periods: per row of ``data`` the period that its numbers go by, empty where there is none.
        narrow: draws the same in the narrow form, of a figure that has one.
    """

    figure: Figure
    finding: str
    data: pd.DataFrame
    units: Mapping[str, str]
    source: str
    alt: str
    unknown: frozenset[str] = frozenset()
    panels: Sequence[Panel] = ()
    keys: Mapping[str, Key] = field(default_factory=dict)
    periods: Sequence[str] = ()
    narrow: Callable[[], Picture] | None = None

    @property
    def numbers(self) -> Table[Record]:
        """The numbers shown as a table: the first column heads the rows, ``A: b`` is the column *b* under *A*."""
        columns = [self._column(str(name)) for name in self.data.columns]
        periods = self.periods or [""] * len(self.data)
        return Table(
            [{**row, _PERIOD: period} for row, period in zip(records(self.data), periods, strict=True)],
            columns,
            title=self.finding,
            note=self.source,
            dense=len(self.data) > _MOST_ROWS,
            key=lambda row: Key(period=row[_PERIOD]),
        )

    def _column(self, name: str) -> Column[Record]:
        over, _, heading = name.rpartition(OVER)
        kind: Literal["number", "text"] = "number" if name in self.units else "text"
        key = self.keys.get(name, UNKEYED)
        return Column(heading, name, unit=self.units.get(name, ""), kind=kind, over=over, key=key)

    @property
    def under(self) -> str:
        """What stands under it: what the marks and signs among its numbers mean, then the source."""
        numbers = self.numbers
        marks, signs = legend(numbers.words, drawn=True), sign_legend(numbers.figures, drawn=True)
        return " ".join(filter(None, (marks, signs, self.source)))

    @property
    def described(self) -> str:
        """What is drawn and what is not, for who can't see it."""
        return " ".join(filter(None, (self.alt, drawn_without(self.numbers.figures))))


def in_both_forms(draw: Callable[Given, Picture]) -> Callable[Given, Picture]:
    """What draws a figure as it is on a page, so that it can also be drawn narrow."""

    @wraps(draw)
    def both(*given: Given.args, **named: Given.kwargs) -> Picture:
        def narrow() -> Picture:
            with narrow_form():
                return draw(*given, **named)

        return replace(draw(*given, **named), narrow=narrow)

    return both


def svg(figure: Figure, lookup: str = "") -> str:
    """The figure as SVG: the same bytes for the same figure, text as text in the shipped letter.

    Args:
        lookup: where its values stand (:func:`lookup_of`).
    """
    buffer = io.StringIO()
    with house_style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    own = f' {LOOKUP}="{lookup}"' if lookup else ""
    return compact(_PRELUDE.sub("", buffer.getvalue())).replace("<svg ", f'<svg class="{HOUSE}"{own} ', 1)


def lookup_of(picture: Picture) -> str:
    """Where the rows of the data stand in the drawing, for the script of the page.

    Per panel, with ``;`` between: its left, upper, right and lower edge, then which columns of the table it draws, with
    ``y`` before these where its rows stand under each other, then the place of every row, ``12-`` for twelve that it
    has not; in points from the upper left corner. After the columns come, each after a ``:``, where they are told: the
    columns that name a row, the columns beside, and the groups of rows (``0+17,1+18``).
    """
    names = list(map(str, picture.data.columns))
    return ";".join(" ".join(_looked_up(picture.figure, panel, names)) for panel in picture.panels)


def _looked_up(figure: Figure, panel: Panel, names: Sequence[str]) -> Iterator[str]:
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    box = panel.axes.get_position()

    def across(place: float) -> float:
        low, high = panel.axes.get_xlim()
        return float((box.x0 + (place - low) / (high - low) * box.width) * width)

    def down(place: float) -> float:
        low, high = panel.axes.get_ylim()
        return float((1 - box.y0 - (place - low) / (high - low) * box.height) * height)

    upper, lower = sorted(map(down, panel.part or panel.axes.get_ylim()))
    for edge in (box.x0 * width, upper, box.x1 * width, lower):
        yield f"{edge:.0f}"
    yield _read(panel, names)
    for absent, places in groupby(panel.places, key=math.isnan):
        if absent:
            yield f"{len(list(places))}-"
            continue
        yield from (f"{(down if panel.down else across)(place):.0f}" for place in places)


def _read(panel: Panel, names: Sequence[str]) -> str:
    """Which columns a panel draws, and how they are read where that is not plain."""

    def numbers(columns: Sequence[str]) -> str:
        return ",".join(str(names.index(name)) for name in columns)

    groups = ",".join("+".join(map(str, rows)) for rows in panel.groups)
    told = ":".join((numbers(panel.columns), numbers(panel.heads), numbers(panel.beside), groups))
    return ("y" if panel.down else "") + told.rstrip(":")
