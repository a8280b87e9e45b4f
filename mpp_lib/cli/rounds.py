"""``mpp rounds``: what is there."""

from __future__ import annotations

import typer

from mpp_lib.cli.answers import Json, answer_json


def rounds(context: typer.Context, as_json: Json = False) -> None:
    """Noemt elke ronde met stand, horizon en bewaarde versies."""
    from mpp_lib.inputs.rounds import overview

    entries = overview(context.obj)
    if as_json:
        answer_json({"rounds": [entry.as_dict() for entry in entries]})
        return
    for entry in entries:
        versions = ", ".join(entry.versions) or "geen bewaarde versies"
        horizon = f"{entry.first_year}–{entry.last_year}" if entry.first_year else "round.yml onleesbaar"
        print(f"{entry.round}  {entry.state:<12}  {horizon}  {versions}  {entry.title}")
