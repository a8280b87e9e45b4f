"""``mpp simulate``: bands and chances of any figure, from draws of the whole chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json
from mpp_lib.cli.elsewhere import Engine, Scheduler, refuse_alone
from mpp_lib.inputs.reading.numbers import UnreadableError, read_asked_count


def _whole(text: object, option: str, least: int) -> int:
    """A whole number, with dots between thousands or without: ``10.000`` is ten thousand, and no 10,0."""
    try:
        figure = read_asked_count(str(text))
    except UnreadableError as error:
        raise typer.BadParameter(f"{text}: {error.problem}", param_hint=option) from error
    if figure < least or not figure.is_integer():
        raise typer.BadParameter(f"{text}: dit is geen heel aantal van {least} of meer", param_hint=option)
    return int(figure)


def _count(text: object) -> int:
    return _whole(text, "--draws", 1)


def _seed(text: object) -> int:
    return _whole(text, "--seed", 0)


Draws = Annotated[int, typer.Option("--draws", help="Hoeveel trekkingen.", metavar="N", parser=_count)]
Seed = Annotated[
    int | None,
    typer.Option("--seed", help="Het toevalsgetal; zonder is het dat van de ronde.", metavar="GETAL", parser=_seed),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        help="Alleen deze indicator, of een patroon als coa.*; herhaalbaar.",
        metavar="ID",
        autocompletion=completing.indicators,
    ),
]
Above = Annotated[
    list[str] | None,
    typer.Option(
        "--above", help="De kans op meer dan WAARDE van een indicator of patroon; herhaalbaar.", metavar="ID=WAARDE"
    ),
]
By = Annotated[Literal["year", "month"], typer.Option("--by", help="Per jaar of per maand.")]

Without = Annotated[
    bool, typer.Option("--without-model-error", help="Alleen wat instroom en onzekere invoer doen, zonder modelfout.")
]


def simulate(
    context: typer.Context,
    name: Round,
    draws: Draws = 10_000,
    seed: Seed = None,
    indicator: Indicators = None,
    above: Above = None,
    by: By = "year",
    without_model_error: Without = False,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    as_json: Json = False,
) -> None:
    """Trekt instroom en onzekere invoer door de hele keten: banden en kansen van elk cijfer."""
    from mpp_lib.api.round import open_round
    from mpp_lib.cli.progress import counted

    asked = _asked(above or ())
    refuse_alone(scheduler, engine)
    opened = open_round(name, context.obj)
    with counted() as told:

        def progress(done: int) -> None:
            told("trekkingen", done, draws)

        answer = opened.simulate(
            draws,
            seed,
            indicator,
            asked,
            by,
            progress,
            model_error=not without_model_error,
            engine=engine,
            scheduler=scheduler,
        )
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


def _print(document: Mapping[str, Any]) -> None:
    from mpp_lib.base.dutch import number, percentage, plain
    from mpp_lib.cli.tables import Column, Shown, show
    from mpp_lib.present.wording.printed_values import decimals_of
    from mpp_lib.simulation.bands import QUANTILES

    chances = [f"{plain(round(100 * chance, 1))}%" for chance in QUANTILES.values()]
    figures = [Column(name, right=True) for name in ("gemiddelde", *chances, "simulatiefout", "kans op meer dan")]
    off = _off(document)
    note = (
        f"{number(document['draws'])} trekkingen, toevalsgetal {document['seed']}. Onder een percentage staat het "
        f"cijfer waar met die kans minder komt. Simulatiefout: de grootste van de rij. {_about(off)}"
    )
    shown = Shown(["indicator", "periode", "eenheid", *figures, "modelfout"], note=note)
    for row in document["bands"]:
        said = (row[name] for name in ("mean", *QUANTILES, "mc_error"))
        values = ["–" if figure is None else number(figure, decimals_of(row["unit"])) for figure in said]
        above = "; ".join(f"{plain(float(figure))}: {percentage(chance)}" for figure, chance in row["above"].items())
        shown.add(row["indicator"], row["period"], row["unit"], *values, above, off.get(row["indicator"], "geen"))
    show(shown)


def _off(document: Mapping[str, Any]) -> dict[str, str]:
    """Indicator → what its model error rests on; empty where all are left out."""
    return {error["indicator"]: _rests_on(error) for error in document["model_error"] or ()}


def _rests_on(error: Mapping[str, Any]) -> str:
    if error["origin"] == "onbekend":
        return "onzekerheid onbekend"
    return f"{error['origin']}, n = {error['n']}" if "n" in error else str(error["origin"])


def _about(off: Mapping[str, str]) -> str:
    """What the column of model errors says."""
    if not off:
        return "Modelfout: in geen enkele band; alleen instroom en onzekere invoer trekken."
    return (
        "Modelfout: eigen, of geleend van soortgelijke indicatoren, gemeten over n jaren van indicatoren; de Prognose "
        "heeft al haar kans van zichzelf. Onzekerheid onbekend: hoe ver de keten ernaast zit is nergens gemeten, en de "
        "band is te smal."
    )
