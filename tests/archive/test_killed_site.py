"""A site or a page of differences whose making is ended at any moment leaves the archive, and what stood there."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mpp_lib.archive.site.build import make_site
from mpp_lib.archive.site.key import written
from tests.support.changed_round import swap
from tests.support.frozen import archive
from tests.support.sites import few_indicators
from tests.support.small_rounds import lone_round
from tests.support.versions import adopt

PROJECT = Path(__file__).resolve().parents[2]
NAME, SEED = "2024-1", 20261130
OLD = b"wat er stond"
LEAVES = 15.0
"""Seconds in which what a killed run had started ends."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="kent geen /proc")


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A round with an adopted version and something changed since."""
    root = tmp_path_factory.mktemp("archief") / "rounds"
    folder = lone_round(root, NAME)
    adopt(folder)
    swap(folder, "inputs/parameters.csv", "opvang_herhaald;2024-01;;0,5;", "opvang_herhaald;2024-01;;0,6;")
    return root


def _site(root: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "tests.support.sites", str(root), str(out)]


def _diff(root: Path, page: Path) -> list[str]:
    told = [f"{NAME}/definitief", NAME, "--html", str(page)]
    return [sys.executable, "-m", "mpp_lib", "-C", str(root.parent), "diff", *told]


def _start(command: list[str], limit: int = 0) -> subprocess.Popen[str]:
    """In a session of its own, by which what it starts is known; files can be no larger than the limit."""

    def fill() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        command,
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=fill if limit else None,
    )


def _left(session: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, of = (place / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            found.append(int(place.name))
    return found


def _ends(session: int) -> bool:
    last = time.monotonic() + LEAVES
    while _left(session) and time.monotonic() < last:
        time.sleep(0.1)
    return not _left(session)


def _old_site(folder: Path) -> Path:
    """A site from before, of one page."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "index.html").write_bytes(OLD)
    written(folder, "een eerdere sleutel")
    return folder


def _killed(command: list[str], kills: int, before: Callable[[], None], after: Callable[[], bool]) -> tuple[int, int]:
    """Kill so many runs at random moments; how often the old still stood there, and how often the new."""
    before()
    began, run = time.monotonic(), _start(command)
    _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said
    duration, chance, counts = time.monotonic() - began, random.Random(SEED), [0, 0]
    for number in range(kills):
        before()
        run = _start(command)
        time.sleep(chance.uniform(0, duration))
        run.kill()
        run.communicate(timeout=60)
        assert _ends(run.pid), number
        counts[after()] += 1
    return counts[0], counts[1]


def _kill_sites(root: Path, tmp_path: Path, kills: int) -> tuple[int, int]:
    kept, site = archive(root), tmp_path / "site"

    def after() -> bool:
        assert archive(root) == kept
        if not site.exists():  # set aside, and put back by the next run: killed between two names
            (aside,) = [path for path in tmp_path.glob(".site.*") if (path / "index.html").read_bytes() == OLD]
            aside.rename(site)
        new = (site / "index.html").read_bytes() != OLD
        assert new or {path.name for path in site.iterdir()} == {"index.html", ".site.json"}
        assert not new or (site / "citaten.json").is_file()
        return new

    counts = _killed(_site(root, site), kills, lambda: _old_site(site) and None, after)
    _old_site(site)
    with few_indicators():
        make_site(root, site)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    return counts


def _kill_diffs(root: Path, tmp_path: Path, kills: int) -> tuple[int, int]:
    kept, page = archive(root), tmp_path / "page.html"

    def after() -> bool:
        assert archive(root) == kept
        text = page.read_bytes()
        assert text == OLD or text.endswith(b"</html>\n")
        return text != OLD

    return _killed(_diff(root, page), kills, lambda: page.write_bytes(OLD) and None, after)


@pytest.mark.long
def test_a_killed_site_and_diff(root, tmp_path):
    for kill in (_kill_sites, _kill_diffs):
        place = tmp_path / kill.__name__
        place.mkdir()
        assert sum(kill(root, place, 1)) == 1


@pytest.mark.long
@pytest.mark.parametrize("kill", [_kill_sites, _kill_diffs])
def test_killed_twenty_five_times(root, tmp_path, kill):
    as_before, _ = kill(root, tmp_path, 25)
    assert as_before


def test_killed_while_pages_are_written(root, tmp_path):
    """When the new site stands half beside the old one."""
    site, kept = _old_site(tmp_path / "site"), archive(root)
    run = _start(_site(root, site))
    while not list(tmp_path.glob(".site.*.half")) and run.poll() is None:
        time.sleep(0.02)
    run.kill()
    run.communicate(timeout=60)
    assert _ends(run.pid)
    assert archive(root) == kept
    assert (site / "index.html").read_bytes() == OLD


@pytest.mark.long
def test_a_full_disk_leaves_what_stood_there(root, tmp_path):
    """One sentence in Dutch, nothing half, nobody left."""
    site, page, kept = _old_site(tmp_path / "site"), tmp_path / "page.html", archive(root)
    page.write_bytes(OLD)
    whole = [sys.executable, "-m", "mpp_lib", "-C", str(root.parent), "site", "--out", str(site)]
    for command in (whole, _diff(root, page)):
        run = _start(command, limit=4_000)
        _, said = run.communicate(timeout=300)
        assert run.returncode == 1
        (line,) = said.splitlines()
        assert line.lower().endswith("het bestand wordt groter dan hier mag. wat er stond, is gebleven.")
        assert _ends(run.pid)
    assert archive(root) == kept
    assert (site / "index.html").read_bytes() == page.read_bytes() == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"site", "page.html"}
    assert not list(root.glob(f"**/.*.half{os.sep}"))
