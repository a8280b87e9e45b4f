import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from mpp_lib.present.keten import figures_in_text as module
from mpp_lib.present.keten.figures_in_text import UNKNOWN, figures_in_text
from mpp_lib.production.key_figures import IN_TEXT
from mpp_lib.production.run import RoundResult
from tests.support.printed import value


def leaves(nested: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, item in nested.items():
        if isinstance(item, Mapping):
            yield from leaves(item, f"{path}{key}.")
        else:
            yield f"{path}{key}", item


@pytest.fixture(scope="module")
def figures(result: RoundResult, previous: RoundResult) -> dict[str, Any]:
    return dict(leaves(figures_in_text(result, previous)))


def test_every_figure_is_one_line_of_text(figures: dict[str, Any]) -> None:
    """A template can put any of them in a sentence."""
    assert figures
    for key, text in figures.items():
        assert isinstance(text, str), key
        assert text, key
        assert "\n" not in text, key
        assert re.fullmatch(r"cijfers(\.[a-z_0-9]+)+", key), key


def test_forecast_and_chain_are_told_as_calculated(figures: dict[str, Any], result: RoundResult) -> None:
    """Years count from the first of the horizon; every printed number is the calculated one, to tens."""
    for place, year in enumerate(result.forecast.years, start=1):
        assert figures[f"cijfers.jaar{place}"] == str(year.year)
        for name, number in (("minimum", year.minimum), ("mediaan", year.median), ("maximum", year.maximum)):
            assert abs(value(figures[f"cijfers.eerste.jaar{place}.{name}"]) - number) <= 5
        for key, indicator in IN_TEXT.items():
            told = value(figures[f"cijfers.{key}.jaar{place}.medio"])
            assert abs(told - result.year(indicator, year.year, "medio")) <= 5


def test_what_enters_the_chain_is_told_apart(figures: dict[str, Any], result: RoundResult) -> None:
    """The adopted number of 2025 is the one of gehanteerd.csv, not the quantile."""
    adopted = result.inputs.adopted
    row = adopted[(adopted["jaar"] == 2025) & (adopted["mpp_scenario"] == "maximum")].iloc[0]
    assert value(figures["cijfers.gehanteerd.jaar2.maximum"]) == row["waarde"]


def test_comparisons_name_the_previous_round(
    figures: dict[str, Any], result: RoundResult, previous: RoundResult
) -> None:
    """The chance of more than the previous maximum is the forecast's own; years it did not have are onbekend."""
    assert figures["cijfers.vorige.ronde"] == "_eerder"
    assert figures["cijfers.eerste.jaar2.vergelijking"].endswith("in ronde _eerder")
    chance = 100 * float(result.forecast.year(2025).distribution.sf(previous.forecast.year(2025).maximum))
    assert value(figures["cijfers.eerste.jaar2.kans_boven_vorig_maximum"].lstrip("<>")) == pytest.approx(
        chance, abs=0.5
    )
    assert figures["cijfers.totaal.jaar3.verandering"] == UNKNOWN


def test_a_first_round_has_the_same_keys(figures: dict[str, Any], result: RoundResult) -> None:
    """Without a previous round nothing is missing, and what can't be known says so."""
    alone = dict(leaves(figures_in_text(result, None)))
    assert alone.keys() == figures.keys()
    assert alone["cijfers.vorige.ronde"] == UNKNOWN
    assert alone["cijfers.eerste.jaar1.verandering"] == UNKNOWN


def test_the_documented_keys_exist(figures: dict[str, Any]) -> None:
    """Every group of keys that the module's text promises is there."""
    promised = (module.__doc__ or "").split("Keys, below")[1]
    for group in (*IN_TEXT, "eerste", "gehanteerd", "vorige", "horizon", "peildatum", "realisaties_tot"):
        assert group in promised
        assert any(key == f"cijfers.{group}" or key.startswith(f"cijfers.{group}.") for key in figures)


def test_templates_only_ask_for_figures_that_exist(figures: dict[str, Any]) -> None:
    """No template of the report names a key that no round has."""
    templates = Path(__file__).resolve().parents[3] / "report_templates"
    asked = {
        key
        for file in templates.rglob("*.qmd")
        for key in re.findall(r"\{\{<\s*meta\s+(cijfers\.[\w.]+)\s*>\}\}", file.read_text(encoding="utf-8"))
    }
    assert asked <= set(figures)
