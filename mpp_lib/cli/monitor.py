"""``mpp monitor``: the report of an edition, realisations held against a round."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.base.months import Month
from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say
from mpp_lib.cli.produce import TOGETHER, Force, Jobs, Renderer, make

if TYPE_CHECKING:
    from mpp_lib.compare.monitor.build import Monitor
    from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator

Until = Annotated[
    str, typer.Option("--until", help="De maand van de editie.", metavar="JJJJ-MM", autocompletion=completing.months)
]
New = Annotated[
    str, typer.Option("--new", help="Maak eerst de editie van deze maand, uit --realisaties.", metavar="JJJJ-MM")
]
Delivered = Annotated[
    Path | None,
    typer.Option(
        "--realisaties", help="Wat er is geleverd, bij --new: CSV, xlsx of ods.", metavar="BESTAND", dir_okay=False
    ),
]
Mapping = Annotated[
    Path | None,
    typer.Option("--map", help="Hoe een bestand van een bron te lezen is.", metavar="BESTAND", dir_okay=False),
]

Signal = Annotated[
    bool, typer.Option("--signaalnota", help="Maak de nota die het Topberaad over de afwijkingen informeert.")
]


class MonitorFormat(StrEnum):
    """What a monitor can be made as, in the order the files are printed."""

    HTML = "html"
    PDF = "pdf"


Formats = Annotated[list[MonitorFormat] | None, typer.Option("--to", help="Opmaak; zonder keuze beide.")]


def monitor(
    context: typer.Context,
    name: Round,
    until: Until = "",
    new: New = "",
    delivered: Delivered = None,
    mapping: Mapping = None,
    renderer: Renderer = "builtin",
    to: Formats = None,
    jobs: Jobs = TOGETHER,
    force: Force = False,
    signal: Signal = False,
    as_json: Json = False,
) -> None:
    """Maakt de MPP-monitor van een editie (HTML, PDF): afwijkingen, de 15%-vlag, wat haar verklaart, de vooruitblik.

    Met --json alleen de cijfers, zonder rapport. Met --new alleen de editie, en wat er in veranderde.
    """
    from mpp_lib.api.round import open_round

    if new:
        _make_edition(context, name, month_of(new, "--new"), delivered, mapping, as_json)
        return
    if not until:
        raise typer.BadParameter("geef --until, of --new met --realisaties", param_hint="--until")
    month, opened = month_of(until), open_round(name, context.obj)
    answer = opened.monitor(until)
    for line in _notes(answer.found):
        say(line)
    if as_json:
        answer_json(answer.document)
        return
    from mpp_lib.report.build import Order
    from mpp_lib.report.monitor import MonitorReport
    from mpp_lib.report.signaalnota import Signaalnota

    _show(answer.found)
    report = (Signaalnota if signal else MonitorReport)(opened.folder, month, answer.found)
    for file in make(Order(report, renderer, tuple(form.value for form in to or MonitorFormat), jobs, force)):
        print(file)


def _make_edition(
    context: typer.Context, name: str, month: Month, delivered: Path | None, mapping: Path | None, as_json: bool
) -> None:
    from mpp_lib.production.open_round import open_that_counts
    from mpp_lib.rolling.new_edition import new_edition

    if delivered is None:
        raise typer.BadParameter("een nieuwe editie wordt gemaakt uit wat er is geleverd", param_hint="--realisaties")
    made = new_edition(open_that_counts(folder_of(context, name)), month, delivered, mapping)
    for warning in made.warnings:
        say(f"Let op: {warning}")
    if as_json:
        about = {"round": name, "folder": str(made.folder), "carried": made.carried, "unknown": list(made.unknown)}
        answer_json({**about, **made.changes.as_dict()})
        return
    for line in made.told:
        say(line)
    print(made.folder)


def month_of(text: str, option: str = "--until") -> Month:
    """The month of an edition as it was asked for.

    Raises:
        typer.BadParameter: it is none.
    """
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is geen maand als JJJJ-MM", param_hint=option) from error


def _notes(made: Monitor) -> list[str]:
    """What a reader has to know of the round and the delivery."""
    from mpp_lib.present.monitor.in_short import status_text

    stamp = [f"Let op: {status_text(made)}"] if made.round_state.mark else []
    late = [f"Let op: {row.indicator}: {row.delivery.remark}" for row in made.remarkable_deliveries]
    return [*stamp, *(f"Let op: {warning}" for warning in made.warnings), *late]


def _show(made: Monitor) -> None:
    """The table for who stands at a terminal, on stderr: stdout holds the names of the files."""
    from mpp_lib.cli.tables import Column, Shown, show

    figures = (Column(label, right=True) for label in ("realisatie", "verwacht", "afwijking"))
    shown = Shown(["indicator", "tot en met", *figures, "vlag", "sinds", "band", "regelkaart"])
    for row in made.worst_first:
        shown.add(row.indicator, *_cells(row))
    show(shown, stderr=True)


def _cells(row: MonitoredIndicator) -> tuple[str, ...]:
    from mpp_lib.base.dutch import number, percentage
    from mpp_lib.inputs.reading.numbers import is_share
    from mpp_lib.present.wording.printed_values import off_text

    write = percentage if is_share(row.spec.unit) else number
    seen, signal = row.to_date, row.chart and row.chart.signal
    if seen is None:
        return "", "niet geleverd", write(row.expected), "", "", "", "", ""
    deviation = off_text(seen.expected, seen.realised, row.spec.unit)
    values = str(seen.last), write(seen.realised), write(seen.expected), deviation
    return (*values, "vlag" if row.flagged else "", str(row.flagged_since or ""), _place(row), str(signal or ""))


def _place(row: MonitoredIndicator) -> str:
    """Where the year to date lies beside its band of 75%; most indicators have none."""
    if row.band is None:
        return "geen"
    return f"{'binnen' if row.band.within else 'buiten'} 75%"
