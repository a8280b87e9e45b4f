"""The volumes as tables: years by scenario, with the change since the moment of the budget before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.present.keten.year_columns import label_with_unit
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.volumes.moments import Volumes
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.printed_values import NOTHING, difference_text, heading_of, relative_text, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.node import Node
from mpp_lib.production.volume_groups import IN_SHORT, Group

BY_YEAR = "Stromen per jaar, standen aan het einde van het jaar."
MEDIO = "medio"


class Line(NamedTuple):
    """A volume in a scenario."""

    node: Node
    scenario: str


Figure = Callable[[Line, int], str]


def group_table(volumes: Volumes, group: Group) -> Table[Line]:
    """The volumes of a group, each in the three scenarios."""
    return Table(
        lines_of(volumes, group.indicators),
        [
            Column("Volume", lambda line: label_with_unit(line.node)),
            Column("Scenario", lambda line: line.scenario, role="head"),
            *this_moment(volumes),
            *changes(volumes),
        ],
        title=f"{group.title}, {volumes.moment}",
        note=f"{BY_YEAR} {source_of(volumes)}",
        dense=True,
    )


def short_table(volumes: Volumes) -> Table[Line]:
    """The main volumes in medio, with the change of the first year in percents."""
    first = volumes.result.inputs.settings.span.first_year
    lines = [line for line in lines_of(volumes, IN_SHORT) if line.scenario == MEDIO]
    last = [] if volumes.previous is None else [_relative(volumes, year) for year in (first, first + 1)]
    return Table(
        lines,
        [Column("Volume", lambda line: _named(line.node)), *this_moment(volumes), *last],
        title=f"De belangrijkste volumes in medio, {volumes.moment}",
        note=f"{BY_YEAR} {source_of(volumes)}",
        dense=True,
    )


def _named(node: Node) -> str:
    name = short_name(node.spec())
    told = node.unit in ("personen", "zaken") or node.unit in name.casefold()
    return name if told else f"{name} ({heading_of(node.unit)})"


def lines_of(volumes: Volumes, indicators: Sequence[str]) -> list[Line]:
    """Every volume in every scenario."""
    return [Line(volumes.result.chain.by_id[name], scenario) for name in indicators for scenario in SCENARIOS]


def this_moment(volumes: Volumes) -> Iterator[Column[Line]]:
    """A column per year of the horizon."""
    yield from _columns(
        volumes, _capital(volumes.moment.name), lambda line, year: _text(line, _now(volumes, line, year))
    )


def moment_before(volumes: Volumes) -> Iterator[Column[Line]]:
    """The same years as the moment before had them; none without one."""
    if volumes.moment_before is not None:
        yield from _columns(
            volumes, _capital(volumes.moment_before.name), lambda line, year: _text(line, _before(volumes, line, year))
        )


def changes(volumes: Volumes) -> Iterator[Column[Line]]:
    """The change of each year, as a reader who subtracts finds it; none without a moment before."""
    if volumes.moment_before is not None:
        yield from _columns(
            volumes, f"Verschil met {volumes.moment_before}", lambda line, year: _change(volumes, line, year)
        )


def _columns(volumes: Volumes, over: str, figure: Figure) -> Iterator[Column[Line]]:
    for year in volumes.result.inputs.settings.span.calendar_years:
        yield Column(str(year), _of_year(figure, year), kind="number", over=over)


def _of_year(figure: Figure, year: int) -> Callable[[Line], str]:
    return lambda line: figure(line, year)


def _now(volumes: Volumes, line: Line, year: int) -> float:
    return volumes.result.year(line.node.id, year, line.scenario)


def _before(volumes: Volumes, line: Line, year: int) -> float | None:
    return volumes.before(line.node.id, year, line.scenario)


def _text(line: Line, value: float | None) -> str:
    return NOTHING if value is None else text_of(value, line.node.unit)


def _change(volumes: Volumes, line: Line, year: int) -> str:
    before = _before(volumes, line, year)
    return NOTHING if before is None else difference_text(before, _now(volumes, line, year), line.node.unit)


def _relative(volumes: Volumes, year: int) -> Column[Line]:
    def text(line: Line) -> str:
        before = _before(volumes, line, year)
        return (
            NOTHING if before is None else relative_text(before, _now(volumes, line, year), line.node.unit) or NOTHING
        )

    return Column(str(year), text, kind="number", over=f"Verschil met {volumes.moment_before}, %")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def source_of(volumes: Volumes) -> str:
    """Source line that names both rounds."""
    if volumes.previous is None:
        return source_line(volumes.result)
    earlier = f"MPP-productiemodel, ronde {volumes.previous.inputs.settings.round}"
    return source_line(volumes.result, sources=(earlier,))
