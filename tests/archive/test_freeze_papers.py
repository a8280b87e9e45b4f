"""What goes to the Topberaad, a partner or the budget is kept as a version too, with the state of what it tells of."""

import csv
import io
from pathlib import Path

import pytest

from mpp_lib.archive.freeze import freeze
from mpp_lib.archive.freezing import Freezing
from mpp_lib.archive.frozen_files import frozen_product
from mpp_lib.archive.site.build import make_site
from mpp_lib.archive.verify import verify
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.versions import RESTS_ON, Version
from mpp_lib.production.impact_sheets import SHEETS
from tests.support.decided import as_file, decided
from tests.support.frozen import make_paper, make_report, nothing_stale, wrong
from tests.support.sites import few_indicators
from tests.support.small_rounds import lone_round

NAME, UNTIL = "2024-1", "2024-07"
PAPERS = ("oplegnota", "volumes", "impactblad-coa", f"signaalnota-{UNTIL}")
STEPS = (("prognose", "vastgesteld"), ("rapportage", "v1"), ("rapportage", "v2"))
TEXTS = {"oplegnota": "text/oplegnota/vraag.md", f"signaalnota-{UNTIL}": f"monitor/{UNTIL}/signaalnota/aanleiding.md"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round that was discussed, with an edition that was not."""
    folder = lone_round(tmp_path / "rounds", NAME)
    (folder / "decisions.yml").write_text(as_file(decided(*STEPS)), encoding="utf-8")
    return folder


def kept(folder: Path, name: str, product: str, audience: str = "apm") -> Version:
    with nothing_stale():
        return freeze(Freezing(folder, name, product, audience))


@pytest.mark.parametrize("product", PAPERS)
def test_a_paper_is_a_version_of_its_own(product, folder):
    """With its document, its own words, the table that it shows, and what that is computed from again."""
    if product in TEXTS:
        (folder / TEXTS[product]).parent.mkdir(parents=True, exist_ok=True)
        (folder / TEXTS[product]).write_text("Een zin.\n", encoding="utf-8")
    make_paper(folder, product)
    version = kept(folder, "stuk-1", product)
    assert (version.data / "report" / f"MPP-{product}-{NAME}.html").read_text("utf-8") == f"Het stuk {product}\n"
    assert (version.state, version.product) == ("concept" if UNTIL in product else "besproken", product)
    assert product not in TEXTS or (version.data / TEXTS[product]).is_file()
    found, _ = verify(folder.parent, f"{NAME}/stuk-1")
    assert found.ok, found.problems
    assert wrong(folder.parent) == set()


def test_the_table_of_a_sheet_is_that_of_its_partner(folder):
    """Not of the whole chain."""
    make_paper(folder, "impactblad-nidos")
    rows = csv.DictReader(
        io.StringIO((kept(folder, "stuk-1", "impactblad-nidos").data / "results.csv").read_text("utf-8")), delimiter=";"
    )
    assert {row["indicator"] for row in rows} == set(SHEETS["nidos"].table)


def test_it_rests_on_the_version_of_the_report_and_on_the_paper_before_it(folder):
    """And a paper that was kept makes no report, and no other paper, to be made again."""
    make_report(folder)
    report = kept(folder, "concept-1", "rapportage")
    for product in PAPERS[:3]:
        make_paper(folder, product)
    before = {product: frozen_product(folder, product).report.key("builtin") for product in ("rapportage", *PAPERS)}
    first = kept(folder, "nota-1", "oplegnota")
    second = kept(folder, "nota-2", "oplegnota")
    other = kept(folder, "coa-1", "impactblad-coa")
    assert first.info[RESTS_ON] == other.info[RESTS_ON] == (report.reference,)
    assert second.info[RESTS_ON] == (first.reference, report.reference)
    assert {name: frozen_product(folder, name).report.key("builtin") for name in before} == before
    assert wrong(folder.parent) == set()


def test_a_second_paper_of_an_adopted_round_follows_the_first(folder):
    """The folder is what its adopted report holds, and no paper: each that was sent stays the one before."""
    steps = "v1", "v2", "v3", "consensus", "vastgesteld"
    log = decided(
        ("prognose", "vastgesteld"), ("productiemodel", "vastgesteld"), *(("rapportage", one) for one in steps)
    )
    (folder / "decisions.yml").write_text(as_file(log), encoding="utf-8")
    make_paper(folder, "volumes")
    first, second = (kept(folder, name, "volumes") for name in ("volumes-1", "volumes-2"))
    assert (first.state, second.info[RESTS_ON]) == ("vastgesteld", (first.reference,))
    assert wrong(folder.parent) == set()


@pytest.mark.parametrize(
    ("product", "remedy"),
    [
        ("oplegnota", f"mpp produce {NAME} --product oplegnota"),
        ("volumes", f"mpp produce {NAME} --product volumes"),
        ("impactblad-coa", f"mpp produce {NAME} --product impactblad --partner coa"),
        (f"signaalnota-{UNTIL}", f"mpp monitor {NAME} --until {UNTIL} --signaalnota"),
    ],
)
def test_what_was_not_made_is_refused_with_the_command(product, remedy, folder):
    """The real rule: a file that lies there was not made by a run."""
    make_paper(folder, product)
    with pytest.raises(InputError, match=f"maak eerst: {remedy}\\."):
        freeze(Freezing(folder, "stuk-1", product))


@pytest.mark.parametrize("product", ["impactblad-rvs", "impactblad-", "signaalnota-2024-13", "signaalnota"])
def test_a_paper_that_does_not_exist_is_refused(product, folder):
    """A partner without a sheet, an edition of no month."""
    with pytest.raises(InputError, match="dit product is er niet"):
        freeze(Freezing(folder, "stuk-1", product))


@pytest.mark.parametrize("product", PAPERS[:3])
def test_it_goes_no_further_than_the_partners_agreed(product, folder):
    """As the report does: it has their figures, and the files to compute them again."""
    (folder / "inputs" / "leveringen.csv").write_text(
        "bestand;partner;versie;status;doelgroepen;datum\nind_prognoseplan.csv;IND;v1;concept;groep;2024-04-02\n",
        encoding="utf-8",
    )
    make_paper(folder, product)
    assert kept(folder, "stuk-1", product, "groep").info["MPP-Audience"] == ("groep",)
    with pytest.raises(InputError, match=r"IND deelt ind_prognoseplan\.csv niet met topberaad"):
        kept(folder, "stuk-2", product, "topberaad")


def test_the_site_of_an_audience_has_the_papers_that_are_for_it(folder, tmp_path):
    """With their documents; what went to one partner is not for the Topberaad, and no paper has a state of its own."""
    for product in PAPERS[:3]:
        make_paper(folder, product)
    kept(folder, "nota-1", "oplegnota", "topberaad")
    kept(folder, "coa-1", "impactblad-coa")
    with few_indicators():
        site = make_site(folder.parent, tmp_path / "site", "topberaad").parent
    page = (site / "index.html").read_text("utf-8")
    assert "Versie nota-1: oplegnota" in page
    assert (site / "documenten" / NAME / "nota-1" / f"MPP-oplegnota-{NAME}.html").is_file()
    assert "<dt>Oplegnota</dt>" not in page
    assert "coa-1" not in page
