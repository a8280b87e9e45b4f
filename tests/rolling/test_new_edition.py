"""``mpp monitor R --new``: an edition from what was delivered, and what changed since the last one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import open_monitor
from mpp_lib.production.open_round import open_round
from mpp_lib.rolling.new_edition import new_edition
from tests.support.small_rounds import small_rounds

NAME, MONTH = "2024-1", Month(2024, 8)
HEADER = "periode;indicator;waarde;status;bron\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    """The small round, with editions of May and July."""
    return small_rounds(tmp_path) / NAME


def delivery(folder: Path, *rows: str) -> Path:
    file = folder.parent.parent / "geleverd.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_what_was_delivered_goes_before_what_was_known(folder):
    """A new month is new, another value is a revision, the same is neither; the rest is carried over."""
    last = (folder / "monitor" / "2024-07" / "realisaties.csv").read_text("utf-8").splitlines()[1:]
    same, other = (next(row for row in last if row.startswith(f"2024-0{at};asiel.instroom_eerste")) for at in (6, 7))
    value = int(float(other.split(";")[2]))
    file = delivery(
        folder,
        "2024-08;asiel.instroom_eerste;2900;voorlopig;toets",
        same,
        f"2024-07;asiel.instroom_eerste;{value + 5};voorlopig;toets",
    )
    made = new_edition(open_round(folder), MONTH, file)
    assert [(row["periode"], row["waarde"]) for row in made.changes.added] == [("2024-08", 2900)]
    assert [(was["waarde"], now["waarde"]) for was, now in made.changes.revised] == [(value, value + 5)]
    assert made.carried == len(last) - 1
    assert made.told[1].startswith("herzien: asiel.instroom_eerste 2024-07: ")
    edition = open_monitor(open_round(folder), MONTH)
    (row,) = [one for one in edition.rows if one.indicator == "asiel.instroom_eerste"]
    assert str(row.to_date.last) == "2024-08"


def test_words_of_the_last_edition_stand_beside_and_its_questions_come_along(folder):
    """The old words are for the analyst alone."""
    words = "Opening.\n\n## advies\n\nNiets doen.\n"
    (folder / "monitor" / "2024-07" / "duiding.md").write_text(words, encoding="utf-8")
    made = new_edition(open_round(folder), MONTH, delivery(folder, "2024-08;asiel.instroom_eerste;1;voorlopig;x"))
    assert words.strip() in (made.folder / "duiding.md").read_text("utf-8")
    commentary = open_monitor(open_round(folder), MONTH).edition.commentary
    assert (commentary.opening, commentary.advice, dict(commentary.by_indicator)) == ("", "", {})
    for name in ("onderwerpen.csv",):
        before = folder / "monitor" / "2024-07" / name
        assert (made.folder / name).exists() == before.exists()


def test_a_first_edition_has_nothing_to_be_held_against(folder):
    """Everything is new."""
    made = new_edition(
        open_round(folder), Month(2024, 4), delivery(folder, "2024-04;asiel.instroom_eerste;1;voorlopig;x")
    )
    assert (len(made.changes.added), made.changes.revised, made.carried) == (1, (), 0)
    assert sorted(path.name for path in made.folder.iterdir()) == ["duiding.md", "realisaties.csv"]
    form = (made.folder / "duiding.md").read_text("utf-8")
    assert "## advies" in form
    shutil.rmtree(folder / "monitor" / "2024-07")
    shutil.rmtree(folder / "monitor" / "2024-05")
    later = new_edition(open_round(folder), Month(2024, 6), delivery(folder, "2024-05;coa.bezetting;1;voorlopig;x"))
    assert (later.folder / "duiding.md").read_text("utf-8") == form, "of which nobody wrote anything yet"
    commentary = open_monitor(open_round(folder), Month(2024, 4)).edition.commentary
    assert (commentary.opening, commentary.advice, dict(commentary.by_indicator)) == ("", "", {})


@pytest.mark.parametrize(
    ("month", "row", "said"),
    [
        (Month(2024, 7), "2024-07;asiel.instroom_eerste;1;voorlopig;x", "deze editie bestaat al"),
        (Month(2024, 8), "2024-09;asiel.instroom_eerste;1;voorlopig;x", "na de maand van deze editie"),
        (Month(2024, 8), "2024-08;asiel.instrom;1;voorlopig;x", "onbekende indicator"),
        (Month(2024, 8), "2024-08;asiel.instroom_eerste;1;voorlopig;CBS (1-12-2024)", "de bron is van na de peildatum"),
        (Month(2028, 8), "2024-08;asiel.instroom_eerste;1;voorlopig;x", "deze maand ligt buiten de horizon"),
        (Month(2024, 8), "2024-08;asiel.instroom_eerste;;voorlopig;x", "de cel is leeg"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(folder, month, row, said):
    """As a check would say of the edition, before there is one."""
    stood = sorted((folder / "monitor").rglob("*"))
    with pytest.raises(InputError, match=said):
        new_edition(open_round(folder), month, delivery(folder, row))
    assert [path for path in sorted((folder / "monitor").rglob("*")) if path.suffix != ".lock"] == stood


def test_the_command_says_what_changed(folder):
    """To people in lines, to machines as one document; without a delivery it is used wrong."""
    file = delivery(folder, "2024-08;asiel.instroom_eerste;2900;voorlopig;toets")
    command = [sys.executable, "-m", "mpp_lib", "-C", str(folder.parent.parent), "monitor", NAME]
    new = [*command, "--new", "2024-08"]
    assert subprocess.run(new, capture_output=True, check=False).returncode == 2
    done = subprocess.run([*new, "--realisaties", str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(folder / "monitor" / "2024-08")
    assert "nieuw: 1 cijfer, over asiel.instroom_eerste" in done.stderr
    later = [*command, "--new", "2024-09", "--realisaties", str(file), "--json"]
    said = json.loads(subprocess.run(later, capture_output=True, text=True, check=True).stdout)
    assert (said["round"], said["added"], said["revised"]) == (NAME, [], [])


def test_what_is_wrong_with_a_delivered_row_is_said_of_the_delivery(folder):
    """The file that would be made is not there to be looked at; a row with a break in it counts once."""
    rows = ('2024-07;coa.bezetting;31000;voorlopig;"een\ntwee"', "2024-08;asiel.instroom_eerste;-5;voorlopig;toets")
    with pytest.raises(InputError) as refused:
        new_edition(open_round(folder), MONTH, delivery(folder, *rows))
    assert [(one.round, one.file, one.where) for one in refused.value.problems] == [
        ("", "geleverd.csv", "rij 3, kolom waarde")
    ]


def test_a_month_delivered_with_a_sign_is_no_gap_and_one_left_out_is_told_how(folder):
    """The sign becomes a row of what is unknown, with where it is from; both answers say so."""
    earlier = ("2024-08;asiel.instroom_eerste;2900;voorlopig;toets",)
    later = "2024-10;asiel.instroom_eerste;2800;voorlopig;toets"
    with pytest.raises(InputError) as refused:
        new_edition(open_round(folder), Month(2024, 10), delivery(folder, *earlier, later))
    [told] = refused.value.problems
    assert (told.file, told.problem) == ("geleverd.csv", "de maandreeks mist 2024-09")
    assert "met . (niet gepubliceerd) of x (onderdrukt) in de plaats van het cijfer" in told.expected
    file = delivery(folder, *earlier, "2024-09;asiel.instroom_eerste;x;;", later)
    made = new_edition(open_round(folder), Month(2024, 10), file)
    [_, said] = (made.folder / "onbekend.csv").read_text("utf-8").splitlines()
    assert said == "2024-09;asiel.instroom_eerste;x;onderdrukt door de bron;geleverd.csv"
    assert "2024-09" not in {row["periode"] for row in made.changes.added}
    assert made.told[-1].endswith("in onbekend.csv van de editie: 1 cijfer: asiel.instroom_eerste 2024-09 (x)")
    command = [sys.executable, "-m", "mpp_lib", "-C", str(folder.parent.parent), "monitor", NAME, "--json"]
    later = delivery(folder, "2024-11;asiel.instroom_eerste;.;;")
    done = subprocess.run(
        [*command, "--new", "2024-11", "--realisaties", str(later)], capture_output=True, text=True, check=True
    )
    assert [(row["periode"], row["teken"]) for row in json.loads(done.stdout)["unknown"]] == [("2024-11", ".")]


def test_what_is_not_known_comes_along_until_it_is(folder):
    """What the last edition said of a figure holds of the next, but for what was delivered since."""
    last = folder / "monitor" / "2024-07"
    delivered = [row for row in (last / "realisaties.csv").read_text("utf-8").splitlines() if row[:7] != "2024-07"]
    (last / "realisaties.csv").write_text("\n".join(delivered) + "\n", encoding="utf-8")
    said = (
        "periode;indicator;teken;reden;bron",
        "2024-07;asiel.instroom_eerste;x;klein;toets",
        "2024-07;coa.bezetting;.;geen;toets",
        "2024-06;asiel.instroom_eerste;~;inhaalslag;toets",
    )
    (last / "onbekend.csv").write_text("\n".join(said) + "\n", encoding="utf-8")
    made = new_edition(open_round(folder), MONTH, delivery(folder, "2024-07;asiel.instroom_eerste;1;voorlopig;x"))
    carried = (made.folder / "onbekend.csv").read_text("utf-8-sig").splitlines()
    assert carried == [said[0], *said[2:]]
