"""Figures that prose cites, and its claims about them."""

from __future__ import annotations

import re

import pytest

from mpp_lib.base.months import Month
from mpp_lib.present.keten.cited_figures import cited_figures, nested
from mpp_lib.present.keten.figures_in_text import figures_in_text
from mpp_lib.production.layers import Layer, Measure
from mpp_lib.production.run import RoundResult
from tests.support.printed import value

LINES = ("minimum", "medio", "maximum")


def cite(key: str, result: RoundResult, previous: RoundResult | None = None) -> tuple[str, str] | None:
    found = cited_figures([f"cijfers.{key}"], result, previous)
    return next(((one.text, one.contradiction) for one in found.values()), None)


def test_every_level_is_the_printed_value_of_the_run(result: RoundResult) -> None:
    """Of every indicator with people or cases, year and scenario; rounded to tens."""
    counted = [node for node in result.chain.nodes if node.unit in ("personen", "zaken")]
    years = result.inputs.settings.span.calendar_years
    keys = {
        f"cijfers.{node.id}.jaar{year}.{line}": (node.id, year, line)
        for node in counted
        for year in years
        for line in LINES
    }
    found = cited_figures(keys, result, None)
    assert found.keys() == keys.keys()
    for key, (name, year, line) in keys.items():
        assert value(found[key].text) == pytest.approx(result.year(name, year, line), abs=5.000001)
        assert found[key].contradiction == ""


def test_what_measures_do_is_medio_with_them_less_medio_without(result: RoundResult) -> None:
    """Homes for half as many people: more stay in reception; nothing where no measure is on."""
    layer = Layer("taakstelling_realisatiegraad", Month(2025, 1), None, "factor", 0.5)
    fewer = result.with_measures((Measure("P", "Proef", "KS", True, "afspraak", "", (layer,)),))
    with_, without = (round_.year("coa.bezetting", 2026, "medio") for round_ in (fewer, result))
    text, contradiction = cite("coa.bezetting.jaar2026.maatregelen", fewer) or ("", "")
    assert value(text.split()[0]) == pytest.approx(with_ - without, abs=10)
    assert contradiction == ""
    assert cite("coa.bezetting.jaar2026.maatregelen", result) == ("0 (0,0%)", "")


def test_of_three_claims_on_a_revision_one_or_two_hold(result: RoundResult, previous: RoundResult) -> None:
    """Higher or lower by the figures of both rounds; nearly the same within two per cent, whatever the way."""
    year = max(set(result.inputs.settings.span.calendar_years) & set(previous.inputs.settings.span.calendar_years))
    shared = [node for node in result.chain.nodes if node.unit == "personen" and node.id in previous.chain.by_id]
    seen = set()
    for node in shared:
        before, after = (round(one.year(node.id, year, "medio") / 10 + 1e-9) for one in (previous, result))
        held = {
            claim
            for claim in ("hoger", "lager", "gelijk")
            if cite(f"{node.id}.jaar{year}.{claim}", result, previous)[1] == ""
        }
        assert held & {"hoger", "lager"} == ({"hoger"} if after > before else {"lager"} if after < before else set())
        if abs(after - before) > 0.03 * max(before, after) + 2:
            assert "gelijk" not in held
        seen |= held
    assert seen == {"hoger", "lager", "gelijk"}


def test_a_claim_on_a_course_holds_where_the_years_bear_it_out(result: RoundResult) -> None:
    """A rise ends higher and never falls far between; and the other way around."""
    seen = set()
    for node in result.chain.nodes:
        if node.unit != "personen":
            continue
        years = result.inputs.settings.span.calendar_years
        values = [result.year(node.id, year, "minimum") for year in years]
        held = {
            claim
            for claim in ("stijgt", "daalt", "schommelt", "gelijk")
            if cite(f"{node.id}.minimum.{claim}", result)[1] == ""
        }
        assert held
        if held == {"stijgt"}:
            assert values[-1] >= max(values) * 0.98 - 10
        if held == {"daalt"}:
            assert values[-1] <= min(values) + 0.02 * max(values) + 10
        seen |= held
    assert seen >= {"stijgt", "daalt"}


def test_a_false_claim_is_answered_with_what_is_so(result: RoundResult) -> None:
    """In the words that the report has for the course itself."""
    text, said = cite("coa.bezetting.maximum.daalt", result)
    assert re.fullmatch(r"van [\d.]+ eind \d{4} naar [\d.]+ eind \d{4}", text)
    assert re.match(r"in maximum (stijgt|schommelt|blijft) de bezetting van de COA-opvang", said)


@pytest.mark.parametrize(
    "key",
    [
        "coa.bezeting.jaar2024.medio",
        "coa.bezetting.jaar2050.medio",
        "coa.bezetting.jaar2024.hoger",
        "jaar1",
        "coa.bezetting",
    ],
)
def test_what_a_round_does_not_have_is_not_cited(result: RoundResult, key: str) -> None:
    """An unknown indicator, a year beyond the horizon, a revision without a previous round, a key of another kind."""
    assert cite(key, result) is None


def test_no_key_of_an_indicator_hides_a_figure_of_the_templates(result: RoundResult) -> None:
    """They stand side by side below ``cijfers``."""
    assert not figures_in_text(result, None)["cijfers"].keys() & {node.id.split(".")[0] for node in result.chain.nodes}


def test_keys_with_dots_become_mappings() -> None:
    assert nested({"a.b": "1", "a.c.d": "2", "e": "3"}) == {"a": {"b": "1", "c": {"d": "2"}}, "e": "3"}
