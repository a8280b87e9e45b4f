"""The ledger on the site: what each report says its changes did, and where no report says it, why."""

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from mpp_lib.archive.site.ledger_page import ASKED, EFFECTS, NOTEBOOK, ledger_page
from mpp_lib.archive.site.reading import read_contents
from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.inputs.declared.versions import ELSEWHERE
from mpp_lib.inputs.versions import RESTS_ON
from mpp_lib.present.shown.display import show
from mpp_lib.present.wijzigingen.since_version import since_version
from mpp_lib.present.wording.printed_values import difference_text
from mpp_lib.production.open_round import open_round
from tests.support.changed_round import swap, write_ledger
from tests.support.small_rounds import lone_round
from tests.support.versions import adopt, keep

NAME = "2024-1"
LINE = "2024-04-02;inputs/parameters.csv;*;;;IND;nieuwe telling;werkgroep;"


def _cell(label, table):
    shown = show(table)
    output = {"output_type": "display_data", "data": dict(shown.bundle), "metadata": dict(shown.metadata)}
    return {"cell_type": "code", "source": f"#| label: {label}", "metadata": {}, "outputs": [output]}


def _execute(folder: Path, *, cells: dict) -> None:
    """Write the notebook as a report leaves it: with what these cells show."""
    file = folder / NOTEBOOK
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"cells": [_cell(*item) for item in cells.items()]}), encoding="utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A round with a first version, a second one with a change and its report, one without, and a Prognose."""
    root = tmp_path_factory.mktemp("archief") / "rounds"
    folder = lone_round(root, NAME)
    write_ledger(folder)
    adopt(folder, "eerste")
    swap(folder, "inputs/parameters.csv", "opvang_herhaald;2024-01;;0,5;", "opvang_herhaald;2024-01;;0,6;")
    write_ledger(folder, LINE)
    since = since_version(open_round(folder))
    _execute(folder, cells={ASKED: since.ledger, EFFECTS: since.effects})
    adopt(folder, "tweede")
    (folder / NOTEBOOK).unlink()
    adopt(folder, "derde", info=[(RESTS_ON, f"{NAME}/tweede {'a' * 64}")])
    keep(root, f"{NAME}/prognose-1", "prognose")
    return root


@pytest.fixture(scope="module")
def sections(root) -> dict[str, str]:
    page = ledger_page(read_contents(root)).decode()
    return {part.partition('"')[0]: part for part in page.split('<section id="')[1:]}


def _rows(section: str) -> list[list[str]]:
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in section.split("<tr")]


def test_a_version_shows_what_its_report_says_of_each_change(sections, root):
    """Who asked and on what ground; the differences add up to those between the two result tables."""
    section = sections[f"versie-{NAME}-tweede"]
    assert "IND (werkgroep)" in section
    assert "nieuwe telling" in section
    old, new = (open_round(root / NAME / "versions" / name / "data") for name in ("eerste", "tweede"))
    span = new.inputs.settings.span.calendar_years
    year = next(year for year in span if year > new.inputs.settings.realised_until.year)
    place = span.index(year), 1
    before, after = (result.years["coa.bezetting"][place] for result in (old, new))
    printed = difference_text(before, after, "personen")
    assert printed not in ("0", "–")
    totals = [row for row in _rows(section) if row and row[0] == "verschil met de vorige versie"]
    assert any(row[1] == printed for row in totals)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (f"werkmap-{NAME}", "de werkmap kan nog veranderen"),
        (f"versie-{NAME}-derde", "de rapportage van deze versie noemt het niet"),
    ],
)
def test_without_a_measurement_it_says_why(sections, place, why):
    """With the ledger as it stands in its file."""
    assert why in sections[place]
    assert "nieuwe telling" in sections[place]


def test_without_a_change_there_is_nothing_to_measure(sections):
    for name in ("eerste", "prognose-1"):
        assert "Er is geen wijziging vastgelegd" in sections[f"versie-{NAME}-{name}"]


def test_a_version_that_is_not_in_this_copy_is_not_passed_over(root, tmp_path):
    """Who asked for what stands in it: the page says so, and where it is."""
    moved = Path(shutil.copytree(root, tmp_path / "rounds", copy_function=shutil.copyfile))
    shutil.rmtree(moved / NAME / "versions" / "tweede")
    (moved / ELSEWHERE.file).write_text(f"{ELSEWHERE.header}\n{NAME};tweede;bij de archivaris\n", encoding="utf-8")
    section = ledger_page(read_contents(moved)).decode().split(f'<section id="versie-{NAME}-tweede">')[1]
    assert "niet in deze kopie (bij de archivaris)" in section.split("</section>")[0]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_breaks_no_rule_of_access(root, tmp_path, browser, width):
    """axe-core finds nothing, and only tables scroll sideways."""
    (tmp_path / "page.html").write_bytes(ledger_page(read_contents(root)))
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "page.html").as_uri())
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_report_embeds_what_the_site_reads():
    """The notebook and the labels by which a version keeps the tables."""
    text = "".join(path.read_text(encoding="utf-8") for path in (SHIPPED / TEMPLATES / "rapportage").glob("*.qmd"))
    for label in (ASKED, EFFECTS):
        assert f"{{{{< embed {NOTEBOOK}#{label} >}}}}" in text
