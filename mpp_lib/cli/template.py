"""``mpp template``: empty workbooks for partners to fill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of
from mpp_lib.cli.dutch import DutchCommand, DutchGroup
from mpp_lib.cli.new_file import refuse_existing

app = typer.Typer(cls=DutchGroup, help="Maakt lege werkboeken die een partner invult.", no_args_is_help=True)
Out = Annotated[Path, typer.Option("--out", help="Het nieuwe bestand (.xlsx).", metavar="BESTAND", dir_okay=False)]


@app.callback()
def template() -> None:
    """Maakt lege werkboeken die een partner invult."""


@app.command(cls=DutchCommand)
def ind(context: typer.Context, name: Round, out: Out, as_json: Json = False) -> None:
    """Maakt een leeg IND-prognoseplan voor een ronde, met het kenmerk van haar Prognose erin."""
    from mpp_lib.base.write import write_atomically
    from mpp_lib.inputs.load import load_round
    from mpp_lib.present.verantwoording.plan_template import plan_template
    from mpp_lib.production.chains import catalogue_named

    refuse_existing(out, ".xlsx")
    inputs = load_round(folder_of(context, name), catalogue_named, with_plan=False)
    write_atomically(out, plan_template(inputs, catalogue_named(inputs.settings.model)))
    if as_json:
        answer_json({"round": name, "file": str(out.resolve())})
    else:
        print(out.resolve())
