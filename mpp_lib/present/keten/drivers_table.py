"""What drives the uncertainty of the key figures: a table, and a sentence of what matters most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mpp_lib.base.dutch import enumerate_nl, number, percentage
from mpp_lib.base.markdown import literal
from mpp_lib.compare.sensitivity.ranges_run import RangesRun
from mpp_lib.compare.uncertainty.drivers import Driver, Drivers, Group
from mpp_lib.present.keten.sensitivity_words import lower, span_text, things, year_of
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import short_name, subject_of
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.present.wording.printed_values import chance_text
from mpp_lib.present.wording.sentences import led, sentence
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.drawn import WITHIN_YEAR

LEAST = 0.01
"""A smaller share is not shown."""
TOLD = 2
"""Of more key figures in one table there is no sentence of each."""
NOTHING = "In {} beweegt geen enkele bron van onzekerheid dit cijfer."
_SEEN, _TWICE = 0.05, 2.0
"""How much wider a band is told at all, and from how many times as wide it is not told in percents."""
_WITHIN_YEAR = "Eerste asielaanvragen: verdeling over de maanden van een jaar"
_OTHERS = "Overige invoer, andere partners"


class Row(NamedTuple):
    """What a group of chance does to an indicator."""

    indicator: str
    driver: Driver


def group_name(group: Group) -> str:
    """How a reader knows a group of chance."""
    if group.streams == (WITHIN_YEAR,):
        return _WITHIN_YEAR
    if group.rest_of is not None:
        return f"Overige invoer, {partner_named(group.rest_of).short}" if group.rest_of else _OTHERS
    return group.inputs[0].label if len(group.inputs) == 1 else group.streams[0]


def share_text(driver: Driver) -> str:
    """The share, which draws can put a little above the whole that it is at most."""
    return chance_text(min(driver.share, 1.0))


def drivers_table(
    result: RoundResult, run: RangesRun, drivers: Drivers, indicators: Sequence[str], year: int
) -> Table[Row]:
    """Of every key figure the sources of its uncertainty, the largest share first, beside what one input alone does."""
    rows = [Row(name, each) for name in indicators for each in drivers.of(name, year) if each.share >= LEAST]

    def alone(row: Row) -> str:
        keys = {found.key for found in row.driver.group.inputs}
        swings = [swing for swing in run.swings(row.indicator, year) if swing.range.key in keys]
        return span_text(swings[0], result.chain.by_id[row.indicator].unit) if len(keys) == 1 and swings else ""

    return Table(
        rows,
        [
            Column("Bron van onzekerheid", lambda row: group_name(row.driver.group)),
            Column("Aandeel", lambda row: share_text(row.driver), kind="number"),
            Column("Fout", lambda row: chance_text(row.driver.error, 1), kind="number"),
            Column("Deze invoer alleen, verschil met medio", alone, kind="number"),
        ],
        title=f"Wat de onzekerheid bepaalt in {year}",
        finding=" ".join(drivers_text(result, drivers, name, year) for name in indicators if len(indicators) <= TOLD),
        note="Aandeel: welk deel van de onzekerheid (de variantie) gemiddeld overblijft als al het andere bekend is. "
        "Wat pas samen met iets anders werkt, telt bij beide, zodat de aandelen tot meer dan 100% kunnen optellen; "
        f"minder dan {percentage(LEAST)} staat er niet. Fout: één standaardafwijking; {number(drivers.draws.draws)} "
        "trekkingen per bron. Laatste kolom: de invoer aan de ene en aan de andere kant van haar bereik, al het andere "
        "als in medio. Wat per mpp-scenario verschilt, zoals het plan, volgt de instroom en telt bij haar. Wat de "
        f"keten zelf er naast kan zitten, is geen deel van de aandelen. {source_line(result)}",
        group=lambda row: _heading(result, row.indicator, year),
        dense=True,
    )


def _heading(result: RoundResult, indicator: str, year: int) -> str:
    return f"{short_name(result.chain.by_id[indicator].spec())} {year_of(result, indicator, year)}"


def drivers_text(result: RoundResult, drivers: Drivers, indicator: str, year: int) -> str:
    """Which source matters most for the uncertainty of a yearly figure, and how much wider the chain makes it."""
    sources = _sources_text(result, drivers, indicator, year, most=1)
    return sentence(sources, _chain_text(drivers.widened(indicator, year))) if sources else NOTHING.format(year)


def uncertain_text(result: RoundResult, drivers: Drivers, indicator: str, year: int) -> str:
    """The three sources that matter most, as a paragraph of the summary."""
    sources = _sources_text(result, drivers, indicator, year, most=3)
    return led("Wat het onzeker maakt", sentence(sources) if sources else NOTHING.format(year))


def _sources_text(result: RoundResult, drivers: Drivers, indicator: str, year: int, *, most: int) -> str:
    """The largest sources, each with its share; empty where nothing moves the figure."""
    about = f"{subject_of(result.chain.by_id[indicator].spec()).text} {year_of(result, indicator, year)}"
    largest = [each for each in drivers.of(indicator, year) if each.share >= LEAST][:most]
    told = [f"{_named(each.group)} ({share_text(each)})" for each in largest]
    begin = f"de onzekerheid over {about} komt het meest van"
    return f"{begin} {f'{things(len(told))}: ' if len(told) > 1 else ''}{enumerate_nl(told)}" if told else ""


def _chain_text(widened: float | None) -> str:
    """How much what the chain itself may be off adds to the band."""
    if widened is None:
        return "hoe ver de keten zelf er naast kan zitten, is onbekend"
    if widened < 1 + _SEEN:
        how = "niet merkbaar breder"
    else:
        how = f"{number(widened, 1)} keer zo breed" if widened >= _TWICE else f"{percentage(widened - 1, 0)} breder"
    return f"wat de keten zelf er naast kan zitten, maakt de band van 75% {how}"


def _named(group: Group) -> str:
    name = group_name(group)
    return literal(name) if name == group.streams[0] else lower(name)
