"""The two ends of every range of a round, run through the chain: what a tornado shows.

Source: docs/methode-keten.md, *Gevoeligheden*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.sensitivity.one_at_a_time import Change, medio_of, years_given
from mpp_lib.production.chain_data import Array
from mpp_lib.production.parts import FIRST
from mpp_lib.production.ranges import Range, ranges_of, specs_of
from mpp_lib.production.run import RoundResult

FROM_PROGNOSE = "Prognose Eerste Asielinstroom"


@dataclass(frozen=True)
class Swing:
    """What an indicator does when one input goes from one end of its range to the other.

    Attributes:
        range: of the input.
        low, high: the indicator with the input at its low and its high end, minus medio.
    """

    range: Range
    low: float
    high: float

    @property
    def width(self) -> float:
        """Between the lowest and the highest of the three outcomes."""
        return max(self.low, self.high, 0.0) - min(self.low, self.high, 0.0)


@dataclass(frozen=True, eq=False)
class RangesRun:
    """Every range of a round at both ends.

    Attributes:
        first_year: of the horizon.
        inputs: how many parameters and series of the plan there are.
        ranges: those of which there is a range, first applications in front.
        years: node → [years, 1 + 2 · ranges]: medio, then the low and the high end of each range.
    """

    first_year: int
    inputs: int
    ranges: tuple[Range, ...]
    years: Mapping[str, Array]

    def swings(self, indicator: str, year: int) -> tuple[Swing, ...]:
        """What every range does to a yearly figure, the widest first; those that do nothing are left out."""
        medio, *ends = self.years[indicator][year - self.first_year].tolist()
        pairs = zip(self.ranges, ends[::2], ends[1::2], strict=True)
        found = [Swing(each, low - medio, high - medio) for each, low, high in pairs]
        return tuple(sorted((swing for swing in found if swing.width), key=lambda swing: -swing.width))


def run_ranges(result: RoundResult) -> RangesRun:
    """Both ends of every range, one input at a time, in one pass of the engine."""
    medio = medio_of(result)
    ranges = (_first_applications(result), *ranges_of(result.inputs, medio))
    ends = [Change(each.key, values) for each in ranges for values in (each.low, each.high)]
    first_year = result.inputs.settings.span.first_year
    return RangesRun(first_year, len(specs_of(medio)), ranges, years_given(result, ends))


def _first_applications(result: RoundResult) -> Range:
    """Minimum and maximum of the Prognose in every year, with the plan and the parameters of medio."""
    low, value, high = (result.parts.scenario(name).series[FIRST] for name in SCENARIOS)
    return Range(FIRST, "Eerste asielaanvragen", "personen per maand", low, value, high, FROM_PROGNOSE)
