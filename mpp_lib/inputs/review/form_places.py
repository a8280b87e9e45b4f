"""The reactieformulier: its sheets, its columns, and what a row of it is about. Written and read by the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.inputs.declared.products import PROGNOSE
from mpp_lib.inputs.declared.review import EXPERTS
from mpp_lib.inputs.review.comment import Figure, Place, Quote
from mpp_lib.inputs.review.page import LABELS, Page
from mpp_lib.inputs.review.versions_read import Number, VersionsRead

ABOUT, PLACES, FIGURES = "Toelichting", "Reacties", "Eigen cijfers"
ROUND, VERSION, CHECKSUM, PARTNER, TOKEN = "ronde", "versie", "controlegetal", "organisatie", "kenmerk"
KIND, WORDS, PROPOSAL, MARK = "soort", "opmerking", "voorstel", "kenmerk van de plaats"
ANSWERS = (KIND, WORDS, PROPOSAL)
"""The cells that are filled, the last three of a row."""
HEADINGS = {
    PLACES: ("nr.", "wat", "plaats", MARK, *ANSWERS),
    FIGURES: ("nr.", "cijfer", "scenario", "jaar", "waarde", "eenheid", MARK, *ANSWERS),
}
"""Sheet → its columns."""
HEAD_ROW = 3
MOST_QUOTED = 200
_BETWEEN = " | "
_WORDS = {"sec-": "paragraaf", "tbl-": "tabel", "fig-": "figuur"}


@dataclass(frozen=True)
class Row:
    """A row of the form, without the answers.

    Attributes:
        mark: how it names its place in the file.
    """

    mark: str
    cells: tuple[str, ...]
    number: Number | None = None


def place_rows(page: Page) -> Iterator[Row]:
    """The headings, tables and figures of a version, in order, and the paragraphs under each heading."""
    paragraphs = {block.id: block for block in page.blocks if block.section.startswith("sec-")}
    for name in page.elements:
        if name in page.sections and (title := page.title(name)):
            yield Row(name, (_WORDS[name[:4]], title))
        elif name in paragraphs and paragraphs[name].text.strip():
            words = paragraphs[name].words
            short = words if len(words) <= MOST_QUOTED else f"{words[:MOST_QUOTED]}…"
            yield Row(name, ("alinea", short))


def figure_rows(versions: VersionsRead, version: str, partner: str, groups: tuple[str, ...]) -> Iterator[Row]:
    """The yearly figures of a partner in each mpp-scenario; of an expert those of the Prognose."""
    judges = versions.by_name[version].product == PROGNOSE and EXPERTS in groups
    key = re.sub(r"\W", "", partner).casefold()
    for figure, value, unit, owner in versions.rows(version):
        if figure.scenario in SCENARIOS and Period.parse(figure.period).length == YEAR and (judges or owner == key):
            mark = _BETWEEN.join((figure.indicator, figure.scenario, figure.period))
            yield Row(mark, (figure.indicator, figure.scenario, figure.period), (value, unit))


def place_of(mark: str, sheet: str, page: Page | None) -> Place | None:
    """The place that a row is about; None where its mark is none."""
    if sheet == FIGURES:
        parts = mark.split(_BETWEEN)
        return Place(figure=Figure(*parts)) if len(parts) == 3 and all(parts) else None
    if page is None or mark not in page.elements:
        return None
    whole = mark.startswith(LABELS) and mark in page.sections
    text = page.text(mark)[:1_000]
    return Place(mark) if whole or not text.strip() else Place(mark, Quote(text))
