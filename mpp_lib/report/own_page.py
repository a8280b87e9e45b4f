"""A page of our own, apart from a report: the same letters and looks, and nothing that runs or is fetched."""

from __future__ import annotations

from html import escape

from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.present.shown.table_html import on_one_line
from mpp_lib.report.html import POLICY, checksum, inline_style
from mpp_lib.report.sources import SHARED


def own_page(title: str, body: str) -> str:
    """The page from ``<!DOCTYPE html>`` on.

    Args:
        title: as text, over the page and in the title bar.
        body: HTML of sections, each with a heading of the second level.
    """
    style = inline_style(SHIPPED / TEMPLATES / SHARED)
    named = as_text(title)
    return f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}; style-src {checksum(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{named}</title>
<style>{style}</style>
</head>
<body>
<header class="omslag"><div class="omslag-binnen"><h1>{named}</h1></div></header>
<main class="omslag-binnen">
{body}</main>
</body>
</html>
"""


def as_text(text: str) -> str:
    """Text as it stands in HTML, in an element or in the quotes of an attribute."""
    return escape(on_one_line(text))
