"""What each round says of every year: by its version where one counts, else by its working folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, IndicatorSpec
from mpp_lib.base.result_table import is_year
from mpp_lib.compare.withdrawn import withdrawn
from mpp_lib.inputs.versions import Version
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.run import RoundResult

Lines = tuple[float, float, float]
"""Minimum, medio and maximum."""


@dataclass(frozen=True)
class RoundFigures:
    """The yearly figures of a round.

    Attributes:
        source: where they come from, in Dutch: which version, or the working folder; with the state.
        years: indicator → year → minimum, medio, maximum; in the unit of the indicator.
        withdrawn: id → what is known of an indicator that is not in the chain any more.
    """

    round: str
    source: str
    years: Mapping[str, Mapping[int, Lines]]
    withdrawn: Mapping[str, IndicatorSpec] = field(default_factory=dict)

    def of(self, indicator: str) -> Mapping[int, Lines]:
        """Year → minimum, medio, maximum; empty for an indicator that the round does not have."""
        return self.years.get(indicator, {})


def frozen_figures(version: Version, table: pd.DataFrame) -> RoundFigures:
    """Those of the result table of a version."""
    yearly = table[table["scenario"].isin(SCENARIOS) & is_year(table["periode"])]
    wide = yearly.pivot(index=["indicator", "periode"], columns="scenario", values="waarde")
    years: dict[str, dict[int, Lines]] = {}
    for (indicator, year), *lines in wide[list(SCENARIOS)].dropna().itertuples(name=None):
        years.setdefault(indicator, {})[int(year)] = (lines[0], lines[1], lines[2])
    gone = withdrawn(table, catalogue_named(STANDARD).indicators)
    return RoundFigures(version.round, f"versie {version.name}, {version.state}", years, gone)


def working_figures(result: RoundResult, state: str) -> RoundFigures:
    """Those of the round as it is in its folder now."""
    span = result.inputs.settings.span.calendar_years
    years = {
        indicator: {year: (row[0], row[1], row[2]) for year, row in zip(span, values.tolist(), strict=True)}
        for indicator, values in result.years.items()
    }
    return RoundFigures(result.inputs.settings.round, f"werkmap, {state}", years)
