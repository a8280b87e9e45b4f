"""``decisions.yml``: the log of who decided what, and when."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.privacy import personal_text, remark_on
from mpp_lib.inputs.reading.settings import FAR_FROM_ROUND, RoundSettings
from mpp_lib.inputs.reading.yaml import read_yaml


class Decision(BaseModel):
    """One entry of the log."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    date: datetime.date = Field(description="de datum als JJJJ-MM-DD")
    gremium: str = Field(min_length=1, description="het gremium, zoals werkgroep of topberaad")
    product: str = Field(min_length=1, description="het product, zoals prognose of rapport")
    step: str = Field(
        default="", description="de stap van het protocol, of niets; van product prognose besproken of vastgesteld"
    )
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
    found = [_entry(intake, settings, number, item) for number, item in enumerate(data, start=1)]
    return tuple(sorted((entry for entry in found if entry), key=lambda entry: str(entry["date"])))


def _entry(intake: Intake, settings: RoundSettings | None, number: int, item: object) -> dict[str, Any] | None:
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
    return entry.model_dump()
