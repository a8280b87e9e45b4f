"""``mpp export``: the workbooks with live formulas, or the result table as a data package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

Form = Literal["xlsx", "csv", "json"]
Format = Annotated[Form, typer.Option("--format", help="Rekenbladen (xlsx), of de resultaattabel (csv of json).")]
Out = Annotated[Path, typer.Option("--out", help="De map waarin de bestanden komen.", metavar="MAP", file_okay=False)]


def export(context: typer.Context, name: Round, out: Out, form: Format = "xlsx", as_json: Json = False) -> None:
    """Schrijft een rekenblad met levende formules per mpp-scenario, of de resultaattabel met een beschrijving."""
    from mpp_lib.base.write import write_atomically
    from mpp_lib.production.open_round import open_round

    result = open_round(folder_of(context, name))
    files = []
    for file_name, content in _files(result, form):
        files.append(out.resolve() / file_name)
        write_atomically(files[-1], content)
    if as_json:
        answer_json({"round": name, "files": [str(file) for file in files]})
    else:
        for file in files:
            print(file)


def _files(result: RoundResult, form: Form) -> Iterator[tuple[str, bytes]]:
    from mpp_lib.archive.datapackage import data_package
    from mpp_lib.present.rekenblad.export import workbooks

    return workbooks(result) if form == "xlsx" else data_package(result.table, result.inputs.settings, form)
