"""Years taken together: how likely it is that a scenario is held for all of them."""

from __future__ import annotations

from mpp_lib.inflow.sums import DRAWS, SummedLine, summed_lines
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.printed_values import SHARE
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult


def together_table(result: PrognoseResult, draws: int = DRAWS) -> Table[SummedLine]:
    """Minimum, medio and maximum held for the whole horizon, with the chance that the sum stays below.

    Args:
        draws: number of simulated paths.
    """
    years = result.inputs.settings.span.calendar_years
    return Table(
        summed_lines(result.forecast, years, draws),
        [
            Column("MPP-scenario", lambda line: line.scenario),
            Column("Som", lambda line: line.total, unit="personen"),
            Column("Kans op minder", lambda line: line.chance_below, unit=SHARE),
        ],
        title=f"Eerste asielaanvragen van {years[0]} tot en met {years[-1]} samen, bij elk jaar hetzelfde mpp-scenario",
        note="Berekend uit paden over de jaren, met de samenhang tussen jaren uit de instellingen. "
        f"Voor één jaar zijn de kansen 12,5%, 66,7% en 87,5%. {prognose_source(result)}",
    )
