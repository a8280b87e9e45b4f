"""``mpp produce``: the documents of a round."""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of, say
from mpp_lib.cli.progress import counted
from mpp_lib.inputs.declared.products import PROGNOSE

if TYPE_CHECKING:
    from mpp_lib.report.build import Order
    from mpp_lib.report.product import Product


class ReportFormat(StrEnum):
    """What a report can be made as, in the order the files are printed."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"


_UNCHANGED = "{} is al actueel, opgemaakt met {}."

Renderer = Annotated[
    Literal["auto", "quarto", "builtin"],
    typer.Option(help="Waarmee wordt opgemaakt; auto laat staan wat klopt en neemt anders quarto, als dat kan."),
]
Chosen = Annotated[
    Literal["rapportage", "prognose", "oplegnota", "impactblad", "volumes"] | None,
    typer.Option("--product", help="Alleen dit product; zonder keuze de rapportage met de Prognose erbij."),
]
Partner = Annotated[
    str | None,
    typer.Option(
        "--partner",
        help="Van de impactbladen alleen dat van deze partner, zoals coa.",
        metavar="PARTNER",
        autocompletion=completing.impact_partners,
    ),
]
Formats = Annotated[list[ReportFormat] | None, typer.Option("--to", help="Opmaak; zonder keuze alle.")]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Notebooks tegelijk.")]
TOGETHER = min(3, os.cpu_count() or 1)
Force = Annotated[bool, typer.Option("--force", help="Maak alles opnieuw, ook wat niet veranderd is.")]


def produce(
    context: typer.Context,
    name: Round,
    product: Chosen = None,
    partner: Partner = None,
    renderer: Renderer = "builtin",
    to: Formats = None,
    jobs: Jobs = TOGETHER,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Maakt de documenten van een ronde: rapportage, bijlagen, Prognose en rekenbladen (HTML, PDF, XLSX).

    Alleen wat veranderd is wordt opnieuw gemaakt. De Prognose kan met --product prognose al zonder invoer van de keten;
    met --product impactblad komt er voor elke partner van de impactgroep een blad van twee bladzijden, met --product
    volumes een stuk met werkboek voor Ketensturing en DFEZ.
    """
    from mpp_lib.report.build import Order

    formats = tuple(form.value for form in to or ReportFormat)
    orders = products_of(folder_of(context, name), product, partner, formats)
    files = [file for made, asked in orders for file in make(Order(made, renderer, asked, jobs, force))]
    in_order = sorted(files, key=lambda file: list(ReportFormat).index(ReportFormat(file.suffix.lstrip("."))))
    if as_json:
        answer_json({"round": name, "files": [str(file) for file in in_order]})
    else:
        for file in in_order:
            print(file)


def products_of(
    folder: Path, chosen: str | None, partner: str | None, formats: tuple[str, ...]
) -> list[tuple[Product, tuple[str, ...]]]:
    """What is to be made, each with its formats: beside the report the Prognose is a PDF, as the page holds both.

    Raises:
        typer.BadParameter: a partner without a sheet, or of a product that is not made by partner.
    """
    from mpp_lib.inputs.declared.papers import IMPACTBLAD, OPLEGNOTA, VOLUMES
    from mpp_lib.report.oplegnota import Oplegnota
    from mpp_lib.report.rapportage import Rapportage
    from mpp_lib.report.volumes import VolumesReport

    if partner is not None and chosen != IMPACTBLAD:
        raise typer.BadParameter(f"hoort bij --product {IMPACTBLAD}", param_hint="--partner")
    if chosen == IMPACTBLAD:
        return [(sheet, formats) for sheet in _sheets(folder, partner)]
    if chosen == VOLUMES:
        return [(VolumesReport(folder), formats)]
    if chosen == PROGNOSE:
        return [(_prognose(folder), formats)]
    if chosen == OPLEGNOTA:
        return [(Oplegnota(folder), formats)]
    report: list[tuple[Product, tuple[str, ...]]] = [(Rapportage(folder), formats)]
    if chosen is None and ReportFormat.PDF in formats:
        report.append((_prognose(folder), (ReportFormat.PDF.value,)))
    return report


def _sheets(folder: Path, partner: str | None) -> list[Product]:
    from mpp_lib.production.impact_sheets import SHEETS
    from mpp_lib.report.impact import Impactblad

    if partner is not None and partner not in SHEETS:
        known = ", ".join(SHEETS)
        raise typer.BadParameter(f"geen impactblad van {partner}; wel van {known}", param_hint="--partner")
    return [Impactblad(folder, one) for one in ([partner] if partner else SHEETS)]


def _prognose(folder: Path) -> Product:
    from mpp_lib.report.prognose import Prognose

    return Prognose(folder)


def make(order: Order) -> tuple[Path, ...]:
    """Make a report while telling on stderr what is being done, and with what: renderer, notebooks and templates."""
    from mpp_lib.report.build import produce, standing
    from mpp_lib.report.render import chosen_renderer

    if order.renderer == "auto" and not order.force and (made := standing(order.product, order.to)):
        say(_UNCHANGED.format(_called(order.product), made.renderer))
        return made.files
    chosen = replace(order, renderer=chosen_renderer(order.renderer, say))
    materials = order.product.materials
    if materials.borrowed:
        _say_borrowed(materials.project, tuple(materials.borrowed))
    steps = 0

    def told(doing: str, done: int, of: int) -> None:
        nonlocal steps
        steps += 1
        progress(doing, done, of)

    with counted() as progress:
        files = produce(chosen, told)
    if not steps:
        say(_UNCHANGED.format(_called(order.product), chosen.renderer))
    return files


@cache
def _say_borrowed(project: Path, borrowed: tuple[str, ...]) -> None:
    """Which materials of a project are not its own: said once, however many documents are made."""
    from mpp_lib import __version__

    names = enumerate_nl([f"{name}/" for name in borrowed])
    say(f"{project} heeft geen eigen {names}; gebruikt wordt wat bij mpp {__version__} hoort.")


def _called(product: Product) -> str:
    """What its documents are called."""
    return enumerate_nl(list(product.build.titles.values()))
