"""Makes the report files from a render folder, with either renderer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mpp_lib.base.errors import RenderError
from mpp_lib.base.write import write_atomically
from mpp_lib.report import builtin, quarto
from mpp_lib.report.quarto_command import usable_version

Tell = Callable[[str], object]


def render(
    folder: Path, document: str, to: Sequence[str], renderer: str, out: Path, logs: Path | None = None
) -> list[Path]:
    """Render ``document`` of a render folder into ``out``; everything is made before anything is put in place.

    Args:
        folder: the render folder: a main ``.qmd``, its includes, ``notebooks/``, ``cijfers.yml`` and the extension.
        document: name of the main document.
        to: formats to make: ``html``, ``pdf``.
        renderer: ``builtin``, ``quarto`` or ``auto``; see ``chosen_renderer``.
        out: the folder that receives ``<document>.html``, and ``<document>.pdf`` or a PDF of each of its parts.
        logs: the folder that receives what Quarto told when it stopped; without it ``folder``.

    Returns:
        The files written, in the order of ``to`` and of the parts.

    Raises:
        RenderError: the sources hold something unresolved or a tool stopped; nothing has been written.
    """
    folder = folder.resolve()
    if chosen_renderer(renderer) == "quarto":
        contents = quarto.build(folder, document, to, logs or folder)
    else:
        contents = builtin.build(folder, document, to)
    targets = {out / file: content for file, content in contents.items()}
    for target, content in targets.items():
        write_atomically(target, content)
    return list(targets)


def chosen_renderer(renderer: str, tell: Tell = lambda _: None) -> str:
    """The renderer that ``auto`` stands for here: Quarto when it can be used; ``tell`` is told which and why.

    Raises:
        RenderError: Quarto is asked for by name and cannot be used.
    """
    if renderer == "builtin":
        return renderer
    try:
        version = usable_version()
    except RenderError as error:
        if renderer == "quarto":
            raise RenderError(f"{error}; kies --renderer builtin") from None
        tell(f"Opgemaakt wordt met builtin: {error}.")
        return "builtin"
    tell(f"Opgemaakt wordt met Quarto {version}; dat duurt enkele minuten.")
    return "quarto"
