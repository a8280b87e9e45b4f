"""``mpp check``: everything that is wrong with a round, at once."""

from __future__ import annotations

import typer

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, Round, answer_json, folder_of, say


def check(context: typer.Context, name: Round, as_json: Json = False) -> None:
    """Controleert alle invoer van een ronde en noemt elk probleem, met plaats, vondst en verwachting."""
    problems, warnings = _examine(context, name)
    if as_json:
        said = {"problems": problems, "warnings": warnings}
        answer_json({"ok": not problems} | {kind: [one.as_dict() for one in found] for kind, found in said.items()})
    else:
        for problem in problems:
            print(problem)
        for warning in warnings:
            say(f"Let op: {warning}")
        say(f"{name}: {'geen problemen gevonden' if not problems else f'{len(problems)} problemen gevonden'}.")
    if problems:
        raise typer.Exit(INPUT_NOT_RIGHT)


def _examine(context: typer.Context, name: str) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems and warnings of the round and its monitor editions; what only the calculation shows counts too."""
    from mpp_lib.inputs.check import check_round
    from mpp_lib.inputs.edition.read_edition import check_editions
    from mpp_lib.production.chains import catalogue_named
    from mpp_lib.production.run import calculate

    folder = folder_of(context, name)
    found = check_round(folder, catalogue_named)
    editions = tuple(check_editions(folder, catalogue_named))
    problems = [*found.problems, *(problem for edition in editions for problem in edition.problems)]
    warnings = [*found.warnings, *(warning for edition in editions for warning in edition.warnings)]
    if found.inputs is not None:
        try:
            calculate(found.inputs)
        except InputError as error:
            problems += error.problems
    return tuple(problems), tuple(warnings)
