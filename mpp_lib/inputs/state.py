"""The state of each product of a round follows from ``decisions.yml`` alone: without a decision it is concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mpp_lib.inputs.declared.fiction import FICTION, is_fiction, marked
from mpp_lib.inputs.declared.ladder import ADOPTED, CONCEPT, REJECTED, Step
from mpp_lib.inputs.declared.products import RAPPORTAGE, product_named

CONCEPT_MARK = "Concept, voor intern gebruik"
"""What every page of a version says that is not adopted (protocol 6.2)."""
OWN_RISK = (
    "Deze cijfers zijn niet vastgesteld en kunnen nog wijzigen. Wie ze meeneemt in eigen berekeningen of stukken, doet "
    "dat op eigen verantwoordelijkheid (protocol 6.2)."
)
"""What the colophon of such a version says."""
Entries = Iterable[Mapping[str, Any]]
"""Entries of ``decisions.yml``, oldest first, that were checked."""


@dataclass(frozen=True)
class State:
    """How far a product is.

    Attributes:
        name: concept, besproken, vastgesteld or niet vastgesteld.
        words: the same, as a reader finds it.
        fiction: whether a decision on the product was made up, with a step or without.
    """

    name: str = CONCEPT
    words: str = CONCEPT.capitalize()
    fiction: bool = False

    @property
    def adopted(self) -> bool:
        """Whether it is adopted; any other state carries the concept mark."""
        return self.name == ADOPTED

    @property
    def rejected(self) -> bool:
        """Whether the Topberaad did not adopt it: its figures are interim ones."""
        return self.name == REJECTED

    @property
    def status(self) -> str:
        """What the cover says."""
        return marked(self.words, fiction=self.fiction)

    @property
    def mark(self) -> str:
        """What every page says; empty where nothing needs to be said.

        >>> State().mark, State("vastgesteld", "Vastgesteld").mark, State("vastgesteld", "Vastgesteld", True).mark
        ('Concept, voor intern gebruik', '', 'Fictief voorbeeld')
        """
        interim = f", {REJECTED}" if self.rejected else ""
        return fiction_mark("" if self.adopted else f"{CONCEPT_MARK}{interim}", fiction=self.fiction)

    @property
    def own_risk(self) -> str:
        """What the colophon says of using its figures; empty where they are adopted."""
        return "" if self.adopted else OWN_RISK

    def version(self, named: str) -> str:
        """How a version is called on its cover: what is adopted and was given no name, is called so.

        >>> State().version("concept"), State("vastgesteld").version("concept"), State("vastgesteld").version("v3")
        ('concept', 'vastgesteld', 'v3')
        """
        return self.name if self.adopted and named == CONCEPT else named

    def __str__(self) -> str:
        return marked(self.name, fiction=self.fiction)


def fiction_mark(mark: str, *, fiction: bool) -> str:
    """A mark for every page, that also says so where what it says was made up."""
    line = ", ".join(filter(None, (mark, FICTION if fiction else "")))
    return f"{line[:1].upper()}{line[1:]}"


def state_of(decisions: Entries, product: str = RAPPORTAGE) -> State:
    """The state of a product; that of the rapportage is the state of the round.

    Args:
        product: its name, such as ``prognose`` or ``monitor-2024-06``.

    Raises:
        LookupError: when there is no such product.
    """
    ours = [entry for entry in decisions if entry["product"] == product]
    fiction = any(is_fiction(entry["decision"]) for entry in ours)
    taken = list(steps_taken(ours, product))
    if not taken:
        return State(fiction=fiction)
    last, _ = taken[-1]
    return State(last.state, last.status, fiction)


def steps_taken(decisions: Entries, product: str) -> Iterator[tuple[Step, Mapping[str, Any]]]:
    """The steps of a product with the decisions that took them, oldest first."""
    declared = product_named(product)
    if declared is None:
        raise LookupError(f"{product} is geen product van een ronde")
    for entry in decisions:
        step = declared.step(entry["step"]) if entry["product"] == product else None
        if step is not None:
            yield step, entry
