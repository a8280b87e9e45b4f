"""A round that was adopted is to the next one what was adopted, whatever becomes of its folder and of the code."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.months import Month
from mpp_lib.base.result_table import to_csv
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.attribution.explain import explain
from mpp_lib.compare.attribution.mixed_run import STRUCTURE
from mpp_lib.compare.attribution.owen import RECOMPUTED
from mpp_lib.compare.evaluation.track_record import full_record, record_before
from mpp_lib.compare.foundations import Foundations
from mpp_lib.compare.monitor.build import open_edition, open_monitor
from mpp_lib.inputs.rounds import last_monitor, lineage
from mpp_lib.present.wording.counted_round import counted_as
from mpp_lib.production.open_round import open_previous, open_round, open_that_counts
from mpp_lib.production.published import PublishedResult
from tests.support.versions import adopt, register

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
STOCK = "ind.asiel.voorraad"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(ROUNDS, tmp_path / "rounds", ignore=shutil.ignore_patterns("build", "versions"))


def change_inputs(folder: Path) -> None:
    """More repeated applications, so that most figures move."""
    file = folder / "inputs" / "parameters.csv"
    text = file.read_text(encoding="utf-8")
    assert "herhaald;2023-01;;120;" in text
    file.write_text(text.replace("herhaald;2023-01;;120;", "herhaald;2023-01;;620;"), encoding="utf-8")


def altered(folder: Path, indicator: str, year: int, more: float) -> str:
    """The result table of a round in which medio of one year is more than was computed."""
    table = open_round(folder).table
    place = (table["indicator"] == indicator) & (table["periode"] == str(year)) & (table["scenario"] == "medio")
    assert place.sum() == 1
    table = table.copy()
    table.loc[place, "waarde"] += more
    return to_csv(table)


def test_the_version_counts_and_not_the_folder(root: Path) -> None:
    """What was adopted stays: the forecasts, the split and the scores of the round after it do not move."""
    earlier, later = root / "_eerder", root / "_klein"
    result = open_round(later)
    before = open_previous(result)
    assert before is not None
    split, history = attribute(result, before), record_before(result).history
    data = adopt(earlier)
    change_inputs(earlier)
    assert lineage(later) == (later, data)
    counted = open_previous(open_round(later))
    assert counted is not None
    assert counted.inputs.settings.round == "_eerder"
    np.testing.assert_array_equal(attribute(result, counted).parts, split.parts)
    assert attribute(result, counted).groups == split.groups
    assert record_before(open_round(later)).history == history
    assert to_csv(counted.table) == to_csv(before.table)
    assert to_csv(open_round(earlier).table) != to_csv(before.table)
    previous = Foundations(later).previous
    assert previous is not None
    assert to_csv(previous.table) == to_csv(before.table)


def test_without_an_adopted_version_the_folder_counts(root: Path) -> None:
    """None at all, one that was not adopted, one that was removed."""
    later = root / "_klein"
    assert lineage(later)[1] == root / "_eerder"
    assert not isinstance(open_previous(open_round(later)), PublishedResult)
    register(root, f"_eerder;definitief;rapportage;vastgesteld;{'1' * 64}")
    assert lineage(later)[1] == root / "_eerder"


def test_what_was_published_otherwise_than_is_computed_is_model_structure(root: Path) -> None:
    """By hand: 100 more was published than the chain makes of it, so 100 less of the difference is of the inputs."""
    earlier = root / "_eerder"
    result = open_round(root / "_klein")
    plain = attribute(result, open_round(earlier)).change(STOCK, 2024, "medio")
    adopt(earlier, results=altered(earlier, STOCK, 2024, 100.0))
    counted = open_previous(result)
    assert counted is not None
    split = attribute(result, counted)
    change = split.change(STOCK, 2024, "medio")
    assert change.before == pytest.approx(plain.before + 100, rel=1e-12)
    assert change.after == plain.after
    assert change.parts[STRUCTURE] - plain.parts.get(STRUCTURE, 0.0) == pytest.approx(-100, abs=1e-6)
    assert sum(change.parts.values()) == pytest.approx(change.difference, abs=1e-6)
    for group, part in plain.parts.items():
        if group != STRUCTURE:
            assert change.parts[group] == pytest.approx(part, abs=1e-6)
    other = split.change(STOCK, 2025, "medio")
    assert other.parts[STRUCTURE] == pytest.approx(0, abs=1e-6)
    (row,) = (each for each in explain(result, counted, [STOCK], 2024, STRUCTURE).rows if each.scenario == "medio")
    assert row.members is not None
    assert row.members[RECOMPUTED] == pytest.approx(-100, abs=1e-9)
    assert sum(row.members.values()) == pytest.approx(row.parts[STRUCTURE], abs=1e-6)


def test_what_is_computed_as_it_was_published_is_no_group(root: Path) -> None:
    adopt(root / "_eerder")
    result = open_round(root / "_klein")
    counted = open_previous(result)
    assert isinstance(counted, PublishedResult)
    assert attribute(result, counted).groups == attribute(result, counted.recomputed).groups


def test_the_monitor_holds_against_what_was_adopted(root: Path) -> None:
    """Its editions and the decisions on them come after, and are those of the folder."""
    earlier = root / "_eerder"
    month = open_edition(earlier, "2024-02")
    months = [each.to_date.expected for each in month.rows if each.to_date is not None]
    adopt(earlier)
    change_inputs(earlier)
    again = open_edition(earlier, "2024-02")
    assert [each.to_date.expected for each in again.rows if each.to_date is not None] == months
    assert again.edition.realisations.equals(month.edition.realisations)
    moved = open_monitor(open_round(earlier), Month(2024, 2))
    assert [each.to_date.expected for each in moved.rows if each.to_date is not None] != months
    last = last_monitor(root / "_klein")
    assert last is None or last[0] == earlier


def test_an_evaluator_sees_what_was_published(tmp_path: Path) -> None:
    """The forecast of a round in the full record is that of its version."""
    root = tmp_path / "rounds"
    shutil.copytree(ROUNDS / "_eerder", root / "2023-1", ignore=shutil.ignore_patterns("build", "versions"))
    settings = root / "2023-1" / "round.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("_eerder", "2023-1"), encoding="utf-8")
    shutil.copytree(ROUNDS / "_gepubliceerd", root / "_gepubliceerd")
    computed = open_round(root / "2023-1").year(STOCK, 2024, "medio")
    adopt(root / "2023-1", results=altered(root / "2023-1", STOCK, 2024, 100.0))
    (found,) = (
        each for each in full_record(root).history if (each.round, each.indicator, each.year) == ("2023-1", STOCK, 2024)
    )
    assert found.medio == pytest.approx(computed + 100, rel=1e-12)


def test_measures_are_computed(root: Path) -> None:
    """Only the table with the measures of the round was frozen."""
    earlier = root / "_eerder"
    adopt(earlier, results=altered(earlier, STOCK, 2024, 100.0))
    counted = open_that_counts(earlier)
    assert counted.without.year(STOCK, 2024, "medio") == open_round(earlier).without.year(STOCK, 2024, "medio")


def test_a_reader_is_told_as_what_a_round_counts(root: Path) -> None:
    earlier = root / "_eerder"
    assert counted_as(open_that_counts(earlier)) == (
        "Van ronde _eerder is geen vastgestelde versie bewaard; vergeleken is met de werkmap."
    )
    adopt(earlier)
    assert counted_as(open_that_counts(earlier)) == (
        "Van ronde _eerder gelden de cijfers van versie definitief, die is vastgesteld."
    )
