"""The table of minimum, medio and maximum as quantiles: how often the outcome lay below, and the quantile score."""

from __future__ import annotations

from typing import NamedTuple

from mpp_lib.base.dutch import people, percentage
from mpp_lib.compare.evaluation.lines_as_quantiles import LineRecord, line_records, lines_of_rounds, lines_published
from mpp_lib.compare.evaluation.scores import Interval
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.findings import lines_finding

TOO_FEW = "te weinig jaren"
PUBLISHED, ROUNDS = "gepubliceerd, totaal", "rondes, eerste aanvragen"


class Line(NamedTuple):
    """A line of the forecasts of one kind."""

    kind: str
    record: LineRecord


def lines_table(record: TrackRecord) -> Table[Line]:
    """Minimum, medio and maximum, of the published rounds and of the rounds themselves."""
    published = line_records(lines_published(record.published))
    own = line_records(lines_of_rounds(record.scores))
    return Table(
        [Line(kind, row) for kind, rows in ((PUBLISHED, published), (ROUNDS, own)) for row in rows],
        [
            Column("Prognoses", lambda line: line.kind),
            Column("Scenario", lambda line: line.record.scenario, role="head"),
            Column("Beloofd", lambda line: percentage(line.record.level), kind="number"),
            Column("Eronder", lambda line: f"{line.record.below} van {line.record.n}", kind="number"),
            Column("95%-interval", lambda line: _chances(line.record.interval), kind="number"),
            Column("Score", lambda line: people(line.record.score), kind="number"),
            Column("95%-interval score", lambda line: _spread(line.record.score_interval), kind="number"),
            Column("Jaren", lambda line: line.record.years, kind="number"),
        ],
        title="Minimum, medio en maximum elk voor zich",
        finding=lines_finding(published, own),
        note="Beloofd: de kans op een uitkomst onder de lijn; eronder: hoe vaak dat gebeurde. Het interval van de kans "
        "doet alsof de prognoses onafhankelijk zijn, wat zij niet zijn. Score: gemiddelde kwantielscore in personen, 0 "
        "is precies raak; het interval neemt een gerealiseerd jaar als één trekking en ontbreekt bij minder dan drie "
        "jaren. Scores van verschillende scenario's zijn niet te vergelijken. Bron: MPP-rondes en openbare cijfers.",
        dense=True,
    )


def _chances(interval: Interval) -> str:
    return f"{percentage(interval.low, 0)} tot {percentage(interval.high, 0)}"


def _spread(interval: Interval | None) -> str:
    return TOO_FEW if interval is None else f"{people(interval.low)} tot {people(interval.high)}"
