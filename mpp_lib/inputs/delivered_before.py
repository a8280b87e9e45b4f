"""What deliveries say beside the ones before them: sent again as they were, changed in silence, late, history revised.

The ones before are those of the last version of the round that is kept here, or else of the round before. Of a round
that is adopted nothing is said: what it holds is what was agreed on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.delivery import DELIVERERS
from mpp_lib.inputs.declared.round import NOT_COUNTED, ROUND
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.predecessors import still_made, version_before
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.previous import previous_folder, said_by_round
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import read_realisations, used_realisations
from mpp_lib.inputs.versions import folder_that_counts

_FORMS = frozenset(each.file for each in DELIVERERS.values())
"""Forms of partners, by their names without ending: they hold what was known at the cut-off."""


@dataclass(frozen=True)
class _Before:
    """Where the deliveries before stand; ``name`` as a message says it."""

    folder: Path
    name: str
    of_round: bool


def remarks_on_deliveries(folder: Path) -> Iterator[Problem]:
    """Every remark on what was delivered for a round, beside what was delivered before.

    Raises:
        InputError: with everything that is wrong with ``versies.csv`` or a version.
    """
    if not still_made(folder):
        return
    deliveries = read_table(Intake(folder), ROUND.deliveries)
    yield from _late(folder, deliveries)
    before = _before(folder)
    if before is not None:
        yield from _sent_again(folder, deliveries, before)
        yield from _revised(folder, before)


def _before(folder: Path) -> _Before | None:
    version = version_before(folder)
    if version is not None and version.present:
        return _Before(version.data, f"versie {version.name}", of_round=True)
    previous = previous_folder(folder)
    if previous is None or not previous.is_dir():
        return None
    return _Before(folder_that_counts(previous), f"ronde {previous.name}", of_round=False)


def _late(folder: Path, deliveries: Table) -> Iterator[Problem]:
    cutoff = str(said_by_round(folder).get("cutoff", ""))[:10]
    at_cutoff = [
        table.file.removeprefix(f"{files.INPUTS}/") for table in (used_realisations(Intake(folder)), ROUND.experts)
    ]
    for row, file, day in deliveries.rows("bestand", "datum"):
        held = file in at_cutoff or Path(file).stem in _FORMS
        if held and cutoff and str(day) > cutoff:
            problem = f"deze levering is van na de peildatum {cutoff}"
            yield deliveries.at(row, "datum", problem, "wat op de peildatum bekend was")


def _sent_again(folder: Path, deliveries: Table, before: _Before) -> Iterator[Problem]:
    """A delivery that calls itself new and is not, or the other way around."""
    pattern = [f"{files.INPUTS}/*"]
    now, then = digests(folder, pattern), digests(before.folder, pattern)
    called = {file: tuple(rest) for _, file, *rest in _read_before(before).rows("bestand", "versie", "datum")}
    for row, file, *rest in deliveries.rows("bestand", "versie", "datum"):
        path = f"{files.INPUTS}/{file}"
        same_file, same_name = now.get(path) == then.get(path), called.get(file) == tuple(rest)
        if file not in called or path not in now or path not in then or same_file == same_name:
            continue
        if same_file:
            problem = f"deze levering is nieuw, maar het bestand is gelijk aan dat van {before.name}"
            yield deliveries.at(row, "versie", problem, "het nieuwe bestand, of versie en datum van toen")
        elif before.of_round:
            problem = f"het bestand is anders dan dat van {before.name}, maar versie en datum zijn dezelfde"
            yield deliveries.at(row, "versie", problem, "versie en datum van de nieuwe levering")


def _read_before(before: _Before) -> Table:
    return read_table(Intake(before.folder), ROUND.deliveries)


def _revised(folder: Path, before: _Before) -> Iterator[Problem]:
    """One remark for each series of which a realised figure is another than it was, or is gone."""
    columns = "indicator", "periode", "waarde", "status"
    realised, earlier = (read_realisations(Intake(each)) for each in (folder, before.folder))
    then = {
        (name, period): value for _, name, period, value, status in earlier.rows(*columns) if status not in NOT_COUNTED
    }
    changed = defaultdict[str, list[tuple[int, str, float]]](list)
    for row, name, period, value, _ in realised.rows(*columns):
        old = then.pop((name, period), value)
        if old != value:
            changed[name].append((row, period, old))
    for name, rows in changed.items():
        row, period, old = rows[0]
        count = "1 cijfer is" if len(rows) == 1 else f"{len(rows)} cijfers zijn"
        problem = f"{count} herzien tegenover {before.name}: {name}, {period}"
        yield realised.at(row, "waarde", problem, f"{shown(old)}, of een herziening die in bron staat")
    gone = sorted(then) if realised.trusted(*columns) else []
    if gone:
        found = ", ".join(gone[0])
        problem = f"van {before.name} ontbreken hier gerealiseerde cijfers ({len(gone)})"
        yield realised.of("", found, problem, "elk cijfer dat er al was")
