"""``mpp explain``: why a round differs from another, split over groups of inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, say
from mpp_lib.cli.places import as_round

if TYPE_CHECKING:
    from mpp_lib.cli.tables import Shown
    from mpp_lib.compare.attribution.change import Change
    from mpp_lib.compare.attribution.explain import Explanation
    from mpp_lib.production.run import RoundResult

SHOWN = 12
"""Members of a group that are named in a table; the others stand together, and who does nothing is left out."""

Against = Annotated[
    str,
    typer.Option(
        "--against",
        help="De ronde waarmee wordt vergeleken.",
        metavar="RONDE",
        callback=as_round,
        autocompletion=completing.rounds,
    ),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        help="Deze indicator, of een patroon als coa.*; herhaalbaar. Zonder: alle.",
        metavar="ID",
        autocompletion=completing.indicators,
        show_default=False,
    ),
]
Year = Annotated[int | None, typer.Option("--year", help="Alleen dit jaar.")]
Deeper = Annotated[
    str | None, typer.Option("--within", help="Het deel van deze groep verder gesplitst over haar leden.")
]


def explain(
    context: typer.Context,
    name: Round,
    against: Against,
    indicator: Indicators = None,
    year: Year = None,
    within: Deeper = None,
    as_json: Json = False,
) -> None:
    """Splitst het verschil tussen twee rondes over groepen invoer; de delen tellen op tot het verschil."""
    from mpp_lib.api.round import open_round

    opened = open_round(name, context.obj)
    answer = opened.explain(against, indicator, year, within)
    for line in answer.found.not_shared:
        say(line)
    if as_json:
        answer_json(answer.document)
    else:
        _print(opened.result, answer.found)


def _print(result: RoundResult, found: Explanation) -> None:
    from mpp_lib.cli.tables import show

    show(_table(result, found.rows))
    if found.within is not None:
        members = _members(result, found.rows, found.within)
        members.note = f"{found.within}: {found.method}."
        show(members)


def _table(result: RoundResult, rows: Sequence[Change]) -> Shown:
    from mpp_lib.cli.tables import Column, Shown

    figures = (Column(label, right=True) for label in ("van", "naar", "verschil", *rows[0].parts))
    shown = Shown(["indicator", "scenario", "jaar", *figures])
    for row in rows:
        write = _writer(result, row)
        values = write(row.before), write(row.after)
        changes = (write(change, sign=True) for change in _printed(row, 10.0 ** -_decimals(result, row)))
        shown.add(row.indicator, row.scenario, str(row.year), *values, *changes)
    return shown


def _printed(row: Change, step: float) -> tuple[float, ...]:
    """The difference of the printed values, and the parts so rounded that they add up to it."""
    from mpp_lib.base.dutch import round_half_up
    from mpp_lib.present.wording.adding_up import round_parts

    difference = round_half_up(round_half_up(row.after, step) - round_half_up(row.before, step), step)
    return difference, *round_parts(row.parts, difference, step).values()


def _members(result: RoundResult, rows: Sequence[Change], within: str) -> Shown:
    from mpp_lib.cli.tables import Column, Shown

    shown = Shown(["indicator", "scenario", "jaar", "lid", Column(f"deel van {within}", right=True)])
    for row in rows:
        write = _writer(result, row)
        visible = {name: part for name, part in (row.members or {}).items() if write(part) != write(0.0)}
        for member, part in _largest(visible).items():
            shown.add(row.indicator, row.scenario, str(row.year), member, write(part, sign=True))
        shown.add(row.indicator, row.scenario, str(row.year), "samen", write(row.parts[within], sign=True))
    return shown


def _largest(members: Mapping[str, float]) -> dict[str, float]:
    order = sorted(members, key=lambda name: -abs(members[name]))
    rest = {f"overige {len(order) - SHOWN}": sum(members[name] for name in order[SHOWN:])}
    return {name: members[name] for name in order[:SHOWN]} | (rest if len(order) > SHOWN else {})


def _writer(result: RoundResult, row: Change) -> Any:
    """How values of an indicator are written."""
    from mpp_lib.base.dutch import number, signed

    decimals = _decimals(result, row)
    return lambda value, sign=False: signed(value, decimals) if sign else number(value, decimals)


def _decimals(result: RoundResult, row: Change) -> int:
    from mpp_lib.present.wording.printed_values import decimals_of

    return decimals_of(result.chain.by_id[row.indicator].unit)
