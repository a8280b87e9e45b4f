"""Reviewers of a report in a browser: what they press and read, and what their files hold against the page itself."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from playwright.sync_api import expect

from mpp_lib.report.render import render
from tests.support import render_folder as rf

SOURCE = "urn:mpp:2024-1:concept-2"
SENTENCE = "Ook 😀 en 𝟓 tellen als één teken: de opvang groeit verder door."
"""With signs of two UTF-16 units before what is commented on."""
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"mpp": "urn:mpp:ns:"}]


def concept(folder: Path, **cover: Any) -> Path:
    """A small report that is not adopted, as one file."""
    sources = rf.make_render_folder(folder / "render")
    values = rf.values(product="rapportage", nakijken="ja", **cover)
    (sources / "cijfers.yml").write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    method = sources / "_methode.qmd"
    text = method.read_text(encoding="utf-8").replace("::: {.callout-note}", f"{SENTENCE}\n\n::: {{.callout-note}}", 1)
    method.write_text(text, encoding="utf-8")
    (page,) = render(sources, "rapport.qmd", ["html"], "builtin", folder)
    return page


class Reviewer:
    """Someone who has opened a file in a browser of their own, and what that browser did.

    One who comes back opens it from an address: of one file in twenty Chromium forgets at once what the page keeps,
    where the machine is busy.
    """

    def __init__(
        self, browser: Any, file: Path, folder: Path, *, width: int = 1280, before: str = "", comes_back: bool = False
    ) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        if before:
            self.context.add_init_script(before)
        self.folder = folder
        self.address = f"http://rapport.test/{file.name}" if comes_back else file.as_uri()
        if comes_back:
            self.context.route(self.address, lambda route: route.fulfill(path=file))
        self.wrong: list[str] = []
        self.open()

    def open(self) -> None:
        """Open the file in a new window, as after a night."""
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.wrong.append(f"fout: {error}"))
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("request", lambda request: self.wrong.append(request.url) if self._far(request.url) else None)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(self.address)

    def _far(self, url: str) -> bool:
        return not url.startswith(("data:", "blob:", self.address))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The words of what has the focus."""
        return str(self.page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"))

    def tab_to(self, words: str, most: int = 40) -> None:
        """Press Tab until what has the focus reads so."""
        for _ in range(most):
            self.press("Tab")
            if self.focused().startswith(words):
                return
        raise AssertionError(f"niet met Tab te bereiken: {words}")

    def down_to(self, selector: str, most: int = 60) -> None:
        """Press the arrow down until a place of the report has the focus."""
        for _ in range(most):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.press("ArrowDown")
        raise AssertionError(f"niet met de pijl te bereiken: {selector}")

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def choose(self, kind: str) -> None:
        """A kind, with the keyboard: the form starts in the text, after the kinds."""
        self.press("Shift+Tab")
        for _ in range(5):
            if self.page.evaluate("document.activeElement.value") == kind:
                break
            self.press("ArrowDown")
        assert self.page.evaluate("[document.activeElement.value, document.activeElement.checked]") == [kind, True]
        self.press("Tab")

    def sign(self, organisation: str, role: str = "adviseur") -> None:
        self.press("Tab")
        self.type(organisation)
        self.press("Tab")
        self.type(role)

    def shown(self) -> list[str]:
        """The comments in the panel, in order."""
        return list(self.page.locator(".nk-draad").all_inner_texts())

    def said(self) -> str:
        return str(self.page.locator("#nakijken [role=status]").inner_text())

    def download(self, button: str) -> Path:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button).click()
        target = self.folder / str(waiting.value.suggested_filename)
        waiting.value.save_as(target)
        return target

    def read(self, *files: Path) -> str:
        """Open files of others; what is said of it."""
        self.page.locator("#nakijken input[type=file]").set_input_files([str(file) for file in files])
        expect(self.page.locator("#nakijken input[type=file]")).to_have_value("")
        return self.said()

    def close(self) -> None:
        assert self.wrong == []
        self.context.close()


def items_of(file: Path) -> list[dict[str, Any]]:
    """The annotations in a file, or in a copy of the report."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        (text,) = html.fromstring(text).xpath("//script[@id='mpp-reacties']/text()")
    read = json.loads(text)
    assert (read["@context"], read["type"]) == (CONTEXT, "AnnotationPage")
    return list(read["items"])


def said_in(item: Mapping[str, Any]) -> dict[str, str]:
    return {body["purpose"]: body["value"] for body in item["body"]}


def quoted(item: Mapping[str, Any], page: Path) -> str:
    """The words that a comment is about, found in the page by another road than the browser's.

    Position and quotation, what stands before and after included, have to agree on them.
    """
    selectors = [each for each in item["target"]["selector"] if each["type"] == "FragmentSelector"]
    refined = {each["refinedBy"]["type"]: each["refinedBy"] for each in selectors if "refinedBy" in each}
    quote, position = refined["TextQuoteSelector"], refined["TextPositionSelector"]
    (element,) = html.fromstring(page.read_text(encoding="utf-8")).xpath(f"//*[@id='{selectors[0]['value']}']")
    text = str(element.text_content())
    start, end = position["start"], position["end"]
    assert (text[max(0, start - 32) : start], text[end : end + 32]) == (quote["prefix"], quote["suffix"])
    assert text[start:end] == quote["exact"]
    return str(quote["exact"])


def cell_of(item: Mapping[str, Any], page: Path) -> str:
    """The text of the cell that a comment is about."""
    (cell,) = [each for each in item["target"]["selector"] if each["type"] == "mpp:Cel"]
    (table,) = html.fromstring(page.read_text(encoding="utf-8")).xpath(f"//table[@id='{cell['tabel']}']")
    return str(table.xpath(f"tbody/tr[{cell['rij']}]/*[{cell['kolom']}]")[0].text_content())


def annotation(words: str, *, name: str = "COA", kind: str = "vraag", **changes: Any) -> dict[str, Any]:
    """A comment on a paragraph of that report, by hand."""
    motivations = {"feitelijke onjuistheid": "commenting", "vraag": "questioning", "suggestie": "editing"}
    return {
        "id": f"urn:uuid:{uuid.uuid4()}", "type": "Annotation", "motivation": motivations.get(kind, "assessing"),
        "created": "2024-09-07T10:00:00Z", "modified": "2024-09-07T10:00:00Z",
        "creator": {"type": "Organization", "name": name, "mpp:rol": "adviseur"},
        "body": [{"type": "TextualBody", "purpose": "commenting", "value": words},
                 {"type": "TextualBody", "purpose": "classifying", "value": kind}],
        "target": {"source": SOURCE, "mpp:controlegetal": "0" * 64,
                   "selector": [{"type": "FragmentSelector", "value": "sec-samenvatting-a1"}]},
    } | changes  # fmt: skip


def write_file(path: Path, items: Iterable[Any], **more: Any) -> Path:
    document = {"@context": CONTEXT, "id": f"urn:uuid:{uuid.uuid4()}", "type": "AnnotationPage", "items": list(items)}
    path.write_text(json.dumps(document | more, ensure_ascii=False), encoding="utf-8")
    return path


def copy_with(page: Path, path: Path, items: Sequence[Any]) -> Path:
    """A copy of the report with comments in its block of data."""
    document = {"@context": CONTEXT, "id": f"urn:uuid:{uuid.uuid4()}", "type": "AnnotationPage", "items": list(items)}
    block = json.dumps(document).replace("<", "\\u003c")
    script = f'<script type="application/ld+json" id="mpp-reacties">{block}</script></body>'
    path.write_text(page.read_text(encoding="utf-8").replace("</body>", script), encoding="utf-8")
    return path
