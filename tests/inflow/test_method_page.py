"""The method page tells what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpp_lib.base.dutch import number
from mpp_lib.base.truncation import NEGATIVE_MASS_LIMIT
from mpp_lib.inflow import (
    adopted,
    baseline,
    forecast,
    mixture,
    scenario_lines,
    statistical,
    sums,
    trend_breaks,
    yearly_changes,
)

PAGE = Path(__file__).parents[2] / "docs" / "methode-prognose.md"


@pytest.mark.parametrize(
    "sentence",
    [
        f"| minimum | F⁻¹({number(scenario_lines.MINIMUM, 3)}) |",
        f"| maximum | F⁻¹({number(scenario_lines.MAXIMUM, 3)}) |",
        f"| mediaan | F⁻¹({number(scenario_lines.MEDIAN, 1)}) |",
        f"minder dan {number(mixture.SUM_TOLERANCE, 6)} van 1",
        f"boven {number(100 * NEGATIVE_MASS_LIMIT)}% wordt geweigerd",
        f"allebei {number(forecast.DEFAULT_SCENARIO_PERSISTENCE, 1)}: halverwege",
        f"{number(adopted.COARSEST_ROUNDING)}, 100 of 10",
        f"{number(sums.DRAWS)} paden",
        f"minder dan {baseline.FEWEST_CHANGES} zulke veranderingen",
        f"Uit {number(statistical.DRAWS)} paden",
        f"breuken k, ten hoogste {trend_breaks.MOST_BREAKS}, wordt",
        f"niveaus van minstens {trend_breaks.SHORTEST} maanden",
        f"minstens een factor {number(yearly_changes.APART, 1)} maken",
    ],
)
def test_the_page_names_the_constants_of_the_code(sentence):
    """Each constant stands on the page as the code has it."""
    assert sentence in " ".join(PAGE.read_text(encoding="utf-8").split())


def test_medio_and_the_two_defaults():
    """Medio is two thirds, and both kinds of dependence have the one default the page names."""
    assert scenario_lines.MEDIO == 2 / 3
    assert forecast.DEFAULT_SCENARIO_PERSISTENCE == forecast.DEFAULT_WITHIN_CORRELATION


def test_every_module_on_the_page_exists():
    """A module named on the page is a file of the library."""
    words = {word.strip("(),.`") for word in PAGE.read_text(encoding="utf-8").split() if ".py`" in word}
    assert len(words) > 8
    library = PAGE.parents[1] / "mpp_lib"
    for word in words:
        assert (library.parent / word).is_file() or (library / "inflow" / word).is_file(), word
