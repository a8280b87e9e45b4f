"""How the workbooks of a round are called, and the names under which Excel knows a line of input."""

from __future__ import annotations

import re

from mpp_lib.base.catalogue import SCENARIOS

SUMMARY_NAME = "samenvatting"
WORKBOOKS = (*SCENARIOS, SUMMARY_NAME)
"""What there is a workbook of, in the order in which they are made: the last one names the others."""


def workbook_name(round_name: str, what: str) -> str:
    """The file of one of :data:`WORKBOOKS`."""
    return f"MPP-{round_name}-{what}.xlsx"


def defined_name(*parts: str) -> str:
    """A name Excel permits: letters, digits and underscores, never one that reads as a cell.

    >>> defined_name("begin", "coa.in_procedure")
    'begin_coa_in_procedure'
    """
    return re.sub(r"\W", "_", "_".join(parts), flags=re.ASCII)
