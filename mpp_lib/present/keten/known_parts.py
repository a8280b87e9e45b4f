"""What was known at the cut-off of the parts of a total, beside what the round makes of them."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.dutch import number
from mpp_lib.base.markdown import literal
from mpp_lib.base.periods import Period
from mpp_lib.inputs.published import PublishedFigures
from mpp_lib.present.shown.table import records
from mpp_lib.present.wording.adding_up import totals_of
from mpp_lib.present.wording.indicator_names import lower_name
from mpp_lib.present.wording.marks import MARKS
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.sentences import moment, sentence
from mpp_lib.present.wording.year_texts import opening_text
from mpp_lib.production.node import Node
from mpp_lib.production.realised import ASSUMED, ESTIMATED
from mpp_lib.production.run import RoundResult


def known_parts(result: RoundResult, total: str, figures: PublishedFigures) -> str:
    """A sentence per part of which something was published; empty where nothing was.

    Args:
        figures: what the round may show (:func:`~mpp_lib.compare.evaluation.track_record.published_before`).

    Raises:
        KeyError: when the chain declares no such sum.
    """
    nodes = (result.chain.by_id[name] for name in totals_of(result.chain)[total])
    said = ((node, [*_counted(result, node.id), *_expected(result, node, figures)]) for node in nodes)
    lines = [
        sentence(f"{lower_name(node.spec())}: {'; '.join(known)}", _own(result, node)) for node, known in said if known
    ]
    return " ".join(["Op de peildatum was van de samenstelling dit bekend.", *lines]) if lines else ""


def _counted(result: RoundResult, indicator: str) -> Iterator[str]:
    """What was published of it, in the words of its source."""
    rows = result.inputs.realisations
    rows = rows[(rows["indicator"] == indicator) & (rows["status"] != ASSUMED)]
    for row in records(rows):
        estimate = "naar raming " if row["status"] == ESTIMATED else ""
        yield f"{estimate}{number(row['waarde'])}, volgens {literal(row['bron'])}"


def _expected(result: RoundResult, node: Node, figures: PublishedFigures) -> Iterator[str]:
    """What was expected, beside medio of the round."""
    for row in records(figures.others[figures.others["indicator"] == node.id]):
        year = Period.parse(row["periode"]).end.year
        if year in result.inputs.settings.span.calendar_years:
            own = text_of(result.year(node.id, year, "medio"), node.unit)
            when = moment(Period.of_year(year), node.aggregation)
            known = f"verwacht {when} {number(float(row['waarde']))}, volgens {literal(row['bron'])}"
            yield f"{known}; in deze ronde {own} in medio"


def _own(result: RoundResult, node: Node) -> str:
    """With how many the round begins, and whether that is an assumption."""
    when = moment(Period.of_year(result.inputs.settings.span.first_year - 1), node.aggregation)
    text, mark, _ = opening_text(result, node.id).partition(f" {MARKS[ASSUMED]}")
    return f"de ronde begint met {text} {when}{', een aanname' if mark else ''}"
