"""Bijstellingen: how much a round differs from the one before it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.dutch import enumerate_nl, signed
from mpp_lib.compare.attribution.changes import changes, shared_years
from mpp_lib.present.drawing.canvas import Margins, side_by_side
from mpp_lib.present.drawing.labels import text_width
from mpp_lib.present.drawing.style import BLUE, GREY, INK, POINTS_PER_CM, SMALL, house_style
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.wording.indicator_names import full_label, subject_of
from mpp_lib.present.wording.printed_values import change_text, difference, text_of
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.key_figures import REVISED
from mpp_lib.production.run import RoundResult

_UP, _DOWN = BLUE, "#6f9bc4"
_LEFT, _BAR = 4.6, 0.58


def revisions_chart(
    result: RoundResult, previous: RoundResult, indicators: Sequence[str] = REVISED, *, years: int = 2
) -> Picture:
    """Change of medio against the previous round, in percents, for the first shared years.

    Args:
        indicators: ids in both rounds, in people or cases.
        years: how many years, one panel each.

    Raises:
        ValueError: when the horizons do not meet.
    """
    shown = shared_years(result, previous)[:years]
    if not shown:
        raise ValueError("de rondes hebben geen jaar gemeen")
    table = _medio(result, previous)
    with house_style():
        figure, panels = side_by_side(
            len(indicators) * _BAR + 0.75, len(shown), Margins(_LEFT, 0.35, 0.65, 0.1), gap=0.5
        )
        reach = max(abs(_relative(table, name, year)) for name in indicators for year in shown) or 0.01
        for axes, year in zip(panels, shown, strict=True):
            _bars(axes, result, table, indicators, year, reach)
        _names(panels[0], result, indicators)
    return Picture(
        figure,
        revisions_finding(result, previous, indicators),
        _data(result, table, indicators, shown),
        dict.fromkeys(("vorige ronde", "deze ronde", "verschil"), ""),
        source_line(result, sources=(f"MPP-productiemodel, ronde {previous.inputs.settings.round}",)),
        f"Staafdiagram: bijstelling van medio ten opzichte van ronde {previous.inputs.settings.round}, in procenten.",
    )


def revisions_finding(result: RoundResult, previous: RoundResult, indicators: Sequence[str] = REVISED) -> str:
    """What rose most and what fell most in the first shared year, in medio."""
    year, reference = shared_years(result, previous)[0], previous.inputs.settings.round
    table = _medio(result, previous)
    share = {name: _relative(table, name, year) for name in indicators}
    up, down = max(share, key=share.__getitem__), min(share, key=share.__getitem__)
    words = {name: subject_of(result.chain.by_id[name].spec()).text for name in (up, down)}
    parts = []
    if _moved(result, table, up, year) > 0:
        parts.append(f"{words[up]} het meest naar boven bijgesteld ({_pct(share[up])})")
    if _moved(result, table, down, year) < 0:
        parts.append(f"{words[down]} het meest naar beneden bijgesteld ({_pct(share[down])})")
    if not parts:
        return f"In medio is voor {year} niets bijgesteld ten opzichte van ronde {reference}."
    return sentence(f"ten opzichte van ronde {reference} is in medio voor {year} {enumerate_nl(parts)}")


def _medio(result: RoundResult, previous: RoundResult) -> pd.DataFrame:
    table = changes(result, previous)
    return table[table["scenario"] == "medio"]


def _pair(table: pd.DataFrame, name: str, year: int) -> tuple[float, float]:
    row = table[(table["indicator"] == name) & (table["periode"] == str(year))].iloc[0]
    return float(row["van"]), float(row["naar"])


def _relative(table: pd.DataFrame, name: str, year: int) -> float:
    before, after = _pair(table, name, year)
    return after / before - 1 if before > 0 else 0.0


def _moved(result: RoundResult, table: pd.DataFrame, name: str, year: int) -> float:
    return difference(*_pair(table, name, year), result.chain.by_id[name].unit)


def _pct(share: float) -> str:
    return f"{signed(share * 100, 1)}%"


def _bars(axes: Axes, result: RoundResult, table: pd.DataFrame, names: Sequence[str], year: int, reach: float) -> None:
    for place, name in enumerate(names):
        share = _relative(table, name, year)
        axes.barh(place, share, 0.62, color=_UP if share >= 0 else _DOWN)
        text = change_text(*_pair(table, name, year), result.chain.by_id[name].unit)
        _write(axes, place, share, text)
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(-reach * 1.05, reach * 1.05)
    axes.set_yticks([])
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(str(year), fontsize=SMALL + 1, fontweight="semibold", color=BLUE, pad=4)


def _write(axes: Axes, place: int, share: float, text: str) -> None:
    """The change itself, on the side of the axis where there is no bar."""
    axes.annotate(
        text,
        (0, place),
        (-4 if share >= 0 else 4, 0),
        textcoords="offset points",
        ha="right" if share >= 0 else "left",
        va="center_baseline",
        fontsize=SMALL,
        color=INK,
    )


def _names(axes: Axes, result: RoundResult, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        text = full_label(result.chain.by_id[name].spec())
        while text_width(text, SMALL) > (_LEFT - 0.2) * POINTS_PER_CM:
            text = text.rstrip("…")[:-1].rstrip() + "…"
        axes.annotate(
            text,
            (0, place),
            (-(_LEFT - 0.05) * POINTS_PER_CM, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            va="center_baseline",
            fontsize=SMALL,
            annotation_clip=False,
        )


def _data(result: RoundResult, table: pd.DataFrame, names: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    rows = []
    for name in names:
        node = result.chain.by_id[name]
        for year in years:
            before, after = _pair(table, name, year)
            cells = [text_of(before, node.unit), text_of(after, node.unit), change_text(before, after, node.unit)]
            rows.append([full_label(node.spec()), str(year), *cells])
    return pd.DataFrame(rows, columns=["indicator", "jaar", "vorige ronde", "deze ronde", "verschil"])
