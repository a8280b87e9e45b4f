"""``mpp forecast``: questions to the Prognose Eerste Asielinstroom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from mpp_lib.base.dutch import number, percentage, plain
from mpp_lib.cli.answers import Json, Round, answer_json
from mpp_lib.inputs.reading.numbers import UnreadableError, read_asked_count, read_share
from mpp_lib.inputs.reading.spans import shown as exact

LINES = {"minimum": "minimum", "median": "mediaan", "mean": "gemiddelde", "medio": "medio", "maximum": "maximum"}

Year = Annotated[int | None, typer.Option(help="Alleen dit jaar.")]
Above = Annotated[list[str] | None, typer.Option(help="Kans op meer dan X; herhaalbaar.", metavar="X")]
Between = Annotated[tuple[str, str] | None, typer.Option(help="Kans op een aantal tussen A en B.", metavar="A B")]
Quantile = Annotated[
    list[str] | None, typer.Option(help="Kwantiel Q tussen 0 en 1, zoals 0,9 of 90%; herhaalbaar.", metavar="Q")
]


def forecast(
    context: typer.Context,
    name: Round,
    year: Year = None,
    above: Above = None,
    between: Between = None,
    quantile: Quantile = None,
    as_json: Json = False,
) -> None:
    """Beantwoordt vragen aan de prognose: minimum, medio, maximum, kansen en kwantielen per jaar."""
    from mpp_lib.api.round import open_round

    opened = open_round(name, context.obj)
    try:
        counts, shares = [*map(_count, above or ())], [_read(read_share, text) for text in quantile or ()]
        ends = between and (_count(between[0]), _count(between[1]))
        document = opened.forecast(year, counts, ends, shares).document
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        answer_json(document)
    else:
        _print(document)


def _count(text: str) -> float:
    return _read(read_asked_count, text)


def _read(read: Callable[[str], float], text: str) -> float:
    """A number as it is written here, or as a program writes it; one that could be two is refused."""
    try:
        return read(text)
    except UnreadableError as error:
        expected = f". Verwacht: {error.expected}" if error.expected else ""
        raise ValueError(f"{text}: {error.problem}{expected}") from error


def _print(document: Mapping[str, Any]) -> None:
    from mpp_lib.cli.tables import Column, Shown, show

    labels = (*LINES.values(), *_questions(document["years"][0]))
    shown = Shown(["jaar", *(Column(label, right=True) for label in labels)])
    for year in document["years"]:
        lines = [number(year[name]) for name in LINES]
        shown.add(str(year["year"]), *lines, *_questions(year).values())
    show(shown)


def _asked(count: float) -> str:
    """A count as it was asked for: rounded it would be another question, or the same one twice."""
    return number(count) if count.is_integer() else exact(count)


def _questions(year: Mapping[str, Any]) -> dict[str, str]:
    """Column label → answer, of every question asked."""
    above = {f"P(> {_asked(float(x))})": percentage(chance) for x, chance in year["above"].items()}
    quantiles = {f"kwantiel {plain(float(q))}": number(value) for q, value in year["quantiles"].items()}
    between = {"P(tussen)": percentage(year["between"])} if "between" in year else {}
    return above | between | quantiles
