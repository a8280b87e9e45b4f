"""What is refused of the vintages of a round, also of those that it does not use: each can become the one it does."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.vintage import vintage_origin, vintage_table
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.origin import read_origin
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import used_vintage, vintage_names
from mpp_lib.inputs.rules.declared import refuse_personal_numbers


def check_vintages(intake: Intake) -> Iterator[Problem]:
    """Every vintage, and what says how it came about, can be read; of the one that is used the rules say more."""
    used = used_vintage(intake)
    aside = Intake(intake.folder, intake.proposed)
    for name in (None, *vintage_names(intake.folder)):
        if name != used and (name or intake.exists(ROUND.realisations.file)):
            yield from refuse_personal_numbers(read_table(aside, vintage_table(name)))
        if name and name != used:
            read_origin(aside, name)
    if used:
        read_origin(intake, used)
    yield from aside.problems


def warn_changed_vintage(intake: Intake) -> Iterator[Problem]:
    """A vintage is what it was when it was taken from its source: remarkable where a hand changed it."""
    used = used_vintage(intake)
    origin = read_origin(Intake(intake.folder, intake.proposed), used) if used else None
    if used is None or origin is None:
        return
    file = vintage_table(used).file
    if intake.checksums.get(file, origin.checksum) != origin.checksum:
        problem = "dit bestand is veranderd sinds het uit zijn bron is gelezen"
        expected = f"het bestand zoals {vintage_origin(used)} het kent, of een nieuwe vintage"
        yield Problem(file, "", "", problem, expected)
