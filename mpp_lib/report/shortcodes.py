"""Expands the shortcodes ``embed`` and ``meta`` outside code; ``include`` is done when reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mpp_lib.base.markdown import INLINE_CODE
from mpp_lib.report.cells import CellError, Notebooks
from mpp_lib.report.sources import Document, Faults, Line, inside_code, suggestion

EMBED = re.compile(r"^\s*\{\{<\s*embed\s+(?P<address>[^>]*?)\s*>\}\}\s*$")
"""A line that puts a notebook cell in the report."""

FIGURE = re.compile(r"\{\{<\s*meta\s+[^>]*>\}\}")
"""A figure in the text."""
KNOWN = ("embed", "include", "meta")
_ANY = re.compile(r"(?P<code>(?P<ticks>`+).+?(?P=ticks)(?!`))|\{\{<\s*(?P<name>[\w-]*)\s*(?P<rest>[^>]*?)\s*>\}\}")


def expand(document: Document, notebooks: Notebooks) -> tuple[Line, ...]:
    """All lines of the document with every shortcode replaced; a figure's place is the line that embeds it.

    Raises:
        RenderError: an unknown shortcode, key, notebook or cell; each is named.
    """
    faults = Faults()
    embedded = list(_embed(document, notebooks, faults))
    expanded = list(expand_values(embedded, document.values, faults))
    faults.raise_any()
    return tuple(expanded)


def expand_text(text: str, place: str, values: Mapping[str, Any], faults: Faults) -> str:
    """One text (a title, say) with its ``meta`` shortcodes replaced."""
    return _replace(Line(place, 1, text), values, faults, place)


def _embed(document: Document, notebooks: Notebooks, faults: Faults) -> Iterator[Line]:
    for line, code in inside_code(document.lines):
        embed = None if code else EMBED.match(line.text)
        if embed:
            cell = _cell(line, embed["address"], notebooks, document.values, faults)
            yield from (line.with_text(text) for text in ("", *cell, ""))
        else:
            yield line


def _cell(line: Line, address: str, notebooks: Notebooks, values: Mapping[str, Any], faults: Faults) -> list[str]:
    try:
        return notebooks.markdown(address, lambda text: _replace(line.with_text(text), values, faults, line.place))
    except CellError as error:
        faults.add(line, str(error))
        return []


def expand_values(lines: Iterable[Line], values: Mapping[str, Any], faults: Faults) -> Iterator[Line]:
    """Lines with their ``meta`` shortcodes replaced, outside code."""
    for line, code in inside_code(lines):
        if code or "{{<" not in line.text:
            yield line
        else:
            yield line.with_text(_replace(line, values, faults, line.place))


def _replace(line: Line, values: Mapping[str, Any], faults: Faults, place: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match["code"]:
            return match["code"]
        return _value(match["name"], match["rest"], values, faults, place)

    text = _ANY.sub(value, line.text)
    if "{{<" in INLINE_CODE.sub("", text):
        faults.add(place, "shortcode '{{<' is niet afgesloten met '>}}'")
    return text


def _value(name: str, rest: str, values: Mapping[str, Any], faults: Faults, place: str) -> str:
    if name == "meta":
        return _look_up(rest, values, faults, place)
    if name in KNOWN:
        faults.add(place, f"shortcode '{name}' staat niet alleen op een regel")
    else:
        faults.add(place, f"onbekende shortcode '{name}'; {suggestion(name, KNOWN)}")
    return ""


def _look_up(key: str, values: Mapping[str, Any], faults: Faults, place: str) -> str:
    found: Any = values
    for part in key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str) and "\n" not in found.strip():
        return found.strip()
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if found is None:
        faults.add(place, f"onbekende sleutel '{key}'; {suggestion(key, set(_keys(values)))}")
    else:
        faults.add(place, f"sleutel '{key}' is geen opgemaakte tekst van één regel")
    return ""


def _keys(values: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _keys(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"
