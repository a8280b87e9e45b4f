"""Tables of what changed between two rounds, each difference split over groups of inputs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mpp_lib.base.dutch import number
from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.compare.attribution.explain import not_shared
from mpp_lib.compare.attribution.mixed_run import FORECAST, MEASURES, PARAMETERS, PLAN, REALISED, STRUCTURE
from mpp_lib.present.bijstellingen.moves import move
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.move import Move, by_size
from mpp_lib.present.wording.plan_name import marked
from mpp_lib.present.wording.printed_values import relative_text
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

_POINTS = " procentpunt"


def revisions_table(
    result: RoundResult, previous: RoundResult, split: Attribution, indicators: Collection[str] = ()
) -> Table[Move]:
    """Every revision of medio in the first shared year, split over its causes, largest relative change first.

    Args:
        indicators: ids of those that are asked for; empty for all but memo ones.
    """
    year, chain = split.years[0], result.chain.by_id
    asked = indicators or [name for name in split.indicators if not chain[name].memo]
    moves = [move(result, split, name, year) for name in split.indicators if name in asked]
    moved = sorted(
        (each for each in moves if each.difference), key=lambda each: by_size(each.before, each.after, each.unit)
    )
    acting = [group for group in split.groups if any(each.parts[group] for each in moved)]
    unchanged = len(moves) - len(moved)
    note = (
        "De delen tellen op tot het gedrukte verschil; bij percentages in procentpunten. Kleine aantallen staan "
        f"achteraan.{f' Niet veranderd: {number(unchanged)} indicatoren.' if unchanged else ''}"
    )
    ends, headings = f"medio {year}", _headings(result)
    return Table(
        moved,
        [
            Column("Indicator", lambda each: full_label(chain[each.indicator].spec())),
            Column("was", lambda each: each.ends[0], kind="number", over=ends),
            Column(
                "wordt",
                lambda each: each.ends[1],
                kind="number",
                over=ends,
                key=Key(scenario="medio", period=str(year)),
            ),
            Column("verschil", _gap, kind="number", over=ends),
            Column("%", lambda each: relative_text(each.before, each.after, each.unit), kind="number", over=ends),
            *(_cause(group, headings[group]) for group in acting),
        ],
        title=f"Bijstellingen in medio {year} ten opzichte van ronde {previous.inputs.settings.round}, de grootste "
        "naar verhouding eerst",
        note=" ".join([note, *not_shared(result, previous), source_line(result)]),
        key=lambda each: Key(each.indicator),
    )


def _headings(result: RoundResult) -> Mapping[str, str]:
    """Group → heading of its column."""
    return {
        REALISED: "realisaties",
        FORECAST: "prognose",
        PLAN: marked("IND-plan", result.inputs),
        PARAMETERS: "parameters en aannames",
        MEASURES: "maatregelen",
        STRUCTURE: "structuur",
    }


def _gap(moved: Move) -> str:
    return moved.text_of(moved.difference).removesuffix(_POINTS)


def _cause(group: str, heading: str) -> Column[Move]:
    """What a group of inputs did."""
    return Column(
        heading,
        lambda moved: moved.text_of(moved.parts[group]).removesuffix(_POINTS),
        kind="number",
        over="waarvan door",
    )
