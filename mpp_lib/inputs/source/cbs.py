"""A table of CBS StatLine, by its client (OData 3): codes as they are, and with each period how sure it is.

Source: *Handleiding CBS Open Data Services* (ODataFeed: TypedDataSet or UntypedDataSet, TableInfos, and a list of codes
for each dimension, of which that of the periods has a Status).
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.delivered import PERIODS, STATUSES, Delivered, Record
from mpp_lib.inputs.source.mapping import Mapping
from mpp_lib.inputs.source.missing import client_of
from mpp_lib.inputs.source.web import SECONDS, unreachable

EXTRA = "cbs"
_PERIODS = PERIODS[2]
_DATA = ("TypedDataSet", "UntypedDataSet")


def read_cbs(asked: Asked, mapping: Mapping | None) -> Delivered:
    """The rows that the series of a mapping choose; without one all of them.

    Raises:
        InputError: the client is not there, or the table is not to be had.
    """
    with client_of(EXTRA):
        import cbsodata
    asks = _filter(mapping) if mapping else ""
    before = cbsodata.options.use_https
    try:
        cbsodata.options.use_https = asked.parts.scheme == "https"
        tables = cbsodata.download_data(asked.table, filters=asks, catalog_url=asked.parts.netloc, timeout=SECONDS)
        return _delivered(asked, tables, asks)
    except Exception:  # no answer, or one that is no table: a stranger's can break the client anywhere
        raise InputError([unreachable(asked)]) from None
    finally:
        cbsodata.options.use_https = before


def _delivered(asked: Asked, tables: dict[str, list[dict[str, Any]]], asks: str) -> Delivered:
    data = next(tables[name] for name in _DATA if name in tables)
    sure = {_text(row["Key"]): _text(row.get("Status")) for row in tables.get(_PERIODS, ())}
    rows = [{**row, STATUSES[0]: sure.get(_text(row.get(_PERIODS)), "")} for row in data]
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    records = [Record(row, f"{asked.table}, rij {number}") for number, row in enumerate(rows, start=1)]
    changed = _text(next((row.get("Modified") for row in tables.get("TableInfos", ())), ""))
    digest = hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()
    return Delivered(asked.table, "cbs", asked.origin, columns, records, digest, changed, _day(changed), query=asks)


def _filter(mapping: Mapping) -> str:
    """The rows of all series together; codes can end in spaces, so they are asked for by how they begin."""
    chosen = {
        " and ".join(f"startswith({column},{_quoted(value)})" for column, value in sorted(series.where.items()))
        for series in mapping.series
    }
    return "" if "" in chosen else " or ".join(f"({each})" for each in sorted(chosen))


def _quoted(value: str | int) -> str:
    text = str(value).strip().replace("'", "''")
    return f"'{text}'"


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
