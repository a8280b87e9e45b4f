"""A page of our own, apart from a report: the same looks, nothing fetched, and nothing that runs but our own script."""

from __future__ import annotations

from html import escape
from typing import Any

from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.present.shown.table import Table
from mpp_lib.present.shown.table_html import on_one_line, table_html
from mpp_lib.report.html import POLICY, checksum, inline_style
from mpp_lib.report.sources import SHARED


def own_page(title: str, body: str, *, sheet: str = "", beside: str = "", script: str = "") -> str:
    """The page from ``<!DOCTYPE html>`` on.

    Args:
        title: as text, over the page and in the title bar.
        body: HTML of sections, each with a heading of the second level.
        sheet: the style sheet; without it that of a report, with its letters inside.
        beside: HTML of what stands before the title, such as a menu.
        script: the one script that runs in it, after the page is read.
    """
    style = sheet or inline_style(SHIPPED / TEMPLATES / SHARED)
    named = as_text(title)
    runs = f"; script-src {checksum(script)}" if script else ""
    tail = f"<script>{script}</script>\n" if script else ""
    return f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}; style-src {checksum(style)}{runs}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{named}</title>
<style>{style}</style>
</head>
<body>
{beside}<header class="omslag"><div class="omslag-binnen"><h1>{named}</h1></div></header>
<main id="Inhoud" class="omslag-binnen" tabindex="-1">
{body}</main>
{tail}</body>
</html>
"""


def table_region(name: str, table: Table[Any]) -> str:
    """A table with its caption and what stands under it, in a region that scrolls on a narrow screen.

    Args:
        name: how the region is called.
    """
    caption = f'<caption><span class="bijschrift">{as_text(table.caption)}</span></caption>'
    body = table_html(table).replace("<thead>", f"{caption}\n<thead>", 1)
    region = f'<div class="tabel" role="region" tabindex="0" aria-label="{as_text(name)}">\n{body}\n</div>'
    return f'{region}\n<p class="bron">{as_text(table.under)}</p>\n'


def as_text(text: str) -> str:
    """Text as it stands in HTML, in an element or in the quotes of an attribute."""
    return escape(on_one_line(text))
