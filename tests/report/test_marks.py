"""What differs from the version before is marked in the report, and nothing else."""

import copy
import json

import pytest

from mpp_lib.base.shipped import ANALYSIS, SHIPPED
from mpp_lib.present.shown.display import DATA, MARKDOWN, show
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.report.keys import CHANGES
from mpp_lib.report.marks import mark_notebooks, mark_output, marked_text

ROWS = [("asiel", "instroom", "10", "20"), ("asiel", "voorraad", "30", "40"), ("regulier", "instroom", "50", "60")]


def _output(rows, *, label="tbl-x", group=True, heads=False):
    """The output of a cell that shows a table of numbers in two years."""
    table = Table(
        rows,
        [
            *([Column("Stroom", 0)] if heads else []),
            Column("Cijfer", 1, role="head"),
            Column("2025", 2, kind="number"),
            Column("2026", 3, kind="number"),
        ],
        title="Cijfers",
        note="Bron: verzonnen.",
        group=(lambda row: row[0]) if group else None,
    )
    shown = show(table)
    metadata = {**shown.metadata, "label": label}
    return {"output_type": "display_data", "data": dict(shown.bundle), "metadata": metadata}


def _changed(place, *cells):
    rows = list(ROWS)
    rows[place] = cells
    return rows


@pytest.mark.parametrize("layout", [{"group": True}, {"group": False, "heads": True}])
def test_the_changed_cell_is_marked_and_no_other(layout):
    """Of two rows called the same in other groups, the one that changed; the caption says so."""
    before, now = _output(ROWS, **layout), _output(_changed(2, "regulier", "instroom", "50", "61"), **layout)
    plain = now["data"][MARKDOWN]
    mark_output(now, before)
    assert now["data"][MARKDOWN] == plain.replace(">61<", "><ins>61</ins><")
    assert now["metadata"]["tbl-cap"] == "Cijfers (gewijzigd)"


def test_a_table_that_is_the_same_is_not_touched():
    """Not a letter."""
    before, now = _output(ROWS), _output(ROWS)
    kept = copy.deepcopy(now)
    mark_output(now, before)
    assert now == kept


def test_a_row_that_came_is_marked_by_its_name():
    """Its numbers have nothing to differ from; those that moved down are not marked."""
    before, now = _output(ROWS), _output([ROWS[0], ("asiel", "uitstroom", "7", "8"), *ROWS[1:]])
    mark_output(now, before)
    assert now["data"][MARKDOWN].count("<ins>") == 1
    assert "<ins>uitstroom</ins>" in now["data"][MARKDOWN]


def test_a_table_that_is_new_says_so():
    """In its caption; there is nothing to mark in it."""
    now = _output(ROWS)
    mark_output(now, None)
    assert now["metadata"]["tbl-cap"] == "Cijfers (nieuw)"
    assert "<ins>" not in now["data"][MARKDOWN]


def test_words_of_others_stay_words():
    """What looks like a tag in a changed cell is still escaped."""
    before, now = _output(ROWS), _output(_changed(0, "asiel", "instroom", "<b>", "20"))
    mark_output(now, before)
    assert "<ins>&lt;b&gt;</ins>" in now["data"][MARKDOWN]


def test_notebooks_are_marked_by_name_and_label(tmp_path):
    """A table moved to another place in its notebook is still held against itself; a new notebook is left alone."""

    def write(folder, name, *outputs):
        cells = [{"cell_type": "code", "source": "", "outputs": [one]} for one in outputs]
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps({"cells": cells}), encoding="utf-8")

    other = _changed(0, "asiel", "instroom", "11", "20")
    write(tmp_path / "eerst", "a.ipynb", _output(ROWS, label="tbl-x"), _output(ROWS, label="tbl-y"))
    write(tmp_path / "nu", "a.ipynb", _output(ROWS, label="tbl-y"), _output(other, label="tbl-x"))
    write(tmp_path / "nu", "b.ipynb", _output(ROWS))
    mark_notebooks(tmp_path / "nu", tmp_path / "eerst")
    first, second = (cell["outputs"][0] for cell in json.loads((tmp_path / "nu" / "a.ipynb").read_text())["cells"])
    assert first["metadata"]["tbl-cap"] == "Cijfers"
    assert second["metadata"]["tbl-cap"] == "Cijfers (gewijzigd)"
    assert json.loads((tmp_path / "nu" / "b.ipynb").read_text())["cells"][0]["outputs"][0] == _output(ROWS)
    assert second["metadata"][DATA]["rows"] == _output(other)["metadata"][DATA]["rows"]


def test_a_changed_paragraph_stands_in_a_block_of_its_own():
    """Headings, lists, blocks and what was there before stay as they are."""
    old = "# Kop\n\nBlijft staan.\n\nWas zo.\n"
    new = "# Andere kop\n\nBlijft staan.\n\nIs nu\nanders.\n\n- punt\n\n::: kader\nbinnen\n\nook binnen\n:::\n"
    opening = '::: {.gewijzigd role="note" aria-label="Gewijzigd sinds de vorige versie"}'
    assert marked_text(new, old) == new.replace("Is nu\nanders.", f"{opening}\nIs nu\nanders.\n:::")


def test_a_text_that_is_the_same_is_not_touched():
    """Whatever stands in it."""
    text = "Een alinea.\n\n## Kop\n\n1. een\n2. twee\n"
    assert marked_text(text, text) == text


def test_sentences_that_were_made_from_numbers_are_marked_too(tmp_path):
    """By the label of their cell; the line with a source stays as it is."""

    def write(folder, sentence):
        texts = [f"**Uitkomst.** {sentence}\n\nBlijft.", "::: {.bron}\nBron: ronde " + sentence + "\n:::"]
        outputs = [{"output_type": "display_data", "data": {MARKDOWN: text}, "metadata": {}} for text in texts]
        cell = {"cell_type": "code", "source": "#| label: zinnen\nshow_text()", "outputs": outputs}
        folder.mkdir()
        (folder / "a.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")

    write(tmp_path / "eerst", "Het stijgt.")
    write(tmp_path / "nu", "Het daalt.")
    mark_notebooks(tmp_path / "nu", tmp_path / "eerst")
    first, source = json.loads((tmp_path / "nu" / "a.ipynb").read_text())["cells"][0]["outputs"]
    opening = '::: {.gewijzigd role="note" aria-label="Gewijzigd sinds de vorige versie"}'
    assert first["data"][MARKDOWN] == f"{opening}\n**Uitkomst.** Het daalt.\n:::\n\nBlijft."
    assert source["data"][MARKDOWN] == "::: {.bron}\nBron: ronde Het daalt.\n:::"


def test_the_notebook_on_the_changes_is_left_alone(tmp_path):
    """It is new each time, and says itself what is."""
    for folder, rows in (("eerst", ROWS), ("nu", ROWS[:1])):
        (tmp_path / folder).mkdir()
        cells = [{"cell_type": "code", "source": "", "outputs": [_output(rows)]}]
        (tmp_path / folder / f"{CHANGES}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    written = (tmp_path / "nu" / f"{CHANGES}.ipynb").read_text()
    mark_notebooks(tmp_path / "nu", tmp_path / "eerst")
    assert (tmp_path / "nu" / f"{CHANGES}.ipynb").read_text() == written


def test_the_notebook_on_the_changes_is_there():
    """By that name, beside the others."""
    assert (SHIPPED / ANALYSIS / f"{CHANGES}.ipynb").is_file()
