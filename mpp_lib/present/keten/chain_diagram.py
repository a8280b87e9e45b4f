"""The chain of a domain as a diagram: stocks as boxes, the flows between them as numbered arrows.

Boxes, arrows and their places all follow from the declarations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from mpp_lib.base.catalogue import Domain
from mpp_lib.present.drawing.canvas import add_panel
from mpp_lib.present.drawing.layered import Layout, Place, layout
from mpp_lib.present.drawing.style import BLUE, CM, GREY, INK, RULE, TINT, WIDTH, house_style
from mpp_lib.present.keten.chain_links import OUTSIDE, Link, domain_links
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.production.node import Chain

FROM_OUTSIDE = "van buiten de keten"
_BOX = (2.5, 1.3)
_BESIDE = 0.22
_JOINT = 0.42
_GAP = 1.05
_STUB = 0.62
_LINE = 0.31
_LETTERS = 19
_TINY = 6.8
_SMALLEST = 5.6
_RING = 0.4
_TWO_WAYS = 0.16
"""How far an arrow back lies beside the one down."""
_ALONG = (0.5, 0.36, 0.64, 0.24, 0.76, 0.44, 0.56, 0.3, 0.7)
"""Places along the last stretch of an arrow where its number may stand, the best one first."""
Point = tuple[float, float]


@dataclass(frozen=True)
class _Diagram:
    """The drawing: where the boxes stand, and what has been drawn of the arrows."""

    axes: Axes
    layout: Layout
    links: tuple[Link, ...]
    numbers: Mapping[str, int]
    written: list[Point]

    def centre(self, box: str) -> Point:
        """The middle of a box, in centimetres."""
        return self.layout.across[box], self.height(self.layout.layer(box))

    def height(self, layer: int) -> float:
        """The middle of a layer, in centimetres from below."""
        below = len(self.layout.layers) - 1 - layer
        return _BOX[1] / 2 + 0.05 + below * (_BOX[1] + _GAP)


def chain_diagram(chain: Chain, domain: Domain) -> Picture:
    """Stocks of a domain and the flows between them."""
    links = domain_links(chain, domain)
    boxes, numbers = boxes_of(chain, links), flow_numbers(links)
    edges = [(link.source, link.target) for link in links if link.source != OUTSIDE]
    made = layout(boxes, list(dict.fromkeys(edges)), _BOX[0] + _BESIDE, _JOINT, WIDTH)
    height = len(made.layers) * (_BOX[1] + _GAP) - _GAP + _STUB + 0.35
    with house_style():
        figure = Figure(figsize=(WIDTH * CM, height * CM))
        axes = add_panel(figure, 0, 0, WIDTH, height)
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(0, height)
        axes.axis("off")
        paper = _Diagram(axes, made, links, numbers, [])
        for box in boxes:
            _box(paper, chain, box, own=chain.by_id[box].domain == domain if box in chain.by_id else False)
        for box in boxes:
            _from_outside(paper, box)
        for edge in dict.fromkeys(edges):
            _arrow(paper, *edge)
    return Picture(
        figure,
        _finding(chain, domain, boxes, numbers),
        pd.DataFrame(),
        {},
        _source(chain),
        f"Schema van de keten in het domein {domain}: voorraden als vakken, van boven naar beneden in de volgorde "
        f"waarin zij op elkaar volgen, met genummerde pijlen voor de stromen ertussen.",
    )


def _finding(chain: Chain, domain: Domain, boxes: Sequence[str], numbers: Mapping[str, int]) -> str:
    own = sum(box in chain.by_id and chain.by_id[box].domain == domain for box in boxes)
    return (
        f"De keten van het domein {domain}: {own} voorraden en {len(numbers)} stromen. Wie de keten verlaat is niet "
        "getekend; een onderbroken pijl volgt uit wat er binnenkomt of ligt, niet uit wat er vertrekt."
    )


def _source(chain: Chain) -> str:
    return f"Bron: declaratie van de keten, variant {chain.variant}."


def boxes_of(chain: Chain, links: Sequence[Link]) -> tuple[str, ...]:
    """What the arrows run from and to: other domains first, then stocks in the order of the declarations."""
    named = {end for link in links for end in (link.source, link.target)} - {OUTSIDE}
    return (*sorted(named - chain.by_id.keys()), *(node.id for node in chain.nodes if node.id in named))


def flow_numbers(links: Sequence[Link]) -> dict[str, int]:
    """Flow → its number in the diagram."""
    return {flow: number for number, flow in enumerate(dict.fromkeys(link.flow for link in links), start=1)}


def arrows_table(chain: Chain, domain: Domain) -> Table[Record]:
    """What the numbers in the diagram mean."""
    return Table(
        records(arrows_data(chain, domain_links(chain, domain))),
        [Column("Nr.", "nr."), Column("Stroom", "stroom"), Column("Van", "van"), Column("Naar", "naar")],
        title=f"De stromen in het schema van de keten, domein {domain}",
        note=_source(chain),
        dense=True,
    )


def arrows_data(chain: Chain, links: Sequence[Link]) -> pd.DataFrame:
    """nr., stroom, van, naar: what the numbers mean; a flow from several stocks stands once."""
    rows: dict[tuple[str, str], list[str]] = {}
    for link in links:
        rows.setdefault((link.flow, link.target), []).append(_name(chain, link.source))
    numbers = flow_numbers(links)
    data = [
        [str(numbers[flow]), chain.by_id[flow].label, "; ".join(sources), _name(chain, target)]
        for (flow, target), sources in rows.items()
    ]
    return pd.DataFrame(data, columns=["nr.", "stroom", "van", "naar"])


def _name(chain: Chain, place: str) -> str:
    if place == OUTSIDE:
        return FROM_OUTSIDE
    head, name = _words(chain, place)
    return f"{head}: {name}" if place in chain.by_id else f"{head} {name}"


def _words(chain: Chain, box: str) -> tuple[str, str]:
    """Whose stock it is, and what its balance is called."""
    if box not in chain.by_id:
        return "Domein", box
    short = partner_of(box).short
    label = next(balance.label for balance in chain.balances if balance.stock == box)
    name = label.removeprefix(f"{short}, ")
    return short, f"{name[:1].upper()}{name[1:]}"


def _box(paper: _Diagram, chain: Chain, box: str, *, own: bool) -> None:
    (x, y), (wide, high) = paper.centre(box), _BOX
    edge = FancyBboxPatch((x - wide / 2, y - high / 2), wide, high, boxstyle="round,pad=0,rounding_size=0.12")
    edge.set(facecolor=TINT if own else "white", edgecolor=RULE, linewidth=0.7, zorder=3)
    paper.axes.add_patch(edge)
    head, name = _words(chain, box)
    lines = [head, *wrap(name, _LETTERS)]
    for place, line in enumerate(lines):
        weight, colour = ("bold", BLUE) if place == 0 else ("normal", INK)
        height = y + _LINE * ((len(lines) - 1) / 2 - place)
        paper.axes.text(
            x, height, line, ha="center", va="center", fontsize=_TINY, fontweight=weight, color=colour, zorder=4
        )


def _from_outside(paper: _Diagram, box: str) -> None:
    """One short arrow from above for everything that comes in from outside the chain."""
    flows = [link.flow for link in paper.links if link.target == box and link.source == OUTSIDE]
    if not flows:
        return
    (x, y), left = paper.centre(box), _BOX[0] / 2 - 0.3
    top = y + _BOX[1] / 2
    _line(paper, Path([(x - left, top + _STUB), (x - left, top)]), work=False)
    for place, flow in enumerate(flows):
        _number(paper, (x - left + place * _RING, top + _STUB * 0.62), flow)


def _arrow(paper: _Diagram, source: str, target: str) -> None:
    """Everything that runs from one stock to another: one line, with the numbers of its flows."""
    links = [link for link in paper.links if (link.source, link.target) == (source, target)]
    work = all(link.work for link in links)
    if source == target:
        _loop(paper, source, links, work=work)
        return
    down = (source, target) in paper.layout.routes
    route = paper.layout.routes[(source, target) if down else (target, source)]
    both = any((link.source, link.target) == (target, source) for link in paper.links)
    points = [(x + (_TWO_WAYS if both and not down else 0.0), y) for x, y in _bends(paper, route)]
    _line(paper, _curve(points if down else points[::-1]), work=work)
    upper, lower = points[-2:] if down else points[:2]
    for link in links:
        _number(paper, _free(paper, upper, lower), link.flow)


def _bends(paper: _Diagram, route: Sequence[Place]) -> list[Point]:
    """Where a line leaves the upper box, passes the layers and enters the lower box: pairs with a curve between."""
    first, half = paper.layout.layer(str(route[0])), _BOX[1] / 2
    leaves = (_port(paper, route[:2], upper=True), paper.height(first) - half)
    enters = (_port(paper, route[-2:], upper=False), paper.height(first + len(route) - 1) + half)
    passes = [
        (paper.layout.across[joint], paper.height(first + step) + side * half)
        for step, joint in enumerate(route[1:-1], start=1)
        for side in (1, -1)
    ]
    return [leaves, *passes, enters]


def _port(paper: _Diagram, step: Sequence[Place], *, upper: bool) -> float:
    """Where along the edge of its box a line begins or ends: beside the others, in the order of where they go."""
    box, other = (step[0], step[1]) if upper else (step[1], step[0])
    ends = {
        (route[1] if upper else route[-2])
        for route in paper.layout.routes.values()
        if (route[0] if upper else route[-1]) == box
    }
    ordered = sorted(ends, key=lambda place: paper.layout.across[place])
    outside = any(link.target == box and link.source == OUTSIDE for link in paper.links) and not upper
    room = _BOX[0] - (1.0 if outside else 0.5)
    share = (ordered.index(other) + 0.5) / len(ordered) - 0.5
    return paper.layout.across[box] + (0.25 if outside else 0.0) + share * room


def _curve(points: Sequence[Point]) -> Path:
    """Upright at both ends of each layer, straight beside boxes, curved between layers."""
    vertices, codes = [points[0]], [Path.MOVETO]
    for place, (here, there) in enumerate(pairwise(points)):
        if place % 2 == 0:
            middle = (here[1] + there[1]) / 2
            vertices += [(here[0], middle), (there[0], middle), there]
            codes += [Path.CURVE4] * 3
        else:
            vertices.append(there)
            codes.append(Path.LINETO)
    return Path(vertices, codes)


def _loop(paper: _Diagram, box: str, links: Sequence[Link], *, work: bool) -> None:
    """An arrow from a stock into itself, at its right side."""
    (x, y), out = paper.centre(box), 0.55
    right = x + _BOX[0] / 2
    vertices = [(right, y - 0.3), (right + out, y - 0.35), (right + out, y + 0.35), (right, y + 0.3)]
    _line(paper, Path(vertices, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]), work=work)
    for place, link in enumerate(links):
        _number(paper, (right + 0.42, y + place * _RING), link.flow)


def _line(paper: _Diagram, path: Path, *, work: bool) -> None:
    line = FancyArrowPatch(
        path=path,
        arrowstyle="-|>,head_length=3.2,head_width=1.6",
        color=GREY,
        linewidth=0.9,
        linestyle=(0, (3, 2)) if work else "solid",
        zorder=2,
    )
    line.set_fill(True)
    paper.axes.add_patch(line)


def _free(paper: _Diagram, upper: Point, lower: Point) -> Point:
    """A place for a number on the curve between two layers, apart from the numbers already written."""
    places = [_on_curve(upper, lower, share) for share in _ALONG]
    return max(places, key=lambda place: min(_RING, *(_apart(place, other) for other in (*paper.written, (99, 99)))))


def _on_curve(upper: Point, lower: Point, t: float) -> Point:
    across = 3 * t**2 - 2 * t**3
    along = 1.5 * t - 1.5 * t**2 + t**3
    return upper[0] + across * (lower[0] - upper[0]), upper[1] + along * (lower[1] - upper[1])


def _apart(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _number(paper: _Diagram, place: Point, flow: str) -> None:
    ring = {"boxstyle": "circle,pad=0.18", "facecolor": "white", "edgecolor": GREY, "linewidth": 0.6}
    text = str(paper.numbers[flow])
    paper.axes.text(*place, text, ha="center", va="center", fontsize=_SMALLEST, color=INK, bbox=ring, zorder=5)
    paper.written.append(place)
