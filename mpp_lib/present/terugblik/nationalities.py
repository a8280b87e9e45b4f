"""First applications and nareis by nationality: what is known by month, and what of a total it makes up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from mpp_lib.base.dutch import enumerate_nl, month_name, number, percentage
from mpp_lib.base.look_back import KINDS, NATIONALITY, by_nationality, nationality_name
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared.unknown import MEANINGS
from mpp_lib.inputs.series import monthly
from mpp_lib.inputs.unknown import NOTHING_SAID, Unknown, is_broken
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import AS_PUBLISHED, NOTHING, if_known
from mpp_lib.present.wording.realised_history import estimated_months, realised_history
from mpp_lib.present.wording.sentences import more_or_less, sentence
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

FIRST_KIND, FAMILY_KIND = "eerste", "nareis"
MOST_YEARS = 5
REST, ALL = "overige", "totaal"
ROUNDED = "Cijfers naar nationaliteit zijn afgerond op vijf."
_MOST = {
    FIRST_KIND: "kwamen de meeste eerste asielaanvragen van mensen uit",
    FAMILY_KIND: "kwamen de meeste nareizigers uit",
}
_WHO = {FIRST_KIND: "eerste asielaanvragen", FAMILY_KIND: "ingereisde nareizigers"}


@dataclass(frozen=True)
class ByNationality:
    """What is known of one kind of inflow.

    Attributes:
        kind: ``eerste`` or ``nareis``.
        months: country → month → people, countries in order of the last twelve months, largest first.
        total: period of the chain's own indicator → people, the finest periods there are.
        estimated: country → months that are a raming; of :data:`ALL` those of the total.
        said: what is known of figures that are not there or not like the others.
        ids: country, or :data:`ALL`, → the indicator that it is said of.
    """

    kind: str
    months: Mapping[str, Mapping[Month, float]]
    total: Mapping[Period, float]
    estimated: Mapping[str, frozenset[Month]] = field(default_factory=dict)
    said: Unknown = NOTHING_SAID
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> Month:
        """The last month that most nationalities have."""
        ends = sorted(max(known) for known in self.months.values())
        return ends[len(ends) // 2]

    def of(self, country: str, months: Sequence[Month]) -> float | None:
        """A nationality over some months; None where one is missing."""
        known = self.months[country]
        return sum(known[month] for month in months) if all(month in known for month in months) else None

    def is_estimated(self, name: str, months: Iterable[Month]) -> bool:
        """Whether a row over some months is a raming, as a whole or in part; the rest follows from all others."""
        names = self.estimated if name == REST else [name]
        return any(self.estimated.get(one, frozenset()) & set(months) for one in names)

    def signs(self, name: str, months: Sequence[Month], *, known: bool) -> str:
        """The signs behind a row over some months, or in its place; the rest follows from all others."""
        names = [*self.months, ALL] if name == REST else [name]
        ids = [self.ids[one] for one in names if one in self.ids]
        found = {self.said.signs_behind(one, months) if known else self.said.sign(one, months) for one in ids}
        signs = "".join(sign for sign in MEANINGS if sign in "".join(found))
        return signs if known else signs[-1:]

    def month_signs(self, name: str) -> dict[Month, str]:
        """Month → the signs of a nationality."""
        absent = self.said.absent(self.ids.get(name, "")) - self.months[name].keys()
        months = [*self.months[name], *absent]
        found = {month: self.signs(name, [month], known=month not in absent) for month in months}
        return {month: signs for month, signs in found.items() if signs}

    def breaks(self, name: str) -> tuple[Month, ...]:
        """The months from which a nationality is counted otherwise."""
        return self.said.breaks(self.ids.get(name, ""))

    def are_alike(self, name: str, first: Month, last: Month) -> bool:
        """Whether a row is counted the same from one month to another."""
        return not is_broken(self.breaks(name), first, last)

    def all(self, months: Sequence[Month]) -> float | None:
        """All people over some months; None where periods don't make those up."""
        wanted = set(months)
        inside = {p: v for p, v in self.total.items() if set(p.months) <= wanted}
        return sum(inside.values()) if sum(p.length for p in inside) == len(months) else None


def nationalities_of(result: PrognoseResult, kind: str) -> ByNationality | None:
    """What a round holds of a kind; None where it holds nothing by nationality."""
    given = {
        nationality_name(country): monthly(result.inputs.realisations, by_nationality(country, kind))
        for country in _countries(result, kind)
    }
    known = {name: months for name, months in given.items() if months}
    if not known:
        return None
    last = ByNationality(kind, known, {}).last
    recent = set(month_range(last - 11, 12))
    size = {name: sum(v for month, v in months.items() if month in recent) for name, months in known.items()}
    order = sorted(known, key=lambda name: -size[name])
    points = realised_history(result, KINDS[kind])
    estimated = {
        nationality_name(country): estimated_months(result, by_nationality(country, kind))
        for country in _countries(result, kind)
    }
    estimated[ALL] = frozenset(month for point in points if point.estimated for month in point.period.months)
    total = {point.period: point.value for point in points}
    ids = {nationality_name(country): by_nationality(country, kind) for country in _countries(result, kind)}
    months = {name: known[name] for name in order}
    return ByNationality(kind, months, total, estimated, result.unknown, {**ids, ALL: KINDS[kind]})


def _countries(result: PrognoseResult, kind: str) -> list[str]:
    """The nationalities that a round holds of a kind, in the order of their first row."""
    names = dict.fromkeys(map(str, result.inputs.realisations["indicator"]))
    found = (NATIONALITY.fullmatch(name) for name in names)
    return [match[1] for match in found if match and match[2] == kind]


def nationality_table(result: PrognoseResult, found: ByNationality) -> Table[Record]:
    """Complete years that most nationalities have, and the last twelve months with shares; the rest makes it add up."""
    data = nationality_data(found)
    years = [name for name in map(str, data.columns) if name.isdigit()]
    months = f"Twaalf maanden tot en met {month_name(found.last)}"
    return Table(
        records(data),
        [
            Column("Nationaliteit", lambda row: f"{row['nationaliteit'][:1].upper()}{row['nationaliteit'][1:]}"),
            *(_count_column(found, year, year, Period.parse(year).months) for year in years),
            _count_column(found, "Aantal", "laatste", month_range(found.last - 11, 12), months),
            _share_column(found, "Aandeel", "aandeel", month_range(found.last - 11, 12), months),
            _share_column(found, "Aandeel jaar eerder", "aandeel_ervoor", month_range(found.last - 23, 12), months),
        ],
        title=f"{_WHO[found.kind].capitalize()} naar nationaliteit",
        note=f"{ROUNDED} {nationality_source(result, found)}",
        total=lambda row: row["nationaliteit"] == ALL,
        dense=True,
    )


def _count_column(
    found: ByNationality, heading: str, name: str, months: Sequence[Month], over: str = ""
) -> Column[Record]:
    """People over some months, a raming marked."""

    def text(row: Record) -> str:
        estimated = found.is_estimated(row["nationaliteit"], months)
        figure = if_known(row[name], lambda value: marked(number(value), ESTIMATED if estimated else ""))
        return signed(found, row["nationaliteit"], months, figure)

    return Column(heading, text, kind="number", over=over)


def _share_column(found: ByNationality, heading: str, name: str, months: Sequence[Month], over: str) -> Column[Record]:
    def text(row: Record) -> str:
        return signed(found, row["nationaliteit"], months, if_known(row[name], percentage))

    return Column(heading, text, kind="number", over=over)


def signed(found: ByNationality, name: str, months: Sequence[Month], figure: str) -> str:
    """A figure over some months with its signs; in the place of a dash why there is none."""
    signs = found.signs(name, months, known=figure != NOTHING)
    return with_signs("" if figure == NOTHING and signs else figure, signs)


def nationality_data(found: ByNationality) -> pd.DataFrame:
    """nationaliteit, a column per complete year, laatste, aandeel, aandeel_ervoor; then the rest and all."""
    recent, before = month_range(found.last - 11, 12), month_range(found.last - 23, 12)
    spans = {str(year): month_range(Month(year, 1), 12) for year in _complete_years(found)}
    spans |= {"laatste": recent, "ervoor": before}
    columns = {name: _people(found, months) for name, months in spans.items()}
    now, then = columns["laatste"], columns.pop("ervoor")
    shares = {"aandeel": _shares(now), "aandeel_ervoor": _shares(then)}
    return pd.DataFrame({"nationaliteit": [*found.months, REST, ALL], **columns, **shares}, dtype=object)


def nationality_finding(found: ByNationality) -> str:
    """Who came most in the last twelve months, with shares where the total is known, and how the largest changed."""
    recent, before = month_range(found.last - 11, 12), month_range(found.last - 23, 12)
    total = found.all(recent)
    largest, *others = found.months
    said = [f"{name} ({_of(found.of(name, recent), total)})" for name in others[:2]]
    start = f"in de twaalf maanden tot en met {month_name(found.last)} {_MOST[found.kind]}"
    size = found.of(largest, recent)
    followed = f", gevolgd door {enumerate_nl(said)}" if said else ""
    earlier = found.of(largest, before)
    change = ""
    alike = found.are_alike(largest, found.last - 23, found.last)
    if size is not None and earlier is not None and alike:
        change = (
            f"uit {largest} waren het er {more_or_less(earlier, size, AS_PUBLISHED, 'in de twaalf maanden ervoor')}"
        )
    return sentence(f"{start} {largest} ({_of(size, total)}){followed}", change)


def nationality_source(result: PrognoseResult, found: ByNationality) -> str:
    """Who published it, of the nationalities and of the total."""
    names = [by_nationality(country, found.kind) for country in _countries(result, found.kind)]
    total = ", ".join(sources_of(result, KINDS[found.kind]))
    sources = (*sources_of(result, *names), *([f"voor het totaal {total}"] if total else []))
    return f"{unknown_text(found)}{source_line(result, model=False, sources=sources)}"


def unknown_text(found: ByNationality) -> str:
    """Which nationalities end sooner than the others or miss months in between; nothing where none does."""
    ended = [
        f"{name} tot en met {month_name(max(known))}" for name, known in found.months.items() if _ends(found, name)
    ]
    gaps = [name for name, known in found.months.items() if len(known) < max(known).since(min(known)) + 1]
    said = [f"Bekend van {enumerate_nl(ended)}. "] if ended else []
    return "".join([*said, *([f"Niet van elke maand bekend: {enumerate_nl(gaps)}. "] if gaps else [])])


def _ends(found: ByNationality, name: str) -> bool:
    return max(found.months[name]) < found.last


def _complete_years(found: ByNationality) -> list[int]:
    """The last years that most nationalities have; the last twelve months are not repeated."""
    years = {month.year for known in found.months.values() for month in known}
    spans = {year: month_range(Month(year, 1), 12) for year in sorted(years)}
    having = {year: sum(_is_told(found, name, span) for name in found.months) for year, span in spans.items()}
    complete = [year for year, count in having.items() if 2 * count > len(found.months)]
    return [year for year in complete if Month(year, 12) != found.last][-MOST_YEARS:]


def _is_told(found: ByNationality, name: str, months: Sequence[Month]) -> bool:
    """Whether there is a figure of a nationality, or it is said why there is none."""
    return found.of(name, months) is not None or bool(found.signs(name, months, known=False))


def _people(found: ByNationality, months: Sequence[Month]) -> list[float | None]:
    """Every nationality over these months, the rest and all."""
    parts = [found.of(name, months) for name in found.months]
    total = found.all(months)
    rest = None if total is None or None in parts else total - _sum(parts)
    return [*parts, rest, total]


def _shares(column: Sequence[float | None]) -> list[float | None]:
    total = column[-1]
    return [None if value is None or not total else value / total for value in column]


def _sum(values: Iterable[float | None]) -> float:
    return sum(value for value in values if value is not None)


def _of(value: float | None, total: float | None) -> str:
    return if_known(value, lambda known: percentage(known / total) if total else number(known))
