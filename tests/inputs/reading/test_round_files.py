"""Names of rounds, and paths that stay where they belong."""

from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.inputs.reading.files import inside, last_edition, round_folder, round_names, rounds_root, shorten


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


@pytest.mark.parametrize("relative", ["../x", "a/../../x", "/x", "a\\b", "", "weg/x"])
def test_a_path_that_leaves_the_folder_is_not_inside(relative: str, tmp_path: Path):
    """Neither by dots, nor from the root, nor through a link, nor as Windows writes it."""
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "weg").symlink_to(tmp_path)
    assert not inside(folder, relative)


def test_a_full_path_is_never_inside(tmp_path: Path):
    """Not even one that happens to lead into the folder: it would mean something else elsewhere."""
    assert not inside(tmp_path, str(tmp_path / "x"))


def test_a_path_within_the_folder_is_inside(tmp_path: Path):
    """Also when it does not exist, or links within the folder."""
    (tmp_path / "link").symlink_to(tmp_path / "doel")
    assert inside(tmp_path, "inputs/x.csv")
    assert inside(tmp_path, "link")


def test_a_long_text_is_shortened_to_one_line():
    """What is found fits in a message."""
    assert shorten("a\n b") == "a b"
    assert shorten("x" * 61) == "x" * 59 + "…"


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2024, 8, 15), "2024-07"),
        (date(2024, 8, 30), "2024-07"),
        (date(2024, 8, 31), "2024-08"),
        (date(2025, 1, 1), "2024-08"),
    ],
)
def test_the_last_edition_is_of_a_month_that_was_over(tmp_path: Path, day: date, month: str):
    """What a month came to is not known before its last day, so a report with that cut-off does not show it."""
    for name in ("2024-07", "2024-08"):
        (tmp_path / "monitor" / name).mkdir(parents=True)
    assert last_edition(tmp_path, day) == Month.parse(month)


def test_without_a_month_that_was_over_there_is_no_last_edition(tmp_path: Path):
    """The only edition is of a later month."""
    (tmp_path / "monitor" / "2024-07").mkdir(parents=True)
    assert last_edition(tmp_path, date(2024, 7, 30)) is None
