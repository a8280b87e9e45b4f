"""``mpp template``: empty workbooks for partners to fill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of

app = typer.Typer(help="Maakt lege werkboeken die een partner invult.", no_args_is_help=True)
Out = Annotated[Path, typer.Option("--out", help="Het nieuwe bestand (.xlsx).", metavar="BESTAND", dir_okay=False)]


@app.callback()
def template() -> None:
    """Maakt lege werkboeken die een partner invult."""


@app.command()
def ind(context: typer.Context, name: Round, out: Out, as_json: Json = False) -> None:
    """Maakt een leeg IND-prognoseplan voor een ronde, met het kenmerk van haar Prognose erin."""
    from mpp_lib.base.write import write_atomically
    from mpp_lib.inputs.load import load_round
    from mpp_lib.present.verantwoording.plan_template import plan_template
    from mpp_lib.production.chains import catalogue_named

    _refuse(out)
    inputs = load_round(folder_of(context, name), catalogue_named, with_plan=False)
    write_atomically(out, plan_template(inputs, catalogue_named(inputs.settings.model)))
    if as_json:
        answer_json({"round": name, "file": str(out.resolve())})
    else:
        print(out.resolve())


def _refuse(out: Path) -> None:
    """Never replaces a file: it may have been filled."""
    if out.exists() or out.is_symlink():
        raise InputError([Problem("--out", "", str(out), "het bestand bestaat al", "een nieuwe naam")])
    if out.suffix.lower() != ".xlsx":
        raise InputError([Problem("--out", "", str(out), "de naam past niet bij een werkboek", "een naam op .xlsx")])
    if not out.parent.is_dir():
        raise InputError([Problem("--out", "", str(out.parent), "deze map bestaat niet", "een map die er is")])
