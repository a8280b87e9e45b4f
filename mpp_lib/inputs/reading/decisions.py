"""``decisions.yml``: the log of who decided what, and when; the state of each product follows from it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.partner_word import SUBJECTS, WORDS, Subject, Word
from mpp_lib.inputs.declared.products import product_named
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.partner_words import known_partners, refuse_word
from mpp_lib.inputs.reading.privacy import personal_text, remark_on
from mpp_lib.inputs.reading.settings import FAR_FROM_ROUND, RoundSettings
from mpp_lib.inputs.reading.steps import OR_DEVIATION, PRODUCT_NAMES, Entry, Ladders
from mpp_lib.inputs.reading.yaml import read_yaml


class Decision(BaseModel):
    """One entry of the log."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    date: datetime.date = Field(description="de datum als JJJJ-MM-DD")
    gremium: str = Field(min_length=1, description="het gremium, zoals werkgroep of topberaad")
    product: str = Field(min_length=1, description=f"het product: {PRODUCT_NAMES}")
    step: str = Field(default="", description="de stap van het protocol, een van die van het product, of niets")
    decision: str = Field(min_length=1, description="het besluit")
    partner: str = Field(default="", description="de partner, of niets")
    word: Word = Field(
        default="",
        description=f"het woord van de partner over het product: {enumerate_nl(list(WORDS), 'of')}, of niets",
    )
    about: Subject = Field(
        default="", description=f"waarover dat woord gaat: {enumerate_nl(list(SUBJECTS), 'of')}, of niets"
    )
    objection: str = Field(default="", description="het bezwaar met zijn grond, of niets")


def read_decisions(intake: Intake, settings: RoundSettings | None) -> tuple[dict[str, Any], ...]:
    """The entries, oldest first; every problem is noted with the intake.

    Args:
        settings: of the round, whose years say which days can be; None where they could not be read.
    """
    entries, _ = walk_decisions(intake, settings)
    return entries


def walk_decisions(intake: Intake, settings: RoundSettings | None) -> tuple[tuple[dict[str, Any], ...], Ladders]:
    """The same, with how far they brought each product."""
    entries = _entries(intake, settings)
    ladders = _walked(intake, entries)
    return tuple(entry.model_dump() for _, entry in entries), ladders


def _entries(intake: Intake, settings: RoundSettings | None) -> list[tuple[int, Decision]]:
    """Number in the file and entry, oldest first."""
    data = read_yaml(intake, files.DECISIONS) if intake.exists(files.DECISIONS) else None
    if data is None:
        return []
    if not isinstance(data, list):
        intake.refuse(files.DECISIONS, "", "", "het bestand bevat geen lijst", "een lijst van besluiten, elk na een -")
        return []
    found = ((number, _entry(intake, settings, number, item)) for number, item in enumerate(data, start=1))
    return sorted(((number, entry) for number, entry in found if entry), key=lambda each: each[1].date)


def _walked(intake: Intake, entries: Iterable[tuple[int, Decision]]) -> Ladders:
    """The products by their ladders; what is wrong with a step or a word is noted with the intake."""
    ladders, known = Ladders(), None
    for number, decision in entries:
        entry = Entry(number, **decision.model_dump(exclude={"decision"}))
        if decision.word or decision.about:
            known = known_partners(intake) if known is None else known
            intake.problems.extend(refuse_word(entry, known))
        ladders.take(entry)
        intake.remarks.extend(_lacking(intake, entry))
    intake.problems.extend(ladders.problems)
    intake.remarks.extend(ladders.remarks)
    return ladders


def _lacking(intake: Intake, entry: Entry) -> Iterator[Problem]:
    """What the protocol asks to be there for a step, and is not."""
    product = product_named(entry.product)
    step = product.step(entry.step) if product else None
    for need in step.needs if step else ():
        if not files.holds(intake.folder, need):
            yield entry.problem("step", entry.step, f"hiervoor ontbreekt {need}", f"dat bestand, {OR_DEVIATION}")


def _entry(intake: Intake, settings: RoundSettings | None, number: int, item: object) -> Decision | None:
    entry, problems = read_model(Decision, item, files.DECISIONS, f"besluit {number}, ")
    intake.problems.extend(problems)
    if entry is None:
        return None
    if settings is not None and not settings.near(entry.date):
        where = f"besluit {number}, date"
        intake.refuse(files.DECISIONS, where, entry.date.isoformat(), FAR_FROM_ROUND, settings.days_near)
    for key in ("decision", "objection", "partner"):
        where = f"besluit {number}, {key}"
        intake.problems.extend(personal_text(files.DECISIONS, where, str(getattr(entry, key))))
        intake.remarks.extend(remark_on(files.DECISIONS, where, str(getattr(entry, key))))
    return entry
