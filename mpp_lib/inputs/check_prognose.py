"""Checks a round as far as its Prognose Eerste Asielinstroom goes: nothing that only the chain needs is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.assemble import assemble
from mpp_lib.inputs.check import CatalogueFor, CheckResult, catalogue_of, in_order
from mpp_lib.inputs.declared.of_round import OfRound
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.csv import read_cells
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import settings_to_check_with
from mpp_lib.inputs.reading.table import Table, absent
from mpp_lib.inputs.reading.texts import read_texts
from mpp_lib.inputs.reading.typed_table import read_table, typed_table
from mpp_lib.inputs.reading.vintages import read_realisations
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.round_tables import RoundTables
from mpp_lib.inputs.rules.every_rule import check_prognose_remarkable, check_prognose_rules
from mpp_lib.inputs.rules.parameters import RESERVED

READ = (ROUND.scenarios, ROUND.experts, ROUND.realisations, ROUND.unknown)
"""The tables that the Prognose is made from; of ``parameters.csv``, where it is there, only its own parameters."""


def load_prognose(folder: Path, catalogue_for: CatalogueFor, texts: Iterable[str]) -> RoundInputs:
    """The round with what its Prognose is made from, and nothing else; as :func:`check_prognose`.

    Raises:
        InputError: with every problem, when anything is wrong with that or not there.
    """
    result = check_prognose(folder, catalogue_for, texts)
    if result.inputs is None:
        raise InputError(result.problems)
    return result.inputs


def check_prognose(folder: Path, catalogue_for: CatalogueFor, texts: Iterable[str]) -> CheckResult:
    """Reads scenarios, realisations, experts, decisions and texts, and checks them.

    Args:
        folder: the round folder.
        catalogue_for: as in :func:`mpp_lib.inputs.check.check_round`.
        texts: names of the sections of ``text/`` that the Prognose shows.
    """
    intake = Intake(folder)
    settings = settings_to_check_with(intake)
    catalogue = catalogue_of(intake, settings, catalogue_for)
    tables = _read_tables(intake)
    decisions = read_decisions(intake, settings)
    read = read_texts(intake, None, texts)
    problems = in_order([*intake.problems, *check_prognose_rules(tables, settings, catalogue)], folder)

    @cache
    def remarks() -> tuple[Problem, ...]:
        return in_order([*intake.remarks, *check_prognose_remarkable(tables)], folder)

    if problems or settings is None:
        return CheckResult(problems, remarks, None)
    return CheckResult((), remarks, assemble(intake, settings, tables, decisions, read, remarks))


def _read_tables(intake: Intake) -> RoundTables:
    def read(table: InputTable) -> Table:
        if table is ROUND.parameters:
            return _own_parameters(intake, table)
        if table is ROUND.realisations:
            return read_realisations(intake)
        return read_table(intake, table) if table in READ else absent(table, complete=False)

    found: OfRound[Table] = ROUND.each(read)
    return RoundTables(**{one.name: getattr(found, one.name) for one in fields(OfRound)}, plan_basis=(), plan_past=())


def _own_parameters(intake: Intake, declared: InputTable) -> Table:
    """The rows of ``parameters.csv`` that are about the Prognose; it can do without the file."""
    found = read_cells(intake, declared) if intake.exists(declared.file) else None
    if found is None:
        return absent(declared, complete=True)
    cells, broken = found
    own, _ = cells.parted("parameter", RESERVED)
    kept = {(row, column) for row, column in broken if row in own.rows}
    return typed_table(intake, declared, own, kept)
