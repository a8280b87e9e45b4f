"""Months on a calendar axis: their line, their table by year, and where registrations were caught up on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.dutch import MONTH_NAMES, month_name, month_short, number
from mpp_lib.base.look_back import CATCH_UPS, CatchUp
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import Period
from mpp_lib.present.drawing.counts import draw_counts
from mpp_lib.present.drawing.style import GREY, REALISED_FILL, SMALL, Stroke
from mpp_lib.present.shown.picture import Panel
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.realised_history import calendar
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.production.realised import ESTIMATED

NO_SIGNS: Mapping[Month, str] = MappingProxyType({})


def months_data(
    months: Mapping[Month, float], estimated: Collection[Month], signs: Mapping[Month, str] = NO_SIGNS
) -> pd.DataFrame:
    """A row per year, a column per month, as published; a raming is marked, a month that is not realised is empty.

    Args:
        signs: month → what stands behind its figure, or in its place.
    """
    texts = {month: marked(number(value), ESTIMATED if month in estimated else "") for month, value in months.items()}
    texts |= {month: with_signs(texts.get(month, ""), one) for month, one in signs.items()}
    years = range(min(texts).year, max(texts).year + 1)
    rows = [[str(year), *(texts.get(Month(year, place), "") for place in range(1, 13))] for year in years]
    return pd.DataFrame(rows, columns=["jaar", *(month_short(place) for place in range(1, 13))])


def month_panel(
    axes: Axes, data: pd.DataFrame, groups: Sequence[Sequence[int]] = (), months: Sequence[str] = (), **read: Any
) -> Panel:
    """Where the months stand of which the years are rows of ``data`` and the names columns, on a calendar axis.

    Args:
        groups: the rows of a year that are read together; every row by itself unless said otherwise.
        months: the columns of the months, where they are not called by their short names.
    """
    rows = groups or [[row] for row in range(len(data))]
    years = [int(data["jaar"].iloc[members[0]]) for members in rows]
    places = [calendar(month) + 1 / 24 for year in years for month in Period.of_year(year).months]
    return Panel(axes, places, months or [month_short(place) for place in range(1, 13)], groups=rows, **read)


def draw_months(
    axes: Axes,
    months: Mapping[Month, float],
    estimated: Collection[Month],
    stroke: Stroke,
    breaks: Collection[Month] = (),
) -> None:
    """One line with gaps where months are missing or the series breaks, broken where it touches a raming."""
    every = month_range(min(months), max(months).since(min(months)) + 1)
    times, values = [calendar(month) + 1 / 24 for month in every], [months.get(month, np.nan) for month in every]
    estimates = [month in estimated for month in every]
    draw_counts(axes, times, values, estimates, stroke, breaks=list(map(calendar, breaks)))


def catch_ups_in(months: Iterable[Month]) -> list[CatchUp]:
    """The registration catch-ups of which a month is among these."""
    known = set(months)
    return [one for one in CATCH_UPS if any(one.first <= month <= one.last for month in known)]


def catch_up_notes(months: Iterable[Month]) -> list[str]:
    """Where each of them was reported, as a sentence under a figure; none where there is none."""
    found = [f"{catch_up_name(one)} ({one.source})" for one in catch_ups_in(months)]
    return [f"Registraties ingehaald: {'; '.join(found)}."] if found else []


def catch_up_name(one: CatchUp) -> str:
    """The months of a catch-up: ``oktober 2015``, ``augustus tot en met oktober 2022``."""
    if one.first == one.last:
        return month_name(one.first)
    first = MONTH_NAMES[one.first.month - 1] if one.first.year == one.last.year else month_name(one.first)
    return f"{first} tot en met {month_name(one.last)}"


def mark_catch_ups(axes: Axes, months: Iterable[Month]) -> None:
    """Shade them on a monthly axis, each with its name."""
    for one in catch_ups_in(months):
        axes.axvspan(calendar(one.first), calendar(one.last + 1), color=REALISED_FILL, zorder=0.2, linewidth=0)
        axes.annotate(
            "registraties ingehaald",
            (calendar(one.first), 1),
            (-4, 0),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=SMALL,
            fontstyle="italic",
            color=GREY,
        )
