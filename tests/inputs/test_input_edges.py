"""Where a rule begins to refuse, and that no content of a cell breaks the check."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mpp_lib.inputs.check import check_round
from tests.support import tiny_round

SCENARIOS = "inputs/scenarios.csv"
CELLS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters=';"\r\n'), max_size=12),
    st.sampled_from(
        ["", "-1", "1e308", "nan", "#REF!", "100%", "1.000", "2024-13", "2023-K4", "medio", "ja", "\u00a0"]
    ),
)


def places(folder: Path) -> list[str]:
    return [problem.where for problem in check_round(folder, tiny_round.catalogue_for).problems]


def swapped(folder: Path, file: str, old: str, new: str) -> Path:
    text = tiny_round.contents()[file]
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("chance", "refused"),
    [("0,4000009", []), ("0,3999991", []), ("0,4000011", ["jaar 2024"]), ("0,3999989", ["jaar 2024"])],
)
def test_chances_sum_to_one_within_a_millionth(chance: str, refused: list[str], tiny: Path):
    """Rounding to six decimals is accepted, more is not."""
    assert places(swapped(tiny, SCENARIOS, "0,4;30000", f"{chance};30000")) == refused


@pytest.mark.parametrize(("spread", "refused"), [("12895", []), ("12897", ["rij 2, kolom verdeling"])])
def test_a_normal_may_have_one_percent_below_zero(spread: str, refused: list[str], tiny: Path):
    """Φ(−30000/σ) = 1% at σ = 30000 / 2,326348 = 12895,7."""
    assert places(swapped(tiny, SCENARIOS, "30000;3000", f"30000;{spread}")) == refused


@pytest.mark.parametrize(
    ("until", "cutoff", "refused"),
    [("2022-12", "2023-01-31", []), ("2022-11", "2022-12-31", ["realised_until"]), ("2024-02", "2024-02-29", [])],
)
def test_realisations_reach_into_the_year_before_the_horizon(until: str, cutoff: str, refused: list[str], tiny: Path):
    """December before the year before is the earliest; a month may end on the day of the cut-off."""
    settings_ = tiny_round.ROUND.replace("2024-02\n", f"{until}\n").replace("2024-03-15", cutoff)
    (tiny / "round.yml").write_text(settings_, encoding="utf-8")
    if until < "2024":
        text = tiny_round.realisations().replace("definitief", "aanname").replace("raming", "aanname")
        (tiny / "inputs/realisaties.csv").write_text(text.replace("voorlopig", "aanname"), encoding="utf-8")
        swapped(tiny, SCENARIOS, "normaal;vooraf", "normaal;")
        (tiny / "inputs/experts.csv").unlink()
    assert places(tiny) == refused


def test_a_stock_equal_to_the_whole_is_accepted(tiny: Path):
    """Ten hoogste means that equal is allowed."""
    assert places(swapped(tiny, "inputs/realisaties.csv", "39.999,5", "40000")) == []


def test_gehanteerd_may_be_absent(tiny: Path):
    """Without gehanteerde aantallen every year has the quantiles."""
    (tiny / "inputs/gehanteerd.csv").unlink()
    assert places(tiny) == []


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_cell_breaks_the_check(data: st.DataObject, tiny: Path):
    """Whatever stands in any cell of any table, the check answers, and by file of the round."""
    contents = tiny_round.contents()
    file = data.draw(st.sampled_from([name for name in contents if name.endswith(".csv")]))
    lines = [line.split(";") for line in contents[file].splitlines()]
    row = data.draw(st.integers(0, min(len(lines) - 1, 12)))
    column = data.draw(st.integers(0, len(lines[row]) - 1))
    lines[row][column] = data.draw(CELLS)
    (tiny / file).write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    problems = check_round(tiny, tiny_round.catalogue_for).problems
    (tiny / file).write_text(contents[file], encoding="utf-8")
    assert {problem.file for problem in problems} <= {*contents, "inputs/plan_ind.pdf"}
    assert all(problem.problem and problem.expected for problem in problems)
