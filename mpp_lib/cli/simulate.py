"""``mpp simulate``: bands and chances of any figure, from draws of the whole chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, Literal

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, console, say
from mpp_lib.cli.produce import progress_bar
from mpp_lib.inputs.reading.numbers import UnreadableError, read_asked_count

Draws = Annotated[int, typer.Option("--draws", help="Hoeveel trekkingen.", metavar="N", min=1)]
Seed = Annotated[int | None, typer.Option("--seed", help="Het toevalsgetal; zonder is het dat van de ronde.", min=0)]
Indicators = Annotated[
    list[str] | None, typer.Option("--indicator", help="Alleen deze indicator, of een patroon als coa.*; herhaalbaar.")
]
Above = Annotated[
    list[str] | None,
    typer.Option("--above", help="De kans op meer dan WAARDE van een indicator; herhaalbaar.", metavar="ID=WAARDE"),
]
By = Annotated[Literal["year", "month"], typer.Option("--by", help="Per jaar of per maand.")]


def simulate(
    context: typer.Context,
    name: Round,
    draws: Draws = 10_000,
    seed: Seed = None,
    indicator: Indicators = None,
    above: Above = None,
    by: By = "year",
    as_json: Json = False,
) -> None:
    """Trekt instroom en onzekere invoer door de hele keten: banden en kansen van elk cijfer."""
    from mpp_lib.api.round import open_round

    asked = _asked(above or ())
    opened = open_round(name, context.obj)
    with _progress(draws) as told:
        answer = opened.simulate(draws, seed, indicator, asked, by, told)
    if as_json:
        answer_json(answer.document)
    else:
        _print(answer.document)


def _asked(above: Sequence[str]) -> dict[str, list[float]]:
    """Indicator → figures of which the chance of more is asked."""
    asked: dict[str, list[float]] = {}
    for text in above:
        name, equals, figure = text.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"{text}: verwacht ID=WAARDE, zoals coa.bezetting=80.000", param_hint="--above")
        try:
            asked.setdefault(name.strip(), []).append(read_asked_count(figure))
        except UnreadableError as error:
            raise typer.BadParameter(f"{text}: {error.problem}", param_hint="--above") from error
    return asked


@contextmanager
def _progress(draws: int) -> Iterator[Callable[[int], None]]:
    """Shows on stderr how many of the draws are done."""
    done = 0
    with progress_bar() as bar:

        def told(more: int) -> None:
            nonlocal done
            done += more
            bar("trekkingen", done, draws)

        yield told


def _print(document: Mapping[str, Any]) -> None:
    from rich.table import Table

    from mpp_lib.base.dutch import number, percentage, plain
    from mpp_lib.simulation.bands import QUANTILES

    shown = Table("indicator", "periode")
    for name in (
        "gemiddelde",
        *(f"{plain(100 * chance)}%" for chance in QUANTILES.values()),
        "fout",
        "kans op meer dan",
    ):
        shown.add_column(name, justify="right", overflow="fold")
    for row in document["bands"]:
        decimals = 3 if abs(row["p95"]) < 2 else 0
        figures = [number(row[name], decimals) for name in ("mean", *QUANTILES, "mc_error")]
        above = "\n".join(f"{number(float(figure))}: {percentage(chance)}" for figure, chance in row["above"].items())
        shown.add_row(row["indicator"], row["period"], *figures, above)
    console(160).print(shown)
    say(
        f"{number(document['draws'])} trekkingen, toevalsgetal {document['seed']}; fout: de grootste simulatiefout van de rij."
    )
