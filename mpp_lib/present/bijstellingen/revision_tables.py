"""Tables of what changed between two rounds, each difference split over groups of inputs."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.dutch import number
from mpp_lib.compare.attribution.attribution import REST, Attribution
from mpp_lib.compare.attribution.explain import not_shared
from mpp_lib.compare.attribution.mixed_run import FORECAST, MEASURES, PARAMETERS, PLAN, REALISED, STRUCTURE
from mpp_lib.present.bijstellingen.moves import YEARS, move, move_in_order
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import full_label, short_name
from mpp_lib.present.wording.move import Move
from mpp_lib.present.wording.printed_values import relative_text, step_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult

HEADINGS = {
    REALISED: "realisaties",
    FORECAST: "prognose",
    PLAN: "IND-plan",
    PARAMETERS: "parameters",
    MEASURES: "maatregelen",
    STRUCTURE: "structuur",
}
"""Group → heading of its column."""
_POINTS = " procentpunt"
_ADD_UP = "De delen tellen op tot het gedrukte verschil"


def revisions_table(result: RoundResult, previous: RoundResult, split: Attribution) -> Table[Move]:
    """Every revision of medio in the first shared year, split over its causes, largest relative change first."""
    year, chain = split.years[0], result.chain.by_id
    moves = [move(result, split, name, year) for name in split.indicators if not chain[name].memo]
    moved = sorted((each for each in moves if each.difference), key=_by_size)
    acting = [group for group in split.groups if any(each.parts[group] for each in moved)]
    note = (
        f"{_ADD_UP}; bij percentages in procentpunten. Kleine aantallen staan achteraan. Niet veranderd: "
        f"{number(len(moves) - len(moved))} indicatoren."
    )
    ends = f"medio {year}"
    return Table(
        moved,
        [
            Column("Indicator", lambda each: full_label(chain[each.indicator].spec())),
            Column("was", lambda each: each.ends[0], kind="number", over=ends),
            Column("wordt", lambda each: each.ends[1], kind="number", over=ends),
            Column("verschil", _gap, kind="number", over=ends),
            Column("%", lambda each: relative_text(each.before, each.after, each.unit), kind="number", over=ends),
            *map(_cause, acting),
        ],
        title=f"Bijstellingen in medio {year} ten opzichte van ronde {previous.inputs.settings.round}, de grootste "
        "naar verhouding eerst",
        note=" ".join([note, *not_shared(result, previous), source_line(result)]),
    )


def _gap(moved: Move) -> str:
    return moved.text_of(moved.difference).removesuffix(_POINTS)


def _cause(group: str) -> Column[Move]:
    """What a group of inputs did."""
    return Column(
        HEADINGS[group],
        lambda moved: moved.text_of(moved.parts[group]).removesuffix(_POINTS),
        kind="number",
        over="waarvan door",
    )


def ordered_table(
    result: RoundResult, previous: RoundResult, split: Attribution, indicators: Sequence[str] = EXPLAINED
) -> Table[Move]:
    """The second view: what the Prognose changes, what the plan made on it adds, and then all the rest."""
    shared = [name for name in indicators if name in split.indicators]
    moves = [move_in_order(result, split, name, year) for name in shared for year in split.years[:YEARS]]
    return Table(
        moves,
        [
            Column("Indicator", lambda moved: short_name(result.chain.by_id[moved.indicator].spec())),
            Column("Jaar", lambda moved: moved.year, role="head"),
            Column("verschil", lambda moved: moved.text_of(moved.difference), kind="number", over="medio"),
            _step("prognose", FORECAST),
            _step("daarna IND-plan", PLAN),
            _step("daarna de rest", REST),
        ],
        title=f"Bijstellingen ten opzichte van ronde {previous.inputs.settings.round}, op volgorde van ontstaan",
        note=f"{_ADD_UP}. {source_line(result)}",
    )


def _step(heading: str, part: str) -> Column[Move]:
    return Column(heading, lambda moved: moved.text_of(moved.parts[part]), kind="number", over="medio")


def _by_size(moved: Move) -> tuple[bool, float]:
    """The largest relative change first; values of less than ten printed steps come last, they double by chance."""
    size = max(abs(moved.before), abs(moved.after))
    return size < 10 * step_of(moved.unit), -abs(moved.after - moved.before) / size
