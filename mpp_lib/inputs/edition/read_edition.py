"""Reads and checks the editions of the monitor of a round. Nothing is ever written in the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.check import CatalogueFor, in_order, not_refused
from mpp_lib.inputs.declared.edition import EDITION
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.edition.commentary import read_commentary
from mpp_lib.inputs.edition.edition import Edition
from mpp_lib.inputs.edition.rules import EditionTables, check_edition_rules, refuse_unread_edition_files
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import settings_to_check_with
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table, absent
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.rules.magnitude import warn_outliers
from mpp_lib.inputs.rules.over_time import warn_figures_that_differ
from mpp_lib.inputs.rules.realisations import warn_nationalities_above_total, warn_parts_of_people
from mpp_lib.inputs.unknown import still_unknown


@dataclass(frozen=True)
class EditionCheck:
    """What a check of one edition found; as :class:`mpp_lib.inputs.check.CheckResult`."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    edition: Edition | None


def check_edition(
    folder: Path,
    month: Month,
    settings: RoundSettings | None,
    catalogue: Catalogue | None,
    proposed: Mapping[str, bytes] = MappingProxyType({}),
) -> EditionCheck:
    """Reads one edition and checks everything in it.

    Args:
        folder: the round folder; the edition stands in ``monitor/<month>/``.
        settings, catalogue: of the round; None where they could not be read.
        proposed: see :class:`mpp_lib.inputs.reading.intake.Intake`.
    """
    intake = Intake(folder, proposed)
    realised, own, topics = (read_table(intake, table.at(files.edition_folder(month))) for table in EDITION)
    commentary = read_commentary(intake, files.edition_folder(month), catalogue.indicators if catalogue else None)
    unknown = _with_that_of_round(read_table(Intake(folder), ROUND.unknown), own, realised)
    tables = EditionTables(realised, own, unknown, topics)
    refused = [*check_edition_rules(month, tables, settings, catalogue)]
    problems = in_order([*intake.problems, *refused, *refuse_unread_edition_files(intake, month)], folder)
    remarkable = (
        *warn_figures_that_differ(realised, catalogue),
        *warn_outliers(realised, absent(EDITION[0], complete=False)),
        *warn_nationalities_above_total(realised),
        *(warn_parts_of_people(realised, catalogue) if catalogue else ()),
    )
    warnings = in_order([*intake.remarks, *not_refused(remarkable, problems)], folder)
    if problems:
        return EditionCheck(problems, warnings, None)
    checksums = MappingProxyType(dict(sorted(intake.checksums.items())))
    made = Edition(month, realised.values, unknown, topics.values, commentary, checksums, warnings)
    return EditionCheck((), warnings, made)


def _with_that_of_round(of_round: Table, own: Table, realised: Table) -> pd.DataFrame:
    """What holds of an edition, as far as it could be read."""
    said, later, figures = (table.records() for table in (of_round, own, realised))
    return pd.DataFrame([*still_unknown(said, later, figures)], columns=list(ROUND.unknown.names), dtype=str)


def load_edition(folder: Path, settings: RoundSettings, month: Month, catalogue: Catalogue) -> Edition:
    """One edition of a round that was loaded.

    Args:
        folder: in which the editions of the round stand.

    Raises:
        InputError: with every problem, when anything is wrong with the edition, or there is none of that month.
    """
    if month not in files.edition_months(folder):
        problem, expected = "deze editie van de monitor bestaat niet", _available(folder)
        raise InputError([Problem(files.MONITOR, "", str(month), problem, expected, round=settings.round)])
    result = check_edition(folder, month, settings, catalogue)
    if result.edition is None:
        raise InputError(result.problems)
    return result.edition


def check_editions(folder: Path, catalogue_for: CatalogueFor, until: Month | None = None) -> Iterator[EditionCheck]:
    """Every edition of a round, up to a month where one is given, oldest first.

    A name in the monitor folder that is no edition is a problem of its own.

    Args:
        folder: the round folder; what is wrong with the round itself is left to its own check.
    """
    settings = settings_to_check_with(Intake(folder))
    catalogue = _catalogue(settings, catalogue_for)
    for name in files.edition_names(folder):
        if name not in map(str, files.edition_months(folder)):
            expected = "een map per editie met als naam een maand JJJJ-MM"
            problem = Problem(f"{files.MONITOR}/{name}", "", name, "dit is geen editie van de monitor", expected)
            yield EditionCheck(in_order([problem], folder), (), None)
    months = files.edition_months(folder, until)
    yield from (check_edition(folder, month, settings, catalogue) for month in months)


def _catalogue(settings: RoundSettings | None, catalogue_for: CatalogueFor) -> Catalogue | None:
    if settings is None:
        return None
    try:
        return catalogue_for(settings.model)
    except LookupError:
        return None


def _available(folder: Path) -> str:
    months = [str(month) for month in files.edition_months(folder)]
    return f"een editie die er is: {enumerate_nl(months)}" if months else "een map monitor/JJJJ-MM met realisaties.csv"
