"""A drawing in fewer bytes looks the same, says the same, and names nothing that another drawing could."""

import io
import re
from xml.etree import ElementTree as Xml

import numpy as np
import pytest
import typst
from matplotlib.figure import Figure
from PIL import Image

from mpp_lib.base.shipped import FONTS
from mpp_lib.present.drawing import compact as module
from mpp_lib.present.drawing.compact import compact
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.shown.picture import svg
from mpp_lib.report.svg import inline_svg

HOSTILE = [
    'id="x" href="#n1"',
    "url(#n1)",
    '<script>1</script> & \' style="color: red"',
    "</text><g onload='x'>",
    "]]>",
]


def busy() -> Figure:
    """Lines of many points, fillings, markers, hatches, arrows, text at every angle."""
    figure = Figure(figsize=(5, 3))
    axes = figure.add_axes((0.15, 0.15, 0.7, 0.7))
    x = np.linspace(0, 10, 900)
    axes.plot(x, 3 + np.sin(x) + 0.2 * np.sin(17 * x), color="#154273")
    axes.plot(x[::90], np.abs(5 - x[::90]), "o--", color="#b8480a", markersize=4)
    axes.fill_between(x, np.exp(-((x - 5) ** 2)), color="#d9e4ef", alpha=0.6)
    axes.bar([1, 2, 3], [1, 2, 1.5], 0.5, color="#c9d8e7", edgecolor="#154273", hatch="///")
    axes.axhline(2.5, color="#aab7c4", linestyle=(0, (4, 2)))
    axes.step([0, 4, 8], [5, 4, 4.5], where="post")
    axes.annotate("een\ntwee", (5, 5), (20, 10), textcoords="offset points", arrowprops={"arrowstyle": "-|>"})
    axes.text(8, 1, "schuin & vet", rotation=30, fontweight="bold", ha="center")
    axes.text(9.8, 5, "‘rechts’ −5", rotation=90, ha="right", fontweight="semibold")
    return figure


def raw(figure: Figure) -> str:
    buffer = io.StringIO()
    with house_style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def seen(drawing: str, tmp_path) -> np.ndarray:
    """The pixels that Typst, which draws the PDF, makes of it."""
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image("a.svg")'
    (tmp_path / "a.typ").write_text(source, encoding="utf-8")
    made = typst.compile(tmp_path / "a.typ", format="png", ppi=144, font_paths=[FONTS], ignore_system_fonts=True)
    return np.asarray(Image.open(io.BytesIO(made)).convert("L"), dtype=int)


def test_it_looks_the_same_in_less_than_a_third(tmp_path):
    """No pixel of 144 an inch is more than half off, and on the whole none."""
    with house_style():
        before = raw(busy())
    after = compact(before)
    one, other = seen(before, tmp_path), seen(after, tmp_path)
    assert one.shape == other.shape
    assert one.std() > 20
    apart = np.abs(one - other)
    assert (apart > 128).mean() < 0.0005
    assert apart.mean() < 1
    assert len(after) < len(before) / 3


def test_a_line_that_moved_would_be_seen(tmp_path):
    with house_style():
        drawing = compact(raw(busy()))
    other = re.sub(r'd="M([\d.]+)', lambda found: f'd="M{float(found[1]) + 1}', drawing)
    assert np.abs(seen(drawing, tmp_path) - seen(other, tmp_path)).mean() > 1


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(text):
    """Also where the drawing goes into a page, with its names apart from those of others."""
    with house_style():
        figure = Figure(figsize=(3, 2))
        figure.text(0.1, 0.5, text)
        figure.add_axes((0.2, 0.2, 0.6, 0.6)).plot([0, 1], [0, 1], "o")
    inside = inline_svg(svg(figure), "alt", "tekening-1")
    tree = Xml.fromstring(inside)
    assert text in [element.text for element in tree.iter() if element.tag.endswith("text")]
    assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= {
        *("svg", "g", "path", "defs", "use", "text", "clipPath", "rect")
    }
    assert all(element.get("id", "tekening-1").startswith("tekening-1") for element in tree.iter())
    assert not {"style", "onload"} & {name for element in tree.iter() for name in element.attrib}


@pytest.mark.parametrize(
    ("drawn", "shorter"),
    [
        ("M 0 0 L 1 1 L 2 2 L 3 3 z", "M0 0l3 3z"),
        ("M 0 0 L 3 0 L 1 0", "M0 0h3-2"),
        ("M 0.06 -0.04 L -0.44 0.46", "M.1 0l-.5.5"),
        ("M 0 0 L 0.5 0.5 L 1 0 L 1.5 0.5", "M0 0l.5.5.5-.5.5.5"),
        ("M 1 1 Q 2 2 3 1 C 4 0 5 2 6 1", "M1 1q1 1 2 0c1-1 2 1 3 0"),
        ("M 0 0 L 1 0 M 5 5 L 5 6 z", "M0 0h1M5 5v1z"),
    ],
)
def test_a_path_in_relative_steps(drawn, shorter):
    """By hand: what a line passes anyway is left out, a way back is not."""
    assert module._path(drawn, 10) == shorter
