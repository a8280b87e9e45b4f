"""The table of a section of the report, as its declaration says: which figures, in what order, under what caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mpp_lib.present.keten.chain_tables import partner_table
from mpp_lib.present.shown.table import Table
from mpp_lib.production.run import RoundResult


def page_table(result: RoundResult, key: str) -> Table[Sequence[str]]:
    """The table of a section: by year in minimum, medio and maximum.

    Args:
        key: of a section of the chain.

    Raises:
        KeyError: when there is no such section.
    """
    section = result.chain.section(key)
    return replace(partner_table(result, section.table, section.title), dense=section.dense)
