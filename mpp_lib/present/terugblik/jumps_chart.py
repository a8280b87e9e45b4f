"""Quiet years and jumps: how much the inflow changed from year to year, beside the spreads of the forecast."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import FIRST_INFLOW, TOTAL_INFLOW
from mpp_lib.base.dutch import percentage
from mpp_lib.inflow.yearly_changes import ChangeChances, TwoKinds, change_chances, two_kinds, yearly_changes
from mpp_lib.present.drawing.canvas import Margins, beside, count_axis, one_panel, title
from mpp_lib.present.drawing.counts import draw_point
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.labels import spread, text_width, width_in_points
from mpp_lib.present.drawing.style import BLUE, GREY, INK, RULE, SMALL, TINT, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import records
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import chance_text
from mpp_lib.present.wording.realised_history import estimated_years, realised_years
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

_NAMES = {TOTAL_INFLOW: "totale instroom", FIRST_INFLOW: "eerste aanvragen"}
_SUBJECTS = {TOTAL_INFLOW: "de totale asielinstroom", FIRST_INFLOW: "het aantal eerste asielaanvragen"}
_MARGINS = Margins(left=4.3, right=0.5, top=1.0, bottom=0.6)
_PAST, _ROW = 0.95, 0.5
_NAME = _MARGINS.left - 0.1
_SIDES = {-1: "right", 1: "left"}
"""In the narrow form the words over what no year had stand away from each other."""
_NOTE = (
    "Een streep is bij de prognose het 75%-interval met de mediaan, bij een toekomstscenario de verwachting met "
    "eenmaal de spreiding aan weerszijden."
)


@dataclass(frozen=True)
class Jumps:
    """What is compared.

    Attributes:
        changes: indicator → year → change, the total first; the years are those in which the total is known.
        kinds: those of the first indicator; None where its changes run on.
        year: the first forecast year.
        before: first applications in the year before it, where they are known.
        spreads: toekomstscenario of that year → (verwachting, spreiding), people.
        chances: that the year changes little, much or between; None without ``kinds`` or ``before``.
        estimated: indicator → years of which the value is a raming.
    """

    changes: Mapping[str, Mapping[int, float]]
    kinds: TwoKinds | None
    year: int
    before: float | None
    spreads: Mapping[str, tuple[float, float]]
    chances: ChangeChances | None
    estimated: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def status(self, name: str, year: int) -> str:
        """That a change follows from a raming, of its own year or of the one before; else empty."""
        return ESTIMATED if {year, year - 1} & self.estimated.get(name, frozenset()) else ""


def jumps_of(result: PrognoseResult) -> Jumps:
    """The changes of the past and the spreads of the first forecast year."""
    total, first = (
        yearly_changes(realised_years(result, name), result.unknown.breaks(name))
        for name in (TOTAL_INFLOW, FIRST_INFLOW)
    )
    since = min(total, default=min(first, default=0))
    changes = {TOTAL_INFLOW: total, FIRST_INFLOW: {year: change for year, change in first.items() if year >= since}}
    changes = {name: known for name, known in changes.items() if known}
    kinds = two_kinds(next(iter(changes.values()))) if changes else None
    forecast = result.forecast.years[0]
    before = realised_years(result, FIRST_INFLOW).get(forecast.year - 1)
    rows = records(result.inputs.scenarios[result.inputs.scenarios["jaar"] == forecast.year])
    spreads = {str(row["scenario"]): (float(row["verwachting"]), float(row["spreiding"])) for row in rows}
    chances = change_chances(forecast.distribution, before, kinds) if kinds and before else None
    estimated = {name: estimated_years(result, name) for name in changes}
    return Jumps(changes, kinds, forecast.year, before, spreads, chances, estimated)


@in_both_forms
def jumps_chart(result: PrognoseResult) -> Picture:
    """Every yearly change since the total is known, and the scenarios of the first forecast year as such changes."""
    jumps = jumps_of(result)
    ahead = list(_ahead(result, jumps))
    inside = _PAST * len(jumps.changes) + _ROW * len(ahead)
    with house_style():
        figure, axes = one_panel(inside + _MARGINS.top + _MARGINS.bottom, _MARGINS)
        _draw(axes, jumps, ahead, inside)
        title(axes, "verandering ten opzichte van het jaar ervoor", left=_MARGINS.left - 0.1, up=0.25)
    return Picture(
        figure,
        jumps_finding(jumps),
        jumps_data(jumps, ahead),
        {"verandering": "", "van": "aandeel", "tot": "aandeel"},
        " ".join([prognose_source(result), *_shade_note(jumps), _NOTE]),
        "Puntfiguur: de jaarlijkse veranderingen van de instroom, met daaronder de toekomstscenario's als verandering "
        "ten opzichte van het laatste jaar.",
        panels=list(_panels(axes, jumps, len(ahead))),
    )


def _panels(axes: Axes, jumps: Jumps, ahead: int) -> Iterator[Panel]:
    """A strip per series, in which the years lie side by side, and under these a line for each of what lies ahead."""
    heads, before, top = ("wat", "jaar"), 0, 0.0
    for known in jumps.changes.values():
        places = [*[math.nan] * before, *known.values()]
        yield Panel(axes, places, ["verandering"], heads=heads, part=(top, top + _PAST))
        before, top = before + len(known), top + _PAST
    places = [*[math.nan] * before, *(top + _ROW * (place + 0.5) for place in range(ahead))]
    columns = ["verandering", "van", "tot"]
    yield Panel(axes, places, columns, down=True, heads=heads, part=(top, top + _ROW * ahead))


def _shade_note(jumps: Jumps) -> list[str]:
    name = next((_SUBJECTS[name] for name in jumps.changes), "")
    return [f"Gekleurd: veranderingen die {name} in geen van deze jaren doormaakte."] if jumps.kinds else []


def jumps_data(jumps: Jumps, ahead: Sequence[tuple[str, float, float, float]]) -> pd.DataFrame:
    """wat, jaar, verandering; and for what lies ahead van and tot."""
    past = [
        (_NAMES[name], str(year), marked(percentage(change), jumps.status(name, year)), None, None)
        for name, known in jumps.changes.items()
        for year, change in known.items()
    ]
    rows = [*past, *((name, str(jumps.year), percentage(middle), low, high) for name, low, middle, high in ahead)]
    return pd.DataFrame(rows, columns=["wat", "jaar", "verandering", "van", "tot"])


def jumps_finding(jumps: Jumps) -> str:
    """Whether the past knows quiet years and jumps, how likely the forecast makes each, and what its spreads hold."""
    if not jumps.changes:
        return "Er zijn geen twee opeenvolgende jaren om te vergelijken."
    name, known = next(iter(jumps.changes.items()))
    kinds = jumps.kinds
    if kinds is None:
        sizes = sorted(abs(change) for change in known.values())
        gone = f"liepen uiteen van {percentage(sizes[0])} tot {percentage(sizes[-1])}"
        start = f"de jaarlijkse veranderingen van {_SUBJECTS[name]} sinds {min(known)} {gone}"
        return sentence(start, "rustige jaren en sprongen zijn daarin niet te scheiden")
    small, large = percentage(kinds.most_small), percentage(kinds.least_large)
    told = (
        f"van de {len(known)} jaarlijkse veranderingen van {_SUBJECTS[name]} sinds {min(known)} waren er "
        f"{len(kinds.small)} klein (hoogstens {small}) en {len(kinds.large)} groot ({large} tot "
        f"{percentage(kinds.most_large)}); daartussen lag er geen"
    )
    ratios = [spread / mean for mean, spread in jumps.spreads.values()]
    clauses = (told, chances_clause(jumps.chances, jumps.year, small, large), spreads_clause(ratios, kinds))
    return " ".join(sentence(clause) for clause in clauses if clause)


def chances_clause(chances: ChangeChances | None, year: int, small: str, large: str) -> str:
    """How likely the forecast makes a quiet year, a jump, and what lies between."""
    if chances is None:
        return ""
    quiet, between, jump = (chance_text(chance) for chance in (chances.small, chances.between, chances.large))
    return (
        f"voor de eerste aanvragen in {year} geeft de prognose {quiet} kans op een verandering van hoogstens {small}, "
        f"{between} op iets daartussen en {jump} op {large} of meer"
    )


def spreads_clause(ratios: Sequence[float], kinds: TwoKinds) -> str:
    """What spreads of so many shares of the expectation can hold: a quiet year, something between, or a jump."""
    low, high = percentage(min(ratios)), percentage(max(ratios))
    start = (
        f"binnen een toekomstscenario is de spreiding {low if low == high else f'{low} tot {high}'} van de verwachting"
    )
    jumps = sum(ratio >= kinds.least_large for ratio in ratios)
    if jumps:
        return f"{start}; in {jumps} van de {len(ratios)} is zij zo groot als een sprong"
    own = "een sprong vraagt dus een eigen toekomstscenario"
    if max(ratios) <= kinds.most_small:
        return f"{start}: niet meer dan de verandering in een rustig jaar; {own}"
    if min(ratios) > kinds.most_small:
        return f"{start}: meer dan de verandering in een rustig jaar, minder dan een sprong; {own}"
    return f"{start}: minder dan een sprong; {own}"


def _ahead(result: PrognoseResult, jumps: Jumps) -> Iterator[tuple[str, float, float, float]]:
    """Name, lower end, middle and upper end of what is forecast, as changes; nothing without a year before."""
    if not jumps.before:
        return
    lines = result.forecast.years[0].lines
    rows = [(f"prognose {jumps.year}", lines.minimum, lines.median, lines.maximum)]
    rows += [(name, mean - spread, mean, mean + spread) for name, (mean, spread) in jumps.spreads.items()]
    for name, *ends in rows:
        low, middle, high = (end / jumps.before - 1 for end in ends)
        yield name, low, middle, high


def _draw(axes: Axes, jumps: Jumps, ahead: Sequence[tuple[str, float, float, float]], inside: float) -> None:
    axes.set_ylim(inside, 0)
    every = [change for known in jumps.changes.values() for change in known.values()]
    every += [end for _, low, _, high in ahead for end in (low, high)]
    room = 0.06 * (max(every, default=1) - min(every, default=0))
    axes.set_xlim(min(every, default=0) - room, max(every, default=1) + room)
    axes.set_yticks([])
    axes.grid(visible=False, axis="y")
    axes.axvline(0, color=GREY, linewidth=0.8)
    count_axis(axes.xaxis, "aandeel", 8)
    if jumps.kinds:
        _shade(axes, jumps.kinds)
    y = 0.0
    for name, known in jumps.changes.items():
        _past(axes, known, y + _PAST * 0.68, [bool(jumps.status(name, year)) for year in known])
        beside(axes, _NAMES[name], y + _PAST * 0.68, _NAME)
        y += _PAST
    for place, (name, *ends) in enumerate(ahead):
        _bar(axes, name, ends, y + _ROW * (place + 0.5), own=place == 0)


def _shade(axes: Axes, kinds: TwoKinds) -> None:
    for sign in (-1, 1):
        axes.axvspan(sign * kinds.most_small, sign * kinds.least_large, color=TINT, linewidth=0, zorder=0.2)
        axes.annotate(
            "geen jaar",
            (sign * (kinds.most_small + kinds.least_large) / 2, 1),
            (0, 3),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha=_SIDES[sign] if is_narrow() else "center",
            va="bottom",
            fontsize=SMALL,
            fontstyle="italic",
            color=GREY,
            annotation_clip=False,
        )


def _past(axes: Axes, known: Mapping[int, float], y: float, estimated: Sequence[bool]) -> None:
    """A dot per year, open where it follows from a raming, named above where there is room."""
    low, high = axes.get_xlim()
    per_point = (high - low) / width_in_points(axes)
    names = [f"’{year % 100:02d}" for year in known]
    sizes = [(text_width(name, SMALL) + 3) * per_point for name in names]
    for change, is_estimated in zip(known.values(), estimated, strict=True):
        draw_point(axes, change, y, estimated=is_estimated, size=4)
    for name, change, place in zip(names, known.values(), spread(list(known.values()), sizes, low, high), strict=True):
        axes.annotate(
            name,
            (change, y),
            ((place - change) / per_point, 9),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
            arrowprops={"arrowstyle": "-", "color": RULE, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2},
        )


def _bar(axes: Axes, name: str, ends: Sequence[float], y: float, *, own: bool) -> None:
    low, middle, high = ends
    axes.plot([low, high], [y, y], color=BLUE if own else GREY, linewidth=4.2 if own else 2.6, solid_capstyle="butt")
    axes.plot([middle], [y], "D", color="white", markeredgecolor=INK, markersize=4.2, zorder=3)
    beside(axes, name, y, _NAME, colour=BLUE if own else INK)
