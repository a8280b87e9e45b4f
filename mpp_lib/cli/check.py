"""``mpp check``: everything that is wrong with a round, at once, and what its products still wait for."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from mpp_lib.base.steps import step
from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, Round, answer_json, failed, folder_of, say
from mpp_lib.cli.grouped import grouped, laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mpp_lib.base.errors import Problem
    from mpp_lib.report.waiting import Wait


def check(context: typer.Context, name: Round, as_json: Json = False) -> None:
    """Controleert alle invoer van een ronde en noemt elk probleem, met plaats, vondst en verwachting.

    Wat een product nog mist, staat er als 'wacht op' bij; dat is geen probleem.
    """
    from mpp_lib.report.analyst_texts import check_report
    from mpp_lib.report.prognose import check_prognose_report
    from mpp_lib.report.waiting import waits, wrong

    folder = folder_of(context, name)
    with step(f"{name} controleren"):
        report, remarks = check_report(folder)
    with step(f"Prognose van {name} controleren"):
        prognose, advice = check_prognose_report(folder)
    problems = wrong(dict.fromkeys([*report, *prognose]))
    waiting = tuple(waits({"prognose": prognose, "rapportage": report}))
    remarks = [*remarks, *advice]
    if as_json:
        document = failed(problems, remarks) | {"ok": not problems, "waiting": [one.as_dict() for one in waiting]}
        answer_json(document)
    else:
        _tell(name, problems, remarks, waiting)
    if problems:
        raise typer.Exit(INPUT_NOT_RIGHT)


def _tell(name: str, problems: Sequence[Problem], remarks: Sequence[Problem], waiting: Sequence[Wait]) -> None:
    """What is wrong, what is still to come and what is remarkable, each under a heading, in order of file and place."""
    parts = {
        "Fout": list(grouped(problems, name)),
        "Nog niet geleverd": [str(replace(one, problem=replace(one.problem, round=""))) for one in waiting],
        "Let op": list(grouped(remarks, name)),
    }
    for heading, lines in parts.items():
        for line in laid_out([heading, *(f"  {line}" for line in lines), ""] if lines else [], sys.stdout):
            print(line)
    fault = {0: "geen fouten", 1: "1 fout"}.get(len(problems), f"{len(problems)} fouten")
    remark = {0: "", 1: ", 1 opmerking"}.get(len(remarks), f", {len(remarks)} opmerkingen")
    missing = f", {len(waiting)} keer wachten op een levering" if waiting else ""
    say(f"{name}: {fault}{missing}{remark}.")
