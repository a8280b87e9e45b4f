"""What of a round stands beside the cells of a form: its figures, values and distributions, and from when it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, refusals_of
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.files import round_name
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.previous import previous_folder
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import read_realisations

BESIDE = 6
"""Months that stand beside the months to fill."""
FIRST_TIME = 12
"""Months that are asked where no round went before, or none was realised since."""
_TABLES = (ROUND.parameters, ROUND.kernels, ROUND.deliveries)


@dataclass(frozen=True)
class Standing:
    """A round as a form is held against it.

    Attributes:
        months: those of which realisations are asked: since the last realised one of the round before.
    """

    settings: RoundSettings
    catalogue: Catalogue
    realisations: Table
    parameters: Table
    kernels: Table
    deliveries: Table
    months: tuple[Month, ...]

    @property
    def beside(self) -> tuple[Month, ...]:
        """The months before those, whose figures are shown."""
        return month_range(self.months[0] - BESIDE, BESIDE)


def standing_of(folder: Path, catalogue_for: Callable[[str], Catalogue]) -> Standing:
    """What stands in a round folder, as far as a form needs it.

    Raises:
        InputError: with everything that is wrong with those files.
        LookupError: the round names a chain that there is not.
    """
    intake = Intake(folder)
    with refusals_of(round_name(folder)):
        settings = read_settings(intake)
        figures = read_realisations(intake)
        values, shares, deliveries = (read_table(intake, table) for table in _TABLES)
        if settings is None or intake.problems:
            raise InputError(intake.problems)
    catalogue, months = catalogue_for(settings.model), _asked(folder, settings)
    return Standing(settings, catalogue, figures, values, shares, deliveries, months)


def _asked(folder: Path, settings: RoundSettings) -> tuple[Month, ...]:
    before = previous_folder(folder)
    earlier = read_settings(Intake(before)) if before is not None and before.is_dir() else None
    count = settings.realised_until.since(earlier.realised_until) if earlier else 0
    count = count if count > 0 else FIRST_TIME
    return month_range(settings.realised_until - (count - 1), count)
