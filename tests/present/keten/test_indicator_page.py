"""What docs/een-indicator-toevoegen.md adds by one declaration is found in every view of the chain."""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.inputs.check import check_round
from mpp_lib.present.keten.band_chart import band_finding
from mpp_lib.present.keten.chain_diagram import arrows_data, chain_diagram
from mpp_lib.present.keten.chain_links import domain_links
from mpp_lib.present.keten.chain_tables import one_page_table
from mpp_lib.present.keten.complete import complete_table
from mpp_lib.present.keten.glossary import glossary_table
from mpp_lib.present.keten.one_page import page_indicators
from mpp_lib.present.keten.partner_sections import page_table
from mpp_lib.present.rekenblad.export import workbooks
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.present.verantwoording.input_tables import parameters_table
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.production import chains
from mpp_lib.production.asiel import PIECES as ASIEL
from mpp_lib.production.bewaring import PIECES as BEWARING
from mpp_lib.production.chain_part import compose
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.regulier import PIECES as REGULIER
from mpp_lib.production.run import RoundResult
from tests.support.printed import by_heading, rows_of

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/een-indicator-toevoegen.md").read_text(encoding="utf-8")
ROUNDS = ROOT / "tests/rounds"
WAITING, BEGUN, GAVE_UP = "szw.wacht_op_inburgering", "szw.begonnen_inburgering", "szw.afgehaakt_inburgering"
NAMES = {WAITING, BEGUN, GAVE_UP}
PLACES_BEFORE, WAITING_BEFORE = 2000, 12_000
"""What the page declares for rounds that are older than the example, so that there is something to explain."""


def block(head: str) -> str:
    """The block of the page under a heading such as ``python``."""
    found = re.search(rf"^```{re.escape(head)}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found, head
    return found[1]


@dataclass(frozen=True)
class Added:
    """The chain with the example in it, and two rounds made with it."""

    folder: Path
    result: RoundResult
    previous: RoundResult


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Added]:
    namespace: dict[str, Any] = {}
    exec(compile(block("python"), "een-indicator-toevoegen.md", "exec"), namespace)
    pieces = (*ASIEL, namespace["PIECE"], *REGULIER, *BEWARING)
    rounds = tmp_path_factory.mktemp("rounds")
    chains.VARIANTS["voorbeeld"] = lambda: compose("voorbeeld", pieces)
    try:
        for name in ("_klein", "_eerder"):
            shutil.copytree(ROUNDS / name, rounds / name, ignore=shutil.ignore_patterns("build"))
            settings = rounds / name / "round.yml"
            settings.write_text(f"{settings.read_text(encoding='utf-8')}model: voorbeeld\n", encoding="utf-8")
        shutil.copytree(rounds / "_klein", rounds / "zonder" / "_klein")
        deliver(rounds / "_klein")
        result = open_round(rounds / "_klein")
        previous = open_previous(result)
        assert previous is not None
        yield Added(rounds, result, previous)
    finally:
        del chains.VARIANTS["voorbeeld"]


def deliver(folder: Path) -> None:
    """Add the rows of the page to the files of a round."""
    for name in ("parameters.csv", "realisaties.csv"):
        path = folder / "inputs" / name
        path.write_text(path.read_text(encoding="utf-8") + block(f"csv {name}"), encoding="utf-8")


def test_check_asks_for_the_new_input(added: Added):
    """A round without the rows of the page is refused, for exactly those; with them it is right."""
    problems = check_round(added.folder / "zonder" / "_klein", chains.catalogue_named).problems
    assert len(problems) == 3
    assert all(str(replace(problem, round="2024-1")) in PAGE for problem in problems)
    assert not check_round(added.folder / "_klein", chains.catalogue_named).problems


def test_an_older_round_needs_none_of_it(added: Added):
    """It takes what the page declares for it, and its annex says so."""
    assert check_round(added.folder / "_eerder", chains.catalogue_named).problems == ()
    first = added.previous.months[WAITING][0] - added.previous.months["szw.inburgeringsplichtigen"][0]
    assert first == pytest.approx(0.98 * WAITING_BEFORE - added.previous.months[BEGUN][0])
    inputs = added.previous.inputs
    (places,) = inputs.parameters[inputs.parameters["parameter"] == "inburgering_plaatsen"].to_dict("records")
    assert (places["waarde"], places["eigenaar"]) == (PLACES_BEFORE, "APM")
    assert "de keten vraagt dit pas van latere rondes" in table_html(parameters_table(added.previous))


def test_the_chain_computes_it(added: Added):
    """Month by month as the equations of the page say, in every scenario."""
    months = added.result.months
    before = 12000.0
    for month in range(len(months[WAITING])):
        came = months["szw.inburgeringsplichtigen"][month]
        gave_up = 0.02 * before
        begun = [min(2100.0, float(there)) for there in before + came - gave_up]
        before = before + came - gave_up - begun
        assert months[GAVE_UP][month] == pytest.approx(gave_up)
        assert months[BEGUN][month] == pytest.approx(begun)
        assert months[WAITING][month] == pytest.approx(before)


def test_the_result_table_holds_it(added: Added):
    """By month and by year, in three scenarios; a stock by its December."""
    table = added.result.table
    own = table[table["indicator"] == WAITING]
    assert len(own[own["scenario"] == "medio"]) == 36 + 3
    at = own[own["scenario"] == "medio"].set_index("periode")["waarde"]
    assert at["2025"] == at["2025-12"]
    assert set(own["domein"]) == {"asiel"}


def test_the_workbook_holds_it(added: Added):
    """Years, months with a live formula, the input by its names, and the balance."""
    _, content = next(iter(workbooks(added.result)))
    book = load_workbook(io.BytesIO(content))
    years = {row[0].value: row for row in book["MPP Asiel"].iter_rows() if row[0].value in NAMES}
    months = {row[0].value: row for row in book["SZW"].iter_rows() if row[0].value in NAMES}
    assert years.keys() == months.keys() == NAMES
    assert str(years[WAITING][3].value).startswith("=")
    assert str(months[BEGUN][-1].value).startswith("=MIN(")
    assert {"parameter_inburgering_plaatsen", "parameter_inburgering_uitval"} <= set(book.defined_names)
    assert "begin_szw_wacht_op_inburgering" in book.defined_names
    assert any(cell.value == f"{WAITING} [balans]" for cell in book["Controle"]["A"])


def test_the_diagram_draws_it(added: Added):
    """A box, and arrows from where status holders come from."""
    chain = added.result.chain
    words = [text.get_text() for text in chain_diagram(chain, "asiel").figure.axes[0].texts]
    assert {"SZW", "Inburgering"} <= set(words)
    links = domain_links(chain, "asiel")
    into = {link.source for link in links if link.target == WAITING}
    assert {"ind.spoor4.voorraad", "ind.nareis.verleend_nog_niet_ingereisd"} <= into
    assert "SZW: Inburgering" in set(arrows_data(chain, links)["naar"])


def test_the_tables_and_the_glossary_hold_it(added: Added):
    """The complete table, its partner's section, the one page, the glossary with its formula, the annex."""
    beside = beside_runs(added.result)
    labels = {own_label(added.result.chain.by_id[name].spec()) for name in NAMES}
    assert labels <= {row[0] for row in rows_of(complete_table(added.result, "asiel", beside))}
    section = {row[0].lower() for row in rows_of(page_table(added.result, "ks", beside))}
    assert {own_label(added.result.chain.by_id[name].spec()).lower() for name in (WAITING, BEGUN)} <= section
    page = {cell for row in rows_of(one_page_table(added.result, "asiel", "medio", beside)) for cell in row[:2]}
    assert {"wacht op inburgering", added.result.chain.by_id[BEGUN].label} <= page
    names = page_indicators(added.result.chain, "asiel")
    assert names[names.index("szw.inburgeringsplichtigen") :][1:3] == (BEGUN, WAITING)
    glossary = glossary_table(added.result)
    (begun,) = [row for node, row in zip(glossary.rows, by_heading(glossary), strict=True) if node.id == BEGUN]
    assert begun["Formule"].startswith("kleinste van ‘Plaatsen in de inburgering’ en wat er ligt (")
    assert begun["Bron"] == "berekening; parameters van SZW"
    annex = table_html(parameters_table(added.result, added.previous))
    assert "Plaatsen in de inburgering" in annex
    assert "Wachtenden op inburgering die afhaken" in annex


def test_sentences_name_it(added: Added):
    """With its article, as it was declared."""
    finding = band_finding(added.result, WAITING)
    assert finding.startswith("In medio ")
    assert " het aantal wachtenden op inburgering " in finding
    assert " het aantal begonnen inburgeringstrajecten " in band_finding(added.result, BEGUN)


def test_the_difference_with_the_round_before_is_explained(added: Added):
    """Parts that add up, that of the parameters first: 500 places a month more."""
    change = attribute(added.result, added.previous).change(BEGUN, 2024, "medio")
    assert change.before == pytest.approx(12 * PLACES_BEFORE)
    assert sum(change.parts.values()) == pytest.approx(change.difference)
    assert change.parts["parameters"] > 0
