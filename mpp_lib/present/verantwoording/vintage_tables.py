"""Where the realisations of a round were taken from, by what, and what was revised: as far as a vintage says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from mpp_lib.base.dutch import number
from mpp_lib.base.periods import Period
from mpp_lib.inputs.reading.origin import Revised, Taken
from mpp_lib.inputs.source.mapping import Mapping, Series
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.verantwoording.register_tables import indicator_name
from mpp_lib.present.wording.source_lines import input_source
from mpp_lib.production.run import RoundResult


class Mapped(NamedTuple):
    """A series of a source, as it was taken."""

    taken: Taken
    source: str
    series: Series


def taken_table(result: RoundResult) -> Table[Taken]:
    """Each time that figures of the round were taken from a source, in order."""
    return Table(
        _taken(result),
        [
            Column("Bron", lambda one: one.source),
            Column("Vintage", lambda one: one.vintage),
            Column("Gelezen", lambda one: one.moment),
            Column("Langs", lambda one: one.road),
            Column("Versie van de bron", lambda one: one.version),
            Column("Cijfers", lambda taken: number(taken.figures), kind="number"),
            Column("SHA-256", lambda taken: f"{taken.checksum[:32]} {taken.checksum[32:]}"),
        ],
        title="Waaruit de realisaties zijn gelezen",
        note=f"De ronde gebruikt vintage {result.inputs.settings.vintage}. Het controlegetal is dat van wat er van de "
        f"bron kwam. {input_source(result)}",
        dense=True,
    )


def asked_table(result: RoundResult) -> Table[Taken]:
    """What was asked of a source."""
    return Table(
        [taken for taken in _taken(result) if taken.query],
        [
            Column("Bron", lambda one: one.source),
            Column("Vintage", lambda one: one.vintage),
            Column("Vraag", lambda one: " ".join(one.query.split())),
        ],
        title="Wat er aan een bron is gevraagd",
        note=f"Een vraag staat hier op één regel. {input_source(result)}",
        dense=True,
    )


def mapped_table(result: RoundResult) -> Table[Mapped]:
    """Which figure of a source was taken for which indicator."""
    return Table(
        list(_mapped(result)),
        [
            Column("Bron", lambda one: one.source),
            Column("Vintage", lambda one: one.taken.vintage),
            Column("Indicator", lambda one: indicator_name(result, one.series.indicator)),
            Column("In de bron", lambda one: _chosen(one.series)),
            Column("Eenheid in de bron", lambda one: one.series.unit),
        ],
        title="Welk cijfer van een bron welke indicator is",
        note=f"Volgens het koppelbestand waarmee is gelezen; het staat bij de vintage. {input_source(result)}",
        dense=True,
    )


def revised_table(result: RoundResult) -> Table[Revised]:
    """Figures that a source came to see otherwise."""
    origin = result.inputs.origin
    revised = list(origin.revised) if origin else []
    more = (origin.revised_in_all if origin else 0) - len(revised)
    left_out = f"{number(more)} eerdere herzieningen staan er niet bij. " if more > 0 else ""
    return Table(
        revised,
        [
            Column("Indicator", lambda one: indicator_name(result, one.indicator)),
            Column("Periode", lambda one: Period.parse(one.period).text, role="head"),
            Column("Was", lambda one: _value(one.before), kind="number"),
            Column("Werd", lambda one: _value(one.after), kind="number"),
            Column("In vintage", lambda one: one.vintage),
        ],
        title="Herziene realisaties",
        note=f"Wat een bron later anders zei, naast wat de ronde daarvoor had. {left_out}{input_source(result)}",
        dense=True,
    )


def _taken(result: RoundResult) -> list[Taken]:
    return list(result.inputs.origin.taken) if result.inputs.origin else []


def _mapped(result: RoundResult) -> Iterator[Mapped]:
    for taken in _taken(result):
        try:
            mapping = Mapping.model_validate(yaml.safe_load(taken.mapping)) if taken.mapping else None
        except (ValidationError, yaml.YAMLError):  # written when a mapping had another form
            continue
        for series in mapping.series if mapping else ():
            yield Mapped(taken, mapping.source if mapping else "", series)


def _chosen(series: Series) -> str:
    chosen = [f"{column} = {value}" for column, value in series.where.items()]
    return "; ".join([*([series.value] if series.value else []), *chosen])


def _value(value: float) -> str:
    return number(value) if value.is_integer() else number(value, 3)
