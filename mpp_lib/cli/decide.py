"""``mpp decide``: a decision, or the word of a partner, at the end of ``decisions.yml``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

Product = Annotated[
    str,
    typer.Option(
        "--product",
        help="planning, prognose, ind_prognoseplan, productiemodel, rapportage of monitor-JJJJ-MM.",
        metavar="PRODUCT",
        autocompletion=completing.products,
    ),
]
Step = Annotated[
    str,
    typer.Option(
        "--step",
        help="De stap van het protocol; mpp status noemt wat nu kan.",
        metavar="STAP",
        autocompletion=completing.steps,
    ),
]
Partner = Annotated[
    str,
    typer.Option(
        "--partner",
        help="De partner die zijn woord geeft of bezwaar heeft.",
        metavar="PARTNER",
        autocompletion=completing.organisations,
    ),
]
Word = Annotated[
    str, typer.Option("--word", help="akkoord, geen bezwaar, bezwaar, ter kennisname of n.v.t.", metavar="WOORD")
]
About = Annotated[str, typer.Option("--about", help="Waarover dat woord gaat: eigen cijfers of keten.")]
Gremium = Annotated[
    str, typer.Option("--gremium", help="Wie besloot; zonder: wie de stap neemt, en bij een woord de werkgroep.")
]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="De dag; zonder: vandaag.", metavar="JJJJ-MM-DD")
]
Text = Annotated[str, typer.Option("--text", help="Het besluit in woorden; zonder: die van de stap of het woord.")]
Objection = Annotated[str, typer.Option("--objection", help="Het bezwaar, met zijn grond.")]


def decide(
    context: typer.Context,
    name: Round,
    product: Product = "rapportage",
    step: Step = "",
    partner: Partner = "",
    word: Word = "",
    about: About = "",
    gremium: Gremium = "",
    day: Day = None,
    text: Text = "",
    objection: Objection = "",
    as_json: Json = False,
) -> None:
    """Legt een besluit vast, of het woord van een partner, achteraan in decisions.yml.

    Een stap die het protocol niet kent of die nu niet kan, wordt geweigerd met de stappen die wel kunnen.
    """
    from mpp_lib.inputs.deciding import decide

    if not (step or word or text):
        raise typer.BadParameter("geef --step, --word of --text", param_hint="--step")
    said = {
        "date": day.date() if day else date.today(),
        "gremium": gremium,
        "product": product,
        "step": step,
        "decision": text,
        "partner": partner,
        "word": word,
        "about": about,
        "objection": objection,
    }
    noted = decide(folder_of(context, name), said)
    for remark in noted.remarks:
        say(f"Let op: {remark}")
    entry = {key: str(value) for key, value in noted.entry.items()}
    if as_json:
        answer_json({"round": name, "decision": entry})
    else:
        print(", ".join((entry["date"], entry["gremium"], entry["product"], entry["decision"])))
