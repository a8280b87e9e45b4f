"""``mpp evaluate``: what was forecast, what happened, and how good that was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from mpp_lib.cli.answers import Json, answer_json

if TYPE_CHECKING:
    from rich.table import Table

    from mpp_lib.present.shown.listing import Listing


def evaluate(context: typer.Context, as_json: Json = False) -> None:
    """Legt eerdere prognoses naast de realisaties: hielden de banden, en hoe goed was de keten?"""
    from mpp_lib.compare.evaluation.track_record import full_record
    from mpp_lib.inputs.rounds import rounds_root

    record = full_record(rounds_root(context.obj))
    if as_json:
        answer_json(record.as_dict())
        return
    from mpp_lib.present.trefzekerheid.score_tables import listings

    _print(listings(record))


def _print(shown: Sequence[Listing]) -> None:
    from rich.console import Console

    console = Console(width=None if Console().is_terminal else 160, highlight=False)
    for listing in shown:
        console.print(f"\n[bold]{listing.title}[/bold]")
        if listing.rows:
            console.print(_table(listing))
        console.print(listing.finding)


def _table(listing: Listing) -> Table:
    from rich.table import Table

    table = Table()
    for name, heading in listing.columns.items():
        table.add_column(heading, justify="right" if name in listing.numbers else "left", overflow="fold")
    for row in listing.rows:
        table.add_row(*(row[name] for name in listing.columns))
    return table
