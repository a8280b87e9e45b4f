"""``mpp rounds``: what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mpp_lib.cli.answers import Json, answer_json

if TYPE_CHECKING:
    from mpp_lib.inputs.rounds import RoundEntry


def rounds(context: typer.Context, as_json: Json = False) -> None:
    """Noemt elke ronde met stand, horizon en bewaarde versies."""
    from mpp_lib.inputs.rounds import overview

    entries = overview(context.obj)
    if as_json:
        answer_json({"rounds": [entry.as_dict() for entry in entries]})
        return
    width = max((len(_standing(entry)) for entry in entries), default=0)
    for entry in entries:
        versions = ", ".join(entry.versions) or "geen bewaarde versies"
        horizon = f"{entry.first_year}–{entry.last_year}" if entry.first_year else "round.yml onleesbaar"
        print(f"{entry.round}  {_standing(entry):<{width}}  {horizon}  {versions}  {entry.title}")


def _standing(entry: RoundEntry) -> str:
    """The state of the round, and of each product that stands elsewhere."""
    others = (f"{product} {state}" for product, state in entry.products.items() if state != entry.state)
    return ", ".join([entry.state, *others])
