"""What was published last of a figure whose publications stop before the years of its table, beside what medio has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.indicator_names import lower_name
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import estimated_years, realised_years
from mpp_lib.present.wording.sentences import Point
from mpp_lib.present.wording.year_texts import REALISED_YEARS
from mpp_lib.production.run import RoundResult


def last_published_note(result: RoundResult, indicators: Sequence[str]) -> str:
    """The last published year of each such figure, and the first and last year of medio; empty without one."""
    told = list(_told(result, indicators))
    return f"Laatst gepubliceerd, van voor deze jaren: {'; '.join(told)}." if told else ""


def _told(result: RoundResult, indicators: Sequence[str]) -> Iterator[str]:
    span = result.inputs.settings.span
    for name in indicators:
        last = max(realised_years(result, name), default=span.first_year)
        if last < span.first_year - REALISED_YEARS:
            ahead = enumerate_nl([_medio(result, name, year) for year in (span.first_year, span.end.year)])
            yield f"{_published(result, name, last)} (in medio {ahead})"


def _published(result: RoundResult, name: str, year: int) -> str:
    spec = result.chain.by_id[name].spec()
    about = "circa " if year in estimated_years(result, name) else ""
    value = Point(Period.of_year(year), realised_years(result, name)[year], realised=True).text(spec.unit)
    return f"{lower_name(spec)} {about}{value} in {year}"


def _medio(result: RoundResult, name: str, year: int) -> str:
    return f"{text_of(result.year(name, year, 'medio'), result.chain.by_id[name].unit)} in {year}"
