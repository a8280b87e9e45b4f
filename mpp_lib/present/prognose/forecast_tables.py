"""Tables of the Prognose Eerste Asielinstroom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import number, people, percentage, signed
from mpp_lib.inflow.adopted import AdoptedLine, adopted_table
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build, plain_rows, records
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.printed_values import chance_text, difference_text
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source, source_line
from mpp_lib.production.run import RoundResult

_LINES = {
    "minimum": "minimum",
    "median": "mediaan",
    "mean": "gemiddelde",
    "medio": "medio",
    "maximum": "maximum",
}
_STEP = 5000


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
        "Minimum en maximum omsluiten 75% van de kans; boven medio ligt een derde ervan, boven de mediaan de helft. "
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
        gehanteerd=[
            number(value) if line.given else people(value)
            for value, line in zip(data["gehanteerd"], lines, strict=True)
        ],
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
        build(
            rows, Form(stub=("jaar", "scenario"), labels=labels, numbers=("berekend", "gehanteerd", "verschil", "kans"))
        ),
        data,
        adopted_finding(lines),
        f"Kans op minder: volgens de prognose zelf. {prognose_source(result)}",
        "Berekende en gehanteerde aantallen eerste asielaanvragen",
    )


def adopted_finding(lines: Sequence[AdoptedLine]) -> str:
    """How many of the numbers that enter the chain are more than a rounding of what was computed."""
    given = [line for line in lines if line.given]
    changed = [line for line in given if not line.is_rounding]
    if not given:
        return "In de keten gaan de berekende aantallen, zonder bijstelling."
    if not changed:
        return "De gehanteerde aantallen zijn afrondingen van de berekende."
    many = (
        f"{len(changed)} van de {len(lines)} gehanteerde aantallen wijken"
        if len(changed) > 1
        else f"een van de {len(lines)} gehanteerde aantallen wijkt"
    )
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
    data = pd.DataFrame(
        {"meer dan": values} | {str(year.year): year.distribution.sf(np.array(values)) for year in years}
    )
    names = [str(year.year) for year in years]
    rows = pd.DataFrame(
        {"meer dan": [number(value) for value in values]}
        | {name: [chance_text(float(p), 1) for p in data[name]] for name in names}
    )
    return Sheet(
        build(rows, Form(stub=("meer dan",), labels={"meer dan": "Meer dan"}, numbers=names)),
        data,
        chances_finding(years[0], values),
        prognose_source(result),
        "Kans op meer dan een aantal eerste asielaanvragen, per jaar",
    )


def default_thresholds(result: RoundResult) -> list[float]:
    """Multiples of five thousand between the lowest second and the highest 98th percentile of the years."""
    ends = [year.distribution.quantile(np.array([0.02, 0.98])) for year in result.forecast.years]
    low = np.floor(min(end[0] for end in ends) / _STEP) * _STEP
    high = np.ceil(max(end[1] for end in ends) / _STEP) * _STEP
    return [float(value) for value in np.arange(max(low, _STEP), high + _STEP, _STEP)]


def chances_finding(year: YearForecast, thresholds: Sequence[float]) -> str:
    """The chance of more than the threshold nearest to the median of the first year."""
    nearest = min(thresholds, key=lambda value: abs(value - year.median))
    chance = float(year.distribution.sf(np.array(nearest)))
    return f"De kans op meer dan {number(nearest)} eerste asielaanvragen in {year.year} is {chance_text(chance, 1)}."


def experts_sheet(result: RoundResult) -> Sheet:
    """What experts said, with and without numbers; columns that nobody filled are left out."""
    data = result.inputs.experts
    figures = ("laag", "midden", "hoog")
    texts = {name: ["" if pd.isna(value) else number(float(value)) for value in data[name]] for name in figures}
    rows = data.assign(jaar=data["jaar"].astype(str), **texts)
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
    shown = {name: text for name, text in columns.items() if name not in figures or any(texts[name])}
    return Sheet(
        plain_rows(rows, shown, numbers=[name for name in figures if name in shown]),
        data,
        None,
        source_line(result, model=False, sources=("inbreng en toets van deskundigen",)),
        "Inbreng en toets van deskundigen",
    )


def published_comparison(result: RoundResult, published: pd.DataFrame) -> Sheet:
    """What was published for the round beside what the model gives, with the difference in percents.

    Args:
        published: the register ``gepubliceerd``: jaar, indicator, mpp_scenario, waarde, bron.
    """
    modelled = [result.year(row["indicator"], row["jaar"], row["mpp_scenario"]) for row in records(published)]
    data = published.assign(gemodelleerd=modelled).reset_index(drop=True)
    data = data.assign(verschil_pct=100 * (data["gemodelleerd"] / data["waarde"] - 1))
    rows = data.assign(
        reeks=[full_label(result.chain.by_id[str(name)].spec()) for name in data["indicator"]],
        jaar=data["jaar"].astype(str),
        waarde=[number(float(value)) for value in data["waarde"]],
        gemodelleerd=[people(float(value)) for value in data["gemodelleerd"]],
        verschil=[f"{signed(float(value), 1)}%" for value in data["verschil_pct"]],
    )
    columns = {
        "reeks": "Reeks",
        "jaar": "Jaar",
        "mpp_scenario": "MPP-scenario",
        "waarde": "Gepubliceerd",
        "gemodelleerd": "Gemodelleerd",
        "verschil": "Verschil",
        "bron": "Bron",
    }
    table = plain_rows(rows, columns, numbers=("waarde", "gemodelleerd", "verschil"))
    return Sheet(table, data, published_finding(data), source_line(result), "Gepubliceerde en gemodelleerde aantallen")


def published_finding(data: pd.DataFrame) -> str:
    """The largest difference, in percents."""
    if data.empty:
        return "Van deze ronde zijn geen openbaar gemaakte aantallen opgenomen."
    largest = float(data["verschil_pct"].abs().max())
    return f"De gemodelleerde aantallen wijken hoogstens {number(largest, 1)}% af van de gepubliceerde."
