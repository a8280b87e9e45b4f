"""``mpp results``: the long result table."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.cli.answers import Json, Round, answer_json, folder_of

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.production.run import RoundResult


class Scenario(StrEnum):
    """The scenarios of the result table."""

    REALISATIE = "realisatie"
    MINIMUM = "minimum"
    MEDIO = "medio"
    MAXIMUM = "maximum"


Indicators = Annotated[list[str] | None, typer.Option("--indicator", help="Alleen deze indicator; herhaalbaar.")]
Scenarios = Annotated[list[Scenario] | None, typer.Option("--scenario", help="Alleen dit scenario; herhaalbaar.")]
Period = Annotated[Literal["year", "month"], typer.Option("--by", help="Per jaar of per maand.")]
Without = Annotated[bool, typer.Option("--without-measures", help="Zonder de maatregelen die aan staan.")]
Format = Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="Vorm van het antwoord.")]


def results(
    context: typer.Context,
    name: Round,
    indicator: Indicators = None,
    scenario: Scenarios = None,
    by: Period = "year",
    form: Format = "table",
    without_measures: Without = False,
    as_json: Json = False,
) -> None:
    """Geeft de uitkomsten van een ronde als lange tabel."""
    from mpp_lib.base.result_table import to_csv
    from mpp_lib.production.open_round import open_round

    result = open_round(folder_of(context, name))
    if without_measures:
        result = result.without
    _refuse_unknown(result, indicator or [])
    table = _selection(result.table, indicator, scenario, by)
    if as_json or form == "json":
        answer_json({"rows": table.to_dict(orient="records")})
    elif form == "csv":
        print(to_csv(table), end="")
    else:
        _print(table)


def _refuse_unknown(result: RoundResult, wanted: list[str]) -> None:
    from mpp_lib.inputs.reading.nearest import expected_name

    known = result.chain.by_id
    problems = [
        Problem(
            "--indicator",
            "",
            name,
            "deze indicator bestaat niet",
            expected_name("een indicator van deze keten", name, known),
        )
        for name in wanted
        if name not in known
    ]
    if problems:
        raise InputError(problems)


def _selection(
    table: pd.DataFrame, indicators: list[str] | None, scenarios: list[Scenario] | None, by: str
) -> pd.DataFrame:
    from mpp_lib.base.result_table import is_year

    years = is_year(table["periode"])
    chosen = years if by == "year" else ~years
    if indicators:
        chosen &= table["indicator"].isin(indicators)
    if scenarios:
        chosen &= table["scenario"].isin(scenarios)
    return table[chosen]


def _print(table: pd.DataFrame) -> None:
    from rich.console import Console
    from rich.table import Table

    from mpp_lib.base.dutch import number

    shown = Table("indicator", "scenario", "periode", "eenheid")
    shown.add_column("waarde", justify="right")
    for row in table.itertuples():
        decimals = 3 if row.eenheid == "aandeel" else 0
        shown.add_row(
            str(row.indicator),
            str(row.scenario),
            str(row.periode),
            str(row.eenheid),
            number(float(str(row.waarde)), decimals),
        )
    Console(width=None if Console().is_terminal else 140).print(shown)
