"""``mpp indicators`` and ``mpp parameters``: what there is to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, answer_json

if TYPE_CHECKING:
    from mpp_lib.api.names import Named

_WORD: Any = {
    "metavar": "WOORD",
    "help": "Alleen wat dit in zijn naam of omschrijving heeft, of past op een patroon als coa.*.",
}
IndicatorWords = Annotated[list[str] | None, typer.Argument(**_WORD, autocompletion=completing.indicators)]
ParameterWords = Annotated[list[str] | None, typer.Argument(**_WORD, autocompletion=completing.parameters)]


def indicators(words: IndicatorWords = None, as_json: Json = False) -> None:
    """Noemt de indicatoren: id, naam, eenheid, partner en wat er wordt geteld; wat het best past eerst."""
    from mpp_lib.api.names import indicators

    _answer("indicators", indicators(" ".join(words or ())), as_json=as_json)


def parameters(words: ParameterWords = None, as_json: Json = False) -> None:
    """Noemt de parameters en verdelingen: id, naam, eenheid, partner en wat een ronde ervoor geeft."""
    from mpp_lib.api.names import parameters

    _answer("parameters", parameters(" ".join(words or ())), as_json=as_json)


def _answer(kind: str, found: Sequence[Named], *, as_json: bool) -> None:
    if as_json:
        answer_json({kind: [each.as_dict() for each in found]})
        return
    from mpp_lib.cli.tables import Shown, show

    shown = Shown(["id", "naam", "eenheid", "partner", "omschrijving"])
    for each in found:
        shown.add(each.id, each.label, each.unit, each.partner, each.definition)
    show(shown)
