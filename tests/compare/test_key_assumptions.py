"""Which assumptions decide a round, what lies beside them, and what a tenth of each does."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.compare.hindcast.known import open_known, published_decisions
from mpp_lib.compare.key_assumptions import ALWAYS, MOST, KeyAssumption, decisive, key_assumptions
from mpp_lib.compare.sensitivity.ranges_run import RangesRun, run_ranges
from mpp_lib.production.expression import Key, Param, Plan
from mpp_lib.production.grounds import Ground
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult, calculate
from mpp_lib.production.stretched import Duration

ROOT = Path(__file__).parents[2]
ROUNDS = ("2023-2", "2024-1", "2024-2")
COA, IND = "coa.bezetting", "ind.asiel.voorraad"
GRANTED, REALISED_SHARE = Plan("spoor4", "inwilligingspercentage"), Param("taakstelling_realisatiegraad")


def assumptions(result: RoundResult) -> dict[Key, KeyAssumption]:
    """The key assumptions of a round, by series."""
    found = key_assumptions(result, open_previous(result), open_known(result), run_ranges(result))
    return {one.key: one for one in found}


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROOT / "tests" / "rounds" / "_klein")


@pytest.fixture(scope="module")
def run(result: RoundResult) -> RangesRun:
    return run_ranges(result)


@cache
def opened(name: str) -> RoundResult:
    """An example round, calculated once."""
    return open_round(ROOT / "rounds" / name)


@cache
def of_example(name: str) -> dict[Key, KeyAssumption]:
    """The key assumptions of an example round."""
    return assumptions(opened(name))


@pytest.fixture
def newest() -> dict[Key, KeyAssumption]:
    return of_example("2024-2")


def width(run: RangesRun, place: int, indicator: str) -> float:
    """Between the lowest and the highest of three outcomes at the end, straight from the runs."""
    medio, *ends = run.years[indicator][-1]
    three = [medio, ends[2 * place], ends[2 * place + 1]]
    return float(max(three) - min(three))


def test_the_weightiest_come_first(result: RoundResult, run: RangesRun) -> None:
    """The weight is the larger of two swings as shares of medio, worked out here from the runs themselves."""
    medio = {name: float(result.years[name][-1, 1]) for name in (COA, IND)}
    weights = {
        each.key: max(width(run, place, name) / medio[name] for name in medio) for place, each in enumerate(run.ranges)
    }
    expected = [key for key, weight in sorted(weights.items(), key=lambda pair: -pair[1]) if weight]
    found = decisive(run, ())
    assert found == expected[:MOST]
    assert len(found) > 3


def test_some_are_always_among_them(run: RangesRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where they move nothing, at the cost of the lightest of the others."""
    idle = Plan("regulier_studie", "instroom")
    plain = decisive(run, ())
    assert idle not in plain
    assert decisive(run, [idle]) == [*plain, idle]
    monkeypatch.setattr("mpp_lib.compare.key_assumptions.MOST", len(plain))
    assert decisive(run, [idle]) == [*plain[:-1], idle]
    assert decisive(run, plain[-1:]) == plain


@pytest.mark.parametrize("name", ROUNDS)
def test_each_round_has_ten_of_which_two_are_known_to_be_far_off(name: str) -> None:
    """First applications weigh most; each of the ten stands there once."""
    found = of_example(name)
    assert len(found) == MOST
    assert next(iter(found)) == FIRST
    assert set(ALWAYS) == {GRANTED, REALISED_SHARE} < set(found)
    assert all(one.ground.reason or one.key == FIRST for one in found.values())


def test_a_tenth_is_the_round_calculated_with_it(result: RoundResult) -> None:
    """Of a parameter that stays below all: two rounds calculated one by one."""
    rows, key = result.inputs.parameters, Param("beroep_gegrond")
    effects = assumptions(result)[key].effects
    for end, factor in enumerate((0.9, 1.1)):
        changed = rows["waarde"].where(rows["parameter"] != key.name, rows["waarde"] * factor)
        other = calculate(replace(result.inputs, parameters=rows.assign(waarde=changed)))
        for name in (COA, IND):
            gap = float(other.years[name][-1, 1] - result.years[name][-1, 1])
            assert effects[name][end] == pytest.approx(gap, abs=1e-6)


def test_a_share_goes_no_further_than_all(newest: dict[Key, KeyAssumption]) -> None:
    """From 95% a tenth more is 100%, so less than a tenth less does."""
    less, more = newest[REALISED_SHARE].effects[COA]
    assert 0 < -more < less


def test_values_stand_by_year(newest: dict[Key, KeyAssumption]) -> None:
    """As the files have them: the plan from 82% in January to 78% in December; 55% and 85% in the halves of a year."""
    plan = pd.read_csv(ROOT / "rounds/2024-2/inputs/ind_prognoseplan.csv", sep=";", decimal=",")
    chosen = plan[
        (plan["stroom"] == "spoor4") & (plan["grootheid"] == GRANTED.quantity) & (plan["mpp_scenario"] == "medio")
    ]
    of_2028 = chosen.loc[chosen["maand"].str.startswith("2028"), "waarde"].astype(float).mean()
    assert newest[GRANTED].own[2028] == pytest.approx(of_2028)
    assert newest[GRANTED].own[2024] == pytest.approx(0.80, abs=0.001)
    for values in (newest[REALISED_SHARE].own, newest[REALISED_SHARE].before):
        assert (values[2024], values[2028]) == pytest.approx((0.7, 0.95))
    assert newest[FIRST].realised == {2021: 24_740.0, 2022: 35_535.0, 2023: 38_365.0}


def test_what_is_far_off_is_seen(newest: dict[Key, KeyAssumption]) -> None:
    """The percentage of grants below what was derived of 2022 and 2023, the realised share above the fit."""
    assert newest[GRANTED].realised == pytest.approx({2022: 0.93776, 2023: 0.88966})
    assert newest[GRANTED].beside_realised == "lager"
    assert newest[REALISED_SHARE].beside_fitted == "hoger"
    assert newest[REALISED_SHARE].fitted is not None
    assert newest[REALISED_SHARE].fitted.fitted == pytest.approx(0.51, abs=0.01)
    within = newest[Param("uitval_spoor4")]
    assert (within.beside_fitted, within.beside_realised, within.outside) == ("binnen", None, False)


@pytest.mark.parametrize(
    ("own", "realised", "place"),
    [
        ({2024: 5.0}, {}, None),
        ({2024: 5.0, 2025: 7.0}, {2022: 5.0, 2023: 7.0}, "binnen"),
        ({2024: 5.0, 2025: 7.5}, {2022: 5.0, 2023: 7.0}, "hoger"),
        ({2024: 4.0, 2025: 7.5}, {2022: 5.0, 2023: 7.0}, "lager"),
    ],
)
def test_the_furthest_year_says_where_a_round_lies(
    own: dict[int, float], realised: dict[int, float], place: str | None
) -> None:
    one = KeyAssumption(FIRST, "x", "", own, {}, realised, None, {}, Ground("aanname", ""))
    assert one.beside_realised == place
    assert one.outside is (place in ("hoger", "lager"))


@pytest.mark.parametrize(("name", "years"), [("2023-2", {2022}), ("2024-1", {2022}), ("2024-2", {2022, 2023})])
def test_decisions_count_once_they_were_published(name: str, years: set[int]) -> None:
    """AIDA told of 2022 in May 2023 and of 2023 in April 2024; of an assumption nothing is told."""
    found = published_decisions(opened(name))
    assert set(found[GRANTED]) == years
    assert set(found[Plan("spoor4", "capaciteit")]) == years
    assert Plan("herhaald", "inwilligingspercentage") not in found


def test_nothing_is_published_without_the_folder(result: RoundResult, tmp_path: Path) -> None:
    alone = replace(result, inputs=replace(result.inputs, folder=tmp_path / "alleen"))
    assert published_decisions(alone) == {}


def test_how_long_a_distribution_takes_can_be_one(result: RoundResult) -> None:
    """It is once as long as the round says, in every year; a tenth more is what lies between the ends of its range."""
    row = ("dublin_terug.duur", "2024-04", "factor", 0.9, 1.1, "IND", "aanname", "")
    ranges = pd.DataFrame([row], columns=list(result.inputs.ranges.columns))
    found = assumptions(calculate(replace(result.inputs, ranges=ranges)))[Duration("dublin_terug")]
    assert found.label == "Claimakkoord tot opname in spoor 4 (duur)"
    assert found.own == {2024: 1.0, 2025: 1.0, 2026: 1.0}
    assert found.ground.kind == "aanname"
    less, more = found.effects[IND]
    assert less > 0 > more
