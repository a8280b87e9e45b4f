"""``mpp review``: versions go out to be read, comments come back, and what was done with them is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

if TYPE_CHECKING:
    from mpp_lib.archive.review.importing import Imported

_PARTNER: Any = {"metavar": "PARTNER", "autocompletion": completing.organisations}
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Bestanden met reacties: .json, .html, .xlsx, .pdf of .docx.", metavar="BESTAND", dir_okay=False
    ),
]
Import = Annotated[bool, typer.Option("--import", help="Lees de bestanden in.")]
Copy = Annotated[str, typer.Option("--copy", help="Maak een eigen exemplaar van de HTML.", **_PARTNER)]
Form = Annotated[str, typer.Option("--form", help="Maak een reactieformulier (.xlsx).", **_PARTNER)]
Word = Annotated[Path | None, typer.Option("--docx", help="Maak een Word-document.", metavar="BESTAND", dir_okay=False)]
By = Annotated[str, typer.Option("--by", help="Van wie een PDF of Word-document is.", **_PARTNER)]
On = Annotated[str, typer.Option("--on", help="Van welke versie; anders de laatste.", metavar="VERSIE")]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Het nieuwe bestand, bij --copy en --form.", metavar="BESTAND", dir_okay=False),
]


def review(
    context: typer.Context,
    name: Round,
    paths: Paths = None,
    take_in: Import = False,
    copy: Copy = "",
    form: Form = "",
    docx: Word = None,
    by: By = "",
    on: On = "",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Noemt elke reactie op een ronde, leest reacties in, of maakt een exemplaar om op te reageren.

    De volgorde waarin bestanden worden ingelezen, maakt niet uit, en twee keer ook niet.
    """
    from mpp_lib.archive.review.importing import import_comments

    if take_in != bool(paths):
        raise typer.BadParameter("--import en de bestanden horen bij elkaar")
    if sum([take_in, bool(copy), bool(form), docx is not None]) > 1 or bool(copy or form) != (out is not None):
        raise typer.BadParameter("kies --import, --copy of --form PARTNER --out BESTAND, of --docx BESTAND")
    folder = folder_of(context, name)
    if out is not None:
        _send_out(folder, copy or form, on, out, by_form=bool(form), as_json=as_json)
        return
    if docx is not None:
        _write_word(folder, on, docx)
        return
    if paths:
        _tell_taken_in(import_comments(folder, paths, by, on))
    _list(folder, as_json)


def _send_out(folder: Path, partner: str, version: str, out: Path, *, by_form: bool, as_json: bool) -> None:
    from mpp_lib.archive.review.invitations import invite
    from mpp_lib.base.write import write_atomically
    from mpp_lib.cli.new_file import refuse_existing

    refuse_existing(out, ".xlsx" if by_form else ".html")
    made = invite(folder, partner, version, by_form=by_form)
    write_atomically(out, made.content)
    if made.narrow:
        say(f"Let op: {made.version} is bewaard voor {made.narrow}, en dus niet voor {partner}.")
    if as_json:
        answer_json({"version": str(made.version), "partner": partner, "file": str(out.resolve())})
    else:
        print(out.resolve())


def _write_word(folder: Path, version: str, out: Path) -> None:
    from mpp_lib.archive.review.word import word_document
    from mpp_lib.base.write import write_atomically
    from mpp_lib.cli.new_file import refuse_existing

    refuse_existing(out, ".docx")
    write_atomically(out, word_document(folder, version))
    print(out.resolve())


def _tell_taken_in(done: Imported) -> None:
    for remark in done.remarks:
        say(f"Let op: {remark}")
    new, changed, known, unconfirmed = (done.counts[name] for name in ("new", "changed", "known", "unconfirmed"))
    say(f"{new} nieuw, {changed} gewijzigd, {known} al bekend; {unconfirmed} niet bevestigd.")


def _list(folder: Path, as_json: bool) -> None:
    from mpp_lib.cli.tables import of_report, show
    from mpp_lib.inputs.review.overview import overview
    from mpp_lib.present.reacties.comment_tables import handling_table
    from mpp_lib.present.reacties.figure_names import figure_names

    found = overview(folder)
    if as_json:
        answer_json({"comments": [one.as_dict() for one in found]})
    else:
        show(of_report(handling_table(found, figure_names(folder))))
