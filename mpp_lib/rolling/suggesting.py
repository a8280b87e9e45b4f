"""Toekomstscenario's to start from, for a round that may not have any yet: only what it counted is read."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR
from mpp_lib.inflow.suggested_scenarios import suggested_scenarios
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import read_realisations
from mpp_lib.inputs.series import by_month
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.inputs.written import Row


def suggest(folder: Path) -> list[Row]:
    """The rows of ``scenarios.csv``, from the first applications that the round knows.

    Raises:
        InputError: with what is wrong with ``round.yml``, the realisations or ``onbekend.csv``, or when the past is too
            short, or a year of the horizon is over.
    """
    intake = Intake(folder)
    settings, realised, unknown = read_settings(intake), read_realisations(intake), read_table(intake, ROUND.unknown)
    if settings is None or intake.problems:
        raise InputError(intake.problems)
    months = Unknown.of_rows(unknown.records()).since_break(FIRST_INFLOW, _known(realised, settings))
    over = [year for year, realised_months in settings.realised_months.items() if realised_months == YEAR]
    if over:
        raise InputError([_nothing_ahead(over)])
    rows = suggested_scenarios(months, settings) if all(value > 0 for value in months.values()) else []
    if not rows:
        raise InputError([_too_short(realised, months)])
    return rows


def _nothing_ahead(over: list[int]) -> Problem:
    found, problem = enumerate_nl([*map(str, over)]), "van een jaar dat om is, valt niets voor te stellen"
    return Problem(
        files.ROUND, "horizon en realised_until", found, problem, "een horizon waarvan elk jaar nog loopt of komt"
    )


def _known(realised: Table, settings: RoundSettings) -> dict[Month, float]:
    """First applications by month, as far as they were counted and the round goes."""
    rows = realised.rows("periode", "indicator", "waarde", "status")
    counted = [
        (period, value) for _, period, name, value, status in rows if name == FIRST_INFLOW and status != "aanname"
    ]
    return {month: value for month, value in by_month(counted).items() if month <= settings.realised_until}


def _too_short(realised: Table, months: dict[Month, float]) -> Problem:
    problem = "het verleden is te kort voor een voorstel"
    expected = "minstens vijf hele jaren met elke maand meer dan nul eerste aanvragen, zonder gat of breuk erna"
    return Problem(realised.file, f"indicator {FIRST_INFLOW}", f"{len(months)} maanden", problem, expected)
