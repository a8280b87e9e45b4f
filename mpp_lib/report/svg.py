"""Puts a drawing in a page without its names and styles meeting those of another drawing."""

from __future__ import annotations

import re
from html import escape

_METADATA = re.compile(r"<metadata>.*?</metadata>\s*|<!--.*?-->\s*", re.DOTALL)
_STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL)
_ROOT = re.compile(r"<svg\b([^>]*)>", re.DOTALL)
_SIZE = re.compile(r'\s(?:width|height|id|role|aria-label|xmlns:\w+)="[^"]*"')


def inline_svg(text: str, alt: str, prefix: str, width: str = "") -> str:
    """The ``<svg>`` element named ``alt``, every id prefixed, every style limited to itself; ``width`` as in CSS."""
    body = _METADATA.sub("", text[text.index("<svg") :])
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r'((?:xlink:)?href)="#', rf'href="#{prefix}-', body)
    body = body.replace("url(#", f"url(#{prefix}-")
    root = f"{prefix}-tekening"
    body = _STYLE.sub(lambda match: f"{match[1]}#{root}{{{match[2]}}}{match[3]}", body)
    return _ROOT.sub(lambda match: _root(match[1], alt, root, width), body, count=1).strip()


def _root(attributes: str, alt: str, name: str, width: str) -> str:
    kept = _SIZE.sub("", f" {attributes.strip()}").strip()
    style = f' style="width: {escape(width)}"' if width else ""
    return f'<svg id="{name}" role="img" aria-label="{escape(alt)}"{style} {kept}>'
