"""``rounds/_gepubliceerd``: what published MPP rounds forecast, what happened, and what was published besides.

The folder belongs to no round. It holds figures as others made them public, each with its source and the month in which
it was known; a month lets a report leave out what came after its cut-off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import MONTH_TEXT, YEAR_TEXT, Month
from mpp_lib.inputs.declared.published import PUBLISHED_TABLES
from mpp_lib.inputs.reading.files import PUBLISHED
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.rules.declared import check_declared


@dataclass(frozen=True)
class PublishedFigures:
    """The tables of the folder, with the columns of their files; empty numbers are NaN, empty text is ``""``.

    Attributes:
        forecasts: ``prognoses.csv``: minimum, medio and maximum as quantiles 1/8, 2/3 and 7/8; a range or only a medio.
        realised: ``realisaties.csv``: the best figure of a year, the bounds it certainly lies between, or both.
        others: ``overige.csv``: what was published and is no minimum, medio or maximum; what has an indicator is a
            number (as text) for a year or for the end of one, and can stand beside an outcome.
    """

    forecasts: pd.DataFrame
    realised: pd.DataFrame
    others: pd.DataFrame

    def known_on(self, day: date) -> PublishedFigures:
        """What was surely known on a day: publications carry a month, so those of the day's own month are left out.

        Of the others those without a month are left out too.
        """
        others = self.others[self.others["bekend"] != ""]
        return PublishedFigures(*(_before(frame, day) for frame in (self.forecasts, self.realised, others)))


def read_published(root: Path, catalogue: Catalogue) -> PublishedFigures:
    """The folder under ``root``, the folder of the rounds; empty tables where there is none.

    Args:
        catalogue: of the chain whose indicators the figures are about.

    Raises:
        InputError: with everything that is wrong with it.
    """
    intake = Intake(root / PUBLISHED)
    tables = tuple(read_table(intake, table) for table in PUBLISHED_TABLES)
    problems = [*intake.problems, *_refused(tables, catalogue), *_unread(intake.folder)]
    if problems:
        raise InputError(problem.of_round(PUBLISHED) for problem in problems)
    return PublishedFigures(*(table.values for table in tables))


def _refused(tables: tuple[Table, ...], catalogue: Catalogue) -> Iterator[Problem]:
    for table in tables:
        yield from check_declared(table, None, catalogue)
    forecasts, realised, others = tables
    yield from refuse_no_forecast(forecasts)
    yield from refuse_bounds_around_nothing(realised)
    yield from refuse_floor_as_figure(realised)
    yield from refuse_known_too_early(realised)
    yield from refuse_nothing_to_stand_beside(others)


def refuse_no_forecast(forecasts: Table) -> Iterator[Problem]:
    """A row holds a range, a medio or both: half a range says nothing about a chance."""
    for row, low, mid, high in forecasts.rows("minimum", "medio", "maximum"):
        if pd.isna(low) != pd.isna(high) or (pd.isna(low) and pd.isna(mid)):
            found = "; ".join(shown(value) if pd.notna(value) else "leeg" for value in (low, mid, high))
            expected = "minimum en maximum, medio, of alle drie; wat iets anders is hoort in overige.csv"
            yield forecasts.of(f"rij {row}", found, "dit is geen bandbreedte en geen medio", expected)


def refuse_bounds_around_nothing(realised: Table) -> Iterator[Problem]:
    """A realised figure lies between its own bounds, which come in pairs and may stand alone."""
    for row, low, value, high in realised.rows("laag", "waarde", "hoog"):
        bounds = [end for end in (low, high) if pd.notna(end)]
        sound = low <= high if pd.isna(value) else not bounds or low <= value <= high
        if not sound:
            found = "; ".join(shown(number_) if pd.notna(number_) else "leeg" for number_ in (low, value, high))
            problem = "een waarde ligt tussen haar grenzen, en grenzen komen met hun tweeën"
            expected = "laag ≤ waarde ≤ hoog, alleen een waarde, of alleen beide grenzen"
            yield realised.of(f"rij {row}", found, problem, expected)


def refuse_floor_as_figure(realised: Table) -> Iterator[Problem]:
    """What a year certainly reached is no best figure of it as long as it may have come to more."""
    for row, low, value, high in realised.rows("laag", "waarde", "hoog"):
        if value == low < high:
            problem, expected = "een ondergrens is geen realisatie", "een lege waarde, of een cijfer boven laag"
            yield realised.at(row, "waarde", problem, expected)


def refuse_known_too_early(realised: Table) -> Iterator[Problem]:
    """A year is realised when it is over; a raming may come before."""
    for row, year, status, known in realised.rows("jaar", "status", "bekend"):
        if known <= f"{year}-12" and (status != "raming" or known < f"{year}-01"):
            yield realised.at(
                row, "bekend", f"{year} is dan nog niet voorbij", f"een maand na {year}-12, of een raming"
            )


def refuse_nothing_to_stand_beside(others: Table) -> Iterator[Problem]:
    """What stands beside a yearly outcome is a number, of a year or its last month, known from a month on."""
    expected = {
        "periode": "een jaar JJJJ, of JJJJ-12 voor een stand aan het eind ervan",
        "waarde": "een getal in cijfers",
        "bekend": "een maand als JJJJ-MM",
    }
    fits = {"periode": rf"{YEAR_TEXT}(-12)?", "waarde": r"\d+", "bekend": MONTH_TEXT}
    for row, indicator, *cells in others.rows("indicator", *fits):
        for (column, pattern), text in zip(fits.items(), cells, strict=True):
            if indicator and not re.fullmatch(pattern, str(text)):
                yield others.at(row, column, "dit is niet naast een uitkomst te zetten", expected[column])


def _unread(folder: Path) -> Iterator[Problem]:
    known = sorted(table.file for table in PUBLISHED_TABLES)
    for path in sorted(folder.glob("*")):
        if path.name not in known and not path.name.startswith((".", "~$")):
            yield Problem(path.name, "", "", "dit bestand wordt niet gelezen", f"alleen {', '.join(known)}")


def _before(frame: pd.DataFrame, day: date) -> pd.DataFrame:
    return frame[frame["bekend"] < str(Month(day.year, day.month))].reset_index(drop=True)
