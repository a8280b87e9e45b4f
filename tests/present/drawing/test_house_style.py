from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb

from mpp_lib.base.errors import RenderError
from mpp_lib.present.drawing import style


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "colour", [stroke.colour for stroke in style.SCENARIOS.values()] + [style.GREY, style.INK, style.BLUE]
)
def test_colours_of_words_can_be_read(colour: str) -> None:
    """Every colour that words are set in has a contrast of at least 4.5 with white and with the band."""
    assert contrast(colour, "#ffffff") >= 4.5
    assert contrast(colour, style.TINT) >= 3


def test_scenarios_are_told_apart_without_colour() -> None:
    """No two scenarios share a line pattern and width, and none looks like a realised line."""
    drawn = {(str(stroke.dashes), stroke.width) for stroke in (*style.SCENARIOS.values(), style.REALISED)}
    assert len(drawn) == 4


def test_parts_of_a_whole_differ_in_grey_print() -> None:
    """Neighbours in a stack differ clearly in lightness."""
    for first, second in pairwise(style.PARTS):
        assert contrast(first, second) >= 1.4


def test_the_style_leaves_nothing_behind() -> None:
    """Matplotlib's own settings come back."""
    before = dict(mpl.rcParams)
    with style.house_style():
        assert mpl.rcParams["font.family"] == [style.FONT]
    assert dict(mpl.rcParams) == before


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(style, "FONTS", tmp_path)
    style.register_fonts.cache_clear()
    yield
    style.register_fonts.cache_clear()


@pytest.mark.usefixtures("empty_folder")
def test_a_missing_letter_is_named() -> None:
    """Without the font files nothing is drawn in some other letter: the error names them."""
    with pytest.raises(RenderError, match=r"Source Sans 3 ontbreekt.*SourceSans3-Regular\.ttf"):
        style.register_fonts()
