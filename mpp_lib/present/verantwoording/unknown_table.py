"""What is said of realised figures that are not there, break or are not scored: why, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mpp_lib.base.periods import MONTH, Period
from mpp_lib.inputs.declared.unknown import MEANINGS
from mpp_lib.inputs.reading.spans import spans
from mpp_lib.inputs.unknown import Said, Unknown
from mpp_lib.present.shown.table import Column, Record, Table
from mpp_lib.present.verantwoording.register_tables import indicator_name
from mpp_lib.present.wording.source_lines import input_source
from mpp_lib.production.run import RoundResult


def unknown_table(result: RoundResult) -> Table[Record]:
    """A row for every indicator and everything that is said of it, with the periods that it is said of."""
    return Table(
        list(_rows(result.unknown)),
        [
            Column("Indicator", lambda row: indicator_name(result, row["indicator"])),
            Column("Perioden", lambda row: _when(row["perioden"])),
            Column("Teken", lambda row: row["said"].sign),
            Column("Betekenis", lambda row: MEANINGS[row["said"].sign]),
            Column("Reden", lambda row: row["said"].reason),
            Column("Bron", lambda row: row["said"].source),
        ],
        title="Cijfers die er niet zijn, breken of niet meetellen",
        note=f"Een som over maanden waarvan er een niet is, is er ook niet. {input_source(result)}",
        dense=True,
    )


def _rows(unknown: Unknown) -> Iterator[Record]:
    for indicator, said in unknown.said.items():
        together: dict[Said, list[Period]] = {}
        for period, one in said.items():
            together.setdefault(one, []).append(period)
        yield from ({"indicator": indicator, "said": one, "perioden": periods} for one, periods in together.items())


def _when(periods: Sequence[Period]) -> str:
    """Months as stretches, then the longer periods one by one."""
    months = [period.start for period in periods if period.length == MONTH]
    longer = [str(period) for period in sorted(periods) if period.length > MONTH]
    return ", ".join(filter(None, (spans(months), *longer)))
