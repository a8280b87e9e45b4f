"""``decisions.yml``: the log of who decided what, and when; the state of each product follows from it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.privacy import personal_text, remark_on
from mpp_lib.inputs.reading.settings import FAR_FROM_ROUND, RoundSettings
from mpp_lib.inputs.reading.steps import PRODUCT_NAMES, Entry, Ladders
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
    objection: str = Field(default="", description="het bezwaar, of niets")


def read_decisions(intake: Intake, settings: RoundSettings | None) -> tuple[dict[str, Any], ...]:
    """The entries, oldest first; every problem is noted with the intake.

    Args:
        settings: of the round, whose years say which days can be; None where they could not be read.
    """
    if not intake.exists(files.DECISIONS):
        return ()
    data = read_yaml(intake, files.DECISIONS)
    if data is None:
        return ()
    if not isinstance(data, list):
        intake.refuse(files.DECISIONS, "", "", "het bestand bevat geen lijst", "een lijst van besluiten, elk na een -")
        return ()
    found = ((number, _entry(intake, settings, number, item)) for number, item in enumerate(data, start=1))
    entries = sorted(((number, entry) for number, entry in found if entry), key=lambda each: each[1].date)
    _check_steps(intake, entries)
    return tuple(entry.model_dump() for _, entry in entries)


def _check_steps(intake: Intake, entries: Iterable[tuple[int, Decision]]) -> None:
    ladders = Ladders()
    for number, entry in entries:
        ladders.take(Entry(number, entry.date, entry.gremium, entry.product, entry.step, entry.objection))
    intake.problems.extend(ladders.problems)
    intake.remarks.extend(ladders.remarks)


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
