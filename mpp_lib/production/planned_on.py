"""What is planned on a figure of the forecast: what turns out to be needed, and the figure in medio that is planned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlannedOn:
    """A thing of which so much is made ready.

    Attributes:
        name: what it is, in Dutch, plural and within a sentence.
        owner: whose it is, as the partner is called in short.
        needs: indicators that together say how much turns out to be needed.
        less: indicators of what goes off that.
        planned: indicator of which medio is planned.
        known_by: the key figure that a reader follows it by.
        meaning: what is needed and what is planned (Dutch, a sentence within a sentence).
    """

    name: str
    owner: str
    needs: tuple[str, ...]
    less: tuple[str, ...]
    planned: str
    known_by: str
    meaning: str

    @property
    def indicators(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.needs, *self.less, self.planned)))


RECEPTION = PlannedOn(
    "opvangplaatsen",
    "COA",
    ("coa.benodigde_capaciteit",),
    (),
    "coa.benodigde_capaciteit",
    "coa.bezetting",
    "nodig is de bezetting van eind december, gedeeld door de bezettingsnorm; gepland is dat in medio.",
)
DECISIONS = PlannedOn(
    "asielbeslissingen",
    "IND",
    ("ind.asiel.instroom",),
    ("ind.asiel.zonder_beslissing",),
    "ind.asiel.beslissingen",
    "ind.asiel.voorraad",
    "nodig is wat de voorraad gelijk houdt, de instroom van het jaar zonder wat zonder beslissing eindigt; gepland is "
    "wat in medio wordt beslist.",
)
PLANNED = (RECEPTION, DECISIONS)
