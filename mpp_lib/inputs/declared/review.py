"""What is said of a version: kinds of comments, who is asked what, and the tables that are kept of it.

Source: Protocol Meerjaren Productie Prognose migratieketen, version 1.1; the paragraph stands with each consultation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mpp_lib.inputs.declared.column import Column, choice, day, text
from mpp_lib.inputs.declared.products import PRODUCTIEMODEL, PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.declared.versions import CHECKSUM, VERSION_NAME

FACT, QUESTION, SUGGESTION, AGREED = "feitelijke onjuistheid", "vraag", "suggestie", "akkoord"
KINDS: Mapping[str, str] = MappingProxyType(
    {FACT: "commenting", QUESTION: "questioning", SUGGESTION: "editing", AGREED: "assessing"}
)
"""Kind of a comment → its motivation in the Web Annotation vocabulary."""
JUDGEMENTS = ("hoger", "in lijn", "lager")
"""What an expert says of the Prognose, with the motivation of a judgement."""
JUDGING = KINDS[AGREED]
REPLYING = "replying"
SETTLED, PARTLY, NOT = "verwerkt", "deels", "niet"
VERDICTS = (SETTLED, PARTLY, NOT)
"""What can have been done with a comment; all but the first need a reason."""
OF_PROGNOSE = (QUESTION, FACT)
"""On the Prognose, which is of APM alone, the werkgroep asks and points at errors, and no more (5.2.2)."""

FOLDER = "review"
ORPHANS = "_antwoorden"
"""The file of replies to what has not come in yet; no version can be called so."""
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
COMMENT_ID = rf"urn:uuid:{_UUID}"
_REASON = "waarom zij zo is verwerkt; nodig bij deels en niet"


def _exact(name: str, holds: str, pattern: str, meaning: str = "") -> Column:
    return Column(name, "text", holds, meaning, pattern=pattern, wrong="dit is hier geen geldige waarde")


SETTLEMENTS = InputTable(
    f"{FOLDER}/verwerking.csv",
    "Wat er met elke reactie op een versie is gedaan ([hoe](nakijken.md)). Geen invoer van de cijfers.",
    (
        _exact("opmerking", "het kenmerk van een reactie, zoals `mpp review` het toont", rf"(?:urn:uuid:)?{_UUID}"),
        _exact("versie", "de naam van de versie waarop zij is gemaakt", VERSION_NAME),
        choice("verwerking", VERDICTS, "wat ermee is gedaan"),
        text("reden", "een reden", _REASON, empty=True),
        text("door", "een organisatie", "wie erover besliste; nooit een persoon"),
        day("datum", "de dag van de verwerking"),
    ),
    ("opmerking",),
)
INVITATIONS = InputTable(
    f"{FOLDER}/uitnodigingen.csv",
    "Welke partner een eigen exemplaar van een versie kreeg om te lezen. `mpp review` schrijft dit bestand; het "
    "kenmerk zelf staat alleen in dat exemplaar.",
    (
        text("partner", "een organisatie", "wie het exemplaar kreeg"),
        _exact("versie", "de naam van de versie", VERSION_NAME),
        _exact("controlegetal", "een controlegetal van 64 tekens", CHECKSUM, "SHA-256 van dat kenmerk"),
    ),
    ("partner", "versie", "controlegetal"),
)
REVIEW = (SETTLEMENTS, INVITATIONS)
"""The tables in the folder of comments."""


@dataclass(frozen=True)
class Consultation:
    """A group that is asked what it finds of a product.

    Attributes:
        group: as ``groep`` or, without one, ``gremium`` in ``partners.csv`` has it.
        products: what it is asked about.
        paragraph: of the protocol.
        question: what it is asked, as its form says.
        kinds: what it can say.
    """

    group: str
    products: tuple[str, ...]
    paragraph: str
    question: str
    kinds: tuple[str, ...] = tuple(KINDS)


EXPERTS = "experts"
CONSULTATIONS = (
    Consultation(
        "cijfers", (PRODUCTIEMODEL, RAPPORTAGE), "4.2", "Kloppen uw cijfers, de herijking en wat erbij is gezet?"
    ),
    Consultation("impact", (PRODUCTIEMODEL, RAPPORTAGE), "4.2", "Wat betekent dit voor uw uitvoering?"),
    Consultation("deelberaden", (RAPPORTAGE,), "5.2.5", "Herkent u dit beeld in de praktijk?"),
    Consultation("topberaad", (RAPPORTAGE,), "5.3", "Wat wilt u over de rapportage zeggen?"),
    Consultation(
        EXPERTS,
        (PROGNOSE,),
        "6.1.5",
        "Komt de instroom volgens u hoger of lager uit, of is de Prognose in lijn met uw beeld?",
        (*OF_PROGNOSE, *JUDGEMENTS),
    ),
    Consultation(
        "werkgroep",
        (PROGNOSE,),
        "5.2.2",
        "Is iets onduidelijk, of feitelijk onjuist? De Prognose is van APM; andere reacties horen hier niet.",
        OF_PROGNOSE,
    ),
    Consultation("werkgroep", (PRODUCTIEMODEL, RAPPORTAGE), "4.2", "Wat wilt u over deze versie zeggen?"),
)
"""Every consultation of the protocol; a monitor is discussed by the werkgroep as the report is."""


def kinds_of(product: str) -> tuple[str, ...]:
    """What anybody can say of a product; what only experts say aside."""
    return OF_PROGNOSE if product == PROGNOSE else tuple(KINDS)
