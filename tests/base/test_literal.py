"""Text of others stays the text it is: pandoc reads back exactly the words that were given."""

from pathlib import Path

import pytest

from mpp_lib.base.markdown import literal, run_in, with_apostrophes
from mpp_lib.base.pandoc import plain_text, read_tree

TEXTS = [
    "a. eerste",
    "(1) eerste",
    "A) eerste",
    "ii) eerste",
    "1. eerste",
    "XIV) x",
    "i.",
    "- a--b ---",
    "--",
    "Bron. Dan",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_one_paragraph_of_its_own_words(tmp_path: Path, text: str) -> None:
    """No list, no rule, and no dash in the place of hyphens."""
    (block,) = read_tree(literal(text), tmp_path, "--from=markdown")["blocks"]
    assert block["t"] == "Para"
    assert plain_text(block) == text


def test_only_a_sentence_stands_in_the_line_of_its_heading() -> None:
    """A list, a heading of two lines and a table would be read as running text behind other words."""
    for words in ("Er is meer.", "Een regel\nen nog een", "Een zin.\n\n- punt"):
        assert run_in("**Kop.**", words) == f"**Kop.** {words}"
    for words in (
        "a. eerste",
        "1. een\n2. twee",
        "- punt",
        "Mijn kop\n---",
        "Kop twee\n===",
        "Jaar  Aantal\n----  ---",
    ):
        assert run_in("**Kop.**", words) == f"**Kop.**\n\n{words}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("In 's-Gravenhage en 's-Hertogenbosch", "In ’s-Gravenhage en ’s-Hertogenbosch"),
        ("'t Bildt, in '90 en 2023/'24", "’t Bildt, in ’90 en 2023/’24"),
        ("de foto's van 'zo' en 'tien'", "de foto's van 'zo' en 'tien'"),
        ("de letter 's' en `'t` in code", "de letter 's' en `'t` in code"),
        ("het getal '90' en '1990", "het getal '90' en '1990"),
    ],
)
def test_an_apostrophe_before_a_word_opens_no_quotation(typed: str, meant: str) -> None:
    """What has a partner, stands in a word or in code is left to pandoc."""
    assert with_apostrophes(typed) == meant
