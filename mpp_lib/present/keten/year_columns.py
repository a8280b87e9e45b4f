"""What tables of the chain by year share: the columns of their years, and how a row is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mpp_lib.base.result_table import REALISED
from mpp_lib.present.shown.table import Column, Key
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.present.wording.printed_values import heading_of
from mpp_lib.present.wording.year_texts import YearTexts, ahead_heading
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult


def columns_by_year(result: RoundResult, years: YearTexts, first: int) -> Iterator[Column[Sequence[str]]]:
    """A column per year, realised and ahead, from the place ``first`` in a row on."""
    for place, year in enumerate(years.realised, first):
        yield Column(str(year), place, kind="number", role="realised", over="Gerealiseerd", key=realised_in(year))
    for place, year in enumerate(years.ahead, first + len(years.realised)):
        yield Column(str(year), place, kind="number", over=ahead_heading(result), key=Key(period=str(year)))


def realised_in(year: int) -> Key:
    """What the realised figures of a year go by."""
    return Key(scenario=REALISED, period=str(year))


def label_with_unit(node: Node) -> str:
    """The label of an indicator, with its unit where that does not speak for itself."""
    label = capital(own_label(node.spec()))
    return label if node.unit in ("personen", "zaken", "aandeel") else f"{label} ({heading_of(node.unit)})"


def capital(text: str) -> str:
    """The text with a capital in front."""
    return f"{text[:1].upper()}{text[1:]}"
