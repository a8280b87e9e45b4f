"""What drives the uncertainty, as a table and in words, of draws made for the test."""

from dataclasses import replace

import numpy as np
import pytest

from mpp_lib.compare.sensitivity.ranges_run import RangesRun, run_ranges
from mpp_lib.compare.uncertainty.drivers import Drivers, Group
from mpp_lib.present.keten.drivers_table import drivers_table, drivers_text, group_name, uncertain_text
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.drawn import PATHS, WITHIN_YEAR
from mpp_lib.simulation.pick_freeze import PickFreeze

COA, IND = "coa.bezetting", "ind.asiel.voorraad"
NAME = "*gemeenten* <b>"
"""Of a group, as a round could give it."""
SIZES = (3.0, 0.05, 1.5, 1.0, 0.5)
"""How far each group moves the figure."""


@pytest.fixture(scope="module")
def run(result: RoundResult) -> RangesRun:
    return run_ranges(result)


@pytest.fixture(scope="module")
def drivers(run: RangesRun) -> Drivers:
    """Five groups of which the shares of the variance are the squares of their sizes over the sum of these."""
    inputs = run.ranges[1:]
    groups = (
        Group((PATHS,), run.ranges[:1]),
        Group((WITHIN_YEAR,)),
        Group((NAME,), inputs[:2]),
        Group(("spoor4.capaciteit",), (inputs[-1],)),
        Group(("a", "b"), inputs[2:4], "dtv"),
    )
    first, second = np.random.default_rng(5).standard_normal((2, len(SIZES), 1, 4000))
    own, other = (np.tensordot(SIZES, each, axes=1) for each in (first, second))
    moved = [own + size * (b - a) for size, a, b in zip(SIZES, first, second, strict=True)]
    names = dict.fromkeys((COA, IND))
    year = run.first_year
    made = PickFreeze(1, *(dict.fromkeys(names, each) for each in (own, other, np.array(moved))))
    return Drivers(year, groups, made, {COA: lambda figures, _: 1.2 * figures})


def test_the_table_ranks_what_moves_a_figure(result: RoundResult, run: RangesRun, drivers: Drivers) -> None:
    """73, 18, 8 and 2 per cent; a share of two in ten thousand is left out."""
    table = drivers_table(result, run, drivers, [COA, IND], run.first_year)
    assert [row[0] for row in table.texts()[:4]] == [
        "Eerste asielaanvragen", NAME, run.ranges[-1].label, "Overige invoer, DT&V",
    ]  # fmt: skip
    shares = [float(row[1].rstrip("%")) for row in table.texts()[:4]]
    assert shares == pytest.approx([100 * size**2 / 12.5025 for size in (3.0, 1.5, 1.0, 0.5)], rel=0.1, abs=0.6)
    assert len(table.rows) == 8
    assert list(dict.fromkeys(table.groups())) == [
        f"Bezetting van de COA-opvang eind {run.first_year}", f"Voorraad asielzaken bij de IND eind {run.first_year}",
    ]  # fmt: skip


def test_beside_one_input_stands_its_bar(result: RoundResult, run: RangesRun, drivers: Drivers) -> None:
    """What the tornado shows; several inputs have none together."""
    rows = drivers_table(result, run, drivers, [COA], run.first_year).texts()
    assert " tot " in rows[0][3]
    assert rows[1][3] == rows[3][3] == ""


def test_the_summary_names_three_and_the_table_the_first(result: RoundResult, run: RangesRun, drivers: Drivers) -> None:
    """The text of a round is no markup in it."""
    about = f"De onzekerheid over de bezetting van de COA-opvang eind {run.first_year} komt het meest van"
    summary = uncertain_text(result, drivers, COA, run.first_year)
    assert summary.startswith(f"**Wat het onzeker maakt.** {about} drie dingen: eerste asielaanvragen (7")
    assert "\\*gemeenten\\* \\<b\\>" in summary
    assert "DT&V" not in summary
    text = drivers_text(result, drivers, COA, run.first_year)
    assert text.startswith(f"{about} eerste asielaanvragen (7")
    assert "gemeenten" not in text
    assert text.endswith("; wat de keten zelf er naast kan zitten, maakt de band van 75% 20% breder.")


def test_a_sentence_for_each_of_two_and_none_for_more(result: RoundResult, run: RangesRun, drivers: Drivers) -> None:
    year = run.first_year
    both = drivers_table(result, run, drivers, [COA, IND], year).finding
    assert both == " ".join(drivers_text(result, drivers, name, year) for name in (COA, IND))
    assert drivers_table(result, run, drivers, [COA, IND, COA], year).finding == ""


def test_where_nothing_moves_it_says_so(result: RoundResult, run: RangesRun, drivers: Drivers) -> None:
    still = {COA: np.full((1, 50), 7.0)}
    none = replace(drivers, draws=PickFreeze(1, still, still, {COA: np.full((5, 1, 50), 7.0)}))
    assert drivers_text(result, none, COA, run.first_year) == (
        f"In {run.first_year} beweegt geen enkele bron van onzekerheid dit cijfer."
    )
    assert drivers_table(result, run, none, [COA], run.first_year).texts()[0][0] == "geen"


def test_groups_have_names() -> None:
    assert group_name(Group((WITHIN_YEAR,))) == "Eerste asielaanvragen: verdeling over de maanden van een jaar"
    assert group_name(Group(("a",), (), "")) == "Overige invoer, andere partners"


@pytest.mark.parametrize(("times", "told"), [(1.02, "niet merkbaar breder"), (3.14, "3,1 keer zo breed")])
def test_how_much_wider_in_words(result: RoundResult, drivers: Drivers, times: float, told: str) -> None:
    otherwise = replace(drivers, off={COA: lambda figures, _: times * figures})
    assert drivers_text(result, otherwise, COA, drivers.first_year).endswith(f"maakt de band van 75% {told}.")
    unknown = drivers_text(result, otherwise, IND, drivers.first_year)
    assert unknown.endswith("; hoe ver de keten zelf er naast kan zitten, is onbekend.")
