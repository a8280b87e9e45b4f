"""What is refused of the ledger of changes by itself; whether it accounts for every change, is asked at a freeze."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import APM
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.ledger import COUNTED
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.row_key import ANY, BEFORE_COLUMN, BETWEEN, fits
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table

_TABLES = {table.file: table for table in ROUND.every if table.file.startswith(f"{files.INPUTS}/")}
_PLANS = dict.fromkeys(files.PLAN_WORKBOOKS, ROUND.plan)
KEYED = {**_TABLES, **_PLANS}
"""File with inputs → the table whose key names its rows."""


def check_ledger(ledger: Table, partners: Table) -> Iterator[Problem]:
    """Every refusal of ``wijzigingen.csv``."""
    yield from refuse_other_files(ledger)
    yield from refuse_unknown_settings(ledger)
    yield from refuse_short_keys(ledger)
    yield from refuse_unknown_partners(ledger, partners)


def refuse_other_files(ledger: Table) -> Iterator[Problem]:
    """A line is about a file with inputs."""
    known = (files.ROUND, *KEYED)
    for row, file in ledger.rows("bestand"):
        if file not in known:
            expected = expected_name("een bestand met invoer", file, known)
            yield ledger.at(row, "bestand", "dit is geen bestand met invoer van een ronde", expected)


def refuse_unknown_settings(ledger: Table) -> Iterator[Problem]:
    """Of ``round.yml`` a line names what the figures depend on."""
    for row, file, key in ledger.rows("bestand", "sleutel"):
        if file == files.ROUND and not any(fits(key, name) for name in COUNTED):
            expected = expected_name("een sleutel waar de cijfers van afhangen", key, COUNTED)
            yield ledger.at(row, "sleutel", "deze sleutel van round.yml telt niet als invoer", expected)


def refuse_short_keys(ledger: Table) -> Iterator[Problem]:
    """Without a ``*`` a line names a row whole."""
    for row, file, key in ledger.rows("bestand", "sleutel"):
        table = KEYED.get(file)
        if table is not None and ANY not in key and len(key.split(BETWEEN)) < len(_needed(table)):
            yield ledger.at(row, "sleutel", "de sleutel van een rij is niet compleet", _form(table))


def refuse_unknown_partners(ledger: Table, partners: Table) -> Iterator[Problem]:
    """Who asked is an organisation that takes part in the round, and so never a person."""
    known = {APM.upper(), *partners.distinct("partner")}
    same = {name.casefold() for name in known}
    for row, partner in ledger.rows("partner"):
        if partner.casefold() not in same:
            expected = expected_name("een organisatie uit registers/partners.csv", partner, known)
            yield ledger.at(row, "partner", "deze partner doet niet mee aan de ronde", expected)


def _needed(table: InputTable) -> tuple[str, ...]:
    return tuple(name for name in table.key if not table.column(name).empty)


def _form(table: InputTable) -> str:
    optional = [f"[{BETWEEN}{name}]" for name in table.key if table.column(name).empty]
    row = BETWEEN.join(_needed(table)) + "".join(optional)
    return f"{row}, met {BEFORE_COLUMN}kolom erachter voor één cel, of een {ANY}"
