"""Another text without another calculation: the page of the long road, which is taken wherever this is not sure."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.report.build import Order, produce
from mpp_lib.report.finished import FILE
from mpp_lib.report.rapportage import Rapportage
from tests.support.workplace import BEFORE, Workplace

SENTENCE = "Een zin die er nog niet stond; zie @sec-risicos.\n"


pytestmark = pytest.mark.long
"""The report of the small round is made for these; test_produce.py has one of them beside what it makes anyway."""


class OpenedError(Exception):
    """The round is read and calculated."""


@pytest.fixture
def small(workplace, everything, tmp_path) -> Path:
    """The small round with what was made of it, in a folder of its own."""
    shutil.copytree(workplace.folder / "rounds", tmp_path / "rounds", ignore=shutil.ignore_patterns("*.pdf", "*.xlsx"))
    return tmp_path / "rounds" / workplace.round().name


@pytest.fixture
def unopened(monkeypatch):
    """Opening the report is an error."""

    def opened(_: Rapportage) -> None:
        raise OpenedError

    with monkeypatch.context() as patched:
        patched.setattr(Rapportage, "open", opened)
        yield patched


def make(small: Path, *to: str) -> bytes:
    """The page, made anew where it would be another."""
    return produce(Order(Rapportage(small), "builtin", to or ("html",)), lambda *_: None)[0].read_bytes()


def say(small: Path, text: str = SENTENCE, name: str = "samenvatting.md") -> None:
    (small / "text" / name).write_text(text, encoding="utf-8")


def test_a_text_is_told_without_the_round(small, unopened):
    """Twice in a row, and the same bytes as when everything is read, calculated and gathered again."""
    say(small, "Een eerste zin.\n")
    assert "Een eerste zin." in make(small).decode("utf-8")
    say(small)
    short = make(small)
    kept = (small / "build" / "render" / FILE).read_bytes()
    unopened.undo()
    for name in ("bronnen.json", "rapport.json"):
        (small / "build" / name).unlink()
    assert make(small) == short
    assert "Een zin die er nog niet stond; zie" in short.decode("utf-8")
    assert (small / "build" / "render" / FILE).read_bytes() == kept


@pytest.fixture
def kept(workplace, everything, tmp_path) -> Path:
    """The small round with what was made of it, kept as a version."""
    shutil.copytree(workplace.folder, tmp_path / "archief")
    place = Workplace(tmp_path / "archief")
    place.mpp("freeze", workplace.round().name, "--as", "concept-1", "--audience", "werkgroep")
    return place.round()


def test_since_a_version_a_text_is_told_without_the_round(kept, unopened):
    """It is marked and listed, the first time and the next: the same bytes as when everything is read and run again."""
    say(kept, "Een eerste zin.\n")
    first = make(kept).decode("utf-8")
    assert "Een eerste zin." in first
    assert "Teksten die anders zijn" in first
    say(kept)
    short = make(kept)
    assert short.count(b"gewijzigd") > 1
    unopened.undo()
    shutil.rmtree(kept / "build" / "notebooks")
    for name in ("bronnen.json", "rapport.json"):
        (kept / "build" / name).unlink()
    assert make(kept) == short


def test_since_a_version_with_other_figures_the_round_is_read(kept, unopened):
    """What was made tells nothing of these yet."""
    parameters = kept / "inputs" / "parameters.csv"
    parameters.write_bytes(parameters.read_bytes() + b"\n")
    say(kept)
    with pytest.raises(OpenedError):
        make(kept)


@pytest.mark.parametrize(
    "name",
    [
        "bronnen.json",
        "resultaten.csv",
        "notebooks/03_asiel.ipynb",
        "render/cijfers.yml",
        "render/notebooks/03_asiel.ipynb",
        "render/text/samenvatting.md",
        f"render/{FILE}",
    ],
)
@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_bytes(spoilt(file))])
def test_what_was_kept_and_is_other_now_does_not_count(name, spoil, small, unopened):
    """A figure that was changed, or a file that is gone: the round is read again."""
    say(small)
    spoil(small / "build" / name)
    with pytest.raises(OpenedError):
        make(small)


def spoilt(file: Path) -> bytes:
    """The file with another figure for the first in it, or another end."""
    content = file.read_bytes()
    return content.replace(b"1", b"2", 1) if b"1" in content else content + b"."


@pytest.mark.parametrize(
    "text",
    [
        "{{< meta cijfers.coa.bezetting.jaar2026.medio >}}",
        "{{< meta cijfers.coa.bezetting.jaar2026.hoger >}}",
        "{{< meta cijfers.onbekend >}}",
        "{{< meta monitor.editie >}}",
        "Zie @fig-bestaat-niet.",
        "Zie @tbl-hindcast.",
        "Een <b>vet</b> woord.",
        "Een teken: \U00013000.",
        "::: {.callout-note}",
        "# {#sec-risicos}",
    ],
)
def test_a_text_that_may_be_wrong_is_held_against_the_round(text, small, unopened):
    """A figure that was not cited before, a label that need not be there, whatever the check would refuse."""
    say(small, f"{text}\n")
    with pytest.raises(OpenedError):
        make(small)


@pytest.mark.parametrize("name", ["verzonnen.md", "samenvatting.txt"])
def test_a_text_without_a_place_is_held_against_the_round(name, small, unopened):
    """It is refused there."""
    say(small, name=name)
    with pytest.raises(OpenedError):
        make(small)


@pytest.mark.parametrize(
    "file",
    ["inputs/scenarios.csv", "round.yml", "los.csv", f"../{BEFORE}/registers/risicos.csv", "text/bijstellingen.md"],
)
def test_more_than_a_text_opens_the_round(file, small, unopened):
    """Inputs, a file that is not read, the round before, the text that stands beside its figures."""
    say(small)
    place = small / file
    place.parent.mkdir(exist_ok=True)
    place.write_bytes((place.read_bytes() if place.exists() else b"") + b"\n")
    with pytest.raises(OpenedError):
        make(small)


def test_the_files_beside_the_report_are_made_of_the_round(small, unopened):
    """Asked for workbooks too, or for everything again, the round is opened."""
    say(small)
    with pytest.raises(OpenedError):
        make(small, "html", "xlsx")
    with pytest.raises(OpenedError):
        produce(Order(Rapportage(small), "builtin", ("html",), force=True), lambda *_: None)
