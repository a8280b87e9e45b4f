"""``mpp indicators`` and ``mpp parameters``: what there is to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.cli.answers import Json, answer_json, console

if TYPE_CHECKING:
    from mpp_lib.api.names import Named

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WOORD", help="Alleen wat dit in zijn naam of omschrijving heeft, of past op een patroon als coa.*."
    ),
]


def indicators(words: Words = None, as_json: Json = False) -> None:
    """Noemt de indicatoren: id, naam, eenheid, partner en wat er wordt geteld; wat het best past eerst."""
    from mpp_lib.api.names import indicators

    _answer("indicators", indicators(" ".join(words or ())), as_json=as_json)


def parameters(words: Words = None, as_json: Json = False) -> None:
    """Noemt de parameters en verdelingen: id, naam, eenheid, partner en wat een ronde ervoor geeft."""
    from mpp_lib.api.names import parameters

    _answer("parameters", parameters(" ".join(words or ())), as_json=as_json)


def _answer(kind: str, found: Sequence[Named], *, as_json: bool) -> None:
    if as_json:
        answer_json({kind: [each.as_dict() for each in found]})
        return
    from rich.table import Table

    shown = Table()
    for label in ("id", "naam", "eenheid", "partner", "omschrijving"):
        shown.add_column(label, overflow="fold")
    for each in found:
        shown.add_row(each.id, each.label, each.unit, each.partner, each.definition)
    console(200).print(shown)
