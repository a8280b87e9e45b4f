"""What the monitor says of one indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, NamedTuple

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.known_errors import KnownError
from mpp_lib.production.three_runs import Kind, kind_of

Reach = Literal["volledig", "korter", "later begonnen", "niet geleverd"]


@dataclass(frozen=True)
class Delivery:
    """How much of an indicator an edition holds for the year of the edition.

    Attributes:
        reach: ``volledig`` from January up to the month of the edition; ``korter`` when the series stops earlier,
            ``later begonnen`` when it starts after January, ``niet geleverd`` when there is nothing of that year.
        first, last: first and last month that the comparison is about; None without data.
        from_round: months that the edition does not hold and the round had realised already.
        status: of the last figure: ``definitief``, ``voorlopig`` or ``raming``; empty without data.
        remark: Dutch sentence of what is out of the ordinary; empty where nothing is.
        absent: why there is no figure of some of the months; empty where nothing is said of it.
    """

    reach: Reach
    first: Month | None
    last: Month | None
    from_round: tuple[Month, ...]
    status: str
    remark: str
    absent: str = ""


@dataclass(frozen=True)
class Comparison:
    """Realised beside what the round expects of the same months.

    Attributes:
        first, last: the months it is about (a stock: both the same).
        minimum, expected, maximum: the three runs of the round; expected is medio.
        deviation_pct: 100 · (realised − expected) / |expected|; None where nothing was expected.
        estimated: whether what is realised is a raming, as a whole or in part.
        signs: of ``onbekend.csv``, behind what is realised.
    """

    first: Month
    last: Month
    realised: float
    minimum: float
    expected: float
    maximum: float
    estimated: bool = False
    signs: str = ""

    @property
    def kind(self) -> Kind:
        """How the three runs lie."""
        return kind_of(self.minimum, self.expected, self.maximum)

    @property
    def deviation(self) -> float:
        """Realised minus expected."""
        return self.realised - self.expected

    @property
    def deviation_pct(self) -> float | None:
        """In percent of what was expected."""
        return 100 * self.deviation / abs(self.expected) if self.expected else None


@dataclass(frozen=True)
class Moment:
    """The comparison as it stood after one month of the same delivery."""

    month: Month
    seen: Comparison
    flagged: bool


@dataclass(frozen=True)
class Band:
    """Where the year to date lies with a chance of 75%, by the forecast or by draws of the chain.

    Attributes:
        low, median, high: the 12.5%, 50% and 87.5% points of the predictive distribution, seasonal pattern included.
        chance_below: the forecast's own chance of a lower number than realised.
    """

    low: float
    median: float
    high: float
    within: bool
    chance_below: float


@dataclass(frozen=True)
class Outlook:
    """How the year ends, given the months so far.

    Attributes:
        expected: mean of the year total; without a distribution what is realised and medio for the rest.
        median, low, high: its 50%, 12.5% and 87.5% points; None where there is no distribution.
        foreseen: the median that the round gave the year, to hold the median against; None without a distribution.
        minimum, maximum: of the round, to which the chances refer.
        below, within, above: chance of ending below, between, above those; None where there is no distribution.
        scenarios: toekomstscenario → chance now; empty where not applicable.
        basis: Dutch sentence of what it rests on.
    """

    year: int
    expected: float
    median: float | None
    low: float | None
    high: float | None
    foreseen: float | None
    minimum: float
    maximum: float
    below: float | None
    within: float | None
    above: float | None
    scenarios: Mapping[str, float]
    basis: str


@dataclass(frozen=True)
class Noise:
    """What scores do while nothing is the matter.

    Attributes:
        spread: σ ≥ 0, their standard deviation.
        correlation: ρ in [−1, 1], that of a score with the one before it.
    """

    spread: float
    correlation: float


@dataclass(frozen=True)
class FalseAlarm:
    """How often a control chart signals within a number of scores while the forecast is right, by simulation.

    Attributes:
        months: how many scores.
        chance: share of the simulated series with a signal.
        low, high: exact (Clopper-Pearson) bounds of that chance, of 99%.
    """

    months: int
    chance: float
    low: float
    high: float
    draws: int


@dataclass(frozen=True)
class Chart:
    """A control chart of what was delivered since the round's last realised month; estimates are left out.

    Attributes:
        months: the months judged (where a quarter was delivered: its last).
        scores: one per month, around zero while nothing is the matter.
        upper, lower: the two cumulative sums after each month, both ≥ 0.
        limit: a sum above it is a signal.
        signal: first month of a signal; None without.
        direction: ``hoger`` or ``lager`` than forecast.
        basis: Dutch sentence of how the scores come about.
        noise: what the scores do while nothing is the matter.
        alarm: how often a chart as long as this one then signals.
    """

    months: tuple[Month, ...]
    scores: tuple[float, ...]
    upper: tuple[float, ...]
    lower: tuple[float, ...]
    limit: float
    signal: Month | None
    direction: Literal["hoger", "lager", ""]
    basis: str
    noise: Noise
    alarm: FalseAlarm


@dataclass(frozen=True)
class Part:
    """One cause of a deviation, in the unit of the indicator."""

    name: str
    value: float


class Missing(NamedTuple):
    """A delivery that is not there: of all months since the round, or of some of them."""

    indicator: str
    wholly: bool


@dataclass(frozen=True)
class Explanation:
    """A deviation split over its causes; the parts add up to it.

    Attributes:
        parts: realised inflow and IND production, as far as delivered, and the rest; of what is itself one of these the
            quarters of the year.
        missing: what was not delivered of that which could have moved the indicator; while there is any the rest can't
            be told from it.
        by_quarter: whether the parts are quarters.
    """

    deviation: float
    parts: tuple[Part, ...]
    missing: tuple[Missing, ...]
    by_quarter: bool = False


@dataclass(frozen=True)
class Topic:
    """A topic the werkgroep asked for."""

    topic: str
    indicator: str
    question: str
    asked_by: str
    date: str


@dataclass(frozen=True)
class MonitoredIndicator:
    """An indicator in the monitor.

    Attributes:
        reason: why it is watched: of the fixed set, or the topics that ask for it.
        fixed: whether it belongs to the fixed set.
        months: month → realised, as far as known by month since the start of the horizon.
        expected: medio over the year up to the month of the edition, also without data.
        month: the last delivered month by itself; None where that came as part of a quarter or year.
        to_date: the comparison that decides: the year to date (a stock: the last month).
        since_start: flows only: everything since the round's last realised month.
        unscored: why ``to_date`` raises no flag, however far off it is; empty where it may.
        flagged: whether ``to_date`` is 15,0% or more off, and may be flagged.
        flagged_since: first month of the unbroken run of flagged months that ends now.
        flagged_in: earlier editions of this round in which it was flagged, oldest first.
        band: only where there is a predictive distribution.
        error: how far off the chain was of this indicator, as far as the round knew; None where it knew nothing.
        chance_of_flag: chance that a right forecast would be flagged at this moment; None where no distribution.
    """

    spec: IndicatorSpec
    reason: str
    fixed: bool
    topics: tuple[Topic, ...]
    delivery: Delivery
    months: Mapping[Month, float]
    expected: float
    month: Comparison | None
    to_date: Comparison | None
    since_start: Comparison | None
    unscored: str
    flagged: bool
    flagged_since: Month | None
    flagged_in: tuple[Month, ...]
    history: tuple[Moment, ...]
    band: Band | None
    error: KnownError | None
    chance_of_flag: float | None
    chart: Chart | None
    outlook: Outlook | None
    explanation: Explanation | None
    commentary: str

    @property
    def indicator(self) -> str:
        """Its id."""
        return self.spec.id

    def as_dict(self, edition: Month) -> dict[str, object]:
        """The row as the JSON object of ``mpp monitor --json``."""
        seen = self.to_date
        return {
            "indicator": self.spec.id,
            "period": str(seen.last if seen else edition),
            "realised": seen.realised if seen else None,
            "expected": seen.expected if seen else self.expected,
            "deviation_pct": seen.deviation_pct if seen else None,
            "flagged": self.flagged,
            "within_band": self.band.within if self.band else None,
            "outlook": asdict(self.outlook) if self.outlook else None,
        }
