"""The rows of the long result table that were asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, get_args

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.result_table import REALISED, is_year
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.production.run import RoundResult

By = Literal["year", "month"]


def selected(result: RoundResult, indicators: Sequence[str], scenarios: Sequence[str], by: By) -> pd.DataFrame:
    """The rows by year or by month, of these indicators and scenarios; of all where none is named.

    Raises:
        InputError: naming every indicator or scenario that does not exist.
        ValueError: when ``by`` is neither.
    """
    if by not in get_args(By):
        raise ValueError(f"by is year of month, niet {by!r}")
    table = result.table
    unknown = _unknown("indicator", "deze indicator bestaat niet", indicators, result.chain.by_id)
    unknown += _unknown("scenario", "dit scenario bestaat niet", scenarios, (REALISED, *SCENARIOS))
    if unknown:
        raise InputError(unknown)
    years = is_year(table["periode"])
    chosen = years if by == "year" else ~years
    for column, names in (("indicator", indicators), ("scenario", scenarios)):
        if names:
            chosen &= table[column].isin(names)
    return table[chosen]


def _unknown(kind: str, problem: str, names: Sequence[str], known: Collection[str]) -> list[Problem]:
    expected = {name: expected_name(f"een {kind} van deze keten", name, known) for name in names if name not in known}
    return [Problem(kind, "", name, problem, expected[name]) for name in expected]
