"""What is still open about the figures of a partner: its objections in the log, and the risks that touch them most."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mpp_lib.base.dutch import day_name
from mpp_lib.base.markdown import literal
from mpp_lib.present.shown.table import records
from mpp_lib.present.verantwoording.register_tables import main_clause, risks_by_weight
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.production.impact_sheets import Sheet
from mpp_lib.production.run import RoundResult

RISKS = 3
"""How many risks stand on a sheet of two pages; the register in the report has all."""
NOTHING = "Er staat niets open: geen bezwaar van deze partner, en geen risico dat aan een van deze cijfers hangt."


def open_points_text(result: RoundResult, sheet: Sheet) -> str:
    """Objections first, oldest in front, then risks, weightiest in front; as a list in Markdown."""
    points = [*_objections(result, sheet), *islice(_risks(result, sheet), RISKS)]
    return "\n".join(f"- {point}" for point in points) or NOTHING


def _names(sheet: Sheet) -> frozenset[str]:
    """Every name of the partner, in lower case."""
    names = (sheet.partner, partner_named(sheet.partner).short, *sheet.called)
    return frozenset(name.casefold() for name in names)


def _objections(result: RoundResult, sheet: Sheet) -> Iterator[str]:
    for entry in result.decided:
        if entry["objection"] and entry["partner"].casefold() in _names(sheet):
            yield f"**Bezwaar**, {day_name(entry['date'])}: {literal(entry['objection'])}"


def _risks(result: RoundResult, sheet: Sheet) -> Iterator[str]:
    for row in records(risks_by_weight(result)):
        if row["indicator"] in sheet.table:
            head = f"**{row['soort'].capitalize()} {literal(row['id'])}**, weging {row['weging']}"
            yield f"{head}: {literal(main_clause(row['omschrijving']))}"
