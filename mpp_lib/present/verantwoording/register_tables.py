"""The registers of a round and its record of who decided what, as tables; an empty register says "geen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from mpp_lib.base.dutch import day_name, month_name, plain
from mpp_lib.base.look_back import LOOK_BACK
from mpp_lib.base.markdown import literal
from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.ladder import gremium_name
from mpp_lib.present.shown.table import Column, Record, Table, records, under_own_name
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import input_source
from mpp_lib.production.layers import measures_of
from mpp_lib.production.run import RoundResult

_EFFECTS = {"plus": "plus", "factor": "maal", "waarde": "wordt"}
HEAVIEST = "hoog"
_WEIGHTS = {HEAVIEST: 0, "midden": 1, "laag": 2}
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


def risks_table(result: RoundResult) -> Table[Record]:
    """Risks, uncertainties and assumptions, weightiest first, with the indicator they touch and the direction."""
    columns: list[Column[Record]] = [
        Column("Nr.", "id"),
        *under_own_name("soort", "omschrijving"),
        Column("Indicator", lambda row: indicator_name(result, row["indicator"])),
        *under_own_name("richting", "eigenaar", "weging"),
    ]
    rows = records(risks_by_weight(result))
    heavy = [row["id"] for row in rows if row["weging"] == HEAVIEST]
    finding = _count_finding(len(heavy), len(rows), "krijgt een hoge weging", "krijgen een hoge weging")
    return replace(_register(result, rows, columns, "Risico's, onzekerheden en aannames"), finding=finding)


def _count_finding(found: int, whole: int, one: str, more: str) -> str:
    """How many of the rows of a register are of some kind; nothing of fewer than two.

    >>> _count_finding(2, 7, "weegt zwaar", "wegen zwaar"), _count_finding(0, 7, "weegt zwaar", "wegen zwaar")
    ('Van de 7 wegen er 2 zwaar.', 'Van de 7 weegt er geen zwaar.')
    """
    verb, _, rest = (more if found > 1 else one).partition(" ")
    return f"Van de {whole} {verb} er {found or 'geen'} {rest}." if whole > 1 else ""


def risks_by_weight(result: RoundResult) -> pd.DataFrame:
    """The register, weightiest first, otherwise in its own order."""
    rows = result.inputs.registers["risicos"]
    order = rows["weging"].map(_WEIGHTS)
    return rows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def weightiest_risks(result: RoundResult, count: int = 3) -> str:
    """The weightiest risks as a list in Markdown, each by its main clause; assumptions don't count."""
    rows = risks_by_weight(result)
    rows = rows[rows["soort"] != "aanname"].head(count)
    if rows.empty:
        return "Er zijn geen risico's geregistreerd."
    return "\n".join(f"- {literal(main_clause(row['omschrijving']))}" for row in records(rows))


def main_clause(text: str) -> str:
    """What stands before the first semicolon, as a sentence."""
    return f"{text.partition(';')[0].rstrip('.')}."


def measures_table(result: RoundResult) -> Table[Record]:
    """Measures, taken in or not, with what they change and on what ground."""
    labels = {spec.name: spec.label for spec in result.chain.parameters}
    columns: list[Column[Record]] = [
        Column("Maatregel", "omschrijving"),
        Column("Werkt op", lambda row: labels.get(row["parameter"], row["parameter"])),
        Column("Periode", lambda row: _span(row["vanaf"], row["tot"])),
        Column("Effect", lambda row: f"{_EFFECTS[row['soort']]} {plain(row['effect'])}"),
        Column("Meegenomen", "actief"),
        Column("Grondslag", lambda row: row["grondslag"] or "ontbreekt"),
        *under_own_name("eigenaar", "onderbouwing"),
    ]
    made = _register(result, records(result.inputs.measures), columns, "Maatregelen")
    return replace(made, finding=measures_finding(result))


def measures_finding(result: RoundResult) -> str:
    """How many measures are taken in, and of how many a ground is missing."""
    measures = measures_of(result.inputs)
    taken = sum(measure.active for measure in measures)
    without = sum(not measure.ground for measure in measures)
    if not measures:
        return ""
    if len(measures) == 1:
        return f"De ene geregistreerde maatregel is {'meegenomen' if taken else 'niet meegenomen'}."
    many = f"Van de {len(measures)} maatregelen {'is' if taken == 1 else 'zijn'} er {taken or 'geen'} meegenomen"
    return sentence(many, f"van {without} ontbreekt een grondslag" if without else "")


def development_table(result: RoundResult) -> Table[Record]:
    """What was developed and what is next on the list."""
    columns: list[Column[Record]] = [
        Column("Nr.", "id"),
        *under_own_name("soort"),
        Column("Ontwikkelpunt", "omschrijving"),
        *under_own_name("prioriteit", "eigenaar", "status", "ronde"),
    ]
    rows = records(result.inputs.registers["ontwikkelpunten"])
    urgent = sum(row["prioriteit"] == HEAVIEST for row in rows)
    finding = _count_finding(urgent, len(rows), "heeft hoge prioriteit", "hebben hoge prioriteit")
    return replace(_register(result, rows, columns, "Ontwikkelpunten"), finding=finding, dense=True)


def partners_table(result: RoundResult) -> Table[Record]:
    """Who took part in what, with what they deliver and receive."""
    columns = under_own_name("partner", "groep", "rol", "levert", "ontvangt")
    made = _register(result, records(result.inputs.registers["partners"]), columns, "Betrokken partijen")
    return replace(made, group=lambda row: _capital(row["gremium"]))


def deviations_table(result: RoundResult) -> Table[Record]:
    """Deviations from the protocol."""
    columns: list[Column[Record]] = [
        *under_own_name("paragraaf", "afwijking", "reden", "besluit"),
        Column("Datum", lambda row: _day(row["datum"])),
    ]
    return _register(result, records(result.inputs.registers["afwijkingen"]), columns, "Afwijkingen van het protocol")


def left_out_table(result: RoundResult) -> Table[Record]:
    """What missed the cut-off or was left out on purpose."""
    columns = under_own_name("onderwerp", "reden", "eigenaar")
    rows = records(result.inputs.registers["niet_meegenomen"])
    return _register(result, rows, columns, "Niet meegenomen in deze ronde")


def planning_table(result: RoundResult) -> Table[Record]:
    """The steps of the round and the meetings that were planned for them, in order of time."""
    columns: list[Column[Record]] = [
        Column("Stap", "stap"),
        Column("Datum", lambda row: _day(row["datum"])),
        Column("Gremium", lambda row: gremium_name(row["gremium"])),
        Column("Spoor", "spoor"),
    ]
    rows = sorted((*_dates(result), *_planned(result)), key=lambda row: row["datum"])
    return _register(result, rows, columns, "Planning van de ronde")


def _dates(result: RoundResult) -> Iterator[Record]:
    for step, day in result.inputs.settings.dates.items():
        yield {"stap": _step(step), "datum": day.isoformat(), "gremium": "", "spoor": ""}


def _planned(result: RoundResult) -> Iterator[Record]:
    for row in records(result.inputs.planning):
        yield {**row, "stap": row["onderwerp"]}


def _step(name: str) -> str:
    return STEPS.get(name, name.replace("_", " ").capitalize())


def decisions_table(result: RoundResult) -> Table[Record]:
    """The log of decisions, oldest first."""
    columns: list[Column[Record]] = [
        Column("Datum", lambda entry: day_name(entry["date"])),
        Column("Gremium", "gremium"),
        Column("Product", "product"),
        Column("Stap", "step"),
        Column("Besluit", "decision"),
        Column("Partner", "partner"),
        Column("Bezwaar", "objection"),
    ]
    return _register(result, result.inputs.decisions, columns, "Besluiten")


def deliveries_table(result: RoundResult) -> Table[Record]:
    """What was delivered, by whom, in what version and for whose eyes."""
    columns: list[Column[Record]] = [
        *under_own_name("bestand", "partner", "versie", "status"),
        Column("Gedeeld met", lambda row: row["doelgroepen"].replace(",", ", ").replace("  ", " ")),
        Column("Datum", lambda row: _day(row["datum"])),
    ]
    return _register(result, records(result.inputs.deliveries), columns, "Leveringen")


def warnings_table(result: RoundResult) -> Table[Record]:
    """What is remarkable in the inputs without being wrong."""
    columns: list[Column[Record]] = [
        Column("Bestand", "file"),
        Column("Plaats", "where"),
        Column("Opmerking", "problem"),
        Column("Gevonden", "found"),
        Column("Verwacht", "expected"),
    ]
    return _register(
        result, [warning.as_dict() for warning in result.inputs.warnings], columns, "Waarschuwingen bij de invoer"
    )


def indicator_name(result: RoundResult, indicator: str) -> str:
    """Partner and label of an indicator; as written where nothing is known by it, empty stays empty."""
    node = result.chain.by_id.get(indicator)
    spec = node.spec() if node else LOOK_BACK.get(indicator)
    return full_label(spec) if spec else indicator


def _register(
    result: RoundResult, rows: Sequence[Record], columns: Sequence[Column[Record]], title: str
) -> Table[Record]:
    """Without the columns that nobody filled; an empty register has its title as its only heading."""
    filled = [column for column in columns if any(column.text(row) for row in rows)]
    return Table(rows, filled or [replace(columns[0], heading=title)], title=title, note=input_source(result))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _span(since: str, until: str) -> str:
    return f"{_month(since)} t/m {_month(until)}" if until else f"vanaf {_month(since)}"


def _month(text: str) -> str:
    return month_name(Month.parse(text))


def _day(text: str) -> str:
    month, _, day = text.rpartition("-")
    return f"{int(day)} {_month(month)}" if text else ""
