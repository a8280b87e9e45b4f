"""How to cite a version: BibTeX, and CSL-JSON for everything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from mpp_lib.archive.descriptor import MAKER
from mpp_lib.archive.site.contents import Contents
from mpp_lib.archive.site.index_page import DAY, in_words, told
from mpp_lib.archive.site.page import CITATIONS, link, site_page
from mpp_lib.archive.site.search import anchor
from mpp_lib.inputs.versions import Version
from mpp_lib.report.own_page import as_text

BIBTEX, CSL = "citaten.bib", "citaten.json"
_SPECIAL = {sign: f"\\{sign}" for sign in "{}&%$#_"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def citation_files(contents: Contents) -> dict[str, bytes]:
    """Every version in both forms, and the page that shows them."""
    versions = [one.version for each in contents.rounds for one in each.versions if one.version.sound]
    csl = [csl_entry(version) for version in versions]
    return {
        BIBTEX: "\n".join(map(bibtex_entry, versions)).encode(),
        CSL: f"{json.dumps(csl, ensure_ascii=False, indent=1)}\n".encode(),
        CITATIONS: _page(versions),
    }


def bibtex_entry(version: Version) -> str:
    """A version as BibTeX."""
    fields = {
        "author": f"{{{_in_bibtex(MAKER)}}}",
        "title": f"{{{_in_bibtex(_title(version))}}}",
        "type": "MPP",
        "number": _in_bibtex(str(version)),
        "note": _in_bibtex(_note(version)),
        "language": "dutch",
        **_dated(version),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@techreport{{mpp-{version.round}-{version.name},\n{lines}}}\n"


def csl_entry(version: Version) -> dict[str, Any]:
    """A version as CSL-JSON."""
    day = _day(version)
    issued = {"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}
    return {
        "id": f"mpp-{version.round}-{version.name}",
        "type": "report",
        "title": _title(version),
        "author": [{"literal": MAKER}],
        "number": str(version),
        "note": _note(version),
        "language": "nl",
        **issued,
    }


def _title(version: Version) -> str:
    return told(version, "DC-Title") or f"MPP {version}"


def _note(version: Version) -> str:
    return f"Stand: {version.state}. Kop (SHA-256): {version.head}"


def _dated(version: Version) -> Mapping[str, str]:
    day = _day(version)
    return {"year": str(day.year), "date": day.isoformat()} if day else {}


def _day(version: Version) -> date | None:
    try:
        return date.fromisoformat(told(version, DAY))
    except ValueError:
        return None


def _in_bibtex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def _page(versions: list[Version]) -> bytes:
    both = f"Alle versies: {link(BIBTEX, 'BibTeX')} en {link(CSL, 'CSL-JSON')}."
    body = f"<p>Noem bij een cijfer altijd de versie en haar kop. {both}</p>\n"
    none = "<p>Er is nog geen versie bewaard; een werkmap is niet te citeren, want zij kan nog veranderen.</p>\n"
    return site_page(CITATIONS, "Citeren", body + "".join(map(_section, reversed(versions))) if versions else none)


def _section(version: Version) -> str:
    day = in_words(told(version, DAY))
    words = f"{MAKER}, {_title(version)}, {day}. {_note(version)}."
    csl = json.dumps(csl_entry(version), ensure_ascii=False, indent=1)
    return (
        f'<section id="{anchor(version)}">\n<h2>{as_text(str(version))}</h2>\n<p>{as_text(words)}</p>\n'
        f"<h3>BibTeX</h3>\n{_code(bibtex_entry(version))}<h3>CSL-JSON</h3>\n{_code(csl)}</section>\n"
    )


def _code(text: str) -> str:
    return f"<pre><code>{escape(text.strip())}</code></pre>\n"
