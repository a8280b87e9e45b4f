"""Sections of the report: what other pieces add to them, and what is refused of them."""

from dataclasses import replace

import pytest

from mpp_lib.production.chain_part import Piece, compose
from mpp_lib.production.chains import chain_named
from mpp_lib.production.section import Lines, Section, View
from tests.support.chain import tiny

FLOWS = tuple(tiny.outside(name) for name in ("a.een", "a.twee", "b.drie"))
SECTION = Section("a", "asiel", "Proef per jaar", table=("a.een",), view=View("a.een", "a.een", "a.een"))


def test_added_lines_come_after_those_of_the_section_whatever_the_order_of_the_pieces() -> None:
    """The table and the one page each get their own; title, figure and size stay."""
    added = Piece((), adds=(Lines("a", table=("b.drie",), one_page=("a.twee", "b.drie")),))
    for pieces in ((Piece(FLOWS, sections=(SECTION,)), added), (added, Piece(FLOWS, sections=(SECTION,)))):
        chain = compose("proef", pieces)
        assert chain.section("a") == replace(SECTION, table=("a.een", "b.drie"), one_page=("a.twee", "b.drie"))
        assert chain.views == {"a": SECTION.view}
    with pytest.raises(KeyError):
        chain.section("b")


@pytest.mark.parametrize(
    ("piece", "message"),
    [
        (Piece((), adds=(Lines("elders", table=("a.een",)),)), "onbekende sectie van het rapport: elders"),
        (Piece((), adds=(Lines("a", table=("a.vier",)),)), "sectie a verwijst naar een onbekende knoop: a.vier"),
        (Piece((), adds=(Lines("a", one_page=("a.vier",)),)), "sectie a verwijst naar een onbekende knoop: a.vier"),
        (Piece((), sections=(SECTION,)), "sectie twee keer gedeclareerd: a"),
        (
            Piece((), sections=(replace(SECTION, key="b", view=View("a.een", "a.een", "a.vier")),)),
            "sectie b verwijst naar een onbekende knoop: a.vier",
        ),
    ],
)
def test_what_does_not_exist_is_refused_by_name(piece: Piece, message: str) -> None:
    """A section or figure that nothing declares, and a section that is declared twice."""
    with pytest.raises(ValueError, match=message):
        compose("proef", (Piece(FLOWS, sections=(SECTION,)), piece))


def test_what_is_defined_below_a_table_stands_in_it() -> None:
    for section in chain_named("standaard").sections:
        assert set(section.defined) <= set(section.table), section.key


def test_a_node_without_words_for_a_sentence_is_refused() -> None:
    """By its id, with every other that has none."""
    unnamed = tuple(replace(flow, subject="") for flow in FLOWS[1:])
    with pytest.raises(ValueError, match=r"geen woorden \(subject\) voor: a\.twee, b\.drie"):
        compose("proef", (Piece(FLOWS[:1]), Piece(unnamed)))
