"""Writes a prepared tree as one self-contained HTML file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import Node, run_pandoc
from mpp_lib.report.complaints import in_dutch
from mpp_lib.report.floats import Pictures, data_address
from mpp_lib.report.sources import SHARED, Document
from mpp_lib.report.unresolved import check_html

STYLE = "rapport.css"


def write_html(tree: Node, pictures: Pictures, document: Document, _work: Path) -> bytes:
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
        f"--css={STYLE}",
        f"--lua-filter={shared / 'opmaak.lua'}",
        "--section-divs",
        "--number-sections",
        "--table-of-contents",
        "--toc-depth=2",
        "--mathml",
        "--wrap=none",
        "--syntax-highlighting=none",
        *citation_arguments(document),
    ]
    try:
        page = run_pandoc(arguments, json.dumps(tree), document.folder)
    except RenderError as error:
        raise in_dutch(error, pictures.lines, document.name) from None
    page = page.replace(f'<link rel="stylesheet" href="{STYLE}">', f"<style>\n{inline_style(shared)}</style>")
    check_html(page, document.name)
    return page.encode()


def inline_style(shared: Path) -> str:
    """The style sheet with its letters inside; pandoc's own way to embed takes longer than all the rest."""

    def inside(match: re.Match[str]) -> str:
        return f'url("{data_address((shared / match[1]).read_bytes(), "font/woff2")}")'

    return re.sub(r'url\("([^"]+)"\)', inside, (shared / STYLE).read_text(encoding="utf-8"))


def citation_arguments(document: Document) -> list[str]:
    """Pandoc's own citations, only when the document has a bibliography."""
    return ["--citeproc"] if "bibliography" in document.front else []
