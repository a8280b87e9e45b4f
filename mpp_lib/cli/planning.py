"""``mpp planning``: the planning of a round as a table and as a calendar file, or a new one from the year cycle."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

if TYPE_CHECKING:
    from mpp_lib.inputs.standing import RoundStanding

New = Annotated[
    bool, typer.Option("--new", help="Schrijf eerst planning.csv uit de jaarcyclus; nooit over een andere.")
]
Ics = Annotated[
    Path | None,
    typer.Option("--ics", help="Schrijf ook een agendabestand (iCalendar).", metavar="BESTAND", dir_okay=False),
]


def planning(context: typer.Context, name: Round, new: New = False, ics: Ics = None, as_json: Json = False) -> None:
    """Toont de planning van een ronde: wat is gedaan, wat te laat is en wat komt."""
    from mpp_lib.cli.new_file import refuse_otherwise
    from mpp_lib.inputs.new_planning import write_planning
    from mpp_lib.inputs.standing import standing

    folder = folder_of(context, name)
    if ics is not None:
        refuse_otherwise(ics, ".ics", "--ics")
    if new:
        say(f"Geschreven: {write_planning(folder)}. De werkgroep stelt haar bij en vast.")
    found = standing(folder, date.today())
    if ics is not None:
        _write_calendar(found, ics)
    if as_json:
        answer_json({"round": name, "planning": [line.as_dict() for line in found.planning]})
    elif found.planning:
        _show(found)
    else:
        say(f"{name} heeft nog geen planning.csv; --new maakt haar uit de jaarcyclus.")


def _write_calendar(found: RoundStanding, target: Path) -> None:
    from mpp_lib.base.write import write_atomically
    from mpp_lib.present.besluiten.agenda import calendar

    content = calendar(found.round, [line.planned for line in found.planning], datetime.now(UTC))
    write_atomically(target, content)
    say(f"Geschreven: {target}")


def _show(found: RoundStanding) -> None:
    from mpp_lib.base.dutch import day_name
    from mpp_lib.cli.tables import Shown, show
    from mpp_lib.inputs.declared.ladder import gremium_name

    shown = Shown(["datum", "gremium", "spoor", "onderwerp", "stand"])
    for line in found.planning:
        planned = line.planned
        shown.add(day_name(planned.day), gremium_name(planned.body), planned.track, planned.subject, line.state)
    show(shown)
