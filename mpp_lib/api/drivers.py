"""What drives the uncertainty of figures as it is asked for: a table to look at and the document a machine reads."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mpp_lib.api.answer import Answer
from mpp_lib.base.errors import UnknownNameError
from mpp_lib.compare.sensitivity.ranges_run import run_ranges
from mpp_lib.compare.uncertainty.drivers import Drivers, drivers_of
from mpp_lib.present.keten.drivers_table import group_name
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.known_names import indicator_names
from mpp_lib.production.run import RoundResult


def driven(result: RoundResult, indicators: Sequence[str], year: int | None, seed: int | None) -> Answer[Drivers]:
    """The shares of every group of chance, of each indicator the largest first.

    Args:
        indicators: ids or patterns; the key figures of the report where none is named.
        year: of the horizon; its last where none is given.

    Raises:
        UnknownNameError: naming every indicator that does not exist.
        ValueError: for a year outside the horizon.
    """
    chosen, unknown = indicator_names(result.chain.nodes).asked(indicators)
    if unknown:
        raise UnknownNameError(unknown)
    span = result.inputs.settings.span
    year = span.end.year if year is None else year
    if year not in span.calendar_years:
        raise ValueError(f"{year} ligt buiten de horizon van {span.first_year} tot en met {span.end.year}")
    found = drivers_of(result, run_ranges(result), chosen or MEASURED, seed)
    rows = [
        {"indicator": name, "source": group_name(each.group), "share": each.share, "error": each.error}
        for name in chosen or MEASURED
        for each in found.of(name, year)
    ]
    widened = {name: found.widened(name, year) for name in chosen or MEASURED}
    document = {
        "year": year,
        "draws": found.draws.draws,
        "seed": found.draws.seed,
        "drivers": rows,
        "model_error_widens": widened,
    }
    columns = {"indicator": "indicator", "source": "bron", "share": "aandeel", "error": "fout"}
    table = pd.DataFrame(rows, columns=list(columns)).rename(columns=columns)
    return Answer(
        f"Wat de onzekerheid van ronde {result.inputs.settings.round} bepaalt in {year}", table, document, found
    )
