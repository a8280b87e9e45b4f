"""Asylum applications in the European Union, and the share of them that were made in the Netherlands.

Two sources with different definitions: Eurostat by month, as long as it is there, and UNHCR by year. They are never
joined to one series; where both have a year, both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import month_name, number, percentage, signed
from mpp_lib.base.look_back import EU_COUNTRIES, EUROPE_COVERAGE, EUROPE_MONTHLY, EUROPE_YEARLY
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.inputs.series import monthly
from mpp_lib.inputs.unknown import is_broken
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import AS_PUBLISHED, NOTHING, if_known
from mpp_lib.present.wording.realised_history import estimated_years, realised_history, realised_years
from mpp_lib.present.wording.sentences import more_or_less, sentence
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

MOST_YEARS = 10
_INDICATORS = {"Eurostat": EUROPE_MONTHLY, "UNHCR": EUROPE_YEARLY}
_COLUMNS = ["jaar", "nederland", "eurostat", "aandeel_eurostat", "unhcr", "aandeel_unhcr"]


@dataclass(frozen=True)
class Europe:
    """What a round holds of Europe.

    Attributes:
        months: month → first applications in the EU that Eurostat knows of.
        complete: months of which every country of the EU reported; all of them where coverage is not delivered.
        years: year → new applications in the EU according to UNHCR.
        netherlands: year → first applications in the Netherlands.
        breaks: source → months from which its figures are not like those before.
    """

    months: Mapping[Month, float]
    complete: frozenset[Month]
    years: Mapping[int, float]
    netherlands: Mapping[int, float]
    breaks: Mapping[str, tuple[Month, ...]] = field(default_factory=dict)

    @property
    def eurostat_years(self) -> dict[int, float]:
        """Years of which every month is complete."""
        spans = {year: month_range(Month(year, 1), 12) for year in sorted({month.year for month in self.months})}
        return {
            year: sum(self.months[month] for month in span)
            for year, span in spans.items()
            if self.complete.issuperset(span) and all(month in self.months for month in span)
        }

    @property
    def shares(self) -> dict[str, dict[int, float]]:
        """Source → year → share of the Netherlands, of the years that source and the Netherlands both have."""
        totals = {"Eurostat": self.eurostat_years, "UNHCR": self.years}
        return {
            source: {
                y: self.netherlands[y] / total for y, total in known.items() if y in self.netherlands and total > 0
            }
            for source, known in totals.items()
        }


def europe_of(result: PrognoseResult) -> Europe | None:
    """What a round holds of Europe; None where it holds neither source."""
    realised = result.inputs.realisations
    months = monthly(realised, EUROPE_MONTHLY)
    coverage = monthly(realised, EUROPE_COVERAGE)
    history = realised_history(result, EUROPE_YEARLY)
    years = {known.period.start.year: known.value for known in history if known.period.length == YEAR}
    if not months and not years:
        return None
    complete = frozenset(month for month in months if coverage.get(month, EU_COUNTRIES) >= EU_COUNTRIES)
    breaks = {source: result.unknown.breaks(indicator) for source, indicator in _INDICATORS.items()}
    return Europe(months, complete, years, realised_years(result, FIRST_INFLOW), breaks)


def europe_table(result: PrognoseResult, found: Europe) -> Table[Record]:
    """Both sources by year with the Dutch share of each; a dash where a source lacks a year or part of it."""
    return Table(
        records(europe_data(found)),
        [
            Column("Jaar", "jaar"),
            _counted(result, FIRST_INFLOW, "Nederland", partial(_netherlands, estimated_years(result, FIRST_INFLOW))),
            _counted(result, EUROPE_MONTHLY, "EU volgens Eurostat", lambda row: if_known(row["eurostat"], number)),
            Column("Aandeel", lambda row: if_known(row["aandeel_eurostat"], percentage), kind="number"),
            _counted(result, EUROPE_YEARLY, "EU volgens UNHCR", lambda row: if_known(row["unhcr"], number)),
            Column("Aandeel", lambda row: if_known(row["aandeel_unhcr"], percentage), kind="number"),
        ],
        title="Asielaanvragen in de Europese Unie en het aandeel van Nederland",
        note=f"{definitions_note(found)} {europe_source(result)}",
    )


def _counted(result: PrognoseResult, indicator: str, heading: str, of: Callable[[Record], str]) -> Column[Record]:
    """Figures of a year with their signs; in the place of a dash why there is none."""

    def text(row: Record) -> str:
        figure, months = of(row), Period.of_year(int(row["jaar"])).months
        if figure == NOTHING:
            return result.unknown.sign(indicator, months) or NOTHING
        return with_signs(figure, result.unknown.signs_behind(indicator, months))

    return Column(heading, text, kind="number")


def _netherlands(estimated: frozenset[int], row: Record) -> str:
    """First applications of a year, a raming marked."""
    status = ESTIMATED if int(row["jaar"]) in estimated else ""
    return if_known(row["nederland"], lambda value: marked(number(value), status))


def europe_data(found: Europe) -> pd.DataFrame:
    """jaar, nederland, eurostat, aandeel_eurostat, unhcr, aandeel_unhcr; at most ten years, the last ones."""
    eurostat, shares = found.eurostat_years, found.shares
    years = sorted({*eurostat, *found.years})[-MOST_YEARS:]
    rows = [
        (
            str(year),
            found.netherlands.get(year),
            eurostat.get(year),
            shares["Eurostat"].get(year),
            found.years.get(year),
            shares["UNHCR"].get(year),
        )
        for year in years
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype(dict.fromkeys(_COLUMNS[1:], float))


def europe_finding(found: Europe) -> str:
    """The last year in the EU beside the one before it, by one source, and the share of the Netherlands in it."""
    source, known = _latest(found)
    if not known:
        return "Van geen enkel jaar is een volledig cijfer van de Europese Unie bekend."
    last = max(known)
    alike = not is_broken(found.breaks.get(source, ()), Month(last - 1, 1), Month(last, 12))
    before = (
        f", {more_or_less(known[last - 1], known[last], AS_PUBLISHED, f'in {last - 1}')}"
        if last - 1 in known and alike
        else ""
    )
    start = f"in {last} werden in de Europese Unie volgens {source} {number(known[last])} asielaanvragen gedaan"
    return sentence(f"{start}{before}", _share_clause(found.shares[source], last))


def _share_clause(shares: Mapping[int, float], last: int) -> str:
    if last not in shares:
        return ""
    text = f"{percentage(shares[last])} daarvan in Nederland"
    earlier = {year: share for year, share in shares.items() if year < last}
    if not earlier:
        return text
    years = f"de jaren {min(earlier)} tot en met {max(earlier)}" if len(earlier) > 1 else str(min(earlier))
    return f"{text}, tegen {_reach([percentage(value) for value in sorted(earlier.values())])} in {years}"


def _reach(texts: Sequence[str]) -> str:
    """From the first to the last, in order of size; once where they are printed alike."""
    return texts[0] if texts[0] == texts[-1] else f"{texts[0]} tot {texts[-1]}"


def _latest(found: Europe) -> tuple[str, Mapping[int, float]]:
    """The source with the most recent year."""
    sources: Sequence[tuple[str, Mapping[int, float]]] = (("UNHCR", found.years), ("Eurostat", found.eurostat_years))
    return max(sources, key=lambda pair: max(pair[1], default=0))


def definitions_note(found: Europe) -> str:
    """That the sources differ, by how much where both have a year, and which months of Eurostat are incomplete."""
    parts = ["Eurostat telt mensen die voor het eerst asiel aanvroegen, UNHCR nieuwe aanvragen"]
    both = {
        y: found.years[y] / total - 1 for y, total in found.eurostat_years.items() if y in found.years and total > 0
    }
    if both:
        years = f"{min(both)}–{max(both)}" if len(both) > 1 else str(min(both))
        apart = _reach([f"{signed(100 * value, 1)}%" for value in sorted(both.values())])
        parts.append(f"in {years} week het totaal van UNHCR {apart} af van dat van Eurostat")
    missing = sorted(set(found.months) - found.complete)
    if missing:
        parts.append(f"van {_spans(missing)} kent Eurostat niet alle {EU_COUNTRIES} landen")
    return sentence(*parts)


def _spans(months: Sequence[Month]) -> str:
    """Stretches of months that follow each other."""
    stretches: list[list[Month]] = []
    for month in months:
        if stretches and month.since(stretches[-1][-1]) == 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return " en van ".join(
        month_name(one[0]) if len(one) == 1 else f"{month_name(one[0])} tot en met {month_name(one[-1])}"
        for one in stretches
    )


def europe_source(result: PrognoseResult) -> str:
    """Who published it."""
    home = ", ".join(sources_of(result, FIRST_INFLOW))
    sources = (*sources_of(result, EUROPE_MONTHLY, EUROPE_YEARLY), f"voor Nederland {home}")
    return source_line(result, model=False, sources=sources)
