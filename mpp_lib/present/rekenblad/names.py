"""Names under which Excel knows a line of input."""

from __future__ import annotations

import re


def defined_name(*parts: str) -> str:
    """A name Excel permits: letters, digits and underscores, never one that reads as a cell.

    >>> defined_name("begin", "coa.in_procedure")
    'begin_coa_in_procedure'
    """
    return re.sub(r"\W", "_", "_".join(parts), flags=re.ASCII)
