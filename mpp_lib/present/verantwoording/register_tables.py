"""The registers of a round and its record of who decided what, as tables; an empty register says "geen"."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mpp_lib.base.dutch import day_name, month_name, plain
from mpp_lib.base.look_back import LOOK_BACK
from mpp_lib.base.months import Month
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build, plain_rows
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.source_lines import input_source
from mpp_lib.production.run import RoundResult

_WEIGHTS = {"hoog": 0, "midden": 1, "laag": 2}
STEPS = {
    "start": "Start van de ronde",
    "peildatum": "Peildatum van de gegevens",
    "prognose": "Prognose Eerste Asielinstroom besproken",
    "ind_prognoseplan": "IND-prognoseplan aangeleverd",
    "productiemodel": "Productiemodel vastgesteld in de werkgroep",
    "werkgroep": "Bespreking in de MPP-werkgroep",
    "deelberaden": "Toets in de deelberaden",
    "rapport": "Rapportage gereed",
    "topberaad": "Vaststelling in het Topberaad",
}
"""Key in ``dates`` of round.yml → step as a reader knows it; another key is read as words."""


def risks_sheet(result: RoundResult) -> Sheet:
    """Risks, uncertainties and assumptions, weightiest first, with the indicator they touch and the direction."""
    data = risks_by_weight(result)
    rows = data.assign(indicator=[indicator_name(result, str(name)) for name in data["indicator"]])
    columns = {
        "id": "Nr.",
        "soort": "Soort",
        "omschrijving": "Omschrijving",
        "indicator": "Indicator",
        "richting": "Richting",
        "eigenaar": "Eigenaar",
        "weging": "Weging",
    }
    return _register(result, rows, data, columns, "Risico's, onzekerheden en aannames")


def risks_by_weight(result: RoundResult) -> pd.DataFrame:
    """The register, weightiest first, otherwise in its own order."""
    rows = result.inputs.registers["risicos"]
    order = rows["weging"].map(_WEIGHTS)
    return rows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def weightiest_risks(result: RoundResult, count: int = 3) -> str:
    """The weightiest risks as a list in Markdown; assumptions don't count."""
    rows = risks_by_weight(result)
    rows = rows[rows["soort"] != "aanname"].head(count)
    if rows.empty:
        return "Er zijn geen risico's geregistreerd."
    return "\n".join(f"- {row.omschrijving} (weging {row.weging}; {row.richting})" for row in rows.itertuples())


def measures_sheet(result: RoundResult) -> Sheet:
    """Measures, taken in or not, with what they change and on what ground."""
    data = result.inputs.measures
    labels = {spec.name: spec.label for spec in result.chain.parameters}
    rows = data.assign(
        parameter=[labels.get(str(name), str(name)) for name in data["parameter"]],
        effect=[_effect(str(kind), float(value)) for kind, value in zip(data["soort"], data["effect"], strict=True)],
        periode=[_span(str(since), str(until)) for since, until in zip(data["vanaf"], data["tot"], strict=True)],
        grondslag=[str(ground) or "ontbreekt" for ground in data["grondslag"]],
    )
    columns = {
        "omschrijving": "Maatregel",
        "parameter": "Werkt op",
        "periode": "Periode",
        "effect": "Effect",
        "actief": "Meegenomen",
        "grondslag": "Grondslag",
        "eigenaar": "Eigenaar",
        "onderbouwing": "Onderbouwing",
    }
    return _register(result, rows, data, columns, "Maatregelen")


def development_sheet(result: RoundResult) -> Sheet:
    """What was developed and what is next on the list."""
    columns = {
        "id": "Nr.",
        "soort": "Soort",
        "omschrijving": "Ontwikkelpunt",
        "prioriteit": "Prioriteit",
        "eigenaar": "Eigenaar",
        "status": "Status",
        "ronde": "Ronde",
    }
    return _plain_register(result, "ontwikkelpunten", columns, "Ontwikkelpunten")


def partners_sheet(result: RoundResult) -> Sheet:
    """Who took part in what, with what they deliver and receive."""
    data = result.inputs.registers["partners"]
    columns = {"partner": "Partner", "groep": "Groep", "rol": "Rol", "levert": "Levert", "ontvangt": "Ontvangt"}
    if data.empty:
        return _register(result, data, data, columns, "Betrokken partijen")
    rows = data.assign(gremium=[_capital(str(name)) for name in data["gremium"]])
    table = build(rows[["gremium", *columns]], Form(stub=("partner",), group="gremium", labels=columns))
    return Sheet(table, data, None, input_source(result), "Betrokken partijen")


def deviations_sheet(result: RoundResult) -> Sheet:
    """Deviations from the protocol."""
    columns = {
        "paragraaf": "Paragraaf",
        "afwijking": "Afwijking",
        "reden": "Reden",
        "besluit": "Besluit",
        "datum": "Datum",
    }
    return _plain_register(result, "afwijkingen", columns, "Afwijkingen van het protocol")


def left_out_sheet(result: RoundResult) -> Sheet:
    """What missed the cut-off or was left out on purpose."""
    columns = {"onderwerp": "Onderwerp", "reden": "Reden", "eigenaar": "Eigenaar"}
    return _plain_register(result, "niet_meegenomen", columns, "Niet meegenomen in deze ronde")


def planning_sheet(result: RoundResult) -> Sheet:
    """The steps of the round with their dates, in order of time."""
    dates = sorted(result.inputs.settings.dates.items(), key=lambda item: item[1])
    data = pd.DataFrame({"stap": [_step(name) for name, _ in dates], "datum": [day for _, day in dates]})
    rows = data.assign(datum=[day_name(day) for _, day in dates])
    return _register(result, rows, data, {"stap": "Stap", "datum": "Datum"}, "Planning van de ronde")


def _step(name: str) -> str:
    return STEPS.get(name, name.replace("_", " ").capitalize())


def decisions_sheet(result: RoundResult) -> Sheet:
    """The log of decisions, oldest first."""
    names = {
        "date": "Datum",
        "gremium": "Gremium",
        "product": "Product",
        "step": "Stap",
        "decision": "Besluit",
        "partner": "Partner",
        "objection": "Bezwaar",
    }
    data = pd.DataFrame(
        [{name: entry.get(name, "") for name in names} for entry in result.inputs.decisions], columns=list(names)
    )
    rows = data.assign(date=[day_name(day) for day in data["date"]])
    return _register(result, rows, data, names, "Besluiten")


def deliveries_sheet(result: RoundResult) -> Sheet:
    """What was delivered, by whom, in what version and for whose eyes."""
    data = result.inputs.deliveries
    rows = data.assign(
        doelgroepen=[str(groups).replace(",", ", ").replace("  ", " ") for groups in data["doelgroepen"]],
        datum=[_day(str(day)) for day in data["datum"]],
    )
    columns = {
        "bestand": "Bestand",
        "partner": "Partner",
        "versie": "Versie",
        "status": "Status",
        "doelgroepen": "Gedeeld met",
        "datum": "Datum",
    }
    return _register(result, rows, data, columns, "Leveringen")


def warnings_sheet(result: RoundResult) -> Sheet:
    """What is remarkable in the inputs without being wrong."""
    data = pd.DataFrame(
        [warning.as_dict() for warning in result.inputs.warnings],
        columns=["file", "where", "found", "problem", "expected"],
    )
    columns = {
        "file": "Bestand",
        "where": "Plaats",
        "problem": "Opmerking",
        "found": "Gevonden",
        "expected": "Verwacht",
    }
    return _register(result, data, data, columns, "Waarschuwingen bij de invoer")


def indicator_name(result: RoundResult, indicator: str) -> str:
    """Partner and label of an indicator; as written where nothing is known by it, empty stays empty."""
    node = result.chain.by_id.get(indicator)
    spec = node.spec() if node else LOOK_BACK.get(indicator)
    return full_label(spec) if spec else indicator


def _plain_register(result: RoundResult, name: str, columns: Mapping[str, str], title: str) -> Sheet:
    data = result.inputs.registers[name]
    rows = data.assign(datum=[_day(str(day)) for day in data["datum"]]) if "datum" in data else data
    return _register(result, rows, data, columns, title)


def _register(
    result: RoundResult, rows: pd.DataFrame, data: pd.DataFrame, columns: Mapping[str, str], title: str
) -> Sheet:
    filled = {name: text for name, text in columns.items() if (rows[name].astype(str) != "").any()}
    table = plain_rows(rows, {next(iter(columns)): title} if rows.empty else filled)
    return Sheet(table, data, None, input_source(result), title)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _effect(kind: str, value: float) -> str:
    words = {"plus": "plus", "factor": "maal", "waarde": "wordt"}
    return f"{words[kind]} {plain(value)}"


def _span(since: str, until: str) -> str:
    return f"{_month(since)} t/m {_month(until)}" if until else f"vanaf {_month(since)}"


def _month(text: str) -> str:
    return month_name(Month.parse(text))


def _day(text: str) -> str:
    month, _, day = text.rpartition("-")
    return f"{int(day)} {_month(month)}" if text else ""
