"""``mpp results``: the long result table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.production.run import RoundResult


class Scenario(StrEnum):
    """The scenarios of the result table."""

    REALISATIE = "realisatie"
    MINIMUM = "minimum"
    MEDIO = "medio"
    MAXIMUM = "maximum"


Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        help="Alleen deze indicator, of een patroon als coa.*; herhaalbaar.",
        metavar="ID",
        autocompletion=completing.indicators,
    ),
]
Scenarios = Annotated[list[Scenario] | None, typer.Option("--scenario", help="Alleen dit scenario; herhaalbaar.")]
Period = Annotated[Literal["year", "month"], typer.Option("--by", help="Per jaar of per maand.")]
Without = Annotated[bool, typer.Option("--without-measures", help="Zonder de maatregelen die aan staan.")]
Format = Annotated[
    Literal["table", "csv", "csv-nl", "json"],
    typer.Option(
        "--format",
        help="table om te lezen, csv voor een programma (niet afgerond), csv-nl voor Excel (komma, afgerond).",
    ),
]


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
    from mpp_lib.api.round import open_round
    from mpp_lib.base.result_table import to_csv
    from mpp_lib.present.wording.csv_for_people import csv_for_people

    opened = open_round(name, context.obj)
    table = opened.results(indicator, scenario, by, measures=not without_measures)
    if as_json or form == "json":
        answer_json({"rows": table.to_dict(orient="records")})
    elif form == "csv":
        print(to_csv(table), end="")
    elif form == "csv-nl":
        print(csv_for_people(table), end="")
    else:
        _print(table, _runs(opened.result, table))


def _runs(result: RoundResult, table: pd.DataFrame) -> dict[str, str]:
    """Indicator of the table → what its minimum and maximum are."""
    from mpp_lib.base.catalogue import FIRST_INFLOW
    from mpp_lib.present.wording.runs_words import runs_text
    from mpp_lib.production.three_runs import answers, kinds

    said = {
        name: runs_text(tuple(kinds(result, name)), answers=answers(result, name))
        for name in dict.fromkeys(map(str, table["indicator"]))
    }
    return said | ({FIRST_INFLOW: "kansverdeling"} if FIRST_INFLOW in said else {})


def _print(table: pd.DataFrame, runs: Mapping[str, str]) -> None:
    from mpp_lib.base.dutch import number
    from mpp_lib.cli.tables import Column, Shown, show
    from mpp_lib.present.wording.printed_values import decimals_of

    words = ("indicator", "scenario", "periode", "eenheid")
    shown = Shown([*words, Column("waarde", right=True), "minimum–maximum"])
    for *texts, value in zip(*(table[name].tolist() for name in (*words, "waarde")), strict=True):
        indicator, scenario, _, unit = texts
        ends = scenario in (Scenario.MINIMUM, Scenario.MAXIMUM)
        shown.add(*texts, number(value, decimals_of(unit)), runs[indicator] if ends else "")
    show(shown)
