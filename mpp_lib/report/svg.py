"""Puts a drawing in a page: its names apart from those of another drawing, its styles as attributes.

A page without styles in its elements can be served with a strict Content-Security-Policy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_METADATA = re.compile(r"<metadata>.*?</metadata>\s*|<!--.*?-->\s*", re.DOTALL)
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>\s*", re.DOTALL)
_FOR_ALL = re.compile(r"\*\s*\{([^{}]*)\}")
_STYLED = re.compile(r'<([\w:-]+)([^<>]*?)\sstyle="([^"]*)"([^<>]*)>')
_ANY_STYLE = re.compile(r"<[^<>]*\sstyle\s*=")
_ROOT = re.compile(r"<svg\b([^>]*)>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SIZE = re.compile(r'\s(?:width|height|id|role|aria-label|xmlns:\w+)="[^"]*"')
_ATTRIBUTE = re.compile(
    r"(?:fill|stroke)(?:-\w+)?|(?:stop|flood)-(?:color|opacity)|clip-(?:path|rule)|marker-(?:start|mid|end)"
    r"|font-(?:family|size|stretch|style|variant|weight)|text-(?:anchor|decoration|rendering)|(?:letter|word)-spacing"
    r"|(?:image|shape)-rendering|color|direction|display|dominant-baseline|filter|mask|opacity|overflow|paint-order"
    r"|vector-effect|visibility"
)
"""Properties that an SVG element also takes as an attribute."""


def inline_svg(text: str, alt: str, prefix: str, width: str = "") -> str:
    """The ``<svg>`` element named ``alt``, every id prefixed, every style an attribute; ``width`` with its unit.

    Raises:
        ValueError: a style that is not for all elements, or a property that is no SVG attribute; says which.
    """
    body, common = _without_styles(_METADATA.sub("", text[text.index("<svg") :]))
    body = _TAG.sub(lambda tag: _named_apart(tag[0], prefix), body)
    opening = {"id": drawing_id(prefix), "role": "img", "aria-label": alt} | ({"width": width} if width else {})
    return _ROOT.sub(lambda match: _root(match[1], opening | common), body, count=1).strip()


def drawing_id(prefix: str) -> str:
    """What the element of a drawing goes by in a page."""
    return f"{prefix}-tekening"


def _named_apart(tag: str, prefix: str) -> str:
    tag = re.sub(r'\bid="', f'id="{prefix}-', tag)
    return re.sub(r'(?:xlink:)?href="#', f'href="#{prefix}-', tag).replace("url(#", f"url(#{prefix}-")


def _root(given: str, attributes: Mapping[str, str]) -> str:
    kept = _SIZE.sub("", f" {given.strip()}").strip()
    return f"<svg{_written(attributes)} {kept}>"


def _without_styles(body: str) -> tuple[str, dict[str, str]]:
    """The drawing with the style of each element as attributes; and what its sheets say of all elements.

    The latter goes to the root, from where every element has it; its own attributes would otherwise have lost to it.
    """
    sheets = " ".join(_SHEET.findall(body))
    rest = _FOR_ALL.sub("", sheets).strip()
    if rest:
        raise ValueError(f"een <style> die niet voor alle elementen geldt: {rest[:60]}")
    common = _declarations("; ".join(_FOR_ALL.findall(sheets)))
    body = _STYLED.sub(_as_attributes, _without(_SHEET.sub("", body), common))
    if found := _ANY_STYLE.search(body):
        raise ValueError(f"een style die niet te lezen is: {found[0][:60]}")
    return body, common


def _as_attributes(match: re.Match[str]) -> str:
    name, before, style, after = match.groups()
    declared = _declarations(style)
    return f"<{name}{_written(declared)}{_without(before + after, declared)}>"


def _declarations(style: str) -> dict[str, str]:
    pairs = [declaration.partition(":") for declaration in style.split(";") if declaration.strip()]
    declared = {name.strip(): value.strip() for name, _, value in pairs}
    if unknown := [name for name in declared if not _ATTRIBUTE.fullmatch(name)]:
        raise ValueError(f"opmaak die geen attribuut van SVG is: {', '.join(unknown)}")
    return declared


def _without(text: str, names: Mapping[str, str]) -> str:
    """Without the attributes of these names."""
    return re.sub(rf'\s(?:{"|".join(names)})="[^"]*"', "", text) if names else text


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
