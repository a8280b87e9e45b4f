"""What a nota to the Topberaad needs, and what the decisions and the analyst's texts make of it."""

from pathlib import Path

import pytest
import yaml

from mpp_lib.archive.frozen_files import frozen_product
from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.report.analyst_texts import check_report
from mpp_lib.report.oplegnota import Oplegnota
from mpp_lib.report.signaalnota import Signaalnota
from mpp_lib.report.sources import COVER_KEYS, VALUES_FILE
from tests.support.decided import as_file, decided
from tests.support.small_rounds import NEW, small_rounds

UNTIL = Month(2024, 7)
TO_V3 = (("rapportage", "v1"), ("rapportage", "v2"), ("rapportage", "v3"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_rounds(tmp_path) / NEW


def put(folder: Path, *steps: str) -> None:
    log = decided(*TO_V3, *(("rapportage", step) for step in steps))
    (folder / "decisions.yml").write_text(as_file(log), encoding="utf-8")


def say(folder: Path, file: str, text: str) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")


def gathered(product, target: Path) -> tuple[dict, dict[str, str]]:
    """The values that the templates name, and every text of the sources."""
    product.build.notebooks.mkdir(parents=True, exist_ok=True)
    product.open().gather(target)
    values = yaml.safe_load((target / VALUES_FILE).read_text("utf-8"))
    return values, {path.name: path.read_text("utf-8") for path in target.rglob("*") if path.suffix in (".qmd", ".md")}


@pytest.mark.parametrize(
    ("steps", "route", "behalf", "left_out"),
    [
        (["consensus"], "A", "namens de MPP-werkgroep", "_route_b.qmd"),
        (["geen consensus"], "B", "namens de Directie Regie Migratieketen (DRM)", "_route_a.qmd"),
        (["geen consensus", "escalatie"], "B", "namens de Directie Regie Migratieketen (DRM)", "_route_a.qmd"),
        (["geen consensus", "escalatie", "consensus"], "A", "namens de MPP-werkgroep", "_route_b.qmd"),
    ],
)
def test_the_nota_is_that_of_its_route(steps, route, behalf, left_out, folder, tmp_path):
    """On whose behalf it goes, and nothing of the other route."""
    put(folder, *steps)
    values, texts = gathered(Oplegnota(folder), tmp_path / "render")
    assert set(COVER_KEYS) <= set(values["rapport"])
    assert (values["nota"]["route"], values["nota"]["namens"]) == (route, behalf)
    assert [name for name in ("_route_a.qmd", "_route_b.qmd") if not texts[name]] == [left_out]
    assert values["rapport"]["merk"] == "Concept, voor intern gebruik"
    escalated = "Er is geëscaleerd op" in values["nota"]["escalatie"]
    assert escalated == ("escalatie" in steps)


@pytest.mark.parametrize("steps", [[], ["escalatie"], ["consensus", "niet vastgesteld", "bijstellen"]])
def test_without_a_word_of_the_werkgroep_there_is_no_route(steps, folder):
    """Nor a folder to build in."""
    put(folder, *steps)
    with pytest.raises(InputError, match="nog niet gezegd of er consensus is"):
        Oplegnota(folder).open()
    assert not (folder / "build").exists()


def test_the_texts_are_the_analysts_and_what_is_missing_is_said(folder, tmp_path):
    """Each in its place; the nota never fills in a consideration."""
    put(folder, "geen consensus")
    say(folder, "text/oplegnota/overwegingen.md", "De partners wegen de uitstroom verschillend.\n")
    _, texts = gathered(Oplegnota(folder), tmp_path / "render")
    assert texts["overwegingen.md"].strip() == "De partners wegen de uitstroom verschillend."
    assert "ontbreken nog" in texts["oplossingen.md"]
    assert "text/oplegnota/oplossingen.md" in texts["oplossingen.md"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("overweging.md", "x\n", "dit bestand wordt niet gelezen"),
        ("vraag.md", "Zie @sec-weg.\n", "verwijzing '@sec-weg' wijst nergens heen"),
        ("vraag.md", "<script>x</script>\n", ""),
        ("vraag.md", "{{< meta cijfers.coa_bezetting.jaar1.medio >}}\n", ""),
        ("vraag.md", "BSN 111222333\n", ""),
    ],
)
@pytest.mark.parametrize("place", ["text/oplegnota", "monitor/2024-07/signaalnota"])
def test_a_text_that_cannot_be_shown_is_refused(place, name, text, problem, folder):
    """By the nota and by check, in the same words, at its file."""
    name = name.replace("vraag", "aanleiding") if place.startswith("monitor") else name
    put(folder, "consensus")
    say(folder, f"{place}/{name}", text)
    product = Oplegnota(folder) if place.startswith("text") else Signaalnota(folder, UNTIL)
    with pytest.raises(InputError) as refused:
        product.open()
    assert {one.file for one in refused.value.problems} == {f"{place}/{name}"}
    checked = [one for one in check_report(folder).problems if one.file.startswith(place)]
    assert {str(one) for one in checked} == {str(one) for one in refused.value.problems}
    assert not problem or problem in {one.problem for one in checked}


def test_a_text_of_a_nota_is_none_of_the_report(folder):
    """Neither its check nor its state changes by it, and no notebook runs again for it."""
    put(folder, "consensus")
    before = check_report(folder)
    product = Oplegnota(folder)
    keys = [task.key for task in product.tasks()], product.key("builtin")
    say(folder, "text/oplegnota/vraag.md", "Een vraag.\n")
    say(folder, "monitor/2024-07/signaalnota/aanleiding.md", "Een signaal.\n")
    assert check_report(folder) == before
    product = Oplegnota(folder)
    assert [task.key for task in product.tasks()] == keys[0]
    assert product.key("builtin") != keys[1]


def test_a_signal_needs_no_early_round(folder, tmp_path):
    """It says how far its edition is, and that no advice was noted."""
    values, texts = gathered(Signaalnota(folder, UNTIL), tmp_path / "eerst")
    assert values["nota"]["stand"].startswith("De werkgroep heeft deze editie nog niet besproken")
    assert "geen advies" in texts["advies.md"]
    log = decided(("monitor-2024-07", "besproken"), ("monitor-2024-07", "signaal"))
    (folder / "decisions.yml").write_text(as_file(log), encoding="utf-8")
    say(folder, "monitor/2024-07/signaalnota/advies.md", "De werkgroep onderzoekt nog.\n")
    values, texts = gathered(Signaalnota(folder, UNTIL), tmp_path / "daarna")
    assert "die het Topberaad over afwijkingen informeert" in values["nota"]["stand"]
    assert texts["advies.md"].strip() == "De werkgroep onderzoekt nog."


def test_a_version_keeps_the_texts_of_its_nota_and_the_planning(folder):
    """Those of the oplegnota with the report, those of a signaalnota with its edition."""
    nota, signal = "text/oplegnota/vraag.md", "monitor/2024-07/signaalnota/aanleiding.md"
    for file in (nota, signal, "planning.csv"):
        say(folder, file, "x\n")
    kept = {name: set(frozen_product(folder, name).sources()) for name in ("rapportage", "prognose", "monitor-2024-07")}
    assert {nota, "planning.csv"} <= kept["rapportage"]
    assert {signal, "planning.csv"} <= kept["monitor-2024-07"]
    assert not {nota, signal} & kept["prognose"]
    assert nota not in kept["monitor-2024-07"]
