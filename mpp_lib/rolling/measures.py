"""The measures of a round in the next: what they do to a parameter stays what it was, from the first month on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import prod

from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.rolled import marked
from mpp_lib.production.layers import KINDS
from mpp_lib.rolling.taken_over import Row


def measures(rows: Iterable[Row], start: Month, before: str) -> Iterator[Row]:
    """The measures that still work, each marked.

    The rows of one measure work together. A round has one of them for a parameter and a month, so where more have
    started by the first month, rows that do the same come in their place.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if not row["tot"] or row["tot"] >= str(start):
            moved = row | {"vanaf": max(row["vanaf"], str(start))}
            groups.setdefault((row["id"], row["parameter"]), []).append(moved)
    for group in groups.values():
        for row in _apart(group):
            yield row | {"onderbouwing": marked(row["onderbouwing"], before)}


def _apart(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows that do the same as these, each from another month; a second way of working gets an id of its own."""
    if len({row["vanaf"] for row in rows}) == len(rows):
        yield from rows
        return
    kinds = [kind for kind in KINDS if any(row["soort"] == kind for row in rows)]
    for kind in kinds:
        name = rows[0]["id"] if kind == kinds[0] else f"{rows[0]['id']}-{kind}"
        yield from (row | {"id": name} for row in _in_turn([row for row in rows if row["soort"] == kind]))


def _in_turn(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of one kind as one row for each stretch of months in which the same of them work."""
    starts = {row["vanaf"] for row in rows} | {str(Month.parse(row["tot"]) + 1) for row in rows if row["tot"]}
    for start, end in pairwise([*sorted(starts), ""]):
        working = [row for row in rows if row["vanaf"] <= start and (not row["tot"] or row["tot"] >= start)]
        if working:
            reasons = dict.fromkeys(row["onderbouwing"] for row in working if row["onderbouwing"])
            together = {"effect": _together([row["effect"] for row in working], working[0]["soort"])}
            until = str(Month.parse(end) - 1) if end else ""
            yield working[-1] | together | {"vanaf": start, "tot": until, "onderbouwing": "; ".join(reasons)}


def _together(effects: Sequence[float], kind: str) -> float:
    match kind:
        case "factor":
            return prod(effects)
        case "plus":
            return sum(effects)
        case _:
            return effects[-1]
