"""What was published of the parts of a total, in words, beside the round."""

from dataclasses import replace

import pandas as pd
import pytest

from mpp_lib.present.keten.known_parts import known_parts
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.production.run import RoundResult

TOTAL, PART = "coa.bezetting", "coa.vergunninghouders"


def published(result: RoundResult, counted: list[tuple[str, float, str, str]], expected: list[tuple[int, float, str]]):
    """The small round with these figures (period, value, status, source) and (year, value, source) of one part."""
    known, register = result.inputs.realisations, result.inputs.registers["gepubliceerd"]
    new = pd.DataFrame([(period, PART, *rest) for period, *rest in counted], columns=known.columns)
    rows = [(year, PART, "medio", value, source) for year, value, source in expected]
    registers = {**result.inputs.registers, "gepubliceerd": pd.DataFrame(rows, columns=register.columns)}
    realised = pd.concat([known, new], ignore_index=True)
    return replace(result, inputs=replace(result.inputs, realisations=realised, registers=registers))


def test_what_was_counted_and_expected_stands_beside_the_round(result: RoundResult) -> None:
    counted = [("2023-K1", 16_000.0, "raming", "krant (28-04-2023)"), ("2023-K2", 1.0, "aanname", "niemand")]
    found = known_parts(published(result, counted, [(2025, 21_000.0, "krant *twee*")]), TOTAL)
    own = text_of(result.year(PART, 2025, "medio"), "personen")
    opening = text_of(result.opening(PART), "personen")
    assert found == (
        "Op de peildatum was van de samenstelling dit bekend. Vergunninghouders in de opvang: naar raming 16.000, "
        f"volgens krant (28-04-2023); verwacht eind 2025 21.000, volgens krant \\*twee\\*; in deze ronde {own} in "
        f"medio; de ronde begint met {opening} eind 2023, een aanname."
    )


def test_a_definitive_count_is_no_estimate_and_no_opening_assumption(result: RoundResult) -> None:
    """Where the opening itself was published it is not called an assumption."""
    found = known_parts(published(result, [("2023", 17_000.0, "definitief", "COA")], []), TOTAL)
    assert ": 17.000, volgens COA; de ronde begint met" in found
    assert "aanname" not in found


def test_where_nothing_was_published_nothing_is_said(result: RoundResult) -> None:
    assert known_parts(published(result, [], []), TOTAL) == ""
    with pytest.raises(KeyError):
        known_parts(result, "coa.benodigde_capaciteit")
