"""The site for an audience: what was frozen for it or a wider one, and no word of anything else."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.archive.audience import reaches
from mpp_lib.archive.site import build
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.declared.round import AUDIENCES
from mpp_lib.inputs.versions import AUDIENCE, Version, registered
from tests.support.changed_round import swap, write_ledger
from tests.support.sites import few_indicators
from tests.support.small_rounds import lone_round
from tests.support.versions import adopt, keep, say

NAME, ONLY_NARROW = "2024-1", "2022-1"
SECRET = "Vertrouwelijk rondje"


def make_site(root: Path, out: Path | None, audience: str) -> Path:
    with few_indicators():
        return build.make_site(root, out, audience)


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A round with a version for the werkgroep, one for everyone, and one for the APM alone after it."""
    root = tmp_path_factory.mktemp("archief") / "rounds"
    folder = lone_round(root, NAME)
    for name, audience in (("werkstuk-7", "werkgroep"), ("brede-editie", "openbaar"), ("geheim-9", "apm")):
        write_ledger(folder, f"2024-04-02;inputs/parameters.csv;*;;;IND;reden van {name};werkgroep;")
        (folder / "report").mkdir(exist_ok=True)
        (folder / "report" / f"MPP-{name}.html").write_text(f"<p>{name}</p>", encoding="utf-8")
        adopt(folder, name, info=[(AUDIENCE, audience)])
        (folder / "report" / f"MPP-{name}.html").unlink()
    swap(folder, "round.yml", "title: Toetsronde", f"title: {SECRET}")
    keep(root, f"{ONLY_NARROW}/kleine-kring-3", "rapportage", (AUDIENCE, "groep"))
    return root


@pytest.fixture(scope="module")
def told(root, tmp_path_factory) -> dict[str, str]:
    """Path → text of everything on the site for the werkgroep."""
    site = make_site(root, tmp_path_factory.mktemp("stick") / "site", "werkgroep").parent
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode()
        for path in site.rglob("*")
        if path.is_file() and "methode" not in path.parts
    }


def _named(told: dict[str, str], words: str) -> list[str]:
    return [path for path, text in told.items() if words in path or words in text]


def test_what_is_for_the_audience_or_a_wider_one_is_there(told, root):
    """On the first page and in the ledger, to be found and cited, with its documents."""
    heads = {version.name: version.head for version in registered(root)}
    for name in ("werkstuk-7", "brede-editie"):
        for page in ("index.html", "wijzigingen.html", "citeren.html", "citaten.bib", "citaten.json"):
            assert name in told[page], (name, page)
        assert heads[name] in told["index.html"]
        assert told[f"documenten/{NAME}/{name}/MPP-{name}.html"] == f"<p>{name}</p>"
    assert "versie brede-editie, vastgesteld" in told["indicator/coa.bezetting.html"]


def test_nothing_of_a_narrower_version_stands_anywhere(told, root):
    """Not its name, kop, documents or ledger; not the round of which there is nothing else; no working folder."""
    heads = {version.name: version.head for version in registered(root)}
    narrower = ("geheim-9", "kleine-kring-3")
    rounds = (f"Ronde {ONLY_NARROW}", f"ronde-{ONLY_NARROW}", f"/{ONLY_NARROW}/", f"werkmap-{NAME}")
    for words in (*narrower, *map(heads.__getitem__, narrower), *rounds, SECRET):
        assert _named(told, words) == [], words


def test_figures_and_realisations_are_those_of_the_versions(root, tmp_path):
    """A realisation that came into the working folder later is not told."""
    moved = Path(shutil.copytree(root, tmp_path / "rounds", copy_function=shutil.copyfile))
    realised = moved / NAME / "inputs" / "realisaties.csv"
    text = realised.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("coa.bezetting;") or ";coa.bezetting;" in line)
    number = row.split(";")[2]
    realised.write_text(text.replace(row, row.replace(number, "87654321", 1)), encoding="utf-8", newline="\n")
    site = make_site(moved, tmp_path / "site", "werkgroep").parent
    assert "87.654.321" not in (site / "indicator" / "coa.bezetting.html").read_text(encoding="utf-8")


def test_a_version_that_was_altered_is_not_shown(root, tmp_path):
    """Whoever alters bag-info.txt, makes a version wider than it was."""
    moved = Path(shutil.copytree(root, tmp_path / "rounds", copy_function=shutil.copyfile))
    info = moved / NAME / "versions" / "geheim-9" / "bag-info.txt"
    info.write_text(info.read_text(encoding="utf-8").replace(": apm", ": openbaar"), encoding="utf-8", newline="\n")
    site = make_site(moved, tmp_path / "site", "werkgroep").parent
    assert "geheim-9" not in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_one_site_does_not_stand_for_another(root, tmp_path):
    """The same folder, asked for another audience, is made again."""
    for audience, there in (("openbaar", False), ("werkgroep", True)):
        page = make_site(root, tmp_path / "site", audience)
        assert ("werkstuk-7" in page.read_text(encoding="utf-8")) is there


@pytest.mark.parametrize(
    ("audience", "out", "told"), [("iedereen", True, "deze doelgroep is er niet"), ("apm", False, "zonder de rondes")]
)
def test_what_cannot_be_is_refused(root, tmp_path, audience, out, told):
    with pytest.raises(InputError, match=told):
        make_site(root, tmp_path / "site" if out else None, audience)


def test_an_audience_holds_those_before_it(tmp_path):
    """For whoever is wider; without a word about it for nobody."""
    for said in (*AUDIENCES, "iedereen"):
        say(tmp_path, f"{NAME}/{said}", f"{AUDIENCE}: {said}")
    say(tmp_path, f"{NAME}/niets")

    def version(name):
        return Version(tmp_path, NAME, name, "rapportage", "concept", "")

    for at, asked in enumerate(AUDIENCES):
        assert [said for said in AUDIENCES if reaches(version(said), asked)] == list(AUDIENCES[at:])
        assert not reaches(version("iedereen"), asked)
        assert not reaches(version("niets"), asked)
