"""``mpp new``: the next round, from the one before and what was realised since."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, answer_json, say
from mpp_lib.cli.grouped import remark
from mpp_lib.cli.places import as_round

Name = Annotated[
    str, typer.Argument(metavar="RONDE", help="Naam van de nieuwe ronde, zoals 2025-1.", callback=as_round)
]
Before = Annotated[
    str,
    typer.Option(
        "--from",
        help="De ronde waaruit zij doorrolt.",
        metavar="RONDE",
        callback=as_round,
        autocompletion=completing.rounds,
    ),
]
Realised = Annotated[
    Path | None,
    typer.Option(
        "--realisaties", help="Wat er sindsdien is gerealiseerd: CSV, xlsx of ods.", metavar="BESTAND", dir_okay=False
    ),
]
Mapping = Annotated[
    Path | None,
    typer.Option("--map", help="Hoe een bestand van een bron te lezen is.", metavar="BESTAND", dir_okay=False),
]


def new(
    context: typer.Context,
    name: Name,
    before: Before,
    realised: Realised = None,
    mapping: Mapping = None,
    as_json: Json = False,
) -> None:
    """Maakt een ronde uit de vorige: zij schuift op, wat te herijken is, is gemerkt, en taken.md noemt de rest."""
    from mpp_lib.inputs.rounds import rounds_root
    from mpp_lib.rolling.new_round import new_round

    made = new_round(rounds_root(context.obj), name, before, realised, mapping)
    if as_json:
        warnings = [warning.as_dict() for warning in made.warnings]
        answer_json({"round": name, "folder": str(made.folder), "tasks": list(made.tasks), "warnings": warnings})
        return
    remark(made.warnings, name)
    say(f"Er zijn {len(made.tasks)} taken: {made.folder / 'taken.md'}")
    print(made.folder)
