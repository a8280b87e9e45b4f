"""``mpp evaluate``: what was forecast, what happened, and how good that was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mpp_lib.cli.answers import Json, answer_json, renewed

if TYPE_CHECKING:
    from mpp_lib.present.shown.table import Table


Pack = Annotated[
    Path | None,
    typer.Option(
        "--pack",
        help="Zet alle prognoses, realisaties, scores en wijzigingen in één map, met een notebook dat elke score "
        "narekent.",
        metavar="MAP",
    ),
]


def evaluate(context: typer.Context, pack: Pack = None, as_json: Json = False) -> None:
    """Legt eerdere prognoses naast de realisaties: kwamen de banden uit, en hoe goed was de keten?"""
    from mpp_lib.inputs.rounds import rounds_root

    root = rounds_root(context.obj)
    if pack is None:
        _show(root, as_json=as_json)
    else:
        _make(root, pack, as_json=as_json)


def _make(root: Path, pack: Path, *, as_json: bool) -> None:
    from mpp_lib.archive.pack.build import SUMS, make_pack

    page = renewed(pack / SUMS, lambda: make_pack(root, pack))
    if as_json:
        answer_json({"page": str(page)})
    else:
        print(page)


def _show(root: Path, *, as_json: bool) -> None:
    from mpp_lib.compare.uncertainty.all_years import over_all_years

    found = over_all_years(root)
    if as_json:
        answer_json(found.as_dict())
        return
    from mpp_lib.present.trefzekerheid.chain_bands import coverage_table, past_bands_table
    from mpp_lib.present.trefzekerheid.score_tables import tables

    _print([*tables(found.record), coverage_table(found.bands), past_bands_table(found.bands)])


def _print(shown: Sequence[Table[Any]]) -> None:
    from mpp_lib.cli.tables import of_report, show

    for table in shown:
        made = of_report(table)
        made.title, made.note = table.title, table.finding or ""
        if not table.rows:
            made.rows, made.groups = [], []
        show(made)
        print()
