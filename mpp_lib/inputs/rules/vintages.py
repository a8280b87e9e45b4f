"""What is refused of the vintages of a round, also of those that it does not use: each can become the one it does.

And what is remarkable of the one that is used: a hand changed it, or it was made before other figures came in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.vintage import vintage_day, vintage_origin, vintage_table
from mpp_lib.inputs.reading.files import ROUND as SETTINGS
from mpp_lib.inputs.reading.files import ROUNDS, round_name
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.origin import read_origin
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import KEY, used_vintage, vintage_names
from mpp_lib.inputs.rules.declared import refuse_personal_numbers

_SHOWN = 3
"""So many figures a remark names."""


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


def left_behind(intake: Intake, vintage: str) -> list[dict[str, Any]]:
    """The rows of ``inputs/realisaties.csv`` that came in after a vintage was made: it lacks them, or has others.

    What the vintage revised itself is not among them. Where nothing says whether it did, a figure that it has
    otherwise is only when its ``bron`` is of after the day of the vintage.
    """
    aside = Intake(intake.folder, intake.proposed)
    held = {(row["periode"], row["indicator"]): row for row in _records(aside, vintage)}
    origin = read_origin(aside, vintage)
    whole = origin is not None and origin.revised_in_all <= len(origin.revised)
    replaced = {(one.period, one.indicator, one.before) for one in origin.revised} if origin else set()

    def came_later(row: dict[str, Any]) -> bool:
        figure = row["periode"], row["indicator"]
        then = held.get(figure)
        if then is None or (then["waarde"], then["status"]) == (row["waarde"], row["status"]):
            return then is None
        if whole and then["waarde"] != row["waarde"]:
            return (*figure, row["waarde"]) not in replaced
        return named_after(row["bron"], vintage_day(vintage)) is not None

    return list(filter(came_later, _records(aside, None)))


def _records(intake: Intake, vintage: str | None) -> list[dict[str, Any]]:
    table = vintage_table(vintage)
    return read_table(intake, table).records() if intake.exists(table.file) else []


def warn_left_behind(intake: Intake) -> Iterator[Problem]:
    """A delivery that came in after the vintage was made does not count, which who took it in does not expect."""
    used = used_vintage(intake)
    found = left_behind(intake, used) if used and intake.exists(vintage_table(used).file) else []
    if found:
        named = enumerate_nl([f"{row['indicator']} {row['periode']}" for row in found[:_SHOWN]])
        more = f" en nog {len(found) - _SHOWN}" if len(found) > _SHOWN else ""
        count = "1 cijfer hiervan staat" if len(found) == 1 else f"{len(found)} cijfers hiervan staan"
        problem = f"{count} niet of anders in vintage {used}; wat daar niet staat, telt niet mee"
        expected = f"een nieuwe vintage: {brought_in(round_name(intake.folder))}"
        yield Problem(ROUND.realisations.file, "", f"{named}{more}", problem, expected)


def brought_in(name: str) -> str:
    """What brings figures of ``inputs/realisaties.csv`` of a round into a vintage, as a message says it."""
    command = f"mpp realisaties {name} --from {ROUNDS}/{name}/{ROUND.realisations.file} --date DAG"
    return f"{command}, met de dag waarop de cijfers er waren, en haar naam bij {KEY} in {SETTINGS}"
