"""``mpp monitor``: realisations of an edition held against a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.base.months import Month
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

if TYPE_CHECKING:
    from mpp_lib.compare.monitor.build import Monitor
    from mpp_lib.compare.monitor.row import Row

Until = Annotated[str, typer.Option("--until", help="De maand van de editie.", metavar="JJJJ-MM")]


def monitor(context: typer.Context, name: Round, until: Until, as_json: Json = False) -> None:
    """Legt de realisaties van een editie naast een ronde: afwijkingen, de 15%-vlag en hoe het jaar uitkomt."""
    from mpp_lib.compare.monitor.build import open_monitor
    from mpp_lib.production.open_round import open_round

    made = open_monitor(open_round(folder_of(context, name)), _month(until))
    for line in _notes(made):
        say(line)
    if as_json:
        answer_json(made.as_dict())
    else:
        _print(made)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is geen maand als JJJJ-MM", param_hint="--until") from error


def _notes(made: Monitor) -> list[str]:
    """What a reader has to know of the delivery."""
    settings = made.result.inputs.settings
    stamp = [] if made.adopted else [f"Let op: ronde {settings.round} is niet vastgesteld ({settings.state})."]
    late = [f"Let op: {row.indicator}: {row.delivery.remark}" for row in made.remarkable_deliveries]
    return [*stamp, *(f"Let op: {warning}" for warning in made.warnings), *late]


def _print(made: Monitor) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table("indicator", "tot en met")
    for label in ("realisatie", "verwacht", "afwijking"):
        shown.add_column(label, justify="right")
    for label in ("vlag", "sinds", "band", "regelkaart"):
        shown.add_column(label)
    for row in made.worst_first:
        shown.add_row(row.indicator, *_cells(row))
    Console(width=None if Console().is_terminal else 160).print(shown)


def _cells(row: Row) -> tuple[str, ...]:
    from mpp_lib.base.dutch import number, percentage, signed
    from mpp_lib.inputs.numbers import is_share

    write = percentage if is_share(row.spec.unit) else number
    seen, signal = row.to_date, row.chart and row.chart.signal
    if seen is None:
        return "", "niet geleverd", write(row.expected), "", "", "", "", ""
    deviation = "" if seen.deviation_pct is None else f"{signed(seen.deviation_pct, 1)}%"
    values = str(seen.last), write(seen.realised), write(seen.expected), deviation
    return (*values, "vlag" if row.flagged else "", str(row.flagged_since or ""), _place(row), str(signal or ""))


def _place(row: Row) -> str:
    """Where the year to date lies: in the 75% band, or between minimum and maximum."""
    if row.band is None:
        return ""
    between = "75%" if row.band.kind == "voorspellend" else "min–max"
    return f"{'binnen' if row.band.within else 'buiten'} {between}"
