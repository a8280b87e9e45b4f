"""Makes the report files from a render folder, with either renderer."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from mpp_lib.base.write import write_atomically
from mpp_lib.report import builtin, quarto

RENDERERS = {"builtin": builtin.build, "quarto": quarto.build}


def render(folder: Path, document: str, to: Sequence[str], renderer: str, out: Path) -> list[Path]:
    """Render ``document`` of a render folder into ``out``; everything is made before anything is put in place.

    Args:
        folder: the render folder: a main ``.qmd``, its includes, ``notebooks/``, ``cijfers.yml`` and ``gedeeld/``.
        document: name of the main document.
        to: formats to make: ``html``, ``pdf``.
        renderer: ``auto`` takes Quarto when its command is there, else the builtin one.
        out: the folder that receives ``<document>.html`` and ``<document>.pdf``.

    Returns:
        The files written, in the order of ``to``.

    Raises:
        RenderError: the sources hold something unresolved or a tool stopped; nothing has been written.
    """
    contents = RENDERERS[chosen_renderer(renderer)](folder, document, to)
    targets = {kind: out / f"{Path(document).stem}.{kind}" for kind in to}
    for kind, target in targets.items():
        write_atomically(target, contents[kind])
    return list(targets.values())


def chosen_renderer(renderer: str) -> str:
    """The renderer that ``auto`` stands for on this machine: Quarto when its command is there."""
    if renderer == "auto":
        return "quarto" if shutil.which("quarto") else "builtin"
    return renderer
