"""Figures of any indicator that prose cites by key, and claims about them that have to be true.

Keys, below ``cijfers`` and behind the id of an indicator (``cijfers.coa.bezetting.jaar2028.medio``):

    .jaarJJJJ.minimum | medio | maximum      the value of a year of the horizon: ``106.900``
    .jaarJJJJ.realisatie                     what was realised in a year: ``49.860``
    .jaarJJJJ.bijstelling                    medio beside the previous round: ``−9.830 (−10,9%)``
    .jaarJJJJ.hoger | lager | gelijk         the same as a claim: ``10,9% lager``, ``vrijwel gelijk``
    .jaarJJJJ.maatregelen                    medio beside itself without measures: ``−3.180 (−3,1%)``
    .SCENARIO.stijgt | daalt | schommelt | gelijk
                                             the course over the horizon as a claim: ``van 80.240 eind 2024 naar …``

A value is ``gelijk`` to another as :mod:`mpp_lib.present.wording.sentences` has it; a small rise may be called either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl, percentage
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.courses import previous_medio, scenario_course
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import (
    change_text,
    difference,
    exact_text,
    printed,
    relative_change,
    text_of,
    with_unit,
)
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import (
    Point,
    course,
    is_small,
    moment,
    revised,
    size,
    threshold_of,
    turning_points,
)
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult

_REVISION, _COURSE = ("hoger", "lager", "gelijk"), ("stijgt", "daalt", "schommelt", "gelijk")
_KEY = re.compile(
    rf"cijfers\.(?P<indicator>[\w.]+?)\.(?:jaar(?P<year>[0-9]{{4}})\.(?P<form>{'|'.join(SCENARIOS)}|realisatie|bijstelling|"
    rf"maatregelen|{'|'.join(_REVISION)})|(?P<scenario>{'|'.join(SCENARIOS)})\.(?P<course>{'|'.join(_COURSE)}))"
)


_INDICATOR = "cijfers."


@dataclass(frozen=True)
class Cited:
    """What stands in the place of a key, and what contradicts the claim in it; empty when the claim holds."""

    text: str
    contradiction: str = ""


def cited_figures(keys: Iterable[str], result: RoundResult, previous: RoundResult | None) -> dict[str, Cited]:
    """Key → what it stands for, of the keys that name a figure of this round."""
    found = {key: _cite(match, result, previous) for key in keys if (match := _KEY.fullmatch(key))}
    return {key: cited for key, cited in found.items() if cited is not None}


def forms_of(key: str, result: RoundResult) -> str:
    """What can be asked of the indicator that a key begins with, as a message says it; empty where it is of none."""
    names = [name for name in result.chain.by_id if key.startswith(f"{_INDICATOR}{name}.")]
    if not names:
        return ""
    first, *_, last = result.inputs.settings.span.calendar_years
    of_year = enumerate_nl([*SCENARIOS, "realisatie", "bijstelling", *_REVISION, "maatregelen"], "of")
    of_course = enumerate_nl(_COURSE, "of")
    name = f"{_INDICATOR}{max(names, key=len)}"
    runs = enumerate_nl(SCENARIOS, "of")
    return f"achter {name} eerst jaarJJJJ ({first}–{last}) en dan {of_year}, of eerst {runs} en dan {of_course}"


def nested(texts: Mapping[str, str]) -> dict[str, Any]:
    """Keys with dots as mappings within mappings."""
    root: dict[str, Any] = {}
    for key, text in texts.items():
        *path, last = key.split(".")
        place = root
        for part in path:
            place = place.setdefault(part, {})
        place[last] = text
    return root


def _cite(match: re.Match[str], result: RoundResult, previous: RoundResult | None) -> Cited | None:
    node = result.chain.by_id.get(match["indicator"])
    if node is None:
        return None
    if match["scenario"]:
        return _on_course(node, result, match["scenario"], match["course"])
    year, form = int(match["year"]), match["form"]
    if form == "realisatie":
        known = realised_years(result, node.id).get(year)
        return None if known is None else Cited(exact_text(known, node.unit))
    if year not in result.inputs.settings.span.calendar_years:
        return None
    if form in SCENARIOS:
        return Cited(text_of(result.year(node.id, year, form), node.unit))
    if form == "maatregelen":
        without, with_ = (each.year(node.id, year, "medio") for each in (result.without, result))
        return Cited(change_text(without, with_, node.unit))
    return _beside_previous(node, result, previous, year, form)


def _beside_previous(
    node: Node, result: RoundResult, previous: RoundResult | None, year: int, form: str
) -> Cited | None:
    before = previous_medio(previous, node.id, year)
    if before is None or previous is None:
        return None
    after = result.year(node.id, year, "medio")
    if form == "bijstelling":
        return Cited(change_text(before, after, node.unit))
    gap, small = difference(before, after, node.unit), is_small(before, after, node.unit)
    true = {"hoger": gap > 0, "lager": gap < 0, "gelijk": small}[form]
    by = relative_change(before, after, node.unit)
    amount = size(before, after, node.unit) if by is None else percentage(abs(by))
    text = ("vrijwel gelijk" if gap else "gelijk") if form == "gelijk" else f"{amount} {form}"
    when, reference = moment(Period.of_year(year), node.aggregation), f"ronde {previous.inputs.settings.round}"
    said = revised(subject_of(node.spec()), when, before, after, node.unit, reference)
    return Cited(text, "" if true else said)


def _on_course(node: Node, result: RoundResult, scenario: str, claim: str) -> Cited:
    points = scenario_course(result, node.id, scenario)
    said = course(subject_of(node.spec()), points, node.unit, node.aggregation, lead=f"in {scenario}")
    return Cited(_course_text(points, node, claim), "" if claim in _courses(points, node.unit) else said)


def _courses(points: Sequence[Point], unit: str) -> set[str]:
    """What may be said of a course; of one that hardly moves, also which way it hardly moves."""
    values = [point.value for point in points]
    turns = turning_points(values, threshold_of(values, unit))
    if len(turns) > 2:
        return {"schommelt"}
    gap = difference(values[0], values[-1], unit)
    way = {"stijgt"} if gap > 0 else {"daalt"} if gap < 0 else set()
    return way | ({"gelijk"} if len(turns) == 1 else set())


def _course_text(points: Sequence[Point], node: Node, claim: str) -> str:
    says = [f"{with_unit(point.value, node.unit)} {moment(point.period, node.aggregation)}" for point in points]
    if claim == "schommelt":
        values = [printed(point.value, node.unit) for point in points]
        return f"tussen {says[values.index(min(values))]} en {says[values.index(max(values))]}"
    return f"{says[0]} en {says[-1]}" if claim == "gelijk" else f"van {says[0]} naar {says[-1]}"
