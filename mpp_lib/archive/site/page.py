"""A page of the site: the same menu everywhere, and addresses that work from any folder."""

from __future__ import annotations

import re

from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.report.html import STYLE
from mpp_lib.report.own_page import as_text, own_page
from mpp_lib.report.sources import SHARED

INDEX, INDICATORS, RECORD = "index.html", "indicatoren.html", "trefzekerheid.html"
LEDGER, CHECKS, CITATIONS, METHOD = "wijzigingen.html", "controle.html", "citeren.html", "methode.html"
MENU = {
    INDEX: "Rondes en versies",
    INDICATORS: "Indicatoren",
    RECORD: "Trefzekerheid",
    LEDGER: "Wijzigingen",
    CHECKS: "Controle",
    CITATIONS: "Citeren",
    METHOD: "Methode",
}
MATERIALS = SHIPPED / TEMPLATES / "archief"
_LETTERS = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def site_page(place: str, title: str, body: str, *, script: str = "") -> bytes:
    """A page.

    Args:
        place: its path in the site.
        title: as text.
        body: HTML of sections; addresses in it are seen from ``place``.
        script: the one script that runs in it.
    """
    return own_page(title, body, sheet=_sheet(), beside=_menu(place), script=script).encode()


def up_from(place: str) -> str:
    """What leads from a page to the first folder of the site.

    >>> up_from("index.html"), up_from("indicator/coa.bezetting.html")
    ('', '../')
    """
    return "../" * place.count("/")


def link(address: str, text: str) -> str:
    """A link; the address as it stands in a page."""
    return f'<a href="{as_text(address)}">{as_text(text)}</a>'


def _menu(place: str) -> str:
    items = (_item(place, target, text) for target, text in MENU.items())
    skip = '<a class="springlink" href="#Inhoud">Naar de inhoud</a>'
    return f'{skip}\n<nav class="menu" aria-label="Archief">\n<ul>\n{"".join(items)}</ul>\n</nav>\n'


def _item(place: str, target: str, text: str) -> str:
    current = ' aria-current="page"' if place == target else ""
    return f'<li><a href="{up_from(place)}{target}"{current}>{text}</a></li>\n'


def _sheet() -> str:
    """The style of a report and that of the site, without letters: these would stand in every page again."""
    report = (SHIPPED / TEMPLATES / SHARED / STYLE).read_text(encoding="utf-8")
    return _LETTERS.sub("", report) + (MATERIALS / "archief.css").read_text(encoding="utf-8")
