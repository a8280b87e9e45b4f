"""Tables of nothing but text go to the renderer as data: they look as they do when pandoc reads them."""

import json

import pytest

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import read_tree, run_pandoc
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.report.plain_tables import CONTENT, READY, plain_table, without_content
from tests.support.render_folder import NUMBERS, SHARED, WIDE_TABLE, words_file

WORDS = (
    "a < b & c > d",
    "",
    "1. \u2018zo\u2019 \u201cx\u201d",
    "\u00a0 12,5%",
    "  twee  spaties ",
    "#x_y* $z$ \\n [a](b) \"q\" 'r'",
    "—–…\u202f€",
)
LONG = "https://voorbeeld.nl/een/heel/lang/adres/dat/nergens/in/een/kolom/past?ja=nee&nee=ja"


def shown(*, group=None, total=None, dense=False, heads=1, columns=5, key=None):
    """A table with rows that share a head, headings over headings, and words that mean something elsewhere."""
    rows = [
        (f"kop {n // 3}", f"rij {n}", *(WORDS[(n + k) % len(WORDS)] for k in range(columns - 1)), LONG)
        for n in range(9)
    ]
    second = Column("Tweede", 1, role="head" if heads == 2 else "")
    others = [Column(f"{k}", k, kind=("text", "number")[k % 2], over=f"boven {k // 3}") for k in range(2, columns)]
    last = Column("Adres", columns + 1, role="realised", key=Key(scenario="realisatie", period="2024"))
    return table_html(
        Table(
            rows,
            [Column("Eerste", 0), second, *others, last],
            title="t",
            note="n",
            group=group,
            total=total,
            dense=dense,
            key=key,
        )
    )


TABLES = {
    "gewoon": shown(),
    "groepen": shown(group=lambda row: row[0], total=lambda row: row[1] == "rij 4"),
    "rijspanningen": shown(heads=2, dense=True),
    "getallen van de resultaattabel": shown(key=lambda row: Key("coa.bezetting", row[1])),
    "leeg": table_html(Table([], [Column("A", "a"), Column("B", "b")], title="t", note="n")),
    "te breed": shown(columns=6, dense=True),
    "getallen": NUMBERS,
    "breed": WIDE_TABLE.replace("class=totaal", 'class="totaal"'),
}


def written(table, target, folder):
    """What the writer makes of one table."""
    tree = {**read_tree("", folder), "blocks": [table]}
    arguments = ["--from=json", f"--to={target}", f"--lua-filter={SHARED / 'opmaak.lua'}", "--wrap=none"]
    arguments += [f"--metadata-file={words_file(folder)}"]
    return run_pandoc(arguments, json.dumps(tree), folder)


@pytest.mark.parametrize("target", ["html", "typst"])
@pytest.mark.parametrize("name", TABLES)
def test_looks_as_when_pandoc_reads_it(name, target, tmp_path):
    """The same text of the same page, sign by sign, without a cell that pandoc has to parse."""
    plain = plain_table(TABLES[name])
    read = read_tree(TABLES[name], tmp_path, "--from=html")["blocks"][0]
    assert plain is not None
    assert plain["c"][4][0][3] == []
    assert written(plain, target, tmp_path) == written(read, target, tmp_path)


@pytest.mark.parametrize(
    "html",
    [
        NUMBERS.replace("64.120", '<span class="tekening" data-vorm="1 1 x">x</span>'),
        NUMBERS.replace("64.120", "<ins>64.120</ins>"),
        NUMBERS.replace("64.120", "&euro; 64"),
        NUMBERS.replace("64.120", "64\n120"),
        NUMBERS.replace("64.120", "64\x85120"),
        NUMBERS.replace('class="getal">64', 'style="color: red">64'),
        NUMBERS.replace(' scope="row">2024-01', ">2024-01"),
        NUMBERS.replace('<td class="getal">64.120</td>', ""),
        NUMBERS.replace('scope="row">2024-02', 'scope="row" rowspan="2">2024-02'),
        NUMBERS.replace('scope="row">2024-01', 'scope="row" rowspan="0">2024-01'),
        NUMBERS.replace("<thead>", "<colgroup></colgroup><thead>"),
        NUMBERS.replace("</table>", "<tfoot></tfoot></table>"),
        "<table><thead></thead><tbody></tbody></table>",
    ],
)
def test_what_is_more_than_text_in_a_grid_is_for_pandoc(html):
    """Drawings, marks, line ends, styles, headings that do not say of what, rows that do not fill the columns."""
    assert plain_table(NUMBERS) is not None
    assert plain_table(html) is None


def test_a_table_in_prose_shows_its_own_cells(tmp_path):
    """Attributes by which it would show something else are gone before it is written; others stay."""
    content = json.dumps({"kop": [], "lijf": [["", [["anders", "", 1, 1, ""]]]]})
    table = read_tree("| a |\n|---|\n| b |\n", tmp_path, "--from=markdown")["blocks"][0]
    table["c"][0] = ["", ["dicht"], [[CONTENT, content], [READY, "0" * 64], ["naam", "x"]]]
    page = written(without_content(table), "html", tmp_path)
    assert without_content(table)["c"][0] == ["", ["dicht"], [["naam", "x"]]]
    assert "<td>b</td>" in page
    assert "anders" not in page
    assert "<!--" not in page


@pytest.mark.parametrize("cell", [["x", "", '1" onclick="y', 1, ""], ["x", "", 1, "2\\x", ""]])
def test_a_span_that_is_no_number_is_refused(cell, tmp_path):
    """Whatever reaches the attribute, no markup comes of it."""
    content = json.dumps({"kop": [], "lijf": [["", [cell]]]})
    table = plain_table(NUMBERS)
    table["c"][0][2] = [[CONTENT, content]]
    with pytest.raises(RenderError, match=r"opmaak\.lua"):
        written(table, "html", tmp_path)
