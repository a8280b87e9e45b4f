"""From what a source gave to rows of ``realisaties.csv``, by its mapping; of what is unknown, rows to mark it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.periods import HALF_YEAR, MONTH, QUARTER, YEAR, Period
from mpp_lib.inputs.declared.unknown import ABSENT, MEANINGS
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.numbers import UnreadableError
from mpp_lib.inputs.reading.period_codes import NAMES
from mpp_lib.inputs.rules.indicators import known_indicators
from mpp_lib.inputs.source.cells import figure_in, period_in, text_of
from mpp_lib.inputs.source.delivered import PERIODS, STATUSES, VALUES, Delivered, Record
from mpp_lib.inputs.source.mapping import ReadMapping, Series, factor_of
from mpp_lib.inputs.source.signs import Said, meaning_of

Row = dict[str, Any]
Place = tuple[str, str]
"""Period and indicator."""
_LENGTHS = {"maand": MONTH, "kwartaal": QUARTER, "jaar": YEAR}
_DECIMALS = 9


@dataclass
class Figures:
    """What came out of a source.

    Attributes:
        rows: of ``realisaties.csv``, by indicator and period.
        places: period and indicator → where the figure stands.
        unknown: rows as ``onbekend.csv`` has them: periode, indicator, teken, reden, bron.
    """

    rows: list[Row] = field(default_factory=list)
    places: dict[Place, str] = field(default_factory=dict)
    unknown: list[Row] = field(default_factory=list)


def figures_of(delivered: Delivered, read: ReadMapping, catalogue: Catalogue, source: str) -> Figures:
    """The figures that a mapping finds in what a source gave.

    Args:
        source: what stands in ``bron`` of each.

    Raises:
        InputError: with everything in the mapping that is not there, and everything that cannot be read.
    """
    columns = _Columns.of(delivered, read)
    refused = list(columns.refused())
    if refused:
        raise InputError(refused)
    taking = _Taking(columns, catalogue, source)
    taking.take()
    if taking.problems:
        raise InputError(dict.fromkeys(taking.problems))
    for rows in (taking.found.rows, taking.found.unknown):
        rows.sort(key=lambda row: (row["indicator"], Period.parse(row["periode"])))
    return taking.found


@dataclass(frozen=True)
class _Columns:
    """Which columns of a source hold what; the usual ones where the mapping does not say."""

    delivered: Delivered
    read: ReadMapping
    period: str
    status: str

    @classmethod
    def of(cls, delivered: Delivered, read: ReadMapping) -> _Columns:
        table = read.mapping.table
        period = table.period or _usual(PERIODS, delivered.columns)
        return cls(delivered, read, period, table.status or _usual(STATUSES, delivered.columns))

    def value_of(self, series: Series) -> str:
        return series.value or _usual(VALUES, self.delivered.columns)

    def refused(self) -> Iterator[Problem]:
        """Every column that the mapping names and the source does not have."""
        table = self.read.mapping.table
        named: dict[str, tuple[str, ...]] = {"tabel.periode": (self.period or PERIODS[0],)}
        named["tabel.status"] = (table.status,) if table.status else ()
        for number, series in enumerate(self.read.mapping.series):
            named[f"reeksen.{number}.waarde"] = (self.value_of(series) or VALUES[0],)
            named[f"reeksen.{number}.waar"] = tuple(series.where)
        for where, columns in named.items():
            for column in columns:
                if column not in self.delivered.columns:
                    expected = expected_name(f"een kolom van {self.delivered.name}", column, self.delivered.columns)
                    yield Problem(self.read.file, where, column, "deze kolom is er niet", expected)
                elif self.delivered.columns.count(column) > 1:
                    problem = f"zo heet meer dan één kolom van {self.delivered.name}"
                    yield Problem(self.read.file, where, column, problem, "een kolom met een eigen naam")


def _usual(usual: Sequence[str], columns: Sequence[str]) -> str:
    return next((name for name in usual if name in columns), "")


class _Taking:
    """Goes through the records once, and takes what a series asks for."""

    def __init__(self, columns: _Columns, catalogue: Catalogue, source: str) -> None:
        self.columns, self.source = columns, source
        self.mapping = columns.read.mapping
        names = (series.indicator for series in self.mapping.series)
        known = known_indicators(names, catalogue, looked_back=True)
        self.factors = {s.indicator: factor_of(s.unit, known[s.indicator]) or 1.0 for s in self.mapping.series}
        self.lengths = {_LENGTHS[name] for name in self.mapping.periods}
        self.found = Figures()
        self.problems: list[Problem] = []
        self.seen: dict[Place, str] = {}

    def take(self) -> None:
        asked = _asked(self.mapping.series)
        met: set[int] = set()
        for record in self.columns.delivered.records:
            for names, series in asked.items():
                chosen = series.get(tuple(text_of(record.cells.get(name)) for name in names), ())
                met.update(number for number, _ in chosen)
                for _, one in chosen:
                    self._take(record, one)
        for number, one in enumerate(self.mapping.series):
            if number not in met:
                self.problems.append(self._not_met(number, one))

    def _take(self, record: Record, series: Series) -> None:
        try:
            period, sign = period_in(record.cells.get(self.columns.period))
        except UnreadableError as error:
            self._refuse(record, self.columns.period, error, "een maand, kwartaal of jaar")
            return
        if period.length == HALF_YEAR and HALF_YEAR not in self.lengths:
            half = UnreadableError(f"dit is {NAMES[HALF_YEAR]}")
            self._refuse(record, self.columns.period, half, "een maand, kwartaal of jaar")
        elif period.length in self.lengths:
            self._take_figure(record, series, period, sign)

    def _take_figure(self, record: Record, series: Series, period: Period, sign: str) -> None:
        column = self.columns.value_of(series)
        try:
            figure = figure_in(record.cells.get(column), self.mapping.table.decimal, self.mapping.signs)
            said = self._said(sign, figure.sign, text_of(record.cells.get(self.columns.status)))
        except UnreadableError as error:
            self._refuse(record, column, error, "een getal, of een teken dat onder tekens in de koppeling staat")
            return
        value = 0.0 if said.zero else figure.value
        nothing = value is None and not said.unknown and self.columns.delivered.across
        if said.empty or nothing:
            return
        place = str(period), series.indicator
        if place in self.seen:
            expected = f"elk cijfer één keer; {', '.join(place)} staat ook in {self.seen[place]}"
            self._refuse(record, column, UnreadableError("dit cijfer is er al"), expected)
            return
        self.seen[place] = record.place
        mark = said.unknown or ("." if value is None else "")
        if mark:
            reason = MEANINGS[mark] if said.unknown else "geen cijfer in de bron"
            row = {"periode": place[0], "indicator": place[1], "teken": mark, "reden": reason, "bron": self.source}
            self.found.unknown.append(row)
        if value is not None and mark not in ABSENT:
            self._add(place, record, value * self.factors[series.indicator], said.status or series.status)

    def _add(self, place: Place, record: Record, value: float, status: str) -> None:
        row = {"periode": place[0], "indicator": place[1], "waarde": round(value, _DECIMALS), "status": status}
        self.found.rows.append(row | {"bron": self.source})
        self.found.places[place] = record.place

    def _said(self, *signs: str) -> Said:
        said = Said()
        for sign in signs:
            means = meaning_of(sign, self.mapping.signs)
            if means is None:
                raise UnreadableError(f"wat het teken {shorten(sign)} betekent, is niet bekend")
            said = said.also(means)
        return said

    def _refuse(self, record: Record, column: str, error: UnreadableError, expected: str) -> None:
        where = record.place if self.columns.delivered.across else f"{record.place}, kolom {column}"
        found = shorten(text_of(record.cells.get(column)))
        self.problems.append(
            Problem(self.columns.delivered.name, where, found, error.problem, error.expected or expected)
        )

    def _not_met(self, number: int, series: Series) -> Problem:
        """A series that no row is of: the first of its conditions that nothing meets, with what there is."""
        for name, wanted in series.where.items():
            there = {text_of(record.cells.get(name)) for record in self.columns.delivered.records}
            if str(wanted).strip() not in there:
                expected = expected_name("wat in die kolom staat", str(wanted), there - {""})
                where = f"reeksen.{number}.waar.{name}"
                return Problem(self.columns.read.file, where, str(wanted), "dit staat niet in de bron", expected)
        problem, expected = "geen rij van de bron hoort bij deze reeks", "een keuze die samen voorkomt"
        return Problem(self.columns.read.file, f"reeksen.{number}", series.indicator, problem, expected)


def _asked(series: Iterable[Series]) -> Mapping[tuple[str, ...], Mapping[tuple[str, ...], list[tuple[int, Series]]]]:
    """Columns → what stands in them → the series of those rows, with its number."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], list[tuple[int, Series]]]] = {}
    for number, one in enumerate(series):
        names = tuple(sorted(one.where))
        values = tuple(str(one.where[name]).strip() for name in names)
        found.setdefault(names, {}).setdefault(values, []).append((number, one))
    return found
