"""What is refused of, and remarked on, the comments that are kept in a round and what was done with them."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.review import INVITATIONS, REVIEW, SETTLED, SETTLEMENTS
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.review.consultations import Organisations, organisations
from mpp_lib.inputs.review.store import Review, full_id, read_review
from mpp_lib.inputs.round_tables import RoundTables
from mpp_lib.inputs.rules.declared import check_declared, warn_personal_words


def check_review(intake: Intake, tables: RoundTables, settings: RoundSettings | None) -> Iterator[Problem]:
    """Every refusal; what is only remarkable is noted with the intake."""
    present = [table for table in REVIEW if intake.exists(table.file)]
    before = len(intake.problems)
    review = read_review(intake)
    found = {table: read_table(Intake(intake.folder), table) for table in present}
    for table in found.values():
        yield from check_declared(table, settings, None)
        intake.remarks.extend(warn_personal_words(table))
    if len(intake.problems) == before:
        known = organisations(tables.registers["partners"], tables.experts)
        yield from _check_tables(found, review, known)
        if SETTLEMENTS in found:
            intake.remarks.extend(warn_unknown_comments(found[SETTLEMENTS], review))


def _check_tables(found: dict[InputTable, Table], review: Review, known: Organisations) -> Iterator[Problem]:
    if SETTLEMENTS in found:
        yield from refuse_settled_without_reason(found[SETTLEMENTS])
        yield from refuse_other_version(found[SETTLEMENTS], review)
        yield from refuse_unknown_organisations(found[SETTLEMENTS], "door", known)
    if INVITATIONS in found:
        yield from refuse_unknown_organisations(found[INVITATIONS], "partner", known)


def refuse_settled_without_reason(settlements: Table) -> Iterator[Problem]:
    """Whoever takes over a part, or nothing, says why."""
    for row, verdict, reason in settlements.rows("verwerking", "reden"):
        if verdict != SETTLED and not reason:
            yield settlements.at(row, "reden", "de reden ontbreekt", f"waarom dit {verdict} is verwerkt")


def refuse_other_version(settlements: Table, review: Review) -> Iterator[Problem]:
    """A row names the version that the comment was made on."""
    for row, name, version in settlements.rows("opmerking", "versie"):
        comment = review.by_id.get(full_id(name))
        root = None if comment is None else review.root(comment)
        if root is not None and root.version != version:
            yield settlements.at(row, "versie", "deze reactie is op een andere versie gemaakt", root.version)


def refuse_unknown_organisations(table: Table, column: str, known: Organisations) -> Iterator[Problem]:
    """An organisation takes part in the round, and so is never a person."""
    for row, name in table.rows(column):
        if known.known(name) is None:
            expected = expected_name("een organisatie uit registers/partners.csv", name, known.names)
            yield table.at(row, column, "deze organisatie doet niet mee aan de ronde", expected)


def warn_unknown_comments(settlements: Table, review: Review) -> Iterator[Problem]:
    """A row that is of no comment settles nothing."""
    for row, name in settlements.rows("opmerking"):
        if full_id(name) not in review.by_id:
            expected = "het kenmerk van een reactie die is ingelezen met mpp review --import"
            yield settlements.at(row, "opmerking", "deze reactie is er niet", expected)
