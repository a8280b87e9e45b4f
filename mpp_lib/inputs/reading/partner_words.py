"""Holds the word of a partner in ``decisions.yml`` to what such a word needs: none is ever filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.partner_word import OBJECTION, SUBJECTS
from mpp_lib.inputs.declared.registers import REGISTERS
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.steps import Entry
from mpp_lib.inputs.reading.typed_table import read_table


def known_partners(intake: Intake) -> tuple[str, ...]:
    """Who takes part in the round, by its register; none where there is no register to judge by."""
    register = read_table(Intake(intake.folder), REGISTERS["partners"])
    return tuple(dict.fromkeys(partner for _, partner in register.rows("partner")))


def refuse_word(entry: Entry, known: Collection[str]) -> Iterator[Problem]:
    """Everything that is wrong with the word of one entry.

    Args:
        known: the partners of the round; none where they are not known.
    """
    yield from _refuse_incomplete(entry)
    yield from _refuse_ground(entry)
    yield from unknown_partner(entry, known)


def unknown_partner(entry: Entry, known: Collection[str]) -> Iterator[Problem]:
    """Who gives a word takes part in the round; ``known`` as for :func:`refuse_word`."""
    if entry.word and entry.partner and known and entry.partner.casefold() not in {name.casefold() for name in known}:
        expected = expected_name("een organisatie uit registers/partners.csv", entry.partner, known)
        yield entry.problem("partner", entry.partner, "deze partner doet niet mee aan de ronde", expected)


def _refuse_incomplete(entry: Entry) -> Iterator[Problem]:
    if entry.word and not entry.partner:
        yield entry.problem("partner", "", "een woord is van een partner", "de partner die het gaf")
    if entry.word and not entry.about:
        expected = enumerate_nl(list(SUBJECTS), "of")
        yield entry.problem("about", "", "een woord gaat over de eigen cijfers of over de keten", expected)
    if entry.about and not entry.word:
        yield entry.problem("about", entry.about, "hier staat geen woord bij", "word met het woord van de partner")
    if entry.word and entry.step:
        expected = "een besluit met de stap, en een ander met het woord"
        yield entry.problem("word", entry.word, "een woord van een partner is geen stap van een gremium", expected)


def _refuse_ground(entry: Entry) -> Iterator[Problem]:
    if entry.word == OBJECTION and not entry.objection.strip():
        yield entry.problem("objection", "", "een bezwaar heeft een grond", "de grond van het bezwaar")
    if entry.word and entry.word != OBJECTION and entry.objection:
        expected = f"word: {OBJECTION}, of hier niets"
        yield entry.problem("objection", entry.objection, f"bij {entry.word} hoort geen bezwaar", expected)
