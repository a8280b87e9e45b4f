"""Computes the result table of a version again from what was frozen, or the bands of its round.

``python -m mpp_lib.archive.recompute DATA PRODUCT`` writes the first on stdout, with ``banden`` behind it the second:
how a version computes itself with the code that is in it. Later code keeps to that form, so that it can ask.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from mpp_lib.base.months import Month
from mpp_lib.base.result_table import to_csv
from mpp_lib.inputs.declared.papers import SHEETS, VOLUMES, subject_of
from mpp_lib.inputs.declared.products import EDITION, PROGNOSE
from mpp_lib.inputs.versions import MODEL_ERRORS

OF_BANDS = "banden"
"""What is asked for behind the product, for the bands."""


def recomputed(data: Path, product: str) -> str:
    """The result table of a product as CSV, from ``data/`` of a version.

    Raises:
        InputError: with everything that the code of now refuses in it.
    """
    return to_csv(_table(data, product))


def recomputed_bands(data: Path) -> str:
    """The bands of the round in ``data/`` of a version, as CSV, with the model errors that it knew.

    Raises:
        InputError: as :func:`recomputed`.
    """
    from mpp_lib.compare.model_error.kept import read_errors
    from mpp_lib.compare.uncertainty.round_bands import draw_bands
    from mpp_lib.production.open_round import open_round

    return to_csv(draw_bands(open_round(data), read_errors(data / MODEL_ERRORS)).table)


def _table(data: Path, product: str) -> pd.DataFrame:
    from mpp_lib.compare.monitor.build import open_monitor
    from mpp_lib.production.impact_sheets import SHEETS as BY_PARTNER
    from mpp_lib.production.open_round import open_round
    from mpp_lib.production.prognose_result import open_prognose
    from mpp_lib.report.impact import sheet_table
    from mpp_lib.report.monitor import monitor_table
    from mpp_lib.report.prognose import prognose_table
    from mpp_lib.report.volumes import volumes_table

    if product == PROGNOSE:
        return prognose_table(open_prognose(data))
    subject, result = subject_of(product), open_round(data)
    if subject.startswith(EDITION):
        return monitor_table(open_monitor(result, Month.parse(subject.removeprefix(EDITION))))
    if product.startswith(SHEETS):
        return sheet_table(result, BY_PARTNER[product.removeprefix(SHEETS)])
    return volumes_table(result) if product == VOLUMES else result.table


if __name__ == "__main__":
    frozen, kind, *more = sys.argv[1:]
    table = recomputed_bands(Path(frozen)) if OF_BANDS in more else recomputed(Path(frozen), kind)
    sys.stdout.buffer.write(table.encode("utf-8"))
