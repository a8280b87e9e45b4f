"""The hindcast as tables: what the chain makes of realised inflow and decisions, beside what was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import day_name, month_brief, number, signed
from mpp_lib.base.periods import YEAR
from mpp_lib.compare.hindcast.calibration import STARTS, stored
from mpp_lib.compare.hindcast.hindcast import FITTED_UNTIL, LEADING, LIMITS, PHASES, Hindcast, Phase, Row
from mpp_lib.inputs.series import parameter_array
from mpp_lib.present.keten.balances import Closing
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build
from mpp_lib.present.verantwoording.input_tables import value_text
from mpp_lib.present.wording.indicator_names import full_label, short_name, subject_of
from mpp_lib.present.wording.printed_values import difference, difference_text, exact_text, text_of
from mpp_lib.present.wording.sentences import moment, sentence
from mpp_lib.production.node import Balance
from mpp_lib.production.run import RoundResult

NOT_SCORED = "niet beoordeeld"
NO_REASON = "Geen verklaring opgegeven."
TITLE = "De keten met gerealiseerde instroom en beslissingen, naast gepubliceerde cijfers"
NOTE = (
    "Geijkt: de parameters zijn mede op dit cijfer afgestemd; getoetst: niet; niet beoordeeld: er is geen gepubliceerd "
    "cijfer, alleen een aanname. Een stand is die van het einde van de maand. Een reden hoort bij elk cijfer dat "
    f"verder afwijkt dan {number(LIMITS['fitted'])}% (geijkt) of {number(LIMITS['checked'])}% (getoetst). "
)


def hindcast_source(hindcast: Hindcast) -> str:
    """The line under everything that comes from the hindcast."""
    years = hindcast.inputs.settings.span.calendar_years
    return (
        f"Bron: productiemodel met gerealiseerde instroom en beslissingen van {years[0]} tot en met {years[-1]}; "
        f"openbare cijfers, vindplaats in rounds/_hindcast; peildatum {day_name(hindcast.inputs.settings.cutoff)}."
    )


def hindcast_sheet(hindcast: Hindcast) -> Sheet:
    """Every row of the hindcast, whatever comes out."""
    columns = {
        "periode": "Periode",
        "gerealiseerd": "Gepubliceerd",
        "gemodelleerd": "Keten",
        "verschil": "Verschil",
        "fase": "Fase",
        "reden": "Reden",
    }
    data = pd.DataFrame([row.as_dict() for row in hindcast.rows])
    form = Form(
        stub=("periode",),
        group="indicator",
        labels=columns,
        numbers=("gerealiseerd", "gemodelleerd", "verschil"),
        realised=("gerealiseerd",),
    )
    table = build(pd.DataFrame([_texts(hindcast, row) for row in hindcast.rows], columns=["indicator", *columns]), form)
    note = f"{NOTE}{hindcast_source(hindcast)}"
    return Sheet(table, data, hindcast_finding(scored_rows(hindcast)), note, TITLE, dense=True)


def scored_rows(hindcast: Hindcast) -> tuple[Row, ...]:
    """The rows of which a figure was published."""
    return tuple(row for row in hindcast.rows if hindcast.scored(row))


def given_text(hindcast: Hindcast, row: Row) -> str:
    """A published figure as it was published; an assumption says that it is one."""
    text = exact_text(row.realised, hindcast.chain.by_id[row.indicator].unit)
    return text if hindcast.scored(row) else f"{text} (aanname)"


def hindcast_finding(rows: Sequence[Row]) -> str:
    """How far off the leading figures are, in the fitted years and afterwards.

    >>> from mpp_lib.base.periods import Period
    >>> off = [Row("coa.bezetting", Period.of_year(2023), 1.0, 1.0, 1.5, "fitted", "")]
    >>> hindcast_finding([*off, Row("coa.bezetting", Period.of_year(2024), 1.0, 1.0, -9.96, "checked", "")])
    'De hoofdcijfers wijken in de geijkte jaren hoogstens 1,5% af en daarna hoogstens 10,0%.'
    """
    fitted, checked = _worst(rows, "fitted"), _worst(rows, "checked")
    return f"De hoofdcijfers wijken in de geijkte jaren hoogstens {fitted}% af en daarna hoogstens {checked}%."


def _worst(rows: Sequence[Row], phase: Phase) -> str:
    leading = (row for row in rows if row.indicator in LEADING and row.phase == phase)
    return number(max((abs(row.deviation_pct) for row in leading), default=0.0), 1)


def _texts(hindcast: Hindcast, row: Row) -> list[str]:
    spec = hindcast.chain.by_id[row.indicator].spec()
    return [
        full_label(spec),
        month_brief(row.period.end) if spec.aggregation.at_end else row.period.text,
        given_text(hindcast, row),
        text_of(row.modelled, spec.unit),
        f"{signed(row.deviation_pct, 1)}%",
        PHASES[row.phase] if hindcast.scored(row) else NOT_SCORED,
        row.reason or (NO_REASON if row.missed else ""),
    ]


def calibration_sheet(hindcast: Hindcast, result: RoundResult) -> Sheet:
    """The fitted parameters: where the search began, where it ended, and what the round holds."""
    specs = {spec.name: spec for spec in hindcast.chain.parameters}
    ends, first = stored(hindcast.inputs), [result.inputs.settings.span.start]
    own = {name: parameter_array(result.inputs.parameters, specs[name], first, ["medio"])[0, 0] for name in STARTS}
    data = pd.DataFrame(
        [(specs[name].label, specs[name].unit, STARTS[name], ends[name], float(own[name])) for name in STARTS],
        columns=["parameter", "eenheid", "begin", "uitkomst", "ronde"],
    )
    numbers = ("begin", "uitkomst", "ronde")
    texts = {
        name: [value_text(value, unit) for value, unit in zip(data[name], data["eenheid"], strict=True)]
        for name in numbers
    }
    labels = {
        "parameter": "Parameter",
        "begin": "Begin",
        "uitkomst": "Uitkomst",
        "ronde": "In deze ronde",
        "eenheid": "Eenheid",
    }
    form = Form(stub=("parameter",), labels=labels, numbers=numbers)
    table = build(data.assign(**texts)[list(labels)], form)
    note = (
        "Begin: waar het zoeken begint. Waarde in de eerste maand; aandelen en kansen in procenten. Een parameter die "
        f"in de tijd verandert houdt haar verloop. {hindcast_source(hindcast)}"
    )
    return Sheet(table, data, calibration_finding(hindcast), note, "Geijkte parameters")


def calibration_finding(hindcast: Hindcast) -> str:
    """How many parameters were fitted on how many figures."""
    used = sum(row.phase == "fitted" for row in scored_rows(hindcast))
    years = f"{hindcast.inputs.settings.span.first_year} tot en met {FITTED_UNTIL.year}"
    return f"{len(STARTS)} parameters zijn afgestemd op {used} gepubliceerde cijfers van {years}."


def saldo_sheet(hindcast: Hindcast) -> Sheet:
    """The balances of the stocks that were published, with the saldo between the chain's end and the publication."""
    lines = list(_saldo_lines(hindcast))
    names = {
        "begin": "Begin",
        "in": "In",
        "uit": "Uit",
        "eind": "Eind",
        "gepubliceerd": "Gepubliceerd",
        "saldo": "Saldo",
    }
    columns = ["balans", "jaar", *names]
    rows = pd.DataFrame([texts for texts, _ in lines], columns=columns)
    data = pd.DataFrame([values for _, values in lines], columns=columns)
    form = Form(
        stub=("jaar",),
        group="balans",
        labels={"jaar": "Jaar", **names},
        numbers=list(names),
        realised=("gepubliceerd",),
        spanners={"Keten": ["begin", "in", "uit", "eind"]},
    )
    note = (
        "Saldo: gepubliceerde stand min het eind van de keten. De keten begint elk jaar met haar eigen eind van het "
        f"jaar ervoor; het saldo is dus dat sinds het begin. {hindcast_source(hindcast)}"
    )
    return Sheet(
        build(rows, form), data, saldo_finding(hindcast), note, "Balansen en het saldo met gepubliceerde standen"
    )


def saldo_finding(hindcast: Hindcast) -> str:
    """The largest saldo of the leading stocks at the end of a year."""
    rows = [row for row in scored_rows(hindcast) if row.indicator in LEADING and _is_year_end(hindcast, row)]
    if not rows:
        return "Van geen hoofdcijfer is een stand aan het einde van een jaar gepubliceerd."
    row = max(rows, key=lambda row: abs(row.realised - row.modelled))
    spec = hindcast.chain.by_id[row.indicator].spec()
    gap = difference(row.modelled, row.realised, spec.unit)
    word = "hoger" if gap > 0 else "lager"
    return sentence(
        f"het grootste saldo van een hoofdcijfer: {moment(row.period, spec.aggregation)} ligt {subject_of(spec).text} "
        f"{text_of(abs(gap), spec.unit)} {word} dan de keten aangeeft"
    )


def _is_year_end(hindcast: Hindcast, row: Row) -> bool:
    return row.period.length == YEAR and hindcast.chain.by_id[row.indicator].aggregation.at_end


def _saldo_lines(hindcast: Hindcast) -> Iterator[tuple[list[str], list[object]]]:
    """Texts and numbers of each year of each balance whose stock was published."""
    balances = {balance.stock: balance for balance in hindcast.chain.balances}
    for row in hindcast.rows:
        if row.indicator in balances and _is_year_end(hindcast, row):
            yield _saldo_line(hindcast, balances[row.indicator], row)


def _saldo_line(hindcast: Hindcast, balance: Balance, row: Row) -> tuple[list[str], list[object]]:
    spec = hindcast.chain.by_id[balance.stock].spec()
    place = row.period.start.since(hindcast.inputs.settings.span.start)
    stocks = np.append(hindcast.opening(balance.stock), hindcast.months(balance.stock))
    flows = [
        sum(float(hindcast.months(name)[place : place + 12].sum()) for name in names)
        for names in (balance.inflow, balance.outflow)
    ]
    closing = Closing(float(stocks[place]), flows[0], flows[1], float(stocks[place + 12]), spec.unit)
    texts = [*closing.texts(), given_text(hindcast, row), difference_text(row.modelled, row.realised, spec.unit)]
    values = [closing.begin, closing.into, closing.out, closing.end, row.realised, row.realised - row.modelled]
    return [short_name(spec), str(row.period), *texts], [short_name(spec), str(row.period), *values]
