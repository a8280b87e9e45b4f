"""What a renderer reads is gathered in one folder, the same for the same round."""

import dataclasses
import hashlib
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import yaml

from mpp_lib.base.dutch import month_name
from mpp_lib.base.errors import RenderError
from mpp_lib.base.result_table import to_csv
from mpp_lib.compare.evaluation.track_record import TrackRecord, record_before
from mpp_lib.compare.monitor.build import last_before
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.report.gather import ALTERNATIVES, NO_TEXT, gather, left_out
from mpp_lib.report.sources import COVER_KEYS
from mpp_lib.report.template_labels import labels_of
from tests.support.decided import decided

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
EXAMPLES = Path(__file__).resolve().parents[2] / "rounds"
TEMPLATES = Path(__file__).resolve().parents[2] / "report_templates" / "rapportage"


@pytest.fixture(scope="module")
def result():
    return open_round(ROUNDS / "_klein")


@pytest.fixture(scope="module")
def previous(result):
    return open_previous(result)


@pytest.fixture(scope="module")
def record(result):
    return record_before(result)


@pytest.fixture
def notebooks(tmp_path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "01_terugblik.ipynb").write_text("{}", encoding="utf-8")
    (folder / "01_terugblik.key").write_text("sleutel", encoding="utf-8")
    return folder


def with_settings(result, **changes):
    inputs = result.inputs
    return dataclasses.replace(
        result, inputs=dataclasses.replace(inputs, settings=inputs.settings.model_copy(update=changes))
    )


def with_texts(result, **texts):
    return dataclasses.replace(result, inputs=dataclasses.replace(result.inputs, texts=texts))


NOTHING = TrackRecord((), (), (), (), (), pd.DataFrame(), (), ())


def gathered(result, previous, notebooks, target, record=NOTHING, monitor=None) -> dict[str, bytes]:
    gather(result, previous, record, monitor, TEMPLATES, notebooks, target)
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def cover_of(files):
    return yaml.safe_load(files["cijfers.yml"])["rapport"]


def test_holds_everything_a_renderer_reads(result, previous, notebooks, tmp_path):
    """Templates, shared assets, notebooks without their keys, texts and figures stand side by side."""
    files = gathered(result, previous, notebooks, tmp_path / "render")
    layout = {"_extensions/mpp/rapport.css", "_extensions/mpp/_extension.yml"}
    assert {"rapportage.qmd", "_samenvatting.qmd", "text/samenvatting.md", "cijfers.yml", *layout} <= set(files)
    assert [name for name in files if name.startswith("notebooks/")] == ["notebooks/01_terugblik.ipynb"]


def test_the_last_monitor_comes_whole(result, previous, notebooks, tmp_path):
    """Every template of the monitor is included in the annex, with its texts and what it names.

    But for its deep-dives, which are of the analyst and of that edition alone: labels of theirs may be of this round.
    """
    made = last_before(result, previous)
    files = gathered(result, previous, notebooks, tmp_path / "render", monitor=made)
    annex = files["_bijlage_monitor.qmd"].decode()
    chapters = set(re.findall(r"include monitor/(_\w+\.qmd)", files["monitor/monitor.qmd"].decode())) - {
        *("_cijfers.qmd", "_verdiepingen.qmd")
    }
    assert len(chapters) > 4
    assert set(re.findall(r"include monitor/(_\w+\.qmd)", annex)) == chapters
    assert yaml.safe_load(files["cijfers.yml"])["monitor"]["maand"] == month_name(made.until)
    told = "".join(files[f"text/{name}.md"].decode() for name in ("kort", "inleiding", "vlaggen", "duiding_overige"))
    assert all(words in told for words in (made.commentary.opening, *made.commentary.by_indicator.values()))


def test_no_label_is_given_by_the_report_and_by_the_monitor_in_its_annex():
    """They are numbered in one document."""
    own, monitor = labels_of(TEMPLATES, "rapportage", ALTERNATIVES), labels_of(TEMPLATES.parent / "monitor", "monitor")
    assert len(monitor) > 10
    assert own.keys() & monitor.keys() == set()
    assert monitor.keys() <= labels_of(TEMPLATES, "rapportage").keys()


def test_no_template_breaks_a_page_by_hand():
    """Where a page ends follows from rules, for every report."""
    templates = list(TEMPLATES.parent.rglob("*.qmd"))
    assert len(templates) > 30
    assert [file.name for file in templates if "pagebreak" in file.read_text("utf-8")] == []


def test_twice_the_same(result, previous, notebooks, tmp_path):
    """The same round gives the same files, byte for byte."""
    assert gathered(result, previous, notebooks, tmp_path / "a") == gathered(
        result, previous, notebooks, tmp_path / "b"
    )


def test_a_given_text_stands_as_it_is_and_a_missing_one_says_so(result, previous, notebooks, tmp_path):
    """The round gives text/samenvatting.md and no text/risicos.md."""
    files = gathered(result, previous, notebooks, tmp_path / "render")
    assert files["text/samenvatting.md"] == (ROUNDS / "_klein" / "text" / "samenvatting.md").read_bytes()
    assert files["text/risicos.md"].decode() == NO_TEXT == "Voor deze ronde is geen toelichting aangeleverd.\n"


def test_refuses_texts_without_a_place(result, previous, notebooks, tmp_path):
    """Prose that no chapter includes would be lost in silence."""
    misspelt = with_texts(result, samenvating="x", risicos="y", extra="z")
    with pytest.raises(RenderError) as refused:
        gather(misspelt, previous, NOTHING, None, TEMPLATES, notebooks, tmp_path / "render")
    assert "text/samenvating.md" in str(refused.value)
    assert "text/extra.md" in str(refused.value)
    assert "text/risicos.md" not in str(refused.value)


def test_the_cover_is_complete(result, previous, notebooks, tmp_path):
    """Every key of the cover is there; the checksum is that of the result table as written to file."""
    cover = cover_of(gathered(result, previous, notebooks, tmp_path / "render"))
    assert set(COVER_KEYS) <= set(cover)
    assert cover["controlegetal"] == hashlib.sha256(to_csv(result.table).encode()).hexdigest()
    assert (cover["ronde"], cover["vorige"], cover["horizon"]) == (r"\_klein", r"\_eerder", "2024–2026")
    assert cover["peildatum"] == "maart 2024 (peildatum 15 april 2024)"
    assert cover["verantwoording"].startswith("Verzonnen toetsronde")


@pytest.mark.parametrize(
    ("steps", "mark", "status", "classification"),
    [
        ([], "Concept, voor intern gebruik", "Concept", "Voor intern gebruik"),
        ([("prognose", "vastgesteld")], "Concept, voor intern gebruik", "Concept", "Voor intern gebruik"),
        ([("rapportage", "vastgesteld")], "", "Vastgesteld door het Topberaad", "Voor gebruik binnen de migratieketen"),
    ],
)
def test_only_an_adopted_version_is_no_concept(
    result, previous, notebooks, tmp_path, steps, mark, status, classification
):
    """The mark on every page follows from the decisions on the rapportage, also when the Prognose is adopted."""
    inputs = dataclasses.replace(result.inputs, decisions=decided(*steps))
    files = gathered(dataclasses.replace(result, inputs=inputs), previous, notebooks, tmp_path / "render")
    cover = cover_of(files)
    assert (cover["merk"], cover["status"], cover["rubricering"]) == (mark, status, classification)


@pytest.mark.parametrize(
    ("dates", "iso", "shown"),
    [({}, "2024-04-15", "15 april 2024"), ({"rapport": date(2024, 5, 2)}, "2024-05-02", "2 mei 2024")],
)
def test_the_date_comes_from_the_round(result, previous, notebooks, tmp_path, dates, iso, shown):
    """The cut-off is the date, unless the round dates its report."""
    cover = cover_of(gathered(with_settings(result, dates=dates), previous, notebooks, tmp_path / "render"))
    assert (cover["datum_iso"], cover["datum"]) == (iso, shown)


def test_rounds_without_a_hindcast_say_so(result, previous, notebooks, tmp_path):
    """Where no folder with realised years stands beside the round, its section says so and embeds nothing."""
    beside = gathered(result, previous, notebooks, tmp_path / "beside")
    alone = dataclasses.replace(
        result, inputs=dataclasses.replace(result.inputs, folder=tmp_path / "rounds" / "_klein")
    )
    without = gathered(alone, previous, notebooks, tmp_path / "without")
    assert "09_hindcast.ipynb#fig-hindcast" in beside["_hindcast.qmd"].decode()
    assert "09_hindcast.ipynb#tbl-hindcast" in beside["_bijlage_hindcast.qmd"].decode()
    assert without["_bijlage_hindcast.qmd"] == b""
    assert "is er geen hindcast" in without["_hindcast.qmd"].decode()
    assert "embed" not in without["_hindcast.qmd"].decode()
    assert "{#sec-hindcast}" in beside["_hindcast.qmd"].decode()
    assert "{#sec-hindcast}" in without["_hindcast.qmd"].decode()


def test_a_round_before_the_fitted_years_has_no_hindcast():
    """Round 2023-2 has too few years behind it, the others have them."""
    held = {
        name: "_hindcast.qmd" not in left_out(open_round(EXAMPLES / name), None, NOTHING)
        for name in ("2023-2", "2024-1")
    }
    assert held == {"2023-2": False, "2024-1": True}


def test_a_first_round_has_nothing_to_compare_with(result, previous, notebooks, tmp_path):
    """Without a previous round the chapter on revisions says so and embeds nothing."""
    first = gathered(previous, None, notebooks, tmp_path / "first")
    later = gathered(result, previous, notebooks, tmp_path / "later")
    assert "geen vorige ronde" in first["_bijstellingen.qmd"].decode()
    assert "embed" not in first["_bijstellingen.qmd"].decode()
    assert "07_bijstellingen.ipynb#fig-bijstellingen" in later["_bijstellingen.qmd"].decode()
    assert cover_of(first)["vorige"] == "geen"


def test_a_look_back_that_was_not_delivered_says_so(result, previous, notebooks, tmp_path):
    """Without rows by nationality or of Europe the sections stand there with a sentence, and embed nothing."""
    rows = result.inputs.realisations
    chain_only = rows[~rows["indicator"].str.startswith(("nationaliteit.", "europa."))]
    bare = dataclasses.replace(result, inputs=dataclasses.replace(result.inputs, realisations=chain_only))
    given = gathered(result, previous, notebooks, tmp_path / "given")
    without = gathered(bare, previous, notebooks, tmp_path / "without")
    for name in ("nationaliteit", "nareis", "europa"):
        section, bare_section = (files[f"_terugblik_{name}.qmd"].decode() for files in (given, without))
        assert "embed notebooks/01_terugblik.ipynb" in section
        assert "aangeleverd" in bare_section
        assert "embed" not in bare_section
        assert section.splitlines()[0] == bare_section.splitlines()[0]


SECTIONS = ("gepubliceerd", "rondes", "keten")


def test_earlier_forecasts_are_shown_where_their_outcome_is_known(result, previous, record, notebooks, tmp_path):
    """The small round knows a year of the one before it and of publications; a first round says that it knows none."""
    known = gathered(result, previous, notebooks, tmp_path / "known", record)
    unknown = gathered(result, previous, notebooks, tmp_path / "unknown")
    words = ("van geen gepubliceerde bandbreedte", "nog niets te beoordelen", "nog niets opnieuw door te rekenen")
    for section, told in zip(SECTIONS, words, strict=True):
        shown, said = (files[f"_monitoring_{section}.qmd"].decode() for files in (known, unknown))
        assert "11_trefzekerheid.ipynb#fig-" in shown + known[f"_bijlage_{section}.qmd"].decode()
        assert unknown[f"_bijlage_{section}.qmd"] == b""
        assert "embed" not in said
        assert told in said
        assert f"{{#sec-monitoring-{section}}}" in shown
        assert f"{{#sec-monitoring-{section}}}" in said


@pytest.mark.parametrize(
    ("lacking", "said"), [({"published": ()}, "gepubliceerd"), ({"scores": ()}, "rondes"), ({"chain": ()}, "keten")]
)
def test_each_section_stands_on_its_own(result, previous, record, notebooks, tmp_path, lacking, said):
    """What is known is shown, whatever else is not."""
    record = dataclasses.replace(record, **lacking)
    files = gathered(result, previous, notebooks, tmp_path / "render", record)
    empty = {section for section in SECTIONS if b"embed" not in files[f"_bijlage_{section}.qmd"]}
    assert empty == {said}
