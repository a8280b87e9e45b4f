"""What is decided on in a round: its products, the ladder of each, who takes a step and what state it gives.

Source: Protocol Meerjaren Productie Prognose migratieketen; the paragraph stands with each product, and with a step
that has one of its own. A state is one of four, and without a step a product is concept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from mpp_lib.base.months import MONTH_TEXT, Month
from mpp_lib.inputs.declared.ladder import (
    ADOPTED,
    APM,
    CONSENSUS,
    DISCUSSED,
    ESCALATION,
    IND,
    NO_CONSENSUS,
    REJECTED,
    TOPBERAAD,
    WERKGROEP,
    Process,
    Product,
    Rung,
    Step,
)

PROGNOSE, PRODUCTIEMODEL, RAPPORTAGE = "prognose", "productiemodel", "rapportage"
PLANNING, IND_PLAN = "planning", "ind_prognoseplan"
SIGNAL, ORDER = "signaal", "opdracht"
"""Of an edition of the monitor: the Topberaad is told of deviations (5.5), and orders an early round (7.1.3)."""
DEELBERADEN = ("deelberaden", "deelberaad asiel", "deelberaad toegang & toezicht", "deelberaad regulier")
EDITION = "monitor-"
"""How the name of an edition of the monitor as a product starts."""
_ANY_EDITION = f"{EDITION}JJJJ-MM"


ADOPTION = Process("5.3", TOPBERAAD, (*APM, *WERKGROEP), "Vastgestelde MPP door Topberaad")
_CONSENSUS = Process("7.1.1", (*APM, *WERKGROEP), WERKGROEP, "Route A of route B naar het Topberaad")
_EARLY = Process("7.1.3", WERKGROEP, TOPBERAAD, "Advies over een vroegtijdige bijstelling, met tijdsplan")


def _discussed(
    name: str,
    status: str = "Besproken in de MPP-werkgroep",
    by: tuple[str, ...] = WERKGROEP,
    needs: tuple[str, ...] = (),
) -> Step:
    return Step(name, by, DISCUSSED, status, needs=needs)


def _adopted(status: str, by: tuple[str, ...] = WERKGROEP, process: Process | None = None) -> Step:
    return Step("vastgesteld", by, ADOPTED, status, process=process)


_IN_WERKGROEP = "Vastgesteld in de MPP-werkgroep"
_NO_CONSENSUS = "Geen consensus in de MPP-werkgroep"
_BY_REPORT: Rung = (
    Step(NO_CONSENSUS, WERKGROEP, DISCUSSED, _NO_CONSENSUS, settles=False, process=_CONSENSUS),
    Step(
        ESCALATION, ("ketenpartners", "dgm"), DISCUSSED, _NO_CONSENSUS, optional=True, settles=False, process=_CONSENSUS
    ),
    Step(CONSENSUS, WERKGROEP, DISCUSSED, "Consensus in de MPP-werkgroep", process=_CONSENSUS),
)
"""What the werkgroep says of the third version: route A or route B (4.2, 5.3, 7.1.1)."""
_PLANNING = Product(
    PLANNING,
    "de planning",
    Process("5.2.1", APM, WERKGROEP, "Vastgestelde planning"),
    ((_discussed("besproken"),), (_adopted(_IN_WERKGROEP),)),
)
_PROGNOSE = Product(
    PROGNOSE,
    "de Prognose",
    Process("5.2.2", APM, WERKGROEP, "Vastgestelde prognose eerste asielinstroom"),
    (
        (_discussed("besproken", needs=("inputs/scenarios.csv",)),),
        (_adopted(_IN_WERKGROEP),),
        (
            Step(
                "gehanteerd",
                (*APM, *WERKGROEP),
                ADOPTED,
                f"{_IN_WERKGROEP}; gehanteerde aantallen geformuleerd",
                optional=True,
                after="vastgesteld",
            ),
        ),
    ),
    of_mpp=True,
)
_IND_PLAN = Product(
    IND_PLAN,
    "het IND-prognoseplan",
    Process("5.2.3", IND, (*APM, *WERKGROEP), "Afgestemd IND prognoseplan"),
    (
        (
            Step(
                "concept",
                APM,
                DISCUSSED,
                "Concept voorgelegd aan APM",
                optional=True,
                needs=("inputs/ind_prognoseplan.*",),
            ),
        ),
        (_discussed("besproken", needs=("inputs/ind_prognoseplan.*",)),),
        (_adopted("Vastgesteld door de IND", IND),),
        (
            Step(
                "definitief",
                IND,
                ADOPTED,
                "Vastgesteld door de IND en definitief aangeleverd",
                optional=True,
                after="vastgesteld",
            ),
        ),
    ),
)
_PRODUCTIEMODEL = Product(
    PRODUCTIEMODEL,
    "het productiemodel",
    Process("5.2.4", (*APM, *WERKGROEP), (*APM, *WERKGROEP), "Vastgesteld Productiemodel"),
    (
        (_discussed("v1", "Versie 1 besproken in de MPP-werkgroep", needs=("registers/risicos.csv",)),),
        (_discussed("v2", "Versie 2 besproken in de MPP-werkgroep"),),
        (_discussed("v3", "Versie 3 besproken in de MPP-werkgroep"),),
        (_adopted(_IN_WERKGROEP),),
    ),
    rests_on=PROGNOSE,
    of_mpp=True,
)
_RAPPORTAGE = Product(
    RAPPORTAGE,
    "de rapportage",
    Process("5.2.5", (*APM, *WERKGROEP), ("werkgroep", "deelberaden"), "Vastgesteld MPP rapport door MPP Werkgroep"),
    (
        (_discussed("v1", "Versie 1 besproken in de MPP-werkgroep"),),
        (_discussed("v2", "Versie 2 getoetst in de deelberaden", DEELBERADEN),),
        (_discussed("v3", "Versie 3 besproken in de MPP-werkgroep"),),
        _BY_REPORT,
        (
            _adopted("Vastgesteld door het Topberaad", TOPBERAAD, ADOPTION),
            Step("niet vastgesteld", TOPBERAAD, REJECTED, "Niet vastgesteld door het Topberaad", process=ADOPTION),
        ),
    ),
    rests_on=PRODUCTIEMODEL,
    of_mpp=True,
)
_MONITOR = Product(
    _ANY_EDITION,
    "de monitor",
    Process("5.5.1", APM, WERKGROEP, "Zicht op ontwikkelingen MPP"),
    (
        (_discussed("besproken"),),
        (
            Step(
                SIGNAL,
                WERKGROEP,
                DISCUSSED,
                "Besproken in de MPP-werkgroep, die het Topberaad over afwijkingen informeert",
                optional=True,
                process=Process("5.5", WERKGROEP, TOPBERAAD, "Topberaad geïnformeerd over de afwijkingen"),
            ),
        ),
        (
            Step(
                "onderzoek",
                WERKGROEP,
                DISCUSSED,
                "Besproken in de MPP-werkgroep, die onderzoekt of bijstellen meerwaarde heeft",
                optional=True,
                process=_EARLY,
            ),
        ),
        (
            Step(
                "advies",
                WERKGROEP,
                DISCUSSED,
                "Besproken in de MPP-werkgroep, die adviseert vroegtijdig bij te stellen",
                process=_EARLY,
            ),
        ),
        (
            Step(
                ORDER,
                TOPBERAAD,
                DISCUSSED,
                "Besproken; het Topberaad geeft opdracht vroegtijdig bij te stellen",
                process=_EARLY,
            ),
        ),
    ),
    redone=False,
)
PRODUCTS = (_PROGNOSE, _PRODUCTIEMODEL, _RAPPORTAGE, _MONITOR, _IND_PLAN, _PLANNING)
"""Every product, in the order in which a message names them."""
PROTOCOLS: Mapping[str, tuple[Product, ...]] = MappingProxyType({"1.1": PRODUCTS})
"""Version of the protocol, as ``round.yml`` names it → the products and the steps it knows."""


BY_NAME = {product.name: product for product in PRODUCTS}


def product_named(name: str) -> Product | None:
    """The product that a decision names; a monitor by its edition, such as ``monitor-2024-06``."""
    if re.fullmatch(f"{EDITION}{MONTH_TEXT}", name):
        return BY_NAME[_ANY_EDITION]
    return None if name == _ANY_EDITION else BY_NAME.get(name)


def edition_product(month: Month) -> str:
    """The name of an edition of the monitor as a product."""
    return f"{EDITION}{month}"
