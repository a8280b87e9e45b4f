"""The hindcast as a table: what the chain makes of realised inflow and decisions, beside what was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from mpp_lib.base.dutch import number, period_name, signed
from mpp_lib.compare.hindcast import FOLDER, LEADING, Row, hindcast
from mpp_lib.inputs.load import load_round
from mpp_lib.present.picture import Sheet
from mpp_lib.present.sheet import Form, build
from mpp_lib.present.subjects import short_name
from mpp_lib.present.values import exact_text, text_of
from mpp_lib.production.chains import catalogue_named, chain_named

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

COLUMNS = {
    "indicator": "Indicator",
    "periode": "Periode",
    "gerealiseerd": "Gepubliceerd",
    "gemodelleerd": "Keten",
    "verschil": "Verschil",
    "fase": "Fase",
    "reden": "Reden",
}
PHASES = {"fitted": "geijkt", "checked": "getoetst"}
TITLE = "De keten met gerealiseerde instroom en beslissingen, naast gepubliceerde cijfers"
NOTE = (
    "Geijkt: de parameters zijn op dit jaar afgestemd; getoetst: niet. Standen aan het einde van de periode. "
    "Bron: openbare cijfers, met hun vindplaats in rounds/_hindcast."
)


def hindcast_sheet(result: RoundResult) -> Sheet:
    """The hindcast that stands beside a round, every row of it; "geen" where there is none."""
    rows = _rows_beside(result)
    data = pd.DataFrame([row.as_dict() for row in rows], columns=list(Row.__dataclass_fields__))
    texts = [_texts(row) for row in rows] or [["geen", *[""] * (len(COLUMNS) - 1)]]
    form = Form(
        stub=("indicator", "periode"),
        labels=COLUMNS,
        numbers=("gerealiseerd", "gemodelleerd", "verschil"),
        realised=("gerealiseerd",),
    )
    table = build(pd.DataFrame(texts, columns=list(COLUMNS)), form)
    return Sheet(table, data, hindcast_finding(rows), NOTE, TITLE)


def hindcast_finding(rows: Sequence[Row]) -> str:
    """How far off the leading figures are, in the fitted years and afterwards.

    >>> off = [Row("coa.bezetting", "2023", 1.0, 1.0, 1.5, "fitted", "")]
    >>> hindcast_finding([*off, Row("coa.bezetting", "2024", 1.0, 1.0, -9.96, "checked", "")])
    'De hoofdcijfers wijken in de geijkte jaren hoogstens 1,5% af en daarna hoogstens 10,0%.'
    """
    worst = {
        phase: max(
            (abs(row.deviation_pct) for row in rows if row.indicator in LEADING and row.phase == phase), default=0
        )
        for phase in PHASES
    }
    if not rows:
        return "Er is geen hindcast bij deze ronde."
    fitted, checked = (number(worst[phase], 1) for phase in PHASES)
    return f"De hoofdcijfers wijken in de geijkte jaren hoogstens {fitted}% af en daarna hoogstens {checked}%."


def _worst(rows: Sequence[Row], phase: str) -> float:
    leading = (row for row in rows if row.indicator in LEADING and row.phase == phase)
    return max((abs(row.deviation_pct) for row in leading), default=0.0)


def _rows_beside(result: RoundResult) -> tuple[Row, ...]:
    folder = result.inputs.folder.parent / FOLDER
    return hindcast(load_round(folder, catalogue_named)) if folder.is_dir() else ()


def _texts(row: Row) -> list[str]:
    spec = chain_named("standaard").by_id[row.indicator].spec()
    return [
        short_name(spec),
        period_name(row.period),
        exact_text(row.realised, spec.unit),
        text_of(row.modelled, spec.unit),
        f"{signed(row.deviation_pct, 1)}%",
        PHASES[row.phase],
        row.reason,
    ]
