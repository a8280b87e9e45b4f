"""Tables of the Prognose Eerste Asielinstroom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import MONTH_NAMES, number, people, percentage
from mpp_lib.inflow.adopted import adopted_table
from mpp_lib.present.history import prognose_source, source_line
from mpp_lib.present.picture import Sheet
from mpp_lib.present.sheet import Form, build
from mpp_lib.present.values import difference_text
from mpp_lib.present.wording import sentence

if TYPE_CHECKING:
    from mpp_lib.inflow.forecast_year import YearForecast
    from mpp_lib.production.run import RoundResult

_LINES = {
    "minimum": "minimum",
    "median": "mediaan",
    "mean": "gemiddelde",
    "medio": "medio",
    "maximum": "maximum",
}
_STEP = 5000


def scenario_sheet(result: RoundResult, year: int) -> Sheet:
    """The toekomstscenario's of a year: chance (before and after realised months), expectation, spread, narrative.

    Raises:
        ValueError: when the year lies outside the horizon.
    """
    forecast = result.forecast.year(year)
    data = scenario_data(result, year)
    learnt = forecast.realised_months > 0
    rows = pd.DataFrame(
        {
            "scenario": data["scenario"],
            "kans": [percentage(value, 1) for value in data["kans"]],
            "kans_nu": [percentage(value, 1) for value in data["kans_nu"]],
            "verwachting": [number(value) for value in data["verwachting"]],
            "spreiding": [number(value) for value in data["spreiding"]],
            "verdeling": data["verdeling"],
            "omschrijving": data["omschrijving"],
        }
    )
    rows = rows if learnt else rows.drop(columns="kans_nu")
    labels = {
        "scenario": "Toekomstscenario",
        "kans": "Kans vooraf" if learnt else "Kans",
        "kans_nu": f"Kans na {MONTH_NAMES[forecast.realised_months - 1]}",
        "verwachting": "Verwachting",
        "spreiding": "Spreiding",
        "verdeling": "Verdeling",
        "omschrijving": "Omschrijving",
    }
    numbers = [name for name in ("kans", "kans_nu", "verwachting", "spreiding") if name in rows]
    labels = {name: text for name, text in labels.items() if name in rows}
    return Sheet(
        build(rows, Form(stub=("scenario",), labels=labels, numbers=numbers)),
        data,
        scenario_finding(forecast),
        f"Verwachting en spreiding in eerste aanvragen per jaar. {prognose_source(result)}",
        f"Toekomstscenario's voor {year}",
    )


def scenario_data(result: RoundResult, year: int) -> pd.DataFrame:
    """scenario, omschrijving, kans, kans_nu, verwachting, spreiding, verdeling, gemiddelde of one year, unrounded."""
    forecast = result.forecast.year(year)
    given = result.inputs.scenarios
    given = given[given["jaar"] == year].reset_index(drop=True)
    return pd.DataFrame(
        {
            "scenario": list(forecast.scenarios),
            "omschrijving": list(forecast.narratives),
            "kans": forecast.prior_chances,
            "kans_nu": forecast.chances,
            "verwachting": given["verwachting"].astype(float),
            "spreiding": given["spreiding"].astype(float),
            "verdeling": [str(name) or "normaal" for name in given["verdeling"]],
            "gemiddelde": forecast.scenario_means,
        }
    )


def scenario_finding(forecast: YearForecast) -> str:
    """The likeliest scenario, and the one whose chance the realised months raised most."""
    now, before = forecast.chances, forecast.prior_chances
    top = int(np.argmax(now))
    ties = [name for name, chance in zip(forecast.scenarios, now, strict=True) if abs(chance - now[top]) < 5e-4]
    if len(ties) > 1:
        likeliest = f"{len(ties)} toekomstscenario's zijn voor {forecast.year} even waarschijnlijk, met elk {percentage(now[top])}"
    else:
        likeliest = f"‘{ties[0]}’ is voor {forecast.year} het waarschijnlijkste toekomstscenario, met een kans van {percentage(now[top])}"
    gain = int(np.argmax(now - before))
    learnt = ""
    if forecast.realised_months and percentage(before[gain]) != percentage(now[gain]):
        learnt = (
            f"na de realisaties tot en met {MONTH_NAMES[forecast.realised_months - 1]} nam de kans op "
            f"‘{forecast.scenarios[gain]}’ het meest toe: van {percentage(before[gain])} naar {percentage(now[gain])}"
        )
    return sentence(likeliest, learnt)


def scenarios_sheet(result: RoundResult) -> Sheet:
    """The toekomstscenario's of every year, grouped by year, without narratives."""
    data = pd.concat([scenario_data(result, year.year).assign(jaar=str(year.year)) for year in result.forecast.years])
    data = data.reset_index(drop=True)
    learnt = any(year.realised_months for year in result.forecast.years)
    rows = data[["jaar", "scenario"]].assign(
        kans=[percentage(value) for value in data["kans"]],
        kans_nu=[percentage(value) for value in data["kans_nu"]],
        verwachting=[number(value) for value in data["verwachting"]],
        spreiding=[number(value) for value in data["spreiding"]],
        verdeling=data["verdeling"],
        gemiddelde=[people(value) for value in data["gemiddelde"]],
    )
    labels = {
        "scenario": "Toekomstscenario",
        "kans": "Kans vooraf" if learnt else "Kans",
        "kans_nu": "Kans na realisaties",
        "verwachting": "Verwachting",
        "spreiding": "Spreiding",
        "verdeling": "Verdeling",
        "gemiddelde": "Gemiddelde",
    }
    if not learnt:
        rows, labels = rows.drop(columns="kans_nu"), {name: text for name, text in labels.items() if name != "kans_nu"}
    numbers = [name for name in labels if name not in ("scenario", "verdeling")]
    return Sheet(
        build(rows, Form(stub=("scenario",), group="jaar", labels=labels, numbers=numbers)),
        data,
        None,
        "Het gemiddelde is dat van de verdeling waarmee gerekend is: afgekapt bij nul en, waar maanden gerealiseerd zijn, "
        f"gegeven die maanden. {prognose_source(result)}",
        "Toekomstscenario's per jaar",
    )


def lines_sheet(result: RoundResult) -> Sheet:
    """Minimum, median, mean, medio and maximum of every year."""
    data = pd.DataFrame(
        [
            {"jaar": str(year.year)} | {text: float(getattr(year, name)) for name, text in _LINES.items()}
            for year in result.forecast.years
        ]
    )
    names = list(_LINES.values())
    rows = data[["jaar"]].assign(**{name: [people(value) for value in data[name]] for name in names})
    labels = {name: f"{name[:1].upper()}{name[1:]}" for name in ("jaar", *names)}
    return Sheet(
        build(rows, Form(stub=("jaar",), labels=labels, numbers=names)),
        data,
        None,
        "Minimum en maximum omsluiten 75% van de kans; boven medio ligt een derde van de kans, boven de mediaan de helft. "
        f"{prognose_source(result)}",
        "Eerste asielaanvragen per jaar: minimum, mediaan, gemiddelde, medio en maximum",
    )


def adopted_sheet(result: RoundResult) -> Sheet:
    """What enters the chain beside what was computed: gehanteerde aantallen with difference, chance and reason."""
    lines = adopted_table(result.forecast, result.inputs)
    data = pd.DataFrame(
        {
            "jaar": [str(line.year) for line in lines],
            "scenario": [line.scenario for line in lines],
            "berekend": [line.computed for line in lines],
            "gehanteerd": [line.value for line in lines],
            "verschil": [line.difference for line in lines],
            "kans_lager": [line.chance_below for line in lines],
            "reden": [_reason(line.given, line.is_rounding, line.reason) for line in lines],
        }
    )
    rows = data[["jaar", "scenario"]].assign(
        berekend=[people(value) for value in data["berekend"]],
        gehanteerd=[number(value) if line.given else people(value) for value, line in zip(data["gehanteerd"], lines, strict=True)],
        verschil=[difference_text(line.computed, line.value, "personen") for line in lines],
        kans=[percentage(value) for value in data["kans_lager"]],
        reden=data["reden"],
    )
    labels = {
        "jaar": "Jaar",
        "scenario": "MPP-scenario",
        "berekend": "Berekend",
        "gehanteerd": "Gehanteerd",
        "verschil": "Verschil",
        "kans": "Kans op minder",
        "reden": "Reden",
    }
    return Sheet(
        build(rows, Form(stub=("jaar", "scenario"), labels=labels, numbers=("berekend", "gehanteerd", "verschil", "kans"))),
        data,
        adopted_finding(lines),
        f"Kans op minder: volgens de prognose zelf. {prognose_source(result)}",
        "Berekende en gehanteerde aantallen eerste asielaanvragen",
    )


def adopted_finding(lines: Sequence[object]) -> str:
    """How many of the numbers that enter the chain are more than a rounding of what was computed."""
    given = [line for line in lines if line.given]  # type: ignore[attr-defined]
    changed = [line for line in given if not line.is_rounding]  # type: ignore[attr-defined]
    if not given:
        return "In de keten gaan de berekende aantallen, zonder bijstelling."
    if not changed:
        return "De gehanteerde aantallen zijn afrondingen van de berekende."
    many = f"{len(changed)} van de {len(lines)} gehanteerde aantallen wijken" if len(changed) > 1 else f"een van de {len(lines)} gehanteerde aantallen wijkt"
    return sentence(f"{many} verder dan een afronding af van het berekende aantal")


def _reason(given: bool, rounding: bool, reason: str) -> str:
    if not given:
        return "berekend aantal overgenomen"
    return reason or ("afronding" if rounding else "")


def chances_sheet(result: RoundResult, thresholds: Sequence[float] | None = None) -> Sheet:
    """The chance of more than 20, 25, … thousand first applications, per year.

    Args:
        thresholds: numbers of people; steps of five thousand that matter in any year when None.
    """
    values = list(thresholds) if thresholds is not None else default_thresholds(result)
    years = result.forecast.years
    data = pd.DataFrame({"meer dan": values} | {str(year.year): year.distribution.sf(np.array(values)) for year in years})
    names = [str(year.year) for year in years]
    rows = pd.DataFrame({"meer dan": [number(value) for value in values]} | {name: [_chance(float(p)) for p in data[name]] for name in names})
    return Sheet(
        build(rows, Form(stub=("meer dan",), labels={"meer dan": "Meer dan"}, numbers=names)),
        data,
        chances_finding(years[0], values),
        prognose_source(result),
        "Kans op meer dan een aantal eerste asielaanvragen, per jaar",
    )


def default_thresholds(result: RoundResult) -> list[float]:
    """Multiples of five thousand from the lowest first to the highest last percentile of the years."""
    ends = [year.distribution.quantile(np.array([0.01, 0.99])) for year in result.forecast.years]
    low = np.floor(min(end[0] for end in ends) / _STEP) * _STEP
    high = np.ceil(max(end[1] for end in ends) / _STEP) * _STEP
    return [float(value) for value in np.arange(max(low, _STEP), high + _STEP, _STEP)]


def chances_finding(year: YearForecast, thresholds: Sequence[float]) -> str:
    """The chance of more than the threshold nearest to the median of the first year."""
    nearest = min(thresholds, key=lambda value: abs(value - year.median))
    chance = float(year.distribution.sf(np.array(nearest)))
    return f"De kans op meer dan {number(nearest)} eerste asielaanvragen in {year.year} is {_chance(chance)}."


def _chance(chance: float) -> str:
    """A chance to one decimal, never 0% or 100% where it is not quite."""
    if 0 < chance < 0.0005:
        return "<0,1%"
    return ">99,9%" if 0.9995 <= chance < 1 else percentage(chance)


def experts_sheet(result: RoundResult) -> Sheet:
    """What experts said, with and without numbers."""
    from mpp_lib.present.sheet import plain_rows

    data = result.inputs.experts
    rows = data.assign(
        jaar=data["jaar"].astype(str),
        **{name: ["" if pd.isna(value) else number(float(value)) for value in data[name]] for name in ("laag", "midden", "hoog")},
    )
    columns = {
        "organisatie": "Organisatie",
        "jaar": "Jaar",
        "fase": "Fase",
        "bereik": "Bereik",
        "laag": "Laag",
        "midden": "Midden",
        "hoog": "Hoog",
        "oordeel": "Oordeel",
        "bron": "Bron",
    }
    return Sheet(
        plain_rows(rows, columns, numbers=("laag", "midden", "hoog")),
        data,
        None,
        source_line(result, model=False, sources=("inbreng en toets van deskundigen",)),
        "Inbreng en toets van deskundigen",
    )


def published_comparison(result: RoundResult, published: pd.DataFrame) -> Sheet:
    """What was published for the round beside what the model gives, with the difference in percents.

    Args:
        published: columns jaar, indicator, mpp_scenario, waarde, bron.

    Raises:
        ValueError: when a row names a year outside the horizon, or an indicator or scenario that is unknown.
    """
    _refuse_unknown(result, published)
    modelled = [result.year(str(row.indicator), int(row.jaar), str(row.mpp_scenario)) for row in published.itertuples()]
    data = published.assign(gemodelleerd=modelled).reset_index(drop=True)
    data = data.assign(verschil_pct=100 * (data["gemodelleerd"] / data["waarde"] - 1))
    from mpp_lib.present.subjects import full_label

    rows = pd.DataFrame(
        {
            "reeks": [full_label(result.chain.by_id[str(name)].spec()) for name in data["indicator"]],
            "jaar": data["jaar"].astype(str),
            "scenario": data["mpp_scenario"],
            "gepubliceerd": [number(float(value)) for value in data["waarde"]],
            "gemodelleerd": [people(float(value)) for value in data["gemodelleerd"]],
            "verschil": [relative(float(value)) for value in data["verschil_pct"]],
            "bron": data["bron"],
        }
    )
    labels = {name: f"{name[:1].upper()}{name[1:]}" for name in rows} | {"scenario": "MPP-scenario"}
    return Sheet(
        build(rows, Form(stub=("reeks", "jaar", "scenario"), labels=labels, numbers=("gepubliceerd", "gemodelleerd", "verschil"))),
        data,
        published_finding(data),
        source_line(result),
        "Gepubliceerde en gemodelleerde aantallen",
    )


def relative(percent: float) -> str:
    """A difference in percents with its sign: ``+1,2%``."""
    from mpp_lib.base.dutch import signed

    return f"{signed(percent, 1)}%"


def published_finding(data: pd.DataFrame) -> str:
    """The largest difference, in percents."""
    largest = float(data["verschil_pct"].abs().max())
    return f"De gemodelleerde aantallen wijken hoogstens {number(largest, 1)}% af van de gepubliceerde."


def _refuse_unknown(result: RoundResult, published: pd.DataFrame) -> None:
    years = result.inputs.settings.span.calendar_years
    wrong = [
        f"{row.jaar} {row.indicator} {row.mpp_scenario}"
        for row in published.itertuples()
        if int(row.jaar) not in years or row.indicator not in result.chain.by_id or row.mpp_scenario not in SCENARIOS
    ]
    if wrong:
        raise ValueError(f"niet te vergelijken: {', '.join(wrong)}")
