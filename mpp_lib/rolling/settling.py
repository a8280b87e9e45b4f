"""Settles what a round still has to calibrate: a proposal is taken over, or what stands there stays, with a reason.

Of each file only the cells at hand change. The files with the change are checked as a whole before any is written. The
ledger is written first: a run that was killed is seen from a line about what did not change, and the same command
brings the rest without a second line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem, UnknownNameError, refusals_of
from mpp_lib.base.write import clear_half, write_atomically
from mpp_lib.compare.proposals.evidence import Evidence, Lack
from mpp_lib.compare.proposals.level import Level
from mpp_lib.compare.proposals.marks import SETTLED, marks, marks_elsewhere, text_columns
from mpp_lib.compare.proposals.proposals import Proposal, proposals
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.deciding import held_alone
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.declared.rolled import taken_from, unmarked
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.asked_names import Known, Names
from mpp_lib.inputs.reading.csv import read_records
from mpp_lib.inputs.reading.files import DECISIONS, INPUTS
from mpp_lib.inputs.reading.in_place import with_cells, with_rows
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.state import state_of
from mpp_lib.inputs.written import cell_text
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.run import RoundResult, calculate
from mpp_lib.rolling.settled_words import Decided, Row, line, refusals, source, taken_over

Accepted = tuple[Proposal, Level, Evidence]
Cells = Mapping[tuple[int, str], str]
"""Row and column → the new text."""


@dataclass(frozen=True)
class Settled:
    """What was decided.

    Attributes:
        names: what it was about, each with the files in which it was settled.
        files: that were changed.
        left: how many names still bear a mark.
        elsewhere: file → rows with a mark in the tables that are not settled by name.
        passed_over: names with a proposal that were asked to stay and bear no mark: nothing is on record of them.
        told_otherwise: names with a new value beside which the text about the old one still stands.
    """

    names: Mapping[str, tuple[str, ...]]
    files: tuple[str, ...]
    left: int
    elsewhere: Mapping[str, int]
    passed_over: tuple[str, ...] = ()
    told_otherwise: tuple[str, ...] = ()


def accept(folder: Path, asked: Sequence[str], decided: Decided) -> Settled:
    """Put proposals in ``parameters.csv``, with what they rest on, and a line of each in the ledger.

    Args:
        folder: the round folder.
        asked: names of parameters, or patterns of them; a pattern is about those that have a proposal.

    Raises:
        UnknownNameError: with every name that there is not.
        InputError: the report is adopted, a parameter has no proposal, or the round would not be right with it; nothing
            is written.
        OSError: the disk refuses; each file is whole.
    """
    with refusals_of(folder.name), held_alone(folder):
        result, found = _opened(folder)
        chosen = _acceptable(found, asked)
        rows = [line(ROUND.parameters, each.name, taken_over(level.was, said), decided) for each, level, said in chosen]
        cells = {ROUND.parameters: _values(folder, result.inputs.settings, chosen)}
        done = _written(folder, {each.name: (ROUND.parameters.file,) for each, _, _ in chosen}, cells, rows)
        told = {name for _, name, text in _read(folder, ROUND.parameters).rows("parameter", "toelichting") if text}
        changed = (each.name for each, level, _ in chosen if level.was != level.becomes)
        return replace(done, told_otherwise=tuple(name for name in changed if name in told))


def refuse(folder: Path, asked: Sequence[str], decided: Decided) -> Settled:
    """Let what stands there stay: the mark goes, wherever these names bear it, and the ledger says why.

    Args:
        folder, asked: as :func:`accept`; a pattern is about what still bears a mark.

    Raises:
        UnknownNameError, InputError, OSError: as :func:`accept`.
    """
    with refusals_of(folder.name), held_alone(folder):
        _, found = _opened(folder)
        groups = _marked_groups(found, asked)
        names = [each.name for group in groups.values() for each in group]
        cells = {table: _without_marks(folder, table, names) for table in SETTLED}
        rows = [
            row
            for table in SETTLED
            for pattern, group in groups.items()
            for row in refusals(_read(folder, table), pattern, _in_file(group, table), decided)
        ]
        settled = {each.name: tuple(each.marked) for group in groups.values() for each in group}
        done = _written(folder, settled, {table: each for table, each in cells.items() if each}, rows)
        return replace(done, passed_over=_passed_over(found, asked))


def _opened(folder: Path) -> tuple[RoundResult, tuple[Proposal, ...]]:
    result = open_round(folder)
    state = state_of(result.inputs.decisions, RAPPORTAGE)
    if state.adopted:
        problem, expected = "de rapportage is vastgesteld", "een ronde waarvan de invoer nog kan veranderen"
        raise InputError([Problem(DECISIONS, "", state.words, problem, expected)])
    return result, proposals(result, open_previous(result))


def _asked(found: Iterable[Proposal], asked: Sequence[str]) -> dict[str, list[str]]:
    """What was asked for → the names that it is about.

    Raises:
        UnknownNameError: with every name or pattern that is about nothing.
    """
    known = {each.name: Known(each.label) for each in found}
    names = Names("parameter", "deze parameter bestaat niet", "een parameter van deze ronde", known)
    _, unknown = names.asked(asked)
    if unknown:
        raise UnknownNameError(unknown)
    return {one: names.asked([one])[0] for one in asked}


def _acceptable(found: Sequence[Proposal], asked: Sequence[str]) -> list[Accepted]:
    by_name, chosen, problems = {each.name: each for each in found}, dict[str, Accepted](), list[Problem]()
    for one, names in _asked(found, asked).items():
        named = [by_name[name] for name in names]
        able = [(each, each.level, each.said) for each in named if each.level and isinstance(each.said, Evidence)]
        fresh = [(each, level, said) for each, level, said in able if level.was != level.becomes or _waits(each)]
        chosen |= {each.name: (each, level, said) for each, level, said in fresh}
        if not fresh:
            why = "het staat er al" if able else _why_not(named)
            problem = f"hier valt geen voorstel over te nemen: {why}"
            problems.append(Problem("", one, "", problem, "een parameter met een voorstel"))
    if problems:
        raise InputError(problems)
    return list(chosen.values())


def _waits(each: Proposal) -> bool:
    """Whether the value itself is still to be settled, and not only a distribution or range of that name."""
    return ROUND.parameters.file in each.marked


def _why_not(named: Sequence[Proposal]) -> str:
    reasons = {each.said.reason for each in named if isinstance(each.said, Lack)}
    return reasons.pop() if len(reasons) == 1 else "er is er geen"


def _marked_groups(found: Sequence[Proposal], asked: Sequence[str]) -> dict[str, list[Proposal]]:
    """What was asked for → what it is about and still bears a mark; nothing twice."""
    by_name, seen = {each.name: each for each in found}, set[str]()
    groups: dict[str, list[Proposal]] = {}
    for one, names in _asked(found, asked).items():
        groups[one] = [by_name[name] for name in names if by_name[name].marked and name not in seen]
        seen |= set(names)
    idle = [one for one, group in groups.items() if not group]
    if idle:
        expected = "een parameter die nog te herijken is"
        raise InputError([Problem("", one, "", "hier is niets meer te herijken", expected) for one in idle])
    return groups


def _passed_over(found: Sequence[Proposal], asked: Sequence[str]) -> tuple[str, ...]:
    """What was asked for and has another value proposed, but no mark."""
    names = {name for group in _asked(found, asked).values() for name in group}
    bare = ((each.name, each.level) for each in found if each.name in names and not each.marked)
    return tuple(name for name, level in bare if level and level.was != level.becomes)


def _values(folder: Path, settings: RoundSettings, chosen: Sequence[Accepted]) -> dict[tuple[int, str], str]:
    """The cells of ``parameters.csv`` that follow the proposals: value, source, and a text without its mark."""
    by_name = {each.name: (level, said) for each, level, said in chosen}
    cells: dict[tuple[int, str], str] = {}
    for row, name, value in _read(folder, ROUND.parameters).rows(ROUND.parameters.key[0], "waarde"):
        if name in by_name:
            level, said = by_name[name]
            cells[row, "waarde"], cells[row, "bron"] = cell_text(level.of(float(value))), source(said, settings)
    return _without_marks(folder, ROUND.parameters, by_name) | cells


def _read(folder: Path, table: InputTable) -> Table:
    return read_table(Intake(folder), table)


def _in_file(group: Sequence[Proposal], table: InputTable) -> list[Proposal]:
    return [each for each in group if table.file in each.marked]


def _without_marks(folder: Path, table: InputTable, names: Collection[str]) -> dict[tuple[int, str], str]:
    """The cells of these rows that bear a mark, without it."""
    read = _read(folder, table)
    return {
        (row, column): unmarked(text)
        for column in text_columns(table)
        for row, name, text in read.rows(table.key[0], column)
        if name in names and taken_from(text)
    }


def _written(
    folder: Path, names: Mapping[str, tuple[str, ...]], cells: Mapping[InputTable, Cells], rows: Sequence[Row]
) -> Settled:
    """Write what was decided, when the round is right with it."""
    files = {LEDGER.file: _ledger(folder, rows)}
    files |= {table.file: with_cells((folder / table.file).read_bytes(), each) for table, each in cells.items()}
    checked = check_round(folder, catalogue_named, proposed=files)
    if checked.inputs is None:
        raise InputError(checked.problems)
    calculate(checked.inputs)
    clear_half(folder / INPUTS)
    for file, content in files.items():
        write_atomically(folder / file, content)
    return Settled(names, tuple(files), len(marks(checked.inputs)), marks_elsewhere(checked.inputs))


def _ledger(folder: Path, rows: Sequence[Row]) -> bytes:
    """The ledger with these lines, but for those it has already."""
    if not (folder / LEDGER.file).exists():
        return with_rows(f"{LEDGER.header}\n".encode(), rows)
    header, *known = read_records(Intake(folder), LEDGER.file) or [list(LEDGER.names)]
    stood = [{name: cell for name, cell in zip(header, record, strict=False) if cell} for record in known]
    return with_rows((folder / LEDGER.file).read_bytes(), [row for row in rows if row not in stood])
