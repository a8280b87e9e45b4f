"""The tables of the track record as the report of a round shows them: with its cut-off."""

from __future__ import annotations

from dataclasses import replace

from mpp_lib.present.shown.listing import Listing, sheet_of
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import peildatum
from mpp_lib.production.run import RoundResult


def record_sheet(result: RoundResult, listing: Listing) -> Sheet:
    """The table, with what was known when under it."""
    return replace(sheet_of(listing), note=f"{listing.note} {sentence(peildatum(result))}")


def sheet_of_figure(result: RoundResult, listing: Listing) -> Sheet:
    """The table behind a figure, without the finding that stands at the figure."""
    return replace(record_sheet(result, listing), finding=None)
