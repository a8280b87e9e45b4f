"""Years taken together: how likely it is that a scenario is held for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.catalogue import SHARE
from mpp_lib.inflow.sums import DRAWS, SummedLine, summed_lines
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.printed_values import chance_text
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult


def together_table(result: PrognoseResult, draws: int = DRAWS) -> Table[SummedLine]:
    """Minimum, medio and maximum held for the whole horizon, with the chance that the sum stays below.

    Args:
        draws: number of simulated paths.
    """
    years = result.inputs.settings.span.calendar_years
    lines = summed_lines(result.forecast, years, draws)
    return Table(
        lines,
        [
            Column("MPP-scenario", lambda line: line.scenario),
            Column("Som", lambda line: line.total, unit="personen"),
            Column("Kans op minder", lambda line: line.chance_below, unit=SHARE),
        ],
        title=f"Eerste asielaanvragen van {years[0]} tot en met {years[-1]} samen, bij elk jaar hetzelfde mpp-scenario",
        finding=together_finding(lines, len(years)),
        note="Berekend uit paden over de jaren, met de samenhang tussen jaren uit de instellingen. "
        f"Voor één jaar zijn de kansen 12,5%, 66,7% en 87,5%. {prognose_source(result)}",
    )


def together_finding(lines: Sequence[SummedLine], years: int) -> str:
    """How unlikely the outer scenarios become when they are held for every year."""
    below = {line.scenario: line.chance_below for line in lines}
    low, high = chance_text(below["minimum"], 1), chance_text(1 - below["maximum"], 1)
    return (
        f"De kans dat de {years} jaren samen onder de som van hun minima blijven is {low}, en die dat zij boven de som "
        f"van hun maxima uitkomen {high}; voor één jaar is dat telkens 12,5%."
    )
