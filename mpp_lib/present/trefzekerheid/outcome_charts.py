"""The track record as figures: rows of a range with the outcome on it, and the chain with and without the inflow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mpp_lib.base.dutch import number
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.published_ranges import PublishedRange
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.drawing.canvas import Margins, beside, count_axis, one_panel, title
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.style import BLUE, GREY, INK, PARTS, RULE, SMALL, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.trefzekerheid.findings import (
    chain_chart_finding,
    followed_finding,
    published_chart_finding,
    spec_named,
)
from mpp_lib.present.trefzekerheid.published_tables import outcome_text, verdict_text
from mpp_lib.present.trefzekerheid.score_tables import band_text
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.printed_values import pct
from mpp_lib.present.wording.source_lines import peildatum
from mpp_lib.production.run import RoundResult

_ROW, _TOP, _BOTTOM = 0.6, 0.75, 0.7
_BAND, _WIDE = PARTS[2], 5.5
_BANDED: dict[str, Any] = {"color": _BAND, "linewidth": _WIDE}
_RUNS: dict[str, Any] = {"color": GREY, "linewidth": 1.2}
"""A band is a bar; three runs, which are none, a line."""
_ROW_BELOW, _EDGE = 1.15, 0.3
_PUBLISHED_LEFT, _PUBLISHED_RIGHT = 3.3, 6.9
_LEFT, _ROUND, _RIGHT = 7.3, 2.5, 3.3
"""Centimetres for the name of an indicator, of which for round and year, and for what stands behind its row."""


def published_chart(result: RoundResult, record: TrackRecord) -> Picture:
    """The published ranges with the outcome on them, as the report of a round may know them."""
    return ranges_chart(record.published, peildatum(result))


@in_both_forms
def ranges_chart(published: Sequence[PublishedRange], known: str) -> Picture:
    """Every published range with the outcome on it; hollow where it is open whether it held.

    Args:
        known: of when the outcomes are, as the end of the line with the source.
    """
    rows = [row for row in published if row.is_range]
    with house_style():
        figure, axes = _panel(len(rows), _PUBLISHED_LEFT, _PUBLISHED_RIGHT)
        for place, row in enumerate(rows):
            _published(axes, row, place)
        axes.set_xlim(left=0)
        count_axis(axes.xaxis, "personen")
        title(
            axes,
            "totale asielinstroom in een jaar; balk: minimum tot maximum; ruit: medio; punt: uitkomst",
            left=_title_left(_PUBLISHED_LEFT),
        )
    data = pd.DataFrame([_published_texts(row) for row in rows])
    return Picture(
        figure,
        published_chart_finding(rows),
        data,
        dict.fromkeys(("minimum", "medio", "maximum", "uitkomst"), ""),
        f"{_reading_help(rows)}Bron: openbare cijfers; {known}.",
        "Balken met punten: per gepubliceerde prognose de bandbreedte van een jaar en wat het jaar werd.",
        unknown=frozenset(("minimum", "medio", "maximum", "uitkomst")),
        panels=[_by_row(axes, data)],
    )


@in_both_forms
def rounds_chart(result: RoundResult, record: TrackRecord) -> Picture:
    """The followed indicators of earlier rounds: minimum to maximum and medio, as deviation from the outcome."""
    scores = record.key_scores
    with house_style():
        figure, axes = _panel(len(scores), _LEFT, _RIGHT)
        for place, score in enumerate(scores):
            ends = [_off(score, name) for name in ("minimum", "maximum")]
            banded = score.within_band is not None
            axes.plot(ends, [place, place], solid_capstyle="butt", **(_BANDED if banded else _RUNS))
            axes.plot(_off(score, "medio"), place, "D", color=BLUE, markersize=4.4, zorder=3)
        _names(axes, scores, [_band(score) for score in scores])
        _outcome_line(axes)
        words = "afwijking van de uitkomst; balk: band van 75%; lijn: drie doorrekeningen; ruit: medio"
        title(axes, words, left=_title_left(_LEFT))
    data = pd.DataFrame([_score_texts(score) for score in scores])
    return Picture(
        figure,
        followed_finding(scores),
        data,
        dict.fromkeys(("minimum", "medio", "maximum"), ""),
        _rounds_source(result),
        "Balken, lijnen en ruiten: per indicator en ronde de afwijking van minimum, medio en maximum van de uitkomst.",
        panels=[_by_row(axes, data)],
    )


@in_both_forms
def chain_chart(result: RoundResult, record: TrackRecord) -> Picture:
    """The followed indicators: how far off medio was, and how far off the chain is once it knows the inflow."""
    rows = record.key_chain
    with house_style():
        figure, axes = _panel(len(rows), _LEFT, _RIGHT)
        for place, row in enumerate(rows):
            axes.plot([row.error_pct, row.chain_error_pct], [place, place], color=RULE, linewidth=1.4, zorder=1)
            axes.plot(row.error_pct, place, "D", color="white", markeredgecolor=GREY, markersize=4.6, zorder=2)
            axes.plot(row.chain_error_pct, place, "o", color=BLUE, markersize=5, zorder=3)
        _names(axes, rows, [f"{pct(row.error_pct)} wordt {pct(row.chain_error_pct)}" for row in rows])
        _outcome_line(axes)
        words = "afwijking van de uitkomst; ruit: prognose; punt: keten met gerealiseerde instroom"
        title(axes, words, left=_title_left(_LEFT))
    data = pd.DataFrame([_chain_texts(row) for row in rows])
    return Picture(
        figure,
        chain_chart_finding(rows),
        data,
        dict.fromkeys(("prognose", "keten met gerealiseerde instroom"), ""),
        _rounds_source(result),
        "Puntfiguur: per indicator en ronde de afwijking van medio, en die van de keten met gerealiseerde instroom.",
        panels=[_by_row(axes, data)],
    )


def _by_row(axes: Axes, data: pd.DataFrame) -> Panel:
    return Panel(axes, range(len(data)), list(map(str, data.columns[1:])), down=True)


def _panel(rows: int, left: float, right: float) -> tuple[Figure, Axes]:
    """A plotting area with a row of :data:`_ROW` centimetres for each of ``rows``, from the top down.

    In the narrow form what is said of a row stands over it.
    """
    row = _ROW
    if is_narrow():
        row, left, right = _ROW_BELOW, _EDGE, _EDGE
    figure, axes = one_panel(rows * row + _TOP + _BOTTOM, Margins(left, right, _TOP, _BOTTOM))
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    return figure, axes


def _published(axes: Axes, row: PublishedRange, place: int) -> None:
    axes.plot(row.ends, [place, place], color=_BAND, linewidth=_WIDE, solid_capstyle="butt")
    if row.medio is not None:
        axes.plot(row.medio, place, "D", color=BLUE, markersize=4.4, zorder=2)
    ends = row.possible
    fill = "white" if row.verdict == "open" else INK
    axes.plot(ends, [place] * len(ends), color=INK, linewidth=1, zorder=3)
    axes.plot(ends, [place] * len(ends), "o", color=fill, markeredgecolor=INK, markersize=5, zorder=4)
    verdict, bold = "open" if row.verdict == "open" else verdict_text(row), row.verdict == "buiten"
    name, said = f"{row.year}, ronde {row.round}", f"{outcome_text(row)}, {verdict}"
    if is_narrow():
        _over(axes, place, f"{name}: {said}", bold=bold)
        return
    beside(axes, name, place, _PUBLISHED_LEFT - 0.1)
    beside(axes, said, place, 0.25, right=True, bold=bold)


def _over(axes: Axes, place: int, words: str, *, bold: bool = False) -> None:
    across, weight = axes.get_yaxis_transform(), "semibold" if bold else "normal"
    under = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
    axes.text(
        0, place - 0.2, words, transform=across, va="bottom", fontsize=SMALL, fontweight=weight, color=INK, bbox=under
    )


def _title_left(left: float) -> float:
    """How far before the plotting area its title begins."""
    return 0.0 if is_narrow() else left - 0.1


def _reading_help(rows: Sequence[PublishedRange]) -> str:
    """What hollow points and stars mean, where there are any."""
    hollow = "Open punten: het oordeel is open. "
    starred = "* Met hervestiging en herplaatsing. "
    is_open = any(row.verdict == "open" for row in rows)
    return (hollow if is_open else "") + (starred if any("*" in outcome_text(row) for row in rows) else "")


def _names(axes: Axes, rows: Sequence[Score | ChainScore], said: Sequence[str]) -> None:
    """The indicator at its first row, round and year at every row, and behind it what is said of it."""
    if is_narrow():
        for place, (row, words) in enumerate(zip(rows, said, strict=True)):
            _over(axes, place, f"{short_name(spec_named(row.indicator))}, {row.year} ({row.round}): {words}")
        return
    for place, words in enumerate(said):
        beside(axes, words, place, 0.25, right=True)
    before = ""
    for place, row in enumerate(rows):
        if row.indicator != before:
            beside(axes, short_name(spec_named(row.indicator)), place, _LEFT - 0.1)
        beside(axes, f"{row.year} ({row.round})", place, _ROUND, colour=GREY)
        before = row.indicator


def _outcome_line(axes: Axes) -> None:
    axes.axvline(0, color=INK, linewidth=1.1, zorder=1.5)
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, -5), max(high, 5))
    count_axis(axes.xaxis, "procent")
    axes.xaxis.set_major_formatter(lambda value, _: pct(value).replace(",0%", "%"))


def _off(score: Score, scenario: str) -> float:
    line: float = getattr(score, scenario)
    return 100 * (line / score.realised - 1)


def _published_texts(row: PublishedRange) -> dict[str, str]:
    lines = {name: getattr(row, name) for name in ("minimum", "medio", "maximum")}
    texts = {name: "" if value is None else number(value) for name, value in lines.items()}
    words = {"uitkomst": outcome_text(row), "oordeel": verdict_text(row)}
    return {"prognose": f"ronde {row.round} over {row.year}", **texts, **words}


def _score_texts(score: Score) -> dict[str, str]:
    offs = {name: pct(_off(score, name)) for name in ("minimum", "medio", "maximum")}
    return {"indicator": _named(score), **offs, "band": _band(score)}


def _band(score: Score) -> str:
    return "geen band" if score.within_band is None else f"{band_text(score)} de band"


def _chain_texts(row: ChainScore) -> dict[str, str]:
    errors = {"prognose": pct(row.error_pct), "keten met gerealiseerde instroom": pct(row.chain_error_pct)}
    return {"indicator": _named(row), **errors}


def _named(row: Score | ChainScore) -> str:
    return f"{short_name(spec_named(row.indicator))}, ronde {row.round} over {row.year}"


def _rounds_source(result: RoundResult) -> str:
    own = result.inputs.settings.round
    return f"Bron: MPP-rondes vóór {own} en de realisaties van ronde {own}; {peildatum(result)}."
