"""Where the realisations of a round were taken from, by what, and what was revised: as far as a vintage says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from mpp_lib.base.dutch import number
from mpp_lib.base.periods import Period
from mpp_lib.inputs.reading.origin import Origin, Revised, Taken
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


def taken_table(result: RoundResult) -> Table[Taken] | None:
    """Each time that figures of the round were taken from a source, in order; None where nothing says so."""
    origin = result.inputs.origin
    if origin is None:
        return None
    return Table(
        origin.taken,
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


def asked_table(result: RoundResult) -> Table[Taken] | None:
    """What was asked of a source; None as :func:`taken_table`."""
    origin = result.inputs.origin
    if origin is None:
        return None
    return Table(
        [taken for taken in origin.taken if taken.query],
        [
            Column("Bron", lambda one: one.source),
            Column("Vintage", lambda one: one.vintage),
            Column("Vraag", lambda one: " ¶ ".join(" ".join(line.split()) for line in one.query.splitlines())),
        ],
        title="Wat er aan een bron is gevraagd",
        note=f"Waar ¶ staat, begint in de vraag een nieuwe regel. {input_source(result)}",
        dense=True,
    )


def mapped_table(result: RoundResult) -> Table[Mapped] | None:
    """Which figure of a source was taken for which indicator; None as :func:`taken_table`."""
    origin = result.inputs.origin
    if origin is None:
        return None
    return Table(
        list(_mapped(origin)),
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


def revised_table(result: RoundResult) -> Table[Revised] | None:
    """Figures that a source came to see otherwise; None as :func:`taken_table`."""
    origin = result.inputs.origin
    if origin is None:
        return None
    more = origin.revised_in_all - len(origin.revised)
    left_out = f"{number(more)} eerdere herzieningen staan er niet bij. " if more > 0 else ""
    return Table(
        origin.revised,
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


def _mapped(origin: Origin) -> Iterator[Mapped]:
    for taken in origin.taken:
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
