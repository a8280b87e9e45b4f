"""Searching the site: every indicator, round, version and document, as data in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mpp_lib.archive.site.contents import Contents
from mpp_lib.archive.site.documents import documents
from mpp_lib.archive.site.page import INDEX, MATERIALS
from mpp_lib.inputs.versions import Version
from mpp_lib.present.wording.indicator_names import short_name

SCRIPT = MATERIALS / "zoeken.js"
BOX = """<section id="zoeken" class="zoeken" aria-label="Zoeken" hidden>
<label for="zoekwoorden">Zoek een indicator, ronde, versie, document of controlegetal</label>
<input id="zoekwoorden" type="search" autocomplete="off" aria-describedby="zoekuitleg">
<p id="zoekuitleg">Enter opent het eerste resultaat.</p>
<p id="zoekmelding" role="status"></p>
<ul id="zoekresultaten"></ul>
</section>
"""
Entry = dict[str, str]


def search_box(contents: Contents) -> str:
    """The field and what it searches; where no script runs, it stays away."""
    data = json.dumps(list(_entries(contents)), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'{BOX}<script type="application/json" id="zoekindex">{data}</script>\n'


def indicator_place(indicator: str) -> str:
    """The page of an indicator."""
    return f"indicator/{indicator}.html"


def anchor(version: Version) -> str:
    """The place of a version on the first page."""
    return f"versie-{version.round}-{version.name}"


def _entries(contents: Contents) -> Iterator[Entry]:
    for each in contents.rounds:
        yield _entry(f"Ronde {each.name}", f"{INDEX}#ronde-{each.name}", each.entry.title)
        for version in (one.version for one in each.versions):
            address = f"{INDEX}#{anchor(version)}"
            state = version.state if version.sound else ""
            words = f"{version.product} {state} {version.head}"
            yield _entry(f"Versie {version.name} van ronde {version.round}", address, words)
            for document in documents(version):
                yield _entry(f"{document.name} ({version}, {state})", address, document.checksum)
    for said in contents.indicators:
        words = f"{said.spec.id} {short_name(said.spec)} {said.spec.domain}"
        yield _entry(said.name, indicator_place(said.spec.id), words)


def _entry(name: str, address: str, words: str) -> Entry:
    return {"naam": name, "adres": address, "woorden": words}
