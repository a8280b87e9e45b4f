"""Years taken together: how likely it is that a scenario is held for all of them."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.dutch import people, percentage
from mpp_lib.inflow.sums import DRAWS, summed_lines
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import plain_rows
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.run import RoundResult

_COLUMNS = {"scenario": "MPP-scenario", "som": "Som", "kans": "Kans op minder"}


def together_sheet(result: RoundResult, draws: int = DRAWS) -> Sheet:
    """Minimum, medio and maximum held for the whole horizon, with the chance that the sum stays below.

    Args:
        draws: number of simulated paths.
    """
    years = result.inputs.settings.span.calendar_years
    lines = summed_lines(result.forecast, years, draws)
    data = pd.DataFrame(
        {
            "scenario": [line.scenario for line in lines],
            "som": [line.total for line in lines],
            "kans": [line.chance_below for line in lines],
        }
    )
    rows = data.assign(som=[people(value) for value in data["som"]], kans=[percentage(value) for value in data["kans"]])
    note = (
        "Berekend uit paden over de jaren, met de samenhang tussen jaren uit de instellingen. "
        f"Voor één jaar zijn de kansen 12,5%, 66,7% en 87,5%. {prognose_source(result)}"
    )
    title = f"Eerste asielaanvragen van {years[0]} tot en met {years[-1]} samen, bij elk jaar hetzelfde mpp-scenario"
    return Sheet(plain_rows(rows, _COLUMNS, numbers=("som", "kans")), data, None, note, title)
