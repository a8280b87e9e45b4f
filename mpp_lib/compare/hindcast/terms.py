"""What the hindcast compares and what it is held to, from the registers of ``rounds/_hindcast``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared.hindcast import OF_HINDCAST
from mpp_lib.inputs.round_inputs import RoundInputs

Phase = Literal["fitted", "checked"]
PHASES: Mapping[Phase, str] = {"fitted": "geijkt", "checked": "getoetst"}
"""What a reader calls them, and the register does."""


@dataclass(frozen=True)
class Terms:
    """What the hindcast is held to.

    Attributes:
        observed: indicators of which every published figure is compared, whatever comes out; what was fed to the chain
            is not.
        leading: those of them that have to stay within the limits whatever the reason.
        until: last month of each phase: up to the first end figures took part in the fit, after it they only check.
        limits: percent that a modelled value may be off in a phase before it needs a reason.
    """

    observed: tuple[str, ...]
    leading: tuple[str, ...]
    until: Mapping[Phase, Month]
    limits: Mapping[Phase, float]

    @classmethod
    def of(cls, inputs: RoundInputs) -> Terms:
        """The terms of a folder.

        Raises:
            InputError: when a phase has no row.
        """
        compared, phases = inputs.registers["vergeleken"], inputs.registers["fasen"].set_index("fase")
        absent = [name for name in PHASES.values() if name not in phases.index]
        if absent:
            file, name = OF_HINDCAST.registers["fasen"].file, inputs.settings.round
            raise InputError(
                [Problem(file, "kolom fase", "", f"{one} ontbreekt", "een rij", round=name) for one in absent]
            )
        return cls(
            observed=tuple(map(str, compared["indicator"])),
            leading=tuple(map(str, compared.loc[compared["hoofdcijfer"] == "ja", "indicator"])),
            until={phase: Month.parse(str(phases.loc[name, "tot"])) for phase, name in PHASES.items()},
            limits={phase: float(str(phases.loc[name, "grens"])) for phase, name in PHASES.items()},
        )

    def phase(self, period: Period) -> Phase:
        """Whether a figure of a period took part in the fit."""
        return "fitted" if period.end <= self.until["fitted"] else "checked"
