"""The fitted parameters as tables: where the search ended, what a round holds, and what they would give there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mpp_lib.base.dutch import enumerate_nl, month_brief
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.beside_round import Consequence, Step, consequences, steps
from mpp_lib.compare.hindcast.fitted import STARTS
from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.inputs.series import parameter_array
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.hindcast_table import hindcast_source, scored_rows
from mpp_lib.present.verantwoording.input_tables import value_text
from mpp_lib.present.wording.indicator_names import short_name, subject_of
from mpp_lib.present.wording.printed_values import NOTHING, difference_text, text_of
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.production.grounds import ground_of
from mpp_lib.production.run import RoundResult

NOT_FITTED = "niet te ijken"
HELD_AGAINST = (
    "Geijkt is op de cijfers die op de peildatum bekend waren; na de geijkte jaren staat het laatste niveau er. Hoger "
    "of lager: verder van dat niveau dan de onzekerheid die de ronde zelf opgeeft. Niet te ijken: geen bekend cijfer "
    "zegt er genoeg over."
)


def calibration_table(hindcast: Hindcast) -> Table[Step]:
    """The fitted parameters: where the search began, and where it ended in each period."""
    return Table(
        list(_found(hindcast)),
        [
            Column("Vanaf", lambda step: month_brief(step.since)),
            Column("Begin", lambda step: _text(STARTS[step.spec.name], step.spec.unit), kind="number"),
            Column("Uitkomst", lambda step: _text(step.fitted, step.spec.unit), kind="number"),
            Column("Eenheid", lambda step: step.spec.unit),
        ],
        title="Geijkte parameters",
        finding=calibration_finding(hindcast),
        note="Begin: het niveau in de eerste maand waar het zoeken begint; aandelen en kansen in procenten. Een "
        f"parameter die in de tijd verandert houdt haar verloop. {hindcast_source(hindcast)}",
        group=lambda step: step.spec.label,
    )


def _found(hindcast: Hindcast) -> Iterator[Step]:
    """Each fitted parameter from every month in which it changes."""
    specs = {spec.name: spec for spec in hindcast.chain.parameters}
    for name, level in hindcast.fitted.items():
        rows = hindcast.inputs.parameters
        since = sorted(map(Month.parse, rows.loc[rows["parameter"] == name, "vanaf"]))
        values = parameter_array(rows, specs[name], since, ["medio"])[:, 0]
        for month, value in zip(since, values, strict=True):
            yield Step(specs[name], month, level * float(value / values[0]), None, 0.0)


def calibration_finding(hindcast: Hindcast) -> str:
    """How many parameters were fitted on how many figures."""
    used = sum(row.phase == "fitted" for row in scored_rows(hindcast))
    years = f"{hindcast.inputs.settings.span.first_year} tot en met {hindcast.terms.until['fitted'].year}"
    return f"{len(hindcast.fitted)} parameters zijn afgestemd op {used} gepubliceerde cijfers van {years}."


def beside_round_table(hindcast: Hindcast, result: RoundResult) -> Table[Step]:
    """Each parameter that can be fitted beside the round's, over all their periods."""
    found, name = steps(hindcast, result), result.inputs.settings.round
    return Table(
        found,
        [
            Column("Vanaf", lambda step: month_brief(step.since)),
            Column("Geijkt", lambda step: _fitted_text(step), kind="number"),
            Column(f"Ronde {name}", lambda step: _text(step.own, step.spec.unit), kind="number"),
            Column("Onzekerheid", lambda step: _uncertainty(step), kind="number"),
            Column("Ronde naast ijking", lambda step: step.place or NOTHING),
        ],
        title="Geijkte parameters naast die van de ronde",
        finding=f"{calibration_finding(hindcast)} {places_finding(found)}",
        note=f"{HELD_AGAINST} Aandelen en kansen in procenten. {hindcast_source(hindcast)}",
        group=lambda step: step.spec.label,
    )


def places_finding(found: Sequence[Step]) -> str:
    """Which parameters of the round lie further from the fitted value than the round's own uncertainty."""
    apart = list(dict.fromkeys(step.spec.label for step in found if step.place in ("hoger", "lager")))
    if not apart:
        return "De ronde ligt nergens verder van de ijking dan haar eigen onzekerheid."
    verb = "ligt" if len(apart) == 1 else "liggen"
    names = enumerate_nl([_quoted(label) for label in apart])
    return f"Verder van de ijking dan de eigen onzekerheid {verb} in de ronde: {names}."


def _quoted(label: str) -> str:
    return f"‘{label}’"


def _fitted_text(step: Step) -> str:
    return NOT_FITTED if step.fitted is None else _text(step.fitted, step.spec.unit)


def _uncertainty(step: Step) -> str:
    return f"± {_text(step.uncertainty, step.spec.unit)}" if step.own is not None and step.uncertainty else NOTHING


def _text(value: float | None, unit: str) -> str:
    """A value in three significant digits, more than which no fit can tell."""
    return NOTHING if value is None else value_text(float(f"{value:.3g}"), unit)


def consequence_table(hindcast: Hindcast, result: RoundResult) -> Table[Consequence]:
    """What the fitted values would give in the last year of the round, with what the round says of its own."""
    found = consequences(hindcast, result)
    stocks = [name for name in hindcast.terms.leading if result.chain.by_id[name].aggregation.at_end]
    return Table(
        found,
        [
            Column("Parameter", lambda row: row.spec.label),
            Column("Geijkt niveau", lambda row: _text(row.level, row.spec.unit), kind="number"),
            *(column for name in stocks for column in _beside(result, name)),
            Column("Waarom de ronde anders kiest", lambda row: ground_of(result.inputs, row.spec).reason),
        ],
        title=f"Wat de geijkte waarde in deze ronde zou geven, eind {result.inputs.settings.span.end.year} in medio",
        finding=consequence_finding(found, result),
        note="Geijkt niveau: het laatste, in alle jaren van de ronde; al het andere blijft als in de ronde. Getoond "
        f"zijn de parameters die verder van de ijking liggen dan hun onzekerheid. {hindcast_source(hindcast)}",
        dense=True,
    )


def _beside(result: RoundResult, indicator: str) -> tuple[Column[Consequence], ...]:
    """What a stock comes to with the fitted level, and the difference with the round, which stands over them."""
    spec, year = result.chain.by_id[indicator].spec(), result.inputs.settings.span.end.year
    unit = spec.unit
    over = f"{short_name(spec)} (ronde: {text_of(result.year(indicator, year, 'medio'), unit)})"
    return (
        Column("met ijking", lambda row: row.years[indicator][1], unit=unit, over=over),
        Column("verschil", lambda row: difference_text(*row.years[indicator], unit), kind="number", over=over),
    )


def consequence_finding(found: Sequence[Consequence], result: RoundResult) -> str:
    """The largest difference that a fitted value would make."""
    if not found:
        return "Geen parameter van de ronde ligt verder van de ijking dan haar eigen onzekerheid."
    row, indicator = max(
        ((row, name) for row in found for name in row.years), key=lambda pair: _gap(pair[0].years, pair[1])
    )
    own, changed = row.years[indicator]
    spec, year = result.chain.by_id[indicator].spec(), result.inputs.settings.span.end.year
    return sentence(
        f"met het geijkte niveau van {_quoted(row.spec.label)} ({_text(row.level, row.spec.unit)}) komt "
        f"{subject_of(spec).text} eind {year} in medio uit op {text_of(changed, spec.unit)}, tegen "
        f"{text_of(own, spec.unit)} in deze ronde"
    )


def _gap(years: Mapping[str, tuple[float, float]], indicator: str) -> float:
    own, changed = years[indicator]
    return abs(changed / own - 1)
