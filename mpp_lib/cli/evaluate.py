"""``mpp evaluate``: what was forecast, what happened, and how good that was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from mpp_lib.cli.answers import Json, answer_json, console

if TYPE_CHECKING:
    import rich.table

    from mpp_lib.present.shown.table import Table


def evaluate(context: typer.Context, as_json: Json = False) -> None:
    """Legt eerdere prognoses naast de realisaties: kwamen de banden uit, en hoe goed was de keten?"""
    from mpp_lib.compare.evaluation.track_record import full_record
    from mpp_lib.inputs.rounds import rounds_root

    record = full_record(rounds_root(context.obj))
    if as_json:
        answer_json(record.as_dict())
        return
    from mpp_lib.present.trefzekerheid.score_tables import tables

    _print(tables(record))


def _print(shown: Sequence[Table[Any]]) -> None:
    terminal = console(160)
    for table in shown:
        terminal.print(f"\n{table.title}", style="bold")
        if table.rows:
            terminal.print(_lines(table))
        terminal.print(table.finding)


def _lines(table: Table[Any]) -> rich.table.Table:
    import rich.table

    lines = rich.table.Table()
    for column in table.columns:
        lines.add_column(column.heading, justify="right" if column.aligns_right else "left", overflow="fold")
    for texts in table.texts():
        lines.add_row(*texts)
    return lines
