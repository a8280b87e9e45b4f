"""What is decided on in a round: its products, the ladder of each, who takes a step and what state it gives.

Source: Protocol Meerjaren Productie Prognose migratieketen, version 1.1; the paragraph stands with each product. A
state is one of four, and without a step a product is concept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mpp_lib.base.months import MONTH_TEXT, Month

CONCEPT, DISCUSSED, ADOPTED, REJECTED = "concept", "besproken", "vastgesteld", "niet vastgesteld"
PROGNOSE, PRODUCTIEMODEL, RAPPORTAGE = "prognose", "productiemodel", "rapportage"
TOPBERAAD, WERKGROEP = ("topberaad",), ("werkgroep",)
CONSENSUS = "consensus"
DEELBERADEN = ("deelberaden", "deelberaad asiel", "deelberaad toegang & toezicht", "deelberaad regulier")
EDITION = "monitor-"
"""How the name of an edition of the monitor as a product starts."""
_ANY_EDITION = f"{EDITION}JJJJ-MM"


@dataclass(frozen=True)
class Step:
    """A decision that moves a product.

    Attributes:
        name: as ``step`` in ``decisions.yml`` has it.
        by: the gremia that can take it, the usual one first.
        state: of the product afterwards.
        status: the same, as a reader finds it on the cover.
    """

    name: str
    by: tuple[str, ...]
    state: str
    status: str

    @property
    def final(self) -> bool:
        """Whether nothing follows but what :data:`REOPENING` holds."""
        return self.state in (ADOPTED, REJECTED)

    @property
    def unanimous(self) -> bool:
        """Whether the werkgroep takes it by consensus, so that no partner objects (4.2, 5.3, 7.1.1)."""
        return self.by == WERKGROEP and (self.state == ADOPTED or self.name == CONSENSUS)


Rung = tuple[Step, ...]
"""Steps of which one is taken, or one after the other in this order."""


@dataclass(frozen=True)
class Product:
    """Something that is discussed and adopted apart.

    Attributes:
        name: as ``product`` in ``decisions.yml`` has it.
        label: how a reader knows it, with its article.
        rungs: its ladder, from the first step to the last.
        rests_on: the product that is adopted before it.
        of_mpp: whether it is a part of the MPP that the Topberaad adopts, done again where it does not.
    """

    name: str
    label: str
    rungs: tuple[Rung, ...]
    rests_on: str = ""
    of_mpp: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step it knows."""
        return (*(step for rung in self.rungs for step in rung), *(REOPENING if self.of_mpp else ()))

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((step for step in self.steps if step.name == name), None)

    def place(self, step: Step) -> tuple[int, int]:
        """Rung and place on it; of a step that starts the ladder anew (-1, -1)."""
        found = ((number, rung.index(step)) for number, rung in enumerate(self.rungs) if step in rung)
        return next(found, (-1, -1))


STARTED_OVER = Step("opnieuw opstellen", TOPBERAAD, CONCEPT, "Concept: wordt opnieuw opgesteld")
REOPENING: Rung = (Step("bijstellen", TOPBERAAD, CONCEPT, "Concept: wordt bijgesteld"), STARTED_OVER)
"""What can follow when the Topberaad does not adopt the MPP (7.1.4); the ladder is then free again."""


def _discussed(name: str, status: str = "Besproken in de MPP-werkgroep", by: tuple[str, ...] = WERKGROEP) -> Rung:
    return (Step(name, by, DISCUSSED, status),)


def _adopted(status: str, by: tuple[str, ...] = WERKGROEP) -> Step:
    return Step("vastgesteld", by, ADOPTED, status)


_IN_WERKGROEP = "Vastgesteld in de MPP-werkgroep"
_NO_CONSENSUS = "Geen consensus in de MPP-werkgroep"
_BY_REPORT: Rung = (
    Step("geen consensus", WERKGROEP, DISCUSSED, _NO_CONSENSUS),
    Step("escalatie", ("ketenpartners", "dgm"), DISCUSSED, _NO_CONSENSUS),
    Step(CONSENSUS, WERKGROEP, DISCUSSED, "Consensus in de MPP-werkgroep"),
)
"""What the werkgroep says of the third version: route A or route B (4.2, 5.3, 7.1.1)."""

PRODUCTS = (
    # 5.2.2
    Product(PROGNOSE, "de Prognose", (_discussed("besproken"), (_adopted(_IN_WERKGROEP),)), of_mpp=True),
    # 5.2.4
    Product(
        PRODUCTIEMODEL,
        "het productiemodel",
        (
            *(_discussed(f"v{number}", f"Versie {number} besproken in de MPP-werkgroep") for number in (1, 2, 3)),
            (_adopted(_IN_WERKGROEP),),
        ),
        rests_on=PROGNOSE,
        of_mpp=True,
    ),
    # 5.2.5, 5.3
    Product(
        RAPPORTAGE,
        "de rapportage",
        (
            _discussed("v1", "Versie 1 besproken in de MPP-werkgroep"),
            _discussed("v2", "Versie 2 getoetst in de deelberaden", DEELBERADEN),
            _discussed("v3", "Versie 3 besproken in de MPP-werkgroep"),
            _BY_REPORT,
            (
                _adopted("Vastgesteld door het Topberaad", TOPBERAAD),
                Step("niet vastgesteld", TOPBERAAD, REJECTED, "Niet vastgesteld door het Topberaad"),
            ),
        ),
        rests_on=PRODUCTIEMODEL,
        of_mpp=True,
    ),
    # 5.5.1, 7.1.3
    Product(
        _ANY_EDITION,
        "de monitor",
        (
            _discussed("besproken"),
            _discussed("advies", "Besproken in de MPP-werkgroep, die adviseert vroegtijdig bij te stellen"),
            _discussed("opdracht", "Besproken; het Topberaad geeft opdracht vroegtijdig bij te stellen", TOPBERAAD),
        ),
    ),
    # 5.2.3
    Product(
        "ind_prognoseplan",
        "het IND-prognoseplan",
        (_discussed("besproken"), (_adopted("Vastgesteld door de IND", ("ind",)),)),
    ),
    # 5.2.1
    Product("planning", "de planning", (_discussed("besproken"), (_adopted(_IN_WERKGROEP),))),
)
"""Every product, in the order in which a message names them."""


BY_NAME = {product.name: product for product in PRODUCTS}


def product_named(name: str) -> Product | None:
    """The product that a decision names; a monitor by its edition, such as ``monitor-2024-06``."""
    if re.fullmatch(f"{EDITION}{MONTH_TEXT}", name):
        return BY_NAME[_ANY_EDITION]
    return None if name == _ANY_EDITION else BY_NAME.get(name)


def edition_product(month: Month) -> str:
    """The name of an edition of the monitor as a product."""
    return f"{EDITION}{month}"
