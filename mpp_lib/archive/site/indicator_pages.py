"""A page for each indicator, and the list of them."""

from __future__ import annotations

from itertools import groupby

from mpp_lib.archive.site.contents import Contents
from mpp_lib.archive.site.page import INDICATORS, link, site_page, up_from
from mpp_lib.archive.site.search import indicator_place
from mpp_lib.present.rondes.rounds_chart import chart_words, rounds_chart
from mpp_lib.present.rondes.said_by_rounds import SaidByRounds, said_table
from mpp_lib.present.shown.picture import svg
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.report.own_page import as_text, table_region
from mpp_lib.report.svg import inline_svg

_LINES = (
    "Medio van elke ronde als lijn, van de nieuwste ook minimum en maximum; in zwart wat is gerealiseerd, met een open "
    "punt waar dat een raming is."
)

GONE = (
    "Deze indicator is niet meer in de keten. Hierboven staat wat versies ervan zeiden; eenheid en partner zijn "
    "die van hun resultaattabel, die geen omschrijving heeft."
)


def indicator_page(said: SaidByRounds) -> bytes:
    """The line chart, the table and what the indicator means."""
    place = indicator_place(said.spec.id)
    table = table_region("Cijfers per jaar en ronde", said_table(said))
    told = GONE if said.withdrawn else said.spec.definition
    meaning = f"<p>{as_text(told)}</p>\n<p>Indicator <code>{as_text(said.spec.id)}</code></p>\n"
    sections = {"Verloop": _figure(said), "Cijfers": table, "Wat het is": meaning}
    body = "".join(f"<section>\n<h2>{heading}</h2>\n{part}</section>\n" for heading, part in sections.items())
    return site_page(place, said.name, f"{body}<p>{link(up_from(place) + INDICATORS, 'Alle indicatoren')}</p>\n")


def _figure(said: SaidByRounds) -> str:
    drawing = inline_svg(svg(rounds_chart(said)), chart_words(said), "verloop")
    scrolls = f'<div class="tabel" role="region" tabindex="0" aria-label="Figuur">\n{drawing}\n</div>'
    return f"<figure>\n{scrolls}\n<figcaption>{_LINES}</figcaption>\n</figure>\n"


def indicators_page(contents: Contents) -> bytes:
    """Every indicator, by partner."""
    groups = groupby(contents.indicators, key=lambda said: said.partner)
    gathered: dict[str, list[SaidByRounds]] = {}
    for partner, members in groups:
        gathered.setdefault(partner, []).extend(members)
    body = "".join(_partner(partner, members) for partner, members in gathered.items())
    return site_page(INDICATORS, "Indicatoren", body or "<p>Er zijn nog geen cijfers.</p>\n")


def _partner(partner: str, members: list[SaidByRounds]) -> str:
    items = "".join(f"<li>{_listed(said)}</li>\n" for said in members)
    return f'<section>\n<h2>{as_text(partner)}</h2>\n<ul class="lijst">\n{items}</ul>\n</section>\n'


def _listed(said: SaidByRounds) -> str:
    to_page = link(indicator_place(said.spec.id), own_label(said.spec))
    return f"{to_page} (niet meer in de keten)" if said.withdrawn else to_page
