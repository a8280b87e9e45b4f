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
    """What is wrong with a round, its editions and whatever its report rests on; warnings of the round itself."""
    from mpp_lib.compare.foundations import open_with_foundations
    from mpp_lib.inputs.check import check_round
    from mpp_lib.inputs.edition.read_edition import check_editions
    from mpp_lib.production.chains import catalogue_named

    folder = folder_of(context, name)
    editions = tuple(check_editions(folder, catalogue_named))
    problems = [problem for edition in editions for problem in edition.problems]
    try:
        warnings = open_with_foundations(folder)[-1].inputs.warnings
    except InputError as error:
        problems = sorted([*error.problems, *problems], key=lambda problem: problem.round != name)
        warnings = check_round(folder, catalogue_named).warnings
    return tuple(problems), (*warnings, *(warning for edition in editions for warning in edition.warnings))
