"""Where the inputs of two rounds differ: row by row, by the key that each table declares.

A row is the same row where its key is the same, wherever it stands in the file; the order of rows is no change, nor is
how a number is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

import pandas as pd
from pydantic import BaseModel

from mpp_lib.compare.changes.input_change import InputChange, Row, Value
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.round_inputs import RoundInputs

NAMES = frozenset({"state", "version", "prognose.version", "vintage"})
"""Keys of ``round.yml`` that say which version it is, or in which file the realisations stand that are compared."""
CONTENT = "inhoud"
"""The column in which the checksum of a delivered file stands, for who compares; no file has it."""
_DECISION_KEY = ("date", "gremium", "product", "step")
Rows = Mapping[tuple[object, ...], Row]
"""Values of the key columns → the cells outside the key."""


def input_changes(new: RoundInputs, old: RoundInputs) -> Iterator[InputChange]:
    """Every difference in what was delivered, in the order of the files; texts and decisions are no inputs."""
    yield from _settings(new.settings, old.settings)
    for table, now, then in zip(ROUND.every, new.every, old.every, strict=False):  # a hindcast has tables of its own
        yield from row_changes(_file_of(table, new, old), _rows(table, now), _rows(table, then))
    yield from _delivered(new, old)


def decision_changes(new: RoundInputs, old: RoundInputs) -> Iterator[InputChange]:
    """Decisions that only one of the rounds has, or that are written otherwise."""
    return row_changes(files.DECISIONS, _decisions(new), _decisions(old))


def row_changes(file: str, new: Rows, old: Rows) -> Iterator[InputChange]:
    """Rows that came or went, and the cells that differ in the others; in the order of the old file, then the new."""
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            yield InputChange(file, key, "", before, after)
        else:
            cells = (name for name in {**before, **after} if before.get(name) != after.get(name))
            yield from (InputChange(file, key, name, before.get(name), after.get(name)) for name in cells)


def _rows(table: InputTable, frame: pd.DataFrame) -> Rows:
    plain = frame.astype(object).where(frame.notna(), None)
    rest = [name for name in table.names if name not in table.key]
    keys = plain[list(table.key)].itertuples(index=False, name=None)
    return dict(zip(keys, cast("list[Row]", plain[rest].to_dict("records")), strict=True))


def _settings(new: RoundSettings, old: RoundSettings) -> Iterator[InputChange]:
    now, then = dict(_flat(dict(new))), dict(_flat(dict(old)))
    for key in {**then, **now}:
        if key not in NAMES and then.get(key) != now.get(key):
            yield InputChange(files.ROUND, (key,), "", then.get(key), now.get(key))


def _flat(settings: Mapping[str, object], over: str = "") -> Iterator[tuple[str, Value]]:
    for name, value in settings.items():
        if isinstance(value, Mapping | BaseModel):
            yield from _flat(dict(value), f"{over}{name}.")
        else:
            yield f"{over}{name}", value if isinstance(value, int | float | None) else str(value)


def _decisions(inputs: RoundInputs) -> Rows:
    """A decision by its day, gremium, product and step; a second one of the same has its number behind it."""
    found: dict[tuple[object, ...], Row] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for entry in inputs.decisions:
        key = tuple(str(entry[name]) for name in _DECISION_KEY)
        seen[key] += 1
        cells = {name: str(value) for name, value in entry.items() if name not in _DECISION_KEY}
        found[(*key, *([seen[key]] if seen[key] > 1 else []))] = cells
    return found


def _file_of(table: InputTable, *rounds: RoundInputs) -> str:
    """The file as the newer round has it: the plan comes as a workbook or as CSV."""
    forms = files.PLAN_WORKBOOKS if table is ROUND.plan else ()
    return next((form for form in forms if any(form in each.checksums for each in rounds[:1])), table.file)


def _delivered(new: RoundInputs, old: RoundInputs) -> Iterator[InputChange]:
    """Deliveries that both rounds list and that are read by nobody, so that only their bytes can differ."""
    now, then = (digests(each.folder, [f"{files.INPUTS}/*"]) for each in (new, old))
    read = {*new.checksums, *old.checksums}
    for name in sorted({*new.deliveries["bestand"]} & {*old.deliveries["bestand"]}):
        path = f"{files.INPUTS}/{name}"
        if path not in read and now.get(path) != then.get(path):
            yield InputChange(ROUND.deliveries.file, (name,), CONTENT, then.get(path), now.get(path))
