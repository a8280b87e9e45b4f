"""The tornado, its tables and words, on the small round."""

from dataclasses import replace

import numpy as np
import pytest

from mpp_lib.compare.sensitivity.ranges_run import RangesRun, run_ranges
from mpp_lib.compare.sensitivity.rules_of_thumb import APPLICATIONS, Rule, RuleEffect, rules_of_thumb
from mpp_lib.present.keten.sensitivity_tables import rules_table, sensitivities_table
from mpp_lib.present.keten.sensitivity_words import holds_text, input_text, ranges_text, step_text
from mpp_lib.present.keten.tornado_chart import MOST, tornado_chart
from mpp_lib.present.verantwoording.input_tables import ranges_table
from mpp_lib.production.expression import Param, Plan
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult
from tests.support.printed import value

COA = "coa.bezetting"


@pytest.fixture(scope="module")
def run(result: RoundResult) -> RangesRun:
    return run_ranges(result)


def test_the_figure_holds_the_widest_and_its_numbers(result: RoundResult, run: RangesRun) -> None:
    """Each bar is the printed difference of two runs; the sentence names the first three of them with both ends."""
    picture = tornado_chart(result, run, COA, 2026)
    column = result.inputs.settings.span.calendar_years.index(2026)
    medio, *ends = run.years[COA][column]
    for row in picture.data.to_dict("records"):
        place = [each.label for each in run.ranges].index(row["invoer"])
        assert value(row["laag"]) == pytest.approx(ends[2 * place] - medio, abs=10)
        assert value(row["hoog"]) == pytest.approx(ends[2 * place + 1] - medio, abs=10)
    assert all(label[1:] in picture.finding for label in picture.data["invoer"][:3])
    assert len(picture.data) <= MOST
    widths = [abs(value(row["hoog"]) - value(row["laag"])) for row in picture.data.to_dict("records")]
    assert widths == sorted(widths, reverse=True)
    assert picture.finding.startswith("De bezetting van de COA-opvang eind 2026 (medio ")
    assert "hangt het meest af van drie dingen: " in picture.finding


def test_a_flow_is_told_of_its_year(result: RoundResult, run: RangesRun) -> None:
    assert tornado_chart(result, run, "dtv.instroom", 2026).finding.startswith(
        "De instroom bij de DT&V zonder Dublinzaken in 2026 (medio "
    )


def test_the_text_counts_what_has_a_range(result: RoundResult, run: RangesRun) -> None:
    """Six in the file, of which one has a source, and one spread; one distribution can have no range."""
    text = ranges_text(run)
    total = len(result.chain.parameters) + len(result.chain.plan) + len(result.chain.kernels) - 1
    begin = f"Van 7 van de {total} parameters, reeksen van het IND-prognoseplan en verdelingen over de tijd"
    assert text.startswith(f"{begin} is een bereik bekend.")
    assert "Bij 6 is het gedeclareerd (5 als aanname); bij 1 is het 1,15 keer de standaardafwijking" in text
    assert f"De overige {total - 7} zijn niet gevarieerd" in text
    assumed = replace(run, ranges=[each for each in run.ranges if "DJI" not in each.source])
    assert "Bij 5 is het gedeclareerd (alle als aanname)" in ranges_text(assumed)


def test_the_table_stands_by_key_figure(result: RoundResult, run: RangesRun) -> None:
    """Regulier and bewaring have their own inputs; a range says what it rests on."""
    table = sensitivities_table(result, run, 2026)
    groups = list(dict.fromkeys(table.groups()))
    assert "Bezetting van de COA-opvang eind 2026, personen" in groups
    assert "Gemiddelde bezetting in bewaring in 2026, personen" in groups
    bewaring = [row for group, row in zip(table.groups(), table.texts(), strict=True) if "bewaring" in group]
    assert bewaring[0][:3] == ["Bewaring (artikel 59): gemiddelde duur", "45", "40 tot 55"]
    assert bewaring[0][-1] == "Jaarcijfers DJI, verzonnen voor de toets"


def test_rules_that_do_nothing_in_print_are_left_out(result: RoundResult) -> None:
    table = rules_table(result)
    printed = [row[1:-1] for row in table.texts()]
    assert all(any(cell != "0" for cell in cells) for cells in printed)
    assert len(table.rows) < len(rules_of_thumb(result))
    assert [column.heading for column in table.columns][1:3] == ["2025", "2026"]
    assert table.finding.startswith("10.000 eerste asielaanvragen meer in 2025 geeft eind 2026 ")


@pytest.mark.parametrize(
    ("rule", "label", "unit", "low", "high", "step", "holds"),
    [
        (
            Rule(FIRST, 10_000.0), APPLICATIONS.label, APPLICATIONS.unit, -20_000.0, 5_000.0,
            "10.000 eerste asielaanvragen meer in 2025", "−20.000 tot +5.000",
        ),
        (
            Rule(Plan("a", "b"), 0.1, share=True), "Spoor 4: capaciteit", "zaken per maand", -0.05, 0.2,
            "Spoor 4: capaciteit, 10% hoger vanaf 2025", "−5% tot +20%",
        ),
        (
            Rule(Param("a"), -0.05), "Aandeel", "aandeel", -0.1, 0.025,
            "Aandeel, 5 procentpunt lager vanaf 2025", "−10 tot +2,5 procentpunt",
        ),
        (
            Rule(Param("a"), 0.5), "Personen per huishouden", "personen per huishouden", 0.0, 0.0,
            "Personen per huishouden, 0,5 hoger vanaf 2025", "alleen deze stap",
        ),
    ],
)  # fmt: skip
def test_a_step_in_words(rule: Rule, label: str, unit: str, low: float, high: float, step: str, holds: str) -> None:
    effect = RuleEffect(rule, label, unit, COA, {2025: 1.0}, low, high)
    assert (step_text(effect, 2025), holds_text(effect)) == (step, holds)


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (0.0344, "aandeel", "3,4%"),
        (0.0135, "aandeel per maand", "1,35%"),
        (0.025, "kans per maand", "2,5%"),
        (2_067.4, "zaken per maand", "2.067"),
        (1.371, "personen per inwilliging", "1,37"),
    ],
)
def test_the_value_of_an_input_has_no_more_digits_than_it_bears(number: float, unit: str, text: str) -> None:
    assert input_text(number, unit) == text


def test_first_applications_are_told_by_the_year(result: RoundResult, run: RangesRun) -> None:
    """Their range is that of the Prognose as it enters the chain, summed over the year."""
    row = next(row for row in sensitivities_table(result, run, 2026).texts() if row[0] == "Eerste asielaanvragen")
    sums = [result.year("asiel.instroom_eerste", 2026, name) for name in ("minimum", "medio", "maximum")]
    assert value(row[1]) == pytest.approx(sums[1], abs=5)
    assert [value(part) for part in row[2].split(" tot ")] == pytest.approx([sums[0], sums[2]], abs=5)
    assert not np.isclose(*sums[::2])


def test_the_annex_shows_how_each_end_works(result: RoundResult) -> None:
    """A factor as such, points of percent with their sign, and a value in the place of that of the round."""
    ends = {row[0]: row[2:4] for row in ranges_table(result).texts()}
    assert ends["Spoor 4 (algemene en verlengde procedure): capaciteit"] == ["× 0,8", "× 1,1"]
    assert ends["Spoor 4: inwilligingspercentage (inhoudelijk)"] == ["−10 procentpunt", "+5 procentpunt"]
    assert ends["Deel van de taakstelling dat gemeenten realiseren"] == ["60%", "100%"]
    assert ends["Bewaring (artikel 59): gemiddelde duur"] == ["−5", "+10"]
