"""The small rounds under the names of real ones: each descends from the one before it."""

import shutil
from collections.abc import Mapping
from pathlib import Path

ROUNDS = Path(__file__).parents[1] / "rounds"
OLDEST, LATER = "_eerder", "_klein"


def generations(root: Path, *names: str) -> Path:
    """A folder of rounds with these names, oldest first; the first has another horizon than the rest."""
    for place, name in enumerate(names):
        model = LATER if place else OLDEST
        folder = root / name
        shutil.copytree(ROUNDS / model, folder, ignore=shutil.ignore_patterns("build", "monitor"))
        replace(
            folder / "round.yml",
            {f"round: {model}": f"round: {name}", f"previous: {OLDEST}": f"previous: {names[place - 1]}"},
        )
    return root


def replace(file: Path, texts: Mapping[str, str]) -> None:
    """Replace pieces of text in a file, those that are there."""
    text = file.read_text(encoding="utf-8")
    for old, new in texts.items():
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def name_previous(folder: Path, previous: str) -> None:
    """Make a round name another one as the one before it."""
    lines = [
        line for line in (folder / "round.yml").read_text("utf-8").splitlines() if not line.startswith("previous:")
    ]
    (folder / "round.yml").write_text("\n".join([*lines, f"previous: {previous}", ""]), encoding="utf-8")


def deliver_edition(folder: Path, month: str, value: float = 3_000.0) -> None:
    """A monitor edition of a round with every month of 2023 revised."""
    (folder / "monitor" / month).mkdir(parents=True)
    rows = [f"2023-{k:02d};asiel.instroom_eerste;{value};definitief;toets" for k in range(1, 13)]
    text = "\n".join(["periode;indicator;waarde;status;bron", *rows, ""])
    (folder / "monitor" / month / "realisaties.csv").write_text(text, encoding="utf-8")
