"""``mpp preview``: the report of the small round in a browser while somebody writes its texts."""

import shutil
import signal
import subprocess
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.support.workplace import Workplace

SENTENCE = "Deze zin stond er net nog niet."


@pytest.fixture
def place(workplace, everything, tmp_path):
    """The small round with what was made of it, in a folder of its own."""
    shutil.copytree(workplace.folder / "rounds", tmp_path / "rounds", ignore=shutil.ignore_patterns("*.pdf", "*.xlsx"))
    return Workplace(tmp_path)


@pytest.fixture
def preview(place):
    """The command, and the address that it says."""
    command = place.command("preview", place.round().name, "--no-browser")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        yield running, running.stdout.readline().strip()
        running.kill()


def say(place: Workplace, text: str) -> None:
    (place.round() / "text" / "samenvatting.md").write_text(text, encoding="utf-8")


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
    expect(said).to_contain_text("Gemaakt om", timeout=60_000)
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
    assert [text for text in wrong if "ERR_CONNECTION" not in text and "Failed to fetch" not in text] == []
    context.close()


def test_only_the_page_is_given_and_only_under_its_own_name(preview):
    """Not the disk, and not to a site elsewhere that had its name lead to this machine."""
    _, address = preview
    for path, host in (("../round.yml", ""), ("rapport.json", ""), ("", "rapport.test")):
        request = urllib.request.Request(address + path, headers={"Host": host} if host else {})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        refused.value.close()
        assert refused.value.code == (403 if host else 404)
