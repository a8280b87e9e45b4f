"""What was published of the parts of a total, in words, beside the round."""

from dataclasses import replace

import pandas as pd
import pytest

from mpp_lib.inputs.published import PublishedFigures
from mpp_lib.present.keten.known_parts import known_parts
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.production.run import RoundResult

TOTAL, PART = "coa.bezetting", "coa.vergunninghouders"
COLUMNS = ["periode", "indicator", "waarde", "bron"]


def published(result: RoundResult, counted: list[tuple[str, float, str, str]]) -> RoundResult:
    """The small round with these figures (period, value, status, source) of one part."""
    known = result.inputs.realisations
    new = pd.DataFrame([(period, PART, *rest) for period, *rest in counted], columns=known.columns)
    realised = pd.concat([known, new], ignore_index=True)
    return replace(result, inputs=replace(result.inputs, realisations=realised))


def expected(*rows: tuple[str, float, str]) -> PublishedFigures:
    """Figures (period, value, source) of that part, as they were published without a band."""
    others = pd.DataFrame([(period, PART, f"{value:.0f}", source) for period, value, source in rows], columns=COLUMNS)
    return PublishedFigures(pd.DataFrame(), pd.DataFrame(), others)


def test_what_was_counted_and_expected_stands_beside_the_round(result: RoundResult) -> None:
    counted = [("2023-K1", 16_000.0, "raming", "krant (28-04-2023)"), ("2023-K2", 1.0, "aanname", "niemand")]
    known = expected(("2025-12", 21_000.0, "krant *twee*"), ("2035-12", 1.0, "na de horizon"))
    found = known_parts(published(result, counted), TOTAL, known)
    own = text_of(result.year(PART, 2025, "medio"), "personen")
    opening = text_of(result.opening(PART), "personen")
    assert found == (
        "Op de peildatum was van de samenstelling dit bekend. Vergunninghouders in de opvang: naar raming 16.000, "
        f"volgens krant (28-04-2023); verwacht eind 2025 21.000, volgens krant \\*twee\\*; in deze ronde {own} in "
        f"medio; de ronde begint met {opening} eind 2023, een aanname."
    )


def test_a_definitive_count_is_no_estimate_and_no_opening_assumption(result: RoundResult) -> None:
    """Where the opening itself was published it is not called an assumption."""
    found = known_parts(published(result, [("2023", 17_000.0, "definitief", "COA")]), TOTAL, expected())
    assert ": 17.000, volgens COA; de ronde begint met" in found
    assert "aanname" not in found


def test_where_nothing_was_published_nothing_is_said(result: RoundResult) -> None:
    assert known_parts(published(result, []), TOTAL, expected()) == ""
    with pytest.raises(KeyError):
        known_parts(result, "coa.benodigde_capaciteit", expected())
