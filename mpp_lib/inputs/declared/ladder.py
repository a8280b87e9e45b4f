"""The ladder of a product: steps of the protocol, who takes them, in what order, and what state each gives."""

from __future__ import annotations

from dataclasses import dataclass

CONCEPT, DISCUSSED, ADOPTED, REJECTED = "concept", "besproken", "vastgesteld", "niet vastgesteld"
TOPBERAAD, WERKGROEP, APM, IND = ("topberaad",), ("werkgroep",), ("apm",), ("ind",)
_INITIALS = frozenset({*APM, *IND, "dgm"})
CONSENSUS, NO_CONSENSUS, ESCALATION = "consensus", "geen consensus", "escalatie"


def gremium_name(gremium: str) -> str:
    """As a sentence has it.

    >>> gremium_name("apm"), gremium_name("werkgroep")
    ('APM', 'werkgroep')
    """
    return gremium.upper() if gremium.casefold() in _INITIALS else gremium


@dataclass(frozen=True)
class Process:
    """A step of the process as the protocol has it.

    Attributes:
        paragraph: where it stands.
        owner: *eigenaar processtap*.
        consulted: *afstemming*.
        result: *eindresultaat*.
    """

    paragraph: str
    owner: tuple[str, ...]
    consulted: tuple[str, ...]
    result: str


@dataclass(frozen=True)
class Step:
    """A decision that moves a product.

    Attributes:
        name: as ``step`` in ``decisions.yml`` has it.
        by: the gremia that can take it, the usual one first.
        state: of the product afterwards.
        status: the same, as a reader finds it on the cover.
        optional: whether it can be passed over without a word.
        after: the step that it comes right behind and leaves the state of; empty for one that moves the state itself.
        settles: whether nothing else can be said on its rung after it.
        needs: what has to be there of the round for it, as a pattern of files.
        process: of the protocol, where that is not the product's.
    """

    name: str
    by: tuple[str, ...]
    state: str
    status: str
    optional: bool = False
    after: str = ""
    settles: bool = True
    needs: tuple[str, ...] = ()
    process: Process | None = None

    @property
    def final(self) -> bool:
        """Whether nothing follows but what :data:`REOPENING` holds, and what comes right after it."""
        return self.state in (ADOPTED, REJECTED)

    @property
    def unanimous(self) -> bool:
        """Whether the werkgroep takes it by consensus, so that no partner objects (4.2, 5.3, 7.1.1)."""
        return self.by == WERKGROEP and (self.state == ADOPTED or self.name == CONSENSUS)


Rung = tuple[Step, ...]
"""Steps of which one is taken, or one after the other in this order."""


NOT_ADOPTED = Process("7.1.4", TOPBERAAD, (*APM, *WERKGROEP), "Bijgestelde of opnieuw opgestelde MPP")
STARTED_OVER = Step("opnieuw opstellen", TOPBERAAD, CONCEPT, "Concept: wordt opnieuw opgesteld", process=NOT_ADOPTED)
REOPENING: Rung = (
    Step("bijstellen", TOPBERAAD, CONCEPT, "Concept: wordt bijgesteld", process=NOT_ADOPTED),
    STARTED_OVER,
)
"""What can follow when the Topberaad does not adopt the MPP (7.1.4); the ladder is then free again."""


@dataclass(frozen=True)
class Product:
    """Something that is discussed and adopted apart.

    Attributes:
        name: as ``product`` in ``decisions.yml`` has it.
        label: how a reader knows it, with its article.
        process: the step of the process that makes it.
        rungs: its ladder, from the first step to the last.
        rests_on: the product that is adopted before it.
        of_mpp: whether it is a part of the MPP that the Topberaad adopts.
        redone: whether it can be made again where the Topberaad does not adopt the MPP.
    """

    name: str
    label: str
    process: Process
    rungs: tuple[Rung, ...]
    rests_on: str = ""
    of_mpp: bool = False
    redone: bool = True

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step it knows."""
        return (*(step for rung in self.rungs for step in rung), *(REOPENING if self.redone else ()))

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((step for step in self.steps if step.name == name), None)

    def process_of(self, step: Step) -> Process:
        """The step of the process in which a step is taken."""
        return step.process or self.process

    def rung(self, step: Step) -> int:
        """The number of its rung; -1 of a step that starts the ladder anew."""
        return self.place(step)[0]

    def free(self, rung: int) -> bool:
        """Whether nothing has to be decided on a rung."""
        return all(step.optional for step in self.rungs[rung])

    def place(self, step: Step) -> tuple[int, int]:
        """Rung and place on it; of a step that starts the ladder anew (-1, -1)."""
        found = ((number, rung.index(step)) for number, rung in enumerate(self.rungs) if step in rung)
        return next(found, (-1, -1))
