"""The sheets of the impact group with the real command line: two well-filled pages each, readable on a small screen."""

from pathlib import Path

import pikepdf
import pytest

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.archive.verify import verify
from mpp_lib.inputs.declared.papers import IMPACTBLAD
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.production.impact_sheets import SHEETS
from tests.support.decided import as_file, entry
from tests.support.page_fill import fill_of
from tests.support.pdf_text import page_text
from tests.support.reviewed import COA, annotation, comment_id, on_cell, reviewed_round, said, write
from tests.support.short_papers import made, stays_within_screens, workplace_of
from tests.support.workplace import BEFORE, SMALL, Workplace

SHOWN = "coa"
HEAD = "partner;gremium;groep;rol;levert;ontvangt"
LONG = "De uitstroom ligt in de praktijk anders dan hier staat; dat volgt uit de telling die wij aanleverden. " * 4


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """Every partner said more than a sheet can hold."""
    folder = tmp_path_factory.mktemp("impact")
    place = workplace_of(folder, BEFORE)
    reviewed = reviewed_round(folder / "rounds")
    names = [partner_named(sheet.partner).short for sheet in SHEETS.values()]
    lines = [f"{name};werkgroep;impact;lid;;rapportage" for name in names]
    (reviewed / "registers" / "partners.csv").write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    on = on_cell(1, 3, (COA, "medio", "2025"))
    items = [
        annotation(f"{name} {number}", on, said(LONG, "feitelijke onjuistheid"), partner=name)
        for name in names
        for number in range(4)
    ]
    import_comments(reviewed, [write(folder / "reacties.json", *items)])
    given = {"word": "bezwaar", "about": "keten", "objection": LONG}
    log = tuple(
        entry(product, "") | {"partner": name, **given}
        for name in names
        for product in ("rapportage", "productiemodel")
    )
    (reviewed / "decisions.yml").write_text(as_file(log), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def files(place) -> list[Path]:
    return made(place, IMPACTBLAD, "--partner", SHOWN)


def two_well_filled_pages(pdf: Path) -> None:
    fills = fill_of(pdf)
    assert len(fills) == 2, fills
    assert min(fills) >= 0.6, fills


def test_it_is_two_pages_that_are_well_filled(files):
    """The second one has what changed, what it depends on and what stands open; each says for whom it is."""
    two_well_filled_pages(files[1])
    with pikepdf.open(files[1]) as pdf:
        first, second = (page_text(page).replace(" ", "") for page in pdf.pages)
    assert "CentraalOrgaanopvangasielzoekers(COA)" in first
    more = "Verderstaanvandezepartnernog1bezwaaren3reactiesopen."
    for told in ("Waterveranderde", "Waarhetvanafhangt", "Watnogopenstaat", "Feitelijkeonjuistheid", more, "RisicoR1"):
        assert told in second


def test_on_a_small_and_a_wide_screen(browser, files):
    stays_within_screens(browser, files[0])


@pytest.mark.long
def test_it_is_kept_as_a_version_while_it_is_what_would_be_made_now(place, files):
    """With page, PDF and the numbers that it shows; after another comment it has to be made again."""
    asked = "freeze", SMALL, "--product", f"impactblad-{SHOWN}", "--as"
    place.mpp(*asked, "coa-1")
    data = place.round() / "versions" / "coa-1" / "data"
    assert [(data / "report" / file.name).read_bytes() for file in files] == [file.read_bytes() for file in files]
    found, _ = verify(place.folder / "rounds", f"{SMALL}/coa-1")
    assert (found.bag, found.refused, found.numbers.differing) == ((), (), ())
    assert found.numbers.compared > 0
    settled = place.round() / "review" / "verwerking.csv"
    settled.write_text(
        f"opmerking;versie;verwerking;reden;door;datum\n{comment_id('COA 0')};concept-1;verwerkt;;APM;2024-09-20\n",
        encoding="utf-8",
    )
    told = place.mpp(*asked, "coa-2", expect=1).stderr
    settled.unlink()
    assert f"maak eerst: mpp produce {SMALL} --product impactblad --partner {SHOWN}." in told


@pytest.mark.long
@pytest.mark.parametrize("partner", [name for name in SHEETS if name != SHOWN])
def test_so_is_that_of_every_other_partner(place, partner):
    """Whatever its figures."""
    (pdf,) = made(place, IMPACTBLAD, "--partner", partner, "--to", "pdf")
    two_well_filled_pages(pdf)
