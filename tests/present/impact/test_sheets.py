"""The sheet of a partner: who has one, whose figures it shows, and what stands open about them."""

from dataclasses import replace
from datetime import date

import pytest

from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.present.bijstellingen.revision_tables import revisions_table
from mpp_lib.present.impact.open_points import NOTHING, RISKS, open_points_text
from mpp_lib.present.impact.own_figures import own_chart, own_table
from mpp_lib.production.chains import chain_named
from mpp_lib.production.impact_sheets import SHEETS
from tests.support.decided import entry

GROUP = ["ind", "coa", "dtv", "nidos", "politie", "ks", "bz", "bzk", "szw"]
"""Protocol 4.2: the partners with operational impact, then KS (taakstelling), BZ (ODA), BZK and SZW."""

every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))


@pytest.fixture(scope="module")
def beside(result):
    return beside_runs(result)


def test_the_whole_impact_group_has_one():
    """And nobody else."""
    assert list(SHEETS) == GROUP


@every_sheet
def test_it_shows_what_there_is(sheet):
    """Known indicators, each once; the main one is the partner's own and stands in the table."""
    known = {node.id for node in chain_named("standaard").nodes}
    assert set(sheet.table) <= known
    assert len(set(sheet.table)) == len(sheet.table)
    assert sheet.main in sheet.table or sheet.main in known
    assert sheet.main.partition(".")[0] == sheet.partner


@every_sheet
def test_figure_and_table_are_of_the_partner(result, beside, sheet):
    """The figure holds its main stock or flow; the table a medio of each figure, and no amount of money."""
    picture, table = own_chart(result, sheet, beside), own_table(result, sheet, beside)
    assert picture.finding
    assert picture.data.shape[0] >= len(result.inputs.settings.span.calendar_years)
    rows = {row[0] for row in table.texts() if row[2] in ("medio", "alle drie")}
    shown = [name for name in sheet.table if result.years[name].any()]
    assert len(rows) >= len(shown)
    assert not [word for word in table.words if "euro" in word.lower() or "€" in word]


def test_the_figures_are_those_of_the_round(result, beside):
    """By hand from the result table: occupancy at the end of 2025 in medio, rounded to tens."""
    (row,) = [row for row in own_table(result, SHEETS["coa"], beside).texts() if row[:3:2] == ["Bezetting", "medio"]]
    table = result.table
    (value,) = table[(table["indicator"] == "coa.bezetting") & (table["periode"] == "2025")].query(
        "scenario == 'medio'"
    )["waarde"]
    assert row[-2] == f"{round(value, -1):,.0f}".replace(",", ".")


def test_causes_are_asked_of_its_own_figures_alone(result, previous):
    """No other partner's, and those that did not change are counted."""
    sheet = SHEETS["nidos"]
    table = revisions_table(result, previous, attribute(result, previous), sheet.table)
    assert {move.indicator for move in table.rows} <= set(sheet.table)
    assert table.rows


def test_an_objection_stands_in_front_of_the_risks(result):
    """Of the partner alone, by any name it has; its words are never markup."""
    said = [
        ("COA", "De *piek* ligt hoger."),
        ("coa", "Ook dit."),
        ("IND", "Niet van hem."),
        ("COA", ""),
        ("COA", "En dit."),
    ]
    products = ("rapportage", "prognose", "rapportage", "rapportage", "rapportage")
    log = [
        entry(product, "", date(2024, 3, day)) | {"partner": name, "objection": words}
        for day, (product, (name, words)) in enumerate(zip(products, said, strict=True), 1)
    ]
    objecting = replace(result, inputs=replace(result.inputs, decisions=tuple(log)))
    first, second, third, fourth = open_points_text(objecting, SHEETS["coa"]).splitlines()
    assert first == r"- **Bezwaar**, 1 maart 2024: De \*piek\* ligt hoger."
    assert second == "- **Bezwaar**, 2 maart 2024: Ook dit."
    assert third == "- Verder staat van deze partner nog 1 bezwaar open."
    assert fourth.startswith("- **Risico R1**, weging hoog: De taakstelling")


def test_without_anything_open_it_says_so(result):
    """The small round has no risk that hangs on a figure of the DT&V, and no word of hers."""
    assert open_points_text(result, SHEETS["dtv"]) == NOTHING


def test_at_most_a_few_risks(result):
    """Two pages hold no register: the weightiest come first."""
    risks = result.inputs.registers["risicos"]
    many = (
        risks.iloc[[0] * (RISKS + 2)]
        .reset_index(drop=True)
        .assign(id=[f"X{place}" for place in range(RISKS + 2)], weging=["laag"] * (RISKS + 1) + ["hoog"])
    )
    registers = {**result.inputs.registers, "risicos": many}
    inputs = replace(result.inputs, registers=registers, decisions=())
    points = open_points_text(replace(result, inputs=inputs), SHEETS["coa"])
    assert [line.split(",")[0] for line in points.splitlines()] == [
        f"- **Risico X{RISKS + 1}**", "- **Risico X0**", "- **Risico X1**"
    ]  # fmt: skip
