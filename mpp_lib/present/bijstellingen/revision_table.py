"""Tables of what changed between two rounds, each difference split over groups of inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from mpp_lib.base.dutch import number
from mpp_lib.compare.attribution.attribution import REST, Attribution
from mpp_lib.compare.attribution.explain import not_shared
from mpp_lib.compare.attribution.mixed_run import FORECAST, MEASURES, PARAMETERS, PLAN, REALISED, STRUCTURE
from mpp_lib.present.bijstellingen.reasons import NO_EXPLANATION, Move, explanations, move, rounded
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build, records
from mpp_lib.present.wording.indicator_names import full_label, short_name
from mpp_lib.present.wording.printed_values import difference_text, relative_text, step_of, text_of
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
_ENDS = ("was", "wordt", "verschil", "%")
_ADD_UP = "De delen tellen op tot het gedrukte verschil"


def revisions_sheet(result: RoundResult, previous: RoundResult, split: Attribution) -> Sheet:
    """Every revision of medio in the first shared year, split over its causes, largest relative change first."""
    year, reference = split.years[0], previous.inputs.settings.round
    listed = [name for name in split.indicators if not result.chain.by_id[name].memo]
    moves = [move(result, split, name, year) for name in listed]
    moved = sorted((each for each in moves if each.difference), key=_by_size)
    acting = [group for group in split.groups if any(each.parts[group] for each in moved)]
    rows = [
        [full_label(result.chain.by_id[each.indicator].spec()), *_ends(each), *_steps(each, acting)] for each in moved
    ]
    columns = [*_ENDS, *(HEADINGS[group] for group in acting)]
    form = Form(
        stub=("indicator",),
        labels={"indicator": "Indicator"},
        spanners={f"medio {year}": list(_ENDS), "waarvan door": columns[len(_ENDS) :]},
        numbers=columns,
    )
    table = split.table
    chosen = (table["scenario"] == "medio") & (table["periode"] == str(year)) & table["indicator"].isin(listed)
    note = (
        f"{_ADD_UP}; bij percentages in procentpunten. Kleine aantallen staan achteraan. Niet veranderd: "
        f"{number(len(moves) - len(moved))} indicatoren."
    )
    return Sheet(
        build(pd.DataFrame(rows, columns=["indicator", *columns]), form),
        table[chosen].reset_index(drop=True),
        None,
        " ".join([note, *not_shared(result, previous), source_line(result)]),
        f"Bijstellingen in medio {year} ten opzichte van ronde {reference}, de grootste naar verhouding eerst",
    )


def ordered_sheet(
    result: RoundResult, previous: RoundResult, split: Attribution, indicators: Sequence[str] = EXPLAINED
) -> Sheet:
    """The second view: what the Prognose changes, what the plan made on it adds, and then all the rest."""
    table = split.ordered
    years = [str(year) for year in split.years[:2]]
    chosen = (table["scenario"] == "medio") & table["periode"].isin(years) & table["indicator"].isin(indicators)
    data = table[chosen].sort_values(["indicator", "periode"], key=lambda column: column.map(_order(indicators, years)))
    rows = [_ordered_row(result, row) for row in records(data)]
    columns = ["verschil", "prognose", "daarna IND-plan", "daarna de rest"]
    form = Form(
        stub=("indicator", "jaar"),
        labels={"indicator": "Indicator", "jaar": "Jaar"},
        spanners={"medio": columns},
        numbers=columns,
    )
    return Sheet(
        build(pd.DataFrame(rows, columns=["indicator", "jaar", *columns]), form),
        data.reset_index(drop=True),
        None,
        f"{_ADD_UP}. {source_line(result)}",
        f"Bijstellingen ten opzichte van ronde {previous.inputs.settings.round}, op volgorde van ontstaan",
    )


def explanations_text(result: RoundResult, indicators: Sequence[str] = EXPLAINED) -> str:
    """What the analyst wrote of indicators that are not drawn, and which drawn ones have no explanation."""
    written = explanations(result)
    others = [
        f"**{short_name(result.chain.by_id[name].spec())}.** {text}"
        for name, text in written.items()
        if name not in indicators
    ]
    missing = [short_name(result.chain.by_id[name].spec()) for name in indicators if name not in written]
    lists = [f"Zonder eigen toelichting van de analist: {'; '.join(missing)}."] if missing else []
    return "\n\n".join([*others, *lists])


def explanation(result: RoundResult, indicator: str) -> str:
    """The analyst's words on one indicator, or that there are none."""
    return explanations(result).get(indicator, NO_EXPLANATION)


def _by_size(moved: Move) -> tuple[bool, float]:
    """The largest relative change first; values of less than ten printed steps come last, they double by chance."""
    size = max(abs(moved.before), abs(moved.after))
    return size < 10 * step_of(moved.unit), -abs(moved.after - moved.before) / size


def _ends(moved: Move) -> list[str]:
    before, after, unit = moved.before, moved.after, moved.unit
    return [
        text_of(before, unit),
        text_of(after, unit),
        difference_text(before, after, unit).removesuffix(" procentpunt"),
        relative_text(before, after, unit),
    ]


def _steps(moved: Move, groups: Sequence[str]) -> list[str]:
    return [moved.text_of(moved.parts[group]).removesuffix(" procentpunt") for group in groups]


def _order(indicators: Sequence[str], years: Sequence[str]) -> dict[str, int]:
    return {name: place for names in (indicators, years) for place, name in enumerate(names)}


def _ordered_row(result: RoundResult, row: Mapping[str, Any]) -> list[str]:
    name, before, after = row["indicator"], row["van"], row["naar"]
    unit, year = result.chain.by_id[name].unit, int(row["periode"])
    steps = {key: row[key] for key in (FORECAST, PLAN, REST)}
    moved = Move(name, year, unit, before, after, rounded(steps, before, after, unit))
    cells = [moved.text_of(moved.parts[key]) for key in steps]
    return [short_name(result.chain.by_id[name].spec()), str(year), difference_text(before, after, unit), *cells]
