"""The house style of figures: one colour per mpp-scenario everywhere, the shipped letter, Dutch numbers on the axes.

Colours are told apart by colour-blind readers; in grey print line patterns and labels at the line ends do the work.
Who only takes a colour from here does not wait for matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from mpp_lib.base.brand import colour, letter
from mpp_lib.base.errors import RenderError
from mpp_lib.base.shipped import FONTS
from mpp_lib.present.drawing.form import PAGE

BLUE = colour("tekening-blauw")
FALL = colour("tekening-val")
"""What goes down, beside :data:`BLUE` for what goes up."""
INK = colour("tekening-inkt")
GREY = colour("tekening-grijs")
RULE = colour("tekening-lijn")
GRID = colour("tekening-rooster")
TINT = colour("tekening-tint")
REALISED_FILL = colour("tekening-gerealiseerd")
PARTS = (BLUE, FALL, colour("tekening-deel"), GREY, colour("tekening-stil"), colour("tekening-bleek"))
"""Fills for the parts of a whole, apart in lightness; never a scenario's colour but medio's, which they explain."""

WIDTH = PAGE
SIZE = 8.5
SMALL = 7.8
CM = 1 / 2.54
POINTS_PER_CM = 72 / 2.54

FONT, FONT_FILES = letter()


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn."""

    colour: str
    width: float
    dashes: Any = "solid"

    def kwargs(self) -> dict[str, Any]:
        """As arguments of ``Axes.plot``."""
        return {"color": self.colour, "linewidth": self.width, "linestyle": self.dashes}


SCENARIOS: dict[str, Stroke] = {
    "minimum": Stroke(colour("tekening-minimum"), 1.3, (0, (4.5, 2.0))),
    "medio": Stroke(BLUE, 2.0),
    "maximum": Stroke(colour("tekening-maximum"), 1.3, (0, (1.2, 1.4))),
}
REALISED = Stroke(INK, 1.5)
MEDIAN = Stroke(GREY, 0.9, (0, (7.0, 1.5, 1.2, 1.5)))
MEAN = Stroke(GREY, 0.9, (0, (2.0, 2.0)))

RC: dict[str, Any] = {
    "font.family": FONT,
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.7,
    "axes.labelcolor": GREY,
    "axes.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.color": RULE,
    "ytick.color": RULE,
    "xtick.labelcolor": GREY,
    "ytick.labelcolor": GREY,
    "xtick.major.width": 0.7,
    "xtick.major.size": 3.0,
    "ytick.major.size": 0.0,
    "lines.solid_capstyle": "round",
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
    "svg.hashsalt": "mpp",
    "path.simplify": False,
}


@cache
def register_fonts() -> None:
    """Make the shipped letter known to matplotlib.

    Raises:
        RenderError: when a font file is missing.
    """
    from matplotlib import font_manager

    missing = [name for name in FONT_FILES if not (FONTS / name).is_file()]
    if missing:
        raise RenderError(f"Het lettertype {FONT} ontbreekt in {FONTS}: {', '.join(missing)}")
    for name in FONT_FILES:
        font_manager.fontManager.addfont(str(FONTS / name))


@contextmanager
def house_style() -> Iterator[None]:
    """Everything drawn or saved inside follows the house style; matplotlib's own settings come back afterwards."""
    import matplotlib as mpl

    register_fonts()
    with mpl.rc_context(cast("Any", RC)):
        yield
