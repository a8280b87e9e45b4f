"""``mpp realisaties``: figures from their source, as a vintage beside what a round has."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

From = Annotated[
    str,
    typer.Option(
        "--from",
        help="Een bestand (CSV, xlsx, ods), een adres van CBS, Eurostat of een bestand, of een database zonder "
        "wachtwoord; env:NAAM leest het adres van de database uit de omgeving.",
        metavar="BESTAND|ADRES",
    ),
]
Query = Annotated[
    Path | None, typer.Option("--query", help="De zoekvraag aan een database.", metavar="BESTAND.sql", dir_okay=False)
]
Mapping = Annotated[
    Path | None,
    typer.Option("--map", help="Welk cijfer van de bron welke indicator is.", metavar="BESTAND.yml", dir_okay=False),
]
Known = Annotated[
    datetime | None,
    typer.Option(
        "--date", formats=["%Y-%m-%d"], help="De dag waarop dit zo bekend was; anders vandaag.", metavar="JJJJ-MM-DD"
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Toon wat er zou veranderen, en schrijf niets.")]


def realisaties(
    context: typer.Context,
    name: Round,
    origin: From,
    query: Query = None,
    mapping: Mapping = None,
    known: Known = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Leest realisaties uit hun bron in een nieuwe vintage: wat nieuw is, wat herzien, wat de bron niet weet."""
    from mpp_lib.inputs.source.asked import Asked
    from mpp_lib.rolling.new_vintage import new_vintage

    folder, day = folder_of(context, name), known.date() if known else None
    made = new_vintage(folder, Asked(origin, query, mapping), datetime.now(UTC), day, dry_run=dry_run)
    if as_json:
        answer_json({"round": name, **made.as_dict()})
        return
    for line in made.told:
        say(line)
    if made.written:
        print(made.file)
