"""``mpp review``: versions go out to be read, comments come back, and what was done with them is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, console, folder_of, say

if TYPE_CHECKING:
    from mpp_lib.archive.review.importing import Imported

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Bestanden met reacties: .json, .html, .xlsx, .pdf of .docx.", metavar="BESTAND", dir_okay=False
    ),
]
Import = Annotated[bool, typer.Option("--import", help="Lees de bestanden in.")]


def review(
    context: typer.Context, name: Round, paths: Paths = None, take_in: Import = False, as_json: Json = False
) -> None:
    """Noemt elke reactie op een ronde, leest reacties in, of maakt een exemplaar om op te reageren.

    De volgorde waarin bestanden worden ingelezen, maakt niet uit, en twee keer ook niet.
    """
    from mpp_lib.archive.review.importing import import_comments

    if take_in != bool(paths):
        raise typer.BadParameter("--import en de bestanden horen bij elkaar")
    folder = folder_of(context, name)
    _tell_taken_in(import_comments(folder, paths)) if paths else None
    _list(folder, as_json)


def _tell_taken_in(done: Imported) -> None:
    for remark in done.remarks:
        say(f"Let op: {remark}")
    new, changed, known, unconfirmed = (done.counts[name] for name in ("new", "changed", "known", "unconfirmed"))
    say(f"{new} nieuw, {changed} gewijzigd, {known} al bekend; {unconfirmed} niet bevestigd.")


def _list(folder: Path, as_json: bool) -> None:
    from mpp_lib.archive.review.overview import overview
    from mpp_lib.cli.tables import printed
    from mpp_lib.present.reacties.comment_tables import handling_table

    found = overview(folder)
    if as_json:
        answer_json({"comments": [one.as_dict() for one in found]})
    else:
        console(200).print(printed(handling_table(found)))
