"""A parameter on another level: its rows keep their course over time and how far they lie from medio, in proportion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.compare.proposals.evidence import rounded
from mpp_lib.inputs.round_inputs import RoundInputs


@dataclass(frozen=True)
class Level:
    """The value of a parameter in medio in the first month of the horizon, and what it is to become."""

    was: float
    becomes: float

    def of(self, value: float) -> float:
        """What a row with this value becomes, rounded as a proposal is.

        >>> Level(120, 110).of(120), Level(120, 110).of(140)
        (110, 128.3)

        Raises:
            ZeroDivisionError: of a level that was 0, for any other value.
        """
        return self.becomes if value == self.was else rounded(value * self.becomes / self.was)


def with_levels(inputs: RoundInputs, levels: Mapping[str, Level]) -> RoundInputs:
    """The inputs of a round with these parameters on other levels."""
    rows = inputs.parameters
    pairs = zip(rows["parameter"], rows["waarde"].astype(float), strict=True)
    return replace(
        inputs,
        parameters=rows.assign(waarde=[levels[name].of(value) if name in levels else value for name, value in pairs]),
    )


def out_of_reach(inputs: RoundInputs, spec: ParameterSpec, level: Level) -> str:
    """Why not every row of a parameter can follow, in Dutch; empty where each can."""
    rows = [float(value) for value in inputs.parameters.loc[inputs.parameters["parameter"] == spec.name, "waarde"]]
    if not level.was and any(rows):
        return "de waarde van nu is nul: de andere rijen zijn er niet naar rato mee te stellen"
    inside = all(spec.low <= level.of(value) <= spec.high for value in rows)
    return "" if inside else "naar rato zou een van de rijen buiten komen wat de keten toelaat"
