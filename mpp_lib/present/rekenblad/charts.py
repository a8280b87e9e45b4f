"""Charts that Excel draws itself, of the numbers on a sheet: in the house style, in words for who cannot see them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import cm_to_EMU

from mpp_lib.base.brand import colour
from mpp_lib.present.drawing.style import SCENARIOS

_POINT = 100
"""Sizes of letters are in hundredths of a point, widths of lines in 12,700ths."""
_LINE = 12_700
BESIDE = 3
"""Charts beside each other."""
_ROOM, _ROW = 0.25, 0.53
"""Centimetres between charts, and of a row of the sheet."""
_LETTER, _EDGE, _PIXEL = 7, 5, 2.54 / 96
"""A column is as wide as so many letters, of so many pixels, and its edges; a pixel in centimetres."""
_CLOSE = 0.1
"""Of the height of a chart: labels of lines that end closer than this would lie over each other."""
_DASHES = {"minimum": "dash", "medio": "solid", "maximum": "sysDot"}
"""The dashes of the scenarios in the report, as Excel names the ones that come near."""
_TITLE_SIZE, _LETTER_SIZE = 10 * _POINT, 8 * _POINT


@dataclass(frozen=True)
class Drawn:
    """What a chart shows: rows of a sheet, with the years in its header.

    Attributes:
        columns: the first and the last one with a year.
        title: with the unit.
        shown: the format of its numbers.
        in_words: the chart for who cannot see it.
    """

    sheet: Any
    columns: tuple[int, int]
    title: str
    shown: str
    in_words: str

    def years(self) -> Any:
        """The cells with the years."""
        return Reference(self.sheet, min_row=1, min_col=self.columns[0], max_col=self.columns[1])

    def row(self, number: int) -> Any:
        """The cells of one row."""
        return Reference(self.sheet, min_row=number, min_col=self.columns[0], max_col=self.columns[1])


def column_chart(drawn: Drawn, row: int, size: tuple[float, float]) -> Any:
    """One row as columns, each with its number on top: no axis has to be read.

    Args:
        size: width and height in centimetres.
    """
    chart = BarChart()
    chart.type, chart.gapWidth = "col", 60
    series = Series(drawn.row(row))
    series.graphicalProperties = GraphicalProperties(solidFill=_hex(colour("tekening-blauw")))
    series.dLbls = DataLabelList(**_label(drawn.shown, "outEnd"))
    chart.series.append(series)
    chart.y_axis.delete, chart.y_axis.majorGridlines = True, None
    chart.y_axis.scaling.min = 0
    return _finished(chart, drawn, size)


def scenario_chart(drawn: Drawn, rows: Mapping[str, int], ends: Mapping[str, float], size: tuple[float, float]) -> Any:
    """The mpp-scenarios as lines, as they are drawn in a report, each with its name and last number at its end.

    Args:
        rows: mpp-scenario → its row.
        ends: mpp-scenario → its last number.
        size: width and height in centimetres.
    """
    chart = LineChart()
    for name, number in rows.items():
        series = Series(drawn.row(number), title=name)
        series.smooth, series.marker.symbol = False, "none"
        stroke = SCENARIOS[name]
        line = LineProperties(solidFill=_hex(stroke.colour), w=round(stroke.width * _LINE), prstDash=_DASHES[name])
        series.graphicalProperties = GraphicalProperties(ln=line)
        label = DataLabel(
            idx=drawn.columns[1] - drawn.columns[0], separator=" ", **_label(drawn.shown, _side(name, ends), name=True)
        )
        series.dLbls = DataLabelList(
            dLbl=[label], showVal=False, showSerName=False, showCatName=False, showLegendKey=False
        )
        chart.series.append(series)
    chart.y_axis.delete, chart.y_axis.number_format = False, drawn.shown
    grid = LineProperties(solidFill=_hex(colour("tekening-rooster")))
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=grid)
    chart.y_axis.scaling.min = 0
    chart.y_axis.txPr = _letters()
    chart.layout = Layout(ManualLayout(xMode="edge", yMode="edge", x=0.12, y=0.18, w=0.58, h=0.68))
    return _finished(chart, drawn, size)


def _finished(chart: Any, drawn: Drawn, size: tuple[float, float]) -> Any:
    chart.set_categories(drawn.years())
    chart.legend, chart.title, chart.roundedCorners = None, _title(drawn.title), False
    chart.x_axis.delete, chart.x_axis.number_format, chart.x_axis.txPr = False, "0", _letters()
    chart.x_axis.majorTickMark = chart.y_axis.majorTickMark = "none"
    chart.width, chart.height = size
    chart.in_words = drawn.in_words
    return chart


def _side(name: str, ends: Mapping[str, float]) -> str:
    """Where the label of a line stands at its end: beside it, or above or below where another would be in its way."""
    lowest, *_, highest = sorted(ends, key=lambda each: ends[each])
    apart = min(above - below for below, above in pairwise(sorted(ends.values())))
    if apart >= _CLOSE * max(ends.values()):
        return "r"
    return {lowest: "b", highest: "t"}.get(name, "r")


def _label(shown: str, position: str, *, name: bool = False) -> dict[str, Any]:
    """What a label shows: its number, and the name of the line."""
    look = {"numFmt": shown, "dLblPos": position, "txPr": _letters(), "showVal": True, "showSerName": name}
    return look | {"showCatName": False, "showLegendKey": False, "showPercent": False}


def _title(text: str) -> Any:
    look = CharacterProperties(sz=_TITLE_SIZE, b=True, solidFill=_hex(colour("tekening-blauw")))
    title = Title(overlay=False)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])
    title.tx = Text(rich=RichText(p=[paragraph]))
    return title


def _letters() -> Any:
    look = CharacterProperties(sz=_LETTER_SIZE, solidFill=_hex(colour("tekening-inkt")))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])


def _hex(code: str) -> str:
    return code.removeprefix("#").upper()


def place_charts(sheet: Any, charts: Sequence[Any], row: int) -> int:
    """Charts of one size below row ``row``, three beside each other whatever the columns are; returns the last row."""
    for number, chart in enumerate(charts):
        below, beside = divmod(number, BESIDE)
        corner = _marker(sheet, beside * (chart.width + _ROOM), row + below * _rows_of(chart))
        chart.anchor = OneCellAnchor(corner, XDRPositiveSize2D(cm_to_EMU(chart.width), cm_to_EMU(chart.height)))
        sheet.add_chart(chart)
    return row + sum(_rows_of(chart) for chart in charts[::BESIDE])


def _rows_of(chart: Any) -> int:
    """The rows that a chart covers, the room below it included."""
    height: float = chart.height
    return math.ceil((height + _ROOM) / _ROW)


def _marker(sheet: Any, left: float, row: int) -> Any:
    """The place so many centimetres from the left of a sheet, below a row."""
    for number in range(1, sheet.max_column + 1):
        width = (sheet.column_dimensions[get_column_letter(number)].width * _LETTER + _EDGE) * _PIXEL
        if left < width:
            break
        left -= width
    return AnchorMarker(col=number - 1, colOff=cm_to_EMU(left), row=row)
