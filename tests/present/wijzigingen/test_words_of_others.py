"""What others wrote in a ledger, a cell or a text is shown as words, whatever it looks like."""

from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.archive.diff_page import diff_page
from mpp_lib.compare.changes.differences import Differences
from mpp_lib.compare.changes.effects import LedgerEffects, Step
from mpp_lib.compare.changes.input_change import InputChange
from mpp_lib.compare.changes.ledger import Account, Line
from mpp_lib.compare.changes.number_changes import number_changes
from mpp_lib.compare.changes.text_changes import SourceChange, TextChange
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.present.wijzigingen.change_tables import change_tables
from mpp_lib.present.wijzigingen.ledger_tables import ledger_table
from mpp_lib.production.open_round import open_round
from tests.support.hostile import HOSTILE

OWN = {"html", "head", "meta", "title", "style", "body", "header", "div", "h1", "main", "section", "h2", "p"} | {
    "table", "caption", "span", "thead", "tbody", "tr", "th", "td"
}  # fmt: skip
SPANS = {"id", "class", "scope", "rowspan", "colspan", "role", "tabindex", "aria-label", "lang", "charset"}
HEAD = {"http-equiv", "content", "name"}


class _Seen(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words += data


def _seen(page):
    seen = _Seen()
    seen.feed(page)
    return seen


@pytest.mark.parametrize("words", HOSTILE)
def test_a_page_of_differences_holds_no_tag_but_its_own(words):
    """In a key, a value, a source, a decision and a paragraph."""
    numbers = number_changes(*[pd.DataFrame(columns=["indicator", "scenario", "periode", "waarde", "eenheid"])] * 2)
    cell = InputChange("inputs/x.csv", (words,), "kolom", words, words)
    row = InputChange("inputs/x.csv", (words,), "", None, {"kolom": words})
    found = Differences(
        "2024-1", "2024-2", {}, numbers, (cell, row), (SourceChange("inputs/x.csv", words, gone=True),), (row,),
        (TextChange("text/x.md", (words,), (words,)),),
    )  # fmt: skip
    seen = _seen(diff_page(found, change_tables(found)))
    assert seen.tags <= OWN
    assert seen.attributes <= SPANS | HEAD
    assert " ".join(words.split())[:20].strip() in " ".join(seen.words.split())


@pytest.mark.parametrize("words", HOSTILE)
def test_the_table_of_the_ledger_holds_no_tag_but_its_own(words):
    """In every cell that an analyst fills."""
    line = Line(2, "2024-04-02", words, words, words, words, words, words, words, words)
    none = np.zeros((1, 1, 1, 3))
    step = Step((line,), frozenset())
    effects = LedgerEffects(Account((), (line,)), ("coa.bezetting",), (2025,), (step,), none, none, none[0], none[0])
    result = open_round(Path(__file__).resolve().parents[2] / "rounds" / "_klein")
    seen = _seen(table_html(ledger_table(result, effects)))
    assert seen.tags <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert seen.attributes <= SPANS
