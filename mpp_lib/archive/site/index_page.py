"""The first page: every round with its products and versions, their documents, and whether they are as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mpp_lib.archive.site.contents import Contents, ListedRound
from mpp_lib.archive.site.documents import Document, Shelf, documents
from mpp_lib.archive.site.page import CHECKS, CITATIONS, INDEX, LEDGER, link, site_page
from mpp_lib.archive.site.search import SCRIPT, anchor, search_box
from mpp_lib.archive.verify import Verified
from mpp_lib.base.dutch import day_name
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.rounds import RoundEntry
from mpp_lib.inputs.versions import AUDIENCE, Version
from mpp_lib.report.own_page import as_text

DAY, SAYS = "DC-Date", "DC-Description"
"""Labels of ``bag-info.txt``."""
INTRODUCTION = (
    "Deze site toont elke ronde van de MPP met wat ervan is bewaard. Van elke versie staat erbij of haar bestanden "
    "zijn zoals zij zijn bewaard en of zij in de keten van versies op haar plaats staat. De getallen zijn daarvoor "
    "niet nagerekend: dat doet <code>mpp verify</code>."
)
COPY = (
    "Of een document dat u kreeg uit een vastgestelde versie komt, ziet u aan zijn controlegetal (SHA-256): zoek dat "
    "hieronder. Is er niets gevonden, dan is het document anders dan elk op deze site. Een computer geeft het "
    "controlegetal met <code>certutil -hashfile BESTAND SHA256</code> (Windows), <code>shasum -a 256 BESTAND</code> "
    "(Mac) of <code>sha256sum BESTAND</code> (Linux)."
)


def index_page(contents: Contents, shelf: Shelf) -> bytes:
    """The page, the newest round first."""
    rounds = "".join(_round(each, shelf) for each in reversed(contents.rounds))
    said = f"<p>{INTRODUCTION}{_audience(contents)}</p>\n<p>{COPY}</p>\n"
    body = f"{said}{search_box(contents)}{_chain(contents)}{rounds or _NO_ROUNDS}"
    return site_page(INDEX, "Archief van de MPP", body, script=SCRIPT.read_text(encoding="utf-8"))


ABSENT = '<p class="gebrek">Deze versie is bewaard, maar haar map ontbreekt.</p>'
_NO_ROUNDS = "<p>Er is nog geen ronde.</p>\n"


def _audience(contents: Contents) -> str:
    if not contents.audience:
        return ""
    only = f"alleen de versies voor {contents.audience} of een ruimere kring"
    return f" Hier staan {only}, en geen werkmappen; een versie die is veranderd, staat er ook niet."


def _chain(contents: Contents) -> str:
    """The one version that no other holds, and what is wrong with the register as a whole; of some versions neither."""
    last = contents.chain.outside
    if last is None or contents.audience:
        return ""
    words = (
        "Elke versie legt de kop, het controlegetal, vast van de versies ervoor. Van de laatste, "
        f"{last}, doet nog geen andere dat: of zij het nog is, blijkt uit een kop die elders is bewaard."
    )
    return f"<p>{as_text(words)} {_faults(contents.chain.all_problems)}</p>\n"


def _faults(problems: Iterable[Problem]) -> str:
    count = len(list(problems))
    return f'<span class="gebrek">Gebreken in de keten: {count}</span> ({link(CHECKS, "welke")}).' if count else ""


def _round(each: ListedRound, shelf: Shelf) -> str:
    entry, name = each.entry, each.name
    versions = "".join(_version(one, shelf) for one in reversed(each.versions)) or _no_version()
    heading = f'<h2 id="kop-{name}">Ronde {name}</h2>'
    about = f"<p>{as_text(entry.title)}</p>\n{pairs(_of_round(each))}"
    return f'<section id="ronde-{name}" aria-labelledby="kop-{name}">\n{heading}\n{about}{versions}</section>\n'


def _of_round(each: ListedRound) -> Iterator[tuple[str, str]]:
    yield from _facts(each.entry)
    if each.result:
        yield "Peildatum", day_name(each.result.inputs.settings.cutoff)
    none = "geen: wat telt, is niet te lezen" if each.working or each.counts else "geen: er is geen rapportage"
    yield "Cijfers op deze site", each.figures.source if each.figures else none


def _facts(entry: RoundEntry) -> Iterator[tuple[str, str]]:
    if entry.first_year:
        yield "Jaren", f"{entry.first_year}–{entry.last_year}"
    yield "Vorige ronde", entry.previous or "geen"
    for product, state in entry.products.items():
        yield product.capitalize(), state


def _no_version() -> str:
    return "<p>Van deze ronde is nog geen versie bewaard: er is alleen de werkmap, die nog kan veranderen.</p>\n"


def _version(found: Verified, shelf: Shelf) -> str:
    version = found.version
    heading = f'<h3 id="{anchor(version)}">Versie {as_text(version.name)}: {as_text(version.product)}</h3>'
    if not version.sound:
        said = _verdict(found) if version.present else _absent(found)
        return f'<div class="versie">\n{heading}\n{said}\n<p>Kop <code>{version.head}</code></p>\n</div>\n'
    kind = "versie vastgesteld" if version.adopted else "versie"
    about = f"<p>{as_text(told(version, SAYS))}</p>\n"
    parts = (pairs(_of_version(version)), about, _verdict(found), _documents(version, shelf), _further(version))
    return f'<div class="{kind}">\n{heading}\n{"".join(parts)}</div>\n'


def _absent(found: Verified) -> str:
    return f"<p>Niet in deze kopie: {as_text(found.elsewhere)}.</p>" if found.elsewhere else ABSENT


def _of_version(version: Version) -> Iterator[tuple[str, str]]:
    yield "Stand", version.state
    yield "Datum", in_words(told(version, DAY))
    yield "Doelgroep", told(version, AUDIENCE)


def told(version: Version, label: str) -> str:
    """What ``bag-info.txt`` of a version says under a label; empty where it says nothing."""
    return "; ".join(version.info.get(label, ()))


def in_words(day: str) -> str:
    """A day in Dutch; as it is where it is none.

    >>> in_words("2024-08-15"), in_words("ooit")
    ('15 augustus 2024', 'ooit')
    """
    try:
        return day_name(date.fromisoformat(day))
    except ValueError:
        return day


def _verdict(found: Verified) -> str:
    files = "elk bestand is zoals het is bewaard" if not found.bag else _wrong(found.bag)
    chain = "zij staat op haar plaats" if not found.chain else _wrong(found.chain)
    again = f"niet nagerekend; dat doet <code>mpp verify {as_text(str(found.version))}</code>"
    return f"<p>Bestanden: {files}. Keten: {chain}. Getallen: {again}.</p>\n"


def _wrong(problems: Iterable[Problem]) -> str:
    named = sorted({problem.file for problem in problems})
    return f'<span class="gebrek">klopt niet</span> ({as_text(", ".join(named))}; {link(CHECKS, "alle gebreken")})'


def _documents(version: Version, shelf: Shelf) -> str:
    items = (_document(document, shelf) for document in documents(version))
    return f'<ul class="documenten">\n{"".join(items)}</ul>\n'


def _document(document: Document, shelf: Shelf) -> str:
    named = f"{link(shelf.address(document), document.name)}, {document.kind}"
    return f"<li>{named}<br>SHA-256 <code>{document.checksum}</code></li>\n"


def _further(version: Version) -> str:
    ways = {CITATIONS: f"{version} citeren", LEDGER: f"Wat in {version} is gewijzigd"}
    links = " · ".join(link(f"{page}#{anchor(version)}", words) for page, words in ways.items())
    return f"<p>Kop <code>{version.head}</code></p>\n<p>{links}</p>\n"


def pairs(facts: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """Names and what they come to, side by side."""
    items = (f"<div><dt>{as_text(name)}</dt><dd>{as_text(value)}</dd></div>\n" for name, value in dict(facts).items())
    return f'<dl class="kenmerken">\n{"".join(items)}</dl>\n'
