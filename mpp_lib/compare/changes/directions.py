"""Which way changes moved a figure, counted by who asked, by what was changed and by where it was discussed.

A step counts once in each group that one of its lines is in. Its direction is that of its effect in medio, taken over
the years together: the years of one change are no observations of their own. The interval is that of independent
steps, which they need not be, and with few of them it is wide.

Source: docs/externe-evaluatie.md, *Is er gestuurd?*; C.J. Clopper en E.S. Pearson, Biometrika 26 (1934), 404–413.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.changes.effects import LedgerEffects
from mpp_lib.compare.changes.ledger import Line
from mpp_lib.compare.evaluation.scores import Interval, coverage_interval

IN_ORDER, ALONE = "in_volgorde", "alleen"
GROUPS: Mapping[str, str] = {"alle": "", "partner": "partner", "bestand": "file", "gremium": "meeting"}
"""By what steps are grouped → the attribute of their lines; the first takes all together."""
NOISE = 1e-6
"""An effect up to this is none: what adding up leaves of floats."""


@dataclass(frozen=True)
class Moved:
    """What a step does to one figure.

    Attributes:
        way: :data:`IN_ORDER` or :data:`ALONE`.
        effect: in medio, the mean over the years; in the unit of the figure.
    """

    lines: tuple[Line, ...]
    indicator: str
    way: str
    effect: float

    def of(self, group: str) -> set[str]:
        """The members of a group that asked for it, or that it changed."""
        attribute = GROUPS[group]
        return {getattr(line, attribute) if attribute else "" for line in self.lines}


@dataclass(frozen=True)
class Directions:
    """How many steps moved a figure up, down and not at all.

    Attributes:
        interval: of the share that went up; None where none went anywhere.
        together: the sum of their effects.
    """

    group: str
    member: str
    indicator: str
    way: str
    up: int
    down: int
    none: int
    interval: Interval | None
    together: float

    @property
    def share(self) -> float | None:
        """up / (up + down)."""
        return self.up / (self.up + self.down) if self.up + self.down else None


def moved(effects: LedgerEffects) -> Iterator[Moved]:
    """Each step that changed anything, with what it does to each figure, in both ways."""
    medio = SCENARIOS.index("medio")
    for way, values in ((IN_ORDER, effects.in_order), (ALONE, effects.alone)):
        for step, of_step in zip(effects.steps, values[..., medio].mean(axis=-1), strict=True):
            if lines := tuple(filter(effects.account.covered, step.lines)):
                for indicator, effect in zip(effects.indicators, of_step.tolist(), strict=True):
                    yield Moved(lines, indicator, way, effect)


def directions(steps: Iterable[Moved]) -> tuple[Directions, ...]:
    """The counts for every member of every group, figures in the order in which they come."""
    found: dict[tuple[str, str, str, str], list[float]] = {}
    for one in steps:
        for group in GROUPS:
            for member in one.of(group):
                found.setdefault((group, member, one.indicator, one.way), []).append(one.effect)
    figures = list(dict.fromkeys(indicator for _, _, indicator, _ in found))
    order = sorted(found, key=lambda key: (list(GROUPS).index(key[0]), key[1], figures.index(key[2]), key[3] == ALONE))
    return tuple(_counted(key, found[key]) for key in order)


def _counted(key: tuple[str, str, str, str], effects: Sequence[float]) -> Directions:
    up, down = sum(effect > NOISE for effect in effects), sum(effect < -NOISE for effect in effects)
    interval = coverage_interval(up, up + down) if up + down else None
    return Directions(*key, up, down, len(effects) - up - down, interval, sum(effects))
