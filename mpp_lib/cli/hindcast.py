"""``mpp hindcast``: the chain fed with realised inflow and decisions, beside what was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, answer_json, folder_of, say

if TYPE_CHECKING:
    from mpp_lib.compare.hindcast.hindcast import Row
    from mpp_lib.production.node import Chain


def hindcast(context: typer.Context, as_json: Json = False) -> None:
    """Voedt de keten met gerealiseerde instroom en beslissingen en legt de uitkomst naast openbare cijfers."""
    from mpp_lib.compare.hindcast.hindcast import fed, not_right
    from mpp_lib.compare.hindcast.hindcast import hindcast as compare
    from mpp_lib.inputs.load import load_round
    from mpp_lib.inputs.reading.files import HINDCAST
    from mpp_lib.production.chains import catalogue_named, chain_named

    inputs = load_round(folder_of(context, HINDCAST), catalogue_named)
    rows = compare(inputs, fed(inputs))
    if as_json:
        answer_json({"rows": [row.as_dict() for row in rows]})
    else:
        _print(rows, chain_named(inputs.settings.model))
    problems = list(not_right(rows, inputs))
    for problem in problems:
        say(str(problem))
    if problems:
        raise typer.Exit(INPUT_NOT_RIGHT)


def _print(rows: Sequence[Row], chain: Chain) -> None:
    from rich.console import Console
    from rich.table import Table

    from mpp_lib.base.dutch import number
    from mpp_lib.compare.hindcast.terms import PHASES
    from mpp_lib.present.wording.printed_values import off_text

    shown = Table("indicator", "periode")
    for name in ("gerealiseerd", "gemodelleerd", "verschil"):
        shown.add_column(name, justify="right")
    shown.add_column("fase")
    shown.add_column("reden", overflow="fold")
    for row in rows:
        decimals = 3 if abs(row.realised) < 1 else 0
        off = off_text(row.realised, row.modelled, chain.by_id[row.indicator].unit)
        values = number(row.realised, decimals), number(row.modelled, decimals), off
        shown.add_row(row.indicator, str(row.period), *values, PHASES[row.phase], row.reason)
    Console(width=None if Console().is_terminal else 160).print(shown)
