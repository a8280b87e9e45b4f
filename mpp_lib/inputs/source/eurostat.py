"""Figures of Eurostat by its SDMX 2.1 service, read by a client that knows the format.

Source: *API SDMX 2.1* of Eurostat: ``…/sdmx/2.1/data/<dataset>/<key>?startPeriod=…``, with the flag of an observation
as its attribute OBS_FLAG (OBS_STATUS elsewhere).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.delivered import PERIODS, STATUSES, VALUES, Delivered, Record
from mpp_lib.inputs.source.missing import client_of
from mpp_lib.inputs.source.web import SECONDS, unreachable

if TYPE_CHECKING:
    from sdmx.message import DataMessage

EXTRA = "eurostat"
_PERIOD, _VALUE, _FLAG = PERIODS[1], VALUES[1], STATUSES[1]
_FLAGS = (_FLAG, "OBS_STATUS")


def read_eurostat(asked: Asked) -> Delivered:
    """Every observation at an address of the service.

    Raises:
        InputError: the client is not there, or nothing is to be had.
    """
    with client_of(EXTRA):
        import sdmx
    logging.getLogger("sdmx").setLevel(logging.ERROR)  # it has remarks, in English, on messages that it reads well
    try:
        return _delivered(asked, sdmx.Client("ESTAT", timeout=SECONDS).get(url=asked.origin))
    except Exception:  # no answer, or one that is no message: a stranger's can break the client anywhere
        raise InputError([unreachable(asked)]) from None


def _delivered(asked: Asked, message: Any) -> Delivered:
    rows = [row for data in message.data for row in _rows(data)]
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    dataset = asked.parts.path.partition("/data/")[2].split("/")[0]
    records = [Record(row, f"{dataset}, waarneming {number}") for number, row in enumerate(rows, start=1)]
    digest = hashlib.sha256(message.response.content).hexdigest()
    return Delivered(dataset, "eurostat", asked.origin, columns, records, digest, version=_version(message))


def _rows(data: Any) -> Iterator[dict[str, object]]:
    for observation in data.obs:
        key = {value.id: value.value for value in observation.key.values.values()} if observation.key else {}
        attributes = {name: str(one.value) for name, one in observation.attached_attribute.items()}
        flag = next((attributes[name] for name in _FLAGS if name in attributes), "")
        yield {**{name: str(value) for name, value in key.items()}, _VALUE: _number(observation.value), _FLAG: flag}


def _number(value: object) -> object:
    """A number that SDMX writes with a point; what is none is shown as it came."""
    try:
        number = float(str(value))
    except ValueError:
        return value
    return None if number != number else number  # NaN: there is no figure


def _version(message: DataMessage) -> str:
    prepared = getattr(message.header, "prepared", None)
    return prepared.isoformat() if prepared else ""
