"""The track record knows everything, that of a report nothing of after its cut-off."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.compare.evaluation.track_record import earlier_rounds, full_record, record_before
from mpp_lib.production.open_round import open_round
from tests.support.generations import deliver_edition, generations

FORECASTS = "ronde;indicator;jaar;minimum;medio;maximum;bekend;bron;toelichting"
REALISED = "jaar;indicator;waarde;laag;hoog;status;bekend;bron;toelichting"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The two small rounds under the names of real ones, two published ranges and a monitor edition."""
    generations(tmp_path, "2023-1", "2024-1")
    published = tmp_path / "_gepubliceerd"
    published.mkdir()
    rows = [
        "2022-9;asiel.instroom_totaal;2022;30000;;40000;2022-04;toets;",
        "2024-9;asiel.instroom_totaal;2022;30000;;40000;2024-05;toets;",
    ]
    (published / "prognoses.csv").write_text("\n".join([FORECASTS, *rows, ""]), "utf-8")
    rows = ["2022;asiel.instroom_totaal;39000;;;definitief;2023-01;toets;"]
    (published / "realisaties.csv").write_text("\n".join([REALISED, *rows, ""]), "utf-8")
    return tmp_path


def first(scores):
    return [(one.round, one.year, one.realised) for one in scores if one.indicator == "asiel.instroom_eerste"]


def test_everything_counts_for_an_evaluator(root: Path) -> None:
    """The edition of May revises 2023; both publications are there."""
    deliver_edition(root / "2024-1", "2024-05")
    record = full_record(root)
    assert first(record.scores) == [("2023-1", 2023, 36_000.0)]
    assert [row.round for row in record.published] == ["2022-9", "2024-9"]
    assert record.deliveries == ("ronde 2023-1", "ronde 2024-1", "monitor 2024-05 van 2024-1")


def test_the_hindcast_tells_an_evaluator_what_came_last_and_a_report_nothing(root: Path) -> None:
    """Its months make 2024 complete, which no round or edition has; the report of a round does not score that year."""
    shutil.copytree(Path(__file__).parents[2] / "rounds/_hindcast", root / "_hindcast")
    record, before = full_record(root), record_before(open_round(root / "2024-1"))
    assert record.deliveries[-1] == "hindcast"
    assert {year for _, year, _ in first(record.scores)} == {2023, 2024}
    assert {year for _, year, _ in first(before.scores)} == {2023}


def test_a_report_knows_nothing_of_after_its_cutoff(root: Path) -> None:
    """Cut-off 15 April 2024: neither the edition nor the publication of May."""
    result = open_round(root / "2024-1")
    before = record_before(result)
    deliver_edition(root / "2024-1", "2024-05")
    assert first(before.scores) == first(record_before(result).scores) != []
    assert first(before.scores)[0][2] != 36_000.0
    assert [row.round for row in before.published] == ["2022-9"]
    assert before.rounds == ("2023-1",)


def test_a_first_round_without_publications_has_no_record(root: Path) -> None:
    shutil.rmtree(root / "_gepubliceerd")
    record = record_before(open_round(root / "2023-1"))
    assert (record.rounds, record.scores, record.chain, record.published, record.revisions) == ((), (), (), (), ())
    assert earlier_rounds(open_round(root / "2023-1")) == []


def test_the_document_for_a_machine_adds_up(root: Path) -> None:
    document = full_record(root).as_dict()
    banded = [row["within_band"] for row in document["rounds"] if row["within_band"] is not None]
    assert document["coverage"] == {"n": len(banded), "within": sum(banded)}
    rows = document["published"]["rows"]
    assert (document["published"]["n"], document["published"]["within"]) == (2, 2)
    assert rows[0] == {
        "round": "2022-9",
        "year": 2022,
        "minimum": 30_000.0,
        "medio": None,
        "maximum": 40_000.0,
        "realised": 39_000.0,
        "within": True,
    }
