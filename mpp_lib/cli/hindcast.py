"""``mpp hindcast``: the chain fed with realised inflow and decisions, beside what was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from mpp_lib.base.steps import step
from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, answer_json, complain, failed, folder_of
from mpp_lib.cli.monitor import Formats
from mpp_lib.cli.produce import TOGETHER, Force, Jobs, Renderer, make

if TYPE_CHECKING:
    from mpp_lib.compare.hindcast.hindcast import Row
    from mpp_lib.production.node import Chain


def hindcast(
    context: typer.Context,
    renderer: Renderer = "builtin",
    to: Formats = None,
    jobs: Jobs = TOGETHER,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Voedt de keten met gerealiseerde instroom en beslissingen en legt de uitkomst naast openbare cijfers.

    Met --to ook als validatiebladzijde (html, pdf).
    """
    from mpp_lib.compare.hindcast.hindcast import fed, not_right
    from mpp_lib.compare.hindcast.hindcast import hindcast as compare
    from mpp_lib.inputs.load import load_round
    from mpp_lib.inputs.reading.files import HINDCAST
    from mpp_lib.production.chains import catalogue_named, chain_named
    from mpp_lib.report.build import Order
    from mpp_lib.report.validation import Validation

    folder = folder_of(context, HINDCAST)
    inputs = load_round(folder, catalogue_named)
    with step("keten voeden met wat er was"):
        rows = compare(inputs, fed(inputs))
    problems = list(not_right(rows, inputs))
    formats = tuple(form.value for form in to or ())
    files = make(Order(Validation(folder.parent), renderer, formats, jobs, force)) if formats else ()
    if as_json:
        document: dict[str, Any] = {"rows": [row.as_dict() for row in rows]}
        document |= {"files": [str(file) for file in files]} if files else {}
        answer_json(document | failed(problems) if problems else document)
    else:
        _show(rows, chain_named(inputs.settings.model))
        for file in files:
            print(file)
    for problem in problems:
        complain(str(problem))
    if problems:
        raise typer.Exit(INPUT_NOT_RIGHT)


def _show(rows: Sequence[Row], chain: Chain) -> None:
    from mpp_lib.base.dutch import number
    from mpp_lib.cli.tables import Column, Shown, show
    from mpp_lib.compare.hindcast.terms import PHASES
    from mpp_lib.present.wording.printed_values import off_text

    figures = (Column(name, right=True) for name in ("gerealiseerd", "gemodelleerd", "verschil"))
    shown = Shown(["indicator", "periode", *figures, "fase", "reden"])
    for row in rows:
        decimals = 3 if abs(row.realised) < 1 else 0
        off = off_text(row.realised, row.modelled, chain.by_id[row.indicator].unit)
        values = number(row.realised, decimals), number(row.modelled, decimals), off
        shown.add(row.indicator, str(row.period), *values, PHASES[row.phase], row.reason)
    show(shown)
