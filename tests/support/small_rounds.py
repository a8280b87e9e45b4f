"""The test rounds under names of real ones, for what looks at all rounds there are."""

import shutil
from pathlib import Path

from tests.support.changed_round import swap

OLD, NEW = "2023-2", "2024-1"
_NAMED = {"_eerder": OLD, "_klein": NEW}
_SOURCES = Path(__file__).resolve().parents[1] / "rounds"


_LEFT_OUT = shutil.ignore_patterns("build", "versions")


def lone_round(root: Path, name: str = NEW) -> Path:
    """The small round in ``root`` as a first round, that no other came before."""
    folder = shutil.copytree(_SOURCES / "_klein", root / name, ignore=_LEFT_OUT)
    swap(folder, "round.yml", "_klein", name)
    swap(folder, "round.yml", "previous: _eerder\n", "")
    return folder


def small_rounds(base: Path) -> Path:
    """The folder of the rounds, in ``base``."""
    root = base / "rounds"
    for source, name in _NAMED.items():
        folder = shutil.copytree(_SOURCES / source, root / name, ignore=_LEFT_OUT)
        settings = (folder / "round.yml").read_text(encoding="utf-8")
        for before, after in _NAMED.items():
            settings = settings.replace(before, after)
        (folder / "round.yml").write_text(settings, encoding="utf-8")
    return root
