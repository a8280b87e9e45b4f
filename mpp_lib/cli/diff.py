"""``mpp diff``: what differs between two rounds or versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, answer_json
from mpp_lib.cli.places import as_round_or_version

Old = Annotated[
    str,
    typer.Argument(
        metavar="A",
        help="De oudste: een ronde zoals 2024-2, een versie zoals 2024-2/concept-1, of het pad van een van beide.",
        callback=as_round_or_version,
        autocompletion=completing.rounds_and_versions,
    ),
]
New = Annotated[
    str,
    typer.Argument(
        metavar="B",
        help="De nieuwste: een ronde of een versie.",
        callback=as_round_or_version,
        autocompletion=completing.rounds_and_versions,
    ),
]
Page = Annotated[Path | None, typer.Option("--html", help="Schrijf het antwoord ook als bladzijde.", metavar="BESTAND")]


def diff(context: typer.Context, old: Old, new: New, html: Page = None, as_json: Json = False) -> None:
    """Zet twee rondes of versies naast elkaar: uitkomsten, invoer, bronnen, besluiten en teksten die anders zijn."""
    from mpp_lib.archive.diff import diff as compare
    from mpp_lib.archive.diff_page import diff_page
    from mpp_lib.base.write import write_atomically
    from mpp_lib.cli.tables import of_report, show
    from mpp_lib.inputs.rounds import rounds_root
    from mpp_lib.present.wijzigingen.change_tables import change_tables

    found = compare(rounds_root(context.obj), old, new)
    tables = change_tables(found)
    if html is not None:
        write_atomically(html, diff_page(found, tables).encode())
    if as_json:
        answer_json(found.as_dict())
        return
    for table in tables.values():
        show(of_report(table))
