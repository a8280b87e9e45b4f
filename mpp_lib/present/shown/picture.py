"""What a reader is shown: a figure or a table, with its finding, its numbers and its source."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from great_tables import GT
from matplotlib.figure import Figure

from mpp_lib.present.drawing.style import house_style

_PRELUDE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A figure.

    Attributes:
        finding: the answer it gives, one or more Dutch sentences made from the numbers.
        data: the numbers shown, unrounded, with Dutch headers.
        units: column of ``data`` → unit of its numbers, empty where they are texts already; other columns hold words.
        source: source and cut-off.
        alt: what is drawn, for who can't see it; the finding and the numbers stand beside it.
    """

    figure: Figure
    finding: str
    data: pd.DataFrame
    units: Mapping[str, str]
    source: str
    alt: str


@dataclass(frozen=True)
class Sheet:
    """A table.

    Attributes:
        table: what is shown.
        data: the unrounded numbers behind it.
        finding: the answer it gives, where it gives one.
        note: source, cut-off and reading help.
        title: what stands in it: the caption.
        dense: whether it is set small, to stay on one page.
    """

    table: GT
    data: pd.DataFrame
    finding: str | None
    note: str
    title: str
    dense: bool = False


def svg(figure: Figure) -> str:
    """The figure as SVG: the same bytes for the same figure, letters as outlines."""
    buffer = io.StringIO()
    with house_style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _PRELUDE.sub("", buffer.getvalue())
