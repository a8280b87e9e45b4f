"""Lines of a table that say nothing but zero: they are left out, and named under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mpp_lib.base.dutch import enumerate_nl


def only_zeros(texts: Iterable[str]) -> bool:
    """Whether every figure of a line is printed as zero; a line without figures, or with a dash, says something else.

    >>> only_zeros(["", "0", "0,0%"]), only_zeros(["0 (a)", "0"]), only_zeros(["0", "10"]), only_zeros(["0", "–"])
    (True, True, False, False)
    """
    figures = [text for text in texts if text]
    return bool(figures) and all(set(filter(str.isdigit, figure)) == {"0"} for figure in figures)


def left_out_note(names: Sequence[str]) -> str:
    """Which lines are not in a table because they are zero everywhere; empty where none is.

    >>> left_out_note(["wachtrij registratie"])
    'In alle jaren nul, en daarom weggelaten: wachtrij registratie.'
    """
    return f"In alle jaren nul, en daarom weggelaten: {enumerate_nl(names)}." if names else ""
