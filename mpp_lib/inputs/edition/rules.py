"""What is refused of an edition of the monitor, beside what is refused of any realisations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared.edition import EDITION, edition_cutoff
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import nearest
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.declared import check_declared
from mpp_lib.inputs.rules.realisations import check_realisations_in_chain
from mpp_lib.inputs.rules.sources import refuse_later_sources
from mpp_lib.inputs.rules.unknown import check_unknown
from mpp_lib.inputs.unknown import Unknown


class EditionTables(NamedTuple):
    """What an edition is checked by.

    Attributes:
        own: its ``onbekend.csv``.
        unknown: the same, with what the round says and the edition did not fill.
    """

    realised: Table
    own: Table
    unknown: pd.DataFrame
    topics: Table


def check_edition_rules(
    edition: Month, tables: EditionTables, settings: RoundSettings | None, catalogue: Catalogue | None
) -> Iterator[Problem]:
    """Every refusal that can be judged: without settings or catalogue only what does not need them."""
    realised = tables.realised
    yield from refuse_after_edition(realised, edition)
    yield from check_unknown(tables.own, realised, edition, catalogue)
    for table in (realised, tables.own, tables.topics):
        yield from check_declared(table, settings, catalogue)
        yield from refuse_later_sources(table, edition_cutoff(edition))
    if settings is not None:
        yield from refuse_edition_outside_horizon(edition, settings)
    if catalogue is not None:
        yield from check_realisations_in_chain(realised, Unknown.of(tables.unknown), catalogue)


def refuse_after_edition(realised: Table, edition: Month) -> Iterator[Problem]:
    """An edition holds nothing about a period that was not over, not even an assumption."""
    for row, period in realised.rows("periode"):
        if Period.parse(period).end > edition:
            problem = f"de periode eindigt na de maand van deze editie {edition}"
            yield realised.at(row, "periode", problem, f"een periode tot en met {edition}")


def refuse_edition_outside_horizon(edition: Month, settings: RoundSettings) -> Iterator[Problem]:
    """An edition is about a month for which the round has figures."""
    span = settings.span
    if not span.start <= edition <= span.end:
        problem, expected = "deze maand ligt buiten de horizon", f"een maand van {span.start} tot en met {span.end}"
        yield Problem(files.edition_folder(edition), "", str(edition), problem, expected)


def refuse_unread_edition_files(intake: Intake, edition: Month) -> Iterator[Problem]:
    """A misspelt name must not pass for an absent file."""
    folder = files.edition_folder(edition)
    known = (*(table.file for table in EDITION), files.EDITION_COMMENTARY)
    for path in sorted((intake.folder / folder).glob("*")):
        if path.name == files.SIGNAALNOTA and path.is_dir():
            continue
        if path.name not in known and not path.name.startswith(files.LEFT_BEHIND):
            close = nearest(path.name, known)
            expected = f"een van {', '.join(known)}" + (f"; het meest lijkt {close}" if close else "")
            yield Problem(f"{folder}/{path.name}", "", "", "dit bestand wordt niet gelezen", expected)
