"""``mpp check``: everything that is wrong with a round, at once."""

from __future__ import annotations

import typer

from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, Round, answer_json, folder_of, say


def check(context: typer.Context, name: Round, as_json: Json = False) -> None:
    """Controleert alle invoer van een ronde en noemt elk probleem, met plaats, vondst en verwachting."""
    from mpp_lib.report.analyst_texts import check_report

    problems, warnings = check_report(folder_of(context, name))
    if as_json:
        said = {"problems": problems, "warnings": warnings}
        answer_json({"ok": not problems} | {kind: [one.as_dict() for one in found] for kind, found in said.items()})
    else:
        for problem in problems:
            print(problem)
        for warning in warnings:
            say(f"Let op: {warning}")
        count = {0: "geen problemen", 1: "1 probleem"}.get(len(problems), f"{len(problems)} problemen")
        say(f"{name}: {count} gevonden.")
    if problems:
        raise typer.Exit(INPUT_NOT_RIGHT)
