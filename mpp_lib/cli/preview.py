"""``mpp preview``: a report in the browser that follows what is written."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.cli.answers import Round, folder_of, say
from mpp_lib.cli.produce import make, products_of

if TYPE_CHECKING:
    from mpp_lib.report.build import Order
    from mpp_lib.report.preview import Preview

Watched = Annotated[
    Literal["rapportage", "prognose", "oplegnota", "volumes"],
    typer.Option("--product", help="Welk product.", show_default=True),
]
Port = Annotated[int, typer.Option(min=0, max=65535, help="De poort op deze computer; 0 is een vrije.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open de bladzijde in de browser.")]


def preview(
    context: typer.Context, name: Round, product: Watched = "rapportage", port: Port = 0, browser: Browser = True
) -> None:
    """Toont een rapport in de browser en maakt het opnieuw zodra een tekst, de invoer of een sjabloon verandert.

    Alleen deze computer kan erbij. Wat niet klopt, staat boven het laatste rapport dat wel klopte. Ctrl+C stopt.
    """
    from mpp_lib.report.build import Order
    from mpp_lib.report.preview import Preview, changes

    folder = folder_of(context, name)
    with Preview(port) as page:
        print(page.address, flush=True)
        if browser:
            typer.launch(page.address)
        ((made, _),) = products_of(folder, product, None, ("html",))
        materials = made.materials
        for _ in changes([folder, materials.templates, materials.analysis]):
            ((made, _),) = products_of(folder, product, None, ("html",))
            page.busy()
            _make_in(page, Order(made, to=("html",)))


def _make_in(page: Preview, order: Order) -> None:
    """Make the report and show it, or what is wrong with it."""
    from mpp_lib.base.errors import InputError, RenderError
    from mpp_lib.cli.refusals import refusal, sentence

    try:
        (file,) = make(order)
    except InputError as error:
        problems = [refusal(problem) for problem in error.problems]
    except RenderError as error:
        problems = [str(error)]
    except (OSError, MemoryError) as error:
        problems = [sentence(error)]
    else:
        page.show(file.read_bytes(), f"Gemaakt om {time.strftime('%H:%M:%S')}. Wat u bewaart, verschijnt hier vanzelf.")
        return
    page.refuse(problems)
    say("\n".join(problems))
