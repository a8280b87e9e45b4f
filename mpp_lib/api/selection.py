"""The rows of the long result table that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import Problem, UnknownNameError
from mpp_lib.base.result_table import REALISED, is_year
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.production.known_names import indicator_names
from mpp_lib.production.run import RoundResult

By = Literal["year", "month"]


def selected(result: RoundResult, indicators: Sequence[str], scenarios: Sequence[str], by: By) -> pd.DataFrame:
    """The rows by year or by month, of these indicators and scenarios; of all where none is named.

    Raises:
        UnknownNameError: naming every indicator or scenario that does not exist.
        ValueError: when ``by`` is neither.
    """
    if by not in get_args(By):
        raise ValueError(f"by is year of month, niet {by!r}")
    table = result.table
    chosen_ids, unknown = indicator_names(result.chain.nodes).asked(indicators)
    unknown += _unknown_scenarios(scenarios)
    if unknown:
        raise UnknownNameError(unknown)
    years = is_year(table["periode"])
    chosen = years if by == "year" else ~years
    for column, names in (("indicator", chosen_ids), ("scenario", scenarios)):
        if names:
            chosen &= table[column].isin(names)
    return table[chosen]


def _unknown_scenarios(names: Sequence[str]) -> list[Problem]:
    known = REALISED, *SCENARIOS
    problem, what = "dit scenario bestaat niet", "een scenario van deze keten"
    return [
        Problem("scenario", "", name, problem, expected_name(what, name, known)) for name in names if name not in known
    ]
