"""What is wrong with deep-dives is said by name, all of it at once, before anything of them runs."""

from pathlib import Path

import pytest

from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.report.analyst_texts import check_report, refused_texts
from mpp_lib.report.deep_dive_faults import lowered, refused_deep_dives, refused_in_monitor
from mpp_lib.report.places import Materials
from tests.support.deep_dives import FRAME, write_deep_dive
from tests.support.small_rounds import lone_round

EDITION = Month(2024, 7)
TITLE = ("markdown", "# Een titel")
ALT = '#| fig-alt: "Een lijn."\n'
CELLS = {
    "df.plot()": ["deze figuur heeft geen bijschrift", "deze figuur heeft geen alternatieve tekst"],
    "#| fig-cap: Zo\nax = df.plot()": ["deze figuur heeft geen alternatieve tekst"],
    "#| label: fig-eigen\n#| fig-cap: Zo\ndf.plot()": ["deze figuur heeft geen alternatieve tekst"],
    "#| label: fig-alt-alleen\n" + ALT + "df.plot()": ["deze figuur heeft geen bijschrift"],
    "#| label: tbl-eigen\ndf": ["deze tabel heeft geen bijschrift"],
    "df.head()": ["deze cel toont iets zonder bijschrift"],
    "#| tbl-cpa: Zo\nx = 1": ["een verdieping kent deze optie niet"],
    "#| label: fig-x\n#| tbl-cap: Zo\ndf": ["deze opties gaan niet samen"],
    "#| label: eigen\ndf": ["deze opties gaan niet samen"],
    "#| label: tbl-é\n#| tbl-cap: Zo\ndf": ["dit kan geen label zijn"],
    "#| tbl-cap: 3\ndf": ["bijschrift is geen tekst"],
    "#| tbl-cap: bsn 111222333\ndf": ["de tekst bevat een BSN of v-nummer"],
    "#| tbl-cap: Een 🎉\ndf": ["dit teken staat niet in de letter van het rapport"],
    "#| a: [\ndf = 1": ["een cel heeft opties (#|) die geen geldige YAML zijn: a: ["],
    "x = = 1": ["deze cel is geen Python"],
    "!ls": ["een verdieping start geen programma's en kent geen andere talen"],
    "%%bash\nls": ["een verdieping start geen programma's en kent geen andere talen"],
    "#| include: false\ndf.plot()": [],
    "df;": [],
    "print(df)": [],
    "plt.show()": [],
    "%matplotlib inline": [],
    "def draw():\n    return df.plot()": [],
    "": [],
    FRAME: [],
}
"""Code → what is wrong with it."""
TEXTS = {
    "# Nog een titel": ("regel 1", "een verdieping heeft één titel"),
    "Kop\n===": ("regel 2", "een kop staat hier op één regel"),
    "a\n\n<script>x</script>": ("regel 3", "ruwe opmaak hoort niet in een tekst"),
    "{{< meta cijfers.x >}}": ("regel 1", "deze shortcode mag niet in deze tekst"),
    "[x](file:///etc/passwd)": ("regel 1", "dit adres mag niet in een tekst"),
    "bsn 111222333": ("regel 1", "de tekst bevat een BSN of v-nummer"),
    "Zie @fig-niet.": ("regel 1", "verwijzing '@fig-niet' wijst nergens heen"),
    "Een noot[^a].": ("regel 1", "voetnoot '[^a]' heeft geen tekst"),
    "#### Te diep": ("regel 1", "een kop van niveau 5 onder een kop van niveau 2"),
    "::: {.callout-note}\nOpen": ("regel 1", "blok ::: is niet afgesloten"),
    "Een 🎉.": ("regel 1", "dit teken staat niet in de letter van het rapport"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lone_round(tmp_path / "rounds")


def told(folder: Path) -> list[Problem]:
    """What check says of the deep-dives of the round."""
    return [one for one in check_report(folder).problems if one.file.startswith("analysis/")]


def test_every_cell_is_judged_by_what_it_says(folder):
    """Twenty notebooks at once, each with its own fault, named with the number of its cell."""
    for number, code in enumerate(CELLS):
        write_deep_dive(folder, f"v{number:02d}", TITLE, ("raw", "niets"), code)
    said = [(one.file, one.where.partition(", ")[0], one.problem) for one in told(folder)]
    expected = [
        (f"analysis/v{number:02d}.ipynb", "cel 3", problem)
        for number, problems in enumerate(CELLS.values())
        for problem in problems
    ]
    assert sorted(said) == sorted(expected)


def test_the_alternative_text_is_asked_for_by_name(folder):
    """The label that the figure goes by, given or not, and the line to write."""
    write_deep_dive(
        folder, "opvang", TITLE, "#| label: fig-mijn\n#| fig-cap: Zo\ndf.plot()", "#| fig-cap: Zo\ndf.plot()"
    )
    problems = told(folder)
    assert [one.found for one in problems] == ["fig-mijn", "fig-opvang-3"]
    assert '#| fig-alt: "…" boven in de cel' in problems[0].expected


def test_texts_obey_the_rules_for_texts(folder):
    """Nothing raw, nothing that leads nowhere; named by cell and line."""
    for number, text in enumerate(TEXTS):
        write_deep_dive(folder, f"t{number}", TITLE, FRAME, ("markdown", text))
    said = {(one.file, one.where, one.problem) for one in told(folder)}
    assert said == {
        (f"analysis/t{number}.ipynb", f"cel 3, {row}", problem) for number, (row, problem) in enumerate(TEXTS.values())
    }


def test_what_is_no_deep_dive(folder):
    """A file that is no notebook, one in another language, without a title, or for a report that has none."""
    analysis = write_deep_dive(folder, "zonder", ("markdown", "Tekst."), "df.plot()").parent
    write_deep_dive(folder, "taal", TITLE, metadata={"kernelspec": {"name": "ir", "language": "R"}})
    write_deep_dive(folder, "elders", ("raw", "---\nproduct: raportage\nkleur: x\n---"), TITLE)
    write_deep_dive(folder, "open", ("raw", "---\nproduct: monitor"), TITLE)
    write_deep_dive(folder, "editie", ("raw", "---\nproduct: monitor\neditie: 2024-06\n---"), TITLE)
    write_deep_dive(folder, "ronde", ("raw", "---\neditie: 2024-07\n---"), TITLE)
    for name, content in {
        "een naam": "{}",
        "leeg": "",
        "lijst": "[]",
        "oud": '{"nbformat": 3}',
        "cel": '{"nbformat": 4, "cells": [3]}',
    }.items():
        (analysis / f"{name}.ipynb").write_text(content, encoding="utf-8")
    (analysis / ".ipynb_checkpoints").mkdir()
    (analysis / ".ipynb_checkpoints" / "x-checkpoint.ipynb").write_text("{", encoding="utf-8")
    said = [(Path(one.file).stem, one.where, one.problem) for one in told(folder)]
    no_notebook = "dit is geen notebook"
    assert sorted(said) == [
        ("cel", "", no_notebook),
        ("editie", "cel 1", "een verdieping van de monitor noemt de editie waar zij in komt"),
        ("een naam", "", "dit kan geen naam van een verdieping zijn"),
        ("elders", "cel 1", "deze regel zegt niets van een verdieping"),
        ("elders", "cel 1", "in dit product komt geen verdieping"),
        ("leeg", "", no_notebook),
        ("lijst", "", no_notebook),
        ("open", "cel 1", "deze kop is niet afgesloten"),
        ("oud", "", no_notebook),
        ("ronde", "cel 1", "alleen een verdieping van de monitor noemt een editie"),
        ("taal", "", "een verdieping is in Python geschreven"),
        ("zonder", "", "deze verdieping heeft geen titel"),
        ("zonder", "cel 2", "deze figuur heeft geen alternatieve tekst"),
        ("zonder", "cel 2", "deze figuur heeft geen bijschrift"),
    ]


def test_a_label_is_given_once(folder):
    """By one cell of one deep-dive, and by neither the report nor a text."""
    label = "#| label: tbl-{}\n#| tbl-cap: Zo\ndf"
    write_deep_dive(folder, "a", TITLE, label.format("een"), label.format("een"))
    write_deep_dive(folder, "b", TITLE, label.format("een"), label.format("coa"), label.format("tekst"))
    (folder / "text/samenvatting.md").write_text("| a |\n|---|\n| 1 |\n\n: Zo {#tbl-tekst}\n", encoding="utf-8")
    assert [(one.file, one.where, one.found) for one in told(folder)] == [
        ("analysis/a.ipynb", "cel 3", "tbl-een"),
        ("analysis/b.ipynb", "cel 2", "tbl-een"),
        ("analysis/b.ipynb", "cel 3", "tbl-coa"),
        ("analysis/b.ipynb", "cel 4", "tbl-tekst"),
    ]


def test_a_deep_dive_and_the_texts_of_its_report_refer_to_each_other(folder):
    """To a cell of another deep-dive, to a section and the chapter, and into the templates; not from another report."""
    write_deep_dive(folder, "a", TITLE, "#| label: tbl-een\n" + FRAME)
    write_deep_dive(folder, "b", ("markdown", "# B\n\nZie @tbl-een, @tbl-b-2, @sec-verdieping-a en @fig-coa."), FRAME)
    (folder / "text/samenvatting.md").write_text("Zie @tbl-een en @sec-verdiepingen.\n", encoding="utf-8")
    monitor = ("markdown", "---\nproduct: monitor\neditie: 2024-07\n---\n\n# M\n\nZie @tbl-m-2 en @tbl-een.")
    write_deep_dive(folder, "m", monitor, FRAME)
    materials = Materials(folder.parents[1])
    assert refused_texts(folder, materials, None) == []
    assert refused_deep_dives(folder) == []
    (problem,) = refused_in_monitor(folder, EDITION, materials)
    assert (problem.file, problem.where) == ("analysis/m.ipynb", "cel 1, regel 8")
    assert "@tbl-een" in problem.problem


def test_headings_stand_below_the_title():
    """One level deeper, but for what is code."""
    assert lowered("## Kop\n\n#hekje\n\n```\n# code\n```\n### Dieper") == [
        *("### Kop", "", "#hekje", "", "```", "# code", "```", "#### Dieper")
    ]
