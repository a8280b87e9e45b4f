"""``mpp template``: empty workbooks for partners to fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of
from mpp_lib.cli.dutch import DutchCommand, DutchGroup
from mpp_lib.cli.new_file import refuse_existing
from mpp_lib.inputs.declared.delivery import DELIVERERS

if TYPE_CHECKING:
    from mpp_lib.inputs.declared.delivery import Deliverer

app = typer.Typer(cls=DutchGroup, help="Maakt werkboeken die een partner invult.", no_args_is_help=True)
Out = Annotated[Path, typer.Option("--out", help="Het nieuwe bestand (.xlsx).", metavar="BESTAND", dir_okay=False)]


@app.callback()
def template() -> None:
    """Maakt werkboeken die een partner invult, met wat de ronde al heeft naast de cellen."""


@app.command(cls=DutchCommand)
def ind(context: typer.Context, name: Round, out: Out, as_json: Json = False) -> None:
    """Maakt een leeg IND-prognoseplan voor een ronde, met het kenmerk van haar Prognose erin."""
    from mpp_lib.inputs.load import load_round
    from mpp_lib.present.verantwoording.plan_template import plan_template
    from mpp_lib.production.chains import catalogue_named

    refuse_existing(out, ".xlsx")
    inputs = load_round(folder_of(context, name), catalogue_named, with_plan=False)
    _written(name, out, plan_template(inputs, catalogue_named(inputs.settings.model)), as_json=as_json)


def _add(deliverer: Deliverer) -> None:
    """The command for the form of a partner."""

    def make(context: typer.Context, name: Round, out: Out, as_json: Json = False) -> None:
        from mpp_lib.inputs.delivery.asked import asked_of
        from mpp_lib.inputs.delivery.standing import standing_of
        from mpp_lib.present.verantwoording.delivery_form import delivery_form
        from mpp_lib.production.chains import catalogue_named

        refuse_existing(out, ".xlsx")
        standing = standing_of(folder_of(context, name), catalogue_named)
        _written(name, out, delivery_form(asked_of(deliverer, standing)), as_json=as_json)

    told = f"Maakt het formulier waarin {deliverer.name} levert: {deliverer.about}."
    app.command(deliverer.command or deliverer.key, cls=DutchCommand, help=told)(make)


for _each in DELIVERERS.values():
    _add(_each)


def _written(name: str, out: Path, content: bytes, *, as_json: bool) -> None:
    from mpp_lib.base.write import write_atomically

    write_atomically(out, content)
    if as_json:
        answer_json({"round": name, "file": str(out.resolve())})
    else:
        print(out.resolve())
