"""What follows from the declaration of a table beyond its single cells: the same rules for every table there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.column import Column, Reference
from mpp_lib.inputs.reading.privacy import personal_number, personal_text, remark_on, remarkable_words
from mpp_lib.inputs.reading.settings import FAR_FROM_ROUND, RoundSettings
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.indicators import expected_indicator, known_indicators


def check_declared(table: Table, settings: RoundSettings | None, catalogue: Catalogue | None) -> Iterator[Problem]:
    """Every refusal that can be judged: without settings or catalogue only what does not need them."""
    yield from refuse_personal_numbers(table)
    yield from refuse_falling_numbers(table)
    if settings is not None:
        yield from refuse_years_outside_horizon(table, settings)
        yield from refuse_months_after_horizon(table, settings)
        yield from refuse_days_far_from_round(table, settings)
    if catalogue is not None:
        yield from refuse_unknown_indicators(table, catalogue)


def refuse_personal_numbers(table: Table) -> Iterator[Problem]:
    """No cell of text seems to hold a BSN or v-nummer."""
    for column in table.declared.columns:
        if column.type == "text":
            found = set(filter(personal_number, table.distinct(column.name)))
            for row, cell in table.rows(column.name) if found else ():
                if cell in found:
                    yield from personal_text(table.file, table.place(row, column.name), cell)


def warn_personal_words(table: Table) -> Iterator[Problem]:
    """No cell of text seems to lead to a person: remarkable, for it may be an address of an office."""
    for column in table.declared.columns:
        if column.type == "text":
            found = set(filter(remarkable_words, table.distinct(column.name)))
            for row, cell in table.rows(column.name) if found else ():
                if cell in found:
                    yield from remark_on(table.file, table.place(row, column.name), cell)


def refuse_falling_numbers(table: Table) -> Iterator[Problem]:
    """Numbers that go up from left to right, those that are given."""
    ascending = table.declared.ascending
    for row, *values in table.rows(*ascending) if ascending else ():
        given = [value for value in values if pd.notna(value)]
        if given != sorted(given):
            found = "; ".join(shown(value) for value in given)
            yield table.of(f"rij {row}", found, "de cijfers lopen niet op", " ≤ ".join(ascending))


def refuse_years_outside_horizon(table: Table, settings: RoundSettings) -> Iterator[Problem]:
    """No row is about a year the round does not look at."""
    years = settings.span.calendar_years
    for column in _referring(table, "horizon"):
        for row, year in table.rows(column.name) if column.type == "whole" else ():
            if year not in years:
                expected = f"een jaar van {years[0]} tot en met {years[-1]}"
                yield table.at(row, column.name, "dit jaar ligt buiten de horizon", expected)


def refuse_months_after_horizon(table: Table, settings: RoundSettings) -> Iterator[Problem]:
    """Nothing starts after the last month of the round: it would never count."""
    end = str(settings.span.end)
    for column in _referring(table, "horizon"):
        for row, month in table.rows(column.name) if column.type == "month" else ():
            if month > end:
                yield table.at(row, column.name, "deze maand ligt na de horizon", f"een maand tot en met {end}")


def refuse_days_far_from_round(table: Table, settings: RoundSettings) -> Iterator[Problem]:
    """What was done for a round was done within a few years of it."""
    for column in table.declared.columns:
        for row, day in table.rows(column.name) if column.type == "day" else ():
            if day and not settings.near(date.fromisoformat(day)):
                yield table.at(row, column.name, FAR_FROM_ROUND, settings.days_near)


def refuse_unknown_indicators(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every row is about an indicator of the chain, or one that may be looked back on, or about none."""
    for column in _referring(table, "indicator", "realised"):
        looked_back = column.refers == "realised"
        rows = list(table.rows(column.name))
        known = known_indicators((name for _, name in rows), catalogue, looked_back=looked_back)
        for row, indicator in rows:
            if indicator and indicator not in known:
                expected = expected_indicator(indicator, catalogue, looked_back=looked_back)
                yield table.at(row, column.name, "onbekende indicator", expected)


def _referring(table: Table, *kinds: Reference) -> Iterator[Column]:
    return (column for column in table.declared.columns if column.refers in kinds)
