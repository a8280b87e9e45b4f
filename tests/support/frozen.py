"""A round of which everything was made, without waiting for it: what a version is made of, in a moment.

``python -m tests.support.frozen ROUND NAME`` freezes it in a process of its own; it says so when it begins.
"""

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from mpp_lib.archive import frozen_files
from mpp_lib.archive.freeze import freeze
from mpp_lib.archive.freezing import Freezing
from mpp_lib.archive.recompute import recomputed
from mpp_lib.archive.verify import verify_all
from mpp_lib.compare.uncertainty.kept_bands import keep_bands
from mpp_lib.inputs.versions import Version
from mpp_lib.production.open_round import open_round
from mpp_lib.report.build import Standing
from mpp_lib.report.product import Product

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
SMALL, PROGNOSE = "_klein", "prognose"


def made_round(root: Path, name: str = SMALL) -> Path:
    """The small round in ``root``, with a Prognose whose documents are a few words."""
    folder = shutil.copytree(ROUNDS / SMALL, root / name, ignore=shutil.ignore_patterns("build", "versions"))
    make(folder)
    return folder


def make(folder: Path) -> None:
    """Write what would be made of the Prognose, with its real tables."""
    build = folder / "build" / PROGNOSE
    build.mkdir(parents=True, exist_ok=True)
    (build / "resultaten.csv").write_text(recomputed(folder, PROGNOSE), encoding="utf-8", newline="\n")
    for extension in ("html", "pdf"):
        (build / f"MPP-prognose-{folder.name}.{extension}").write_text(
            f"De Prognose als {extension}\n", encoding="utf-8"
        )


def make_report(folder: Path) -> None:
    """Write what would be made of the report: a page of a few words, and its real table."""
    build = folder / "build"
    build.mkdir(exist_ok=True)
    (build / "resultaten.csv").write_text(recomputed(folder, "rapportage"), encoding="utf-8", newline="\n")
    keep_bands(open_round(folder), build)
    (build / f"MPP-rapportage-{folder.name}.html").write_bytes(b"De rapportage")


def make_paper(folder: Path, name: str) -> None:
    """Write what would be made of a paper, by its name as a version: a page of a few words, and its real table."""
    build = frozen_files.frozen_product(folder, name).report.build
    build.folder.mkdir(parents=True, exist_ok=True)
    build.results.write_text(recomputed(folder, name), encoding="utf-8", newline="\n")
    (build.folder / f"MPP-{name}-{folder.name}.html").write_text(f"Het stuk {name}\n", encoding="utf-8")


def _standing(report) -> Standing:
    return Standing("builtin", tuple(sorted(report.build.folder.glob("MPP-*"))))


@contextmanager
def nothing_stale():
    """Whatever was made counts as what would be made now."""
    with (
        patch.object(frozen_files, "standing", _standing),
        patch.object(Product, "tasks", lambda report: ()),
        patch.object(frozen_files.Rapportage, "tasks", lambda report: ()),
    ):
        yield


def frozen(folder: Path, name: str, audience: str = "apm") -> Version:
    with nothing_stale():
        return freeze(Freezing(folder, name, PROGNOSE, audience))


def archive(root: Path) -> dict[str, bytes]:
    """Every file of the register and of the versions, hidden ones too."""
    kept = [root / "versies.csv", *root.glob("*/versions/**/*"), *root.glob("*/versions/.*/**/*")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in kept if path.is_file()}


def wrong(root: Path) -> set[str]:
    """The files, below ``root``, that a verification of everything names; no number is in the way of that."""
    found, chain = verify_all(root)
    problems = [*chain.all_problems, *(problem for each in found for problem in each.problems)]
    return {"/".join(filter(None, (problem.round, problem.file))) for problem in problems}


if __name__ == "__main__":
    frozen_files.standing, frozen_files.Prognose.tasks = _standing, lambda report: ()
    print("begin", flush=True)
    freeze(Freezing(Path(sys.argv[1]), sys.argv[2], PROGNOSE))
