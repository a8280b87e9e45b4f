"""What is open of what reviewers said stands in the papers that are decided on.

All of it in the nota, each partner's own on its sheet.
"""

from datetime import date

import pytest
import yaml

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.present.besluiten.position_tables import objections_table, open_comments_table
from mpp_lib.present.impact.open_points import open_points_text
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.production.impact_sheets import SHEETS
from mpp_lib.production.open_round import open_round
from mpp_lib.report.impact import Impactblad
from mpp_lib.report.oplegnota import Oplegnota
from mpp_lib.report.sources import VALUES_FILE
from tests.support.decided import as_file, decided, entry
from tests.support.reviewed import (
    COA,
    annotation,
    comment_id,
    keep_version,
    on_cell,
    on_words,
    results,
    reviewed_round,
    said,
    write,
)

HOSTILE = "De *piek* <b>ligt</b> hoger {{< meta x >}} @sec-x $y$ 🙂"
SHOWN = r"De \*piek\* \<b\>ligt\</b\> hoger \{\{\< meta x \>\}\} \@sec-x \$y\$ ?"


@pytest.fixture
def folder(tmp_path):
    """A round on route B, IND objecting: of six comments on three versions one is settled and one withdrawn."""
    folder = reviewed_round(tmp_path / "rounds", versions=("prognose-1", "concept-1", "concept-2"))
    settings = folder / "round.yml"
    settings.write_text(settings.read_text("utf-8").replace("previous: _eerder\n", ""), encoding="utf-8")
    closed = annotation("dicht", on_words("sec-samenvatting-a1"), said("Al besproken"))
    again = annotation("weer", on_words("sec-samenvatting-a2"), said("Toch niet"), modified="2024-09-20T10:00:00Z")
    items = [
        annotation("klaar", on_words("sec-samenvatting-a1"), said("Verwerkt")),
        closed | {"mpp:stand": "afgehandeld"},
        again | {"mpp:stand": "open"},
        annotation("cel", on_cell(1, 3, (COA, "medio", "2025")), said(HOSTILE, "feitelijke onjuistheid")),
        annotation("ind", on_words("sec-samenvatting-a3"), said("Vervalt dit?"), partner="IND", version="concept-2"),
        annotation("vraag", on_words("sec-samenvatting-a1"), said("Waarom?"), version="prognose-1"),
    ]
    import_comments(folder, [write(tmp_path / "r.json", *items)])
    rows = [f"{comment_id(name)};concept-1;niet;Het klopt;APM;2024-09-10" for name in ("klaar", "weer")]
    text = "\n".join(["opmerking;versie;verwerking;reden;door;datum", *rows, ""])
    (folder / "review" / "verwerking.csv").write_text(text, encoding="utf-8")
    decide(folder, {"partner": "IND", "word": "bezwaar", "about": "keten", "objection": "De *uitstroom* is te hoog."})
    return folder


def decide(folder, *words):
    steps = decided(*(("rapportage", step) for step in ("v1", "v2", "v3")))
    given = (entry("rapportage", "", date(2024, 2, 1)) | word for word in words)
    log = (*steps, *given, entry("rapportage", "geen consensus", date(2024, 3, 1)))
    (folder / "decisions.yml").write_text(as_file(log), encoding="utf-8")


def gathered(folder, target) -> tuple[dict, dict[str, str]]:
    nota = Oplegnota(folder)
    nota.build.notebooks.mkdir(parents=True, exist_ok=True)
    nota.open().gather(target)
    texts = {path.name: path.read_text("utf-8") for path in target.rglob("*.qmd")}
    return yaml.safe_load((target / VALUES_FILE).read_text("utf-8"))["nota"], texts


def test_the_nota_has_every_comment_that_is_open(folder, tmp_path):
    """Of every version, in the words of the partner, those of a partner that objects in front; closed ones are gone."""
    table = open_comments_table(open_round(folder))
    assert table.texts() == [
        ["concept-2", "vraag", "Samenvatting", "Vervalt dit?", "nog niet verwerkt"],
        [
            "concept-1",
            "feitelijke onjuistheid",
            "Bezetting: COA, bezetting (medio, 2025)",
            HOSTILE.replace("🙂", "?"),
            "nog niet verwerkt",
        ],
        ["concept-1", "vraag", "Samenvatting", "Toch niet", "niet: Het klopt"],
        ["prognose-1", "vraag", "Samenvatting", "Waarom?", "nog niet verwerkt"],
    ]
    assert table.groups()[0] == "IND (niet bevestigd)"
    assert "<b>" not in table_html(table)
    words, texts = gathered(folder, tmp_path / "render")
    assert words["reacties"] == (
        "Op de versies van deze ronde staan nog 4 reacties van 2 partners open. "
        "Die van partners met een openstaand bezwaar staan vooraan: 1."
    )
    assert "tbl-open-reacties" in texts["_open_reacties.qmd"]


def test_without_any_the_nota_says_so(folder, tmp_path):
    """And asks for no table."""
    said = [*((name, "concept-1") for name in ("klaar", "weer", "cel")), ("ind", "concept-2"), ("vraag", "prognose-1")]
    rows = [f"{comment_id(one)};{on};verwerkt;;APM;2024-09-21" for one, on in said]
    text = "\n".join(["opmerking;versie;verwerking;reden;door;datum", *rows, ""])
    (folder / "review" / "verwerking.csv").write_text(text, encoding="utf-8")
    words, texts = gathered(folder, tmp_path / "render")
    assert words["reacties"] == "Op de versies van deze ronde staat geen reactie meer open."
    assert texts["_open_reacties.qmd"] == ""


def test_a_sheet_has_those_of_its_own_partner(folder):
    """What is wrong before what is asked, never as markup; how many more there are is said, and a risk stays."""
    result = open_round(folder)
    lines = open_points_text(result, SHEETS["coa"]).splitlines()
    place = "Bezetting: COA, bezetting (medio, 2025)"
    assert lines[0] == f"- **Feitelijke onjuistheid** (niet bevestigd), concept-1, {place}: {SHOWN}"
    assert lines[1] == "- **Vraag** (niet bevestigd), concept-1, Samenvatting: Toch niet"
    assert lines[2] == "- Verder staat van deze partner nog 1 reactie open."
    assert lines[3].startswith("- **Risico R1**")
    own = open_points_text(result, SHEETS["ind"]).splitlines()
    assert own[0] == r"- **Bezwaar**, 1 februari 2024: De \*uitstroom\* is te hoog."
    assert own[1] == "- **Vraag** (niet bevestigd), concept-2, Samenvatting: Vervalt dit?"
    assert not [line for line in own[2:] if "Risico" not in line and "Kans" not in line]


def test_what_was_taken_back_is_no_objection(folder):
    """A later word of the partner counts, on its sheet as in the nota."""
    same = {"partner": "IND", "about": "keten"}
    decide(
        folder, same | {"word": "bezwaar", "objection": "Te hoog."}, same | {"word": "geen bezwaar", "objection": ""}
    )
    result = open_round(folder)
    assert "Bezwaar" not in open_points_text(result, SHEETS["ind"])
    assert open_comments_table(result).groups()[0] == "COA (niet bevestigd)"


def test_the_nota_counts_the_objections_that_its_table_has(folder, tmp_path):
    """Also those to what the report rests on."""
    said = {"word": "bezwaar", "about": "keten", "objection": "Te hoog."}
    decide(folder, {"partner": "IND", **said}, {"partner": "COA", "product": "productiemodel", **said})
    assert len(objections_table(open_round(folder)).rows) == 2
    words, _ = gathered(folder, tmp_path / "render")
    assert words["bezwaren"] == "Tegen de rapportage en waar zij op rust staan 2 bezwaren open."
    assert words["reacties"].endswith("staan vooraan: 4.")


def test_both_are_made_again_when_something_is_settled(folder):
    """Or a version comes in which a place is looked for; a paper that is kept makes none again."""

    def keys():
        return {Oplegnota(folder).key("builtin"), Impactblad(folder, "coa").key("builtin")}

    first = keys()
    assert keys() == first
    file = folder / "review" / "verwerking.csv"
    file.write_text(file.read_text("utf-8").replace("Het klopt", "Het klopt echt"), encoding="utf-8")
    second = keys()
    assert not first & second
    keep_version(folder, "nota-1", "<p>Een nota</p>", results({}), "oplegnota")
    assert keys() == second
    keep_version(folder, "model-1", "<p>Een pagina</p>", results({}), "productiemodel")
    assert not second & keys()
