"""``mpp new``: a round that can be worked on at once, and says of everything in it where it is from."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.check import check_round
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.report.analyst_texts import check_report
from mpp_lib.rolling import new_round as module
from mpp_lib.rolling.new_round import new_round
from tests.support.small_rounds import small_rounds

BEFORE, NAME = "2024-1", "2025-1"
HEADER = "periode;indicator;waarde;status;bron\n"
MEDIO = SCENARIOS.index("medio")


@pytest.fixture(scope="module")
def rolled(tmp_path_factory) -> Path:
    """The folder of the rounds, with a new one."""
    root = small_rounds(tmp_path_factory.mktemp("doorgerold"))
    new_round(root, NAME, BEFORE)
    return root


@pytest.fixture
def root(tmp_path) -> Path:
    return small_rounds(tmp_path)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "inputs" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_the_round_is_right_and_can_be_calculated(rolled):
    """A check has remarks and no problems, and the chain runs from what it holds."""
    checked = check_report(rolled / NAME)
    assert list(checked.problems) == []
    remarks = {(one.file, one.problem.split(" ", 1)[1]) for one in checked.remarks if one.round == NAME}
    assert ("inputs/parameters.csv", f"rijen overgenomen van ronde {BEFORE} en nog te herijken") in remarks
    assert any(one.file == "taken.md" and "taken staan nog open" in one.problem for one in checked.remarks)
    result = open_round(rolled / NAME)
    assert result.inputs.settings.span.calendar_years == (2025, 2026, 2027)
    assert result.inputs.state().name == "concept"


def test_the_tasks_name_the_form_in_which_each_delivery_is_asked(rolled):
    """Of who has a form, once, with the command that takes the answers in; of who has none what is asked."""
    told = (rolled / NAME / "taken.md").read_text(encoding="utf-8")
    assert told.count(f"(`mpp template ind {NAME}`)") == 1
    assert told.count("krijgt zijn rij in `inputs/leveringen.csv` de naam van het werkboek") == 1
    assert told.count(f"(`mpp levering {NAME} --from BESTAND`)") == 1
    of_partner = {line.partition(": ")[0].removeprefix("- [ ] "): line for line in told.splitlines()}
    assert f"(`mpp template ind-levering {NAME}`)" in of_partner["IND"]
    assert f"(`mpp template dtv {NAME}`)" in of_partner["DT&V"]
    assert "mpp template" not in of_partner["DJI"]


def test_what_is_said_at_its_birth_is_what_a_check_says(root):
    """It is held against the round before from the first, though it is not there yet."""
    made = new_round(root, NAME, BEFORE)
    assert made.warnings == check_round(root / NAME, catalogue_named).warnings


def test_a_stock_nobody_counted_begins_where_the_round_before_expected_it(rolled):
    """The reader of one round goes on in the other: end of the year there, opening here."""
    before = open_round(rolled / BEFORE)
    opening = {row["indicator"]: row for row in rows(rolled / NAME, "realisaties") if row["periode"] == "2024-12"}
    for name in ("dtv.dossiers", "ks.achterstand", "ind.spoor4.voorraad"):
        assert number(opening[name]["waarde"]) == pytest.approx(before.months[name][11, MEDIO], abs=1e-6)
        assert opening[name]["bron"] == f"aanname: medio van ronde {BEFORE}"
        assert opening[name]["status"] == "aanname"


def test_the_months_of_the_monitor_are_taken_over(rolled):
    """What the last edition holds, as it holds it."""
    edition = rolled / BEFORE / "monitor" / "2024-07" / "realisaties.csv"
    with edition.open(encoding="utf-8", newline="") as file:
        delivered = [tuple(row.values()) for row in csv.DictReader(file, delimiter=";")]
    held = {(row["periode"], row["indicator"]): number(row["waarde"]) for row in rows(rolled / NAME, "realisaties")}
    assert delivered
    assert {held[period, name] == number(value) for period, name, value, *_ in delivered} == {True}


def test_texts_are_empty_for_the_reader_and_stand_beside_for_the_analyst(rolled):
    """The old words are a comment in the file, and no part of the round."""
    old = (rolled / BEFORE / "text" / "samenvatting.md").read_text("utf-8").strip()
    assert old in (rolled / NAME / "text" / "samenvatting.md").read_text("utf-8")
    assert open_round(rolled / NAME).inputs.texts == {}


def test_the_plan_is_a_concept_of_the_round_before(rolled):
    """It names the Prognose that it was made on, and marks the year that it did not have."""
    plan, deliveries = rows(rolled / NAME, "ind_prognoseplan"), rows(rolled / NAME, "leveringen")
    assert [row["status"] for row in deliveries] == ["concept"]
    marked = {row["maand"][:4] for row in plan if "zoals in 2026" in row["definitie"]}
    assert (marked, {row["maand"][:4] for row in plan[1:]}) == ({"2027"}, {"2025", "2026", "2027"})
    assert plan[0]["definitie"] == open_round(rolled / BEFORE).inputs.plan_prognose


def test_delivered_realisations_go_first_and_scale_their_parts(root):
    """The stocks of the streams together are what the IND counted at the end of the year."""
    file = root.parent / "cijfers.csv"
    file.write_text(HEADER + "2024;ind.asiel.voorraad;20000;voorlopig;toets\n", encoding="utf-8")
    new_round(root, NAME, BEFORE, file)
    held = rows(root / NAME, "realisaties")
    parts = [row for row in held if row["periode"] == "2024-12" and row["indicator"].endswith(".voorraad")]
    asylum = [row for row in parts if "ind.asiel.voorraad was 20.000 (2024)" in row["bron"]]
    assert sum(number(row["waarde"]) for row in asylum) == pytest.approx(20_000, abs=1e-5)
    assert len(asylum) == 4


def test_the_second_round_of_a_year_keeps_the_horizon(root):
    """Months that are realised since are known, with the chances of their year as they were."""
    new_round(root, "2024-2", BEFORE)
    settings = open_round(root / "2024-2").inputs.settings
    assert (str(settings.realised_until), settings.span.first_year) == ("2024-06", 2024)


@pytest.mark.parametrize(
    ("name", "before", "said"),
    [
        ("2024-1", "2023-2", "deze ronde bestaat al"),
        ("2023-2", "2024-1", "deze ronde is niet later dan ronde 2024-1"),
        ("2025-1", "2022-1", "deze ronde bestaat niet"),
        ("../2025-1", "2024-1", "zo heet geen ronde"),
        ("_nieuw", "2024-1", "zo heet geen ronde"),
        ("2025-9", "2024-1", "dit nummer volgt op geen ronde"),
        ("2031-1", "2024-1", "deze ronde begint na de horizon van ronde 2024-1"),
    ],
)
def test_a_name_that_cannot_be_is_refused(root, name, before, said):
    """Nothing is written."""
    stood = sorted(root.parent.rglob("*"))
    with pytest.raises(InputError, match=said):
        new_round(root, name, before)
    assert sorted(root.parent.rglob("*")) == stood


def test_the_planning_goes_with_it_for_an_agenda(rolled):
    """A meeting for every day, body and track of the table; and nothing of the making is left beside the rounds."""
    with (rolled / NAME / "planning.csv").open(encoding="utf-8", newline="") as file:
        planned = {(row["datum"], row["gremium"], row["spoor"]) for row in csv.DictReader(file, delimiter=";")}
    events = Calendar.from_ical((rolled / NAME / "planning.ics").read_bytes()).walk("VEVENT")
    assert sorted(event["DTSTART"].dt.isoformat() for event in events) == sorted(day for day, *_ in planned)
    assert len(events) > 5
    assert [path.name for path in rolled.iterdir() if path.suffix == ".lock"] == []


def test_every_fault_of_a_delivery_is_told_by_its_cell(root):
    """And nothing is written."""
    file = root.parent / "cijfers.csv"
    file.write_text(HEADER + "2024-13;coa.bezetting;1;voorlopig;x\n2024-12;coa.bezetting;veel;voorlopig;x\n", "utf-8")
    with pytest.raises(InputError) as refused:
        new_round(root, NAME, BEFORE, file)
    assert [(one.file, one.where) for one in refused.value.problems] == [
        ("cijfers.csv", "rij 2, kolom periode"),
        ("cijfers.csv", "rij 3, kolom waarde"),
    ]
    assert not (root / NAME).exists()


def test_what_makes_no_round_is_refused_whole(root):
    """A source of after the cut-off, an indicator that there is not: as a check would say, before anything stands."""
    file = root.parent / "cijfers.csv"
    file.write_text(
        HEADER + "2024-12;coa.bezetting;70000;voorlopig;COA (01-03-2025)\n2024;coa.bezeting;1;raming;x\n", "utf-8"
    )
    with pytest.raises(InputError) as refused:
        new_round(root, NAME, BEFORE, file)
    assert {one.problem.split(":")[0] for one in refused.value.problems} == {
        "de bron is van na de peildatum 2025-01-15",
        "onbekende indicator",
    }
    assert not (root / NAME).exists()


def test_a_run_that_is_killed_leaves_nothing_and_the_next_makes_the_round(root, monkeypatch):
    """Half a folder is never a round."""

    def stop(path: Path, content: bytes) -> None:
        if path.name == "taken.md":
            raise KeyboardInterrupt
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    with monkeypatch.context() as patched:
        patched.setattr(module, "write", stop)
        with pytest.raises(KeyboardInterrupt):
            new_round(root, NAME, BEFORE)
    assert not (root / NAME).exists()
    assert new_round(root, NAME, BEFORE).folder.is_dir()


def test_the_command_answers(root):
    """People get the folder and what to look at, machines one document."""
    command = [sys.executable, "-m", "mpp_lib", "-C", str(root.parent), "new"]
    done = subprocess.run([*command, NAME, "--from", BEFORE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(root / NAME))
    assert "taken.md" in done.stderr
    again = subprocess.run([*command, NAME, "--from", BEFORE], capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout) == (1, "")
    machine = subprocess.run(
        [*command, "2024-2", "--from", BEFORE, "--json"], capture_output=True, text=True, check=True
    )
    said = json.loads(machine.stdout)
    assert (said["round"], len(said["tasks"]) > 5, said["warnings"][0]["round"]) == ("2024-2", True, "2024-2")


def test_what_is_wrong_with_a_delivered_row_is_said_of_the_delivery(root):
    """The round that would hold it is not there to be looked at."""
    file = root.parent / "geleverd.csv"
    file.write_text(f"{HEADER}2024-08;asiel.instroom_eerste;-5;voorlopig;toets\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        new_round(root, NAME, BEFORE, file)
    assert [(one.round, one.file, one.where) for one in refused.value.problems] == [
        ("", "geleverd.csv", "rij 2, kolom waarde")
    ]
    assert not (root / NAME).exists()


def test_what_is_not_known_comes_along_until_it_is(root):
    """Of the round and its editions; what was delivered since is known, and what is of later is not said."""
    unknown = "periode;indicator;teken;reden;bron\n"
    before = root / BEFORE
    (before / "inputs" / "onbekend.csv").write_text(
        f"{unknown}2023-06;nationaliteit.iran.nareis;.;geen;toets\n2023-07;nationaliteit.iran.nareis;x;klein;toets\n",
        encoding="utf-8",
    )
    (before / "monitor" / "2024-07" / "onbekend.csv").write_text(
        f"{unknown}2024-07;asiel.instroom_eerste;~;inhaalslag;toets\n", encoding="utf-8"
    )
    delivered, mapping = root / "geleverd.csv", root / "koppeling.yml"
    delivered.write_text("periode;waarde\n2023-07;15\n2023-08;x\n2031-01;x\n", encoding="utf-8")
    series = "{indicator: nationaliteit.iran.nareis, eenheid: personen}"
    mapping.write_text(f"bron: toets\nreeksen: [{series}]\n", encoding="utf-8")
    new_round(root, NAME, BEFORE, delivered, mapping)
    assert [(row["periode"], row["teken"]) for row in rows(root / NAME, "onbekend")] == [
        ("2023-06", "."),
        ("2024-07", "~"),
        ("2023-08", "x"),
    ]
