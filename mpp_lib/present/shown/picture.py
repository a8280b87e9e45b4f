"""A figure that a reader is shown, with its finding, its numbers and its source."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.marks import legend

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

OVER = ": "
"""Between the heading over a column of numbers and its own."""
_MOST_ROWS = 24
"""From here on numbers are set small: five years of months stay on a page."""
_PRELUDE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)


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
    """

    figure: Figure
    finding: str
    data: pd.DataFrame
    units: Mapping[str, str]
    source: str
    alt: str
    unknown: frozenset[str] = frozenset()

    @property
    def numbers(self) -> Table[Record]:
        """The numbers shown as a table: the first column heads the rows, ``A: b`` is the column *b* under *A*."""
        columns = [self._column(str(name)) for name in self.data.columns]
        return Table(
            records(self.data), columns, title=self.finding, note=self.source, dense=len(self.data) > _MOST_ROWS
        )

    def _column(self, name: str) -> Column[Record]:
        over, _, heading = name.rpartition(OVER)
        kind: Literal["number", "text"] = "number" if name in self.units else "text"
        return Column(heading, name, unit=self.units.get(name, ""), kind=kind, over=over)

    @property
    def under(self) -> str:
        """What stands under it: what the marks among its numbers mean, then the source."""
        marks = legend(self.numbers.words, drawn=True)
        return f"{marks} {self.source}" if marks else self.source


def svg(figure: Figure) -> str:
    """The figure as SVG: the same bytes for the same figure, letters as outlines."""
    buffer = io.StringIO()
    with house_style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _PRELUDE.sub("", buffer.getvalue())
