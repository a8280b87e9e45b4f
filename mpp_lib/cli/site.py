"""``mpp site``: the archive of all rounds as a web site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, answer_json, renewed

Out = Annotated[
    Path | None,
    typer.Option(
        "--out", help="De map die de site wordt, met de documenten erin. Zonder: site/ naast rounds/.", metavar="MAP"
    ),
]
Audience = Annotated[
    str,
    typer.Option(
        "--audience",
        help="Alleen de versies voor deze doelgroep of een ruimere: apm, groep, werkgroep, deelberaden, topberaad of "
        "openbaar. Vraagt --out. Zonder: alles.",
        metavar="DOELGROEP",
        autocompletion=completing.audiences,
    ),
]


def site(context: typer.Context, out: Out = None, audience: Audience = "", as_json: Json = False) -> None:
    """Maakt van alle rondes en versies een website, die vanaf elke schijf werkt, zonder server."""
    from mpp_lib.archive.site.build import make_site, place_of
    from mpp_lib.archive.site.key import KEPT
    from mpp_lib.inputs.rounds import rounds_root

    root = rounds_root(context.obj)
    page = renewed(place_of(root, out) / KEPT, lambda: make_site(root, out, audience))
    if as_json:
        answer_json({"page": str(page)})
    else:
        print(page)
