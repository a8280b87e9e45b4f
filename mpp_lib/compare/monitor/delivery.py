"""How much of an indicator was delivered, and in Dutch what is out of the ordinary about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from mpp_lib.base.dutch import month_name, period_name
from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.monitor.row import Delivery, Reach
from mpp_lib.compare.monitor.to_date import ESTIMATE, Piece
from mpp_lib.inputs.rules_realisations import last_month
from mpp_lib.production.realised import ASSUMED


def delivery_of(
    rows: pd.DataFrame, first: Month | None, last: Month | None, until: Month, from_round: Iterable[Piece]
) -> Delivery:
    """What an edition holds of an indicator.

    Args:
        rows: the realisations of the indicator (for a share: also of its part and whole) in the edition.
        first, last: the months compared; None where nothing is of this year. A stock is compared in one month.
        until: month of the edition.
        from_round: figures of the round itself that came before those of the edition.
    """
    rows = rows[rows["status"] != ASSUMED]
    filled = tuple(month for piece in from_round for month in month_range(piece.first, piece.months))
    reach = _reach(first, last, until)
    status = _status(rows, last)
    remarks = " ".join(_remarks(rows, reach, first, last, until, filled, status))
    return Delivery(reach, first, last, filled, status, remarks)


def _reach(first: Month | None, last: Month | None, until: Month) -> Reach:
    if first is None or last is None:
        return "niet geleverd"
    if last < until:
        return "korter"
    return "volledig" if first in (Month(until.year, 1), last) else "later begonnen"


def _status(rows: pd.DataFrame, last: Month | None) -> str:
    ends = rows[[last_month(str(period)) == last for period in rows["periode"]]]
    return "" if ends.empty else str(ends["status"].iloc[-1])


def _remarks(
    rows: pd.DataFrame,
    reach: Reach,
    first: Month | None,
    last: Month | None,
    until: Month,
    filled: tuple[Month, ...],
    status: str,
) -> Iterator[str]:
    if first is None or last is None:
        yield _nothing(rows, until)
        return
    if reach == "korter":
        yield f"Geleverd tot en met {month_name(last)}; de vergelijking loopt tot daar."
    if reach == "later begonnen":
        yield f"Geleverd vanaf {month_name(first)}; de vergelijking begint daar."
    if filled:
        yield f"{_span(filled)} uit de realisaties van de ronde zelf."
    if status == ESTIMATE:
        yield f"Het cijfer van {month_name(last)} is een raming."


def _nothing(rows: pd.DataFrame, until: Month) -> str:
    if rows.empty:
        return "Niet geleverd in deze editie."
    latest = max(map(str, rows["periode"]), key=last_month)
    return f"Geen cijfer over {until.year}; het laatste is van {period_name(latest)}."


def _span(months: tuple[Month, ...]) -> str:
    if len(months) == 1:
        return month_name(months[0]).capitalize()
    return f"{month_name(months[0]).capitalize()} tot en met {month_name(months[-1])}"
