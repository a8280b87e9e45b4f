"""``mpp freeze``: what was produced becomes a version."""

from __future__ import annotations

from typing import Annotated

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say

Name = Annotated[str, typer.Option("--as", help="Naam van de versie, zoals concept-1.", metavar="NAAM")]
Product = Annotated[
    str,
    typer.Option(
        "--product",
        help="prognose, productiemodel, rapportage, oplegnota, volumes, monitor-JJJJ-MM, signaalnota-JJJJ-MM of "
        "impactblad-PARTNER.",
        metavar="PRODUCT",
    ),
]
Audience = Annotated[
    str,
    typer.Option(
        "--audience",
        help="Voor wie: apm, groep, werkgroep, deelberaden, topberaad of openbaar.",
        metavar="DOELGROEP",
        autocompletion=completing.audiences,
    ),
]


def freeze(
    context: typer.Context,
    name: Round,
    version: Name,
    product: Product = "rapportage",
    audience: Audience = "apm",
    as_json: Json = False,
) -> None:
    """Bewaart wat is gemaakt als versie: documenten, uitkomsten, invoer en de code die alles narekent.

    Een versie is een BagIt-map die niet meer verandert; mpp verify controleert haar.
    """
    from mpp_lib.archive.freeze import freeze
    from mpp_lib.archive.freezing import Freezing
    from mpp_lib.inputs.versions import PRINTED

    frozen = freeze(Freezing(folder_of(context, name), version, product, audience))
    if as_json:
        answer_json({"round": name, "version": version, "product": product, "head": frozen.head})
    else:
        print(frozen.folder)
        say(f"Kop van {frozen}: {frozen.head}")
        for printed in frozen.info[PRINTED]:
            if printed != version:
                say(f"Let op: de documenten noemen zich versie {printed}, zoals round.yml zegt.")
