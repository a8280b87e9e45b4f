"""What follows from the declared tables for who fills them: a page, a schema for editors, and empty files.

``python -m mpp_lib.inputs.reference docs`` writes all three.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from math import isinf
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.inputs.declared.column import Column
from mpp_lib.inputs.declared.edition import EDITION
from mpp_lib.inputs.declared.hindcast import HINDCAST
from mpp_lib.inputs.declared.ladder import Product, Step, gremium_name
from mpp_lib.inputs.declared.products import PRODUCTS, PROTOCOLS
from mpp_lib.inputs.declared.published import PUBLISHED_TABLES
from mpp_lib.inputs.declared.review import REVIEW
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.decisions import Decision
from mpp_lib.inputs.reading.settings import RoundSettings

PAGE, SCHEMA, EMPTY = "invoer.md", "invoer/datapackage.json", "invoer/leeg"
FOLDERS: Mapping[str, tuple[str, tuple[InputTable, ...]]] = {
    "Een ronde: `rounds/<jaar>-<n>/`": ("ronde", (*ROUND.every, *REVIEW)),
    "Een editie van de monitor: `rounds/<jaar>-<n>/monitor/<JJJJ-MM>/`": ("editie", EDITION),
    "Eerder gepubliceerd: `rounds/_gepubliceerd/`": ("gepubliceerd", PUBLISHED_TABLES),
    "De hindcast: `rounds/_hindcast/`, met daarnaast de bestanden van een ronde": ("hindcast", HINDCAST),
}
"""Heading → name in a path, and the tables of every folder that an analyst fills."""
_START = """# Invoer: elk bestand en elke kolom

Deze bladzijde volgt uit de declaraties in `mpp_lib/inputs/declared` (`make invoer`). Bestanden zijn CSV zoals
Nederlandse Excel die schrijft: UTF-8, puntkomma's, decimale komma. In [invoer/leeg](invoer/leeg) staat van elk bestand
een leeg exemplaar; [invoer/datapackage.json](invoer/datapackage.json) is het schema (Frictionless) voor een editor, en
`mpp_lib/inputs/reading/round.schema.json` dat van `round.yml`.

Een periode mag ook staan zoals haar bron haar schrijft, als zij maar één ding kan zijn: `2024MM03`, `2024KW01` en
`2023JJ00` (CBS), `2024-M03` en `2024-Q1` (Eurostat), `202403`. Wat iets anders kan zijn, of meer zegt dan een periode
(een dag zoals Excel die telt, `2024-03*`, een week), wordt geweigerd met de periode die er lijkt te staan. Een vast
woord mag een hoofdletter hebben, en `-` of `n.v.t.` is leeg waar een cel leeg mag zijn. Een oorzaak in meer dan drie
cellen staat er één keer, met het aantal.

Een `bron` die een dag, maand of periode van na de peildatum noemt, wordt geweigerd, ook bij een aanname
([waarom](besluiten/0006-wat-op-de-peildatum-bekend-was.md)).
"""
_LADDERS = """De stand van een product volgt uit de laatste stap die een besluit ervan noemt; zonder stap is zij
*concept*. De stand van de ronde is die van de rapportage. Een besluit zonder `step` verandert er niets aan. Terug kan
alleen met `bijstellen` of `opnieuw opstellen`, als het Topberaad de rapportage niet vaststelt. Een stap die is
overgeslagen, is een opmerking, tenzij er *kan* bij staat; een stap met *na* erbij komt direct na die stap. Een besluit
is van het gremium, ook als er een partner met zijn bezwaar bij staat; bij consensus, en bij een vaststelling door de
werkgroep, kan er geen bezwaar zijn. Wie een besluit verzint om iets te laten zien, schrijft *fictief voorbeeld* in de
tekst ervan: dat staat dan overal waar de stand te zien is
([waarom](besluiten/0018-de-stand-volgt-uit-de-besluiten.md)).

Het woord van een partner (`partner`, `word`, `about`) staat in een besluit zonder `step`: het is van de partner en niet
van het gremium. Bij `bezwaar` hoort een grond, in `objection`. Het laatste woord over de eigen cijfers en het laatste
over de keten tellen; een woord dat niet is gegeven, wordt nergens ingevuld
([hoe](besluitvorming.md), [waarom](besluiten/0023-stappen-van-het-protocol-als-gegevens.md)).

Dit zijn de stappen van versie {versions} van het protocol, zoals `protocol` in `round.yml` haar noemt; een andere
versie wordt geweigerd. Eigenaar, afstemming en eindresultaat zijn die van de processtap.
"""
_KEYS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "`rounds/<jaar>-<n>/round.yml`": ("Wat de ronde is. Verplicht.", RoundSettings),
    "`rounds/<jaar>-<n>/decisions.yml`": ("Wie wat wanneer besloot: een lijst, elk besluit na een `-`.", Decision),
}
"""File in YAML → what it holds, and the model of its keys."""
_TYPES = {"number": "number", "share": "number", "whole": "integer"}


def page() -> str:
    """Every file and column, as Markdown."""
    keys = [f"## {file}\n\n{meaning}\n\n{_keys(model)}" for file, (meaning, model) in _KEYS.items()]
    sections = [f"## {heading}\n\n{_tables(tables)}" for heading, (_, tables) in FOLDERS.items()]
    return "\n".join([_START, *keys, _ladders(), *sections])


def _ladders() -> str:
    rows = (_step(product, step) for product in PRODUCTS for step in product.steps)
    head = (
        "product",
        "stap",
        "gremium",
        "stand",
        "op de omslag",
        "paragraaf",
        "eigenaar",
        "afstemming",
        "eindresultaat",
    )
    about = _LADDERS.format(versions=enumerate_nl(list(PROTOCOLS)))
    return f"{about}\n{_line(head)}|{'---|' * len(head)}\n{''.join(map(_line, rows))}"


def _step(product: Product, step: Step) -> tuple[str, ...]:
    process = product.process_of(step)
    named = f"`{step.name}`{f', na `{step.after}`' if step.after else ' (kan)' if step.optional else ''}"
    owner, consulted = (enumerate_nl([*map(gremium_name, names)]) for names in (process.owner, process.consulted))
    taken = f"`{product.name}`", named, enumerate_nl(list(step.by), "of"), step.state, step.status
    return (*taken, process.paragraph, owner, consulted, process.result)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _keys(model: type[BaseModel]) -> str:
    rows = (
        f"| `{name}` | {field.description} | {'ja' if field.is_required() else ''} |\n"
        for name, field in model.model_fields.items()
    )
    return f"| sleutel | wat er staat | verplicht |\n|---|---|---|\n{''.join(rows)}"


def _tables(tables: tuple[InputTable, ...]) -> str:
    return "\n".join(map(_table, tables))


def _table(table: InputTable) -> str:
    needed = "Verplicht. " if table.required else ""
    unique = ", ".join(f"`{name}`" for name in table.key)
    head = f"### `{table.file}`\n\n{needed}{table.meaning} Elke combinatie van {unique} komt één keer voor.\n"
    return "\n".join([head, "| kolom | wat er staat | waarvoor | eenheid |", "|---|---|---|---|", *_rows(table), ""])


def _rows(table: InputTable) -> Iterator[str]:
    for column in table.columns:
        cells = (f"`{column.name}`", _holds(column), column.meaning, column.unit)
        yield f"| {' | '.join(cells)} |"


def _holds(column: Column) -> str:
    return f"{column.expected}; leeg is {column.when_empty}" if column.when_empty else column.expected


def schema() -> dict[str, Any]:
    """A Frictionless data package with a table schema for every file."""
    resources = [_resource(name, table) for name, tables in FOLDERS.values() for table in tables]
    return {"profile": "tabular-data-package", "name": "mpp-invoer", "resources": resources}


def _resource(folder: str, table: InputTable) -> dict[str, Any]:
    return {
        "name": f"{folder}-{table.name}",
        "path": f"leeg/{folder}/{table.file}",
        "description": table.meaning,
        "dialect": {"delimiter": ";"},
        "schema": {"fields": list(map(_field, table.columns)), "primaryKey": list(table.key), "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, Any]:
    bounds = {"minimum": column.low, "exclusiveMinimum": column.above, "maximum": column.high}
    constraints: dict[str, Any] = {} if column.empty else {"required": True}
    constraints |= {name: bound for name, bound in bounds.items() if not isinf(bound)}
    constraints |= {"enum": list(column.words)} if column.words else {}
    constraints |= {"pattern": column.pattern} if column.pattern else {}
    described = "; ".join(text for text in (column.meaning, column.expected) if text)
    field: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": described}
    if field["type"] == "number":
        field |= {"decimalChar": ","}
    return field | ({"constraints": constraints} if constraints else {})


def written() -> dict[str, str]:
    """Path below ``docs`` → content of everything that follows from the declarations."""
    empty = {
        f"{EMPTY}/{name}/{table.file}": f"{table.header}\n" for name, tables in FOLDERS.values() for table in tables
    }
    return {PAGE: page(), SCHEMA: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", **empty}


if __name__ == "__main__":
    for path, content in written().items():
        target = Path(sys.argv[1], path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
