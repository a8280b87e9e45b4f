"""What measures do, as a table: each by itself, and within those that are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.compare.measures import effects
from mpp_lib.present.history import source_line
from mpp_lib.present.picture import Sheet
from mpp_lib.present.sheet import Form, build
from mpp_lib.present.subjects import short_name
from mpp_lib.present.values import difference_text, text_of
from mpp_lib.production.layers import Measure, measures_of

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

NO_EFFECT = "geen van de kernindicatoren verandert"
NOTE = (
    "Verschil met de uitkomst zonder maatregelen als alleen deze maatregel aan staat; in de laatste kolom het verschil "
    "dat zij maakt naast de maatregelen die aan staan. Kernindicatoren die niet veranderen zijn weggelaten."
)


def effects_sheet(result: RoundResult) -> Sheet:
    """The own effect of every measure on the key indicators, in medio, by year; of what is off as "wat als"."""
    data = effects(result)
    medio = data[data["scenario"] == "medio"]
    years = [str(year) for year in result.inputs.settings.span.calendar_years]
    rows = [row for measure in measures_of(result.inputs) for row in _rows(result, measure, medio, years)]
    columns = ["maatregel", "indicator", "zonder", *years, "in_geheel"]
    labels = {
        "maatregel": "Maatregel",
        "indicator": "Indicator",
        "zonder": f"Zonder, {years[-1]}",
        "in_geheel": f"In het geheel, {years[-1]}",
    }
    form = Form(
        stub=("maatregel", "indicator"),
        labels=labels,
        spanners={"Effect alleen": years},
        numbers=columns[2:],
    )
    frame = pd.DataFrame(rows or [["geen", *[""] * (len(columns) - 1)]], columns=columns)
    note = f"{NOTE} {source_line(result)}"
    return Sheet(build(frame, form), data, effects_finding(result), note, "Eigen effect van elke maatregel, medio")


def effects_finding(result: RoundResult) -> str:
    """Which measures are in the results."""
    names = [measure.id for measure in result.measures]
    if not names:
        return "Geen enkele maatregel staat aan: de uitkomsten in dit rapport zijn zonder maatregelen."
    if len(names) == 1:
        return f"Maatregel {names[0]} staat aan en zit in de uitkomsten van dit rapport."
    return f"De maatregelen {enumerate_nl(names)} staan aan en zitten in de uitkomsten van dit rapport."


def _rows(result: RoundResult, measure: Measure, medio: pd.DataFrame, years: list[str]) -> list[list[str]]:
    own = medio[medio["maatregel"] == measure.id]
    name = f"{measure.id} {measure.description}{'' if measure.active else ' (wat als)'}"
    rows = []
    for indicator, lines in own.groupby("indicator", sort=False):
        spec = result.chain.by_id[str(indicator)].spec()
        without, alone, within = (lines[column].astype(float).tolist() for column in ("zonder", "alleen", "in_geheel"))
        texts = [difference_text(base, base + gap, spec.unit) for base, gap in zip(without, alone, strict=True)]
        whole = difference_text(without[-1], without[-1] + within[-1], spec.unit)
        if any(text.strip("+−0,") for text in (*texts, whole)):
            rows.append([name, short_name(spec), text_of(without[-1], spec.unit), *texts, whole])
    return rows or [[name, NO_EFFECT, *[""] * (len(years) + 2)]]
