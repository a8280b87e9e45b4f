"""How a year fills up: the seasonal profile with its uncertainty, and every year it was made from."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import month_short, percentage
from mpp_lib.inflow.seasonal import SeasonalProfile, full_years
from mpp_lib.inputs.series import monthly
from mpp_lib.present.drawing.canvas import Margins, count_axis, one_panel, title
from mpp_lib.present.drawing.counts import draw_counts
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import BLUE, GREY, INK, TINT, Stroke, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.realised_history import estimated_years
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

INTERVAL = (0.125, 0.875)
_MARGINS = Margins(left=1.35, right=2.6, top=0.75, bottom=0.6)
_HALF = 6
_BAND = ("75%-band: ondergrens", "75%-band: bovengrens")
_MONTHS = [month_short(month) for month in range(1, 13)]


@in_both_forms
def season_chart(result: PrognoseResult, *, height: float = 7.4) -> Picture:
    """The share of a year that is in after each month: every year, the profile and its 75% interval."""
    profile = result.forecast.profile
    shares, estimated = year_shares(result), estimated_years(result, FIRST_INFLOW)
    data = _data(profile, shares, estimated)
    low, high = (np.concatenate(([0.0], profile.band(q), [1.0])) for q in INTERVAL)
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        axes.fill_between(range(13), low, high, color=TINT, linewidth=0)
        for year, values in shares.items():
            draw_counts(axes, range(13), [0.0, *values], [year in estimated] * 13, Stroke(GREY, 0.6))
        axes.plot(range(13), [0.0, *profile.cumulative], color=BLUE, linewidth=2.0)
        _months_axis(axes)
        _name_years(axes, shares, profile)
        title(axes, "deel van het jaartotaal dat aan het einde van de maand binnen is", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        season_finding(profile, shares),
        data,
        dict.fromkeys(map(str, data.columns[1:]), "aandeel"),
        source_line(result, model=False, sources=sources_of(result, FIRST_INFLOW)),
        "Lijnfiguur: het deel van het jaartotaal dat na elke maand binnen is, per jaar en in het profiel met band.",
        panels=[Panel(axes, range(13), list(data.columns[1:]), groups=[[0, 1, 2, *_named_rows(shares)]])],
    )


def year_shares(result: PrognoseResult) -> dict[int, np.ndarray]:
    """Year of the profile → cumulative shares after each month [12]."""
    realised = monthly(result.inputs.realisations, FIRST_INFLOW)
    known = {month: value for month, value in realised.items() if month <= result.inputs.settings.realised_until}
    return {year: np.cumsum(months) / months.sum() for year, months in full_years(known).items()}


def season_finding(profile: SeasonalProfile, shares: dict[int, np.ndarray]) -> str:
    """What is in halfway the year, on average and at the extremes."""
    half = _halfway(shares)
    least, most = min(half, key=half.__getitem__), max(half, key=half.__getitem__)
    return sentence(
        f"na zes maanden is gemiddeld {percentage(profile.after(_HALF))} van een jaar binnen",
        f"per jaar liep dat uiteen van {percentage(half[least])} ({least}) tot {percentage(half[most])} ({most})"
        if least != most
        else "",
    )


def _halfway(shares: dict[int, np.ndarray]) -> dict[int, float]:
    return {year: float(values[_HALF - 1]) for year, values in shares.items()}


def _extremes(shares: dict[int, np.ndarray]) -> list[int]:
    """The years that were furthest from the profile halfway the year."""
    half = _halfway(shares)
    return sorted({min(half, key=half.__getitem__), max(half, key=half.__getitem__)})


def _named_rows(shares: dict[int, np.ndarray]) -> list[int]:
    """The rows of the years that have their name in the figure, after those of the profile and its band."""
    return [1 + len(_BAND) + list(shares).index(year) for year in _extremes(shares)]


def _data(profile: SeasonalProfile, shares: dict[int, np.ndarray], estimated: Collection[int]) -> pd.DataFrame:
    """A row for the profile, its band and every year, a column for the start and each month."""
    rows = {"profiel": profile.cumulative} | {
        name: np.append(profile.band(q), 1.0) for name, q in zip(_BAND, INTERVAL, strict=True)
    }
    rows |= {marked(str(year), ESTIMATED if year in estimated else ""): values for year, values in shares.items()}
    drawn = {name: np.append(0.0, values) for name, values in rows.items()}
    data = pd.DataFrame.from_dict(drawn, orient="index", columns=["begin", *_MONTHS])
    return data.rename_axis("binnen aan het einde van").reset_index()


def _months_axis(axes: Axes) -> None:
    axes.set_xlim(0, 12)
    axes.set_ylim(0, 1.02)
    axes.set_xticks(range(13), [""] * 13)
    every = 3 if is_narrow() else 1
    axes.set_xticks(np.arange(0, 12, every) + 0.5, _MONTHS[::every], minor=True)
    axes.tick_params(axis="x", which="minor", size=0, pad=4)
    count_axis(axes.yaxis, "aandeel")


def _name_years(axes: Axes, shares: dict[int, np.ndarray], profile: SeasonalProfile) -> None:
    """Name the profile and the years that were furthest from it."""
    half = _halfway(shares)
    for year in _extremes(shares):
        axes.plot(range(13), [0.0, *shares[year]], color=INK, linewidth=1.1)
        above = half[year] > profile.after(_HALF)
        axes.annotate(
            str(year),
            (_HALF, half[year]),
            (-4 if above else 4, 3 if above else -3),
            textcoords="offset points",
            ha="right" if above else "left",
            va="bottom" if above else "top",
            fontweight="semibold",
        )
    label_ends(axes, 12, [EndLabel(0.98, "seizoensprofiel", BLUE, "semibold"), EndLabel(0.82, "losse jaren", GREY)])
    axes.annotate(
        "75%-band",
        (12, 0.9),
        (7, 0),
        textcoords="offset points",
        va="center",
        color=INK,
        bbox={"boxstyle": "square,pad=0.2", "facecolor": TINT, "linewidth": 0},
        annotation_clip=False,
    )
