"""How wide the forecast is, beside what the past needed and beside forecasts without judgement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mpp_lib.base.dutch import enumerate_nl, number
from mpp_lib.inflow.references import NAIVE, WALK
from mpp_lib.inflow.spreads import DECIMALS, Spread, automatic_widths, spreads
from mpp_lib.present.prognose.reference_names import NAMES
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.printed_values import NOTHING
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult


def spreads_table(result: PrognoseResult) -> Table[Spread]:
    """A row per year of the horizon; advice, by what the round knew at its cut-off."""
    found, automatic = spreads(result.forecast, result.inputs), automatic_widths(result.inputs)
    return Table(
        found,
        [
            Column("Jaar", lambda row: row.year),
            Column("Deze ronde", lambda row: _text(row.own), kind="number"),
            Column("Was nodig", lambda row: _text(row.needed_width), kind="number"),
            Column("Uitkomsten", lambda row: row.needed.years if row.needed else NOTHING, kind="number"),
            Column(NAMES[NAIVE].capitalize(), lambda row: _text(row.naive), kind="number"),
            Column(NAMES[WALK].capitalize(), lambda row: _text(row.walk), kind="number"),
            Column("Automatisch mengsel", lambda row: _text(automatic.get(row.year)), kind="number"),
        ],
        title="Hoe breed de prognose is, en hoe breed zij in het verleden had moeten zijn",
        finding=spreads_finding(found),
        note="Breedte: ln(maximum/minimum); 0,69 is een maximum van twee keer het minimum. Was nodig: de breedte "
        "waarmee de eenvoudigste prognose (wat er van het jaar was, en voor de rest de laatste twaalf maanden) op "
        "hetzelfde moment van eerdere jaren driekwart van de uitkomsten had omvat; uitkomsten: hoeveel dat er zijn. "
        "Zij overlappen, en het zijn er weinig. Het is advies: wat de analist weet en het verleden niet, kan een "
        f"smallere prognose dragen. {prognose_source(result)}",
        dense=True,
    )


def spreads_finding(found: Sequence[Spread]) -> str:
    """The first year in words, and which years are narrower than the past needed."""
    first = found[0]
    if first.needed is None:
        return "Het verleden is te kort om te zeggen hoe breed de prognose zou moeten zijn."
    needed = (
        f"voor 75% was in {first.year} een breedte van {_text(first.needed.width)} nodig (een maximum van "
        f"{_times(first.needed.width)} keer het minimum)"
    )
    own = f"deze ronde heeft {_text(first.own)} ({_times(first.own)} keer)"
    narrow = [str(one.year) for one in found if one.narrow]
    if not narrow:
        return sentence(needed, own, "zij is in geen jaar smaller dan nodig was")
    return sentence(needed, own, f"zij is smaller dan nodig was in {enumerate_nl(narrow)}")


def _text(width: float | None) -> str:
    return NOTHING if width is None else number(width, DECIMALS) if np.isfinite(width) else "onbegrensd"


def _times(width: float) -> str:
    return number(float(np.exp(width)), 1)
