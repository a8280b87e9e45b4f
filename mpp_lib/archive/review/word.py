"""A version as a Word document, for who comments in Word: its page through pandoc, without a template of its own.

What a page has and a document cannot hold is left out: drawings, of which the caption stays, and what is only there to
click on.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from mpp_lib.base.errors import refusals_of
from mpp_lib.base.pandoc import run_pandoc
from mpp_lib.inputs.review.consultations import taking_part
from mpp_lib.inputs.review.sent_version import chosen_version
from mpp_lib.inputs.review.versions_read import VersionsRead

_LEFT_OUT = ("script", "style", "svg", "button", "nav", "aside", "template")


def word_document(folder: Path, version: str) -> bytes:
    """The .docx of a version.

    Args:
        version: its name; empty for the last one with a page.

    Raises:
        InputError: there is no such version, or it has no page.
        RenderError: pandoc stopped.
    """
    with refusals_of(folder.name):
        versions = VersionsRead(folder)
        chosen = chosen_version(versions, taking_part(folder), "", version)
        return _document(versions.content(chosen.name), str(chosen))


def _document(page: bytes, title: str) -> bytes:
    from lxml import html

    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    main = next(root.iter("main"), root)
    for element in list(main.iter(*_LEFT_OUT)):
        element.drop_tree()
    text = html.tostring(main, encoding="unicode")
    with TemporaryDirectory(prefix="mpp-") as work:
        made = Path(work) / "versie.docx"
        arguments = ["--from=html", "--to=docx", f"--metadata=title:{title}", "--metadata=lang:nl", "-o", str(made)]
        run_pandoc([*arguments, "--sandbox"], text, Path(work))
        return made.read_bytes()
