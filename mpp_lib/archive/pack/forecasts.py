"""Every forecast there was, as rows; and of those of first applications what their distribution is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mpp_lib.archive.pack.declared import WORKING
from mpp_lib.archive.pack.sheet import Cell, Row
from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.compare.evaluation.forecast_history import ROUND, PastForecast
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.compare.uncertainty.past_bands import Ends, PastBand
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.published import PublishedResult
from mpp_lib.production.run import RoundResult

ENTERED, GIVEN_INFLOW = "ingezet", "met instroom"
"""First applications as they entered the chain; and what the chain made of those that came."""
DRAWN, DRAWN_WITHOUT = "trekkingen", "trekkingen zonder modelfout"
"""The band of draws of a round, of which it could know the model error or not; and the same without that error."""


def version_of(result: RoundResult) -> str:
    """Where the figures of a round come from: the name of the version that counts, or the working folder."""
    return result.version if isinstance(result, PublishedResult) else WORKING


def round_rows(results: Sequence[RoundResult]) -> Iterator[Row]:
    """A row for each round."""
    for result in results:
        settings = result.inputs.settings
        years = settings.span.calendar_years
        yield {
            "ronde": settings.round,
            "versie": version_of(result),
            "titel": settings.title,
            "stand": str(result.inputs.state()),
            "peildatum": settings.cutoff.isoformat(),
            "gerealiseerd_tot": str(settings.realised_until),
            "eerste_jaar": years[0],
            "laatste_jaar": years[-1],
            "reeks_vanaf": _since_break(result),
            "startgetal": settings.seed,
            "toelichting": settings.disclaimer,
        }


def _since_break(result: RoundResult) -> str:
    """The month of the last break in first applications that the round knows; empty where it knows none."""
    until = result.inputs.settings.realised_until
    past = [month for month in result.unknown.breaks(FIRST_INFLOW) if month <= until]
    return str(past[-1]) if past else ""


def forecast_rows(results: Sequence[RoundResult], record: TrackRecord, bands: Sequence[PastBand]) -> tuple[Row, ...]:
    """A row for each forecast, numbered from one."""
    rows = [*_said(results, record.history), *(row for result in results for row in _first(result))]
    rows += [*_given_inflow(results, record), *_drawn(results, bands)]
    return tuple({"nr": place, **row} for place, row in enumerate(rows, start=1))


def mixture_rows(results: Sequence[RoundResult]) -> Iterator[Row]:
    """A row for each toekomstscenario of each year."""
    for result in results:
        profile = result.forecast.profile
        for year in result.forecast.years:
            known: Row = {
                "basis": _basis(year),
                "gerealiseerd": year.realised_total,
                "aandeel": profile.after(year.realised_months),
                "kappa": profile.concentration,
            }
            for own in _components(year):
                yield {"ronde": result.forecast.round, "jaar": year.year, **own, **known}


def _components(year: YearForecast) -> Iterator[Row]:
    parts = year.components
    columns = (year.scenarios, year.prior_chances, parts.expectation, parts.spread, parts.lognormal)
    for name, chance, expectation, spread, lognormal in zip(*columns, strict=True):
        numbers = {"kans": float(chance), "verwachting": float(expectation), "spreiding": float(spread)}
        yield {"scenario": name, **numbers, "verdeling": "lognormaal" if lognormal else "normaal"}


def _basis(year: YearForecast) -> str:
    if not year.realised_months:
        return ""
    return "vooraf" if year.conditioned else "inclusief_realisatie"


def _said(results: Sequence[RoundResult], history: Sequence[PastForecast]) -> Iterator[Row]:
    """What rounds and publications forecast; first applications of a round by their quantiles."""
    by_name = {result.inputs.settings.round: result for result in results}
    for said in history:
        about = (
            _about(by_name[said.round]) if said.kind == ROUND else {"ronde": said.round, "bekend_op": str(said.known)}
        )
        yield {
            **about,
            "soort": said.kind,
            "kent_tot": str(said.known),
            **_figure(said.indicator, said.year, said.horizon),
            "minimum": said.minimum,
            "mediaan": _median(by_name, said),
            "medio": said.medio,
            "maximum": said.maximum,
            "bron": said.source,
        }


def _median(by_name: dict[str, RoundResult], said: PastForecast) -> float | None:
    if said.kind != ROUND or said.indicator != FIRST_INFLOW:
        return None
    return by_name[said.round].forecast.year(said.year).median


def _first(result: RoundResult) -> Iterator[Row]:
    """First applications as they entered the chain, and the forecasts of them without judgement."""
    for year in result.inputs.settings.span.calendar_years:
        entered = (result.year(FIRST_INFLOW, year, scenario) for scenario in SCENARIOS)
        place = _of_round(result, FIRST_INFLOW, year)
        yield {**place, "soort": ENTERED, **dict(zip(SCENARIOS, entered, strict=True))}
        for name, reference in result.references.of(year).items():
            lines = reference.lines
            told = {"minimum": lines.minimum, "mediaan": lines.median, "medio": lines.medio, "maximum": lines.maximum}
            yield {**place, "soort": name, **told}


def _given_inflow(results: Sequence[RoundResult], record: TrackRecord) -> Iterator[Row]:
    by_name = {result.inputs.settings.round: result for result in results}
    for score in record.chain:
        place = _of_round(by_name[score.round], score.indicator, score.year)
        yield {**place, "soort": GIVEN_INFLOW, "medio": score.given_inflow, "antwoordt": score.answers}


def _drawn(results: Sequence[RoundResult], bands: Sequence[PastBand]) -> Iterator[Row]:
    by_name = {result.inputs.settings.round: result for result in results}
    for band in bands:
        place = _of_round(by_name[band.score.round], band.score.indicator, band.score.year)
        yield {**place, "soort": DRAWN, **_ends(band.ends), "modelfout": band.origin}
        if band.complete:
            yield {**place, "soort": DRAWN_WITHOUT, **_ends(band.of_inputs)}


def _ends(band: Ends) -> Row:
    return dict(zip(("minimum", "maximum"), band, strict=True))


def _of_round(result: RoundResult, indicator: str, year: int) -> dict[str, Cell]:
    until = result.inputs.settings.realised_until
    return {**_about(result), "kent_tot": str(until), **_figure(indicator, year, year - until.year)}


def _about(result: RoundResult) -> dict[str, Cell]:
    settings = result.inputs.settings
    state = {"stand": str(result.inputs.state()), "bekend_op": settings.cutoff.isoformat()}
    return {"ronde": settings.round, "versie": version_of(result), **state}


def _figure(indicator: str, year: int, ahead: int) -> dict[str, Cell]:
    known = catalogue_named(STANDARD).indicators.get(indicator)
    told = {"partner": known.partner, "eenheid": known.unit} if known else {}
    return {"jaar": year, "vooruit": ahead, "indicator": indicator, **told}
