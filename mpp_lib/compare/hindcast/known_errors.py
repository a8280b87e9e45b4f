"""How far off the chain was in years that are over, as far as a round could know: what stands where no chance does.

With realised inflow and decisions, in the years its parameters were fitted on: no forecast is as good as that, so the
error is the least that has to be reckoned with.

Source: docs/hindcast.md, *Wat een ronde ervan toont*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.periods import Period
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row, open_hindcast
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class KnownError:
    """The largest error of the chain over the figures of one indicator.

    Attributes:
        pct: in percents of what was published.
        size: in the unit of the indicator.
        figures: how many published figures it was held against.
    """

    pct: float
    size: float
    figures: int


def known_errors(result: RoundResult) -> dict[str, KnownError]:
    """Indicator → its error, of what had been published when the round was made; empty where nothing was.

    A single figure on which parameters were fitted lies near the chain of itself: it is no measure of error.
    """
    hindcast = open_hindcast(result.inputs.folder.parent)
    found: dict[str, list[Row]] = {}
    for row in _known(hindcast, result) if hindcast else ():
        found.setdefault(row.indicator, []).append(row)
    return {indicator: _largest(rows) for indicator, rows in found.items() if _measures(rows)}


def _measures(rows: Sequence[Row]) -> bool:
    return len(rows) > 1 or rows[0].phase == "checked"


def _known(hindcast: Hindcast, result: RoundResult) -> Iterator[Row]:
    """The scored rows of before the round, once the years were over that the parameters were fitted on."""
    until = result.inputs.settings.realised_until
    if hindcast.terms.until["fitted"] > until:
        return
    later = _published_later(hindcast, result)
    for row in hindcast.rows:
        if hindcast.scored(row) and row.period.end <= until and (row.indicator, row.period) not in later:
            yield row


def _published_later(hindcast: Hindcast, result: RoundResult) -> set[tuple[str, Period]]:
    frame, cutoff = hindcast.inputs.realisations, result.inputs.settings.cutoff
    late = frame[[named_after(str(source), cutoff) is not None for source in frame["bron"]]]
    return {(str(row.indicator), Period.parse(str(row.periode))) for row in late.itertuples()}


def _largest(rows: Sequence[Row]) -> KnownError:
    worst = max(rows, key=lambda row: abs(row.deviation_pct))
    return KnownError(abs(worst.deviation_pct), abs(worst.modelled - worst.realised), len(rows))


Errors = Mapping[str, KnownError]
"""Indicator → its error."""
