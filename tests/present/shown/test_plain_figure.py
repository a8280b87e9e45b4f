"""An ordinary plot in the house style: Dutch axes, the lines of the report, and its numbers with it."""

import re
from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure

from mpp_lib.base.brand import colour
from mpp_lib.present.shown.plain_figure import draw_in_house_style, drawn, drawn_numbers


@pytest.fixture(autouse=True)
def _styled() -> Iterator[None]:
    with mpl.rc_context():
        mpl.use("agg")
        draw_in_house_style()
        yield
        plt.close("all")


def words(figure: Figure) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in re.findall(r"<text[^>]*>([^<]*)<", drawn(figure)[0])]


def numbers(figure: Figure) -> list[list[str]]:
    made = drawn_numbers(figure)
    return [] if made is None else [[one.heading for one in made.columns], *map(list, made.rows)]


YEARS = pd.DataFrame(
    {"minimum": [10000.0, 20000.0], "medio": [15000.0, 45000.0]}, index=pd.Index([2025, 2026], name="Jaar")
)


def test_lines_over_years():
    """Counts with points, years without; scenarios as everywhere, also in the legend; the numbers as a table."""
    figure = YEARS.plot().figure
    said = words(figure)
    assert {"2025", "2026", "20.000", "minimum", "medio"} <= set(said)
    assert not [word for word in said if re.fullmatch(r"2\.02\d|\d+\.0", word)]
    assert drawn(figure)[0].count(f'stroke="{colour("tekening-minimum")}"') >= 1
    assert numbers(figure) == [["Jaar", "minimum", "medio"], ["2025", "10.000", "15.000"], ["2026", "20.000", "45.000"]]


@pytest.mark.parametrize("kind", ["bar", "barh"])
def test_bars_by_name(kind):
    """What stands beside each bar names its row; names lie flat where there is room."""
    figure = pd.Series([1000, 2500], index=["COA", "IND"], name="zaken").plot(kind=kind).figure
    assert {"COA", "IND"} <= set(words(figure))
    assert numbers(figure)[1:] == [["COA", "1.000"], ["IND", "2.500"]]
    assert "rotate(-90" not in drawn(figure)[0]


@pytest.mark.parametrize("by_pandas", [True, False])
def test_months_have_dutch_names(by_pandas):
    """As pandas draws periods, and as matplotlib draws days."""
    months = pd.period_range("2024-01", periods=12, freq="M")
    if by_pandas:
        figure = pd.Series(range(12), index=months, name="a").plot().figure
    else:
        figure, axes = plt.subplots()
        axes.plot(months.to_timestamp(), range(12), label="a")
    assert {"mei 2024", "mrt 2024"} & set(words(figure))
    assert not {"May", "2024-05"} & set(words(figure))
    first = "januari 2024" if by_pandas else "1 januari 2024"
    assert numbers(figure)[1] == [first, "0"]


def test_a_plot_of_something_else_has_no_numbers():
    """Points, and more than one plotting area: nobody knows what would be a row."""
    figure, axes = plt.subplots()
    axes.scatter([1, 2], [3, 4])
    assert drawn_numbers(figure) is None
    figure, _ = plt.subplots(1, 2)
    assert drawn_numbers(figure) is None


def test_ticks_that_were_placed_stay():
    """Numbers at them are Dutch all the same; a pie has none."""
    figure, axes = plt.subplots()
    axes.plot([1, 2], [1000, 2000], label="a")
    axes.set_yticks([1234.0, 1500.0])
    assert {"1.234", "1.500"} <= set(words(figure))
    assert "2.000" not in words(figure)
    figure, axes = plt.subplots()
    axes.pie([1, 2], labels=["een", "twee"])
    assert words(figure) == ["een", "twee"]


def test_it_is_as_wide_as_the_page_and_has_a_narrow_form():
    """Whatever size it was given; the letters keep theirs."""
    figure, axes = plt.subplots(figsize=(20, 8))
    axes.plot([1, 2], [3, 4])
    wide, narrow = drawn(figure)
    assert (_width(wide), _width(narrow)) == (
        pytest.approx(16.2 / 2.54 * 72, 0.01),
        pytest.approx(9.4 / 2.54 * 72, 0.01),
    )
    assert "Source Sans 3" in wide
    assert drawn(figure)[0] == wide


def test_words_of_others_are_words():
    """A name that looks like markup, or like a formula, is drawn as it is."""
    figure, axes = plt.subplots()
    axes.plot([1, 2], [3, 4], label="<b>$x$</b>")
    axes.legend()
    assert "&lt;b&gt;$x$&lt;/b&gt;" in drawn(figure)[0]


def _width(drawing: str) -> float:
    return float(re.search(r'width="([\d.]+)pt"', drawing)[1])
