"""The figures of a partner on its sheet: drawn, and by year."""

from __future__ import annotations

from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.partner_sections import Row, partner_table
from mpp_lib.present.keten.partner_view import partner_view
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.production.impact_sheets import Sheet
from mpp_lib.production.run import RoundResult

_HEIGHT = 5.6
"""Of a figure of one indicator, in centimetres."""


def own_chart(result: RoundResult, sheet: Sheet, beside: BesideRuns) -> Picture:
    """What comes in, is done and waits at the partner; of one without a stock its main figure by month."""
    if sheet.view:
        return partner_view(result, sheet.view, beside)
    return band_chart(result, sheet.main, height=_HEIGHT)


def own_table(result: RoundResult, sheet: Sheet, beside: BesideRuns) -> Table[Row]:
    """The figures of the partner by year, in minimum, medio and maximum."""
    return partner_table(result, sheet.table, f"{partner_named(sheet.partner).short}, cijfers per jaar", beside)
