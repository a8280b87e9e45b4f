"""What went in: parameters, distributions, realised figures and the IND-prognoseplan, each with owner and source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mpp_lib.base.catalogue import KernelSpec
from mpp_lib.base.dutch import MINUS, month_brief, number, plain
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.compare.plan_versus_chain import ROUNDING, plan_versus_chain
from mpp_lib.inputs.plan.words import STOCK, StreamNames
from mpp_lib.inputs.series import parameter_array
from mpp_lib.present.shown.table import Column, Record, Table, records, under_own_name
from mpp_lib.present.verantwoording.register_tables import indicator_name
from mpp_lib.present.wording.partners import in_order
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.present.wording.printed_values import difference_text, relative_text, text_of
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import input_source, publisher, source_line
from mpp_lib.production.run import RoundResult

_PROGNOSIS = {
    "rho_s": "Samenhang tussen jaren: behoud van het toekomstscenario",
    "rho_w": "Samenhang tussen jaren: plaats binnen het toekomstscenario",
    "kappa": "Vastheid van het seizoensprofiel",
}


def parameters_table(result: RoundResult, previous: RoundResult | None = None) -> Table[Record]:
    """Every parameter with its value, that of the previous round, unit, owner and source, in the order of the file."""
    labels = _PROGNOSIS | {spec.name: spec.label for spec in result.chain.parameters}
    return Table(
        records(result.inputs.parameters),
        [
            Column("Parameter", lambda row: labels.get(row["parameter"], row["parameter"])),
            Column("Vanaf", lambda row: month_brief(Month.parse(row["vanaf"])), role="head"),
            Column("Scenario", lambda row: row["mpp_scenario"] or "alle", role="head"),
            Column("Waarde", lambda row: value_text(row["waarde"], row["eenheid"]), kind="number"),
            *([_previous_column(previous)] if previous else []),
            *under_own_name("eenheid", "eigenaar"),
            Column("Bron en toelichting", lambda row: _with_note(row["bron"], row["toelichting"])),
        ],
        title="Parameters",
        finding=assumptions_finding(result),
        note=f"Aandelen en kansen in procenten. {courses_note(result)} {input_source(result)}",
        dense=True,
    )


def courses_note(result: RoundResult) -> str:
    """Which parameters go from one value to the next in a straight line; all others do so at once."""
    rows, labels = result.inputs.courses, {spec.name: spec.label for spec in result.chain.parameters}
    names = [labels[name] for name in rows.loc[rows["verloop"] == "lineair", "parameter"]]
    if not names:
        return "Een waarde geldt vanaf haar maand."
    return (
        "Een waarde geldt vanaf haar maand, maar deze parameters lopen in een rechte lijn van het midden van het ene "
        f"jaar naar dat van het volgende: {'; '.join(names)}."
    )


def _previous_column(previous: RoundResult) -> Column[Record]:
    return Column(f"Ronde {previous.inputs.settings.round}", lambda row: _previous(previous, row), kind="number")


def assumptions_finding(result: RoundResult) -> str:
    """How many parameter values have no public or partner's source."""
    sources = result.inputs.parameters["bron"].astype(str)
    assumed = int(sources.str.lower().str.startswith("aanname").sum())
    return f"Van de {len(sources)} parameterwaarden {'is' if assumed == 1 else 'zijn'} er {assumed} een aanname."


def value_text(value: float, unit: str) -> str:
    """A parameter as a reader sees it: shares and chances in percents, anything else as written."""
    if unit.startswith(("aandeel", "kans")):
        return f"{plain(round(float(value) * 100, 4))}%"
    return plain(value)


def _previous(previous: RoundResult, row: Record) -> str:
    """The value that the previous round had in the month from which this row counts."""
    name, since, scenario, unit = (str(row[key]) for key in ("parameter", "vanaf", "mpp_scenario", "eenheid"))
    spec = next((spec for spec in previous.chain.parameters if spec.name == name), None)
    given = previous.inputs.parameters
    if spec is None:
        same = given.loc[given["parameter"] == name, "waarde"]
        return value_text(float(same.iloc[0]), unit) if len(same) else ""
    try:
        value = parameter_array(given, spec, [Month.parse(since)], [scenario or "medio"])[0, 0]
    except ValueError:
        return ""
    return "" if pd.isna(value) else value_text(float(value), unit)


def _with_note(source: str, note: str) -> str:
    text = f"{source}. {note}" if note else source
    return f"{text[:1].upper()}{text[1:]}"


def ranges_table(result: RoundResult) -> Table[Record]:
    """Every declared range, with owner and source, in the order of the file."""
    specs = result.chain.catalogue().uncertain

    def end_of(end: str) -> Column[Record]:
        return Column(end.capitalize(), lambda row: _end_text(row, end, specs[row["invoer"]].unit), kind="number")

    return Table(
        records(result.inputs.ranges),
        [
            Column("Invoer", lambda row: specs[row["invoer"]].label),
            Column("Vanaf", lambda row: month_brief(Month.parse(row["vanaf"])), role="head"),
            end_of("laag"),
            end_of("hoog"),
            *under_own_name("eigenaar"),
            Column("Bron en toelichting", lambda row: _with_note(row["bron"], row["toelichting"])),
        ],
        title="Bereiken voor de gevoeligheden",
        note="Met een kans van een achtste ligt de invoer onder laag, met een achtste boven hoog; het bereik geldt tot "
        "de volgende rij. ×: maal de waarde van medio, van een verdeling zoveel keer zo lang; + en −: erbij of eraf; "
        "anders in plaats van de waarde. Van een parameter die hier niet staat volgt het bereik uit haar "
        f"standaardafwijking. {input_source(result)}",
        dense=True,
    )


def _end_text(row: Record, end: str, unit: str) -> str:
    value = float(row[end])
    match row["soort"]:
        case "factor":
            return f"× {plain(value)}"
        case "plus":
            sign, size = MINUS if value < 0 else "+", value_text(abs(value), unit)
            return f"{sign}{size.replace('%', ' procentpunt')}"
        case _:
            return value_text(value, unit)


def kernels_table(result: RoundResult) -> Table[Record]:
    """Every distribution by entry month: its lags, sum and mean lag, owner and source."""
    specs = {spec.name: spec for spec in result.chain.kernels}
    groups = result.inputs.kernels.groupby(["parameter", "vanaf"], sort=False)
    return Table(
        [_kernel_row(specs[str(name)], str(since), shares) for (name, since), shares in groups],
        [
            *under_own_name("verdeling", "vanaf"),
            Column("Maanden", "maanden", kind="number"),
            Column("Som", "som", kind="number"),
            Column("Gemiddeld", "gemiddelde", kind="number"),
            *under_own_name("eigenaar", "bron"),
        ],
        title="Verdelingen over de tijd",
        note=f"Gemiddeld: in maanden na binnenkomst. {input_source(result)}",
    )


def _kernel_row(spec: KernelSpec, since: str, shares: pd.DataFrame) -> dict[str, str]:
    total = float(shares["aandeel"].sum())
    mean = float((shares["k"].astype(float) * shares["aandeel"]).sum()) / total if total else 0.0
    is_whole = spec.total is not None or bool(spec.group)
    return {
        "verdeling": spec.label,
        "vanaf": month_brief(Month.parse(since)),
        "maanden": f"{int(shares['k'].min())}–{int(shares['k'].max())}",
        "som": f"{plain(round(total * 100, 2))}%" if is_whole else "n.v.t.",
        "gemiddelde": number(mean, 1),
        "eigenaar": str(shares["eigenaar"].iloc[0]),
        "bron": _with_note("; ".join(dict.fromkeys(shares["bron"].astype(str))), ""),
    }


def realisations_table(result: RoundResult) -> Table[Record]:
    """The realised figures used, by indicator and publisher: which periods, how many, and their status."""
    return Table(
        _realisations(result),
        [
            Column("Indicator", lambda row: indicator_name(result, row["indicator"])),
            Column("Perioden", lambda row: _periods(row["perioden"])),
            Column("Aantal", lambda row: len(row["perioden"]), kind="number"),
            *under_own_name("status", "bron"),
        ],
        title="Gebruikte realisaties",
        note="Rijen met status aanname vullen beginstanden en voorgeschiedenis van het model; in geen figuur staan zij "
        "als gerealiseerd. De volledige vindplaats staat bij elke rij van de invoer. "
        f"{input_source(result)}",
        dense=True,
    )


def _realisations(result: RoundResult) -> list[Record]:
    """indicator, perioden (in order), status and bron, by partner in the order of the report."""
    data = result.inputs.realisations
    named = data.assign(bron=[publisher(str(source)) for source in data["bron"]])
    rows: list[Record] = []
    for (indicator, status, source), group in named.groupby(["indicator", "status", "bron"], sort=False):
        periods = sorted(map(Period.parse, group["periode"]), key=lambda period: (period.length, period))
        rows.append({"indicator": str(indicator), "perioden": periods, "status": status, "bron": source})
    order = [partner.key for partner in in_order(row["indicator"].partition(".")[0] for row in rows)]
    return sorted(rows, key=lambda row: (order.index(row["indicator"].partition(".")[0]), row["indicator"]))


def _periods(periods: Sequence[Period]) -> str:
    by_length: dict[int, list[Period]] = {}
    for period in periods:
        by_length.setdefault(period.length, []).append(period)
    return "; ".join(str(group[0]) if len(group) == 1 else f"{group[0]} … {group[-1]}" for group in by_length.values())


def plan_table(result: RoundResult, scenario: str = "medio") -> Table[Record]:
    """Where the IND-prognoseplan and the chain come to other numbers, by stream, quantity and year."""
    data = plan_data(result, scenario)
    columns: list[Column[Record]] = [
        Column("Stroom", "stroom"),
        Column("Grootheid", "grootheid", role="head"),
        Column("Jaar", "jaar", role="head"),
        Column("IND-plan", "plan", unit="zaken"),
        Column("Keten", "keten", unit="zaken"),
        Column("Verschil", lambda row: difference_text(row["plan"], row["keten"], "zaken"), kind="number"),
        Column("%", lambda row: relative_text(row["plan"], row["keten"], "zaken"), kind="number"),
    ]
    return Table(
        records(data),
        columns[:1] if data.empty else columns,
        title=f"Waar het {plan_name(result.inputs)} en de keten verschillen, {scenario}",
        finding=plan_finding(result, data),
        note="Vergeleken zijn instroom, beslissingen, afgedaan zonder beslissing en voorraad van elke stroom waarvan "
        "het plan ze geeft; wat op de afronding na gelijk is, staat er niet bij. Een stroom is de som van het jaar, "
        "een voorraad de stand van eind december. De keten neemt van het plan de capaciteit en de percentages over, "
        f"bij regulier en bewaring ook de instroom; de rest rekent zij zelf uit. {source_line(result)}",
        dense=not data.empty,
    )


def plan_data(result: RoundResult, scenario: str) -> pd.DataFrame:
    """stroom, grootheid, jaar, plan, keten: every year of each series of which a year differs more than by rounding."""
    both = plan_versus_chain(result)
    chosen = both[both["mpp_scenario"] == scenario]
    apart = chosen["verschil"].abs().groupby([chosen["stroom"], chosen["grootheid"]]).transform("max") > ROUNDING
    chosen = chosen[apart]
    names = StreamNames(result.chain.catalogue()).sheet_names()
    short = {stream: name[:1].lower() + name[1:].partition(" (")[0] for stream, name in names.items()}
    words = {
        "stroom": chosen["stroom"].map(short),
        "grootheid": chosen["grootheid"].str.replace("_", " "),
        "jaar": chosen["jaar"].astype(str),
    }
    return chosen.assign(**words)[[*words, "plan", "keten"]].reset_index(drop=True)


def plan_finding(result: RoundResult, data: pd.DataFrame) -> str:
    """Where chain and plan are furthest apart."""
    name = plan_name(result.inputs)
    if data.empty and plan_versus_chain(result).empty:
        return f"Het {name} bevat niets om naast de keten te leggen."
    if data.empty:
        return f"De keten komt op dezelfde aantallen uit als het {name}."
    furthest = max(records(data), key=lambda row: abs(row["keten"] - row["plan"]))
    what = f"{furthest['stroom']}, {furthest['grootheid']} {'eind' if furthest['grootheid'] == STOCK else 'in'}"
    own, planned = (text_of(furthest[whose], "zaken") for whose in ("keten", "plan"))
    return sentence(
        f"het verschil is het grootst bij {what} {furthest['jaar']}: {own} in de keten, {planned} in het plan"
    )
