"""What the report of a round may know of the hindcast: nothing of after its cut-off, and its own parameters."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.beside_round import Step, consequences, steps
from mpp_lib.compare.hindcast.calibration import calibrate
from mpp_lib.compare.hindcast.fitted import STARTS, levelled, stored
from mpp_lib.compare.hindcast.hindcast import Hindcast, fed
from mpp_lib.compare.hindcast.hindcast import hindcast as compare
from mpp_lib.compare.hindcast.known import known_inputs, open_known
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult, calculate

ROUNDS = Path(__file__).parents[3] / "rounds"
DEGREE = "taakstelling_realisatiegraad"
LEAVING = {"vertrek_zelfstandig", "vertrek_gedwongen", "vertrek_zonder_toezicht"}


@pytest.fixture(scope="module", params=["2024-1", "2024-2"])
def result(request: pytest.FixtureRequest) -> RoundResult:
    return open_round(ROUNDS / request.param)


@pytest.fixture(scope="module")
def inputs(result: RoundResult) -> RoundInputs:
    found = known_inputs(result)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def hindcast(result: RoundResult) -> Hindcast:
    found = open_known(result)
    assert found is not None
    return found


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "inputs" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_it_runs_over_the_years_that_were_over(hindcast: Hindcast, result: RoundResult) -> None:
    """Two years, although the folder holds a third, and the report is printed as fit with the round's parameters."""
    assert hindcast.inputs.settings.span.calendar_years == (2022, 2023)
    assert hindcast.inputs.settings.cutoff == result.inputs.settings.cutoff
    assert {row.phase for row in hindcast.rows} == {"fitted"}
    assert hindcast.round == result.inputs.settings.round


def test_without_the_fitted_years_there_is_none(tmp_path: Path) -> None:
    """Of 2023-2 the second fitted year was not over; beside a round alone there is nothing to feed the chain with."""
    early = open_round(ROUNDS / "2023-2")
    assert open_known(early) is None
    alone = replace(early, inputs=replace(early.inputs, folder=tmp_path / "2023-2"))
    assert open_known(alone) is None


def test_nothing_in_it_names_a_later_day(inputs: RoundInputs, result: RoundResult) -> None:
    cutoff = result.inputs.settings.cutoff
    for table in (inputs.realisations, inputs.parameters):
        assert not [text for text in table["bron"].dropna() if named_after(text, cutoff)]
    assert inputs.realisations["periode"].str[:4].max() == "2023"


def test_figures_of_the_round_stand_for_later_publications(hindcast: Hindcast, result: RoundResult) -> None:
    """In February 2024 the stock was about 50.000 and the CBS had four quarters; nobody had figures of the DT&V."""
    seen = {(row.indicator, str(row.period)): row.realised for row in hindcast.rows}
    expected = {"2024-1": (50_000, 1895 + 2625 + 2590 + 3010), "2024-2": (49_860, 10_130)}[result.inputs.settings.round]
    assert (seen["ind.asiel.voorraad", "2023"], seen["asiel.instroom_nareis", "2023"]) == expected
    assert not [indicator for indicator, _ in seen if indicator.startswith("dtv.")]
    assert (("ind.dublin_overdrachten", "2023") in seen) == (result.inputs.settings.cutoff > date(2024, 7, 5))


def test_the_parameters_are_those_of_the_round(inputs: RoundInputs, result: RoundResult) -> None:
    """The first of the round in medio, but for what differs by year; what was not known of it is the round's too."""
    own: dict[str, list[float]] = {}
    for row in rows_of(result.inputs.folder, "parameters"):
        if row["mpp_scenario"] in ("", "medio"):
            own.setdefault(row["parameter"], []).append(number(row["waarde"]))
    used = inputs.parameters.groupby("parameter")["waarde"].apply(list)
    for name in ("opvang_eerste", "uitval_spoor2", "nareis_inreis", "vertrek_gedwongen", "geboorten"):
        assert used[name] == own[name][:1], name
    assert used["dtv_instroom_politie"] == own["dtv_instroom_politie"]
    assert used["taakstelling"][:4] == [10_000, 13_500, 20_000, 27_300]
    assert used["rechtbank_capaciteit"][:2] == [210, 230]
    assert used["uitval_spoor4"] == [0.008843, 0.01401]


def test_a_parameter_that_differs_by_year_in_the_round_is_not_of_other_years(result: RoundResult) -> None:
    """Round 2024-2 lets more cases leave track 1 in 2024 than after it: that says nothing of 2022."""
    found = known_inputs(result)
    assert found is not None
    assert found.parameters.set_index("parameter").loc["uitval_spoor1", "waarde"] == 0.02


def test_decisions_that_were_not_known_go_on_as_the_year_before(inputs: RoundInputs, result: RoundResult) -> None:
    """Those of 2023 were published on 30 April 2024."""
    plan = inputs.plan.query("stroom == 'spoor4' and grootheid == 'capaciteit' and mpp_scenario == 'medio'")
    capacity = plan.set_index("maand")["waarde"]
    assert capacity["2022-05"] == 1296.12
    assert capacity["2023-05"] == (1296.12 if result.inputs.settings.round == "2024-1" else 1308.95)


def changed(folder: Path, name: str, column: str, later: Callable[[dict[str, str]], bool]) -> int:
    """Half as much again in every row that is later; the number of those rows."""
    rows = rows_of(folder, name)
    chosen = [row for row in rows if later(row)]
    for row in chosen:
        row[column] = f"{number(row[column]) * 1.5:.6f}".replace(".", ",")
    with (folder / "inputs" / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return len(chosen)


@pytest.mark.parametrize("name", ["2024-1", "2024-2"])
def test_what_became_known_later_changes_nothing(name: str, tmp_path: Path) -> None:
    """Figures, parameters and capacities from later sources half as high again: the same rows and the same fit."""
    before = open_known(open_round(ROUNDS / name))
    for folder in (name, "_hindcast"):
        shutil.copytree(ROUNDS / folder, tmp_path / folder, ignore=shutil.ignore_patterns("build"))
    (tmp_path / name / "round.yml").write_text(
        (ROUNDS / name / "round.yml").read_text(encoding="utf-8").replace("previous:", "# previous:"), encoding="utf-8"
    )
    cutoff = before.inputs.settings.cutoff
    folder = tmp_path / "_hindcast"
    first, known_until = "asiel.instroom_eerste", {"2024-1": "2023", "2024-2": "2024"}[name]
    assert changed(
        folder,
        "realisaties",
        "waarde",
        lambda row: (
            row["indicator"] != first
            and (row["periode"] >= "2024" or named_after(row["bron"], cutoff) is not None)
            and number(row["waarde"]) > 1
        ),
    )
    assert changed(folder, "parameters", "waarde", lambda row: named_after(row["bron"], cutoff) is not None)
    assert changed(
        folder,
        "ind_prognoseplan",
        "waarde",
        lambda row: row["stroom"] == "spoor4" and row["grootheid"] == "capaciteit" and row["maand"] >= known_until,
    )
    after = open_known(open_round(tmp_path / name))
    assert after.rows == before.rows
    assert after.fitted == before.fitted


def test_the_fit_leaves_out_what_no_figure_tells(hindcast: Hindcast) -> None:
    """Without figures of the DT&V nothing is said of the chances to leave; of the rest something is."""
    assert set(hindcast.fitted) == set(STARTS) - LEAVING


def test_the_fit_is_the_least_of_what_was_known(inputs: RoundInputs) -> None:
    """From the fitted point a step of 2% in any parameter makes the weighted squares larger."""
    best = calibrate(inputs)
    leading = {"coa.bezetting", "ind.asiel.voorraad", "asiel.instroom_nareis"}

    def squares(levels: dict[str, float]) -> float:
        at = levelled(inputs, levels)
        rows = compare(at, fed(at))
        return sum((2 if row.indicator in leading else 1) * (row.modelled / row.realised - 1) ** 2 for row in rows)

    least = squares(best)
    for name, value in best.items():
        for factor in (0.98, 1.02):
            assert squares({**best, name: value * factor}) > least, (name, factor)


def test_a_level_keeps_its_course() -> None:
    folder = load_round(ROUNDS / "_hindcast", catalogue_named)
    half = stored(folder)[DEGREE] / 2
    other = levelled(folder, {DEGREE: half})
    before, after = (one.parameters.set_index("parameter")["waarde"] for one in (folder, other))
    np.testing.assert_allclose(after[DEGREE], before[DEGREE] / 2)
    assert stored(other) == {**stored(folder), DEGREE: half}


def test_the_reception_comes_out_too_high_with_the_parameters_of_the_rounds(
    hindcast: Hindcast, result: RoundResult
) -> None:
    """At the end of 2023: as told in the changelog, where the fitted parameters give 0,8% too much."""
    (row,) = [row for row in hindcast.rows if (row.indicator, str(row.period)) == ("coa.bezetting", "2023")]
    told = {"2024-1": 6.1, "2024-2": 8.9}[result.inputs.settings.round]
    assert row.deviation_pct == pytest.approx(told, abs=0.05)


def test_a_course_is_held_against_the_round_in_every_period(hindcast: Hindcast, result: RoundResult) -> None:
    """Two fitted years by half-year, then the round's four steps beside the last level."""
    found = [step for step in steps(hindcast, result) if step.spec.name == DEGREE]
    assert [str(step.since) for step in found] == [
        "2022-01", "2022-07", "2023-01", "2023-07", "2024-01", "2024-07", "2025-01", "2026-01",
    ]  # fmt: skip
    level = hindcast.fitted[DEGREE]
    housed = [10_000 * level / share for share in (10_000, 13_500, 20_000, 27_300, 18_750)]
    assert [step.fitted for step in found[:5]] == pytest.approx(housed, rel=1e-3)
    assert {step.fitted for step in found[4:]} == {found[4].fitted}
    assert [step.own for step in found] == [None] * 4 + [0.55, 0.85, 0.9, 0.95]
    assert [step.place for step in found] == [None] * 4 + ["binnen", "hoger", "hoger", "hoger"]


def test_a_round_lies_apart_only_beyond_its_own_uncertainty(result: RoundResult) -> None:
    (spec,) = [spec for spec in result.chain.parameters if spec.name == DEGREE]
    month = Month(2024, 1)
    places = [Step(spec, month, 0.5, own, 0.1).place for own in (0.59, 0.62, 0.41, 0.38)]
    assert places == ["binnen", "hoger", "binnen", "lager"]
    assert Step(spec, month, None, 0.5, 0.1).place is None
    assert Step(spec, month, 0.5, None, 0.1).place is None


def test_what_cannot_be_fitted_is_listed_without_a_judgement(hindcast: Hindcast, result: RoundResult) -> None:
    found = [step for step in steps(hindcast, result) if step.spec.name in LEAVING]
    assert {step.spec.name for step in found} == LEAVING
    assert {(step.fitted, step.place) for step in found} == {(None, None)}


def test_the_consequence_is_that_of_the_round_with_the_value_written_in(
    hindcast: Hindcast, result: RoundResult
) -> None:
    """The same as calculating the round from a table that holds the fitted value in place of its own rows."""
    found = {one.spec.name: one for one in consequences(hindcast, result)}
    assert DEGREE in found
    last = result.inputs.settings.span.end.year
    for name, one in found.items():
        table = result.inputs.parameters
        row = table[table["parameter"] == name].head(1).assign(mpp_scenario="", waarde=one.level)
        written = pd.concat([table[table["parameter"] != name], row], ignore_index=True)
        again = calculate(replace(result.inputs, parameters=written, ranges=result.inputs.ranges[:0]))
        for stock, (own, with_level) in one.years.items():
            assert own == pytest.approx(result.year(stock, last, "medio"), rel=1e-9)
            assert with_level == pytest.approx(again.year(stock, last, "medio"), rel=1e-9)


def test_the_realised_share_of_the_taakstelling_decides_the_reception(hindcast: Hindcast, result: RoundResult) -> None:
    """As told in the changelog: at the fitted 51% some 50.000 people more stay at the end of 2028."""
    (one,) = [one for one in consequences(hindcast, result) if one.spec.name == DEGREE]
    told = {"2024-1": (133_140, 183_160), "2024-2": (103_970, 154_130)}[result.inputs.settings.round]
    assert one.years["coa.bezetting"] == pytest.approx(told, abs=10)
    assert one.level == pytest.approx(0.51, abs=0.005)
