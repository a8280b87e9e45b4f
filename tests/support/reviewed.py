"""A round with versions whose pages are a few paragraphs and a table, and comments on them as a browser writes them."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.inputs.declared.products import CONCEPT, RAPPORTAGE
from mpp_lib.inputs.versions import RESULTS, STATE, Version
from tests.support.frozen import ROUNDS, SMALL

NAMESPACE = uuid.UUID("0b2b8c1e-52f0-4c58-9a0e-7a0a3c6a1d11")
CHECKSUMS = {"concept-1": "a" * 64, "concept-2": "b" * 64, "prognose-1": "c" * 64}
PARTNERS = """partner;gremium;groep;rol;levert;ontvangt
IND;werkgroep;cijfers;lid;prognoseplan;rapportage
COA;werkgroep;cijfers;lid;bezetting;rapportage
COA;werkgroep;impact;lid;;operationele gevolgen
DMB;werkgroep;;toehoorder;;rapportage
Deelberaad Asiel;deelberaden;;toetst;;conceptrapportage
Frontex;experts;;toetst de Prognose;;Prognose
"""
FIRST = {
    "sec-samenvatting-a1": "De bezetting stijgt in de komende jaren naar 70.000 plaatsen.",
    "sec-samenvatting-a2": "Dit komt doordat de uitstroom achterblijft bij de instroom.",
    "sec-samenvatting-a3": "Deze alinea vervalt in de volgende versie.",
}
SECOND = {
    "sec-samenvatting-a1": "Deze ronde kent een ander begin.",
    "sec-samenvatting-a2": "De bezetting stijgt in de komende jaren naar 71.000 plaatsen.",
    "sec-samenvatting-a3": "Dit komt doordat de uitstroom achterblijft bij de instroom.",
}
HEADS = ("2024", "2025", "2026")
COA, IND = "coa.bezetting", "ind.spoor4.voorraad"


def page(
    version: str, paragraphs: Mapping[str, str], rows: Mapping[str, Iterable[str]], product: str = RAPPORTAGE
) -> str:
    """A page as the report's template makes it, as far as comments look at it."""
    blocks = "\n".join(f'<p id="{name}">{text}</p>' for name, text in paragraphs.items())
    head = "".join(f'<th scope="col" data-p="{year}">{year}</th>' for year in HEADS)
    cells = {name: "".join(f"<td>{text}</td>" for text in texts) for name, texts in rows.items()}
    body = "".join(
        f'<tr data-i="{name}" data-s="medio"><th scope="row">{name}</th>{text}</tr>' for name, text in cells.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">\n'
        f'<meta name="mpp-versie" content="urn:mpp:{SMALL}:{version}">\n'
        f'<meta name="mpp-controlegetal" content="{CHECKSUMS[version]}">\n'
        f'<meta name="mpp-product" content="{product}">\n'
        '<title>MPP</title></head><body><main id="Inhoud">\n<section id="sec-samenvatting"><h1>Samenvatting</h1>\n'
        f'{blocks}\n<table id="tbl-coa"><caption>Bezetting</caption><thead>'
        f'<tr><th scope="col">Indicator</th>{head}</tr>'
        f"</thead>\n<tbody>{body}</tbody></table>\n</section>\n</main></body></html>\n"
    )


def results(values: Mapping[str, Iterable[float]]) -> str:
    """The table behind it."""
    rows = [
        f"{SMALL};concept;medio;asiel;{name.partition('.')[0]};{name};{year};{value};personen"
        for name, series in values.items()
        for year, value in zip(HEADS, series, strict=True)
    ]
    return "\n".join([";".join(COLUMNS), *rows, ""])


def keep_version(folder: Path, name: str, html: str, table: str, product: str = RAPPORTAGE) -> Version:
    """Keep a version of a round that is nothing but a page and a table."""
    root = folder.parent
    version = Version(root, folder.name, name, product, CONCEPT, "")
    payload = {RESULTS: table.encode(), f"report/MPP-{product}-{folder.name}.html": html.encode()}
    with archive_held(root):
        return place(version, payload, [(STATE, CONCEPT)])


def reviewed_round(root: Path, *, versions: Iterable[str] = ("concept-1",)) -> Path:
    """The small round with these versions, and partners in every group."""
    folder = shutil.copytree(ROUNDS / SMALL, root / SMALL, ignore=shutil.ignore_patterns("build", "versions"))
    (folder / "registers" / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    for name in versions:
        add_version(folder, name)
    return folder


def add_version(folder: Path, name: str) -> Version:
    """One of the versions there are: a first concept, one in which words and numbers moved, a Prognose."""
    if name == "prognose-1":
        rows = {"asiel.eerste_aanvragen": ("40.000", "41.000", "42.000")}
        table = results({"asiel.eerste_aanvragen": (40_000, 41_000, 42_000)})
        return keep_version(folder, name, page(name, FIRST, rows, "prognose"), table, "prognose")
    if name == "concept-1":
        rows, series = {COA: ("64.000", "67.000", "70.000"), IND: ("9.000", "8.000", "7.000")}, (64_000, 67_000, 70_000)
        return keep_version(folder, name, page(name, FIRST, rows), results({COA: series, IND: (9_000, 8_000, 7_000)}))
    rows, series = {IND: ("9.000", "8.000", "7.000"), COA: ("64.000", "67.500", "71.000")}, (64_000, 67_500, 71_000)
    return keep_version(folder, name, page(name, SECOND, rows), results({COA: series, IND: (9_000, 8_000, 7_000)}))


def comment_id(name: str) -> str:
    """An id that is the same every time."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, name)}"


MOTIVATIONS = {
    "feitelijke onjuistheid": "commenting",
    "vraag": "questioning",
    "suggestie": "editing",
    "akkoord": "assessing",
    "hoger": "assessing",
    "in lijn": "assessing",
    "lager": "assessing",
}


def said(text: str, kind: str = "vraag", proposal: str = "") -> list[dict[str, Any]]:
    """The bodies of a comment."""
    words = [{"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "language": "nl", "value": text}]
    kinds = [{"type": "TextualBody", "purpose": "classifying", "value": kind}] if kind else []
    other = (
        [{"type": "TextualBody", "purpose": "editing", "format": "text/plain", "value": proposal}] if proposal else []
    )
    return [*(words if text else []), *kinds, *other]


def on_words(element: str, exact: str = "", prefix: str = "", suffix: str = "") -> list[dict[str, Any]]:
    """Selectors of words in an element."""
    plain = {"type": "FragmentSelector", "value": element}
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return [{**plain, "refinedBy": quote}] if exact else [plain]


def on_cell(row: int, column: int, figure: tuple[str, str, str] | None = None) -> list[dict[str, Any]]:
    """Selectors of a cell of the table."""
    found: list[dict[str, Any]] = [{"type": "mpp:Cel", "tabel": "tbl-coa", "rij": row, "kolom": column}]
    if figure:
        found.append({"type": "mpp:Cijfer", "indicator": figure[0], "scenario": figure[1], "periode": figure[2]})
    return found


def annotation(
    name: str,
    selectors: list[dict[str, Any]],
    bodies: list[dict[str, Any]],
    *,
    partner: str = "COA",
    version: str = "concept-1",
    token: str = "",
    created: str = "2024-09-07T10:00:00Z",
    modified: str = "2024-09-07T10:00:00Z",
) -> dict[str, Any]:
    """A comment as the page writes it."""
    kinds = [body["value"] for body in bodies if body["purpose"] == "classifying"]
    return {
        "id": comment_id(name),
        "type": "Annotation",
        "motivation": MOTIVATIONS[kinds[0]],
        "created": created,
        "modified": modified,
        "creator": {"type": "Organization", "name": partner, "mpp:rol": "adviseur"},
        "body": bodies,
        "target": {
            "source": f"urn:mpp:{SMALL}:{version}",
            "mpp:controlegetal": CHECKSUMS[version],
            "selector": selectors,
        },
        **({"mpp:uitnodiging": token} if token else {}),
    }


def reply(name: str, to: str, text: str, kind: str = "", *, partner: str = "IND", token: str = "") -> dict[str, Any]:
    """An answer to a comment, or what was done with it."""
    moment = "2024-09-09T10:00:00Z"
    return {
        "id": comment_id(name),
        "type": "Annotation",
        "motivation": "replying",
        "created": moment,
        "modified": moment,
        "creator": {"type": "Organization", "name": partner, "mpp:rol": "adviseur"},
        "body": said(text, kind),
        "target": comment_id(to),
        **({"mpp:uitnodiging": token} if token else {}),
    }


def document(*items: Any) -> dict[str, Any]:
    """A whole file."""
    context = ["http://www.w3.org/ns/anno.jsonld", {"mpp": "urn:mpp:ns:"}]
    return {"@context": context, "id": comment_id("bestand"), "type": "AnnotationPage", "items": list(items)}


def write(path: Path, *items: Any) -> Path:
    """A comment file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document(*items), ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def write_copy(path: Path, html: str, *items: Any) -> Path:
    """A copy of a page that carries comments."""
    block = json.dumps(document(*items), ensure_ascii=False).replace("<", "\\u003c")
    script = f'<script type="application/ld+json" id="mpp-reacties">{block}</script>'
    path.write_text(html.replace("</body>", f"{script}</body>"), encoding="utf-8")
    return path


def kept(folder: Path) -> dict[str, bytes]:
    """Everything that is kept of comments."""
    return {path.name: path.read_bytes() for path in sorted((folder / "review").glob("*"))}
