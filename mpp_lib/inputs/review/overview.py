"""Every comment on a round, as it stands now."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.errors import InputError, refusals_of
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.review.consultations import read_organisations
from mpp_lib.inputs.review.listing import Listed, listed
from mpp_lib.inputs.review.store import read_review
from mpp_lib.inputs.review.versions_read import VersionsRead


def overview(folder: Path) -> tuple[Listed, ...]:
    """The comments by partner, kind and state.

    Raises:
        InputError: with everything that is wrong with what is kept.
    """
    with refusals_of(folder.name):
        intake = Intake(folder)
        review, known = read_review(intake), read_organisations(intake)
        if intake.problems:
            raise InputError(intake.problems)
        return tuple(listed(review, VersionsRead(folder), known))
