"""``mpp preview``: a report in the browser that follows what is written."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from mpp_lib.cli.answers import Round, folder_of, say
from mpp_lib.cli.monitor import month_of
from mpp_lib.cli.produce import ReportFormat, make, products_of
from mpp_lib.cli.progress import counted
from mpp_lib.inputs.declared.products import RAPPORTAGE

if TYPE_CHECKING:
    from subprocess import Popen

    from mpp_lib.report.build import Order
    from mpp_lib.report.product import Product

Made = TypeVar("Made")
Watched = Annotated[
    Literal["rapportage", "prognose", "oplegnota", "volumes"] | None,
    typer.Option("--product", help="Welk product; de MPP-monitor vraagt om --until."),
]
Edition = Annotated[
    str | None, typer.Option("--until", help="De maand van een editie van de MPP-monitor.", metavar="JJJJ-MM")
]
Shown = Annotated[Literal["builtin", "quarto"], typer.Option("--renderer", help="Waarmee wordt opgemaakt.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="De poort op deze computer; 0 is een vrije.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open de bladzijde in de browser.")]


def preview(
    context: typer.Context,
    name: Round,
    product: Watched = None,
    until: Edition = None,
    renderer: Shown = "builtin",
    port: Port = 0,
    browser: Browser = True,
) -> None:
    """Toont een rapport in de browser en maakt het opnieuw zodra een tekst, de invoer of een sjabloon verandert.

    Alleen deze computer kan erbij. Wat niet klopt, staat boven het laatste rapport dat wel klopte. Ctrl+C stopt.

    Met --renderer quarto staat het rapport als Quarto-project in build/quarto van de ronde, om in een editor te openen,
    en laat Quarto het zien.
    """
    from mpp_lib.report.build import Order

    folder = folder_of(context, name)

    def order() -> Order:
        return Order(_asked(folder, product, until), renderer, (ReportFormat.HTML.value,))

    order()
    if renderer == "quarto":
        _in_quarto(order, port, browser)
    else:
        _in_our_page(order, port, browser)


def _asked(folder: Path, product: str | None, until: str | None) -> Product:
    """The report as it stands on disk now.

    Raises:
        typer.BadParameter: a month that is none, or of a product that has no editions.
    """
    from mpp_lib.report.monitor import MonitorReport

    if until is None:
        ((made, _),) = products_of(folder, product or RAPPORTAGE, None, (ReportFormat.HTML.value,))
        return made
    if product is not None:
        raise typer.BadParameter("hoort bij de MPP-monitor en gaat niet samen met --product", param_hint="--until")
    return MonitorReport(folder, month_of(until))


def _in_our_page(order: Callable[[], Order], port: int, browser: bool) -> None:
    from mpp_lib.report.preview import Preview, changes

    with Preview(port) as page:
        print(page.address, flush=True)
        if browser:
            typer.launch(page.address)
        for _ in changes(_watched(order())):
            asked = order()
            page.busy()
            made = _tried(partial(make, asked))
            if isinstance(made, list):
                page.refuse(made)
            else:
                said = f"Gemaakt om {time.strftime('%H:%M:%S')}. Wat u bewaart, verschijnt hier vanzelf."
                page.show(made[0].read_bytes(), said)


def _in_quarto(order: Callable[[], Order], port: int, browser: bool) -> None:
    """Keep the project of Quarto up to date, and have Quarto show it once it is there.

    Raises:
        RenderError: Quarto cannot be used, or stopped by itself.
    """
    from mpp_lib.base.errors import RenderError
    from mpp_lib.report.preview import changes
    from mpp_lib.report.quarto_command import previewing
    from mpp_lib.report.render import chosen_renderer

    chosen_renderer("quarto", say)
    running: list[Popen[bytes]] = []
    with ExitStack() as shown:
        for _ in changes(_watched(order()), lambda: any(one.poll() is not None for one in running)):
            document = _tried(partial(_followed, order()))
            if isinstance(document, Path) and not running:
                print(document.parent, flush=True)
                say("Open die map in een editor met Quarto, of kijk mee in de browser; zie LEESMIJ.md. Ctrl+C stopt.")
                running.append(shown.enter_context(previewing(document, port, browser)))
    raise RenderError("Quarto stopte met de voorvertoning; wat het meldde staat hierboven")


def _followed(order: Order) -> Path:
    from mpp_lib.report.quarto_preview import follow

    with counted() as progress:
        return follow(order, progress)


def _watched(order: Order) -> list[Path]:
    """The folders in which something can change that the report is made of."""
    return [order.product.folder, order.product.materials.templates, order.product.materials.analysis]


def _tried(make_it: Callable[[], Made]) -> Made | list[str]:
    """What was made, or what is wrong with it; that is told on stderr too."""
    from mpp_lib.base.errors import InputError, RenderError
    from mpp_lib.cli.refusals import refusal, sentence

    try:
        return make_it()
    except InputError as error:
        problems = [refusal(problem) for problem in error.problems]
    except RenderError as error:
        problems = [str(error)]
    except (OSError, MemoryError) as error:
        problems = [sentence(error)]
    say("\n".join(problems))
    return problems
