"""Why a total in a table is not the sum of the parts beside it, where it isn't: a sentence by rule for below the table.

Every figure is rounded by itself, so that it is the same wherever it stands (docs/besluiten/0009); and realised totals
and parts can come from sources that count or round differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.adding_up import totals_of
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import exact_text, printed
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import publisher
from mpp_lib.production.chain_data import Array
from mpp_lib.production.run import RoundResult

ROUNDED_SUMS = "Elk cijfer is voor zich afgerond: een totaal kan een of meer tientallen verschillen van de som."


def shown_sums(result: RoundResult, indicators: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Totals among the indicators of which every part is among them too → those parts."""
    shown = set(indicators)
    return {name: parts for name, parts in totals_of(result.chain).items() if {name, *parts} <= shown}


def rounding_differs(result: RoundResult, indicators: Sequence[str]) -> bool:
    """Whether any total among the indicators is printed otherwise than the sum of its printed parts."""
    return any(
        bool(np.any(_printed(result, name) != sum(_printed(result, part) for part in parts)))
        for name, parts in shown_sums(result, indicators).items()
    )


def _printed(result: RoundResult, indicator: str) -> Array:
    unit = result.chain.by_id[indicator].unit
    values: Array = np.vectorize(lambda value: printed(float(value), unit))(result.years[indicator])
    return values


def unequal_realised(
    result: RoundResult, indicators: Sequence[str], years: Sequence[int]
) -> Mapping[str, dict[int, tuple[float, float]]]:
    """Total → year → (realised total, sum of its realised parts), where the two are printed differently."""
    found = {name: dict(_unequal(result, name, parts, years)) for name, parts in shown_sums(result, indicators).items()}
    return {name: apart for name, apart in found.items() if apart}


def _unequal(
    result: RoundResult, total: str, parts: Sequence[str], years: Sequence[int]
) -> Iterator[tuple[int, tuple[float, float]]]:
    whole, pieces = realised_years(result, total), [realised_years(result, part) for part in parts]
    for year in years:
        if year in whole and all(year in piece for piece in pieces):
            together = sum(piece[year] for piece in pieces)
            if round(whole[year]) != round(together):
                yield year, (whole[year], together)


def realised_sums_note(result: RoundResult, indicators: Sequence[str], years: Sequence[int]) -> str:
    """That realised totals are not the sum of their parts, by which sources and how much; empty where they all are."""
    return " ".join(
        _apart(result, total, apart) for total, apart in unequal_realised(result, indicators, years).items()
    )


def _apart(result: RoundResult, total: str, apart: Mapping[int, tuple[float, float]]) -> str:
    node = result.chain.by_id[total]
    said = [
        f"in {year} {exact_text(whole, node.unit)} tegenover {exact_text(together, node.unit)}"
        for year, (whole, together) in apart.items()
    ]
    who = enumerate_nl(list(dict.fromkeys(_publisher(result, total, year) for year in apart)))
    subject = subject_of(node.spec())
    return sentence(
        f"gerealiseerd {subject.verb('is', 'zijn')} {subject.text} niet de som van de delen: {enumerate_nl(said)}",
        f"het totaal is van {who}, de delen zijn van bronnen die anders tellen of afronden",
    )


def _publisher(result: RoundResult, indicator: str, year: int) -> str:
    rows = result.inputs.realisations
    rows = rows[(rows["indicator"] == indicator) & (rows["periode"] == str(Period.of_year(year)))]
    return publisher(str(rows["bron"].iloc[0])) if len(rows) else "de som van kortere perioden"
