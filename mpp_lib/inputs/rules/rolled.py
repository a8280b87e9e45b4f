"""What is remarked of a round that still has to look at what it took over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.rolled import TASKS, taken_from
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.spans import rows_of
from mpp_lib.inputs.reading.table import Table

_TASK = re.compile(r"\s*[-*] \[(?P<done>[ xX])\] (?P<task>.+?)\s*")


def warn_rows_taken_over(table: Table) -> Iterator[Problem]:
    """Rows that were taken from the round before and still say so: one remark for a file."""
    found: dict[int, str] = {}
    for column in table.declared.columns:
        if column.type == "text":
            marked = {text: before for text in table.distinct(column.name) if (before := taken_from(text))}
            found |= {row: marked[text] for row, text in table.rows(column.name) if text in marked} if marked else {}
    for before in sorted(set(found.values())):
        count = sum(taken == before for taken in found.values())
        problem = f"{rows_of(count)} overgenomen van ronde {before} en nog te herijken"
        yield table.of("", "", problem, "de waarde en haar bron bekeken, en dan de aantekening weg")


def warn_open_tasks(intake: Intake) -> Iterator[Problem]:
    """Tasks of ``taken.md`` without a mark of being done: one remark for all."""
    text = intake.text(TASKS) if intake.exists(TASKS) else None
    tasks = [found for line in (text or "").splitlines() if (found := _TASK.fullmatch(line))]
    still = [found["task"] for found in tasks if found["done"] == " "]
    if still:
        problem = f"{len(still)} van de {len(tasks)} taken staan nog open"
        yield Problem(TASKS, "", shorten(f"de eerste: {still[0]}", 120), problem, "[x] voor een taak die is gedaan")
