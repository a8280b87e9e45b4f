"""What stands beside a block that a measure would change."""

from dataclasses import replace

import pandas as pd
import pytest

from mpp_lib.present.keten.left_out import SAME, left_out
from mpp_lib.production.run import RoundResult

ROW = {
    "id": "OEK",
    "omschrijving": "Asiel na de <bescherming>",
    "parameter": "oekraine_naar_asiel",
    "vanaf": "2025-03",
    "tot": "",
    "soort": "plus",
    "effect": 700.0,
    "actief": "nee",
    "grondslag": "",
    "eigenaar": "DMB",
    "onderbouwing": "Er is geen besluit.",
}


def with_measure(result: RoundResult, **changes: str) -> RoundResult:
    """The small round with this measure beside its own, which is about the courts."""
    own = result.inputs.measures
    table = pd.concat([own, pd.DataFrame([ROW | changes])[list(own.columns)]], ignore_index=True)
    return replace(result, inputs=replace(result.inputs, measures=table))


def test_a_measure_that_is_off_is_named_with_its_month_and_reason(result: RoundResult) -> None:
    text = left_out(with_measure(result), "oekraine")
    assert text.startswith("Maatregel OEK (Asiel na de ")
    assert "vanaf maart 2025) is niet meegerekend; de reeks loopt door alsof er niets verandert." in text
    assert "Er is geen besluit. Wat zij zou doen, staat bij de maatregelen." in text
    assert text.endswith(SAME)
    assert "<bescherming>" not in text


def test_a_measure_that_is_on_is_said_to_be(result: RoundResult) -> None:
    text = left_out(with_measure(result, actief="ja", grondslag="schatting"), "oekraine")
    assert "is meegerekend" in text
    assert "niet meegerekend" not in text


@pytest.mark.parametrize(("key", "said"), [("oekraine", SAME), ("coa", "")])
def test_a_measure_on_something_else_is_not_told_here(result: RoundResult, key: str, said: str) -> None:
    """Nor that three scenarios are one where they are not."""
    assert left_out(result, key) == said
