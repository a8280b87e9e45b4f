"""The forecast of a round as one frozen object: per year the distribution and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mpp_lib.base.months import Month
from mpp_lib.inflow.component import Components, Floats
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.scenario_lines import ScenarioLines, scenario_lines
from mpp_lib.inflow.seasonal import SeasonalProfile


@dataclass(frozen=True, eq=False)
class YearForecast:
    """One year of the Prognose Eerste Asielinstroom.

    Attributes:
        year: the calendar year.
        scenarios: names of the toekomstscenario's, in the order of the file [k].
        narratives: their descriptions [k].
        components: the densities as the analyst gave them, truncated at zero.
        prior: their mixture.
        distribution: the forecast: the prior, or what the realised months make of it; its weights are the chances now.
        realised: first applications in the realised months of this year, R; empty when there are none [t].
        conditioned: whether this forecast learnt from the realised months (basis ``vooraf``); False where the analyst
            had used them already (``inclusief_realisatie``) or there are none.
    """

    year: int
    scenarios: tuple[str, ...]
    narratives: tuple[str, ...]
    components: Components
    prior: Mixture
    distribution: Mixture
    realised: Floats
    conditioned: bool

    @property
    def realised_months(self) -> int:
        """t: how many months are realised."""
        return len(self.realised)

    @property
    def realised_total(self) -> float:
        """R: first applications in those months."""
        return float(self.realised.sum())

    @property
    def prior_chances(self) -> Floats:
        """Chance per scenario as the analyst gave it [k]."""
        return self.prior.weights

    @property
    def chances(self) -> Floats:
        """Chance per scenario now: posterior where months are realised [k]."""
        return self.distribution.weights

    @property
    def scenario_means(self) -> Floats:
        """Effective mean per scenario, after truncation and realised months [k]."""
        return self.distribution.components.mean

    @cached_property
    def lines(self) -> ScenarioLines:
        """Minimum, median, medio, maximum and mean: always the quantiles, never the gehanteerde aantallen."""
        return scenario_lines(self.distribution)

    @property
    def minimum(self) -> float:
        """Lower end of the 75% interval."""
        return self.lines.minimum

    @property
    def median(self) -> float:
        """As likely above as below."""
        return self.lines.median

    @property
    def medio(self) -> float:
        """Chance 1/3 above it."""
        return self.lines.medio

    @property
    def maximum(self) -> float:
        """Upper end of the 75% interval."""
        return self.lines.maximum

    @property
    def mean(self) -> float:
        """Expected number."""
        return self.lines.mean


@dataclass(frozen=True)
class Dependence:
    """How years hang together.

    Attributes:
        scenario: ρ_s in [0, 1]: persistence of the scenario; 0 independent, 1 as persistent as the chances allow.
        within: ρ_w in [0, 1]: correlation of the normal score within the scenario from one year to the next.
    """

    scenario: float
    within: float


@dataclass(frozen=True, eq=False)
class Forecast:
    """The Prognose Eerste Asielinstroom of a round.

    Attributes:
        round: name of the round.
        seed: root of its random streams.
        realised_until: last realised month.
        years: the years of the horizon, in order.
        profile: how a year spreads over its months.
        dependence: how the years hang together.
    """

    round: str
    seed: int
    realised_until: Month
    years: tuple[YearForecast, ...]
    profile: SeasonalProfile
    dependence: Dependence

    def year(self, year: int) -> YearForecast:
        """One year.

        Raises:
            ValueError: when the year lies outside the horizon.
        """
        for forecast in self.years:
            if forecast.year == year:
                return forecast
        first, last = self.years[0].year, self.years[-1].year
        raise ValueError(f"{year} ligt buiten de horizon {first} tot en met {last}")
