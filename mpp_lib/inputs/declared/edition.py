"""The tables of an edition of the monitor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.column import day, indicator, text
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.declared.unknown import UNKNOWN

LATER_REALISATIONS = replace(
    ROUND.realisations,
    file="realisaties.csv",
    meaning="Wat er is gerealiseerd, zoals bij deze editie bekend: ook wat na de peildatum van de ronde kwam, tot en "
    "met de laatste dag van de maand na die van de editie.",
    owner="",
)
LATER_UNKNOWN = replace(
    UNKNOWN,
    file="onbekend.csv",
    meaning="Wat er bij deze editie van een cijfer niet is of anders is dan het lijkt, met de tekens van de ronde. Wat "
    "daarover in onbekend.csv van de ronde staat, geldt ook hier, tot de editie het cijfer heeft.",
)
TOPICS = InputTable(
    "onderwerpen.csv",
    "Wat de werkgroep naast de vaste set wil zien.",
    (
        text("onderwerp", "een onderwerp"),
        indicator("indicator", "het cijfer dat het onderwerp laat zien", empty=True),
        text("vraag", "een vraag", "wat de werkgroep wil weten", empty=True),
        text("gevraagd_door", "wie erom vroeg"),
        day("datum", "de dag van de vraag"),
    ),
    ("onderwerp", "indicator"),
)
EDITION = (LATER_REALISATIONS, LATER_UNKNOWN, TOPICS)
"""Every table of an edition, in its folder ``monitor/<JJJJ-MM>/``."""


def edition_cutoff(edition: Month) -> date:
    """The day at which an edition is made: the last of the month after its own, when the werkgroep meets on it.

    >>> edition_cutoff(Month(2024, 12)).isoformat()
    '2025-01-31'
    """
    return (edition + 1).last_day
