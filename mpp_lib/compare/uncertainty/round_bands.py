"""The bands of every yearly figure of a round: what its simulation says of it, beside its three runs.

Source: docs/methode-simulatie.md, *Banden*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, SHARE
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.uncertainty.round_simulation import simulate_round
from mpp_lib.production.chain_data import Array
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import QUANTILES, Band
from mpp_lib.simulation.model_error import ModelErrors, Origin, origin_of

MEAN, SPREAD, ERROR, BAND_ERROR = "mean", "sd", "mc_error", "mc_error_75"
PLACES: Mapping[str, str] = {run: f"place_{run}" for run in SCENARIOS}
"""Run → the name of its place: the share of the draws below it."""
NAMES = (MEAN, SPREAD, *QUANTILES, ERROR, BAND_ERROR, *PLACES.values())
"""What is kept of a figure, in the order of the table: ``mc_error`` is the largest error of its mean and quantiles,
``mc_error_75`` that of the ends of its band of 75%."""
LOW, HIGH = "p12_5", "p87_5"
"""The ends of the band of 75%."""


@dataclass(frozen=True, eq=False)
class RoundBands:
    """What a simulation says of the yearly figures of a round: a sibling of :class:`RoundResult`.

    Attributes:
        result: the round.
        errors: how far off the chain may be, by indicator; one that is not there is not known, and then the band holds
            what goes into the chain alone.
        values: indicator → [years of the horizon, NAMES].
    """

    result: RoundResult
    errors: ModelErrors
    values: Mapping[str, Array]

    def value(self, indicator: str, year: int, name: str) -> float:
        """One of :data:`NAMES` of a figure."""
        return float(self.values[indicator][year - self.result.inputs.settings.span.first_year, NAMES.index(name)])

    def origin(self, indicator: str) -> Origin:
        """Where what is known of the error of the chain in an indicator comes from."""
        return origin_of(self.errors, indicator)

    @cached_property
    def table(self) -> pd.DataFrame:
        """All of it in the columns of the long result table, with one of :data:`NAMES` for a scenario."""
        settings = self.result.inputs.settings
        years = list(map(str, settings.span.calendar_years))
        rows = (
            (name, spec.domain, spec.partner, spec.id, year, value, SHARE if name in PLACES.values() else spec.unit)
            for spec in (self.result.chain.by_id[indicator].spec() for indicator in self.values)
            for year, values in zip(years, self.values[spec.id], strict=True)
            for name, value in zip(NAMES, map(float, values), strict=True)
        )
        table = pd.DataFrame(rows, columns=list(COLUMNS[2:]))
        return table.assign(ronde=settings.round, versie=settings.version)[list(COLUMNS)]


def draw_bands(result: RoundResult, errors: ModelErrors) -> RoundBands:
    """The bands of a round from its own simulation."""
    made = simulate_round(result, errors)
    rows: dict[str, list[list[float]]] = {name: [] for name in made.values}
    for indicator, _, found in made.bands():
        rows[indicator].append(_kept(found, made.draws))
    return RoundBands(result, errors, {name: np.array(years) for name, years in rows.items()})


def _kept(found: Band, draws: int) -> list[float]:
    spread = found.errors[MEAN] * np.sqrt(draws)
    errors = max(found.errors.values()), max(found.errors[LOW], found.errors[HIGH])
    return [found.mean, spread, *found.quantiles.values(), *errors, *found.place.values()]


def bands_of(result: RoundResult, errors: ModelErrors, table: pd.DataFrame) -> RoundBands:
    """The bands of a round from its table of them.

    Raises:
        ValueError: the table is that of another round, or not whole.
    """
    years, count = result.inputs.settings.span.calendar_years, len(NAMES)
    indicators = list(dict.fromkeys(table["indicator"]))
    if len(table) != len(indicators) * len(years) * count or not set(indicators) <= result.chain.by_id.keys():
        raise ValueError("de tabel met banden hoort niet bij deze ronde")
    values = table["waarde"].to_numpy(np.float64).reshape(len(indicators), len(years), count)
    return RoundBands(result, errors, dict(zip(indicators, values, strict=True)))
