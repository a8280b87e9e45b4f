"""Which rounds there are, in what state, and which came before."""

import json
import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.cli.main import app
from mpp_lib.inputs.reading.previous import previous_folder
from mpp_lib.inputs.rounds import (
    check_previous,
    last_monitor,
    lineage,
    overview,
    refuse_missing_previous,
    round_folder,
    round_names,
    rounds_root,
)
from tests.support.decided import as_file, decided
from tests.support.versions import keep, register


def refusal(root: Path, name: str) -> str:
    with pytest.raises(InputError) as caught:
        round_folder(root, name)
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["../2024-1", "/etc", "2024-1/", "2024-1/..", "2024-0", "1999-1", "2024-1\n", ".", "", "x"]
)
def test_what_is_no_name_of_a_round_is_refused(name: str, tiny: Path):
    """A path is never taken for a name, whether or not it exists."""
    shown = f" (gevonden: {name.strip()})" if name else ""
    assert refusal(tiny.parent, name) == (
        f"rounds: dit is geen naam van een ronde{shown}. Verwacht: JJJJ-N, zoals 2024-1."
    )


def test_a_round_that_is_not_there_is_refused_with_those_that_are(tiny: Path):
    """The message names what can be chosen."""
    (tiny.parent / "2023-2").mkdir()
    (tiny.parent / "_hindcast").mkdir()
    assert refusal(tiny.parent, "2025-1") == (
        "2025-1: deze ronde bestaat niet. Verwacht: een bestaande ronde: 2023-2 en 2024-1."
    )


def test_without_any_round_the_message_says_so(tmp_path: Path):
    """An empty folder has nothing to choose from."""
    assert refusal(tmp_path, "2024-1") == ("2024-1: deze ronde bestaat niet. Verwacht: een ronde; rounds is nog leeg.")


def test_a_round_that_links_elsewhere_is_refused(tiny: Path, tmp_path: Path):
    """A folder outside ``rounds`` is no round, however it is reached."""
    (tmp_path / "elders").mkdir()
    (tiny.parent / "2023-1").symlink_to(tmp_path / "elders")
    assert refusal(tiny.parent, "2023-1") == (
        "2023-1: de map verwijst naar een plek buiten rounds. Verwacht: een gewone map in rounds."
    )


def test_a_round_is_found_by_its_name(tiny: Path):
    """So is a folder of the same shape that is no round; only rounds are listed."""
    (tiny.parent / "_hindcast").mkdir()
    (tiny.parent / "2023-2").mkdir()
    (tiny.parent / "notities").mkdir()
    assert round_folder(tiny.parent, "2024-1") == tiny
    assert round_folder(tiny.parent, "_hindcast") == tiny.parent / "_hindcast"
    assert round_names(tiny.parent) == ("2023-2", "2024-1")


def test_the_folder_of_rounds_has_to_be_there(tiny: Path, tmp_path: Path):
    """In the folder itself or in the nearest above it; a folder where neither is so is refused."""
    assert rounds_root(tmp_path) == rounds_root(tiny) == tiny.parent
    (tiny.parent / "rounds").mkdir()
    assert rounds_root(tiny) == tiny.parent / "rounds"
    with pytest.raises(InputError, match="de map rounds ontbreekt"):
        rounds_root(tmp_path.parent)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three generations and a round that stands beside them, of which only ``round.yml`` is there."""
    for name, previous in (("2023-1", ""), ("2023-2", "2023-1"), ("2024-1", "2023-2"), ("2024-2", "")):
        (tmp_path / "rounds" / name).mkdir(parents=True)
        say(tmp_path / "rounds" / name, previous)
    return tmp_path / "rounds"


def say(folder: Path, previous: str, cutoff: str = "2024-08-15") -> None:
    """What the round says of itself: much is missing, but what it leans on can be read."""
    (folder / "round.yml").write_text(f"cutoff: {cutoff}\nprevious: {previous}\n", encoding="utf-8")


def way(folder: Path) -> list[str]:
    return [each.name for each in lineage(folder)]


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.problem, problem.found) for problem in check_previous(folder)]


def test_a_round_descends_from_those_before_it(root: Path):
    """Newest first, and of a round.yml in which much is missing."""
    assert way(root / "2024-1") == ["2024-1", "2023-2", "2023-1"]
    assert way(root / "2024-2") == ["2024-2"]
    assert previous_folder(root / "2023-2") == root / "2023-1"
    assert [told(folder) for folder in sorted(root.iterdir())] == [[], [], [], []]


@pytest.mark.parametrize("text", ["", "previous: [2023-1]", "previous: ../2023-1", "previous: 2023-1\n\tx", "2023-1"])
def test_what_cannot_be_read_as_a_round_is_none(text: str, root: Path):
    """Nothing, a list, a path, a broken file or no key at all: the way ends, and says nothing."""
    (root / "2023-2" / "round.yml").write_text(text, encoding="utf-8")
    assert previous_folder(root / "2023-2") is None
    assert way(root / "2024-1") == ["2024-1", "2023-2"]


def test_a_round_without_its_file_is_the_last(root: Path):
    (root / "2023-2" / "round.yml").unlink()
    assert way(root / "2024-1") == ["2024-1", "2023-2"]


def test_a_circle_ends_where_it_closes_and_is_told_once(root: Path):
    """Of the three in it only the oldest is wrong: it alone names a later round."""
    say(root / "2023-1", "2024-1")
    assert way(root / "2024-1") == ["2024-1", "2023-2", "2023-1"]
    assert way(root / "2023-1") == ["2023-1", "2024-1", "2023-2"]
    found = "2023-1 → 2024-1 → 2023-2 → 2023-1"
    assert told(root / "2023-1") == [("de rondes verwijzen in een kring naar elkaar", found)]
    assert told(root / "2023-2") == told(root / "2024-1") == []


@pytest.mark.parametrize("named", ["2023-1", "2024-2"])
def test_the_round_itself_and_a_later_one_are_no_earlier_one(named: str, root: Path):
    say(root / "2023-1", named)
    assert told(root / "2023-1") == [("dit is geen eerdere ronde", named)]


def test_a_round_before_that_is_not_there_is_named_with_those_that_are(root: Path):
    """A round that stands alone is left alone, until somebody leans on what came before it."""
    say(root / "2023-2", "2022-1")
    assert way(root / "2024-1") == ["2024-1", "2023-2"]
    assert told(root / "2023-2") == [("de vorige ronde bestaat niet", "2022-1")]
    for name in ("2023-1", "2024-1", "2024-2"):
        (root / name / "round.yml").unlink()
        (root / name).rmdir()
    assert told(root / "2023-2") == []
    (problem,) = refuse_missing_previous(root / "2023-2")
    assert str(problem) == (
        "2023-2/round.yml, previous: de vorige ronde bestaat niet (gevonden: 2022-1)."
        " Verwacht: een ronde die naast deze staat: er is geen andere."
    )


@pytest.mark.parametrize(
    ("cutoff", "month"),
    [
        ("2024-08-31", "2024-07"),
        ("2024-09-29", "2024-07"),
        ("2024-09-30", "2024-08"),
        ("2025-01-01", "2024-08"),
        ("9999-12-31", "2024-08"),
    ],
)
def test_the_last_monitor_was_made_by_the_cutoff(root: Path, cutoff: str, month: str):
    """An edition is made on the last day of the month after its own, so a report with an earlier cut-off shows none."""
    say(root / "2024-1", "2023-2", cutoff)
    for name in ("2024-07", "2024-08"):
        (root / "2023-2" / "monitor" / name).mkdir(parents=True)
    assert last_monitor(root / "2024-1") == (root / "2023-2", Month.parse(month))


def test_without_an_edition_that_was_made_there_is_no_last_monitor(root: Path):
    """The edition was made later, a first round has nobody's, and nothing is before a cut-off that is no day."""
    (root / "2023-2" / "monitor" / "2024-06").mkdir(parents=True)
    assert last_monitor(root / "2024-1") == (root / "2023-2", Month(2024, 6))
    say(root / "2024-1", "2023-2", "2024-07-30")
    assert last_monitor(root / "2024-1") is None
    for cutoff in ("straks", "2024-09-15T10:00:00"):
        say(root / "2024-1", "2023-2", cutoff)
        assert last_monitor(root / "2024-1") is None
    assert last_monitor(root / "2023-1") is None


def test_the_overview_lists_what_can_be_read_and_what_cannot(tiny: Path):
    """One round as it is, with its kept versions; one of which little can be read."""
    register(tiny.parent, f"{tiny.name};v1;rapportage;concept;{'a' * 64}")
    (tiny.parent / "2023-2").mkdir()
    (tiny.parent / "_hindcast").mkdir()
    unreadable, entry = (each.as_dict() for each in overview(tiny.parent.parent))
    assert entry == {
        "round": "2024-1",
        "title": "Kleine ronde",
        "state": "concept",
        "products": {"prognose": "concept", "productiemodel": "concept", "rapportage": "concept"},
        "previous": None,
        "realised_until": "2024-02",
        "first_year": 2024,
        "last_year": 2025,
        "versions": ("v1",),
    }
    assert {key: value for key, value in unreadable.items() if value} == {
        "round": "2023-2",
        "state": "onleesbaar",
        "products": dict.fromkeys(("prognose", "productiemodel", "rapportage"), "onleesbaar"),
    }


def _loop(settings: Path) -> None:
    settings.unlink()
    settings.symlink_to(settings.name)


def _pipe(settings: Path) -> None:
    settings.unlink()
    os.mkfifo(settings)


BROKEN = {
    "weg": Path.unlink,
    "een lus": _loop,
    "een pijp": _pipe,
    "geen tekst": lambda settings: settings.write_bytes(b"\xff\x00\xfe"),
    "heel diep": lambda settings: settings.write_text("[" * 50_000, encoding="utf-8"),
    "een teken dat niet bestaat": lambda settings: settings.write_text('title: "\\UFFFFFFFF"', encoding="utf-8"),
    "een teken na het laatste": lambda settings: settings.write_text('title: "\\U00110000"', encoding="utf-8"),
    "een half teken": lambda settings: settings.write_text('title: "\\ud800"', encoding="utf-8"),
    "het jaar 0": lambda settings: _change(settings, "realised_until: 2024-02", "realised_until: 0000-01"),
    "het jaar 9999": lambda settings: _change(settings, "realised_until: 2024-02", "realised_until: 9999-12"),
}


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="kent geen pijp met een naam")
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_round_leaves_the_others_in_the_overview(broken, tiny: Path):
    """Whatever is in the place of its file: it is listed as such, at once."""
    other = shutil.copytree(tiny, tiny.with_name("2023-2"))
    (other / "versions").write_text("geen map", encoding="utf-8")
    broken(other / "round.yml")
    unreadable, entry = overview(tiny.parent.parent)
    assert (unreadable.round, unreadable.state) == ("2023-2", "onleesbaar")
    assert entry.round == tiny.name
    assert entry.first_year


def test_a_damaged_version_leaves_the_others_in_the_overview(tiny: Path):
    """What state its round is in cannot be told from what is no longer what was adopted."""
    other = shutil.copytree(tiny, tiny.with_name("2023-2"))
    _change(other / "round.yml", "2024-1", "2023-2")
    adopted = (("prognose", "vastgesteld"), ("productiemodel", "vastgesteld"), ("rapportage", "vastgesteld"))
    (other / "decisions.yml").write_text(as_file(decided(*adopted)), encoding="utf-8")
    bag = keep(tiny.parent, "2023-2/definitief", "rapportage", ("MPP-State", "vastgesteld")).folder
    (bag / "bag-info.txt").chmod(0o600)
    _change(bag / "bag-info.txt", "vastgesteld", "concept")
    damaged, entry = overview(tiny.parent.parent)
    assert (damaged.round, damaged.state, entry.state) == ("2023-2", "onleesbaar", "concept")


def test_the_command_answers_from_the_overview(tiny: Path):
    done = CliRunner().invoke(app, ["-C", str(tiny.parent.parent), "rounds", "--json"])
    assert [each["round"] for each in json.loads(done.stdout)["rounds"]] == ["2024-1"]


def test_the_overview_tells_the_state_of_each_product(tiny: Path):
    """A product that stands elsewhere than the round is named; what was made up says so; a broken log tells nothing."""

    def line(text: str) -> str:
        (tiny / "decisions.yml").write_text(text, encoding="utf-8")
        done = CliRunner().invoke(app, ["-C", str(tiny.parent.parent), "rounds"])
        return done.stdout.splitlines()[-1].partition("  2024–2025")[0].rstrip()

    prognose = decided(("prognose", "vastgesteld"), decision="Fictief voorbeeld.")
    assert line("[]") == "2024-1  concept"
    assert line(as_file(prognose)) == "2024-1  concept, prognose vastgesteld (fictief voorbeeld)"
    assert line(as_file((*prognose, *decided(("prognose", "besproken"), ("prognose", "v9"))))) == "2024-1  onleesbaar"
