"""No words of a round run, reach outside, or touch the stamp: in every free field at once, as Chromium shows it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
import pytest

from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.edition import EDITION
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.prose import refuse_in_prose
from mpp_lib.report.analyst_texts import refused_texts
from mpp_lib.report.gather import text_places
from mpp_lib.report.monitor import NOT_ADOPTED, MonitorReport
from mpp_lib.report.notebooks import Task
from mpp_lib.report.places import Materials
from mpp_lib.report.product import Opened, Product
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.render import render
from tests.support import hostile

ROOT = Path(__file__).resolve().parents[2]
UNTIL = Month(2024, 7)
SHOWN_IN = ("08_herkomst", "monitor_vooruitblik")
"""The notebooks that show most of the free text, for who has no time to run all."""
LEFT_OUT = re.compile(r"^\{\{< include _(?!totstandkoming|risicos|bijlage_invoer|bijlage_herkomst).*$", re.MULTILINE)
"""In the report, what shows none of those notebooks."""
BATCHES = hostile.batches()
CONCEPT = "Concept, voor intern gebruik"
DOM = """() => ({
  touched: window.geraakt ?? null,
  attributes: [...document.querySelectorAll("*")].flatMap(element => [...element.attributes].filter(attribute =>
    attribute.name.startsWith("on") || attribute.name === "style" || attribute.name === "ping" ||
    (["href", "src", "action"].includes(attribute.name) &&
      !/^(https?:|mailto:|#|data:|MPP-[a-z]+-_klein(-2024-07)?\\.(pdf|xlsx)$)/.test(attribute.value))
  ).map(attribute => attribute.name + "=" + attribute.value)),
  elements: [...document.querySelectorAll("iframe, object, embed, base, form, video, link, img")]
    .concat([...document.querySelectorAll("body script ~ script:not(#mpp-smal[type='text/plain'])")])
    .map(element => element.outerHTML.slice(0, 200)),
  text: [document.title, document.body.textContent, ...[...document.querySelectorAll("[alt], [aria-label]")]
    .map(element => element.getAttribute("alt") ?? element.getAttribute("aria-label"))].join("\\n"),
})"""
STAMPED = """where => {
  document.documentElement.style.scrollBehavior = "auto";
  window.scrollTo(0, where * document.documentElement.scrollHeight);
  const [stamp, ...more] = document.querySelectorAll(".conceptband");
  const box = stamp.getBoundingClientRect();
  const height = box.y + box.height / 2;
  const points = [0.05, 0.5, 0.95].map(part => document.elementFromPoint(box.x + part * box.width, height));
  return [more.length, stamp.innerText, points.every(point => point !== null && stamp.contains(point))];
}"""
STATUS = {CONCEPT: "Versie 1 besproken in de MPP-werkgroep", NOT_ADOPTED: "Concept"}
FACTS = "[...document.querySelectorAll('.kenmerken div')].map(part => part.innerText.split(/\\s*\\n+\\s*/))"


class Attempt:
    """Ten strings in every field of a small round: what of them its prose may hold, and the pages made of it."""

    def __init__(self, project: Path, strings: Sequence[str], *, workbook: bool) -> None:
        self.strings = strings
        self.folder = hostile.hostile_round(project, strings, workbook=workbook)
        self.materials = Materials(project)
        self.refused = {text: told for text in strings if (told := self._told(text))}
        self._write_prose([text for text in strings if text not in self.refused])

    def _told(self, text: str) -> list[Problem]:
        """What check says of texts that hold it."""
        intake = Intake(self.folder)
        refuse_in_prose(intake, "text/samenvatting.md", f"Vooraf.\n\n{text}\n", figures=False)
        self._write_prose([text])
        return intake.problems or refused_texts(self.folder, self.materials, None)

    def _write_prose(self, allowed: Sequence[str]) -> None:
        prose = "\n\n".join(["Vooraf.", *allowed, "Erna."]) + "\n"
        for name in text_places(self.materials.templates / "rapportage"):
            (self.folder / "text" / f"{name}.md").write_text(prose, encoding="utf-8")
        with (self.folder / "text/bijstellingen.md").open("a", encoding="utf-8") as stream:
            stream.write(f"\n## coa.bezetting\n\n{prose}")
        duiding = f"{prose}\n## asiel.instroom_eerste\n\n{prose}\n## advies\n\n{prose}"
        for name in ("_klein/monitor/2024-07", "_eerder/monitor/2024-02"):
            (self.folder.parent / name / "duiding.md").write_text(duiding, encoding="utf-8")

    def pages(self, rerun: Sequence[str] = ()) -> dict[str, Path]:
        """The page of the report and of the monitor, by their stamp.

        Args:
            rerun: the notebooks that are run, all without; the others stand as they are stored.
        """
        products = {CONCEPT: Rapportage(self.folder), NOT_ADOPTED: MonitorReport(self.folder, UNTIL)}
        opened = {stamp: product.open() for stamp, product in products.items()}
        self._run([task for product in products.values() for task in product.tasks()], rerun)
        left_out = LEFT_OUT if rerun else None
        return {stamp: self._rendered(products[stamp], opened[stamp], left_out) for stamp in products}

    def _run(self, tasks: Sequence[Task], rerun: Sequence[str]) -> None:
        run = [task for task in tasks if not rerun or task.source.stem in rerun]
        for task in tasks:
            task.target.parent.mkdir(parents=True, exist_ok=True)
        for given in dict.fromkeys(map(self._given, run)):
            pairs = [str(path) for task in run if self._given(task) == given for path in (task.source, task.target)]
            subprocess.run([sys.executable, "-m", "tests.support.run_notebooks", *given, *pairs], check=True, cwd=ROOT)
        for task in tasks:
            self._label(task.source, task.target)

    def _given(self, task: Task) -> tuple[str, str]:
        """The round and the month that a notebook is about: those of the monitor in the annex have their own."""
        return str(self.folder.parents[1] / task.parameters["folder"]), task.parameters.get("until", str(UNTIL))

    def _rendered(self, product: Product, opened: Opened, left_out: re.Pattern[str] | None) -> Path:
        sources = product.build.folder / "render"
        opened.gather(sources)
        if left_out and product.name == "rapportage":
            document = sources / "rapportage.qmd"
            document.write_text(left_out.sub("", document.read_text(encoding="utf-8")), encoding="utf-8")
        (page,) = render(sources, f"{product.name}.qmd", ["html"], "builtin", product.build.folder)
        return page

    def _label(self, source: Path, target: Path) -> None:
        """The strings in what a notebook holds beside its cells."""
        notebook = nbformat.read(target if target.is_file() else source, 4)
        words = dict(zip(("title", "subtitle", "abstract", "date", "header-includes"), self.strings, strict=False))
        notebook.metadata |= words | {"authors": [{"name": text} for text in self.strings]}
        for cell, text in zip(notebook.cells, self.strings, strict=False):
            cell.metadata |= {"name": text, "caption": text}
        nbformat.write(notebook, target)


def assert_harmless(browser: object, page: Path, strings: Sequence[str], stamp: str) -> None:
    """Nothing ran, nothing was asked for, the stamp stands, and every string is there to read."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, asked = context.new_page(), []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: (asked.append(f"dialoog: {dialog.message}"), dialog.dismiss()))
    opened.goto(page.as_uri())
    opened.evaluate("document.fonts.ready")
    found = opened.evaluate(DOM)
    assert (found["touched"], found["attributes"], found["elements"]) == (None, [], [])
    assert [opened.evaluate(STAMPED, where) for where in (0, 0.5, 1)] == [[0, stamp, True]] * 3
    facts = dict(opened.evaluate(FACTS))
    assert facts["Status"] == STATUS[stamp]
    assert facts["Ronde"] == "_klein"
    assert [url for url in asked if not url.startswith("data:")] == [page.as_uri()]
    text = " ".join(found["text"].split())
    assert [string for string in strings if " ".join(string.split()) not in text] == []
    context.close()


@pytest.fixture
def cleaned(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    shutil.rmtree(tmp_path)


def test_words_that_would_run_are_words(browser: object, cleaned: Path) -> None:
    """Ten strings, in the notebooks that show most words."""
    attempt = Attempt(cleaned, BATCHES[0], workbook=False)
    for stamp, page in attempt.pages(SHOWN_IN).items():
        assert_harmless(browser, page, attempt.strings, stamp)


@pytest.mark.long
@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_all_words_that_would_run_are_words(browser: object, cleaned: Path, number: int) -> None:
    """All strings, in every notebook; the plan as a workbook and as a CSV by turns."""
    attempt = Attempt(cleaned, BATCHES[number], workbook=number % 2 == 0)
    for stamp, page in attempt.pages().items():
        assert_harmless(browser, page, attempt.strings, stamp)


def test_what_prose_may_not_hold_is_refused_at_its_line(tmp_path: Path) -> None:
    """Each string by itself: refused where it stands, or without a line where the text spells it otherwise."""
    attempt = Attempt(tmp_path, hostile.HOSTILE, workbook=False)
    every = [told for found in attempt.refused.values() for told in found]
    assert {told.where for told in every if told.file == "text/samenvatting.md"} == {"regel 3", ""}
    assert [text for text in hostile.HOSTILE if DANGEROUS.search(text) and text not in attempt.refused] == []


DANGEROUS = re.compile(r"<[A-Za-z!?/]|\]\((javascript|data|file|vbscript):|\]\{[^}]*(onclick|onfocus|style)|\{=|\{\{<")
"""What prose may never hold, told from what it looks like."""


def test_every_free_column_is_attacked() -> None:
    """A column that takes any text is free, whatever its name; what the chain has to know is not."""
    columns = [column for table in (*ROUND.every, *EDITION) for column in table.columns]
    names = {column.name for column in columns if hostile.free(column)}
    assert {"omschrijving", "bron", "reden", "levert", "vraag", "toelichting", "definitie"} <= names
    assert not names & {"indicator", "mpp_scenario", "periode", "parameter"}
