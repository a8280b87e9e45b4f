"""The words that a renderer writes itself, declared once in the form that Quarto knows (a language file)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import yaml

from mpp_lib.base.shipped import FONTS

LANGUAGE = FONTS.parent / "_language.yml"


@cache
def words() -> Mapping[str, str]:
    """Key of Quarto → word."""
    return MappingProxyType(yaml.safe_load(LANGUAGE.read_text(encoding="utf-8")))
