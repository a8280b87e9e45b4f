"""The writer of tables against HTML written by hand, and against great-tables' own."""

import doctest
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.present.drawing.small_drawing import Scale, place_mark
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.shown.table_html import table_html
from tests.support.printed import cells, rows_of

ROOT = Path(__file__).parents[3]
Row = tuple[str, ...]
ROWS: list[Row] = [
    ("A & B", "instroom", "minimum", "", "900", "eerste"),
    ("A & B", "instroom", "medio", "1.000", "1.100", "tweede"),
    ("C", "voorraad <som>", "minimum", "", "−30", ' "derde" '),
]
TABLE = Table(
    ROWS,
    [
        Column("Reeks", 1),
        Column("Scenario", 2, role="head"),
        Column("2023", 3, kind="number", role="realised"),
        Column("2024", 4, kind="number", over="Raming"),
        Column("Uitleg", 5),
    ],
    title="Proef",
    note="Bron: proef.",
    group=lambda row: row[0],
    total=lambda row: row[4].startswith("−"),
    dense=True,
)
BY_HAND = """<table class="dicht">
<thead>
<tr><th rowspan="2" scope="col">Reeks</th><th rowspan="2" scope="col">Scenario</th>\
<th rowspan="2" scope="col" class="realisatie getal">2023</th><th scope="col">Raming</th>\
<th rowspan="2" scope="col">Uitleg</th></tr>
<tr><th scope="col" class="getal">2024</th></tr>
</thead>
<tbody>
<tr class="groep"><th colspan="5" scope="rowgroup">A &amp; B</th></tr>
<tr><th rowspan="2" scope="rowgroup">instroom</th><th scope="row">minimum</th>\
<td class="realisatie getal"></td><td class="getal">900</td><td>eerste</td></tr>
<tr><th scope="row">medio</th><td class="realisatie getal">1.000</td><td class="getal">1.100</td><td>tweede</td></tr>
<tr class="groep"><th colspan="5" scope="rowgroup">C</th></tr>
<tr class="totaal"><th scope="row">voorraad &lt;som&gt;</th><th scope="row">minimum</th>\
<td class="realisatie getal"></td><td class="getal">−30</td><td>"derde"</td></tr>
</tbody>
</table>"""


def test_a_table_with_everything_in_it() -> None:
    """Groups, merged row headers, a heading over a column, realised figures, a total, and markup that stays text."""
    assert table_html(TABLE) == BY_HAND


def test_what_has_a_page_of_its_own_says_so() -> None:
    for table, opening in (
        (replace(TABLE, whole=True), '<table class="dicht heel">'),
        (TABLE, '<table class="dicht">'),
    ):
        assert table_html(table).startswith(opening)


def test_the_smallest_table() -> None:
    """One column and one row need no spans and no classes."""
    assert table_html(Table([("x",)], [Column("Naam", 0)], title="Proef", note="Bron: proef.")) == (
        '<table>\n<thead>\n<tr><th scope="col">Naam</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="row">x</th></tr>\n</tbody>\n</table>'
    )


def test_a_heading_over_columns_stands_where_they_do() -> None:
    """Over numbers at the right, over texts and in a table with groups at the left."""
    numbers = [Column("a", 1, kind="number", over="Samen"), Column("b", 2, kind="number", over="Samen")]
    table = Table([("x", "1", "2")], [Column("Naam", 0), *numbers], title="Proef", note="")
    assert '<th colspan="2" scope="colgroup" class="getal">Samen</th>' in table_html(table)
    assert '<th colspan="2" scope="colgroup">Samen</th>' in table_html(replace(table, group=lambda row: row[0]))
    texts = replace(table, columns=[Column("Naam", 0), Column("a", 1, over="Samen"), Column("b", 2, over="Samen")])
    assert '<th colspan="2" scope="colgroup">Samen</th>' in table_html(texts)


def test_what_names_a_row_stands_left() -> None:
    """A number that heads a row is no exception, nor is its heading."""
    table = Table([(1000.0, 0.5)], [Column("Meer dan", 0, unit="personen"), Column("Kans", 1, unit="aandeel")],
                  title="Proef", note="")  # fmt: skip
    assert '<th scope="col">Meer dan</th><th scope="col" class="getal">Kans</th>' in table_html(table)
    assert '<tr><th scope="row">1.000</th><td class="getal">50,0%</td></tr>' in table_html(table)


def test_equal_neighbours_are_merged_only_below_equal_ones() -> None:
    """The second header has the same text in both halves, but a header before it differs; the last is never merged."""
    rows = [("a", "x", "1"), ("a", "x", "1"), ("b", "x", "1")]
    columns = [Column("een", 0), Column("twee", 1, role="head"), Column("drie", 2, role="head")]
    html = table_html(Table(rows, columns, title="Proef", note=""))
    assert html.count('<th rowspan="2" scope="rowgroup">x</th>') == 1
    assert html.count('<th scope="row">x</th>') == 1
    assert html.count('<th scope="row">1</th>') == 3


def test_a_drawing_stays_only_where_the_table_says_there_is_one() -> None:
    """In a column of drawings it is kept whole; the same markup in a column of texts is a text, and stays one."""
    mark = place_mark(1.0, (0.0, 2.0), Scale(25.0, 15.0), "binnen & buiten")
    columns = [Column("naam", 0), Column("getekend", 1, kind="drawing"), Column("getypt", 2)]
    table = Table([("a", mark, mark)], columns, title="Proef", note="")
    assert f"<td>{mark}</td>" in table_html(table)
    assert rows_of(table)[1] == ["a", "binnen & buiten", mark]


def test_a_table_without_rows_says_so() -> None:
    """One row with geen, under the first heading."""
    table = Table([], TABLE.columns, title="Proef", note="Bron: proef.")
    assert rows_of(table)[2:] == [["geen", "", "", "", ""]]


def test_great_tables_shows_the_same_cells() -> None:
    """What an analyst looks at has the rows of the report, with the title above and the source below."""
    html = TABLE.gt().as_raw_html()
    body = html[html.index('<tr class="gt_col_headings') : html.index("</tbody>")]
    assert [[text.strip() for text in row] for row in cells(body)] == rows_of(TABLE)
    assert ">Proef</td>" in html
    assert "Bron: proef." in html[html.index("<tfoot>") :]
    assert body.count("font-weight: bold") == len(TABLE.columns)
    assert TABLE.gt().as_raw_html() == html


def test_great_tables_knows_a_column_by_its_headings() -> None:
    """The heading over it in front; the second one of a name has a number."""
    columns = [Column("Jaar", 0), Column("Aandeel", 1), Column("Aandeel", 2), Column("medio", 3, over="2025")]
    table = Table([("2024", "1%", "2%", "3")], columns, title="Proef", note="")
    shown = table.gt().cols_move_to_start("2025 medio").cols_hide("Aandeel 2").as_raw_html()
    assert [text for text in ("1%", "2%", "3") if f">{text}</td>" in shown] == ["1%", "3"]


@dataclass
class Grid(HTMLParser):
    """The places of a table as a browser fills them: (row, column) → text; filling one twice is an error."""

    filled: dict[tuple[int, int], str] = field(default_factory=dict)
    part: str = ""
    row: int = -1
    open: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.row += tag == "tr"
        if tag in ("td", "th"):
            column = next(place for place in range(1000) if (self.row, place) not in self.filled)
            high, wide = (int(given.get(name) or 1) for name in ("rowspan", "colspan"))
            self.open = [(self.row + down, column + along) for down in range(high) for along in range(wide)]
            assert not set(self.open) & set(self.filled)
            self.filled |= dict.fromkeys(self.open, "")

    def handle_data(self, data: str) -> None:
        self.filled |= {place: self.filled[place] + data for place in self.open}

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.open = []


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
FEW_TEXTS = st.sampled_from(["a", "b", "<i>c</i> &amp; d"])


@st.composite
def tables(draw: st.DrawFn) -> Table[Any]:
    """Any number of row headers, columns and headings over them, rows in groups that stand together."""
    heads, width = draw(st.integers(1, 3)), draw(st.integers(0, 4))
    columns = [Column(draw(ANY_TEXT), place, role="head") for place in range(heads)]
    for place in range(heads, heads + width):
        kind = draw(st.sampled_from(["text", "number"]))
        over = draw(st.sampled_from(["", "over", "ook over"]))
        columns.append(Column(draw(ANY_TEXT), place, kind=kind, over=over))  # type: ignore[arg-type]
    row = st.tuples(*[FEW_TEXTS] * heads, *[ANY_TEXT] * width, st.sampled_from(["x", "y"]))
    rows = draw(st.lists(row, min_size=1, max_size=8))
    group = draw(st.sampled_from([None, lambda row: row[-1]]))
    shown = sorted(rows, key=lambda row: row[-1]) if group else rows
    return Table(shown, columns, title="Proef", note="", group=group, total=lambda row: row[0] == "a")


@pytest.mark.parametrize("line", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0b"])
def test_a_row_stays_on_its_line_whatever_its_text(line: str) -> None:
    """Else words of others could end the block of Markdown in which the table stands."""
    table = Table(
        [f"begin{line}```{line}{line}[klik](x){line}einde"], [Column("a", lambda row: row)], title="Proef", note=""
    )
    rows = [row for row in table_html(table).splitlines() if "begin" in row]
    assert len(rows) == 1
    assert "```" in rows[0]
    assert "einde" in rows[0]


@settings(max_examples=200, deadline=None)
@given(tables())
def test_any_text_stands_in_its_own_place(table: Table[Any]) -> None:
    """Every place of every row is filled once, spans add up to the width of the table, and a text stays that text."""
    grid = Grid()
    grid.feed(table_html(table))
    height, width = 1 + max(row for row, _ in grid.filled), len(table.columns)
    assert set(grid.filled) == {(row, place) for row in range(height) for place in range(width)}
    lines = [[grid.filled[row, place] for place in range(width)] for row in range(height)]
    head = 2 if any(column.over for column in table.columns) else 1
    assert lines[head - 1] == [column.heading.strip() for column in table.columns]
    expected: list[list[str]] = []
    for place, (row, texts) in enumerate(zip(table.rows, table.texts(), strict=True)):
        if table.group and (place == 0 or table.rows[place - 1][-1] != row[-1]):
            expected.append([row[-1]] * width)
        expected.append([text.strip() for text in texts])
    assert lines[head:] == expected


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column("x", "aantal", unit="personen"), "1.230"),
        (Column("x", "deel", unit="aandeel"), "12,5%"),
        (Column("x", "tekst", unit="personen"), "n.v.t."),
        (Column("x", "jaar"), "2024"),
        (Column("x", "niets", unit="personen"), ""),
        (Column("x", "nan", unit="personen"), ""),
        (Column("x", lambda row: f"{row['jaar']}!"), "2024!"),
        (Column("x", lambda row: row["deel"], unit="aandeel"), "12,5%"),
    ],
)
def test_a_column_prints_what_it_holds(column: Column[dict[str, Any]], text: str) -> None:
    """Numbers by their unit, texts as they are, nothing as nothing."""
    row = {"aantal": 1234.0, "deel": 0.125, "tekst": "n.v.t.", "jaar": 2024, "niets": None, "nan": float("nan")}
    assert column.text(row) == text


def test_a_column_that_reads_what_is_not_there_is_an_error() -> None:
    """A misspelt key does not give an empty column."""
    with pytest.raises(KeyError, match="jar"):
        Column[dict[str, Any]]("x", "jar").text({"jaar": 2024})


def test_the_examples_on_the_page_run() -> None:
    """What docs/opmaak.md shows of a table, block after block."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/opmaak.md").read_text(encoding="utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "opmaak.md", None, None)
    done = doctest.DocTestRunner().run(examples)
    assert done.attempted >= 6
    assert not done.failed


def test_which_number_a_cell_shows_stands_in_row_and_heading_and_in_the_cell_where_these_differ() -> None:
    """A realised figure in the row of a scenario says so itself; an empty cell shows no number."""
    rows = [("medio", "1", "2"), ("maximum", "", "3")]
    columns = [
        Column("Scenario", 0),
        Column("2023", 1, kind="number", key=Key(scenario="realisatie", period="2023")),
        Column("2024", 2, kind="number", key=Key(period="2024")),
    ]
    table = Table(rows, columns, title="t", note="n", key=lambda row: Key("coa.<x>", row[0]))
    assert table_html(table) == (
        "<table>\n<thead>\n"
        '<tr><th scope="col">Scenario</th><th scope="col" class="getal" data-s="realisatie" data-p="2023">2023</th>'
        '<th scope="col" class="getal" data-p="2024">2024</th></tr>\n</thead>\n<tbody>\n'
        '<tr data-i="coa.&lt;x&gt;" data-s="medio"><th scope="row">medio</th>'
        '<td class="getal" data-s="realisatie">1</td><td class="getal">2</td></tr>\n'
        '<tr data-i="coa.&lt;x&gt;" data-s="maximum"><th scope="row">maximum</th>'
        '<td class="getal"></td><td class="getal">3</td></tr>\n</tbody>\n</table>'
    )
