"""The pages about the method: those of ``docs/`` beside the rounds, laid out as pages of the site."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from mpp_lib.archive.site.page import METHOD, link, site_page
from mpp_lib.base.pandoc import run_pandoc
from mpp_lib.report.own_page import as_text

DOCS = "docs"
_TITLE = re.compile(r"\A# (.+)\n")
_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?alt="([^"]*)"[^>]*?/?>|<img\b[^>]*>')
_NO_HEADING = re.compile(r"<th\b([^>]*)></th>")
_STYLED = re.compile(r'\sstyle="[^"]*"')


def method_pages(project: Path) -> dict[str, bytes]:
    """Path → page of every one, and the list of them."""
    sources = sorted((project / DOCS).glob("*.md"))
    pages = {source.name: _title(source) for source in sources}
    made = {_place(source.name): _page(source, set(pages)) for source in sources}
    return {METHOD: _list(pages), **made}


def _list(pages: dict[str, str]) -> bytes:
    items = "".join(f"<li>{link(_place(name), title)}</li>\n" for name, title in pages.items())
    body = f"<ul>\n{items}</ul>\n" if items else "<p>Bij deze rondes staan geen bladzijden over de methode.</p>\n"
    return site_page(METHOD, "Methode", body)


def _place(name: str) -> str:
    return f"methode/{Path(name).stem}.html"


def _title(source: Path) -> str:
    found = _TITLE.match(source.read_text(encoding="utf-8"))
    return found[1] if found else source.stem


def _page(source: Path, known: set[str]) -> bytes:
    text = _TITLE.sub("", source.read_text(encoding="utf-8"))
    arguments = [
        "--from=gfm+tex_math_dollars-raw_html",
        "--to=html5",
        "--mathml",
        "--wrap=none",
        "--syntax-highlighting=none",
    ]
    body = _STYLED.sub("", run_pandoc(arguments, text, source.parent))
    body = _IMAGE.sub(lambda image: f"<em>{image[1] or 'afbeelding'}</em>", body)
    body = _LINK.sub(lambda found: _link(found[1], found[2], known), body)
    return site_page(_place(source.name), _title(source), _with_regions(body))


def _with_regions(body: str) -> str:
    """Every table in a region of its own name, that scrolls on a narrow screen."""
    numbers = count(1)
    region = '<div class="tabel" role="region" tabindex="0" aria-label="Tabel {}">\n<table>'
    opened = re.sub("<table>", lambda _: region.format(next(numbers)), body)
    opened = _NO_HEADING.sub(r"<td\1></td>", opened)
    return opened.replace("</table>", "</table>\n</div>")


def _link(address: str, text: str, known: set[str]) -> str:
    """A link within these pages; what it leads to elsewhere does not come along, so that its text alone is left."""
    name, _, part = address.partition("#")
    if not name or name in known:
        target = f"{Path(name).stem}.html" if name else ""
        return f'<a href="{as_text(target)}{"#" if part else ""}{part}">{text}</a>'
    return text
