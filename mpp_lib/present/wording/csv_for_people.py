"""The result table as a Dutch spreadsheet opens it: decimal commas, and no more digits than a figure can bear."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.dutch import round_half_up
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.present.wording.printed_values import decimals_of

_BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that letters are UTF-8."""


def csv_for_people(table: pd.DataFrame) -> str:
    """The table with ``;`` as delimiter and a byte order mark; a share with three decimals, a term with one, all else
    whole, without separators of thousands, so that it can be calculated on with.

    Args:
        table: the long result table; a value that may not be seen stays the text that it is.
    """
    values = [_written(value, str(unit)) for value, unit in zip(table["waarde"], table["eenheid"], strict=True)]
    text: str = table.assign(waarde=values).to_csv(sep=";", index=False, columns=list(COLUMNS), lineterminator="\n")
    return _BYTE_ORDER_MARK + text


def _written(value: float | str, unit: str) -> str:
    if isinstance(value, str):
        return value
    decimals = decimals_of(unit)
    rounded = round_half_up(value, 10.0**-decimals) or 0.0  # never minus zero
    return f"{rounded:.{decimals}f}".replace(".", ",")
