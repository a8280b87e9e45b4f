"""``mpp scenarios suggest``: toekomstscenario's to start from."""

from __future__ import annotations

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say
from mpp_lib.cli.dutch import DutchCommand, DutchGroup

app = typer.Typer(cls=DutchGroup, help="Helpt bij het opstellen van toekomstscenario's.", no_args_is_help=True)


@app.callback()
def scenarios() -> None:
    """Helpt bij het opstellen van toekomstscenario's."""


@app.command(cls=DutchCommand)
def suggest(context: typer.Context, name: Round, as_json: Json = False) -> None:
    """Schrijft op stdout een scenarios.csv om mee te beginnen: de delen van het automatische mengsel, zonder oordeel.

    Kans, verwachting en spreiding volgen uit de eerste aanvragen die de ronde kent; elke rij is gemerkt als voorstel.
    """
    from mpp_lib.base.errors import refusals_of
    from mpp_lib.inputs.declared.round import ROUND
    from mpp_lib.inputs.written import csv_file
    from mpp_lib.rolling.suggesting import suggest as suggested

    folder = folder_of(context, name)
    with refusals_of(folder.name):
        rows = suggested(folder)
    if as_json:
        answer_json({"round": name, "rows": rows})
    else:
        print(csv_file(ROUND.scenarios, rows).decode("utf-8"), end="")
    say(f"Een voorstel: beoordeel elke rij, geef haar een eigen onderbouwing, en zet het als {ROUND.scenarios.file}.")
