"""From inputs to report with the real command line: what a reader opens; only what changed, whole or not at all."""

import gzip
import os
import re
import shutil
import signal
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.report.build import Order, produce
from mpp_lib.report.rapportage import Rapportage
from tests.support.fake_quarto import fake_quarto
from tests.support.inline_styles import inline_styles
from tests.support.look_ups import OWN, not_to_be_read
from tests.support.pdf_text import page_text
from tests.support.workplace import BUILTIN, HINDCAST, PUBLISHED, SMALL, Workplace, opened

_FIGURES_ON_SCREEN = """plates => plates.map(plate => {
    const drawing = plate.querySelector('svg');
    const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
    const letters = Array.from(drawing.querySelectorAll('text'), text => parseFloat(getComputedStyle(text).fontSize));
    const named = plate.tabIndex === 0 && plate.matches('[role=group]') && /^Figuur \\d+/.test(plate.ariaLabel);
    return [plate.closest('figure').id, scale * Math.min(...letters), plate.scrollWidth > plate.clientWidth + 1, named];
})"""


def test_prints_html_then_pdf(produced):
    """One path per line, HTML first, then the chapters and the annexes; all open as what they are."""
    html, *pdfs = produced
    assert html.name == f"MPP-rapportage-{SMALL}.html"
    assert html.read_bytes().startswith(b"<!DOCTYPE html>")
    assert [pdf.name for pdf in pdfs] == [f"MPP-{name}-{SMALL}.pdf" for name in ("rapportage", "bijlagen")]
    assert all(pdf.read_bytes().startswith(b"%PDF-") for pdf in pdfs)


def test_nobody_outside_the_group_can_open_what_was_made(workplace, everything):
    """Reports, workbooks, notebooks, and what a run keeps for the next."""
    made = [path for path in (workplace.round() / "build").rglob("*") if path.is_file()]
    assert set(everything) <= set(made)
    assert [path.name for path in made if path.stat().st_mode & 0o007] == []


def test_no_sentence_names_a_figure_by_its_label(produced):
    """Of every indicator a sentence has words; none stands there as a series between quotes."""
    html = produced[0]
    assert "de reeks ‘" not in html.read_text(encoding="utf-8").lower()


def test_every_figure_and_table_has_its_sheet(everything):
    """Under its own label in the data workbook; the long tests hold every number against its sheet."""
    (made,) = [file for file in everything if file.name == f"MPP-data-{SMALL}.xlsx"]
    page = html.fromstring(everything[0].read_bytes().decode("utf-8"))
    labels = page.xpath("(//figure|//table)[starts-with(@id,'fig-') or starts-with(@id,'tbl-')]/@id")
    sheets = {name for sheet in openpyxl.load_workbook(made) for name in sheet.tables}
    assert len(labels) > 100
    assert {label.replace("-", "_") for label in labels} <= sheets


def test_workbooks_come_third(everything):
    """Without a choice of formats the workbooks follow the report: the data first."""
    names = (f"data-{SMALL}", *(f"{SMALL}-{one}" for one in (*SCENARIOS, "samenvatting")))
    assert [book.name for book in everything if book.suffix == ".xlsx"] == [f"MPP-{name}.xlsx" for name in names]


def test_the_prognose_comes_after_the_report(everything):
    """As a PDF of its own, of its own folder: it is made and adopted apart."""
    (made,) = [file for file in everything if file.name == f"MPP-prognose-{SMALL}.pdf"]
    assert everything.index(made) == 3
    with pikepdf.open(made) as pdf:
        assert len(pdf.pages) <= 12
        first = page_text(pdf.pages[0]).replace(" ", "")
    assert "PrognoseEersteAsielinstroom" in first
    assert "Concept,voorinterngebruik" in first


@pytest.fixture(scope="module")
def page(browser, produced):
    with opened(browser, produced[0], 1280) as page:
        yield page


def test_the_report_asks_for_nothing_else(page, produced):
    """Opening the report makes no request but for the file itself."""
    assert [url for url in page.asked if not url.startswith("data:")] == [produced[0].as_uri()]


def test_no_element_has_a_style_of_its_own(produced):
    """Of tables, figures and formulas nothing would be refused by a strict Content-Security-Policy."""
    page = produced[0].read_text("utf-8")
    assert page.count("<svg") > 5
    assert inline_styles(page) == []


def test_the_page_is_light(produced):
    """At most 3 MB with the result table, and 25 kB a figure: it goes by mail."""
    page = produced[0].read_bytes()
    figures = re.findall(rb"<figure[^>]*>\s*(<svg.*?</svg>)", page, re.DOTALL)
    assert len(page) < 3_000_000
    assert len(figures) > 30
    assert max(map(len, figures)) < 25_000


def test_the_result_table_is_in_the_page(workplace, produced):
    """The very table behind the report, once the page has put it together again."""
    table = (workplace.round() / "build" / "resultaten.csv").read_text("utf-8")
    held = re.search(rb'id="mpp-resultaten"[^>]*>([^<]*)<', produced[0].read_bytes())
    assert held is not None
    heading, always, periods, *series = gzip.decompress(b64decode(held[1])).decode().splitlines()
    lists = [names.split(",") for names in periods.split(";")]
    rows = []
    for line in series:
        before, unit, which, *values = line.split(";")
        rows += [
            [*always.split("|"), *before.split("|"), *pair, unit]
            for pair in zip(lists[int(which)], values, strict=True)
        ]
    assert [heading, *(";".join(row) for row in rows)] == table.splitlines()


def test_no_figure_lacks_its_numbers_or_its_words(page):
    """Every figure has an alternative text and a caption."""
    figures = page.locator("figure:has(svg, img)")
    assert figures.count() > 5
    for number in range(figures.count()):
        figure = figures.nth(number)
        assert (figure.locator("figcaption").text_content() or "").strip()
        assert figure.locator("svg[role=img], img[alt]").count() == 1


@pytest.mark.long
def test_every_figure_can_be_read_off(page):
    """By keyboard, in each of its panels; but for schemes, which have no values apart from what is written in them."""
    assert set(not_to_be_read(page)) == set(OWN)


def test_every_figure_is_readable_on_a_telephone(browser, produced):
    """No letter below 9 pixels; what is then wider than the screen is a region that one can go to, by its number."""
    with opened(browser, produced[0], 390) as narrow:
        narrow.wait_for_selector("#fig-coa .plaat.smal")
        narrow.evaluate("document.querySelectorAll('.vouwknop[aria-expanded=false]').forEach(button => button.click())")
        found = narrow.locator("figure .plaat").evaluate_all(_FIGURES_ON_SCREEN)
        assert len(found) > 30
        assert [name for name, pixels, *_ in found if pixels < 9] == []
        assert narrow.evaluate("document.documentElement.scrollWidth") == 390
        wide = {name for name, _, beyond, _ in found if beyond}
        assert wide == set(OWN)
        assert all(named for name, _, beyond, named in found if beyond)


def test_the_prognose_on_the_screen(browser, workplace, everything):
    """Every figure of it can be read off; its own table is in the page; who has one partner chooses a scenario."""
    (made,) = workplace.mpp("produce", SMALL, "--product", "prognose", "--to", "html").stdout.splitlines()
    with opened(browser, Path(made), 1280) as shown:
        assert not_to_be_read(shown) == []
        assert [shown.locator(f"#filter-{one}").is_visible() for one in ("partner", "scenario")] == [False, True]
        shown.select_option("#filter-scenario", "medio")
        heads = shown.locator("#tbl-lijnen thead th:visible").all_inner_texts()
        assert heads == ["Jaar", "Mediaan", "Gemiddelde", "Medio"]
        with shown.expect_download() as saved:
            shown.click("#bewaar-resultaten")
        assert saved.value.suggested_filename == f"resultaten-prognose-{SMALL}.csv"
        table = workplace.round() / "build" / "prognose" / "resultaten.csv"
        assert Path(saved.value.path()).read_bytes() == table.read_bytes()


def test_every_page_of_a_concept_says_so(produced):
    """Each PDF is tagged, Dutch and A4, and bears the mark on all its pages."""
    for file in produced[1:]:
        with pikepdf.open(file) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang).startswith("nl")
            widths = {tuple(sorted(round(float(x)) for x in page.mediabox[2:])) for page in pdf.pages}
            assert widths == {(595, 842)}
            assert all("Concept,voorinterngebruik" in page_text(page).replace(" ", "") for page in pdf.pages)


@pytest.mark.long
def test_axe_finds_nothing_in_the_report(page):
    """axe-core reports no violation; contrast, which it looks up dot by dot, on the first rows alike of each table."""
    assert _violations(page, {"color-contrast": {"enabled": False}}) == []
    page.evaluate(THIN_TABLES)
    assert _violations(page, {}) == []


THIN_TABLES = """() => document.querySelectorAll("table").forEach(table => {
  const seen = {};
  table.querySelectorAll("tbody tr").forEach(row => {
    const look = [row.className, ...Array.from(row.cells, cell => cell.className)].join("|");
    seen[look] = (seen[look] || 0) + 1;
    if (seen[look] > 2) row.remove();
  });
})"""


def _violations(page, rules):
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_nothing_changed_means_nothing_made(workplace, produced):
    """A second run leaves notebooks and report untouched; but not what a killed run left beside them."""
    before = workplace.notebooks(), [path.stat().st_mtime_ns for path in produced]
    left = workplace.round() / "build/onderhanden/weg/01_terugblik.ipynb"
    left.parent.mkdir(parents=True)
    left.write_text("half", encoding="utf-8")
    assert workplace.produce() == produced
    assert not (workplace.round() / "build/onderhanden").exists()
    assert (workplace.notebooks(), [path.stat().st_mtime_ns for path in produced]) == before


@pytest.mark.long
def test_installing_quarto_remakes_nothing(workplace, everything, monkeypatch, tmp_path):
    """With ``auto`` too: what stands counts, whichever made it, and is said; without a choice Quarto is not asked."""
    fake_quarto(monkeypatch, tmp_path / "bin", f"echo gevraagd >> {tmp_path}/gevraagd; exit 1")
    workplace.mpp("produce", SMALL)
    before = [path.stat().st_mtime_ns for path in everything]
    for chosen in ((), ("--renderer", "auto")):
        done = workplace.mpp("produce", SMALL, *chosen)
        assert [Path(line) for line in done.stdout.splitlines()] == everything
        assert done.stderr.rstrip().endswith("is al actueel, opgemaakt met builtin.")
    assert [path.stat().st_mtime_ns for path in everything] == before
    assert not (tmp_path / "gevraagd").exists()


def test_what_was_made_is_made_again_when_a_byte_of_it_changed(workplace, everything):
    """A digit in the result table, a workbook or the page; of notebooks only the one that changed runs again."""
    build = workplace.round() / "build"
    assert _made_again(workplace.round()) == []
    for file in (everything[0], everything[2], everything[-4], everything[-1], build / "resultaten.csv"):
        with _one_byte_changed(file):
            assert _made_again(workplace.round()) == ["het rapport"]
    with _one_byte_changed(build / "notebooks" / "03_asiel.ipynb"):
        assert _made_again(workplace.round()) == ["03_asiel.ipynb"]


@pytest.mark.long
def test_a_run_repairs_what_was_changed(workplace, everything):
    """Everything at once, records included: the next run gives the same bytes."""
    build = workplace.round() / "build"
    changed = [*build.glob("[!.]*.*"), build / "notebooks" / "03_asiel.ipynb", build / "notebooks" / "04_regulier.key"]
    whole = {file: file.read_bytes() for file in changed}
    for file in changed:
        file.write_bytes(_changed(whole[file]))
    assert workplace.mpp("produce", SMALL, "--product", "rapportage").stderr.count("Traceback") == 0
    assert [file.name for file in changed if file.read_bytes() != whole[file]] == []


@pytest.mark.long
def test_another_sentence_gives_the_page_of_a_run_that_reads_everything(workplace, everything, tmp_path):
    """Told again from what stands, it is the same page, byte for byte."""
    place = Workplace(tmp_path)
    shutil.copytree(workplace.folder / "rounds", tmp_path / "rounds", ignore=shutil.ignore_patterns("*.pdf", "*.xlsx"))
    (place.round() / "text" / "samenvatting.md").write_text("Een zin die er nog niet stond.\n", encoding="utf-8")
    to_page = ("produce", SMALL, "--product", "rapportage", "--renderer", "builtin", "--to", "html")
    (page,) = (Path(line) for line in place.mpp(*to_page).stdout.splitlines())
    told = page.read_bytes()
    for name in ("bronnen.json", "rapport.json"):
        (place.round() / "build" / name).unlink()
    place.mpp(*to_page)
    assert page.read_bytes() == told
    assert "Een zin die er nog niet stond." in told.decode("utf-8")


def _made_again(folder: Path) -> list[str]:
    """What a run would make again; whatever it makes, it makes the report again."""

    def stop(*_: object) -> None:
        raise InterruptedError

    try:
        produce(Order(Rapportage(folder), "builtin"), stop)
    except InterruptedError:
        return ["het rapport"]
    return [task.source.name for task in Rapportage(folder).tasks() if task.stale]


@contextmanager
def _one_byte_changed(file: Path) -> Iterator[None]:
    whole = file.read_bytes()
    file.write_bytes(_changed(whole))
    yield
    file.write_bytes(whole)


def _changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def test_a_sentence_runs_no_notebook(workplace, everything):
    """Another sentence in text/ stands in the report; no notebook ran, and the workbooks are those that were there."""
    before = workplace.notebooks(), [book.stat().st_mtime_ns for book in everything if book.suffix == ".xlsx"]
    text = workplace.round() / "text" / "samenvatting.md"
    text.parent.mkdir(exist_ok=True)
    text.write_text("Een zin die er nog niet stond.\n", encoding="utf-8")
    workplace.mpp("produce", SMALL, "--product", "rapportage", "--to", "html", "--to", "xlsx")
    assert (workplace.notebooks(), [book.stat().st_mtime_ns for book in everything if book.suffix == ".xlsx"]) == before
    assert "Een zin die er nog niet stond." in everything[0].read_text(encoding="utf-8")


def test_a_chance_makes_every_notebook_of_the_round_stale(workplace, everything):
    """Moving chance from one scenario to another: none is taken for what it was but those of the monitor annexed."""
    scenarios = workplace.round() / "inputs" / "scenarios.csv"
    original = scenarios.read_bytes()
    _swap_chances(scenarios)
    try:
        stale = {task.source.name: task.stale for task in Rapportage(workplace.round()).tasks()}
        assert stale == {name: not name.startswith("monitor_") for name in stale}
        assert len(stale) > 12
    finally:
        scenarios.write_bytes(original)
    assert not any(task.stale for task in Rapportage(workplace.round()).tasks())


@pytest.mark.long
def test_a_chance_changes_forecast_and_text(workplace, produced, tmp_path):
    """Moving chance from one scenario to another runs the notebooks again and changes what the text says."""
    scenarios = workplace.round() / "inputs" / "scenarios.csv"
    original = scenarios.read_bytes()
    medio = workplace.answer("forecast", SMALL, "--json")["years"][0]["medio"]
    text, notebooks = produced[0].read_text(encoding="utf-8"), workplace.notebooks()
    kept = shutil.copytree(workplace.round() / "build", tmp_path / "build")
    _swap_chances(scenarios)
    try:
        workplace.mpp("produce", SMALL, "--product", "rapportage", "--to", "html")
        changed = workplace.answer("forecast", SMALL, "--json")["years"][0]["medio"]
        assert changed != pytest.approx(medio, rel=1e-3)
        own = {name: moment for name, moment in notebooks.items() if not name.startswith("monitor_")}
        assert all(workplace.notebooks()[name] > moment for name, moment in own.items())
        assert _summary(produced[0].read_text(encoding="utf-8")) != _summary(text)
    finally:
        scenarios.write_bytes(original)
        shutil.rmtree(workplace.round() / "build")
        kept.rename(workplace.round() / "build")


def test_broken_input_leaves_the_last_report(workplace, produced):
    """A round that is not right gives exit 1 with every problem, and the report stays what it was."""
    settings = workplace.round() / "round.yml"
    original, reports = settings.read_bytes(), [path.read_bytes() for path in produced]
    settings.write_bytes(original.replace(b"bezettingsnorm: ", b"bezettingsnorm: 9"))
    try:
        done = workplace.mpp("produce", SMALL, *BUILTIN, expect=1)
        assert done.stdout == ""
        assert "bezettingsnorm" in done.stderr
        assert [path.read_bytes() for path in produced] == reports
    finally:
        settings.write_bytes(original)


@pytest.mark.parametrize(
    ("folder", "file", "right", "wrong", "named"),
    [
        (HINDCAST, "inputs/parameters.csv", b"opvang_eerste;", b"opvang_erste;", "opvang_eerste"),
        (PUBLISHED, "prognoses.csv", b";30000;36000;41000;", b";38000;36000;41000;", "38000; 36000; 41000"),
    ],
)
def test_what_is_broken_beside_the_round_leaves_the_last_report(workplace, produced, folder, file, right, wrong, named):
    """It is said with its folder, before any notebook runs."""
    path = workplace.round(folder) / file
    original, reports, notebooks = path.read_bytes(), [made.read_bytes() for made in produced], workplace.notebooks()
    path.write_bytes(original.replace(right, wrong))
    try:
        done = workplace.mpp("produce", SMALL, *BUILTIN, expect=1)
        assert f"{folder}/{file}" in done.stderr
        assert named in done.stderr
        assert workplace.notebooks() == notebooks
        assert [made.read_bytes() for made in produced] == reports
    finally:
        path.write_bytes(original)


@pytest.mark.skipif(os.name != "posix", reason="kent geen grens aan de grootte van een bestand")
@pytest.mark.parametrize(
    ("limit", "named"), [(100_000, "resultaten.csv"), pytest.param(3_500_000, "bijlagen.pdf", marks=pytest.mark.long)]
)
def test_a_full_disk_leaves_the_last_report(workplace, everything, limit, named):
    """One sentence that names the file; nothing half, and the reports are those of before."""
    build = workplace.round() / "build"
    before = {file: file.read_bytes() for file in everything}

    def fill() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = workplace.command("produce", SMALL, "--product", "rapportage", "--force")
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=fill)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{named}: het bestand wordt groter dan hier mag." in done.stderr.splitlines()[-1]
    assert {file: file.read_bytes() for file in everything} == before
    assert not [path for path in build.rglob(".*") if path.name != ".lock"]
    assert not (build / "onderhanden").exists()


def test_results_are_the_same_bytes_elsewhere(workplace, tmp_path):
    """The result table does not depend on the folder or the moment."""
    table = workplace.mpp("results", SMALL, "--by", "month", "--format", "csv").stdout
    elsewhere = Workplace(tmp_path / "elders")
    elsewhere.folder.mkdir()
    (elsewhere.folder / "rounds").symlink_to(workplace.folder / "rounds")
    again = workplace.mpp("results", SMALL, "--by", "month", "--format", "csv").stdout
    assert table.count("\n") > 1000
    assert elsewhere.mpp("results", SMALL, "--by", "month", "--format", "csv").stdout == again == table


MOMENTS = ("onderhanden", "onderhanden/*/*.ipynb", "notebooks/*.key", "onderhanden/*/render")
"""Each moment to kill at as it shows on disk, in the order of a run: begun, in a notebook, behind one, rendering."""


@pytest.mark.long
def test_killed_at_any_moment(workplace, produced, tmp_path):
    """A kill -9 leaves no report but a whole one, and the run after them all completes it, byte for byte."""
    place = Workplace(shutil.copytree(workplace.folder, tmp_path / "werkmap"))
    build = place.round() / "build"
    reports = [build / path.name for path in produced]
    whole = [path.read_bytes() for path in place.produce()]
    kept = build.rename(tmp_path / "build") / "notebooks"
    for reached in MOMENTS:
        if reached.endswith("render"):
            _put_back(kept, build / "notebooks")
        process = subprocess.Popen(
            place.command("produce", SMALL, *BUILTIN), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _wait_for(_new_run(build, reached), process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not any(path.exists() for path in reports), f"{reached}: er staat een rapport dat niet af was"
    _put_back(kept, build / "notebooks")
    assert [path.read_bytes() for path in place.produce()] == whole
    assert not list(build.glob("onderhanden/*"))


def _put_back(kept: Path, notebooks: Path) -> None:
    """The notebooks that no killed run came to, as an earlier run left them: running them again would prove no more."""
    made = {path.stem for path in notebooks.glob("*.key")}
    for path in kept.iterdir():
        if path.stem not in made:
            shutil.copy2(path, notebooks / path.name)


def _new_run(build: Path, pattern: str) -> Callable[[], bool]:
    """Whether something came that fits, beside what killed runs left."""
    before = set(build.glob(pattern))
    return lambda: bool(set(build.glob(pattern)) - before)


def _wait_for(condition: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    for _ in range(30_000):
        if condition():
            return
        assert process.poll() is None, "het rapport was af voordat het moment kwam"
        time.sleep(0.01)
    raise AssertionError("het moment kwam niet")


def _swap_chances(scenarios: Path) -> None:
    lines = scenarios.read_text(encoding="utf-8-sig").splitlines()
    header = lines[0].split(";")
    year, chance = header.index("jaar"), header.index("kans")
    rows = [line.split(";") for line in lines[1:] if line]
    first = [row for row in rows if row[year] == rows[0][year]]
    first[0][chance], first[1][chance] = first[1][chance], first[0][chance]
    scenarios.write_text("\n".join([lines[0], *(";".join(row) for row in rows)]) + "\n", encoding="utf-8")


def _summary(html: str) -> str:
    start = html.index("Samenvatting</h")
    return html[start : start + 6000]
