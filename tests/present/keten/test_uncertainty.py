"""How sure figures are, as a report says it: every number from the draws, and nothing said that is not known."""

from dataclasses import replace

import numpy as np
import pytest

from mpp_lib.compare.uncertainty.plan_throughout import TwoPlans
from mpp_lib.compare.uncertainty.planning_risks import Miss, PlanningRisk
from mpp_lib.compare.uncertainty.round_bands import RoundBands
from mpp_lib.present.keten.fan_chart import fan_chart
from mpp_lib.present.keten.uncertainty_tables import bands_table, planning_table, plans_table
from mpp_lib.present.keten.uncertainty_words import certainty_text, drawn_text, fan_finding
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.production.planned_on import DECISIONS, RECEPTION
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import band
from tests.support.few_bands import few_bands

COA, UNKNOWN = "coa.bezetting", "coa.vergunninghouders"


@pytest.fixture(scope="module")
def bands(result: RoundResult) -> RoundBands:
    return few_bands(result)


def risks_of(year: int) -> list[PlanningRisk]:
    """Made up, lopsided."""
    misses = Miss(0.52, 11_396.0, 0.004, 100.0), Miss(0.48, 9_004.0, 0.004, 90.0)
    return [
        PlanningRisk(thing, year, step, size * (1 + step), *misses)
        for thing, size in ((RECEPTION, 70_000.0), (DECISIONS, 30_000.0))
        for step in (-0.1, 0.0, 0.1)
    ]


def test_a_fan_holds_what_the_draws_say(bands: RoundBands) -> None:
    """Realised years before it, then the edges and medio as printed; the finding tells its last year."""
    picture, year = fan_chart(bands, COA), bands.result.inputs.settings.span.end.year
    low, high = (text_of(bands.value(COA, year, name), "personen") for name in ("p12_5", "p87_5"))
    last = picture.data.iloc[-1]
    assert (last["jaar"], last["12,5%"], last["87,5%"]) == (str(year), low, high)
    assert (picture.data["gerealiseerd"] != "").any()
    assert f"met 75% kans tussen {low} en {high}" in picture.finding
    assert "onbekend" not in picture.finding


def test_what_is_not_known_is_said_and_shows_no_band(bands: RoundBands) -> None:
    """Without a model error there are draws of the input alone: no band beside the runs, a warning at the fan."""
    table = bands_table(bands, [COA, UNKNOWN])
    rows = {
        key.indicator: dict(zip(table.named(), texts, strict=True))
        for key, texts in zip(table.keys(), table.texts(), strict=True)
    }
    assert rows[UNKNOWN]["75%-band"] == rows[UNKNOWN]["Modelfout"] == "onbekend"
    assert rows[COA]["Modelfout"] == "eigen (n = 6)"
    year = bands.result.inputs.settings.span.end.year
    assert fan_finding(bands, UNKNOWN, year).endswith("de modelfout is onbekend.")
    bare = replace(bands, errors={})
    assert "de onzekerheid van een cijfer is onbekend" in drawn_text(bare)
    assert certainty_text(bare, risks_of(year)).count("de modelfout is onbekend") == 1


def test_each_run_has_its_own_place(bands: RoundBands) -> None:
    table = bands_table(bands, [COA])
    row = dict(zip(table.named(), table.texts()[-1], strict=True))
    year = bands.result.inputs.settings.span.end.year
    for run in ("minimum", "medio", "maximum"):
        assert row[f"Plaats {run}"] == chance_text(bands.value(COA, year, f"place_{run}"))
        assert row[f"Doorrekening {run}"] == text_of(bands.result.year(COA, year, run), "personen")


def test_both_sides_of_a_plan_are_told_with_their_error(result: RoundResult) -> None:
    """And the summary says what a tenth less risks."""
    table = planning_table(result, risks_of(2026))
    assert table.texts()[0] == ["medio −10%", "63.000", "52%", "11.400", "48%", "9.000"]
    assert "van een kans hoogstens 0,4 procentpunt, van een gemiddelde hoogstens 1,0%" in table.note
    assert table.finding == (
        "Wie 10% minder opvangplaatsen plant dan medio (63.000), heeft er met 52% kans te weinig, gemiddeld 11.400."
    )
    assert table.finding in certainty_text(few_bands(result), risks_of(2026))


def test_two_plans_stand_beside_each_other(result: RoundResult) -> None:
    """The draws of one are half as far apart as those of the other."""
    wide, narrow = (band(step * np.arange(101.0), {}) for step in (2_000.0, 1_000.0))
    (row,) = plans_table(result, {COA: TwoPlans(wide, narrow)}, 2026).texts()
    assert row[1:] == ["25.000", "100.000", "175.000", "12.500", "50.000", "87.500", "−50,0%"]
