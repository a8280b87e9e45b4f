"""The chain of the domain asiel as a diagram: stocks as boxes, the flows between them as numbered arrows.

Only the places on paper are written here; which stocks there are, what they are called and what flows in and out of
them comes from the declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from mpp_lib.present.canvas import add_panel
from mpp_lib.present.partners import partner_of
from mpp_lib.present.picture import Picture, Sheet
from mpp_lib.present.sheet import plain_rows
from mpp_lib.present.style import BLUE, CM, GREY, INK, RULE, TINT, WIDTH, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpp_lib.production.node import Chain

HEIGHT = 11.6
OUTSIDE = "van buiten de keten"
_BOX = (2.55, 1.4)
_LINE = 0.31
_LETTERS = 19
_TINY = 6.8
_SMALLEST = 5.6
_FROM_OUTSIDE = 0.62
Point = tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    """A flow between two stocks.

    Attributes:
        source: stock it leaves, or empty when it comes from outside the chain.
        target: stock it enters.
        flow: id of the flow.
        bend: how far the arrow is bent, as a share of its length.
        at: where along the arrow its number stands, from 0 (source) to 1.
        workload: whether only work follows it, and no case or person.
    """

    source: str
    target: str
    flow: str
    bend: float = 0.0
    at: float = 0.5
    workload: bool = False


_COLUMNS = (1.4, 4.5, 7.6, 10.7, 14.75, 11.0)
_ROWS = (10.2, 7.9, 5.6, 3.3, 1.0)
PLACES: dict[str, tuple[int, int]] = {
    "politie.ir_wachtrij": (1, 0),
    "nidos.pupillen": (0, 0),
    "ind.spoor1.voorraad": (0, 1),
    "ind.spoor2.voorraad": (1, 1),
    "ind.spoor4.voorraad": (2, 1),
    "ind.herhaald.voorraad": (3, 1),
    "ind.dublin_voorraad": (0, 2),
    "ind.in_beroepstermijn": (1, 2),
    "ind.nareis.voorraad": (2, 2),
    "ind.nareis.verleend_nog_niet_ingereisd": (3, 2),
    "rvdr.asiel.voorraad_overig": (0, 3),
    "rvdr.asiel.voorraad_inhoudelijk": (1, 3),
    "rvs.asiel.voorraad": (2, 3),
    "dtv.dossiers": (0, 4),
    "coa.in_procedure": (4, 1),
    "coa.vergunninghouders": (4, 2),
    "coa.vertrekplichtig": (5, 3),
}
"""Stock → column and row."""

NOT_DRAWN = frozenset(
    {
        "ind.asiel.voorraad",
        "ind.zaken_in_procedure",
        "coa.bezetting",
        "dtv.caseload",
        "ks.achterstand",
        "oekraine.ontheemden",
    }
)
"""Stocks with a balance that are a sum of drawn ones, an account, or outside every total."""

FIRST_REGISTERED = "politie.ir_wachtrij"
SPOOR4, REPEATED, DUBLIN = "ind.spoor4.voorraad", "ind.herhaald.voorraad", "ind.dublin_voorraad"
TERM, APPEALS = "ind.in_beroepstermijn", "rvdr.asiel.voorraad_inhoudelijk"
GRANTED, FAMILY = "ind.nareis.verleend_nog_niet_ingereisd", "ind.nareis.voorraad"
PROCEDURE, STATUS, LEAVING = "coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig"
ARROWS: tuple[Arrow, ...] = (
    Arrow("", FIRST_REGISTERED, "asiel.aanmeldingen"),
    Arrow(FIRST_REGISTERED, "nidos.pupillen", "nidos.instroom"),
    Arrow(FIRST_REGISTERED, PROCEDURE, "coa.instroom_asiel", at=0.4),
    Arrow(FIRST_REGISTERED, "ind.spoor1.voorraad", "ind.spoor1.instroom"),
    Arrow(FIRST_REGISTERED, "ind.spoor2.voorraad", "ind.spoor2.instroom"),
    Arrow(FIRST_REGISTERED, SPOOR4, "ind.spoor4.instroom"),
    Arrow("", REPEATED, "ind.herhaald.instroom"),
    Arrow("ind.spoor1.voorraad", SPOOR4, "ind.doorstroom_1_4_direct", -0.3, at=0.33),
    Arrow("ind.spoor2.voorraad", SPOOR4, "ind.doorstroom_2_4"),
    Arrow("ind.spoor1.voorraad", DUBLIN, "ind.spoor1.claimakkoord"),
    Arrow(DUBLIN, SPOOR4, "ind.doorstroom_1_4_na_termijn", at=0.33),
    Arrow("ind.spoor2.voorraad", TERM, "ind.afwijzingen"),
    Arrow(SPOOR4, TERM, "ind.afwijzingen"),
    Arrow(REPEATED, TERM, "ind.afwijzingen", at=0.34),
    Arrow(SPOOR4, FAMILY, "ind.nareis.aanvragen", workload=True),
    Arrow(REPEATED, FAMILY, "ind.nareis.aanvragen", workload=True),
    Arrow(FAMILY, GRANTED, "ind.nareis.inwilligingen"),
    Arrow(GRANTED, STATUS, "coa.instroom_nareis"),
    Arrow(TERM, APPEALS, "rvdr.asiel.instroom_inhoudelijk"),
    Arrow(APPEALS, SPOOR4, "ind.spoor4.opnieuw_na_gegrond"),
    Arrow(APPEALS, "rvs.asiel.voorraad", "rvs.asiel.instroom", workload=True),
    Arrow(DUBLIN, "rvdr.asiel.voorraad_overig", "rvdr.asiel.instroom_dublin", workload=True),
    Arrow(TERM, "dtv.dossiers", "dtv.instroom_ind_asiel"),
    Arrow(APPEALS, "dtv.dossiers", "dtv.instroom_ind_asiel"),
    Arrow(PROCEDURE, STATUS, "coa.vergunning_in_opvang"),
    Arrow(PROCEDURE, LEAVING, "coa.vertrekplichtig_geworden", 0.07, at=0.62),
    Arrow(LEAVING, PROCEDURE, "coa.herinstroom_vertrekplichtig", 0.07, at=0.38),
)


def chain_diagram(chain: Chain) -> Picture:
    """Stocks and the flows between them.

    Raises:
        KeyError: when the chain lacks a stock or flow of the diagram.
    """
    numbers = flow_numbers()
    with house_style():
        figure = Figure(figsize=(WIDTH * CM, HEIGHT * CM))
        axes = add_panel(figure, 0, 0, WIDTH, HEIGHT)
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(0, HEIGHT)
        axes.axis("off")
        boxes = {stock: _box(axes, chain, stock) for stock in PLACES}
        for arrow in ARROWS:
            _arrow(axes, arrow, boxes, numbers[arrow.flow])
    return Picture(
        figure,
        f"De asielketen in het productiemodel: {len(PLACES)} voorraden en {len(numbers)} stromen ertussen. Wie de "
        "keten verlaat is niet getekend; na een onderbroken pijl volgt werk, maar gaat de zaak zelf niet over.",
        pd.DataFrame(),
        {},
        _source(chain),
        "Schema van de asielketen: voorraden als vakken, van registratie langs IND, rechtspraak en opvang tot "
        "terugkeer, met genummerde pijlen voor de stromen ertussen.",
    )


def _source(chain: Chain) -> str:
    return f"Bron: declaratie van de keten, variant {chain.variant}."


def flow_numbers() -> dict[str, int]:
    """Flow → its number in the diagram."""
    return {flow: number for number, flow in enumerate(dict.fromkeys(arrow.flow for arrow in ARROWS), start=1)}


def arrows_sheet(chain: Chain) -> Sheet:
    """What the numbers in the diagram mean."""
    data = arrows_data(chain)
    columns = {"nr.": "Nr.", "stroom": "Stroom", "van": "Van", "naar": "Naar"}
    return Sheet(plain_rows(data, columns), data, None, _source(chain), "De stromen in het schema van de asielketen")


def arrows_data(chain: Chain) -> pd.DataFrame:
    """nr., stroom, van, naar: what the numbers mean."""
    names = {stock: f"{partner_of(stock).short}: {stock_name(chain, stock)}" for stock in PLACES} | {"": OUTSIDE}
    numbers = flow_numbers()
    rows = [
        [str(numbers[arrow.flow]), chain.by_id[arrow.flow].label, names[arrow.source], names[arrow.target]]
        for arrow in ARROWS
    ]
    return pd.DataFrame(rows, columns=["nr.", "stroom", "van", "naar"])


def stock_name(chain: Chain, stock: str) -> str:
    """What the balance of a stock is called, without its partner."""
    label = next(balance.label for balance in chain.balances if balance.stock == stock)
    name = label.removeprefix(f"{partner_of(stock).short}, ")
    return f"{name[:1].upper()}{name[1:]}"


def _centre(stock: str) -> tuple[float, float]:
    column, row = PLACES[stock]
    return _COLUMNS[column], _ROWS[row]


def _box(axes: Axes, chain: Chain, stock: str) -> FancyBboxPatch:
    (x, y), (wide, high) = _centre(stock), _BOX
    box = FancyBboxPatch((x - wide / 2, y - high / 2), wide, high, boxstyle="round,pad=0,rounding_size=0.12")
    box.set(facecolor=TINT, edgecolor=RULE, linewidth=0.7, zorder=3)
    axes.add_patch(box)
    lines = [partner_of(stock).short, *wrap(stock_name(chain, stock), _LETTERS)]
    for place, line in enumerate(lines):
        weight, colour = ("bold", BLUE) if place == 0 else ("normal", INK)
        height = y + _LINE * ((len(lines) - 1) / 2 - place)
        axes.text(x, height, line, ha="center", va="center", fontsize=_TINY, fontweight=weight, color=colour, zorder=4)
    return box


def _arrow(axes: Axes, arrow: Arrow, boxes: Mapping[str, FancyBboxPatch], number: int) -> None:
    end = _centre(arrow.target)
    start = _centre(arrow.source) if arrow.source else (end[0], end[1] + _BOX[1] / 2 + _FROM_OUTSIDE)
    line = FancyArrowPatch(
        start,
        end,
        connectionstyle=f"arc3,rad={arrow.bend}",
        arrowstyle="-|>,head_length=3.2,head_width=1.6",
        patchA=boxes.get(arrow.source),
        patchB=boxes[arrow.target],
        color=GREY,
        linewidth=0.9,
        linestyle=(0, (3, 2)) if arrow.workload else "solid",
        shrinkA=0,
        shrinkB=0,
        zorder=2,
    )
    axes.add_patch(line)
    _number(axes, *_along(start, end, arrow), number)


def _along(start: Point, end: Point, arrow: Arrow) -> Point:
    """The place of the number: on the curve that matplotlib draws, a quadratic Bézier."""
    if not arrow.source:
        return start[0], start[1] - _FROM_OUTSIDE * 0.3
    across, up, t = end[0] - start[0], end[1] - start[1], arrow.at
    out = 2 * t * (1 - t) * arrow.bend
    return start[0] + t * across + out * up, start[1] + t * up - out * across


def _number(axes: Axes, x: float, y: float, number: int) -> None:
    ring = {"boxstyle": "circle,pad=0.18", "facecolor": "white", "edgecolor": GREY, "linewidth": 0.6}
    axes.text(x, y, str(number), ha="center", va="center", fontsize=_SMALLEST, color=INK, bbox=ring, zorder=5)
