"""``mpp check``: everything that is wrong with a round, at once, and what its products still wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, Round, answer_json, folder_of, say

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
    report, remarks = check_report(folder)
    prognose = check_prognose_report(folder)
    problems = wrong(dict.fromkeys([*report, *prognose]))
    waiting = tuple(waits({"prognose": prognose, "rapportage": report}))
    if as_json:
        answer_json(
            {
                "ok": not problems,
                "problems": [one.as_dict() for one in problems],
                "warnings": [one.as_dict() for one in remarks],
                "waiting": [one.as_dict() for one in waiting],
            }
        )
    else:
        _tell(name, problems, remarks, waiting)
    if problems:
        raise typer.Exit(INPUT_NOT_RIGHT)


def _tell(name: str, problems: Sequence[Problem], remarks: Sequence[Problem], waiting: Sequence[Wait]) -> None:
    for one in (*problems, *waiting):
        print(one)
    for remark in remarks:
        say(f"Let op: {remark}")
    count = {0: "geen problemen", 1: "1 probleem"}.get(len(problems), f"{len(problems)} problemen")
    say(f"{name}: {count} gevonden.")
