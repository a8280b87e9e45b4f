"""Writes a prepared tree as one self-contained HTML file."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import Node, run_pandoc
from mpp_lib.report.anchors import anchored
from mpp_lib.report.complaints import in_dutch
from mpp_lib.report.extension import declared_format
from mpp_lib.report.floats import Pictures, data_address
from mpp_lib.report.sources import PACKED_RESULTS, SHARED, Document
from mpp_lib.report.unresolved import check_html

STYLE = "rapport.css"
REVIEW_STYLE, REVIEW_SCRIPTS = "nakijken.css", ("nakijken-plaats.js", "nakijken-bestand.js", "nakijken.js")
"""The review mode of a report that is not adopted: the last of its scripts uses the others."""
RESULTS = "mpp-resultaten"
NARROW = "mpp-smal"
"""The elements that hold the result table, and the narrow form of figures by the element of their drawing."""
POLICY = "default-src 'none'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

_CHARSET = '<meta charset="utf-8">'
_END_OF_HEAD = "</head>"


def write_html(tree: Node, pictures: Pictures, document: Document) -> bytes:
    """The page, with styles, letters and pictures inside.

    Raises:
        RenderError: pandoc warned, or the page would load something from outside.
    """
    shared = document.folder / SHARED
    arguments = [
        "--from=json",
        "--to=html",
        "--standalone",
        f"--template={shared / 'rapport.html'}",
        f"--lua-filter={shared / 'opmaak.lua'}",
        "--section-divs",
        "--number-sections",
        "--table-of-contents",
        f"--toc-depth={declared_format(shared, 'html')['toc-depth']}",
        "--mathml",
        "--wrap=none",
        "--syntax-highlighting=none",
        *citation_arguments(document),
    ]
    try:
        page = run_pandoc(arguments, json.dumps(tree), document.folder)
    except RenderError as error:
        raise in_dutch(error, pictures.lines, document.name) from None
    finished = pictures.finished
    new = finished.with_new(page)
    finished.keep(document.folder, page)
    return anchored(_with_narrow(finished.with_all(sealed(new, document)), pictures.small)).encode()


def sealed(page: str, document: Document) -> str:
    """The page with our style and script in its head, and before these a policy that lets nothing else run or load.

    The policy names them by checksums of our files, so that it holds for nothing that came in by another road.

    Raises:
        RenderError: the page has no head to put them in, or is not fit to be shown.
    """
    shared = document.folder / SHARED
    styles, scripts = [inline_style(shared)], [_joined(shared, declared_format(shared, "html")["scripts"])]
    if document.values["rapport"].get("nakijken"):
        styles.append((shared / REVIEW_STYLE).read_text(encoding="utf-8"))
        scripts.insert(0, _review_script(shared))
    policy = f"{POLICY}; style-src {_checksums(styles)}; script-src {_checksums(scripts)}"
    before, charset, rest = page.partition(_CHARSET)
    head, end, body = rest.partition(_END_OF_HEAD)
    if not end:
        raise RenderError(f"{document.name}: de HTML heeft geen kop met {_CHARSET}; zie _extensions/mpp/rapport.html")
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    own = "".join([f"<style>{style}</style>\n" for style in styles] + [f"<script>{one}</script>\n" for one in scripts])
    check_html(page, document.name, document.folder)
    return "".join((before, charset, meta, head, own, end, _with_results(body, document)))


def _with_results(body: str, document: Document) -> str:
    """The page with the result table before its end, where the render folder has one: a block that never runs."""
    packed = document.folder / PACKED_RESULTS
    if not packed.is_file():
        return body
    return _with_block(body, RESULTS, packed.read_bytes())


def _with_narrow(page: str, drawings: Mapping[str, str]) -> str:
    """The page with the narrow form of its figures before its end, packed: they say nothing that it does not say."""
    if not drawings:
        return page
    return _with_block(page, NARROW, gzip.compress(json.dumps(drawings, ensure_ascii=False).encode(), 9, mtime=0))


def _with_block(page: str, name: str, content: bytes) -> str:
    """The page with a block before its end that never runs."""
    block = f'<script type="text/plain" id="{name}">{b64encode(content).decode()}</script>\n'
    before, end, rest = page.rpartition("</body>")
    return f"{before}{block}{end}{rest}"


def _review_script(shared: Path) -> str:
    """One script in a block, so that no name in it is one of the page; it comes first, to see the page as it came."""
    return f'"use strict";\n{{\n{_joined(shared, REVIEW_SCRIPTS)}}}\n'


def _joined(shared: Path, names: Sequence[str]) -> str:
    return "".join((shared / name).read_text(encoding="utf-8") for name in names)


def _checksums(texts: list[str]) -> str:
    return " ".join(map(checksum, texts))


def checksum(text: str) -> str:
    """How a policy names a style or script that stands in the page."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def inline_style(shared: Path) -> str:
    """The style sheet with its letters inside; pandoc's own way to embed takes longer than all the rest."""

    def inside(match: re.Match[str]) -> str:
        return f'url("{data_address((shared / match[1]).read_bytes(), "font/woff2")}")'

    return re.sub(r'url\("([^"]+)"\)', inside, (shared / STYLE).read_text(encoding="utf-8"))


def citation_arguments(document: Document) -> list[str]:
    """Pandoc's own citations, only when the document has a bibliography."""
    return ["--citeproc"] if "bibliography" in document.front else []
