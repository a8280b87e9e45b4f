"""How much of an indicator was delivered, and in Dutch what is out of the ordinary about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from mpp_lib.base.dutch import enumerate_nl, month_name
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import Period
from mpp_lib.compare.monitor.monitored_indicator import Comparison, Delivery, Reach
from mpp_lib.compare.monitor.to_date import Piece
from mpp_lib.inputs.declared.unknown import MEANINGS
from mpp_lib.inputs.reading.spans import stretches
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.realised import ASSUMED, ESTIMATED

NOT_DELIVERED = "Niet geleverd in deze editie."


def delivery_of(
    rows: pd.DataFrame,
    seen: Comparison | None,
    since: Month,
    until: Month,
    from_round: Iterable[Piece],
    absent: str = "",
    parts: Sequence[str] = (),
) -> Delivery:
    """What an edition holds of an indicator.

    Args:
        rows: the realisations of the indicator (for a share: also of its part and whole) in the edition.
        seen: what is compared; None where nothing is of this year.
        since, until: the months a complete delivery compares: of a stock only the last one.
        from_round: figures of the round itself that came before those of the edition.
        absent: :func:`absent_text` of these months.
        parts: what the indicator adds up, where all of that was delivered.
    """
    rows = rows[rows["status"] != ASSUMED]
    filled = tuple(month for piece in from_round for month in piece.period.months)
    if seen is None:
        return Delivery("niet geleverd", None, None, (), "", _nothing(rows, until, absent, parts), absent)
    reach: Reach = "korter" if seen.last < until else "later begonnen" if seen.first > since else "volledig"
    bare = Delivery(reach, seen.first, seen.last, filled, _status(rows, seen.last), "", absent)
    return replace(bare, remark=" ".join(_remarks(bare, seen, since, until)))


def absent_text(unknown: Unknown, indicator: str, since: Month, until: Month) -> str:
    """Of which of these months there is no figure, and why: ``april 2024: niet gepubliceerd``; empty without."""
    found = unknown.absent(indicator).intersection(month_range(since, until.since(since) + 1))
    said = enumerate_nl([_months(first, last) for first, last in stretches(found)])
    return f"{said}: {MEANINGS[unknown.sign(indicator, found)]}" if found else ""


def _status(rows: pd.DataFrame, last: Month) -> str:
    ends = rows[[Period.parse(period).end == last for period in rows["periode"]]]
    return "" if ends.empty else str(ends["status"].iloc[-1])


def _remarks(delivery: Delivery, seen: Comparison, since: Month, until: Month) -> Iterator[str]:
    first, last = seen.first, seen.last
    if since < first and last < until:
        yield f"Alleen geleverd over {_months(first, last)}; daarover gaat de vergelijking."
    elif last < until:
        yield f"Geleverd tot en met {month_name(last)}; de vergelijking loopt tot daar."
    elif first > since:
        yield f"Geleverd vanaf {month_name(first)}; de vergelijking begint daar."
    if delivery.from_round:
        given = _months(delivery.from_round[0], delivery.from_round[-1]).capitalize()
        yield f"{given} uit de realisaties van de ronde zelf."
    if delivery.status == ESTIMATED:
        yield f"Het cijfer van {month_name(last)} is een raming."
    if delivery.absent:
        yield f"Geen cijfer van {delivery.absent}."


def _nothing(rows: pd.DataFrame, until: Month, absent: str, parts: Sequence[str]) -> str:
    if absent:
        return f"Geen cijfer van {absent}."
    if parts:
        return f"Niet geleverd; de delen wel: {enumerate_nl(parts)}."
    if rows.empty:
        return NOT_DELIVERED
    latest = max(map(Period.parse, rows["periode"]), key=lambda period: period.end)
    return f"Geen cijfer over {until.year}; het laatste is van {latest.text}."


def _months(first: Month, last: Month) -> str:
    return " tot en met ".join(dict.fromkeys([month_name(first), month_name(last)]))
