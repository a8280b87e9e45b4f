"""The house style: colours and letters, declared once in the form that Quarto knows (brand.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from mpp_lib.base.shipped import FONTS

BRAND = FONTS.parent / "_brand.yml"
DARK = "-donker"
"""Behind the name of a colour: what it is on a dark page."""


@cache
def _brand() -> Any:
    return yaml.safe_load(BRAND.read_text(encoding="utf-8"))


@cache
def palette() -> Mapping[str, str]:
    """Name → colour, as ``#rrggbb``."""
    return MappingProxyType(_brand()["color"]["palette"])


def colour(name: str) -> str:
    """One colour, as ``#rrggbb``.

    Raises:
        KeyError: the house style has no colour of that name.
    """
    return palette()[name]


def letter() -> tuple[str, tuple[str, ...]]:
    """The family of the letter, and the names of its files."""
    (font,) = _brand()["typography"]["fonts"]
    return font["family"], tuple(file.rpartition("/")[2] for file in font["files"])
