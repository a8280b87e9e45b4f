"""Takes the form that a partner filled into a round: all of it, or nothing.

The round with it is held to the same rules as by a check, before anything is written. Each file is replaced whole; a
run that is killed between two of them loses nothing, as the same form again brings the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.check import CatalogueFor, CheckResult, check_round
from mpp_lib.inputs.deciding import held_alone
from mpp_lib.inputs.declared.delivery import Deliverer
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.delivery.changes import RowChange, changes
from mpp_lib.inputs.delivery.ledger_lines import ledger_lines
from mpp_lib.inputs.delivery.read_form import Filled, read_form
from mpp_lib.inputs.delivery.standing import Standing, standing_of
from mpp_lib.inputs.predecessors import still_made
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.causes import in_place, one_per_cause
from mpp_lib.inputs.reading.in_place import with_cells, with_rows_behind
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import KEY
from mpp_lib.inputs.rules.vintages import brought_in

_ROW = re.compile(r"rij (?P<row>\d+)(?:, kolom (?P<column>\w+))?")
_DIGITS = re.compile(r"\d+")
_UNTIL = re.compile(r", tot en met rij \d+")


@dataclass(frozen=True)
class TakenIn:
    """What came of a form.

    Attributes:
        file: where it stands in the round.
        changes: every row that is new or otherwise.
        known: how many filled rows say what stood there already.
        remarks: what is remarkable in the form, and in the round since.
    """

    deliverer: Deliverer
    file: str
    changes: tuple[RowChange, ...]
    known: int
    remarks: tuple[Problem, ...]


@dataclass
class _Written:
    """The files as they are to be, in the order in which they are written, and where their rows come from.

    Attributes:
        places: file and row → column → the cell of the form.
    """

    content: dict[str, bytes] = field(default_factory=dict)
    places: dict[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)


def take_in(folder: Path, path: Path, catalogue_for: CatalogueFor, *, dry_run: bool = False) -> TakenIn:
    """Take a filled form into a working round.

    Args:
        folder: the round folder.
        path: the form, in any of the endings that are read.
        dry_run: only find out what it changes.

    Raises:
        InputError: the form is not right, is of another round, or what it says would be refused by a check; or the
            round is a version, or adopted. Nothing is written.
        OSError: the disk refuses; what was written before that is brought again by the same form.
    """
    if not still_made(folder):
        problem, expected = "deze ronde is vastgesteld of bewaard", "een ronde waaraan nog gewerkt wordt"
        raise InputError([Problem("", "", "", problem, expected, round=files.round_name(folder))])
    if dry_run:
        return _taken_in(folder, path, catalogue_for)[0]
    with held_alone(folder):
        taken, written = _taken_in(folder, path, catalogue_for)
        for file, content in written.content.items():
            target = folder / file
            if not target.is_file() or target.read_bytes() != content:
                write_atomically(target, content)
    return taken


def _taken_in(folder: Path, path: Path, catalogue_for: CatalogueFor) -> tuple[TakenIn, _Written]:
    standing = standing_of(folder, catalogue_for)
    filled = read_form(path, standing)
    found = tuple(changes(filled, standing))
    _refuse_in_vintage(found, standing, path.name)
    written = _written(folder, filled, standing, found)
    before = check_round(folder, catalogue_for)
    after = check_round(folder, catalogue_for, proposed=written.content)
    _refuse(before, after, path.name, written)
    remarks = (*filled.remarks, *_new(before.warnings, after.warnings, path.name, written, counts=False))
    filled_rows = sum(len(table.cells.rows) for table in (filled.figures, filled.values, filled.shares))
    file = f"{files.INPUTS}/{filled.name}"
    return TakenIn(filled.deliverer, file, found, filled_rows - len(found), remarks), written


def _refuse_in_vintage(found: Sequence[RowChange], standing: Standing, form: str) -> None:
    """A vintage stays what was taken from its source."""
    vintage = standing.settings.vintage
    own = [change for change in found if change.table.file == standing.realisations.file]
    if vintage and own:
        problem = f"deze ronde gebruikt vintage {vintage}, en die verandert niet"
        into = brought_in(standing.settings.round)
        expected = f"eerst {KEY} weg uit {files.ROUND}, dan dit formulier, en daarna {into}"
        raise InputError([Problem(form, own[0].places["waarde"], "", problem, expected)])


def _written(folder: Path, filled: Filled, standing: Standing, found: Sequence[RowChange]) -> _Written:
    """The form first and the ledger before what it is about: so the same form brings what a killed run left out."""
    written = _Written({f"{files.INPUTS}/{filled.name}": filled.content})
    row, ledger = _delivery(filled, standing), read_table(Intake(folder), ROUND.ledger)
    lines = [line for line in ledger_lines(filled, found, delivered=row is not None) if not _stands(ledger, line)]
    if lines:
        behind = ledger.cells.rows[-1] if ledger.cells.rows else 1
        content, rows = with_rows_behind(_bytes(folder, ROUND.ledger), [(line, behind) for line in lines])
        written.content[ROUND.ledger.file] = content
        about = {name: filled.about.place(1, name) for name in ("partner", "datum")}
        written.places |= {(ROUND.ledger.file, row): about for row in rows}
    for table in (ROUND.realisations, ROUND.parameters, ROUND.kernels):
        own = [change for change in found if change.table.file == table.file]
        if own:
            written.content[table.file], rows = _with_changes(_bytes(folder, table), own, _last_row(standing, table))
            written.places |= {(table.file, row): change.places for row, change in zip(rows, own, strict=True)}
    if row is not None:
        content, table = _bytes(folder, ROUND.deliveries), ROUND.deliveries
        number = _delivered_before(filled, standing)
        if number is None:
            content, (number,) = with_rows_behind(content, [(row, _last_row(standing, table))])
        else:
            content = with_cells(content, {(number, name): text for name, text in row.items()})
        written.content[table.file] = content
        written.places[table.file, number] = {name: filled.about.place(1, name) for name in table.names}
    return written


def _bytes(folder: Path, table: InputTable) -> bytes:
    path = folder / table.file
    return path.read_bytes() if path.is_file() else f"{table.header}\n".encode()


def _last_row(standing: Standing, table: InputTable) -> int:
    tables = (standing.realisations, standing.parameters, standing.kernels, standing.deliveries)
    rows = next(each.cells.rows for each in tables if each.file == table.file)
    return rows[-1] if rows else 1


def _with_changes(content: bytes, own: Sequence[RowChange], last: int) -> tuple[bytes, list[int]]:
    """A table with changed and new rows, and where each of them stands in it."""
    cells = {(change.row, name): text for change in own if change.row for name, text in change.new.items()}
    new = [(change.new, change.behind or last) for change in own if change.row is None]
    content, numbers = with_rows_behind(with_cells(content, cells), new)
    added = iter(numbers)
    behind = sorted(place for _, place in new)
    rows = [next(added) if change.row is None else change.row + bisect_left(behind, change.row) for change in own]
    return content, rows


def _delivery(filled: Filled, standing: Standing) -> Mapping[str, str] | None:
    """The row of ``leveringen.csv``; None where it stands there."""
    texts = {name: str(values[0]) for name, values in filled.about.read.items()}
    number, cells = _delivered_before(filled, standing), standing.deliveries.cells
    stands = number is not None and all(cells.text(number, name) == text for name, text in texts.items())
    return None if stands else texts


def _delivered_before(filled: Filled, standing: Standing) -> int | None:
    """The row of the form that came before."""
    return next((row for row, file in standing.deliveries.rows("bestand") if file == filled.name), None)


def _stands(ledger: Table, texts: Mapping[str, str]) -> bool:
    columns = ("datum", "bestand", "sleutel", "oud")
    return any(tuple(texts[name] for name in columns) == tuple(rest) for _, *rest in ledger.rows(*columns))


def _refuse(before: CheckResult, after: CheckResult, form: str, written: _Written) -> None:
    """What is wrong with the round since, told of the form; what was wrong before is told by a check."""
    problems = set(_new(before.problems, after.problems, form, written, counts=True))
    if problems:
        raise InputError(one_per_cause(sorted(problems, key=lambda one: (one.file, in_place(one.where), one))))


def _new(
    stood: Iterable[Problem], found: Iterable[Problem], form: str, written: _Written, *, counts: bool
) -> list[Problem]:
    """What is said since, and what is said of a row that comes from the form.

    Args:
        counts: whether the same is news where it holds for more rows, or fewer.
    """
    known = {_likeness(problem, counts=counts) for problem in stood}
    return [
        place or _of_table(problem, form, written)
        for problem in found
        if (place := _in_form(problem, form, written)) or _likeness(problem, counts=counts) not in known
    ]


def _likeness(problem: Problem, *, counts: bool) -> tuple[str, ...]:
    """A problem without the rows it names: these shift with what comes in."""
    said = _UNTIL.sub("", problem.problem)
    return problem.file, _DIGITS.sub("", problem.where), said if counts else _DIGITS.sub("", said)


def _in_form(problem: Problem, form: str, written: _Written) -> Problem | None:
    """The same problem where it stands in the form; None of a row that does not come from there."""
    match = _ROW.fullmatch(problem.where)
    places = written.places.get((problem.file, int(match["row"])), {}) if match else {}
    if not match or not places:
        return None
    where = places.get(match["column"] or "", next(iter(places.values())))
    return replace(problem, round="", file=form, where=where, problem=_UNTIL.sub("", problem.problem))


def _of_table(problem: Problem, form: str, written: _Written) -> Problem:
    """The same problem of a table that will not be there as it is told of: told of the form that would make it so."""
    if problem.file not in written.content:
        return problem
    where = ", ".join(filter(None, (Path(problem.file).name, problem.where)))
    return replace(problem, round="", file=form, where=where)
