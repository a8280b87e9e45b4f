"""A report as a Quarto project that stays open in an editor: laid out again in place at each change."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.report.build import Order, Progress, gathered
from mpp_lib.report.builtin import read_sources
from mpp_lib.report.quarto import PROJECT_FOLDER, documents_of
from mpp_lib.report.quarto_project import stage


def follow(order: Order, progress: Progress) -> Path:
    """Bring the project of a report up to date, where its build folder says; whoever has it open keeps it.

    Returns:
        The document to look at.

    Raises:
        InputError: with everything that is wrong with the inputs; the project is as it was.
        RenderError: a notebook fails, or the sources hold what no renderer resolves; as well.
    """
    name, project = f"{order.product.name}.qmd", order.product.build.followed

    def lay_out(folder: Path) -> None:
        sources = read_sources(folder, name)
        made = stage(sources, folder / PROJECT_FOLDER, documents_of(sources, order.to))
        renew(made, project, name)

    gathered(order, progress, lay_out)
    return project / name


def renew(made: Path, project: Path, document: str) -> None:
    """Write in ``project`` what is other in ``made``.

    Each file is written where it stands, and the document last: Quarto watches the files themselves, so that it would
    lose one that another takes the place of, and renders once the document was written. What Quarto made itself stays.
    """
    files = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
    other = [file for file in files if _content(made / file) != _content(project / file)]
    last = Path(document)
    for file in [*(file for file in other if file != last), *([last] if other else [])]:
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_bytes((made / file).read_bytes())


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
