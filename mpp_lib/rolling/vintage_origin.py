"""What stands beside a vintage: where it was taken from, by what, and what was revised."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import yaml

from mpp_lib.inputs.reading.origin import Origin, Revised, Taken
from mpp_lib.inputs.source.read import ReadSource
from mpp_lib.rolling.taken_over import Row

_MOST_REVISED = 400
"""So many revised figures stand beside a vintage; of more only the number."""


def origin_file(
    name: str,
    now: datetime,
    read: ReadSource,
    content: bytes,
    revised: Iterable[tuple[Row, Row]],
    before: Origin | None,
) -> bytes:
    """The file beside a vintage; what the one before was taken from comes along.

    Args:
        name: of the vintage.
        now: the moment of reading.
        content: of the vintage.
        revised: of each figure that changed, what it was and what it is.
        before: what stands beside the vintage that it builds on.
    """
    earlier = before or Origin(controlegetal="", gelezen=[])
    own = [_revised(name, was, to) for was, to in revised]
    origin = Origin(
        controlegetal=hashlib.sha256(content).hexdigest(),
        gelezen=[*earlier.taken, _taken(name, now, read)],
        herzien=[*own, *earlier.revised][:_MOST_REVISED],
        aantal_herzien=len(own) + earlier.revised_in_all,
    )
    plain = origin.model_dump(by_alias=True, exclude_defaults=True)
    text = yaml.dump(plain, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=110)
    return str(text).encode("utf-8")


def _taken(name: str, now: datetime, read: ReadSource) -> Taken:
    return Taken(
        vintage=name,
        moment=f"{now:%Y-%m-%d %H:%M} UTC",
        weg=read.delivered.road,
        bron=read.delivered.source,
        versie=read.delivered.version,
        controlegetal=read.delivered.checksum,
        cijfers=len(read.figures.rows),
        vraag=read.delivered.query,
        koppeling=read.mapping.text if read.mapping else "",
    )


def _revised(name: str, was: Row, to: Row) -> Revised:
    about = {"vintage": name, "indicator": to["indicator"], "periode": to["periode"]}
    return Revised(**about, was=was["waarde"], werd=to["waarde"])


class _Readable(yaml.SafeDumper):
    """Writes a text of several lines as these lines."""


def _text(dumper: _Readable, text: str) -> Any:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return dumper.represent_scalar("tag:yaml.org,2002:str", lines, style="|" if "\n" in lines else None)


_Readable.add_representer(str, _text)
