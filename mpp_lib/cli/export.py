"""``mpp export``: the workbooks with live formulas, or the result table as a data package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

Form = Literal["xlsx", "csv", "csv-nl", "json"]
Format = Annotated[
    Form,
    typer.Option(
        "--format", help="Rekenbladen (xlsx), of de resultaattabel: csv of json voor een programma, csv-nl voor Excel."
    ),
]
Out = Annotated[Path, typer.Option("--out", help="De map waarin de bestanden komen.", metavar="MAP", file_okay=False)]


Audience = Annotated[
    str | None,
    typer.Option(
        help="Voor wie: apm, groep, werkgroep, deelberaden, topberaad of openbaar. Zonder keuze voor APM zelf.",
        metavar="DOELGROEP",
        autocompletion=completing.audiences,
    ),
]
Mask = Annotated[
    bool, typer.Option("--mask", help="Laat weg wat die doelgroep niet mag zien, met wat het zou verraden.")
]


def export(
    context: typer.Context,
    name: Round,
    out: Out,
    form: Format = "xlsx",
    audience: Audience = None,
    mask: Mask = False,
    as_json: Json = False,
) -> None:
    """Schrijft een rekenblad met levende formules per mpp-scenario en hun samenvatting, of de resultaattabel.

    De resultaattabel komt met een beschrijving ernaast. Met --audience weigert het wat een partner niet zo ver deelt;
    met --mask staat in de resultaattabel [x] in de plaats daarvan.
    """
    from mpp_lib.archive.audience import unknown_audience
    from mpp_lib.base.errors import UnknownNameError
    from mpp_lib.base.write import write_atomically
    from mpp_lib.production.open_round import open_round

    if mask and (audience is None or form == "xlsx"):
        raise typer.BadParameter("hoort bij --audience, en bij een resultaattabel", param_hint="--mask")
    folder = folder_of(context, name)
    if audience and (unknown := list(unknown_audience(audience))):
        raise UnknownNameError(unknown)
    result = open_round(folder)
    files, changed = [], False
    for file_name, content in _for_audience(result, form, audience, mask) if audience else _files(result, form):
        files.append(out.resolve() / file_name)
        if not (files[-1].is_file() and files[-1].read_bytes() == content):
            write_atomically(files[-1], content)
            changed = True
    if not changed:
        say(f"{enumerate_nl([file.name for file in files])}: al actueel.")
    if as_json:
        answer_json({"round": name, "files": [str(file) for file in files]})
    else:
        for file in files:
            print(file)


def _files(result: RoundResult, form: Form) -> Iterator[tuple[str, bytes]]:
    from mpp_lib.archive.datapackage import data_package
    from mpp_lib.present.rekenblad.export import workbooks

    return workbooks(result) if form == "xlsx" else data_package(result.table, result.inputs.settings, form)


def _for_audience(result: RoundResult, form: Form, audience: str, mask: bool) -> Iterator[tuple[str, bytes]]:
    """The same for who may not see everything: refused, or the result table without what is not shared.

    Raises:
        InputError: without ``mask``, of every delivery that does not go so far.
    """
    from mpp_lib.archive.consent.masked import NOT_RELEASED, masked_table, not_released, refused_unmasked
    from mpp_lib.archive.consent.withheld import withheld_from
    from mpp_lib.archive.datapackage import data_package
    from mpp_lib.base.errors import InputError

    withheld = withheld_from(result.inputs.folder, result.chain, audience)
    if not (withheld.deliveries if form == "xlsx" else withheld.own):
        return _files(result, form)
    if not mask or form == "xlsx":
        raise InputError([each.of_round(result.inputs.settings.round) for each in refused_unmasked(withheld, audience)])
    table = masked_table(result.table, withheld)
    listed = not_released(withheld).to_csv(sep=";", index=False, lineterminator="\n").encode()
    return iter([*data_package(table, result.inputs.settings, form), (NOT_RELEASED, listed)])
