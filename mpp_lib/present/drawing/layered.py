"""A drawing in layers: boxes from top to bottom along their links, with few crossings, by the method of Sugiyama.

K. Sugiyama, S. Tagawa and M. Toda (1981), *Methods for visual understanding of hierarchical system structures*, IEEE
Transactions on Systems, Man, and Cybernetics 11, 109-125. Every step is deterministic: the same links give the same
drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

from mpp_lib.present.drawing.labels import spread

Edge = tuple[str, str]
Joint = tuple[str, str, int]
"""A place where a link passes a layer: its ends and the layer."""
Place = str | Joint
SWEEPS = 24


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    Attributes:
        layers: the boxes and joints of each layer, from left to right, top layer first.
        across: box or joint → its centre, in the unit of the widths.
        routes: link → boxes and joints along it, from its upper to its lower end.
    """

    layers: tuple[tuple[Place, ...], ...]
    across: Mapping[Place, float]
    routes: Mapping[Edge, tuple[Place, ...]]

    def layer(self, box: str) -> int:
        """The layer of a box, the top one 0."""
        return next(number for number, places in enumerate(self.layers) if box in places)


def layout(boxes: Sequence[str], edges: Sequence[Edge], wide: float, narrow: float, width: float) -> Layout:
    """Boxes in layers, each below what it follows from; what would run in circles runs upwards.

    Args:
        boxes: in the order in which ties are broken.
        edges: (from, to); a box linked to itself needs no place.
        wide: width of a box, the room beside it included.
        narrow: width of a link that passes a layer.
        width: of the drawing.
    """
    downward = [edge for edge in _downward(boxes, edges) if edge[0] != edge[1]]
    level = _levels(boxes, downward)
    routes = {(upper, lower): _route(upper, lower, level) for upper, lower in downward}
    layers = _ordered(_filled(boxes, level, routes), list(routes.values()))
    return Layout(layers, _across(layers, list(routes.values()), wide, narrow, width), routes)


def _downward(boxes: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """The links with those turned round that lead back in a circle, to where one gets sooner from the start."""
    after = {box: {lower for upper, lower in edges if upper == box} for box in boxes}
    reached = {box: _steps([box], after).keys() for box in boxes}
    entered = {lower for upper, lower in edges if upper != lower}
    soon = _steps([box for box in boxes if box not in entered], after)
    turn = {box: (soon.get(box, 0), place) for place, box in enumerate(boxes)}
    backward = {(upper, lower) for upper, lower in edges if upper in reached[lower] and turn[upper] > turn[lower]}
    return list(
        dict.fromkeys((lower, upper) if (upper, lower) in backward else (upper, lower) for upper, lower in edges)
    )


def _steps(start: Sequence[str], after: Mapping[str, set[str]]) -> dict[str, int]:
    """Box → the least number of links from the start to it."""
    steps = dict.fromkeys(start, 0)
    waiting = list(start)
    for box in waiting:
        new = [lower for lower in sorted(after[box]) if lower not in steps]
        steps |= dict.fromkeys(new, steps[box] + 1)
        waiting += new
    return steps


def _levels(boxes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Each box just below the lowest it follows from; one that follows from nothing just above the first after it."""
    level = dict.fromkeys(boxes, 0)
    for _ in boxes:
        for upper, lower in edges:
            level[lower] = max(level[lower], level[upper] + 1)
    entered = {lower for _, lower in edges}
    for box in boxes:
        below = [level[lower] for upper, lower in edges if upper == box]
        if box not in entered and below:
            level[box] = min(below) - 1
    return level


def _route(upper: str, lower: str, level: Mapping[str, int]) -> tuple[Place, ...]:
    return (upper, *((upper, lower, between) for between in range(level[upper] + 1, level[lower])), lower)


def _filled(
    boxes: Sequence[str], level: Mapping[str, int], routes: Mapping[Edge, tuple[Place, ...]]
) -> list[list[Place]]:
    layers: list[list[Place]] = [[] for _ in range(max(level.values()) + 1)]
    for box in boxes:
        layers[level[box]].append(box)
    for route in routes.values():
        for joint in route[1:-1]:
            layers[int(joint[2])].append(joint)
    return layers


def _ordered(layers: list[list[Place]], routes: Sequence[tuple[Place, ...]]) -> tuple[tuple[Place, ...], ...]:
    """The order with the fewest crossings found by sweeping down and up, each to the middle of its neighbours."""
    above, below = _neighbours(routes)
    best, fewest = [list(layer) for layer in layers], _crossings(layers, below)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        numbers = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        for number in numbers:
            beside = layers[number - 1 if down else number + 1]
            at = {place: index / max(1, len(beside) - 1) for index, place in enumerate(beside)}
            own = layers[number]
            now = {place: index / max(1, len(own) - 1) for index, place in enumerate(own)}
            linked = above if down else below
            own.sort(key=lambda place, at=at, now=now, linked=linked: _middle(place, linked, at, now))  # type: ignore[misc]
        crossings = _crossings(layers, below)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    return tuple(tuple(layer) for layer in best)


def _neighbours(routes: Sequence[tuple[Place, ...]]) -> tuple[dict[Place, list[Place]], dict[Place, list[Place]]]:
    above: dict[Place, list[Place]] = {}
    below: dict[Place, list[Place]] = {}
    for upper, lower in (step for route in routes for step in pairwise(route)):
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    return above, below


def _middle(
    place: Place, linked: Mapping[Place, list[Place]], at: Mapping[Place, float], now: Mapping[Place, float]
) -> float:
    beside = [at[other] for other in linked.get(place, ()) if other in at]
    return sum(beside) / len(beside) if beside else now[place]


def _crossings(layers: Sequence[Sequence[Place]], below: Mapping[Place, list[Place]]) -> int:
    total = 0
    for upper, lower in pairwise(layers):
        at = {place: index for index, place in enumerate(lower)}
        steps = [(index, at[other]) for index, place in enumerate(upper) for other in below.get(place, ())]
        total += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(steps, 2))
    return total


def _across(
    layers: Sequence[Sequence[Place]], routes: Sequence[tuple[Place, ...]], wide: float, narrow: float, width: float
) -> dict[Place, float]:
    """Centres as near as can be to those of the neighbours, without overlap and inside the drawing."""
    above, below = _neighbours(routes)
    sizes = [[wide if isinstance(place, str) else narrow for place in layer] for layer in layers]
    across: dict[Place, float] = {}
    for layer, own in zip(layers, sizes, strict=True):
        across |= dict(zip(layer, spread([width / 2] * len(layer), own, 0, width), strict=True))
    for sweep in range(SWEEPS):
        numbers = range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        for number in numbers:
            layer = layers[number]
            targets = [
                _middle(place, {place: above.get(place, []) + below.get(place, [])}, across, across) for place in layer
            ]
            across |= dict(zip(layer, spread(_rising(targets), sizes[number], 0, width), strict=True))
    edges = [across[place] + side * wide / 2 for place in across if isinstance(place, str) for side in (-1, 1)]
    aside = width / 2 - (min(edges) + max(edges)) / 2
    return {place: min(max(centre + aside, narrow / 2), width - narrow / 2) for place, centre in across.items()}


def _rising(values: Sequence[float]) -> list[float]:
    """The values in rising order, halfway between the least that follows and the most that went before."""
    before, after = accumulate(values, max), reversed(list(accumulate(reversed(values), min)))
    return [(low + high) / 2 for low, high in zip(before, after, strict=True)]
