"""A round as far as its Prognose Eerste Asielinstroom: what can be made before the chain has any input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mpp_lib.base.periods import Period
from mpp_lib.inflow.forecast import Forecast, forecast_round
from mpp_lib.inflow.references import References, reference_forecasts
from mpp_lib.inputs.check_prognose import load_prognose
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.chains import catalogue_named, chain_named
from mpp_lib.production.node import Chain
from mpp_lib.production.realised import realised_values


@dataclass(frozen=True, eq=False)
class PrognoseResult:
    """The forecast of first applications and what it was made from; one is equal to itself alone."""

    inputs: RoundInputs
    forecast: Forecast

    @property
    def chain(self) -> Chain:
        """The declarations: what indicators are called and counted in."""
        return chain_named(self.inputs.settings.model)

    @cached_property
    def references(self) -> References:
        """What the Prognose is held against, from the months it knew."""
        return reference_forecasts(self.inputs)

    @cached_property
    def unknown(self) -> Unknown:
        """What is said of realised figures that are not there or not like the others."""
        return Unknown.of(self.inputs.unknown)

    def realised(self, indicator: str) -> dict[Period, float]:
        """Month or year → realised value."""
        return dict(self._realised[indicator])

    @cached_property
    def _realised(self) -> dict[str, dict[Period, float]]:
        return realised_values(self.inputs.realisations, (node.spec() for node in self.chain.nodes))


def open_prognose(folder: Path | str, texts: Iterable[str] = ()) -> PrognoseResult:
    """Read a round and forecast its first applications, from scenarios and realisations alone.

    Args:
        folder: the round folder, e.g. ``rounds/2024-1``.
        texts: names of the sections of ``text/`` to read.

    Raises:
        InputError: with everything that is wrong with that, or not there.
    """
    inputs = load_prognose(Path(folder), catalogue_named, texts)
    return PrognoseResult(inputs, forecast_round(inputs))
