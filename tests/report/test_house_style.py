"""One place for the colours and the letter of everything that is seen."""

import re

import pytest
import yaml

from mpp_lib.base.brand import BRAND, colour, letter, palette
from mpp_lib.base.shipped import FONTS, LIBRARY, SHIPPED, TEMPLATES
from mpp_lib.report.house_style import blocks, with_blocks

HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[;, )])|rgba?\(\s*\d")


@pytest.mark.parametrize("name", blocks())
def test_what_follows_from_it_was_written(name):
    text = (BRAND.parent / name).read_text(encoding="utf-8")
    assert with_blocks(text, blocks()[name]) == text


def test_no_colour_stands_elsewhere():
    """Not in code, styles, scripts or templates; black shadows aside."""
    found = []
    for folder, kinds in ((LIBRARY, ("*.py",)), (SHIPPED / TEMPLATES, ("*.css", "*.js", "*.typ", "*.lua", "*.html"))):
        for path in (path for kind in kinds for path in folder.rglob(kind)):
            text = path.read_text(encoding="utf-8")
            for name, lines in blocks().get(path.name, {}).items():
                assert lines in text, name
                text = text.replace(lines, "")
            found += [(path.name, value) for value in HEX.findall(text) if value != "rgb(0"]
    assert found == []


def test_it_is_a_brand_as_quarto_reads_it():
    """Colours with six digits, and roles that name them; the letters are those that are shipped."""
    brand = yaml.safe_load(BRAND.read_text(encoding="utf-8"))
    assert set(brand) <= {"meta", "logo", "color", "typography", "defaults"}
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in palette().values())
    assert {name for role, name in brand["color"].items() if role != "palette"} <= set(palette())
    family, files = letter()
    assert family == brand["typography"]["base"]["family"]
    assert [name for name in files if not (FONTS / name).is_file()] == []


READ = {"tekst": "wit", "tekst-donker": "papier-donker", "grijs": "vlak", "concept": "concept-licht",
        "concept-donker": "concept-licht-donker", "koppeling": "wit", "koppeling-donker": "papier-donker"}  # fmt: skip


@pytest.mark.parametrize(("over", "ground"), READ.items())
def test_text_stands_out(over, ground):
    """WCAG 2.1, 1.4.3: a contrast of 4.5 to 1."""

    def luminance(value: str) -> float:
        parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(colour(over)), luminance(colour(ground))))
    assert (high + 0.05) / (low + 0.05) >= 4.5
