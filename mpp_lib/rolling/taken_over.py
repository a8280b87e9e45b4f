"""What the tables of a round become in the next: the horizon moves, what counted at its start starts there.

Every function takes the rows of one table and gives those of the new round, in the order of the file. What nobody has
looked at yet bears a mark (:mod:`mpp_lib.inputs.declared.rolled`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from mpp_lib.base.months import Horizon, Month
from mpp_lib.base.periods import YEAR
from mpp_lib.inputs.declared.rolled import marked
from mpp_lib.inputs.plan.words import STOCK
from mpp_lib.inputs.rules.plan_stock import FLOWS

Row = dict[str, Any]
_SINCE = "vanaf"
_LEAVING = tuple(name for name, sign in FLOWS.items() if sign < 0)


def rows_of(table: pd.DataFrame) -> list[Row]:
    """The rows of a table."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def scenarios(rows: Sequence[Row], span: Horizon, before: str, part_realised: Collection[int]) -> Iterator[Row]:
    """The toekomstscenario's of each year; a year that the round before did not have is like its last.

    Args:
        part_realised: years of which months are realised: of these it has to be said whether those are counted.
    """
    last = max(row["jaar"] for row in rows)
    for year in span.calendar_years:
        for row in (row for row in rows if row["jaar"] == min(year, last)):
            basis = row["basis"] if year in part_realised else ""
            note = marked(row["onderbouwing"], before, None if year <= last else last)
            yield row | {"jaar": year, "basis": basis, "onderbouwing": note}


def in_force(rows: Iterable[Row], key: Sequence[str], start: Month) -> Iterator[Row]:
    """The rows that count from the first month on: of each key the last that started by then, and all that start later.

    Rows of one key that start in the same month (the shares of a distribution) stay together.
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in key), []).append(row)
    for group in groups.values():
        started = max((row[_SINCE] for row in group if row[_SINCE] <= str(start)), default=str(start))
        yield from (row | {_SINCE: max(row[_SINCE], str(start))} for row in group if row[_SINCE] >= started)


def parameters(
    rows: Sequence[Row], per_half_year: Collection[str], span: Horizon, old: Horizon, before: str
) -> Iterator[Row]:
    """The parameters, each marked; those of a half-year hold in that half-year alone, and a new year is like the last.

    Args:
        per_half_year: their names.
        old: the horizon of the round before.
    """
    stays = [row for row in rows if row["parameter"] not in per_half_year]
    for row in in_force(stays, ("parameter", "mpp_scenario"), span.start):
        yield row | {"toelichting": marked(row["toelichting"], before)}
    for name in sorted(per_half_year):
        halves = [row for row in rows if row["parameter"] == name]
        ahead = [row for row in halves if row[_SINCE] >= str(span.start)]
        for row in ahead:
            yield row | {"toelichting": marked(row["toelichting"], before)}
        copied = _in_new_years(halves, _SINCE, span, old) if ahead else _moved(halves, span)
        for row, month, like in copied:
            yield row | {_SINCE: month, "toelichting": marked(row["toelichting"], before, like)}


def _moved(halves: Sequence[Row], span: Horizon) -> Iterator[tuple[Row, str, int]]:
    """Half-years that are all past: the last year of them stands in the first of the horizon."""
    last = max((Month.parse(row[_SINCE]).year for row in halves), default=span.first_year)
    for row in halves:
        month = Month.parse(row[_SINCE])
        if month.year == last:
            yield row, str(month + YEAR * (span.first_year - last)), last


def plan(rows: Sequence[Row], span: Horizon, old: Horizon, before: str) -> list[Row]:
    """The IND-prognoseplan: its months of the new horizon, and new years like its last, each marked.

    In a new year a stock follows from the flows, as nothing says what it would be.
    """
    kept = [row for row in rows if row["maand"] >= str(span.start)]
    added = [
        row | {"maand": month, "definitie": marked(row["definitie"], before, like)}
        for row, month, like in _in_new_years(rows, "maand", span, old)
    ]
    for stream, scenario in dict.fromkeys((row["stroom"], row["mpp_scenario"]) for row in added):
        _with_stocks_that_follow(
            [row for row in (*kept, *added) if (row["stroom"], row["mpp_scenario"]) == (stream, scenario)], old.end
        )
    return sorted((*kept, *added), key=lambda row: (row["stroom"], row["mpp_scenario"], row["grootheid"], row["maand"]))


def _with_stocks_that_follow(rows: Sequence[Row], last: Month) -> None:
    """Set the stocks after ``last``; no more leaves than there is."""
    series: dict[str, dict[str, Row]] = {}
    for row in rows:
        series.setdefault(row["grootheid"], {})[row["maand"]] = row
    if not {STOCK, *FLOWS} <= series.keys():
        return
    stock = series[STOCK][str(last)]["waarde"]
    for month in sorted(month for month in series[STOCK] if month > str(last)):
        stock += series["instroom"][month]["waarde"]
        for name in _LEAVING:
            series[name][month]["waarde"] = min(series[name][month]["waarde"], stock)
            stock -= series[name][month]["waarde"]
        series[STOCK][month]["waarde"] = stock


def _in_new_years(rows: Iterable[Row], column: str, span: Horizon, old: Horizon) -> Iterator[tuple[Row, str, int]]:
    """Rows of the last year once for each year that is new: the row, its month then, and the year it is like."""
    last = old.calendar_years[-1]
    of_last = [row for row in rows if row[column].startswith(f"{last}-")]
    for year in span.calendar_years:
        if year > last:
            for row in of_last:
                yield row, str(Month.parse(row[column]) + YEAR * (year - last)), last


def deviations(rows: Iterable[Row]) -> Iterator[Row]:
    """Where the round before left the protocol: on the same in this one nobody has decided yet."""
    return (row | {"besluit": "", "datum": ""} for row in rows)


def deliveries(rows: Iterable[Row], files: Mapping[str, str], before: str, keep: str) -> Iterator[Row]:
    """Of each file that was taken over who delivered it and how far it may go; nothing is definitive any more.

    Args:
        files: stem of a file → its name now.
        keep: a version that a delivery goes on to bear.
    """
    for row in rows:
        stem = row["bestand"].rpartition(".")[0]
        if stem in files:
            version = row["versie"] if row["versie"] == keep else f"overgenomen van ronde {before}"
            yield row | {"bestand": files[stem], "versie": version, "status": "concept"}
