"""Every forecast there was, beside what was known of the outcome at the cut-off."""

from collections import Counter
from pathlib import Path

import pytest

from mpp_lib.compare.evaluation.forecast_history import PastForecast
from mpp_lib.compare.evaluation.track_record import full_record, record_before
from mpp_lib.production.open_round import open_round
from tests.support.generations import generations

ROUNDS = Path(__file__).parents[2] / "rounds"
FIRST, TOTAL = "asiel.instroom_eerste", "asiel.instroom_totaal"


@pytest.fixture(scope="module")
def result():
    return open_round(ROUNDS / "_klein")


@pytest.fixture(scope="module")
def history(result) -> tuple[PastForecast, ...]:
    return record_before(result).history


def test_every_round_year_and_indicator_is_there_once(history, result):
    """Of the round itself too, whose years are still to come."""
    counted = Counter((one.kind, one.round, one.year, one.indicator) for one in history)
    assert set(counted.values()) == {1}
    own = [one for one in history if one.round == "_klein"]
    assert len(own) == 3 * len(result.chain.nodes)
    assert {(one.year, one.horizon) for one in own} == {(2024, 0), (2025, 1), (2026, 2)}
    assert {(one.year, one.horizon) for one in history if one.round == "_eerder"} == {(2023, 1), (2024, 2), (2025, 3)}


def test_the_lines_are_those_of_the_round(history, result):
    """Of first applications the quantiles; of everything else what the chain gives."""
    own = {(one.indicator, one.year): one for one in history if one.round == "_klein"}
    mixture = result.forecast.year(2025).distribution
    lines = own[FIRST, 2025]
    chances = [float(mixture.cdf(value)) for value in (lines.minimum, lines.medio, lines.maximum)]
    assert chances == pytest.approx([1 / 8, 2 / 3, 7 / 8], abs=1e-6)
    assert own["coa.bezetting", 2026].medio == result.year("coa.bezetting", 2026, "medio")
    assert own["coa.bezetting", 2026].unit == "personen"


def test_only_what_was_realised_at_the_cutoff_has_an_outcome(history, result):
    """Cut-off in April 2024: 2023 is over, no later year; its value is that of the round's own realisations."""
    known = [one for one in history if one.outcome is not None]
    assert max(one.year for one in known) == 2023
    before = next(one for one in known if (one.round, one.indicator) == ("_eerder", FIRST))
    months = result.inputs.realisations.query("indicator == @FIRST and periode.str.startswith('2023-')")
    assert before.outcome.value == months["waarde"].sum()
    assert before.status in ("voorlopig", "definitief", "raming")


def test_publications_follow_by_month(history):
    """With their source, and none of after the cut-off."""
    published = [one for one in history if one.kind == "gepubliceerd"]
    assert [one.known for one in published] == sorted(one.known for one in published)
    assert published
    assert {one.source for one in published} == {"verzonnen voor de toets"}
    assert all(str(one.known) < "2024-04" for one in published)
    assert {one.medio for one in published if one.round == "2022-9"} == {None}


def test_an_evaluator_sees_all_rounds(tmp_path):
    """Whatever a report had an outcome for."""
    generations(tmp_path, "2023-1", "2024-1")
    counted = Counter(one.round for one in full_record(tmp_path).history)
    assert list(counted) == ["2023-1", "2024-1"]
    assert counted["2023-1"] == counted["2024-1"]
