"""Cells changed where they stand: what is read back is what was put there, and nothing else moved."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.inputs.reading.in_place import with_cells, with_rows, with_rows_behind

MARK = b"\xef\xbb\xbf"


def read(content: bytes) -> list[list[str]]:
    text = content.removeprefix(MARK).decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_only_the_cells_asked_for_change(ending):
    """Quotes, a line end within a cell, an empty line, a missing last cell and the mark of the file stay."""
    lines = ["a;b;c", '1;"x;""y""";z', "", f'2;"twee{ending}regels";"q"', "3;kort"]
    content = MARK + ending.join(lines).encode()
    after = with_cells(content, {(4, "b"): 'an;"der"', (5, "a"): "0,5", (2, "c"): ""})
    lines[1], lines[3], lines[4] = '1;"x;""y""";', '2;"an;""der""";"q"', "0,5;kort"
    assert after == MARK + ending.join(lines).encode()


def test_rows_come_behind_in_the_order_of_the_file():
    """With its way of ending lines; the last line gets its end, and a formula its apostrophe."""
    assert with_rows(b"b;a\r\n1;2", [{"a": "=x", "b": "3"}]) == b"b;a\r\n1;2\r\n3;'=x\r\n"
    assert with_rows(b"b;a\n", [{"a": "x;y"}]) == b'b;a\n;"x;y"\n'


def test_cells_that_excel_left_out_come_at_the_end_of_their_row():
    """With an empty one between; a negative number is no formula."""
    assert with_cells(b"a;b;c;d\n1\n2;x\n", {(2, "d"): "-3,5", (3, "a"): "4"}) == b"a;b;c;d\n1;;;-3,5\n4;x\n"


@pytest.mark.parametrize("cell", [(9, "a"), (2, "z"), (0, "a")])
def test_a_cell_that_is_not_there_is_an_error(cell):
    """A row below the last, or a column that no header names."""
    with pytest.raises(KeyError):
        with_cells(b"a;b\n1;2\n", {cell: "x"})


def test_rows_come_behind_others():
    """Of several behind one row in their order; a row that spans lines, an empty one and a last without an end stay."""
    lines = ["a;b", '1;"x\r\ny"', "2;", "", '"3";z']
    content = MARK + "\r\n".join(lines).encode()
    rows = [({"a": "n"}, 5), ({"a": "p", "b": "q"}, 2), ({"b": "r"}, 2), ({"a": "s"}, 1)]
    after, numbers = with_rows_behind(content, rows)
    want = ["a;b", "s;", lines[1], "p;q", ";r", "2;", "", '"3";z', "n;"]
    assert after == MARK + "\r\n".join(want).encode()
    assert numbers == [9, 4, 5, 2]
    assert [read(after)[number - 1] for number in numbers] == [["n", ""], ["p", "q"], ["", "r"], ["s", ""]]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from(';"\r\n'), max_size=6)


@settings(max_examples=60)
@given(st.data())
def test_every_cell_can_be_changed(data):
    """Whatever Excel quotes: read by the library for CSV, only that cell is another."""
    width = data.draw(st.integers(2, 4))
    table = data.draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5))
    header = [f"kolom{at}" for at in range(width)]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows([header, *table])
    row, column = data.draw(st.integers(0, len(table) - 1)), data.draw(st.integers(0, width - 1))
    new = data.draw(CELL.filter(lambda cell: not cell.strip().startswith(tuple("=+@-\u2212'"))))
    after = read(with_cells(text.getvalue().encode(), {(row + 2, header[column]): new}))
    table[row][column] = new
    assert after == [header, *table]
