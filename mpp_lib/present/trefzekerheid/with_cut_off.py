"""The tables of the track record as the report of a round shows them: with its cut-off."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from mpp_lib.present.shown.table import Table
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import peildatum
from mpp_lib.production.run import RoundResult

R = TypeVar("R")


def with_cut_off(result: RoundResult, table: Table[R]) -> Table[R]:
    """The table, with what was known when under it."""
    return replace(table, note=f"{table.note} {sentence(peildatum(result))}")


def under_figure(result: RoundResult, table: Table[R]) -> Table[R]:
    """The table behind a figure, without the finding that stands at the figure."""
    return replace(with_cut_off(result, table), finding="")
