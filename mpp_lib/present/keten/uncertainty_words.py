"""Words for how sure a figure is: its band, the place of medio in it, and what planning on it risks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mpp_lib.base.dutch import number, percentage
from mpp_lib.base.periods import Period
from mpp_lib.compare.uncertainty.planning_risks import PlanningRisk
from mpp_lib.compare.uncertainty.round_bands import BAND_ERROR, HIGH, LOW, PLACES, RoundBands
from mpp_lib.compare.uncertainty.round_simulation import DRAWS
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.present.wording.sentences import led, moment, sentence
from mpp_lib.production.key_figures import SUMMARY
from mpp_lib.production.planned_on import RECEPTION, PlannedOn
from mpp_lib.simulation.drawn import drawn_round

MEDIAN = "p50"
UNKNOWN = "onbekend"


def band_text(bands: RoundBands, indicator: str, year: int) -> str:
    """The band of 75%: ``62.100–91.300``; without what the chain may be off it is no whole one, and is not shown."""
    if bands.origin(indicator) == UNKNOWN:
        return UNKNOWN
    return "–".join(value_text(bands, indicator, year, end) for end in (LOW, HIGH))


def value_text(bands: RoundBands, indicator: str, year: int, name: str) -> str:
    """One of the names of a band, as printed."""
    return text_of(bands.value(indicator, year, name), bands.result.chain.by_id[indicator].unit)


def place_text(bands: RoundBands, indicator: str, year: int, run: str) -> str:
    """How likely less is than what a run comes to."""
    return chance_text(bands.value(indicator, year, PLACES[run]))


def origin_text(bands: RoundBands, indicator: str) -> str:
    """What is known of the error of the chain in an indicator: ``eigen (n = 6)``, of how many years it was measured."""
    origin = bands.origin(indicator)
    return f"{origin} (n = {bands.errors[indicator].n})" if indicator in bands.errors else origin


def fan_finding(bands: RoundBands, indicator: str, year: int) -> str:
    """Between which figures an indicator lies with a chance of 75%, its median, and how likely less than medio is."""
    median = value_text(bands, indicator, year, MEDIAN)
    medio = text_of(bands.result.year(indicator, year, "medio"), bands.result.chain.by_id[indicator].unit)
    below = f"de kans op minder dan medio ({medio}) is {place_text(bands, indicator, year, 'medio')}"
    return sentence(_lies(bands, indicator, year), f"de mediaan is {median}", below, _warning(bands, indicator))


def _lies(bands: RoundBands, indicator: str, year: int) -> str:
    """``eind 2028 ligt de bezetting met 75% kans tussen 58.390 en 177.920``."""
    spec = bands.result.chain.by_id[indicator].spec()
    subject, when = subject_of(spec), moment(Period.of_year(year), spec.aggregation)
    low, high = (value_text(bands, indicator, year, name) for name in (LOW, HIGH))
    return f"{when} {subject.verb('ligt', 'liggen')} {subject.text} met 75% kans tussen {low} en {high}"


def _warning(bands: RoundBands, indicator: str) -> str:
    """What the band of an indicator lacks; nothing where it is whole."""
    known = bands.origin(indicator) != UNKNOWN
    return "" if known else "dat is alleen de onzekerheid van de invoer: de modelfout is onbekend"


def drawn_text(bands: RoundBands) -> str:
    """What is drawn and what is not, and how far the drawing itself leaves a figure unsure."""
    drawn = drawn_round(bands.result, bands.result.inputs.settings.seed)
    count, inputs = len(drawn.sources), len(drawn.bounds)
    return (
        f"De banden komen uit {number(DRAWS)} trekkingen. Elke trekking neemt een eigen instroompad, en een eigen "
        f"waarde voor {count} van de {inputs} parameters, reeksen van het IND-prognoseplan en verdelingen over de "
        f"tijd: die met een bereik. Daarmee wordt de hele keten doorgerekend. De overige {inputs - count} en de "
        f"beginstanden trekken niet mee. {_errors_text(bands)} Met andere trekkingen verschuift een grens van deze "
        f"kerncijfers ongeveer {_error_text(bands)} van de breedte van haar band, of minder."
    )


def _errors_text(bands: RoundBands) -> str:
    """Of how many indicators the error of the chain is in the bands, and whose it is."""
    counts = Counter(bands.origin(node.id) for node in bands.result.chain.nodes)
    if not bands.errors:
        return (
            "Hoe ver de keten zelf ernaast zit, is niet te meten aan wat deze ronde kon weten: de trekkingen bevatten "
            "alleen de onzekerheid van de invoer, en de onzekerheid van een cijfer is onbekend."
        )
    return (
        "Daarbij komt de modelfout, hoe ver de keten zelf ernaast zat in jaren die op de peildatum om waren: van "
        f"{counts['eigen']} indicatoren een eigen, van {counts['geleend']} geleend van soortgelijke. Van de andere "
        f"{counts['onbekend']} is zij onbekend; dan staat er geen band."
    )


def _error_text(bands: RoundBands) -> str:
    """The largest simulation error of the ends of the bands of key figures, as a share of their width."""
    years = bands.result.inputs.settings.span.calendar_years
    widths = (
        (bands.value(name, year, BAND_ERROR), bands.value(name, year, HIGH) - bands.value(name, year, LOW))
        for name in SUMMARY
        for year in years
    )
    return percentage(max((error / width for error, width in widths if width > 0), default=0.0), 0)


def certainty_text(bands: RoundBands, risks: Sequence[PlanningRisk]) -> str:
    """How sure reception is in the last year, and what planning a tenth lower risks: for the summary."""
    year = bands.result.inputs.settings.span.end.year
    known_by = RECEPTION.known_by
    lies = sentence(_lies(bands, known_by, year), _warning(bands, known_by))
    return led("Hoe zeker de opvang is", f"{lies} {planning_finding(risks, RECEPTION, year)}")


def planning_finding(risks: Sequence[PlanningRisk], thing: PlannedOn, year: int) -> str:
    """What planning a tenth below medio risks in a year."""
    (lower,) = (risk for risk in risks if (risk.planned_on, risk.year) == (thing, year) and risk.step < 0)
    return (
        f"Wie 10% minder {thing.name} plant dan medio ({_count(lower.figure)}), heeft er met "
        f"{chance_text(lower.short.chance)} kans te weinig, gemiddeld {_count(lower.short.amount)}."
    )


def _count(value: float) -> str:
    return text_of(value, "personen")
