"""``mpp preview``: the report of the small round in a browser while somebody writes its texts."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.fake_quarto import fake_quarto
from tests.support.workplace import SMALL, Workplace

SENTENCE = "Deze zin stond er net nog niet."


@pytest.fixture
def place(workplace, tmp_path):
    """The small round in a folder of its own."""
    shutil.copytree(workplace.folder / "rounds", tmp_path / "rounds", ignore=shutil.ignore_patterns("*.pdf", "*.xlsx"))
    return Workplace(tmp_path)


@pytest.fixture
def asked() -> tuple[str, ...]:
    """What is asked of the command besides a round: nothing, which is the report."""
    return ()


@pytest.fixture
def preview(place, asked):
    """The command, and the address that it says."""
    command = place.command("preview", place.round().name, *asked, "--no-browser")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        yield running, running.stdout.readline().strip()
        running.kill()


def say(place: Workplace, text: str) -> None:
    (place.round() / "text" / "samenvatting.md").write_text(text, encoding="utf-8")


@pytest.mark.long
def test_the_page_follows_what_is_written(place, preview, browser):
    """A new sentence appears; what is refused stands above the last report that was right; who stops it is told so."""
    running, address = preview
    context = browser.new_context()
    page, wrong, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    said, report = page.get_by_role("status"), page.frame_locator("iframe")
    expect(said).to_contain_text("Gemaakt om", timeout=180_000)
    expect(report.locator("h1").first).to_be_visible()
    (frame,) = page.frames[1:]
    frame.evaluate("scrollTo({top: 1500, behavior: 'instant'})")

    say(place, f"{SENTENCE}\n")
    expect(report.get_by_text(SENTENCE).first).to_be_attached(timeout=60_000)
    stays = (abs(frame.evaluate("scrollY") - 1500) < 60 for _ in range(100) if page.wait_for_timeout(100) is None)
    assert any(stays)

    say(place, "Een <b>vet</b> woord.\n")
    expect(said).to_contain_text("samenvatting.md", timeout=60_000)
    expect(said.locator("b")).to_have_count(0)
    assert report.get_by_text(SENTENCE).count() > 0

    running.send_signal(signal.SIGTERM)
    assert running.wait(30) == 130
    expect(said).to_contain_text("gestopt", timeout=10_000)
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    gone = re.compile("ERR_CONNECTION|ERR_SOCKET_NOT_CONNECTED|Failed to fetch")
    assert [text for text in wrong if not gone.search(text)] == []
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("asked", [("--until", "2024-07")])
def test_an_edition_of_the_monitor_follows_its_own_folder(place, preview, browser):
    """What is said of it is there at once; the report of the round is not made."""
    _, address = preview
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    report = page.frame_locator("iframe")
    expect(report.locator("h1").first).to_have_text("MPP-monitor juli 2024", timeout=60_000)
    said = place.round() / "monitor" / "2024-07" / "duiding.md"
    said.write_text(f"{said.read_text('utf-8')}\n{SENTENCE}\n", encoding="utf-8")
    expect(report.get_by_text(SENTENCE).first).to_be_attached(timeout=60_000)
    context.close()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--until", "juli"), "juli is geen maand als JJJJ-MM"),
        (("--until", "2024-07", "--product", "prognose"), "gaat niet samen met --product"),
    ],
)
def test_what_cannot_be_watched_is_refused(workplace, asked, told):
    done = workplace.mpp("preview", SMALL, *asked, "--no-browser", expect=2)
    assert told in " ".join(re.sub("[│╭╮╰╯─]", "", done.stderr).split())


def test_only_the_page_is_given_and_only_under_its_own_name(preview):
    """Not the disk, and not to a site elsewhere that had its name lead to this machine."""
    _, address = preview
    for path, host in (("../round.yml", ""), ("rapport.json", ""), ("", "rapport.test")):
        request = urllib.request.Request(address + path, headers={"Host": host} if host else {})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        refused.value.close()
        assert refused.value.code == (403 if host else 404)


def until(true: Callable[[], bool]) -> None:
    """Wait, at most a minute and a half."""
    end = time.monotonic() + 90
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.1)
    assert found


def lives(process: int) -> bool:
    """Whether it runs; one that ended may still wait for whoever started it to ask how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] not in "ZX"
    except OSError:
        return False


@pytest.mark.long
def test_quarto_shows_a_project_that_follows_what_is_written(place, monkeypatch, tmp_path):
    """Laid out again in place, the document last; the report that was made stays; Quarto ends with the command."""
    asked, pid = tmp_path / "asked", tmp_path / "pid"
    fake_quarto(monkeypatch, tmp_path / "bin", f"echo $$ > {pid}; echo $@ $QUARTO_PROFILE > {asked}; exec sleep 600")
    monkeypatch.setenv("QUARTO_PROFILE", "eigen")
    report = place.round() / "build" / "MPP-rapportage-_klein.html"
    before = report.read_bytes()
    command = place.command("preview", place.round().name, "--renderer", "quarto", "--port", "4321", "--no-browser")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        project = Path(running.stdout.readline().strip())
        until(lambda: asked.is_file() and asked.read_text().endswith("\n"))
        assert asked.read_text() == "preview rapportage.qmd --port 4321 --no-browser voorvertoning\n"
        assert project == place.round() / "build" / "quarto"
        document = project / "rapportage.qmd"
        number = document.stat().st_ino
        assert SENTENCE not in document.read_text("utf-8")

        say(place, f"{SENTENCE}\n")
        until(lambda: SENTENCE in document.read_text("utf-8"))
        assert document.stat().st_ino == number
        others = [path for path in project.rglob("*") if path.is_file() and path != document]
        assert document.stat().st_mtime_ns >= max(path.stat().st_mtime_ns for path in others)

        say(place, "Een <b>vet</b> woord.\n")
        until(lambda: "samenvatting.md" in running.stderr.readline())
        assert SENTENCE in document.read_text("utf-8")
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 130
        until(lambda: not lives(int(pid.read_text())))
    assert report.read_bytes() == before
    assert not any(str(place.folder) in path.read_bytes().decode(errors="replace") for path in (document, *others))


@pytest.mark.long
def test_a_preview_that_quarto_ends_is_an_error(place, monkeypatch, tmp_path):
    """So is one without Quarto, at once; each says why."""
    name = place.round().name
    fake_quarto(monkeypatch, tmp_path / "bin", "echo geen poort vrij >&2; exit 1")
    ended = place.mpp("preview", name, "--renderer", "quarto", expect=1)
    assert "geen poort vrij\n" in ended.stderr
    assert ended.stderr.endswith("Quarto stopte met de voorvertoning; wat het meldde staat hierboven\n")
    kept = [folder for folder in os.environ["PATH"].split(":") if not Path(folder, "quarto").exists()]
    monkeypatch.setenv("PATH", ":".join(kept))
    refused = place.mpp("preview", name, "--renderer", "quarto", expect=1)
    assert refused.stderr == "Quarto staat niet op deze machine; kies --renderer builtin\n"
