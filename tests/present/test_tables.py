"""Tables on a calculated round: what is printed adds up, closes, and is what was calculated."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Any, get_args

import pytest

from mpp_lib.base.catalogue import Domain
from mpp_lib.base.periods import Period
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.compare.evaluation.track_record import published_before
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.present.bijstellingen.revision_tables import revisions_table
from mpp_lib.present.keten.balances import balances_table
from mpp_lib.present.keten.chain_tables import balance_table, key_figures, one_page_table
from mpp_lib.present.keten.complete import complete_table, nodes_of
from mpp_lib.present.keten.glossary import blocks_table, glossary_table, terms_table
from mpp_lib.present.keten.measure_tables import effects_table, together_table
from mpp_lib.present.keten.one_page import page_indicators
from mpp_lib.present.keten.partner_sections import ALL_THREE, partner_table
from mpp_lib.present.prognose.forecast_tables import (
    adopted_values_table,
    chance_of_more,
    chances_table,
    default_thresholds,
    experts_table,
    lines_table,
)
from mpp_lib.present.prognose.published import published_bands_table, published_figures_table
from mpp_lib.present.prognose.scenario_tables import scenario_table, scenarios_table
from mpp_lib.present.shown.table import Table
from mpp_lib.present.trefzekerheid.calibration_tables import beside_round_table, calibration_table, consequence_table
from mpp_lib.present.trefzekerheid.hindcast_table import hindcast_table, saldo_table
from mpp_lib.present.trefzekerheid.reception_year import reception_table
from mpp_lib.present.verantwoording.input_tables import kernels_table, parameters_table, plan_table, realisations_table
from mpp_lib.present.verantwoording.provenance import inputs_table, settings_table, software_table
from mpp_lib.present.verantwoording.register_tables import (
    decisions_table,
    deliveries_table,
    development_table,
    deviations_table,
    left_out_table,
    measures_table,
    partners_table,
    planning_table,
    risks_table,
    warnings_table,
)
from mpp_lib.production.run import RoundResult
from tests.support.few_bands import few_bands
from tests.support.printed import rows_of, value

Maker = Callable[[RoundResult, RoundResult], Table[Any]]
REGISTERS: tuple[Callable[[RoundResult], Table[Any]], ...] = (
    risks_table,
    measures_table,
    development_table,
    partners_table,
    deviations_table,
    left_out_table,
    planning_table,
    decisions_table,
    deliveries_table,
    warnings_table,
)
TABLES: dict[str, Maker] = {
    "kerncijfers": lambda result, previous: key_figures(few_bands(result), previous, beside_runs(result)),
    "een bladzijde": lambda result, _: one_page_table(result, "asiel", "maximum", beside_runs(result)),
    "een bladzijde regulier": lambda result, _: one_page_table(result, "regulier", "medio", beside_runs(result)),
    "een bladzijde bewaring": lambda result, _: one_page_table(result, "bewaring", "minimum", beside_runs(result)),
    "alle indicatoren": lambda result, _: complete_table(result, "asiel", beside_runs(result)),
    "zonder en met": lambda result, _: together_table(result),
    "eigen effect": lambda result, _: effects_table(result),
    "partner": lambda result, _: partner_table(result, ["coa.instroom", "coa.bezetting"], "COA", beside_runs(result)),
    "balans": lambda result, _: balance_table(result, "ind"),
    "balansen": lambda result, _: balances_table(result),
    "hindcast": lambda result, _: hindcast_table(open_hindcast(result.inputs.folder.parent)),
    "hindcast van de ronde": lambda result, _: hindcast_table(open_known(result)),
    "saldo": lambda result, _: saldo_table(open_hindcast(result.inputs.folder.parent)),
    "ijking": lambda result, _: calibration_table(open_hindcast(result.inputs.folder.parent)),
    "ijking naast de ronde": lambda result, _: beside_round_table(open_known(result), result),
    "gevolg van de ijking": lambda result, _: consequence_table(open_known(result), result),
    "opvang in een jaar": lambda result, _: reception_table(open_hindcast(result.inputs.folder.parent)),
    "scenario's": lambda result, _: scenario_table(result, 2024),
    "scenario's per jaar": lambda result, _: scenarios_table(result),
    "lijnen": lambda result, _: lines_table(result),
    "gehanteerd": lambda result, _: adopted_values_table(result),
    "kansen": lambda result, _: chances_table(result),
    "deskundigen": lambda result, _: experts_table(result),
    "bijstellingen": lambda result, previous: revisions_table(result, previous, attribute(result, previous)),
    "parameters": parameters_table,
    "verdelingen": lambda result, _: kernels_table(result),
    "realisaties": lambda result, _: realisations_table(result),
    "plan": lambda result, _: plan_table(result),
    "gepubliceerde bandbreedten": lambda result, _: published_bands_table(result, published_before(result)),
    "gepubliceerde cijfers": lambda result, _: published_figures_table(result, published_before(result)),
    "begrippen": lambda *_: terms_table(),
    "indicatoren": lambda result, _: glossary_table(result),
    "blokken": lambda result, _: blocks_table(result.chain),
    "bestanden": lambda result, _: inputs_table(result),
    "instellingen": lambda result, _: settings_table(result),
    "programmatuur": lambda result, _: software_table(result),
}
LEAST = {"aandeel": 0.0005, "maanden": 0.05, "dagen": 0.05}
"""What is smaller is printed as zero; a count below five."""
TABLES |= {make.__name__: lambda result, _, make=make: make(result) for make in REGISTERS}


def row_named(table: Table[Any], *names: str) -> list[str]:
    """The cells after row header ``names[-1]``, from the row on that ``names[0]`` heads."""
    rows = rows_of(table)
    start = next(place for place, row in enumerate(rows) if names[0] in row[:2])
    for row in rows[start:]:
        if names[-1] in row[:3]:
            return row[row.index(names[-1]) + 1 :]
    raise AssertionError(names)


@pytest.fixture(params=TABLES, scope="module")
def table(request: pytest.FixtureRequest, result: RoundResult, previous: RoundResult) -> Table[Any]:
    return TABLES[request.param](result, previous)


def test_every_table_has_title_note_and_rows(table: Table[Any]) -> None:
    """A title, a line with its source, at least a head and a row, and no trace of missing values."""
    assert table.title[0] == table.title[0].upper()
    assert "Bron: " in table.note
    rows = rows_of(table)
    assert len(rows) >= 2
    assert not {"nan", "None", "NaN", "<NA>"} & {cell for row in rows for cell in row}


def test_parts_add_up_to_totals_as_printed(result: RoundResult) -> None:
    """On the page of a scenario the printed parts of inflow and reception give the printed totals, every year."""
    table = one_page_table(result, "asiel", "medio", beside_runs(result))
    ahead = slice(-result.inputs.settings.span.years, None)
    printed = {name: [value(cell) for cell in row_named(table, name)[ahead]] for name in (
        "eerste asielaanvragen", "herhaalde asielaanvragen", "ingereisde nareizigers", "totale asielinstroom",
        "in procedure", "vergunninghouders", "vertrekplichtigen", "bezetting",
    )}  # fmt: skip
    for total, parts in (
        ("totale asielinstroom", ("eerste asielaanvragen", "herhaalde asielaanvragen", "ingereisde nareizigers")),
        ("bezetting", ("in procedure", "vergunninghouders", "vertrekplichtigen")),
    ):
        assert [sum(values) for values in zip(*(printed[part] for part in parts), strict=True)] == printed[total]


def test_printed_values_are_the_calculated_ones(result: RoundResult) -> None:
    """No printed value lies a step or more from what was calculated; realised ones are exact and stand apart."""
    table = partner_table(result, ["coa.bezetting", "ind.inwilligingspercentage_spoor4"], "Proef", beside_runs(result))
    realised = result.realised("coa.bezetting")
    published = [value(cell) for cell in row_named(table, "Bezetting", "medio")[:2]]
    assert published == [realised[Period.of_year(2022)], realised[Period.of_year(2023)]]
    assert row_named(table, "Bezetting", "minimum")[:2] == ["", ""]
    for column, scenario in enumerate(("minimum", "medio", "maximum")):
        texts = row_named(table, "Bezetting", scenario)[-3:]
        for text, calculated in zip(texts, result.years["coa.bezetting"][:, column], strict=True):
            assert abs(value(text) - calculated) < 10
    share = row_named(table, "Inwilligingspercentage spoor 4 (inhoudelijk)", ALL_THREE)[-1]
    calculated = result.years["ind.inwilligingspercentage_spoor4"][-1, 1]
    assert share.endswith("%")
    assert value(share) == pytest.approx(100 * calculated, abs=0.05)


def test_the_heading_says_which_year_is_realised_in_part(result: RoundResult, previous: RoundResult) -> None:
    """The first applications of three months of 2024 are in for the one round, none for the other."""
    partly, whole = (partner_table(one, ["coa.bezetting"], "Proef", beside_runs(one)) for one in (result, previous))
    assert "Raming (2024 deels gerealiseerd)" in rows_of(partly)[0]
    assert "In de raming zijn de eerste aanvragen tot en met maart 2024 gerealiseerd." in partly.note
    assert "Raming" in rows_of(whole)[0]
    assert "gerealiseerd." not in whole.note


@pytest.mark.parametrize("partner", ["ind", "coa", "rvdr", "rvs", "dtv", "nidos", "ks", "politie"])
@pytest.mark.parametrize("scenario", ["minimum", "maximum"])
def test_balances_close_as_printed(result: RoundResult, partner: str, scenario: str) -> None:
    """Begin plus in minus uit is eind in every column, each post rounded by itself, and eind is the next begin."""
    years = result.inputs.settings.span.years
    balance: list[list[float]] = []
    for row in rows_of(balance_table(result, partner, scenario))[1:]:
        if len(row) == 1:
            balance = []
            continue
        name, values = row[0], [value(cell.removesuffix(" (a)")) for cell in row[1:]]
        sign = -1 if name.startswith("−") else 1
        if not name.startswith("eind"):
            balance.append([sign * amount for amount in values])
            continue
        for printed, *posts in zip(values, *balance, strict=True):
            assert abs(sum(posts) - printed) <= 5 * (len(posts) + 1)
        assert balance[0][1:] == values[:-1]
        assert len(values) == years


def test_a_partner_without_balance_is_refused(result: RoundResult) -> None:
    """There is nothing to show for a ministry that only receives."""
    with pytest.raises(ValueError, match="heeft geen balans"):
        balance_table(result, "szw")


def test_the_page_holds_known_figures_once(result: RoundResult) -> None:
    """No indicator stands twice on the page of a domain, and the figures of a partner stand together."""
    for domain in get_args(Domain):
        names = page_indicators(result.chain, domain)
        assert len(set(names)) == len(names) > 20
        partners = [partner for partner, _ in groupby(name.partition(".")[0] for name in names)]
        assert len(set(partners)) == len(partners)


def test_the_page_of_bewaring_begins_with_detention(result: RoundResult) -> None:
    """Elsewhere the courts go before return and detention; there they follow what is appealed against."""
    partners = dict.fromkeys(name.partition(".")[0] for name in page_indicators(result.chain, "bewaring"))
    assert list(partners) == ["dji", "dtv", "rvdr", "rvs"]
    partners = dict.fromkeys(name.partition(".")[0] for name in page_indicators(result.chain, "regulier"))
    assert list(partners) == ["ind", "rvdr", "rvs", "dtv", "bz"]


@pytest.mark.parametrize("domain", ["asiel", "regulier", "bewaring"])
def test_no_two_rows_of_a_page_have_one_name(result: RoundResult, domain: Domain) -> None:
    """Within a partner every label on the page of a domain says which figure it is."""
    chain = result.chain.by_id
    named = [(chain[name].partner, chain[name].line) for name in page_indicators(result.chain, domain)]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("domain", ["asiel", "regulier", "bewaring"])
def test_every_indicator_stands_in_the_complete_table(result: RoundResult, domain: Domain) -> None:
    """A row per indicator, in it a number for every scenario and year, none further off than a step.

    What is zero in every one of them is named below instead.
    """
    every = nodes_of(result, domain)
    assert {node.id for node in every} == {node.id for node in result.chain.nodes if node.domain == domain}
    table = complete_table(result, domain, beside_runs(result))
    nodes = [node for node in every if (abs(result.years[node.id]) >= LEAST.get(node.unit, 5.0)).any()]
    assert all(node.label in table.note for node in every if node not in nodes)
    shown = rows_of(table)
    rows = [row for row in shown if len(row) == 2 + 3 * 3][-len(nodes) :]
    assert len({(node.partner, row[0]) for node, row in zip(nodes, rows, strict=True)}) == len(nodes)
    for node, row in zip(nodes, rows, strict=True):
        calculated = result.years[node.id].T.ravel() * (100 if node.unit == "aandeel" else 1)
        for text, number in zip(row[1:-1], calculated, strict=True):
            assert abs(value(text) - number) < (10 if node.unit not in ("aandeel", "maanden", "dagen") else 1)


def test_key_figures_compare_with_the_previous_round(result: RoundResult, previous: RoundResult) -> None:
    """Realised, three scenarios per year, and the change of medio as the printed values differ."""
    row = row_named(key_figures(few_bands(result), previous, beside_runs(result)), "Bezetting van de COA-opvang")
    now, then = (round_.year("coa.bezetting", 2024, "medio") for round_ in (result, previous))
    realised, minimum, medio, maximum, *_, change = row
    assert value(realised) == result.realised("coa.bezetting")[Period.of_year(2023)]
    assert abs(value(medio) - now) <= 5
    assert value(minimum) < value(medio) < value(maximum)
    assert value(change.split(" ")[0]) == value(medio) - int(then / 10 + 0.5) * 10
    without = key_figures(few_bands(result), None, beside_runs(result))
    assert len(row_named(without, "Bezetting van de COA-opvang")) == len(row) - 1


def test_chances_fall_as_numbers_rise(result: RoundResult) -> None:
    """In every year a higher number is less likely to be exceeded, and the thresholds span what matters."""
    table = chances_table(result)
    thresholds = default_thresholds(result)
    assert all(threshold % 5000 == 0 for threshold in thresholds)
    for year in result.forecast.years:
        chances = [chance_of_more(year, threshold) for threshold in table.rows]
        assert chances == sorted(chances, reverse=True)
        assert thresholds[0] <= year.minimum
        assert thresholds[-1] >= year.maximum


def test_a_conditioned_year_shows_both_chances(result: RoundResult) -> None:
    """With realised months there is a chance before and one after; both columns sum to one."""
    known, unknown = scenario_table(result, 2024), scenario_table(result, 2025)
    assert rows_of(known)[0][1:3] == ["Kans vooraf", "Kans na maart"]
    assert rows_of(unknown)[0][1:3] == ["Kans", "Verwachting"]
    assert [sum(row[name] for row in known.rows) for name in ("kans", "kans_nu")] == pytest.approx([1.0, 1.0])
    assert "na de realisaties tot en met maart nam de kans op" in str(known.finding)


def test_parameters_stand_beside_those_of_the_previous_round(result: RoundResult, previous: RoundResult) -> None:
    """A changed parameter shows both values; without a previous round that column is not there."""
    parameters = previous.inputs.parameters.copy()
    place = parameters.index[parameters["parameter"] == "aandeel_amv"][0]
    parameters.loc[place, "waarde"] = 0.123
    changed = replace(previous, inputs=replace(previous.inputs, parameters=parameters))
    label = "Aandeel alleenstaande minderjarige vreemdelingen in de eerste aanvragen"
    row = next(row for row in rows_of(parameters_table(result, changed)) if row[0] == label)
    now = result.inputs.parameters.set_index("parameter").loc["aandeel_amv", "waarde"]
    assert value(row[3]) == pytest.approx(100 * now)
    assert row[4] == "12,3%"
    assert len(rows_of(parameters_table(result))[0]) == len(row) - 1


def test_empty_registers_say_geen(result: RoundResult) -> None:
    """What is not there is said, never left out."""
    empty = {name: table.iloc[:0] for name, table in result.inputs.registers.items()}
    inputs = result.inputs
    bare = replace(
        inputs,
        registers=empty,
        measures=inputs.measures.iloc[:0],
        deliveries=inputs.deliveries.iloc[:0],
        decisions=(),
        settings=inputs.settings.model_copy(update={"dates": {}}),
    )
    for make in REGISTERS:
        assert rows_of(make(replace(result, inputs=bare)))[1] == ["geen"], make.__name__


def test_risks_stand_in_order_of_weight(result: RoundResult) -> None:
    """Hoog before midden before laag, and their indicators by name."""
    rows = rows_of(risks_table(result))[1:]
    weights = [row[-1] for row in rows]
    assert weights == sorted(weights, key=["hoog", "midden", "laag"].index)
    assert "COA, bezetting" in rows[0]


def test_the_glossary_is_complete(result: RoundResult) -> None:
    """Every indicator of the chain has its definition in it, once."""
    assert sorted(node.id for node in glossary_table(result).rows) == sorted(result.chain.by_id)
