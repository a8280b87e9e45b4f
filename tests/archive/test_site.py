"""The archive as a site: what it tells a stranger, whole or not at all, the same bytes anywhere, open to everyone."""

import json
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from typer.testing import CliRunner

from mpp_lib.archive.site import build, record_page
from mpp_lib.archive.site.build import make_site
from mpp_lib.archive.site.check_page import check_page
from mpp_lib.archive.site.citations import bibtex_entry, csl_entry
from mpp_lib.archive.site.contents import ListedRound
from mpp_lib.archive.site.documents import Shelf, documents
from mpp_lib.archive.site.index_page import index_page
from mpp_lib.archive.site.reading import read_contents
from mpp_lib.archive.verify import check_all
from mpp_lib.base.errors import ArchiveError, InputError
from mpp_lib.cli.main import app
from mpp_lib.inputs.fingerprint import file_digest
from mpp_lib.inputs.rounds import overview
from mpp_lib.inputs.versions import registered
from mpp_lib.production.open_round import open_round
from tests.support.changed_round import swap
from tests.support.frozen import ROUNDS, archive, frozen, make
from tests.support.sites import SHOWN, few_indicators
from tests.support.small_rounds import NEW, OLD, small_rounds
from tests.support.versions import adopt, keep, register, say

DOCS, METHODS = Path(__file__).resolve().parents[2] / "docs", ("archief", "hindcast", "methode-prognose")
HOSTILE = "<script>document.title='x'</script> & </table>"


def rounds_in(base: Path) -> Path:
    """The two test rounds under names of real ones, the newer one with a Prognose that was kept."""
    root = small_rounds(base)
    (base / "docs").mkdir()
    for name in METHODS:
        shutil.copyfile(DOCS / f"{name}.md", base / "docs" / f"{name}.md")
    swap(root / NEW, "round.yml", "title: Toetsronde", f'title: "{HOSTILE}"')
    make(root / NEW)
    frozen(root / NEW, "prognose-1", "werkgroep")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return rounds_in(tmp_path_factory.mktemp("rondes"))


@pytest.fixture(scope="module")
def stick(root, tmp_path_factory) -> Path:
    """The site with a few indicators, moved away from where it was made and from the rounds."""
    with few_indicators():
        made = tmp_path_factory.mktemp("gemaakt") / "archief"
        done = CliRunner().invoke(app, ["-C", str(root.parent), "site", "--out", str(made), "--json"])
    assert json.loads(done.stdout) == {"page": str(made / "index.html")}
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("stick") / "elders"))


class _Links(HTMLParser):
    def __init__(self, page: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.anchors |= {said["id"]} if "id" in said else set()
        self.targets += [said[name] for name in ("href", "src") if said.get(name)]


def _check_links(stick: Path) -> int:
    pages = {page: _Links(page) for page in stick.rglob("*.html") if "documenten" not in page.parts}
    for page, links in pages.items():
        for target in links.targets:
            name, _, place = unquote(target).partition("#")
            file = (page.parent / name).resolve() if name else page
            assert file.is_file(), (page, target)
            assert file.is_relative_to(stick), (page, target)
            assert not place or place in pages[file].anchors, (page, target)
    return len(pages)


def test_every_link_of_every_page_leads_to_something_in_the_folder(stick):
    """Files and places in them; no address outside, and none in the folder of the rounds."""
    assert _check_links(stick) == len(SHOWN) + len(METHODS) + 7


@pytest.mark.long
def test_killed_runs_leave_the_archive_and_a_whole_site(stick, root, tmp_path):
    """At any moment; the next run that is left alone clears what they left."""
    before, site = archive(root), tmp_path / "site"
    shutil.copytree(stick, site)
    for tenths in range(10, 130, 10):
        build.written(site, "een eerdere sleutel")
        command = [sys.executable, "-m", "mpp_lib", "-C", str(root.parent), "site", "--out", str(site)]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            run.wait(tenths / 10)
        run.kill()
        run.wait()
        assert archive(root) == before
        assert (site / "index.html").is_file()
        assert (site / ".site.json").is_file()
    build.written(site, "een eerdere sleutel")
    with few_indicators():
        make_site(root, site)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


@pytest.mark.long
def test_every_indicator_has_its_page(root, tmp_path):
    """As many as the chain has, each with links that lead somewhere."""
    site = make_site(root, tmp_path / "site").parent
    assert len(list((site / "indicator").iterdir())) == len(open_round(root / NEW).chain.nodes)
    assert _check_links(site) > 200


def test_the_documents_of_a_version_go_along_with_their_checksum(stick, root):
    """Byte for byte those of the bag; the checksum in the page is that of the file."""
    index = (stick / "index.html").read_text(encoding="utf-8")
    (version,) = registered(root)
    for name in (f"MPP-prognose-{NEW}.html", f"MPP-prognose-{NEW}.pdf"):
        copy = stick / "documenten" / NEW / "prognose-1" / name
        assert copy.read_bytes() == (version.data / "report" / name).read_bytes()
        assert file_digest(copy) in index
    assert version.head in index
    assert [document.kind for document in documents(version)] == ["rapport", "rapport", "resultaattabel"]
    assert "werkgroep" in index
    assert f"niet nagerekend; dat doet <code>mpp verify {NEW}/prognose-1</code>" in index


def test_a_round_without_a_version_says_so(stick):
    index = (stick / "index.html").read_text(encoding="utf-8")
    old = index.split(f'id="ronde-{OLD}"')[1]
    new = index.split(f'id="ronde-{NEW}"')[1].split("<section")[0]
    assert "nog geen versie bewaard" in old
    assert "nog geen versie bewaard" not in new


def test_a_page_says_what_each_round_forecast_and_what_happened(stick, root):
    """Minimum, medio and maximum of COA in 2025, of both rounds, in tens as everywhere; against the result tables."""
    page = (stick / "indicator" / "coa.bezetting.html").read_text(encoding="utf-8")
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in page.split("<tr>")]
    for name in (OLD, NEW):
        table = open_round(root / name).table
        chosen = table[(table["indicator"] == "coa.bezetting") & (table["periode"] == "2025")]
        values = dict(zip(chosen["scenario"], chosen["waarde"], strict=True))
        lines = [f"{int(values[key] / 10 + 0.5) * 10:,}".replace(",", ".") for key in ("minimum", "medio", "maximum")]
        assert any(row[-6:-2] == [name, *lines] for row in rows), (name, lines)


def test_figures_come_from_the_adopted_version_when_it_is_sound(tmp_path):
    """Not from a later concept, nor from a version of which a file is altered, nor from the folder."""
    values = {"definitief": 1.0, "concept-9": 2.0, "geschonden": 3.0}
    for name, value in values.items():
        rows = [f"{OLD};v;{each};asiel;coa;x;2025;{value};personen" for each in ("minimum", "medio", "maximum")]
        state = "concept" if name == "concept-9" else "vastgesteld"
        keep(tmp_path, f"{OLD}/{name}", "rapportage", ("MPP-State", state), results=rows)
    altered = tmp_path / OLD / "versions" / "geschonden" / "data" / "results.csv"
    altered.chmod(0o600)
    altered.write_bytes(altered.read_bytes().replace(b"3.0", b"4.0"))
    found = check_all(tmp_path)[0]
    listed = ListedRound(None, found, None)
    assert listed.figures.of("x") == {2025: (1.0, 1.0, 1.0)}
    assert listed.figures.source == "versie definitief, vastgesteld"


def test_an_altered_document_is_told(root, tmp_path):
    """On the first page and, with the file, on that of the checks."""
    copied = tmp_path / "rounds"
    shutil.copytree(root, copied, copy_function=shutil.copyfile)
    document = copied / NEW / "versions" / "prognose-1" / "data" / "report" / f"MPP-prognose-{NEW}.html"
    document.parent.chmod(0o700)
    document.chmod(0o600)
    document.write_bytes(document.read_bytes() + b" ")
    contents = read_contents(copied)
    assert "klopt niet" in index_page(contents, Shelf(tmp_path, copied=True)).decode()
    assert f"data/report/MPP-prognose-{NEW}.html" in check_page(contents).decode()


def contents_of(folder: Path) -> dict[str, bytes]:
    kept = (path for path in folder.rglob("*") if path.is_file() and path.name != ".site.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def test_the_same_rounds_give_the_same_bytes_in_another_place(stick, tmp_path):
    with few_indicators():
        again = make_site(rounds_in(tmp_path / "b"), tmp_path / "c").parent
    assert contents_of(again) == contents_of(stick)


def test_nothing_is_made_again_until_something_changes(root, tmp_path, monkeypatch):
    """A file that is gone from the site, and a text of a round, each ask for a new one."""
    made = []
    monkeypatch.setattr(build, "_make", lambda root, target, key, **_: made.append(key))
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("x", encoding="utf-8")
    key = build.site_key(root, site, copied=True, audience="")
    build.written(site, key)
    make_site(root, site)
    assert made == []
    (site / "index.html").unlink()
    make_site(root, site)
    assert made == [key]
    text = root / OLD / "text" / "noot.md"
    text.parent.mkdir(exist_ok=True)
    text.write_text("Een noot.\n", encoding="utf-8")
    make_site(root, site)
    text.unlink()
    assert len(set(made)) == 2


def test_what_is_no_site_is_never_replaced(root, tmp_path):
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "brief.txt").write_text("van iemand", encoding="utf-8")
    for place in (tmp_path / "brieven", root, root.parent, root / NEW):
        with pytest.raises(InputError, match="hier sta"):
            make_site(root, place)
    assert (tmp_path / "brieven" / "brief.txt").read_text(encoding="utf-8") == "van iemand"


@pytest.mark.long
def test_a_run_that_fails_leaves_the_site_that_stood_there(root, tmp_path, monkeypatch):
    """And nothing beside it; one that a killed run had set aside comes back."""
    site = tmp_path / "site"
    site.mkdir()
    build.written(site, "een eerdere sleutel")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "_pages", fails)
    with pytest.raises(OSError, match="No space"):
        make_site(root, site)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    site.rename(tmp_path / ".site.0123456789ab.half")
    with pytest.raises(OSError, match="No space"):
        make_site(root, site)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_a_second_run_is_told_that_the_site_is_being_made(root, tmp_path):
    with FileLock(tmp_path / ".site.lock"), pytest.raises(ArchiveError, match="wordt al gemaakt"):
        make_site(root, tmp_path / "site")


def test_beside_the_rounds_links_lead_to_the_versions_themselves(root):
    page = index_page(read_contents(root), Shelf(root.parent / "site", copied=False)).decode()
    (address,) = re.findall(r'href="([^"]*\.pdf)"', page)
    assert address == f"../rounds/{NEW}/versions/prognose-1/data/report/MPP-prognose-{NEW}.pdf"


def test_citations_name_version_state_and_kop(tmp_path):
    """In BibTeX with its own signs undone; CSL-JSON as citation tools read it."""
    say(tmp_path, f"{NEW}/definitief", "DC-Title: Aantal & {kans}", "DC-Date: 2024-08-15", "MPP-State: vastgesteld")
    register(tmp_path, f"{NEW};definitief;rapportage;vastgesteld;{'a' * 64}")
    (version,) = registered(tmp_path)
    entry = bibtex_entry(version)
    assert entry.startswith(f"@techreport{{mpp-{NEW}-definitief,\n")
    assert r"title = {{Aantal \& \{kans\}}}" in entry
    assert "year = {2024}" in entry
    assert csl_entry(version) | {"author": None} == {
        "id": f"mpp-{NEW}-definitief",
        "type": "report",
        "title": "Aantal & {kans}",
        "author": None,
        "number": f"{NEW}/definitief",
        "note": f"Stand: vastgesteld. Kop (SHA-256): {'a' * 64}",
        "language": "nl",
        "issued": {"date-parts": [[2024, 8, 15]]},
    }
    assert json.dumps(csl_entry(version))


@pytest.fixture
def opened(stick, browser):
    """A way to open a page of the site; whatever it asks for is written down."""
    page = browser.new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))

    def open_page(name: str):
        page.goto((stick / name).as_uri())
        return page

    yield open_page
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "indicatoren.html",
        "indicator/coa.bezetting.html",
        "trefzekerheid.html",
        "wijzigingen.html",
        "controle.html",
        "citeren.html",
        "methode.html",
        "methode/hindcast.html",
        "methode/methode-prognose.html",
    ],
)
def test_no_page_breaks_a_rule_of_access(opened, name, width):
    """axe-core finds nothing; the page asks for itself alone and never scrolls sideways."""
    page = opened(name)
    page.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
    assert page.asked == [page.url]
    assert page.said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_searching_works_by_keyboard_and_text_stays_text(opened):
    """Words in any order, a checksum; arrow down goes to the first result, Enter opens it; no policy is broken."""
    page = opened("index.html")
    assert HOSTILE in page.locator("main").inner_text()
    page.focus("#zoekwoorden")
    page.keyboard.type("BEZETTING coa")
    assert page.locator("#zoekresultaten a").first.inner_text() == "COA, bezetting"
    assert "gevonden" in page.locator("#zoekmelding").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "COA, bezetting"
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator/coa.bezetting.html")
    assert page.locator("h1").inner_text() == "COA, bezetting"
    page.go_back()
    checksum = page.locator(".documenten code").first.inner_text()
    page.fill("#zoekwoorden", checksum)
    (found,) = page.locator("#zoekresultaten a").all_inner_texts()
    assert found == f"MPP-prognose-{NEW}.html ({NEW}/prognose-1, besproken)"
    assert page.said == []


def test_landmarks_have_names(opened):
    """The tree that Chromium gives a screen reader: a menu, a search, and a region for each round."""
    page = opened("index.html")
    for role, name in (("navigation", "Archief"), ("region", "Zoeken"), ("region", f"Ronde {NEW}")):
        assert page.get_by_role(role, name=name).count() == 1, (role, name)
    assert page.get_by_role("searchbox").count() == page.get_by_role("main").count() == 1


def test_every_round_of_the_overview_is_there(stick, root):
    index = (stick / "index.html").read_text(encoding="utf-8")
    for entry in overview(root.parent):
        assert f'id="ronde-{entry.round}"' in index


def test_the_track_record_is_that_of_what_was_adopted(tmp_path, monkeypatch):
    """As ``mpp evaluate`` counts it, whatever the folder holds by now."""
    folder = shutil.copytree(ROUNDS / "_eerder", tmp_path / "rounds" / OLD, ignore=shutil.ignore_patterns("build"))
    swap(folder, "round.yml", "_eerder", OLD)
    adopt(folder)
    swap(folder, "inputs/parameters.csv", "herhaald;2023-01;;120;", "herhaald;2023-01;;620;")
    scored = []
    monkeypatch.setattr(record_page, "record_of", lambda root, opened: scored.extend(opened))
    monkeypatch.setattr(record_page, "tables", lambda record: ())
    record_page.record_page(read_contents(tmp_path / "rounds"))
    assert [each.inputs.folder for each in scored] == [folder / "versions" / "definitief" / "data"]


def test_a_round_is_not_read_again_for_a_version_that_was_made_from_the_same(tmp_path, monkeypatch):
    """Whatever was decided since; its figures are those of the version."""
    folder = shutil.copytree(ROUNDS / "_eerder", tmp_path / "rounds" / OLD, ignore=shutil.ignore_patterns("build"))
    swap(folder, "round.yml", "_eerder", OLD)
    data = adopt(folder)
    (folder / "text" / "noot.md").parent.mkdir(exist_ok=True)
    (folder / "text" / "noot.md").write_text("Een noot van later.\n", encoding="utf-8")
    scored = []
    monkeypatch.setattr(record_page, "record_of", lambda root, opened: scored.extend(opened))
    monkeypatch.setattr(record_page, "tables", lambda record: ())
    monkeypatch.setattr(record_page, "open_that_counts", None)
    record_page.record_page(read_contents(tmp_path / "rounds"))
    (each,) = scored
    assert each.inputs.folder == data
    assert each.version == "definitief"
