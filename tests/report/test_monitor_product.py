"""What the report of the monitor is made from: the round, its previous, and every edition up to its own."""

import shutil
from pathlib import Path

import pytest
import yaml

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.monitor.build import monitor
from mpp_lib.inputs.state import CONCEPT_MARK
from mpp_lib.production.open_round import open_round
from mpp_lib.report.edition_texts import left_out, monitor_texts
from mpp_lib.report.monitor import NOT_ADOPTED, MonitorReport, monitor_table
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.sources import COVER_KEYS, VALUES_FILE
from tests.support.decided import as_file, decided
from tests.support.monitor_cases import edition

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
TEMPLATES = Path(__file__).resolve().parents[2] / "report_templates"
UNTIL = Month(2024, 7)


@pytest.fixture
def rounds(tmp_path) -> Path:
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds"


def keys(rounds):
    product = MonitorReport(rounds / "_klein", UNTIL)
    return product.inputs, dict(product.texts)


def add(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "figures", "texts"),
    [
        ("_klein/inputs/parameters.csv", True, False),
        ("_eerder/inputs/parameters.csv", False, False),
        ("_klein/monitor/2024-07/realisaties.csv", True, False),
        ("_klein/monitor/2024-07/onderwerpen.csv", True, False),
        ("_klein/monitor/2024-05/realisaties.csv", True, False),
        ("_klein/monitor/2024-07/duiding.md", False, True),
        ("_klein/monitor/2024-05/duiding.md", False, False),
        ("_klein/monitor/2024-08/realisaties.csv", False, False),
        ("_klein/text/samenvatting.md", False, False),
    ],
)
def test_what_makes_it_again(rounds, file, figures, texts):
    """Figures run the notebooks again, the analyst's words only the rendering, a later edition nothing."""
    before = keys(rounds)
    add(rounds / file, "anders\n")
    after = keys(rounds)
    assert (before[0] != after[0], before[1] != after[1]) == (figures, texts)


@pytest.mark.parametrize(("edition", "changed"), [("2024-02", True), ("2024-01", True), ("2024-03", False)])
@pytest.mark.parametrize("file", ["realisaties.csv", "onderwerpen.csv"])
def test_the_report_of_a_round_depends_on_the_monitor_in_its_annex(rounds, file, edition, changed):
    """The previous round's editions made by the cut-off in April 2024, not that of March, made on its last day.

    Of the notebooks those of the monitor run again, and no other.
    """
    before = _keys_of_tasks(rounds)
    add(rounds / "_eerder" / "monitor" / edition / file, "anders\n")
    after = _keys_of_tasks(rounds)
    again = {name for name, key in after.items() if before.get(name) != key}
    assert again == ({name for name in after if name.startswith("monitor_")} if changed else set())
    assert again == set() or len(again) > 3


def test_another_word_on_the_monitor_in_the_annex_runs_no_notebook(rounds):
    """It makes the report anew, and nothing else."""
    before, report = _keys_of_tasks(rounds), Rapportage(rounds / "_klein").key("builtin")
    add(rounds / "_eerder" / "monitor" / "2024-02" / "duiding.md", "Andere woorden.\n")
    assert _keys_of_tasks(rounds) == before
    assert Rapportage(rounds / "_klein").key("builtin") != report


def _keys_of_tasks(rounds):
    return {task.source.name: task.key for task in Rapportage(rounds / "_klein").tasks()}


def test_an_edition_that_is_not_there_makes_nothing(rounds):
    """It is refused before there is a folder to build in."""
    product = MonitorReport(rounds / "_klein", Month(2024, 6))
    with pytest.raises(InputError, match="deze editie van de monitor bestaat niet"):
        product.open()
    assert not (rounds / "_klein" / "build").exists()


def test_a_round_in_any_state_can_be_followed(rounds, tmp_path):
    """The words follow the state of the rapportage; the mark also says whether the edition was discussed."""
    (rounds / "_klein" / "build" / "monitor-2024-07" / "notebooks").mkdir(parents=True)
    adopted, discussed = ("rapportage", "vastgesteld"), ("monitor-2024-07", "besproken")
    for number, (steps, mark) in enumerate(
        (
            ([("prognose", "vastgesteld")], NOT_ADOPTED),
            ([discussed], NOT_ADOPTED),
            ([adopted, ("monitor-2024-06", "besproken")], CONCEPT_MARK),
            ([adopted, discussed], ""),
        )
    ):
        (rounds / "_klein" / "decisions.yml").write_text(as_file(decided(*steps)), "utf-8")
        target = tmp_path / str(number)
        MonitorReport(rounds / "_klein", UNTIL).open().gather(target)
        values = yaml.safe_load((target / VALUES_FILE).read_text("utf-8"))
        assert set(COVER_KEYS) <= set(values["rapport"])
        assert (values["rapport"]["merk"], values["rapport"]["editie"]) == (mark, "juli 2024")
        assert (values["rapport"]["rubricering"] == "Voor intern gebruik") == (mark != "")
        assert ("eigen verantwoordelijkheid" in values["rapport"]["verantwoording"]) == (mark != "")
        assert values["rapport"]["status"] == ("Besproken in de MPP-werkgroep" if discussed in steps else "Concept")
        assert values["rapport"]["datum_iso"] == "2024-07-31"
        assert values["rapport"]["peildatum"] == "juli 2024 (peildatum 31 augustus 2024)"
        assert ("niet vastgesteld" in values["monitor"]["status"]) == (adopted not in steps)
        assert "De werkgroep adviseert" in (target / "text" / "kort.md").read_text("utf-8")


@pytest.mark.parametrize("made_up", ["rapportage", "monitor-2024-07"])
def test_a_monitor_of_or_by_a_made_up_decision_says_so(rounds, tmp_path, made_up):
    """On every page, whichever of the two was made up."""
    (rounds / "_klein" / "build" / "monitor-2024-07" / "notebooks").mkdir(parents=True)
    entries = decided(("rapportage", "vastgesteld"), ("monitor-2024-07", "besproken"))
    told = tuple(each | {"decision": "Fictief voorbeeld."} if each["product"] == made_up else each for each in entries)
    (rounds / "_klein" / "decisions.yml").write_text(as_file(told), "utf-8")
    MonitorReport(rounds / "_klein", UNTIL).open().gather(tmp_path / "render")
    values = yaml.safe_load((tmp_path / "render" / VALUES_FILE).read_text("utf-8"))
    assert values["rapport"]["merk"] == "Fictief voorbeeld"


def test_no_table_is_empty(rounds, tmp_path):
    """Where an edition has nothing for a table, a sentence stands in its place, or nothing at all."""
    (rounds / "_klein" / "monitor" / "2024-07" / "onderwerpen.csv").unlink()
    opened = MonitorReport(rounds / "_klein", UNTIL).open()
    (rounds / "_klein" / "build" / "monitor-2024-07" / "notebooks").mkdir(parents=True)
    opened.gather(tmp_path / "render")
    placed = {path.name: path.read_text("utf-8") for path in (tmp_path / "render" / "monitor").glob("_*.qmd")}
    assert dict(left_out(opened.made)) == {"_gevraagd.qmd": "_gevraagd_geen.qmd", "_signalen.qmd": "_signalen_geen.qmd"}
    assert placed["_gevraagd.qmd"] == "De werkgroep heeft voor deze editie geen onderwerpen gevraagd.\n"
    assert "embed" not in placed["_signalen.qmd"]
    assert "embed" in placed["_risicos.qmd"]


def test_every_part_that_can_be_left_out_has_something_in_its_place():
    """Each is a template that shows a table, and what replaces it is one that shows none."""
    templates = TEMPLATES / "monitor"
    empty = monitor(open_round(ROUNDS / "_klein"), edition({}, UNTIL))
    found = dict(left_out(empty))
    assert "_overzicht.qmd" in found
    for part, instead in found.items():
        assert "#tbl-" in (templates / part).read_text("utf-8")
        assert "embed" not in (templates / instead).read_text("utf-8")


def test_absent_words_are_said_to_be_absent(rounds):
    """Without duiding.md there is no advice, and every flag is listed."""
    (rounds / "_klein" / "monitor" / "2024-07" / "duiding.md").unlink()
    texts = monitor_texts(MonitorReport(rounds / "_klein", UNTIL).open().made)
    assert texts["kort"].endswith("De analist heeft bij deze editie geen advies gegeven.")
    assert "eerste asielaanvragen" in texts["zonder_duiding"]
    assert texts["vlaggen"].count("geen duiding gegeven") == 2


def test_the_table_behind_it_is_the_long_one(rounds):
    """Realised by month as delivered, and the round for the same year."""
    table = monitor_table(MonitorReport(rounds / "_klein", UNTIL).open().made)
    assert tuple(table.columns) == COLUMNS
    first = table[(table["indicator"] == "asiel.instroom_eerste") & (table["scenario"] == "realisatie")]
    assert first["waarde"].sum() == 16400
    assert set(table["scenario"]) == {"realisatie", "minimum", "medio", "maximum"}
    assert not table.duplicated(["scenario", "indicator", "periode"]).any()
