"""The monitor of one edition: every indicator of the fixed set and every topic, held against the round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.base.steps import step
from mpp_lib.compare.hindcast.known_errors import known_errors
from mpp_lib.compare.monitor.against import Against
from mpp_lib.compare.monitor.drawn_to_date import DrawnToDate
from mpp_lib.compare.monitor.inflow import InflowSoFar, season_alone, so_far_of
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator, Topic
from mpp_lib.compare.monitor.monitored_round import MonitoredRound
from mpp_lib.compare.monitor.revisions import Revision, Vintage, revisions
from mpp_lib.compare.monitor.risks import RiskLine, risk_lines
from mpp_lib.compare.monitor.to_date import run_from
from mpp_lib.inputs.declared.products import edition_product
from mpp_lib.inputs.edition.edition import Commentary, Edition
from mpp_lib.inputs.edition.read_edition import load_edition
from mpp_lib.inputs.fingerprint import digests, fingerprint
from mpp_lib.inputs.reading.files import DECISIONS, HINDCAST, MONITOR, edition_months, rounds_of
from mpp_lib.inputs.rounds import last_monitor
from mpp_lib.inputs.state import State, state_of
from mpp_lib.production.key_figures import WATCHED
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.production.run import RoundResult

_HEADINGS = {
    "indicator": "indicator",
    "period": "periode",
    "realised": "realisatie",
    "expected": "verwacht",
    "deviation_pct": "afwijking_pct",
    "flagged": "vlag",
    "within_band": "binnen_band",
}


@dataclass(frozen=True, eq=False)
class Monitor:
    """An edition of the MPP-monitor.

    Attributes:
        result: the round that is monitored.
        edition: what was delivered, as delivered.
        earlier: the editions of this round before it, oldest first.
        against: the figures of the edition beside those of the round.
        rows: the fixed set in its own order, then what the topics add.
        topics: every topic, also those outside the indicators.
        risks: every risk, uncertainty and assumption of the round, and how it stands.
        revisions: what the edition changes of figures known before.
        drawn: the draws of the round, of every indicator that has a band by them.
    """

    result: RoundResult
    edition: Edition
    earlier: tuple[Edition, ...]
    against: Against
    rows: tuple[MonitoredIndicator, ...]
    topics: tuple[Topic, ...]
    risks: tuple[RiskLine, ...]
    revisions: tuple[Revision, ...]
    drawn: DrawnToDate

    @property
    def until(self) -> Month:
        """The month of the edition."""
        return self.edition.month

    @property
    def round_state(self) -> State:
        """How far the rapportage of the round is; of one that is not adopted the monitor is stamped as such."""
        return state_of(self.result.decided)

    @property
    def state(self) -> State:
        """How far the edition itself is."""
        return state_of(self.result.decided, edition_product(self.until))

    @property
    def commentary(self) -> Commentary:
        """The analyst's words."""
        return self.edition.commentary

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is remarkable in the delivery without being wrong."""
        return self.edition.warnings

    @cached_property
    def by_indicator(self) -> dict[str, MonitoredIndicator]:
        """Indicator → its row."""
        return {row.indicator: row for row in self.rows}

    @property
    def worst_first(self) -> tuple[MonitoredIndicator, ...]:
        """Rows with the largest deviation first; those without data last, in their own order."""
        return tuple(sorted(self.rows, key=_badness))

    @property
    def flagged(self) -> tuple[MonitoredIndicator, ...]:
        """Flagged rows, the worst first."""
        return tuple(row for row in self.worst_first if row.flagged)

    @property
    def signalled(self) -> tuple[MonitoredIndicator, ...]:
        """Rows whose control chart signals, flagged or not."""
        return tuple(row for row in self.worst_first if row.chart is not None and row.chart.signal is not None)

    @property
    def without_commentary(self) -> tuple[MonitoredIndicator, ...]:
        """Flagged rows of which the analyst says nothing yet."""
        return tuple(row for row in self.flagged if not row.commentary)

    @property
    def remarkable_deliveries(self) -> tuple[MonitoredIndicator, ...]:
        """Rows whose series is absent, shorter than the edition, started late, or was completed from the round."""
        return tuple(row for row in self.rows if row.delivery.remark)

    @cached_property
    def inflow(self) -> InflowSoFar:
        """First applications of the year so far, with what the round foresaw of them and where they may go."""
        year = self.until.year
        run = run_from(self.against.known[FIRST_INFLOW], Month(year, 1), self.until)
        return so_far_of(self.result, run) or InflowSoFar(self.result, year, np.array([]), ())

    @property
    def season_alone(self) -> tuple[int, int]:
        """Of the past years the round knows: how many the season alone would have flagged by now, and of how many."""
        return season_alone(self.result, self.until.month)

    def as_dict(self) -> dict[str, object]:
        """The document of ``mpp monitor --json``."""
        return {"rows": [row.as_dict(self.until) for row in self.rows]}

    @property
    def table(self) -> pd.DataFrame:
        """The rows of that document but for the outlook, under Dutch headings."""
        records = pd.DataFrame([row.as_dict(self.until) for row in self.rows])
        return records.rename(columns=_HEADINGS)[list(_HEADINGS.values())]


def _badness(row: MonitoredIndicator) -> tuple[bool, float]:
    seen = row.to_date
    if seen is None:
        return True, 0.0
    if seen.deviation_pct is None:
        return False, -float("inf") if seen.realised else 0.0
    return False, -abs(seen.deviation_pct)


@step("realisaties naast de ronde leggen")
def open_monitor(result: RoundResult, until: Month) -> Monitor:
    """Read the edition of a month, and the earlier ones beside it, and hold them against the round.

    Args:
        result: the round as it counts: see :func:`mpp_lib.production.open_round.open_that_counts`.

    Raises:
        InputError: with everything that is wrong with the edition or an earlier one, or where it does not exist.
    """
    catalogue = result.chain.catalogue()
    folder, settings = result.working, result.inputs.settings
    edition = load_edition(folder, settings, until, catalogue)
    earlier = [load_edition(folder, settings, month, catalogue) for month in edition_months(folder, until - 1)]
    return monitor(result, edition, earlier)


def open_edition(folder: Path | str, until: str) -> Monitor:
    """The monitor of a round folder and a month ``JJJJ-MM``: what a notebook starts from.

    Made once in a process, as long as nothing changes of what it is made of.

    Raises:
        InputError: with everything that is wrong with the round or its edition.
    """
    result = open_that_counts(folder)
    delivered = digests(result.working, [f"{MONITOR}/*/*", DECISIONS])
    return _opened(result, Month.parse(until), str(delivered), fingerprint(rounds_of(result.working) / HINDCAST))


@lru_cache(maxsize=2)
def _opened(result: RoundResult, until: Month, _delivered: str, _hindcast: str) -> Monitor:
    return open_monitor(result, until)


def last_before(result: RoundResult, previous: RoundResult | None) -> Monitor | None:
    """The latest monitor of the previous round that was there at the cut-off of this one; None where there is none."""
    last = last_monitor(result.inputs.folder)
    return open_monitor(previous, last[1]) if previous and last else None


def monitor(result: RoundResult, edition: Edition, earlier: Sequence[Edition] = ()) -> Monitor:
    """Hold an edition against a round.

    Args:
        earlier: editions of the same round before it, oldest first.
    """
    topics = _topics(edition)
    asked = dict.fromkeys(topic.indicator for topic in topics if topic.indicator)
    monitored = MonitoredRound(result, edition, tuple(earlier), known_errors(result))
    rows = tuple(
        monitored.indicator(name, WATCHED.get(name, ""), tuple(topic for topic in topics if topic.indicator == name))
        for name in (*WATCHED, *(name for name in asked if name not in WATCHED))
    )
    risks = tuple(risk_lines(result.inputs.registers["risicos"], monitored.now))
    revised = _revisions(result, edition, earlier)
    return Monitor(result, edition, tuple(earlier), monitored.now, rows, topics, risks, revised, monitored.drawn)


def _revisions(result: RoundResult, edition: Edition, earlier: Sequence[Edition]) -> tuple[Revision, ...]:
    own = Vintage(f"ronde {result.inputs.settings.round}", result.inputs.realisations)
    editions = (Vintage(f"editie {one.month}", one.realisations) for one in earlier)
    return revisions((own, *editions), edition.realisations, result.chain)


def _topics(edition: Edition) -> tuple[Topic, ...]:
    columns = ("onderwerp", "indicator", "vraag", "gevraagd_door", "datum")
    rows = edition.topics[list(columns)].itertuples(index=False)
    return tuple(Topic(*map(str, row)) for row in rows)
