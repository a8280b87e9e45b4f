"""The workbook with the volumes: a sheet per group, what moved them, the unrounded figures, and what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.present.bijstellingen.moves import group_names
from mpp_lib.present.datawerkboek.book import workbook
from mpp_lib.present.datawerkboek.front import ABOUT, FRONT, HEADING, PARAGRAPH, TITLE, part
from mpp_lib.present.datawerkboek.long_tables import indicators_sheet
from mpp_lib.present.datawerkboek.sheet import Cell, Sheet, sheet_of
from mpp_lib.present.shown.plain_table import UNKNOWN, plain_table
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.volumes.moments import Volumes
from mpp_lib.present.volumes.tables import (
    BY_YEAR,
    MEDIO,
    Line,
    changes,
    lines_of,
    moment_before,
    source_of,
    this_moment,
)
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.production.volume_groups import GROUPS, Group

FIGURES, CAUSES = "Gegevens", "Waardoor"
_EXACT = "Eenheid: in de kolom eenheid. De waarden zijn niet afgerond."
_HOW = (
    "Elk blad van een groep heeft per volume drie regels: minimum, medio en maximum. Naast de jaren van dit moment "
    "staan dezelfde jaren zoals zij er het vorige moment voor stonden, en het verschil.",
    f"{BY_YEAR} Personen en zaken zijn afgerond op tientallen. Een verschil is dat van de afgeronde cijfers, zodat wie "
    f"aftrekt hetzelfde vindt. Niet afgerond staan zij op {FIGURES}.",
    f"{UNKNOWN}: het vorige moment had dat jaar of dat volume nog niet.",
)
_CAVEATS = (
    "Dit zijn aantallen, geen euro's. Prijzen, tarieven en budgetten staan niet in de MPP.",
    "De MPP is niet bindend voor de besluitvorming over de begroting (protocol 5.4). Bij elk cijfer horen de "
    "inzichten, risico's, onzekerheden en aannames van de peildatum; die staan in de MPP-rapportage.",
    "De Raad voor de rechtspraak en de Raad van State worden langs een andere weg bekostigd en staan er niet in.",
)


def volumes_workbook(volumes: Volumes, split: Attribution | None, cover: Mapping[str, Any], day: str) -> bytes:
    """The file: the same bytes for the same figures.

    Args:
        split: the differences with the moment before over groups of inputs; None where there is none.
        cover: what stands on the cover of the document that it goes with.
        day: ``JJJJ-MM-DD``, the day the file says it was made.
    """
    groups = [_group_sheet(volumes, group) for group in GROUPS]
    causes = [] if split is None else [_causes_sheet(volumes, split)]
    nodes = [volumes.result.chain.by_id[name] for group in GROUPS for name in group.indicators]
    named = replace(indicators_sheet(nodes, source_of(volumes)), back=FRONT, title="Wat de volumes zijn")
    sheets = [*groups, *causes, _figures_sheet(volumes), named]
    return workbook(f"MPP-volumes, {volumes.moment}", _front(volumes, cover), sheets, cover, day)


def _front(volumes: Volumes, cover: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield f"MPP-volumes voor de {volumes.moment}", TITLE
    if cover["merk"]:
        yield str(cover["merk"]), HEADING
    before = volumes.moment_before
    beside = (
        f"ernaast: {before}, ronde {cover['vergeleken']}"
        if before
        else "er is geen eerder moment om mee te vergelijken"
    )
    yield f"De volumes van ronde {cover['ronde']} per jaar en scenario; {beside}.", PARAGRAPH
    yield from part("Waarvan dit de volumes zijn", (f"{name}: {cover[key]}" for name, key in ABOUT.items()))
    yield from part("Hoe de getallen er staan", _HOW)
    yield from part("Wat erbij hoort", (*_CAVEATS, str(cover["verantwoording"])))


def _group_sheet(volumes: Volumes, group: Group) -> Sheet:
    chain = volumes.result.chain.by_id
    table = Table(
        lines_of(volumes, group.indicators),
        [
            Column("Indicator", lambda line: line.node.id),
            Column("Volume", lambda line: full_label(chain[line.node.id].spec()), role="head"),
            Column("Eenheid", lambda line: line.node.unit, role="head"),
            Column("Scenario", lambda line: line.scenario, role="head"),
            *this_moment(volumes),
            *moment_before(volumes),
            *changes(volumes),
        ],
        title=f"{group.title}, {volumes.moment}",
        note=source_of(volumes),
    )
    made = sheet_of(plain_table(table), group.title, f"tbl-volumes-{group.key}")
    return replace(made, name=group.title, title=table.title, units=BY_YEAR, back=FRONT)


def _causes_sheet(volumes: Volumes, split: Attribution) -> Sheet:
    """Of every volume in medio, and of every year that both moments have, what each group of inputs changed."""
    names, asked = group_names(volumes.result), [name for group in GROUPS for name in group.indicators]
    rows = [_cause_row(split, name, year) for name in asked if name in split.indicators for year in split.years]
    return Sheet(
        name=CAUSES,
        table="waardoor",
        title=f"Waardoor medio anders is dan bij de {volumes.moment_before}",
        units="Eenheid: die van de indicator. De waarden zijn niet afgerond.",
        note=f"De delen tellen op tot het verschil (Shapley-waarde over groepen invoer). {source_of(volumes)}",
        headings=("indicator", "jaar", "was", "wordt", "verschil", *(names[group] for group in split.groups)),
        rows=rows,
        back=FRONT,
    )


def _cause_row(split: Attribution, indicator: str, year: int) -> list[Cell]:
    change = split.change(indicator, year, MEDIO)
    parts = [change.parts[group] for group in split.groups]
    return [indicator, year, change.before, change.after, change.after - change.before, *parts]


def _figures_sheet(volumes: Volumes) -> Sheet:
    """The volumes one by one, for who reads them with a programme."""
    return Sheet(
        name=FIGURES,
        table="gegevens",
        title="De volumes, niet afgerond",
        units=_EXACT,
        note=f"Per indicator, scenario en jaar; vorig: zoals het er het vorige moment voor stond. {source_of(volumes)}",
        headings=("moment", "ronde", "indicator", "eenheid", "scenario", "jaar", "waarde", "vorig"),
        rows=list(_figures(volumes)),
        back=FRONT,
    )


def _figures(volumes: Volumes) -> Iterator[list[Cell]]:
    settings = volumes.result.inputs.settings
    for line in lines_of(volumes, [name for group in GROUPS for name in group.indicators]):
        for year in settings.span.calendar_years:
            yield [volumes.moment.name, settings.round, *_figure(volumes, line, year)]


def _figure(volumes: Volumes, line: Line, year: int) -> list[Cell]:
    before = volumes.before(line.node.id, year, line.scenario)
    value = volumes.result.year(line.node.id, year, line.scenario)
    return [line.node.id, line.node.unit, line.scenario, year, value, UNKNOWN if before is None else before]
