"""What a deep-dive showed reaches a report as words and checked drawings, and never as markup."""

import json
import sys
from pathlib import Path

import pytest

from mpp_lib.inputs.reading.deep_dives import read_deep_dives
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.report.deep_dive_kernel import NARROW_DRAWING, SVG, TABLE, TOO_MUCH, Guarded, guard
from mpp_lib.report.deep_dive_outputs import checked_drawing, settled
from tests.support.deep_dives import write_deep_dive

TITLE = ("markdown", "# Een titel")
OF_TABLE = "#| label: tbl-x\n#| tbl-cap: Zo <b>\ndf"
OF_FIGURE = "#| label: fig-x\n#| fig-cap: Zo\n#| fig-alt: Een lijn\ndf.plot()"
HOSTILE = "<script>window.geraakt = 1</script>"
WORDS = {
    "columns": [{"heading": "Jaar", "over": "", "number": False}, {"heading": HOSTILE, "over": "", "number": True}],
    "heads": 1,
    "rows": [["2024", f"```\n{HOSTILE}"]],
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><g clip-path="url(#n1)"><text x="1">a</text></g></svg>'


def shown(folder: Path, code: str, *bundles: dict):
    """The outputs that a report has of a cell that showed these, and what is wrong with it."""
    write_deep_dive(folder, "v", TITLE, code)
    (dive,) = read_deep_dives(Intake(folder))
    outputs = [{"output_type": "display_data", "data": bundle, "metadata": {}} for bundle in bundles]
    cells = [{"cell_type": "markdown", "metadata": {}}, {"cell_type": "code", "metadata": {}, "outputs": outputs}]
    made = settled({"cells": cells}, dive, "2024-1")
    return made.notebook["cells"][1]["outputs"], [one.removeprefix("analysis/v.ipynb: cel 2 ") for one in made.faults]


def test_a_table_comes_out_as_one_of_the_house(tmp_path):
    """Its words are words; it carries caption, label and plain data, and its source stands below it."""
    (table, source), faults = shown(tmp_path, OF_TABLE, {TABLE: WORDS, "text/html": HOSTILE, "text/plain": HOSTILE})
    assert faults == []
    assert HOSTILE not in json.dumps([table["data"], source["data"]])
    assert '<td class="getal">``` &lt;script&gt;' in table["data"]["text/markdown"]
    assert table["metadata"]["tbl-cap"] == "Zo <b>"
    assert table["metadata"]["label"] == "tbl-x"
    assert table["metadata"]["gegevens"]["rows"] == [["2024", f"``` {HOSTILE}"]]
    assert "Bron: eigen bewerking in analysis/v.ipynb, ronde 2024-1." in source["data"]["text/markdown"].replace(
        "\\", ""
    )


def test_a_figure_comes_out_with_its_numbers(tmp_path):
    """The drawing, its narrow form, its words; then source and numbers to fold out. Without numbers no more than it."""
    bundle = {SVG: DRAWING, NARROW_DRAWING: DRAWING, TABLE: WORDS}
    (figure, _, numbers), faults = shown(tmp_path, OF_FIGURE, {"text/plain": "<Axes: >"}, bundle)
    assert faults == []
    assert figure["data"] == {SVG: DRAWING}
    assert {name: figure["metadata"][name] for name in ("fig-cap", "fig-alt", "smal")} == {
        "fig-cap": "Zo",
        "fig-alt": "Een lijn",
        "smal": DRAWING,
    }
    assert "::: {.cijfers}" in numbers["data"]["text/markdown"]
    assert HOSTILE not in numbers["data"]["text/markdown"]
    outputs, _ = shown(tmp_path, OF_FIGURE, {SVG: DRAWING})
    assert len(outputs) == 2
    assert "gegevens" not in outputs[0]["metadata"]


@pytest.mark.parametrize(
    ("code", "bundles", "said"),
    [
        (OF_TABLE, [{"text/html": HOSTILE}], "(tbl-x) toont geen tabel, wel text/html"),
        (OF_TABLE, [], "(tbl-x) toont geen tabel"),
        (OF_TABLE, [{TABLE: WORDS}, {TABLE: WORDS}], "(tbl-x) toont meer dan één tabel"),
        (OF_TABLE, [{TABLE: {"rows": 3}}], "(tbl-x) dit is geen tabel"),
        (OF_TABLE, [{TABLE: WORDS | {"rows": [["te kort"]]}}], "(tbl-x) dit is geen tabel"),
        (OF_TABLE, [{TOO_MUCH: "te lang"}], "(tbl-x) toont geen tabel die in het rapport kan: te lang"),
        (OF_FIGURE, [{TABLE: WORDS}], "(fig-x) toont geen figuur"),
        (OF_FIGURE, [{SVG: DRAWING}, {SVG: DRAWING}], "(fig-x) toont meer dan één figuur"),
        (
            "x = 1",
            [{TABLE: WORDS}],
            'toont een tabel zonder bijschrift; met "#| include: false" blijft zij buiten het rapport',
        ),
        (
            "x = 1",
            [{SVG: DRAWING}],
            'toont een figuur zonder bijschrift; met "#| include: false" blijft zij buiten het rapport',
        ),
    ],
)
def test_what_is_not_what_it_says_is_refused(tmp_path, code, bundles, said):
    """With the number of its cell and its label; nothing of it is kept."""
    outputs, faults = shown(tmp_path, code, *bundles)
    assert (outputs, faults) == ([], [said])


def test_what_says_nothing_shows_nothing(tmp_path):
    """What is printed, and the answer of a cell that has no place in the report."""
    assert shown(tmp_path, "#| include: false\ndf", {"text/html": HOSTILE, "text/plain": "x"}) == ([], [])


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<rect onload="x"/>',
        '<a href="https://a.nl"><path/></a>',
        '<use href="https://a.nl/x.svg#a"/>',
        '<image href="data:image/svg+xml;base64,AA=="/>',
        '<rect fill="url(https://a.nl)"/>',
        "<foreignObject/>",
        "<style>@import 'https://a.nl'</style>",
        "<animate/>",
    ],
)
def test_a_drawing_in_which_something_runs_is_refused(inside):
    """Only shapes and words, and what refers to these."""
    with pytest.raises(ValueError, match="een tekening die niet in het rapport kan"):
        checked_drawing(DRAWING.replace("<g ", f"{inside}<g ", 1))


def test_a_drawing_declares_nothing(tmp_path):
    """No entities, which could grow without end; and what is no drawing is none."""
    for text in ('<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING, "<svg", ""):
        with pytest.raises(ValueError, match="tekening"):
            checked_drawing(text)
    assert checked_drawing(DRAWING) == DRAWING


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A project in a home folder, its round with an edition, and a scratch folder."""
    for name in (
        "thuis/rounds/2024-1/monitor/2024-07",
        "thuis/rounds/2024-1/inputs",
        "thuis/rounds/2024-2",
        "kladblok",
    ):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "kladblok"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "thuis")
    rounds = tmp_path / "thuis/rounds"
    return Guarded(str(rounds), [str(rounds / "2024-1")], [str(rounds / "2024-1/monitor")])


@pytest.mark.parametrize(
    ("event", "path", "stopped"),
    [
        ("r", "thuis/rounds/2024-1/inputs/realisaties.csv", ""),
        ("r", "thuis/rounds/versies.csv", ""),
        ("r", "thuis/rounds/2024-2/inputs/realisaties.csv", "leest alleen"),
        ("r", "thuis/rounds/2024-1/monitor/2024-07/realisaties.csv", "leest alleen"),
        ("r", "thuis/rounds/2024-1/inputs/../../2024-2/round.yml", "leest alleen"),
        ("r", "thuis/cijfers.csv", "leest alleen"),
        ("r", "thuis/.cache/letters.json", ""),
        ("r", sys.executable, ""),
        ("w", "thuis/rounds/2024-1/inputs/realisaties.csv", "schrijft geen bestanden"),
        ("w", "elders.csv", "schrijft geen bestanden"),
        ("w", "kladblok/tussen.csv", ""),
        ("os.remove", "thuis/rounds/2024-1/round.yml", "schrijft geen bestanden"),
        ("os.rename", "thuis/rounds/2024-1/round.yml", "schrijft geen bestanden"),
        ("os.system", "ls", "start geen programma's"),
        ("subprocess.Popen", "ls", "start geen programma's"),
        ("subprocess.Popen", "bin/pandoc", ""),
    ],
)
def test_a_deep_dive_reads_its_round_and_writes_nothing(tmp_path, places, event, path, stopped):
    """What is about to be done is looked at; a file beyond what is kept, or another program, is refused."""
    look, place = guard(places), str(tmp_path / path)
    given = (place, [place, "--version"] if "Popen" in event else event, 1 if event == "w" else 0)
    told = ""
    try:
        look("open" if event in "rw" else event, given)
    except PermissionError as error:
        told = str(error)
    assert stopped in told if stopped else not told


def test_a_deep_dive_uses_no_network(places):
    """But for what a kernel says to itself."""
    look = guard(places)
    look("socket.connect", (None, ("127.0.0.1", 80)))
    with pytest.raises(PermissionError, match="netwerk"):
        look("socket.connect", (None, ("10.0.0.1", 80)))
