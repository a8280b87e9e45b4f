"""``mpp realisaties``: a vintage beside what a round has, with what is new in it and what is other than it was."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from mpp_lib.base.errors import ArchiveError, InputError
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.base.whole_folder import held
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.origin import read_origin
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.rolling import new_vintage as module
from mpp_lib.rolling.new_edition import new_edition
from mpp_lib.rolling.new_vintage import new_vintage
from tests.support.small_rounds import lone_round
from tests.support.sources import source

NOW, DAY = datetime(2024, 5, 2, 9, 30, tzinfo=UTC), date(2024, 4, 10)
HEADER = "reeks;periode;waarde;status\n"
MAPPING = """\
bron: CBS StatLine 83102NED
tabel: {periode: periode, status: status}
tekens: {"-": leeg}
reeksen:
- {indicator: asiel.instroom_eerste, eenheid: personen, waarde: waarde, waar: {reeks: eerste}}
- {indicator: coa.bezetting, eenheid: duizend personen, waarde: waarde, waar: {reeks: bezetting}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round, and beside it a mapping."""
    (tmp_path / "koppeling.yml").write_text(MAPPING, encoding="utf-8")
    return lone_round(tmp_path / "rounds")


def asked(folder: Path, *rows: str, name: str = "bron.csv") -> Asked:
    """A file with these rows, and its mapping; the series of which nothing is said has an empty cell."""
    rows = rows if any(row.startswith("bezetting") for row in rows) else (*rows, "bezetting;2024-01;-;")
    file = folder.parents[1] / name
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return Asked(str(file), mapping=folder.parents[1] / "koppeling.yml")


def known(folder: Path, indicator: str, period: str) -> tuple[str, str, str]:
    """Value, status and source as ``realisaties.csv`` has them."""
    text = (folder / "inputs/realisaties.csv").read_text("utf-8")
    [row] = [line.split(";") for line in text.splitlines() if line.startswith(f"{period};{indicator};")]
    return row[2], row[3], row[4]


def stood(folder: Path) -> dict[str, bytes]:
    """Every file of the round."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_vintage_holds_what_was_known_and_what_the_source_says(folder):
    """A figure that is the same keeps its source; a new and another one have that of now, and nothing else changes."""
    before = stood(folder)
    value, status, source_then = known(folder, "asiel.instroom_eerste", "2024-02")
    then, _, _ = known(folder, "asiel.instroom_eerste", "2024-01")
    rows = (
        f"eerste;2024-02;{value};{status}",
        f"eerste;2024MM01;{int(then) + 25};definitief",
        "bezetting;2024-K1;61,5;p",
        "eerste;2024-04;2600;voorlopig",
        "eerste;2023JJ00;x;",
        "anders;2024-01;1;",
    )
    made = new_vintage(folder, asked(folder, *rows), NOW, DAY)
    now = stood(folder)
    vintage = "inputs/realisaties/2024-04-10.csv"
    assert {path: content for path, content in now.items() if path in before} == before
    assert set(now) - set(before) == {vintage, "inputs/realisaties/2024-04-10.yml"}
    assert made.file == folder / vintage
    old, new = (text.decode().splitlines() for text in (before["inputs/realisaties.csv"], now[vintage]))
    bron = "CBS StatLine 83102NED, gelezen 2024-04-10"
    changed = f"2024-01;asiel.instroom_eerste;{int(then) + 25};definitief;{bron}"
    added = f"2024-K1;coa.bezetting;61500;voorlopig;{bron}"
    place = next(n for n, line in enumerate(old) if line.startswith("2024-01;asiel.instroom_eerste;"))
    assert new == [*old[:place], changed, *old[place + 1 :], added]
    assert made.told == (
        "naast inputs/realisaties.csv:",
        "nieuw: 1 cijfer, over coa.bezetting",
        f"herzien: asiel.instroom_eerste 2024-01: {int(then):,} → {int(then) + 25:,}".replace(",", "."),
        "zoals al bekend: 1 cijfer",
        "na de laatste gerealiseerde maand, en daarom buiten gebleven: 1 cijfer",
        "in de bron onbekend of niet te scoren: 1 cijfer. Regels voor inputs/onbekend.csv:",
        f"2023;asiel.instroom_eerste;x;onderdrukt door de bron;{bron}",
        "Zet `vintage: 2024-04-10` in round.yml om haar te gebruiken.",
    )
    assert source_then in now[vintage].decode()


def test_how_it_came_about_stands_beside_it(folder):
    """When, from what, by what mapping; of a later vintage also what the one before was read from."""
    first = asked(folder, "eerste;2024-01;1;")
    new_vintage(folder, first, NOW, DAY)
    second = asked(folder, "eerste;2024-02;2;", name="later.csv")
    made = new_vintage(folder, second, NOW, DAY)
    assert (made.name, made.before) == ("2024-04-10-2", "2024-04-10")
    origin = read_origin(Intake(folder), made.name)
    assert [(one.vintage, one.moment, one.road, one.source, one.figures) for one in origin.taken] == [
        ("2024-04-10", "2024-05-02 09:30 UTC", "csv", "bron.csv", 1),
        ("2024-04-10-2", "2024-05-02 09:30 UTC", "csv", "later.csv", 1),
    ]
    assert origin.taken[1].checksum == hashlib.sha256(Path(second.origin).read_bytes()).hexdigest()
    assert origin.checksum == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert origin.taken[0].mapping == MAPPING.strip("\n")
    was = [int(known(folder, "asiel.instroom_eerste", period)[0]) for period in ("2024-02", "2024-01")]
    assert [(one.vintage, one.period, one.before, one.after) for one in origin.revised] == [
        ("2024-04-10-2", "2024-02", was[0], 2),
        ("2024-04-10", "2024-01", was[1], 1),
    ]
    text = (folder / "round.yml").read_text("utf-8")
    (folder / "round.yml").write_text(f"{text}vintage: 2024-04-10-2\n", encoding="utf-8")
    checked = check_round(folder, catalogue_named)
    assert checked.problems == ()
    assert not [one for one in checked.warnings if "veranderd sinds" in one.problem]


def test_what_came_into_the_round_since_comes_into_a_vintage(folder):
    """And no figure that a vintage replaced goes back to what it was."""
    new_vintage(folder, asked(folder, "eerste;2024-01;1;"), NOW, DAY)
    own = folder / "inputs/realisaties.csv"
    own.write_text(f"{own.read_text('utf-8').rstrip()}\n2016-07;coa.bezetting;5;voorlopig;levering COA\n", "utf-8")
    made = new_vintage(folder, Asked(str(own)), NOW, date(2024, 4, 12))
    assert [(row["indicator"], row["periode"], row["bron"]) for row in made.changes.added] == [
        ("coa.bezetting", "2016-07", "levering COA")
    ]
    assert (made.before, made.changes.revised) == ("2024-04-10", ())
    assert "2024-01;asiel.instroom_eerste;1;" in made.file.read_text("utf-8")


def test_a_look_writes_nothing_and_what_is_the_same_makes_no_vintage(folder):
    """Both say so, and what they found."""
    before = stood(folder)
    shown = new_vintage(folder, asked(folder, "eerste;2024-01;1;"), NOW, DAY, dry_run=True)
    assert (stood(folder), shown.written, len(shown.changes.revised)) == (before, False, 1)
    assert shown.told[-1] == "Er is niets geschreven (--dry-run)."
    value, status, _ = known(folder, "asiel.instroom_eerste", "2024-01")
    same = new_vintage(folder, asked(folder, f"eerste;2024-01;{value};{status}"), NOW, DAY)
    assert (stood(folder), same.written) == (before, False)
    assert same.told[-1] == "Er is niets geschreven: de bron zegt niets nieuws."


def test_what_is_unknown_is_told_by_what_the_round_has(folder):
    """A sign for what nobody has; a figure that the source no longer has stays; a sign for what is there now can go."""
    absent = folder / "inputs/onbekend.csv"
    absent.write_text("periode;indicator;teken;reden;bron\n2023-06;coa.bezetting;.;nog niet;COA\n", encoding="utf-8")
    rows = ("eerste;2024-01;x;", "eerste;2024-02;2500;b", "bezetting;2023-06;57;", "bezetting;2016-07;c;")
    made = new_vintage(folder, asked(folder, *rows), NOW, DAY)
    found = [[(row["periode"], row["teken"]) for row in part] for part in (made.unknown, made.kept, made.filled)]
    assert found == [[("2024-02", ":"), ("2016-07", "x")], [("2024-01", "x")], [("2023-06", ".")]]
    assert known(folder, "asiel.instroom_eerste", "2024-01")[0] in made.file.read_text("utf-8")
    assert "de bron heeft geen cijfer, wat de ronde had blijft: asiel.instroom_eerste 2024-01" in made.told
    assert "staat in inputs/onbekend.csv en is er nu; die regel kan weg: coa.bezetting 2023-06" in made.told


def test_a_vintage_of_after_the_cutoff_says_that_the_round_cannot_use_it(folder):
    """It is of today where nothing else is said."""
    made = new_vintage(folder, asked(folder, "eerste;2024-01;1;"), NOW)
    assert (made.name, made.usable) == ("2024-05-02", False)
    assert "de ronde kan haar niet gebruiken" in made.told[-1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["eerste;2024-01;-5;"], "bron.csv, rij 2, kolom waarde: asiel.instroom_eerste ligt buiten het bereik"),
        (["eerste;2024-01;12O;"], "bron.csv, rij 2, kolom waarde: wat het teken O betekent, is niet bekend"),
        (["eerste;2024-01;twaalf;"], "bron.csv, rij 2, kolom waarde: dit is geen getal (gevonden: twaalf)"),
        (
            ["eerste;2024-01;1.234;"],
            "de punt kan duizendtallen of decimalen scheiden (gevonden: 1.234). Verwacht: 1234 of",
        ),
        (["eerste;2024W03;5;"], "bron.csv, rij 2, kolom periode: dit is een week (gevonden: 2024W03)"),
        (["eerste;2024-S1;5;"], "bron.csv, rij 2, kolom periode: dit is een halfjaar"),
        (["eerste;2024-01;5;q"], "bron.csv, rij 2, kolom waarde: wat het teken q betekent, is niet bekend"),
        (
            ["eerste;2024-01;5;", "eerste;2024MM01;6;"],
            "dit cijfer is er al (gevonden: 6). Verwacht: elk cijfer één keer",
        ),
        (["eerste;2017-10;5;"], "de maandreeks mist"),
        (["derde;2024-01;5;"], "koppeling.yml, reeksen.0.waar.reeks: dit staat niet in de bron (gevonden: eerste)"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands_and_nothing_is_written(folder, rows, said):
    """Of a row of the source, or of the mapping, with what was expected."""
    before = stood(folder)
    with pytest.raises(InputError) as refused:
        new_vintage(folder, asked(folder, *rows), NOW, DAY)
    assert said in str(refused.value)
    assert stood(folder) == before


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2024, 5, 3), "deze dag moet nog komen"), (date(2024, 4, 10), "of de bron dit op die dag al zo zei")],
)
def test_the_day_of_a_vintage_is_one_on_which_it_was_known(folder, tmp_path, day, said):
    """Of a file its bringer knows; a service or database says what it says today, unless it says since when."""
    figures = {("coa.bezetting", Period(Month(2024, 1))): 61_500}
    with source("sql", tmp_path / "sql", figures, ()) as database, pytest.raises(InputError, match=said):
        new_vintage(folder, database, NOW, day)
    with source("cbs", tmp_path / "cbs", figures, ()) as service:
        with pytest.raises(InputError, match="een dag vanaf 2025-01-31"):
            new_vintage(folder, service, datetime(2025, 2, 20, tzinfo=UTC), date(2025, 1, 30))
        made = new_vintage(folder, service, datetime(2025, 2, 20, tzinfo=UTC), date(2025, 2, 1), dry_run=True)
    assert made.name == "2025-02-01"


def test_a_disk_that_refuses_leaves_all_as_it_was(folder):
    """Also where it refuses the second file; the run after it goes through, and clears what was left."""
    before, write = stood(folder), module.write_atomically

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".csv":
            raise OSError(28, "vol")
        write(path, content)

    with patch.object(module, "write_atomically", full), pytest.raises(OSError, match="vol"):
        new_vintage(folder, asked(folder, "eerste;2024-01;1;"), NOW, DAY)
    now = stood(folder)
    assert {path: content for path, content in now.items() if path in before} == before
    assert check_round(folder, catalogue_named).problems == ()
    made = new_vintage(folder, asked(folder, "eerste;2024-01;1;"), NOW, DAY)
    assert (made.name, made.written) == ("2024-04-10", True)


def test_two_runs_do_not_make_a_vintage_at_once(folder):
    """The second says that another is at it."""
    with held(folder, "toets"), pytest.raises(ArchiveError, match="een andere opdracht"):
        new_vintage(folder, asked(folder, "eerste;2024-01;1;"), NOW, DAY)


def test_a_delivery_for_the_monitor_comes_by_the_same_road(folder):
    """A workbook with its mapping, as well as a CSV of the shape of the round."""
    figures = {("asiel.instroom_eerste", Period(Month(2024, month))): 2000 + month for month in (7, 8)}
    with source("xlsx", folder.parents[1] / "bron", figures, ()) as delivered:
        made = new_edition(open_that_counts(folder), Month(2024, 8), Path(delivered.origin), delivered.mapping)
    assert [(row["periode"], row["waarde"]) for row in made.changes.added] == [("2024-08", 2008.0)]
    assert [(to["periode"], to["waarde"]) for _, to in made.changes.revised] == [("2024-07", 2007.0)]


def test_what_a_delivery_does_not_know_stands_beside_an_edition(folder):
    """But for what is known, and what is of later."""
    rows = ("eerste;2024-07;x;", "eerste;2024-08;2500;u", "bezetting;2024-08;.;", "bezetting;2024-09;.;")
    delivered = asked(folder, *rows)
    made = new_edition(open_that_counts(folder), Month(2024, 8), Path(delivered.origin), delivered.mapping)
    [_, *said] = (made.folder / "onbekend.csv").read_text("utf-8").splitlines()
    assert [line.split(";")[:3] for line in said] == [
        ["2024-08", "asiel.instroom_eerste", "~"],
        ["2024-08", "coa.bezetting", "."],
    ]


def test_the_command_gives_machines_one_document(folder):
    """With what changed and where it stands."""
    asks = asked(folder, "eerste;2024-01;1;")
    command = [sys.executable, "-m", "mpp_lib", "-C", str(folder.parents[1]), "realisaties", folder.name, "--json"]
    command += ["--from", asks.origin, "--map", str(asks.mapping), "--date", "2024-04-10"]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert (said["vintage"], said["written"], len(said["revised"]), said["added"]) == ("2024-04-10", True, 1, [])
    assert said["file"] == str(folder / "inputs/realisaties/2024-04-10.csv")
    assert (folder / "inputs/realisaties/2024-04-10.csv").is_file()


KILLED = """
import os, pathlib, signal, sys
from mpp_lib.cli import main

calls = [0]

def dying(work):
    def call(*given, **named):
        calls[0] += 1
        if calls[0] == int(os.environ["MPP_TOETS_KILL"]):
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*given, **named)
    return call

os.fsync, pathlib.Path.replace = dying(os.fsync), dying(pathlib.Path.replace)
main.run()
"""
"""The command, which ends at one of its steps of writing: each of two files is written, kept and put in place."""


@pytest.mark.skipif(os.name != "posix", reason="kent geen signalen")
@pytest.mark.parametrize("step", [pytest.param(step, marks=[pytest.mark.long] * (step != 3)) for step in (1, 2, 3, 4)])
def test_killed_at_any_step_it_is_not_there_and_all_is_as_it_was(folder, step):
    """The round can be checked as before, and the run after it makes the vintage as if nothing had happened."""
    asks, before = asked(folder, "eerste;2024-01;1;"), stood(folder)
    arguments = ["-C", str(folder.parents[1]), "realisaties", folder.name]
    arguments += ["--from", asks.origin, "--map", str(asks.mapping), "--date", "2024-04-10"]
    environment = {**os.environ, "MPP_TOETS_KILL": str(step)}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], env=environment, capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    now = stood(folder)
    assert {path: content for path, content in now.items() if path in before} == before
    assert "inputs/realisaties/2024-04-10.csv" not in now
    assert check_round(folder, catalogue_named).problems == ()
    made = new_vintage(folder, asks, NOW, DAY)
    assert set(stood(folder)) - set(before) == {f"inputs/realisaties/{made.name}{end}" for end in (".csv", ".yml")}
