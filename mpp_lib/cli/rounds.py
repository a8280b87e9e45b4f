"""``mpp rounds``: what is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from mpp_lib.cli.answers import Json, answer_json

if TYPE_CHECKING:
    from mpp_lib.inputs.rounds import RoundEntry


def rounds(context: typer.Context, as_json: Json = False) -> None:
    """Noemt elke ronde met stand, horizon, map, bewaarde versies en edities van de monitor."""
    from mpp_lib.inputs.rounds import overview, rounds_root

    root = rounds_root(context.obj)
    entries = overview(root.parent)
    if as_json:
        answer_json({"rounds": [entry.as_dict() | _folders(root / entry.round, entry) for entry in entries]})
    else:
        _show(root, entries)


def _show(root: Path, entries: Sequence[RoundEntry]) -> None:
    from mpp_lib.cli.tables import Shown, show

    shown = Shown(["ronde", "stand", "horizon", "map", "versies in versions/", "edities in monitor/", "titel"])
    for entry in entries:
        folders = _folders(root / entry.round, entry)
        names = [name if folder else f"{name} (elders)" for name, folder in folders["version_folders"].items()]
        horizon = f"{entry.first_year}–{entry.last_year}" if entry.first_year else "round.yml onleesbaar"
        place = _from_here(root / entry.round)
        editions = ", ".join(folders["editions"])
        shown.add(entry.round, _standing(entry), horizon, place, ", ".join(names), editions, entry.title)
    show(shown)


def _folders(folder: Path, entry: RoundEntry) -> dict[str, Any]:
    """Where it stands in the project, with its versions (None for one that this copy lacks) and its editions."""
    from mpp_lib.inputs.reading.files import edition_folder, edition_months
    from mpp_lib.inputs.versions import version_folder

    def place(path: Path) -> str | None:
        return path.relative_to(folder.parent.parent).as_posix() if path.is_dir() else None

    return {
        "folder": place(folder),
        "version_folders": {name: place(version_folder(folder, name)) for name in entry.versions},
        "editions": {str(month): place(folder / edition_folder(month)) for month in edition_months(folder)},
    }


def _from_here(folder: Path) -> str:
    """The folder as it can be typed here."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def _standing(entry: RoundEntry) -> str:
    """The state of the round, and of each product that stands elsewhere."""
    others = (f"{product} {state}" for product, state in entry.products.items() if state != entry.state)
    return ", ".join([entry.state, *others])
