"""The options of commands whose work can be done by other machines."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Engine = Annotated[
    Literal["local", "dask"],
    typer.Option(
        "--engine", help="Waar het werk gebeurt: in dit proces, of bij de werkers van Dask. De cijfers zijn gelijk."
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        help="De Dask-scheduler, zoals tcp://10.0.0.5:8786; zonder adres draaien de werkers op deze machine.",
        metavar="ADRES",
    ),
]


def refuse_alone(scheduler: str | None, engine: str) -> None:
    """An address says nothing where nobody goes there.

    Raises:
        BadParameter: there is one, and the work stays here.
    """
    if scheduler is not None and engine == "local":
        raise typer.BadParameter("hoort bij --engine dask", param_hint="--scheduler")
