"""The table of minimum, medio and maximum as quantiles: how often the outcome lay below, and the quantile score."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.dutch import number, people, percentage
from mpp_lib.compare.evaluation.lines_as_quantiles import LineRecord, line_records, lines_of_rounds, lines_published
from mpp_lib.compare.evaluation.scores import Interval
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.shown.listing import Listing
from mpp_lib.present.trefzekerheid.findings import lines_finding

TOO_FEW = "te weinig jaren"
PUBLISHED, ROUNDS = "gepubliceerd, totaal", "rondes, eerste aanvragen"


def lines_listing(record: TrackRecord) -> Listing:
    """Minimum, medio and maximum, of the published rounds and of the rounds themselves."""
    kinds = {
        PUBLISHED: line_records(lines_published(record.published)),
        ROUNDS: line_records(lines_of_rounds(record.scores)),
    }
    return Listing(
        "Minimum, medio en maximum elk voor zich",
        {
            "prognoses": "Prognoses",
            "scenario": "Scenario",
            "kans": "Beloofd",
            "eronder": "Eronder",
            "interval": "95%-interval",
            "score": "Score",
            "spreiding": "95%-interval score",
            "jaren": "Jaren",
        },
        [_texts(kind, row) for kind, rows in kinds.items() for row in rows],
        pd.DataFrame([{"prognoses": kind, **vars(row)} for kind, rows in kinds.items() for row in rows]),
        lines_finding(kinds[PUBLISHED], kinds[ROUNDS]),
        "Beloofd: de kans op een uitkomst onder de lijn; eronder: hoe vaak dat gebeurde. Het interval van de kans doet "
        "alsof de prognoses onafhankelijk zijn, wat zij niet zijn. Score: gemiddelde kwantielscore in personen, 0 is "
        "precies raak; het interval neemt een gerealiseerd jaar als één trekking en ontbreekt bij minder dan drie "
        "jaren. Scores van verschillende scenario's zijn niet te vergelijken. Bron: MPP-rondes en openbare cijfers.",
        numbers=("kans", "eronder", "interval", "score", "spreiding", "jaren"),
        stub=2,
        dense=True,
    )


def _texts(kind: str, row: LineRecord) -> dict[str, str]:
    low, high = percentage(row.interval.low, 0), percentage(row.interval.high, 0)
    return {
        "prognoses": kind,
        "scenario": row.scenario,
        "kans": percentage(row.level),
        "eronder": f"{row.below} van {row.n}",
        "interval": f"{low} tot {high}",
        "score": people(row.score),
        "spreiding": _spread(row.score_interval),
        "jaren": number(row.years),
    }


def _spread(interval: Interval | None) -> str:
    return TOO_FEW if interval is None else f"{people(interval.low)} tot {people(interval.high)}"
