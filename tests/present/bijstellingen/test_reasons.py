"""What is said of a difference follows its parts, and parts are printed so that they add up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.base.dutch import round_half_up
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.present.bijstellingen.reasons import (
    GROUP_NAMES,
    NO_EXPLANATION,
    NO_PREVIOUS,
    Move,
    bridge_finding,
    explanations,
    general_text,
    largest,
    main_cause,
    main_reasons,
    move,
    reason,
    rounded,
)
from mpp_lib.present.bijstellingen.revision_table import explanation, explanations_text, revisions_table
from mpp_lib.present.wording.indicator_names import lower_name
from mpp_lib.present.wording.printed_values import difference
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value

PARTS = st.lists(st.floats(-5e4, 5e4), min_size=1, max_size=6)


@given(st.floats(0, 2e5), PARTS)
def test_printed_parts_add_up_to_the_printed_difference(before: float, parts: list[float]) -> None:
    """Each a multiple of ten, none a whole step from its value, together what a reader finds by subtraction."""
    after = before + sum(parts)
    shown = rounded({str(place): part for place, part in enumerate(parts)}, before, after, "personen")
    assert sum(shown.values()) == pytest.approx(difference(before, after, "personen"), abs=1e-6)
    for place, part in enumerate(parts):
        assert shown[str(place)] == round_half_up(shown[str(place)], 10)
        assert abs(shown[str(place)] - part) < 10 + 1e-6


def moved(after: float, **parts: float) -> Move:
    return Move("coa.bezetting", 2024, "personen", 50_000.0, after, parts)


@pytest.mark.parametrize(
    ("move", "text"),
    [
        (moved(50_900, prognose=1_200, parameters=-300), "vooral door de prognose (+1.200)"),
        (moved(49_000, prognose=-400, ind_plan=-600), "vooral door het IND-prognoseplan (−600)"),
        (
            moved(50_100, realisaties=-2_000, prognose=1_500, maatregelen=600),
            "vooral door de prognose (+1.500), ondanks realisaties en beginstanden (−2.000)",
        ),
        (moved(50_000, prognose=700, parameters=-700), ""),
    ],
)
def test_the_reason_is_the_largest_part_along_the_difference(move: Move, text: str) -> None:
    """A larger part against it is named too; without a difference there is no reason."""
    assert reason(move) == text


def test_the_largest_part_whatever_its_sign() -> None:
    """By size; nothing of nothing."""
    assert largest({"prognose": 300.0, "parameters": -400.0}) == "parameters"
    assert largest({}) == ""


def test_the_summary_names_every_key_number_once(result: RoundResult, previous: RoundResult) -> None:
    """Beside the cause of its change, or among what did not change; a first round has none."""
    split = attribute(result, previous)
    text = main_reasons(result, previous, split)
    assert text.startswith("Medio 2024 is ten opzichte van ronde _eerder vooral bijgesteld door ")
    for name in EXPLAINED:
        words = lower_name(result.chain.by_id[name].spec())
        assert text.count(words) == 1
        cause = main_cause(move(result, split, name, 2024))
        before = text[: text.index(words)]
        named = max(GROUP_NAMES, key=lambda group: before.rfind(GROUP_NAMES[group]))
        assert cause in (named, "")
    assert main_reasons(result, None, None) == NO_PREVIOUS
    same = attribute(result, result)
    assert main_reasons(result, result, same).startswith("Niet bijgesteld: totale asielinstroom, ")
    assert "vooral" not in bridge_finding(result, result, [move(result, same, "coa.bezetting", 2024)])


def test_an_explanation_stands_with_its_indicator(result: RoundResult) -> None:
    """``## id`` begins the text of that indicator; another heading belongs to the text it stands in."""
    text = "Vooraf.\n\n## Opmerking\n\nmeer\n\n## coa.bezetting\n\nLagere instroom.\n\n## nidos.pupillen\nMeer amv's.\n"
    own = replace(result, inputs=replace(result.inputs, texts={"bijstellingen": text}))
    assert general_text(own) == "Vooraf.\n\n## Opmerking\n\nmeer"
    assert explanations(own) == {"coa.bezetting": "Lagere instroom.", "nidos.pupillen": "Meer amv's."}
    assert explanation(own, "coa.bezetting") == "Lagere instroom."
    assert explanation(own, "dtv.instroom") == NO_EXPLANATION
    listed = explanations_text(own)
    assert "**Pupillen van Nidos.** Meer amv's." in listed
    assert "Lagere instroom" not in listed
    assert "Instroom bij de DT&V" in listed.split("Zonder eigen toelichting van de analist: ")[1]


def test_the_table_has_the_largest_changes_first(result: RoundResult, previous: RoundResult) -> None:
    """Printed parts of every row add up to its printed difference, and what did not move is only counted."""
    table = revisions_table(result, previous, attribute(result, previous))
    (over, *_), headings, *rows = rows_of(table)
    assert over == "Indicator"
    assert headings[:4] == ["was", "wordt", "verschil", "%"]
    assert len(headings) >= 4 + 3
    for _, _, _, gap, _, *parts in rows:
        assert sum(map(value, parts)) == pytest.approx(value(gap), abs=1e-6)
        assert value(gap) != 0
    assert "Niet veranderd: " in table.note
    assert "Alleen in de horizon van ronde _klein: 2026." in table.note
