"""The asylum chain in one picture: who hands over what to whom, with the numbers of a year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from mpp_lib.base.catalogue import FIRST_INFLOW, TOTAL_INFLOW
from mpp_lib.present.drawing.canvas import add_panel
from mpp_lib.present.drawing.style import BLUE, CM, INK, RULE, SMALL, TINT, WIDTH, house_style
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

HEIGHT = 10.2
_WIDE, _HIGH = 3.3, 1.35
_COLUMNS = (1.75, 8.1, 14.45)
_ROWS = (9.4, 7.0, 3.85, 1.0)


@dataclass(frozen=True)
class Box:
    """A partner: its place (column, row), what is waiting there, and what that is called."""

    name: str
    place: tuple[int, int]
    stock: str = ""
    word: str = "voorraad"

    @property
    def centre(self) -> tuple[float, float]:
        """In centimetres."""
        return _COLUMNS[self.place[0]], _ROWS[self.place[1]]


@dataclass(frozen=True)
class Arrow:
    """A flow from one box to another.

    Attributes:
        text: what it is called here.
        shift: centimetres sideways, for arrows that run side by side.
        label: place of the words, in centimetres from the middle of the arrow, and their alignment.
    """

    start: str
    end: str
    flow: str
    text: str
    shift: tuple[float, float] = (0.0, 0.0)
    label: tuple[float, float, str] = (0.0, 0.0, "center")


BOXES: dict[str, Box] = {
    "politie": Box("Politie", (0, 1), "politie.ir_wachtrij", "wachtrij"),
    "ind": Box("IND", (1, 1), "ind.asiel.voorraad"),
    "rvdr": Box("Rechtspraak", (2, 1), "rvdr.asiel.voorraad"),
    "rvs": Box("Raad van State", (2, 0), "rvs.asiel.voorraad"),
    "nidos": Box("Nidos", (0, 2), "nidos.pupillen", "pupillen"),
    "coa": Box("COA", (1, 2), "coa.bezetting", "bezetting"),
    "dtv": Box("DT&V", (2, 2), "dtv.dossiers", "dossiers"),
    "gemeenten": Box("Gemeenten", (1, 3)),
    "vertrek": Box("Vertrek", (2, 3)),
    "nareis": Box("Nareis", (0, 3), "ind.nareis.verleend_nog_niet_ingereisd", "nog in te reizen"),
}
ARROWS: tuple[Arrow, ...] = (
    Arrow("politie", "ind", FIRST_INFLOW, "eerste aanvragen", label=(0, 0.12, "center")),
    Arrow("politie", "nidos", "nidos.instroom", "onder voogdij", label=(0.15, 0, "left")),
    Arrow("politie", "coa", "coa.instroom_asiel", "naar de opvang", label=(0.35, 0.3, "left")),
    Arrow("ind", "rvdr", "rvdr.asiel.instroom", "beroepen", (0, 0.35), (0, 0.12, "center")),
    Arrow("rvdr", "ind", "ind.spoor4.opnieuw_na_gegrond", "opnieuw beslissen", (0, -0.35), (0, -0.12, "center")),
    Arrow("rvdr", "rvs", "rvs.asiel.instroom", "hoger beroepen", label=(-0.15, 0, "right")),
    Arrow("ind", "coa", "coa.vergunning_in_opvang", "vergunning in de opvang", label=(0.15, -0.5, "left")),
    Arrow("ind", "dtv", "dtv.instroom_ind_asiel", "afgewezen", label=(0.75, 0.1, "left")),
    Arrow("nareis", "coa", "coa.instroom_nareis", "nareizigers in de opvang", label=(-0.3, 0.25, "right")),
    Arrow("coa", "gemeenten", "coa.uitstroom_huisvesting", "huisvesting", label=(0.15, 0, "left")),
    Arrow("dtv", "vertrek", "dtv.uitstroom", "vertrek en overige uitstroom", label=(-0.15, 0, "right")),
)


def chain_picture(result: RoundResult, year: int, scenario: str = "medio") -> Picture:
    """Boxes with what is waiting at the end of a year, arrows with what went from one to the other during it."""
    with house_style():
        figure = Figure(figsize=(WIDTH * CM, HEIGHT * CM))
        axes = add_panel(figure, 0, 0, WIDTH, HEIGHT)
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(0, HEIGHT)
        axes.axis("off")
        for arrow in ARROWS:
            _arrow(axes, arrow, text_of(result.year(arrow.flow, year, scenario), "personen"))
        for box in BOXES.values():
            waiting = text_of(result.year(box.stock, year, scenario), "personen") if box.stock else ""
            _box(axes, box, waiting)
    return Picture(
        figure,
        picture_finding(result, year, scenario),
        _data(result, year, scenario),
        {"aantal": ""},
        source_line(result),
        f"Stroomschema van de asielketen in {year}: partners als vakken met hun voorraad, stromen als pijlen.",
    )


def picture_finding(result: RoundResult, year: int, scenario: str) -> str:
    """What comes in, what is decided and what waits at the end of the year."""
    names = (TOTAL_INFLOW, "ind.asiel.beslissingen", "coa.bezetting")
    inflow, decided, housed = (text_of(result.year(name, year, scenario), "personen") for name in names)
    return sentence(
        f"in {scenario} komen er in {year} {inflow} mensen binnen en beslist de IND {decided} asielzaken",
        f"eind {year} verblijven er {housed} mensen in de opvang",
    )


def _box(axes: Axes, box: Box, waiting: str) -> None:
    x, y = box.centre
    edge = FancyBboxPatch(
        (x - _WIDE / 2, y - _HIGH / 2),
        _WIDE,
        _HIGH,
        "round,pad=0,rounding_size=0.12",
        facecolor=TINT,
        edgecolor=BLUE,
        linewidth=0.9,
    )
    axes.add_patch(edge)
    axes.text(x, y + (0.24 if waiting else 0), box.name, ha="center", va="center", color=BLUE, fontweight="semibold")
    if waiting:
        axes.text(x, y - 0.3, f"{box.word} {waiting}", ha="center", va="center", fontsize=SMALL)


def _arrow(axes: Axes, arrow: Arrow, amount: str) -> None:
    start, end = _ends(arrow)
    axes.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": RULE,
            "linewidth": 1.4,
            "shrinkA": 0,
            "shrinkB": 0,
            "mutation_scale": 11,
        },
    )
    right, up, align = arrow.label
    x, y = (start[0] + end[0]) / 2 + right, (start[1] + end[1]) / 2 + up
    above = align == "center" and up >= 0
    middle = "center" if align != "center" else ("bottom" if above else "top")
    axes.text(x, y, f"{arrow.text}\n{amount}", ha=align, va=middle, fontsize=SMALL, color=INK, linespacing=0.95)


def _ends(arrow: Arrow) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where an arrow leaves one box and reaches the other: at the sides for a row, else at top or bottom."""
    (x0, y0), (x1, y1) = BOXES[arrow.start].centre, BOXES[arrow.end].centre
    dx, dy = arrow.shift
    across, down = _sign(x1 - x0), _sign(y1 - y0)
    if down == 0:
        return (x0 + across * _WIDE / 2, y0 + dy), (x1 - across * _WIDE / 2, y1 + dy)
    side = across * _WIDE / 3
    return (x0 + side + dx, y0 + down * _HIGH / 2), (x1 - side + dx, y1 - down * _HIGH / 2)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _data(result: RoundResult, year: int, scenario: str) -> pd.DataFrame:
    stocks = [(box.stock, f"eind {year}") for box in BOXES.values() if box.stock]
    flows = [(arrow.flow, f"in {year}") for arrow in ARROWS]
    rows = [
        (full_label(result.chain.by_id[name].spec()), when, text_of(result.year(name, year, scenario), "personen"))
        for name, when in (*flows, *stocks)
    ]
    return pd.DataFrame(rows, columns=["reeks", "moment", "aantal"])
