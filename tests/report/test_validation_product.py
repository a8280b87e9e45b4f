"""The validation page: a product of the hindcast alone, made with the machinery of a report, its numbers computed."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
import yaml

from mpp_lib.base.errors import InputError
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.report.sources import COVER_KEYS, VALUES_FILE
from mpp_lib.report.validation import Validation, validation_cover, validation_table
from tests.support.workplace import HINDCAST, Workplace

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "rounds"


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    shutil.copytree(SMALL / HINDCAST, tmp_path / "rounds" / HINDCAST, ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds"


def test_it_depends_on_the_hindcast_on_the_rounds_and_on_their_monitors(rounds: Path) -> None:
    seen = [Validation(rounds).inputs]
    for changed in ("2024-1/inputs/parameters.csv", "2024-1/monitor/2024-05/realisaties.csv"):
        (rounds / changed).parent.mkdir(parents=True)
        (rounds / changed).write_text("anders\n", encoding="utf-8")
        seen.append(Validation(rounds).inputs)
    (rounds / HINDCAST / "registers" / "fasen.csv").write_text("anders\n", encoding="utf-8")
    seen.append(Validation(rounds).inputs)
    assert len(set(seen)) == 4


def test_what_is_wrong_with_a_round_is_said_before_anything_is_made(rounds: Path) -> None:
    (rounds / "2024-1").mkdir()
    with pytest.raises(InputError, match=r"round\.yml"):
        Validation(rounds).open()


def test_the_cover_is_complete_and_names_no_round(rounds: Path) -> None:
    found = open_hindcast(rounds)
    assert found is not None
    cover = validation_cover(found)
    assert set(COVER_KEYS) <= set(cover)
    assert (cover["ronde"], cover["status"], cover["merk"]) == ("hindcast 2022–2024", "Validatie, geen ronde", "")
    assert cover["peildatum"] == "2024 (peildatum 31 mei 2025)"


def test_the_table_holds_every_figure_beside_what_the_chain_makes_of_it(rounds: Path) -> None:
    found = open_hindcast(rounds)
    assert found is not None
    table = validation_table(found)
    assert tuple(table.columns) == COLUMNS
    realised, medio = (table[table["scenario"] == name] for name in ("realisatie", "medio"))
    assert realised["waarde"].tolist() == [row.realised for row in found.rows]
    assert medio["waarde"].tolist() == [row.modelled for row in found.rows]


def test_it_is_gathered_from_its_own_templates(rounds: Path, tmp_path: Path) -> None:
    product = Validation(rounds)
    assert [task.source.name for task in product.tasks()] == ["validatie_banden.ipynb", "validatie_hindcast.ipynb"]
    target = tmp_path / "render"
    product.build.notebooks.mkdir(parents=True)
    product.open().gather(target)
    assert (target / "validatie.qmd").is_file()
    assert yaml.safe_load((target / VALUES_FILE).read_text(encoding="utf-8"))["rapport"]["titel"]


@pytest.mark.long
def test_the_command_makes_a_page_that_can_be_opened(rounds: Path) -> None:
    """With the example figures: it tells the flows that cancel, as they follow from the published figures."""
    shutil.rmtree(rounds / HINDCAST)
    shutil.copytree(ROOT / "rounds" / HINDCAST, rounds / HINDCAST, ignore=shutil.ignore_patterns("build"))
    done = Workplace(rounds.parent).mpp("hindcast", "--to", "html")
    (page,) = [Path(line) for line in done.stdout.splitlines() if line.endswith(".html")]
    assert page.name == "MPP-validatie.html"
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))
    with (rounds / HINDCAST / "inputs" / "realisaties.csv").open(encoding="utf-8") as stream:
        published = {(row["indicator"], row["periode"]): row["waarde"] for row in csv.DictReader(stream, delimiter=";")}
    figures = {key: float(value.replace(",", ".")) for key, value in published.items()}
    growth = figures["coa.bezetting", "2024"] - figures["coa.bezetting", "2023"]
    into = growth + figures["coa.uitstroom", "2024"]
    assert f"{into:,.0f}".replace(",", ".") + " (afgeleid)" in words
    assert "30.210" in words
    written = csv.DictReader(io.StringIO((page.parent / "resultaten.csv").read_text(encoding="utf-8")), delimiter=";")
    assert any(row["indicator"] == "coa.uitstroom_vergunninghouders" for row in written)
