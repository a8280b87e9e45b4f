"""The site of an archive of fifty rounds: how long ``mpp site`` takes, and how long when nothing changed.

    python -m benchmarks.site [ROUNDS] [--against CHECKOUT]

The rounds are copies of an example round under other names, each with an adopted version of the same inputs. Prints
seconds on the clock and of all processors together; with ``--against`` those of another checkout first.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.base.result_table import to_csv
from mpp_lib.inputs.declared.ladder import ADOPTED
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.fingerprint import READ
from mpp_lib.inputs.versions import AUDIENCE, RESULTS, STATE, Version
from mpp_lib.production.open_round import open_round

PROJECT = Path(__file__).resolve().parents[1]
SOURCE, NEVER = "2024-2", "previous: 2024-1\n"
LAST_YEAR = 2024


def names(count: int) -> list[str]:
    """The last so many rounds, two a year, oldest first."""
    return [f"{LAST_YEAR - back // 2}-{2 - back % 2}" for back in range(count)][::-1]


def make_archive(project: Path, count: int) -> Path:
    """Rounds and versions; a round follows on the one before it."""
    root = project / "rounds"
    root.mkdir(parents=True)
    for beside in ("_gepubliceerd", "_hindcast"):
        shutil.copytree(PROJECT / "rounds" / beside, root / beside)
    table = to_csv(open_round(PROJECT / "rounds" / SOURCE).table)
    before = ""
    for name in names(count):
        _round(root, name, before)
        _keep(root, name, table.replace(f"{SOURCE};", f"{name};"))
        before = name
    return root


def _round(root: Path, name: str, before: str) -> None:
    source = PROJECT / "rounds" / SOURCE
    folder = shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("build", "versions", "monitor"))
    told = (folder / "round.yml").read_text(encoding="utf-8").replace(NEVER, f"previous: {before}\n" if before else "")
    (folder / "round.yml").write_text(told.replace(SOURCE, name), encoding="utf-8")


def _keep(root: Path, name: str, table: str) -> None:
    folder = root / name
    files = sorted({path for pattern in READ for path in folder.glob(pattern) if path.is_file()})
    payload: dict[str, bytes | Path] = {path.relative_to(folder).as_posix(): path for path in files}
    payload |= {RESULTS: table.encode("utf-8"), f"report/MPP-rapportage-{name}.html": b"<p>De rapportage</p>"}
    with archive_held(root):
        version = Version(root, name, "definitief", RAPPORTAGE, ADOPTED, "")
        place(version, payload, [(STATE, ADOPTED), (AUDIENCE, "openbaar")])


def measure(checkout: Path, project: Path, site: Path) -> None:
    """A site where there was none, and once more, by the command of a checkout."""
    command = [sys.executable, "-m", "mpp_lib", "-C", str(project), "site", "--out", str(site)]
    around = {**os.environ, "PYTHONPATH": str(checkout)}
    for what in ("gemaakt", "niets veranderd"):
        began, worked = time.perf_counter(), _worked()
        subprocess.run(command, cwd=checkout, env=around, check=True, stdout=subprocess.DEVNULL)
        took = f"{time.perf_counter() - began:.1f} s, {_worked() - worked:.1f} s rekentijd"
        print(f"{checkout.name}, {what}: {took}", flush=True)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    print(f"{len(list(site.rglob('*.html')))} bladzijden, {size / 1e6:.0f} MB")


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("rounds", type=int, nargs="?", default=50)
    asked.add_argument("--against", type=Path, action="append", default=[])
    given = asked.parse_args()
    with TemporaryDirectory() as scratch:
        project = Path(scratch) / "archief"
        make_archive(project, given.rounds)
        for place, checkout in enumerate((*given.against, PROJECT)):
            measure(checkout.resolve(), project, Path(scratch) / f"site{place}")


if __name__ == "__main__":
    main()
