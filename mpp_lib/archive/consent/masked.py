"""The result table without what an audience may not see: a sign in the place of each figure, and a list of why.

Only the result table can be shown so. Sentences, charts, live formulas and notebooks say too much of a figure that is
left out, and a version has to hold what recomputes it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from mpp_lib.archive.consent.derivable import OF_PLAN, OUTCOME, REALISED, Shown
from mpp_lib.archive.consent.withheld import Withheld
from mpp_lib.base import result_table
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.present.shown.plain_table import UNKNOWN

NOT_RELEASED = "niet-vrijgegeven.csv"
COLUMNS = ("indicator", "reeks", "reden", "partner", "bestand", "status", "doelgroepen")
NOT_SHARED, FOLLOWS = "niet met deze doelgroep gedeeld", "zou te herleiden zijn"


def masked_table(table: pd.DataFrame, withheld: Withheld) -> pd.DataFrame:
    """The long result table with :data:`UNKNOWN` where a figure is withheld."""
    hidden = {*withheld.own, *withheld.too()}
    kinds = table["scenario"].eq(result_table.REALISED).map({True: REALISED, False: OUTCOME})
    seen = [Shown(*each) not in hidden for each in zip(kinds, table["indicator"], strict=True)]
    values = [value if shown else UNKNOWN for value, shown in zip(table["waarde"], seen, strict=True)]
    return table.assign(waarde=pd.Series(values, index=table.index, dtype=object))


def not_released(withheld: Withheld) -> pd.DataFrame:
    """Every series that is withheld, with the delivery it is of, or else what it would give away."""
    return pd.DataFrame([*_own(withheld), *_too(withheld)], columns=list(COLUMNS)).sort_values(
        ["indicator", "reeks"], kind="stable", ignore_index=True
    )


def _own(withheld: Withheld) -> Iterator[tuple[str, ...]]:
    for delivery, figures in withheld.deliveries.items():
        for series in figures:
            said = delivery.partner, delivery.file, delivery.status, delivery.audiences
            yield series.name, series.kind, NOT_SHARED, *said


def _too(withheld: Withheld) -> Iterator[tuple[str, ...]]:
    for series in withheld.too():
        yield series.name, series.kind, FOLLOWS, "", "", "", ""


def refused_unmasked(withheld: Withheld, audience: str) -> Iterator[Problem]:
    """Everything in the result table that an audience may not see, by delivery."""
    for delivery, figures in withheld.deliveries.items():
        names = sorted({series.name for series in figures if series.kind != OF_PLAN})
        what = f"{delivery.file}, met {', '.join(names)}" if names else delivery.file
        yield Problem(
            ROUND.deliveries.file,
            f"rij {delivery.row}, kolom doelgroepen",
            delivery.audiences,
            f"{delivery.partner} deelt {what} niet met {audience}",
            "--mask, dat deze cijfers weglaat met wat ze zou verraden; of instemming van de partner",
        )
