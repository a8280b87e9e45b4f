import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.prognose.scenario_tables import scenario_table
from mpp_lib.present.shown.display import show, show_data, show_source, show_text
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.plain_table import plain_table
from mpp_lib.present.shown.table import Record, Table
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of


@pytest.fixture(scope="module")
def picture(result: RoundResult) -> Picture:
    return band_chart(result, "coa.bezetting")


@pytest.fixture(scope="module")
def table(result: RoundResult) -> Table[Record]:
    return scenario_table(result, 2024)


def test_a_figure_is_svg_with_caption_and_alternative(picture: Picture) -> None:
    """A notebook stores the drawing, what it finds as caption, what is drawn as alternative text, and its numbers."""
    data, metadata = DisplayFormatter().format(show(picture))
    assert data["image/svg+xml"].startswith("<svg")
    narrow = metadata.pop("smal")
    assert metadata == {"fig-cap": picture.finding, "fig-alt": picture.alt, "gegevens": plain_table(picture).as_dict()}
    across = [float(re.search(r'viewBox="0 0 ([\d.]+)', drawing)[1]) for drawing in (narrow, data["image/svg+xml"])]
    assert across == pytest.approx([9.4 / 2.54 * 72, 16.2 / 2.54 * 72], abs=0.1)


def test_nothing_is_ever_text_html(picture: Picture, table: Table[Record]) -> None:
    """Such an output would make a renderer fetch scripts."""
    shown = [show(picture), show(table), show_data(picture), show_source(table), show_text("x")]
    for item in shown:
        data, _ = DisplayFormatter().format(item)
        assert "text/html" not in data
        assert json.dumps(data)
        assert not re.search(r"0x[0-9a-f]{6}", str(data["text/plain"]))


def test_a_drawing_is_the_same_every_time(result: RoundResult, picture: Picture) -> None:
    """Shown twice, and drawn anew, the bytes are equal; there is no date, and text is in the shipped letter alone."""
    first = show(picture).bundle["image/svg+xml"]
    assert first == show(picture).bundle["image/svg+xml"]
    assert first == show(band_chart(result, "coa.bezetting")).bundle["image/svg+xml"]
    assert "<dc:date>" not in first
    assert "<text" in first
    assert set(re.findall("font-family=.'?([^'\"]*)", first)) == {"Source Sans 3"}


def test_a_table_is_raw_html_in_markdown(table: Table[Record]) -> None:
    """The block is one that both renderers hand on, with the title as caption when it has no finding."""
    data, metadata = DisplayFormatter().format(show(replace(table, finding="")))
    text = data["text/markdown"]
    assert text.startswith("```{=html}\n<table>")
    assert text.endswith("</table>\n```")
    assert metadata["tbl-cap"] == metadata["gegevens"]["title"] == table.title


def test_a_finding_follows_the_title_of_a_table(table: Table[Record]) -> None:
    """The caption says what the table holds and what it shows."""
    found = replace(table, title="Kerncijfers", finding="De instroom stijgt.")
    assert show(found).metadata["tbl-cap"] == "Kerncijfers. De instroom stijgt."


def test_the_numbers_of_a_figure_are_a_table(picture: Picture) -> None:
    """Numbers are formatted by their unit, missing ones stay empty, the first column heads the rows."""
    data = pd.DataFrame(
        {"jaar": ["2023", "2024"], "aantal": [1234.0, np.nan], "deel": [0.125, 0.5], "tekst": ["a", "7"]}
    )
    own = replace(
        picture, data=data, units={"aantal": "personen", "deel": "aandeel", "tekst": ""}, panels=[], periods=[]
    )
    assert rows_of(own.numbers) == [
        ["jaar", "aantal", "deel", "tekst"],
        ["2023", "1.230", "12,5%", "a"],
        ["2024", "", "50,0%", "7"],
    ]
    shown = show_data(own).bundle["text/markdown"]
    assert shown.count('scope="row"') == 2
    assert '<th scope="col" class="getal">tekst</th>' in shown
    assert (own.numbers.title, own.numbers.note) == (picture.finding, picture.source)


def test_the_source_stands_apart(picture: Picture) -> None:
    """A block of its own that names the round."""
    source = show_source(picture).bundle["text/markdown"]
    assert source.startswith("::: {.bron}\nBron: ")
    assert "ronde" in source
