"""What the Quarto extension declares of a format, for the builtin renderer to do the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

DECLARED = "_extension.yml"


def declared_format(shared: Path, name: str) -> Mapping[str, Any]:
    """The options of a format.

    Args:
        shared: the folder of the extension.
        name: ``html`` or ``typst``.
    """
    formats = _read(shared)["contributes"]["formats"]
    return {**formats["common"], **formats[name]}


def oldest_quarto(shared: Path) -> tuple[int, ...]:
    """Major and minor number of the first Quarto that it works with."""
    return tuple(int(part) for part in str(_read(shared)["quarto-required"]).removeprefix(">=").split(".")[:2])


def _read(shared: Path) -> Any:
    return yaml.safe_load((shared / DECLARED).read_text(encoding="utf-8"))
