"""Tables of what differs: the largest first, long lists in short, nothing left out without saying so."""

import pandas as pd
import pytest

from mpp_lib.compare.changes.differences import Differences
from mpp_lib.compare.changes.input_change import InputChange
from mpp_lib.compare.changes.number_changes import number_changes
from mpp_lib.compare.changes.text_changes import SourceChange, TextChange
from mpp_lib.present.wijzigingen.change_tables import MOST, change_tables, inputs_table, numbers_table, sources_table
from mpp_lib.production.chains import chain_named


def _table(**values):
    """A long result table of medio 2025 and its December, by indicator."""
    rows = [
        {"indicator": name, "scenario": "medio", "periode": period, "waarde": value, "eenheid": "personen"}
        for name, value in values.items()
        for period in ("2025", "2025-12")
    ]
    return pd.DataFrame(rows)


def _found(inputs=(), numbers=None, sources=(), texts=()):
    numbers = number_changes(_table(a=1.0), _table(a=1.0)) if numbers is None else numbers
    return Differences("2024-1", "2024-2", {}, numbers, tuple(inputs), tuple(sources), (), tuple(texts))


def _parameter(number, old, new):
    return InputChange("inputs/parameters.csv", (f"p{number}", "2024-01", ""), "waarde", old, new)


def test_the_largest_relative_change_comes_first_and_small_counts_last():
    """+50% before −10%; from 2 to 9 people, which is rounding, at the end; what is the same is not there."""
    numbers = number_changes(
        _table(tien=900.0, helft=1500.0, klein=9.0, gelijk=5.0),
        _table(tien=1000.0, helft=1000.0, klein=2.0, gelijk=5.0),
    )
    table = numbers_table(_found(numbers=numbers))
    assert [row[0] for row in table.texts()] == ["helft", "tien", "klein"]
    assert table.texts()[0] == ["helft", "2025", "medio", "1.000", "1.500", "+500", "+50,0%", "1"]
    assert "6 van de 8 getallen zijn anders." in table.note


def test_a_shortened_table_says_how_many_there_are():
    """Of three indicators one is shown."""
    numbers = number_changes(_table(a=200.0, b=300.0, c=500.0), _table(a=100.0, b=100.0, c=100.0))
    table = numbers_table(_found(numbers=numbers), most=1)
    assert [row[0] for row in table.texts()] == ["c"]
    assert table.note.startswith("De grootste 1 van de 3 indicatoren.")


def test_numbers_of_one_side_are_counted():
    """An indicator that only the newer table has is no change of a number, but it is said."""
    numbers = number_changes(_table(a=1.0, b=1.0), _table(a=1.0))
    assert "Alleen in 2024-2: 2 getallen." in numbers_table(_found(numbers=numbers)).note


def test_the_label_of_an_indicator_is_that_of_the_chain():
    """Partner and label, where the chain knows it."""
    spec = chain_named("standaard").by_id["coa.bezetting"].spec()
    numbers = number_changes(_table(**{"coa.bezetting": 200.0}), _table(**{"coa.bezetting": 100.0}))
    found = Differences("a", "b", {"coa.bezetting": spec}, numbers, (), (), (), ())
    assert numbers_table(found).texts()[0][0] == "COA, bezetting"


def test_few_changes_of_a_file_stand_each_by_themselves():
    """File as heading; the cell, what it was and what it is."""
    table = inputs_table(_found([_parameter(1, 0.5, 0.25), InputChange("inputs/x.csv", ("k",), "", None, {"a": 1.0})]))
    assert table.groups() == ["inputs/parameters.csv", "inputs/x.csv"]
    assert table.texts() == [["p1/2024-01:waarde", "0,5", "0,25"], ["k", "", "a 1"]]


def test_many_changes_of_a_file_are_told_by_column_with_the_largest():
    """One row for the column: how many, and the one that changed most."""
    changes = [_parameter(number, 1.0, 1.0 + number) for number in range(MOST + 1)]
    (row,) = inputs_table(_found(changes)).texts()
    assert row == [f"{MOST + 1} keer waarde gewijzigd, zoals p{MOST}/2024-01:waarde", "1", f"{MOST + 1}"]


def test_many_sources_say_how_many_more():
    """The first ones, and a row with the count of the others."""
    changes = [SourceChange("inputs/realisaties.csv", f"bron {place}", gone=False) for place in range(MOST + 7)]
    texts = sources_table(_found(sources=changes)).texts()
    assert len(texts) == MOST + 1
    assert texts[0] == ["erbij", "", "bron 0"]
    assert texts[-1][0] == "en nog 7"


def test_a_long_text_is_cut_and_stays_on_one_line():
    """A paragraph of many lines does not break a cell."""
    change = TextChange("text/asiel.md", ("oud\nen ouder",), ("woord " * 200,))
    ((_, old, new),) = change_tables(_found(texts=[change]))["Teksten"].texts()
    assert old == "oud en ouder"
    assert new.endswith("…")
    assert len(new) <= 240


@pytest.mark.parametrize("heading", ["Uitkomsten", "Invoer", "Bronnen", "Besluiten", "Teksten"])
def test_without_a_difference_a_table_says_none(heading):
    """Every kind has its table, also when nothing differs."""
    assert change_tables(_found())[heading].texts()[0][0] == "geen"
