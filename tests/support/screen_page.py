"""A small report whose tables and figure say which numbers they show, as a page to be worked with."""

from pathlib import Path

import yaml
from nbformat.v4 import new_notebook

from mpp_lib.base.result_table import packed
from mpp_lib.present.shown.table import UNKEYED, Column, Key, Table
from mpp_lib.present.shown.table_html import table_html
from tests.support import render_folder as rf

SCENARIOS = ("minimum", "medio", "maximum")
RESULTS = "ronde;versie;scenario;domein;partner;indicator;periode;waarde;eenheid\n" + "".join(
    f"2024-1;concept-2;{scenario};asiel;{name.partition('.')[0]};{name};{period};{value};personen\n"
    for scenario in SCENARIOS
    for name, value in (("coa.bezetting", "0.1"), ("ind.voorraad", "1e-07"))
    for period in ("2024", "2025")
)
FIGURES = {
    "coa.bezetting": {"minimum": ("900", "1.100"), "medio": ("1.000", "12.000"), "maximum": ("1.050", "2.500")},
    "coa.instroom": {"minimum": ("40", "−5"), "medio": ("50", ""), "maximum": ("60", "7")},
    "ind.voorraad": {"minimum": ("7", "9"), "medio": ("8", "3.000"), "maximum": ("9", "5")},
}

DOCUMENT = """---
title: "Proef"
lang: nl
---

# Uitkomsten {#sec-uitkomsten}

De bezetting van het COA, met een één-op-één-vergelijking.

{{< embed notebooks/p.ipynb#fig-coa >}}

## COA {#sec-coa}

{{< embed notebooks/p.ipynb#tbl-coa >}}

## IND {#sec-ind}

Alleen hier staat zilvervliet.

{{< embed notebooks/p.ipynb#tbl-ind >}}

# Bijlage A: alles {.unnumbered #sec-bijlage-alles}

Hier staat goudvink.

{{< embed notebooks/p.ipynb#tbl-alles >}}
"""
DRAWING = rf.SVG.replace(
    "<svg ",
    '<svg class="huisstijl" data-aflezen="30 20 230 180 1,2 50 130 1-;230 20 440 180 3 1- 300 400;'
    '30 185 440 215 1,3:0::0+1,2 60 2- 300" ',
    1,
)
NARROW = rf.SVG.replace(
    "<svg ", '<svg class="huisstijl" data-aflezen="20 20 180 90 1,2 40 100 1-;20 110 180 180 3 1- 60 160" ', 1
).replace('viewBox="0 0 459 200"', 'viewBox="0 0 266 200"')
NUMBERS = """<table>
<thead>
<tr><th rowspan="2" scope="col">jaar</th><th colspan="2" scope="colgroup">COA</th>\
<th rowspan="2" scope="col" class="getal">bezetting</th></tr>
<tr><th scope="col" class="getal">instroom</th><th scope="col" class="getal">uitstroom</th></tr>
</thead>
<tbody>
<tr><th scope="row">2023</th><td class="getal">11</td><td class="getal">21</td><td class="getal"></td></tr>
<tr><th scope="row">2024</th><td class="getal">12</td><td class="getal"></td><td class="getal">32</td></tr>
<tr><th scope="row">2025</th><td class="getal"></td><td class="getal"></td><td class="getal">33</td></tr>
</tbody>
</table>"""


def by_row(*indicators: str) -> str:
    """Indicators in three scenarios under each other, the indicator over its rows; of one a row without a key."""
    rows = [(name, scenario, *FIGURES[name][scenario]) for name in indicators for scenario in SCENARIOS]
    columns = [
        Column("Indicator", 0),
        Column("Scenario", 1, role="head"),
        Column("2024", 2, kind="number", over="Raming", key=Key(period="2024")),
        Column("2025", 3, kind="number", over="Raming", key=Key(period="2025")),
        Column("Uitleg", lambda row: f"=1+1;{row[1]}" if row[0].startswith("ind") else "x"),
    ]
    rows += [("Kans", "alle", "5%", "6%")] if "ind.voorraad" in indicators else []
    return table_html(Table(rows, columns, title="t", note="n", key=_key))


def _key(row: tuple[str, ...]) -> Key:
    return Key(row[0], row[1]) if row[0] in FIGURES else UNKEYED


def by_column() -> str:
    """All indicators, the scenarios beside each other, by partner."""
    columns = [
        Column("Indicator", 0),
        *(
            Column(year, lambda row, s=scenario, y=place: FIGURES[row[0]][s][y], kind="number", over=scenario, key=key)
            for scenario in SCENARIOS
            for place, year in enumerate(("2024", "2025"))
            for key in [Key(scenario=scenario, period=year)]
        ),
    ]
    rows = [(name,) for name in FIGURES]
    return table_html(
        Table(
            rows, columns, title="t", note="n", key=lambda row: Key(row[0]), group=lambda row: row[0].partition(".")[0]
        )
    )


def make_screen_folder(folder: Path) -> Path:
    """The render folder."""
    rf.make_render_folder(folder)
    (folder / "rapport.qmd").write_text(DOCUMENT, encoding="utf-8")
    cells = [
        rf.cell(
            'label: fig-coa\nfig-cap: "De bezetting stijgt"\nfig-alt: "Lijn."',
            rf.output({"image/svg+xml": DRAWING}, {"smal": NARROW}),
            rf.numbers(NUMBERS),
        ),
        rf.cell('label: tbl-coa\ntbl-cap: "COA"', rf.html_table(by_row("coa.bezetting", "coa.instroom"))),
        rf.cell('label: tbl-ind\ntbl-cap: "IND"', rf.html_table(by_row("ind.voorraad"))),
        rf.cell('label: tbl-alles\ntbl-cap: "Alles"', rf.html_table(by_column())),
    ]
    rf.write_notebook(folder / "notebooks" / "p.ipynb", new_notebook(cells=cells))
    named = rf.values(
        partners=[
            {"sleutel": "coa", "naam": "COA"},
            {"sleutel": "ind", "naam": "IND"},
            {"sleutel": "kmar", "naam": "K"},
        ],
        bestanden=["MPP-rapportage-2024-1.pdf", "MPP-data-2024-1.xlsx"],
        resultaten="resultaten-2024-1.csv",
    )
    (folder / "cijfers.yml").write_text(yaml.safe_dump(named, allow_unicode=True), encoding="utf-8")
    (folder / "resultaten.gz").write_bytes(packed(RESULTS))
    return folder
