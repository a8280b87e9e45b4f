"""What stands beside the cells of an IND-prognoseplan to fill: the plan of the round before, and what was counted.

What is wrong with the round before is told by its own check: here it is read as far as it can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.declared.fiction import FICTION, marked
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.plan.read_plan import read_plan
from mpp_lib.inputs.plan.words import indicator_names
from mpp_lib.inputs.reading.files import round_name
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rounds import round_before

BESIDE = 6
"""Realised months that stand before the horizon."""


@dataclass(frozen=True)
class BesidePlan:
    """What a plan can be held against while it is made.

    Attributes:
        months: the last months before the horizon, oldest first.
        realised: (indicator, month) → figure and status.
        name: of the plan of the round before; empty where there is none.
        planned: (stream, quantity, mpp-scenario, month) → its figure.
    """

    months: tuple[Month, ...]
    realised: Mapping[tuple[str, Month], tuple[float, str]]
    name: str
    planned: Mapping[tuple[str, str, str, Month], float]

    def counted(self, stream: str, quantity: str, month: Month) -> tuple[float, str] | None:
        """What the round has of a month before the horizon, with its status."""
        names = indicator_names(stream, quantity)
        return next((self.realised[name, month] for name in names if (name, month) in self.realised), None)


def beside_plan(inputs: RoundInputs, catalogue: Catalogue) -> BesidePlan:
    """The plan of the round before, as that round counts, and the realised months before the horizon."""
    months = month_range(inputs.settings.span.start - BESIDE, BESIDE)
    wanted = {str(month): month for month in months}
    columns = inputs.realisations[["indicator", "periode", "waarde", "status"]]
    realised = {
        (str(name), wanted[period]): (float(value), str(status))
        for name, period, value, status in columns.itertuples(index=False)
        if period in wanted
    }
    try:
        folder = round_before(inputs.folder)
    except InputError:
        folder = None
    name, planned = _plan_of(folder, catalogue) if folder is not None and folder.is_dir() else ("", {})
    return BesidePlan(months, realised, name, planned)


def _plan_of(folder: Path, catalogue: Catalogue) -> tuple[str, dict[tuple[str, str, str, Month], float]]:
    """The name of a round's plan, and its figures."""
    intake = Intake(folder)
    plan = read_plan(intake, read_settings(intake), catalogue).table
    columns = "stroom", "grootheid", "mpp_scenario", "maand", "waarde"
    figures = {(s, q, scenario, Month.parse(month)): value for _, s, q, scenario, month, value in plan.rows(*columns)}
    stem = Path(ROUND.plan.file).stem
    deliveries = read_table(intake, ROUND.deliveries).rows("bestand", "versie")
    fiction = any(Path(file).stem == stem and version == FICTION for _, file, version in deliveries)
    return (marked(f"plan {round_name(folder)}", fiction=fiction), figures) if figures else ("", {})
