"""The hindcast as tables: what the chain makes of realised inflow and decisions, beside what was published.

With a round's own parameters it says how near the chain comes (a fit); with fitted ones the years after it check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.dutch import day_name, month_brief, number
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row
from mpp_lib.compare.hindcast.terms import PHASES, Phase
from mpp_lib.present.keten.balances import Closing
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import full_label, short_name, subject_of
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import difference, difference_text, exact_text, off_text, text_of
from mpp_lib.present.wording.sentences import moment, sentence
from mpp_lib.production.node import Balance

NOT_SCORED = "niet beoordeeld"
NO_REASON = "Geen verklaring opgegeven."
TITLE = "De keten met gerealiseerde instroom en beslissingen, naast gepubliceerde cijfers"
STAND = "Een stand is die van het einde van de maand."
NOTE = (
    "Geijkt: de parameters zijn mede op dit cijfer afgestemd; getoetst: niet; niet beoordeeld: er is geen gepubliceerd "
    f"cijfer, alleen een aanname. {STAND} Een reden hoort bij elk cijfer dat "
)
NO_TEST = (
    "De aannames van de ronde zijn gekozen met deze cijfers in de hand: dit is aansluiting, geen toets. "
    f"{STAND} Waren de beslissingen van een jaar op de peildatum nog niet bekend, dan gaat het jaar ervoor door."
)


def hindcast_source(hindcast: Hindcast) -> str:
    """The line under everything that comes from the hindcast."""
    years = hindcast.inputs.settings.span.calendar_years
    own = f" en de parameters van ronde {hindcast.round}" if hindcast.round else ""
    return (
        f"Bron: productiemodel met gerealiseerde instroom en beslissingen van {years[0]} tot en met {years[-1]}{own}; "
        f"openbare cijfers; peildatum {day_name(hindcast.inputs.settings.cutoff)}."
    )


def hindcast_table(hindcast: Hindcast) -> Table[Row]:
    """Every row of the hindcast, whatever comes out; the phases and reasons where the parameters are fitted ones."""
    specs = {row.indicator: hindcast.chain.by_id[row.indicator].spec() for row in hindcast.rows}
    return Table(
        hindcast.rows,
        [
            Column("Periode", lambda row: _period(row, specs[row.indicator])),
            Column("Gepubliceerd", lambda row: given_text(hindcast, row), kind="number", role="realised"),
            Column("Keten", lambda row: text_of(row.modelled, specs[row.indicator].unit), kind="number"),
            Column("Verschil", lambda row: off(hindcast, row), kind="number"),
            *([] if hindcast.round else _judged(hindcast)),
        ],
        title=TITLE,
        finding=hindcast_finding(scored_rows(hindcast)),
        note=f"{NO_TEST if hindcast.round else NOTE + _limits(hindcast)} {hindcast_source(hindcast)}",
        group=lambda row: full_label(specs[row.indicator]),
        dense=True,
    )


def _judged(hindcast: Hindcast) -> tuple[Column[Row], ...]:
    """Whether a figure took part in the fit, and why it is off."""
    return (
        Column("Fase", lambda row: PHASES[row.phase] if hindcast.scored(row) else NOT_SCORED),
        Column("Reden", lambda row: row.reason or (NO_REASON if row.missed else "")),
    )


def _period(row: Row, spec: IndicatorSpec) -> str:
    return month_brief(row.period.end) if spec.aggregation.at_end else row.period.text


def scored_rows(hindcast: Hindcast) -> tuple[Row, ...]:
    """The rows of which a figure was published."""
    return tuple(row for row in hindcast.rows if hindcast.scored(row))


def given_text(hindcast: Hindcast, row: Row) -> str:
    """A published figure as it was published, with the mark of its status."""
    return marked(exact_text(row.realised, hindcast.chain.by_id[row.indicator].unit), status_of(hindcast, row))


def status_of(hindcast: Hindcast, row: Row) -> str:
    """The status with which a figure was delivered."""
    given = hindcast.inputs.realisations
    given = given[(given["indicator"] == row.indicator) & (given["periode"] == str(row.period))]
    return str(given["status"].iloc[0])


def off(hindcast: Hindcast, row: Row) -> str:
    """How far the chain is off a published figure: in percents, of a percentage in percentage points."""
    return off_text(row.realised, row.modelled, hindcast.chain.by_id[row.indicator].unit)


def _limits(hindcast: Hindcast) -> str:
    limits = [f"{number(limit)}% ({PHASES[phase]})" for phase, limit in hindcast.terms.limits.items()]
    return f"verder afwijkt dan {' of '.join(limits)}."


def hindcast_finding(rows: Sequence[Row]) -> str:
    """How far off the leading figures are, in the fitted years and afterwards.

    >>> from mpp_lib.base.periods import Period
    >>> off = [Row("coa.bezetting", Period.of_year(2023), 1.0, 1.0, 1.5, "fitted", "", 10, True)]
    >>> hindcast_finding([*off, Row("coa.bezetting", Period.of_year(2024), 1.0, 1.0, -9.96, "checked", "", 15, True)])
    'De hoofdcijfers wijken in de geijkte jaren hoogstens 1,5% af en daarna hoogstens 10,0%.'
    """
    if not any(row.leading and row.phase == "checked" for row in rows):
        return f"De hoofdcijfers wijken hoogstens {_worst(rows, 'fitted')}% af."
    fitted, checked = _worst(rows, "fitted"), _worst(rows, "checked")
    return f"De hoofdcijfers wijken in de geijkte jaren hoogstens {fitted}% af en daarna hoogstens {checked}%."


def _worst(rows: Sequence[Row], phase: Phase) -> str:
    leading = (row for row in rows if row.leading and row.phase == phase)
    return number(max((abs(row.deviation_pct) for row in leading), default=0.0), 1)


def saldo_table(hindcast: Hindcast) -> Table[Row]:
    """The balances of the stocks that were published, with the saldo between the chain's end and the publication."""
    balances = {balance.stock: balance for balance in hindcast.chain.balances}
    units = {stock: hindcast.chain.by_id[stock].unit for stock in balances}
    return Table(
        [row for row in hindcast.rows if row.indicator in balances and _is_year_end(hindcast, row)],
        [
            Column("Jaar", lambda row: str(row.period)),
            *(_post(hindcast, balances, name) for name in ("begin", "in", "uit", "eind")),
            Column("Gepubliceerd", lambda row: given_text(hindcast, row), kind="number", role="realised"),
            Column(
                "Saldo", lambda row: difference_text(row.modelled, row.realised, units[row.indicator]), kind="number"
            ),
        ],
        title="Balansen en het saldo met gepubliceerde standen",
        finding=saldo_finding(hindcast),
        note="Saldo: gepubliceerde stand min het eind van de keten. De keten begint elk jaar met haar eigen eind van "
        f"het jaar ervoor; het saldo is dus dat sinds het begin. {hindcast_source(hindcast)}",
        group=lambda row: short_name(hindcast.chain.by_id[row.indicator].spec()),
    )


def _post(hindcast: Hindcast, balances: Mapping[str, Balance], name: str) -> Column[Row]:
    """A post of the balance of a stock in the year of a row."""
    return Column(
        name.capitalize(),
        lambda row: closing_of(hindcast, balances[row.indicator], row.period).texts()[name],
        kind="number",
        over="Keten",
    )


def saldo_finding(hindcast: Hindcast) -> str:
    """The largest saldo of the leading stocks at the end of a year."""
    rows = [row for row in scored_rows(hindcast) if row.leading and _is_year_end(hindcast, row)]
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


def closing_of(hindcast: Hindcast, balance: Balance, year: Period) -> Closing:
    """The balance over a year of the hindcast."""
    place = year.start.since(hindcast.inputs.settings.span.start)
    stocks = np.append(hindcast.opening(balance.stock), hindcast.months(balance.stock))
    into, out = (
        sum(float(hindcast.months(name)[place : place + 12].sum()) for name in names)
        for names in (balance.inflow, balance.outflow)
    )
    unit = hindcast.chain.by_id[balance.stock].unit
    return Closing(float(stocks[place]), into, out, float(stocks[place + 12]), unit)
