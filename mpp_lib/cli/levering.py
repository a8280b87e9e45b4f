"""``mpp levering``: the form that a partner filled, taken into a round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mpp_lib.inputs.delivery.changes import RowChange
    from mpp_lib.inputs.taking_in import TakenIn

Filled = Annotated[
    Path,
    typer.Option(
        "--from",
        help="Het ingevulde formulier van mpp template: .xlsx, .ods of .csv.",
        metavar="BESTAND",
        dir_okay=False,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Alleen laten zien wat er zou veranderen; niets opslaan.")]


def levering(
    context: typer.Context, name: Round, filled: Filled, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Neemt het ingevulde formulier van een partner op in een ronde, met van elke cel wat er stond en wat er komt.

    Is er iets mis, dan staat alles erbij en verandert er niets.
    """
    from mpp_lib.inputs.taking_in import take_in
    from mpp_lib.production.chains import catalogue_named

    taken = take_in(folder_of(context, name), filled, catalogue_named, dry_run=dry_run)
    if as_json:
        answer_json(_document(name, taken, dry_run=dry_run))
        return
    for remark in taken.remarks:
        say(f"Let op: {remark}")
    _show(taken)
    say(f"{_summary(taken)} {'Er is niets opgeslagen.' if dry_run else f'Opgenomen in ronde {name}.'}")
    if not dry_run:
        print(folder_of(context, name) / taken.file)


def _document(name: str, taken: TakenIn, *, dry_run: bool) -> dict[str, object]:
    return {
        "round": name,
        "partner": taken.deliverer.name,
        "file": taken.file,
        "dry_run": dry_run,
        "changes": [
            {"file": change.table.file, "key": change.key, "kind": change.kind, "cells": list(_cells(change))}
            for change in taken.changes
        ],
        "known": taken.known,
        "warnings": [remark.as_dict() for remark in taken.remarks],
    }


def _cells(change: RowChange) -> Iterator[dict[str, str]]:
    for column, new in change.new.items():
        if column in change.table.key:
            continue
        yield {"column": column, "old": change.old.get(column, ""), "new": new, "where": change.places.get(column, "")}


def _summary(taken: TakenIn) -> str:
    rows, known = len(taken.changes), taken.known
    changed = "1 rij verandert" if rows == 1 else f"{rows} rijen veranderen"
    stood = "1 stond er al zo" if known == 1 else f"{known} stonden er al zo"
    return f"{taken.deliverer.name}: {changed}, {stood}."


def _show(taken: TakenIn) -> None:
    """A line for each value that changes; what it rests on follows from the form and stands in the JSON document."""
    from mpp_lib.cli.tables import Column, Shown, show

    shown = Shown(["bestand", "sleutel", "wat", Column("stond", right=True), Column("wordt", right=True), "formulier"])
    for change in taken.changes:
        for key, old, new, where in _told(change):
            shown.add(Path(change.table.file).name, key, change.kind, old, new, where)
    if taken.changes:
        show(shown)


def _told(change: RowChange) -> Iterator[tuple[str, str, str, str]]:
    """Key, old, new and place of each cell; of a figure and its status together."""
    old, new, places = change.old, change.new, change.places
    if {"waarde", "status"} <= new.keys():
        yield change.key, _with_status(old), _with_status(new), places["waarde"]
        return
    for name in [name for name in _VALUES if name in new] or list(new)[:1]:
        yield f"{change.key}:{name}", old.get(name, ""), new[name], places.get(name, "")


def _with_status(cells: Mapping[str, str]) -> str:
    return f"{cells['waarde']} ({cells['status']})" if cells else ""


_VALUES = ("waarde", "status", "onzekerheid", "aandeel")
