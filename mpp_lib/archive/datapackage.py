"""The result table as a data package: the rows in a file, and a descriptor that says what its columns mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Literal

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.result_table import COLUMNS, REALISED, to_csv
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.present.shown.plain_table import UNKNOWN
from mpp_lib.present.wording.csv_for_people import csv_for_people

TableFormat = Literal["csv", "csv-nl", "json"]
DESCRIPTOR = "datapackage.json"
_MEANINGS = {
    "ronde": "naam van de MPP-ronde",
    "versie": "versie van de ronde",
    "scenario": "realisatie, of het mpp-scenario; minimum en maximum zijn alleen bij eerste asielaanvragen een band",
    "domein": "asiel, regulier of bewaring",
    "partner": "partner in de keten: het eerste deel van de indicator",
    "indicator": "wat geteld is; de begrippenlijst van het rapport geeft de definitie",
    "periode": "maand (JJJJ-MM) of jaar (JJJJ)",
    "waarde": f"niet afgerond; een aandeel als deel van 1; {UNKNOWN}: niet vrijgegeven",
    "eenheid": "eenheid van de waarde",
}
_CONSTRAINTS: dict[str, dict[str, Any]] = {
    "scenario": {"enum": [REALISED, *SCENARIOS]},
    "periode": {"pattern": r"\d{4}(-\d{2})?"},
}
_KEY = ["ronde", "versie", "scenario", "indicator", "periode"]


def data_package(table: pd.DataFrame, settings: RoundSettings, form: TableFormat) -> Iterator[tuple[str, bytes]]:
    """File name and content: the rows first, then the descriptor; rows for people are rounded and go without.

    Args:
        table: the long result table; a value that may not be seen is :data:`UNKNOWN`, which JSON has as null.
    """
    if form == "csv-nl":
        yield f"MPP-{settings.round}-nl.csv", csv_for_people(table).encode()
        return
    name, rows = f"MPP-{settings.round}.{form}", _rows(table, form)
    yield name, rows
    yield DESCRIPTOR, _json(_descriptor(name, rows, settings, form))


def _rows(table: pd.DataFrame, form: TableFormat) -> bytes:
    if form == "csv":
        return to_csv(table).encode()
    records = table[list(COLUMNS)].to_dict(orient="records")
    return _json([row | {"waarde": None if row["waarde"] == UNKNOWN else row["waarde"]} for row in records])


def _descriptor(name: str, rows: bytes, settings: RoundSettings, form: TableFormat) -> dict[str, Any]:
    resource = {
        "name": "resultaten",
        "path": name,
        "profile": "tabular-data-resource",
        "title": "Resultaattabel: realisaties en mpp-scenario's per maand en per jaar",
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/json",
        "encoding": "utf-8",
        "bytes": len(rows),
        "hash": f"sha256:{hashlib.sha256(rows).hexdigest()}",
        "schema": {"fields": [_field(column) for column in COLUMNS], "missingValues": [UNKNOWN], "primaryKey": _KEY},
    }
    if form == "csv":
        resource["dialect"] = {"delimiter": ";", "lineTerminator": "\n", "header": True}
    return {
        "profile": "tabular-data-package",
        "name": f"mpp-{settings.round}",
        "title": settings.title,
        "version": settings.version,
        "resources": [resource],
    }


def _field(column: str) -> dict[str, Any]:
    kind = "number" if column == "waarde" else "string"
    field: dict[str, Any] = {"name": column, "type": kind, "description": _MEANINGS[column]}
    required = {} if column == "waarde" else {"required": True}
    return field | {"constraints": required | _CONSTRAINTS.get(column, {})}


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
