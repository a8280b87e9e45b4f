"""Figures for in the text: every number a template names by ``{{< meta cijfers.… >}}``, ready to show.

Keys, below ``cijfers``:

    jaar1 … jaarN                          the years of the horizon; ``laatste_jaar`` and ``realisatiejaar`` beside them
    eerste.jaarK.minimum | mediaan | gemiddelde | medio | maximum     the Prognose
    eerste.jaarK.kans_boven_vorig_maximum  chance of more than the previous round's maximum for that year
    eerste.jaarK.vorig_medio, .verandering, .vergelijking             beside the previous round
    eerste.realisatie, eerste.gerealiseerd_dit_jaar                   last complete year; what is in of the first year
    gehanteerd.jaarK.minimum | medio | maximum                        what entered the chain
    totaal, ind_voorraad, coa_bezetting, vergunninghouders, dtv_instroom, coa_piek, nareis, taakstelling:
        .jaarK.minimum | medio | maximum | verandering | vergelijking, .realisatie, .bevinding
    vorige.ronde                           name of the previous round
    horizon, peildatum, realisaties_tot    words for the round itself

What a round does not have (no previous round, no realised year) says ``onbekend``, so that no key is ever missing.
"""

from __future__ import annotations

from typing import Any

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.dutch import day_name, month_name, number, people
from mpp_lib.base.periods import Period
from mpp_lib.inflow.adopted import adopted_table
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.wording.courses import medio_course, previous_medio
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import chance_text, change_text, exact_text, text_of
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import course, moment, more_or_less, runs, sentence
from mpp_lib.production.key_figures import IN_TEXT
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.run import RoundResult

UNKNOWN = "onbekend"


def figures_in_text(result: RoundResult, previous: RoundResult | None) -> dict[str, Any]:
    """Every figure by the keys of this module, under ``cijfers``: nested dicts of texts.

    Args:
        previous: the round before, or None for a first round.
    """
    figures = prognose_in_text(result, previous)
    figures["gehanteerd"] = _adopted(result)
    for key, indicator in IN_TEXT.items():
        if indicator in result.chain.by_id:
            figures[key] = _indicator(result, previous, indicator)
    return {"cijfers": figures}


def prognose_in_text(result: PrognoseResult, previous: PrognoseResult | None) -> dict[str, Any]:
    """Those of the Prognose and of the round itself, which need no chain."""
    return {**_round(result, previous), "eerste": _forecast(result, previous)}


def _round(result: PrognoseResult, previous: PrognoseResult | None) -> dict[str, Any]:
    settings = result.inputs.settings
    years = settings.span.calendar_years
    return {f"jaar{place}": str(year) for place, year in enumerate(years, start=1)} | {
        "laatste_jaar": str(years[-1]),
        "realisatiejaar": str(years[0] - 1),
        "horizon": f"{years[0]} tot en met {years[-1]}",
        "peildatum": day_name(settings.cutoff),
        "realisaties_tot": month_name(settings.realised_until),
        "vorige": {"ronde": previous.inputs.settings.round if previous else UNKNOWN},
    }


def _forecast(result: PrognoseResult, previous: PrognoseResult | None) -> dict[str, Any]:
    first = result.forecast.years[0]
    last_year = realised_years(result, FIRST_INFLOW).get(first.year - 1)
    figures: dict[str, Any] = {
        f"jaar{place}": _forecast_year(year, previous) for place, year in enumerate(result.forecast.years, start=1)
    }
    return figures | {
        "realisatie": UNKNOWN if last_year is None else exact_text(last_year, "personen"),
        "gerealiseerd_dit_jaar": number(first.realised_total) if first.realised_months else UNKNOWN,
    }


def _forecast_year(year: YearForecast, previous: PrognoseResult | None) -> dict[str, str]:
    lines = {
        "minimum": year.minimum,
        "mediaan": year.median,
        "gemiddelde": year.mean,
        "medio": year.medio,
        "maximum": year.maximum,
    }
    return {name: people(value) for name, value in lines.items()} | _beside_previous(year, previous)


def _beside_previous(year: YearForecast, previous: PrognoseResult | None) -> dict[str, str]:
    if previous is None or year.year not in previous.inputs.settings.span.calendar_years:
        return dict.fromkeys(("vorig_medio", "verandering", "vergelijking", "kans_boven_vorig_maximum"), UNKNOWN)
    before = previous.forecast.year(year.year)
    reference = f"in ronde {previous.inputs.settings.round}"
    return {
        "vorig_medio": people(before.medio),
        "verandering": change_text(before.medio, year.medio, "personen"),
        "vergelijking": more_or_less(before.medio, year.medio, "personen", reference),
        "kans_boven_vorig_maximum": chance_text(float(year.distribution.sf(before.maximum))),
    }


def _adopted(result: RoundResult) -> dict[str, dict[str, str]]:
    first = result.inputs.settings.span.first_year
    figures: dict[str, dict[str, str]] = {}
    for line in adopted_table(result.forecast, result.inputs):
        figures.setdefault(f"jaar{line.year - first + 1}", {})[line.scenario] = people(line.value)
    return figures


def _indicator(result: RoundResult, previous: RoundResult | None, indicator: str) -> dict[str, Any]:
    node, years = result.chain.by_id[indicator], result.inputs.settings.span.calendar_years
    known = realised_years(result, indicator).get(years[0] - 1)
    figures: dict[str, Any] = {
        f"jaar{place}": _indicator_year(result, previous, indicator, year) for place, year in enumerate(years, start=1)
    }
    low, _, high = (float(value) for value in result.years[indicator][-1])
    return figures | {
        "realisatie": UNKNOWN if known is None else exact_text(known, node.unit),
        "bevinding": sentence(
            course(
                subject_of(node.spec()), medio_course(result, indicator), node.unit, node.aggregation, lead="in medio"
            ),
            runs(moment(Period.of_year(years[-1]), node.aggregation), low, high, node.unit),
        ),
    }


def _indicator_year(result: RoundResult, previous: RoundResult | None, indicator: str, year: int) -> dict[str, str]:
    unit = result.chain.by_id[indicator].unit
    figures = {scenario: text_of(result.year(indicator, year, scenario), unit) for scenario in SCENARIOS}
    before = previous_medio(previous, indicator, year)
    if before is None or previous is None:
        return figures | dict.fromkeys(("verandering", "vergelijking"), UNKNOWN)
    after = result.year(indicator, year, "medio")
    return figures | {
        "verandering": change_text(before, after, unit),
        "vergelijking": more_or_less(before, after, unit, f"in ronde {previous.inputs.settings.round}"),
    }
