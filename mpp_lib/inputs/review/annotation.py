"""The parts of a comment file: W3C Web Annotation (JSON-LD), as far as it is used here and not further.

Nothing in it is looked up: a context is one of two that are known, and a key that is not known is refused.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mpp_lib.inputs.declared.review import COMMENT_ID, KINDS, REPLYING
from mpp_lib.inputs.declared.versions import CHECKSUM

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"mpp": "urn:mpp:ns:"}]
MOTIVATIONS = (*dict.fromkeys(KINDS.values()), REPLYING)
MAX_TEXT, MAX_QUOTE, MAX_NAME, MAX_SELECTORS = 10_000, 1_000, 200, 10
MOMENT = r"20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?Z"
ELEMENT = rf"[A-Za-z][\w.:-]{{0,{MAX_NAME - 1}}}"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}"
_A_MOMENT = "een tijdstip als JJJJ-MM-DDTUU:MM:SSZ"
_WORDS = f"ten hoogste {MAX_QUOTE} tekens"
_NAMED = "het kenmerk van een element, zoals sec-samenvatting-a2"


def _whole(pattern: str) -> str:
    """A pattern that a whole text fits: pydantic looks for it anywhere."""
    return f"^(?:{pattern})$"


class Part(BaseModel):
    """What is read strictly: no key too many, no type that only resembles; made ready when a first file is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class AnnotationPage(Part):
    """A whole file."""

    context: Any = Field(alias="@context", description=f"{CONTEXT[0]}, en daarnaast hoogstens mpp")
    id: str = Field(pattern=_whole(COMMENT_ID), description="urn:uuid: met een uuid")
    type: Literal["AnnotationPage"] = Field(description="AnnotationPage")
    items: list[Any] = Field(description="een lijst van opmerkingen")


class Creator(Part):
    """Who says it: an organisation and a role, never a person."""

    type: Literal["Organization"] = Field(description="Organization; nooit een persoon")
    name: str = Field(min_length=1, max_length=MAX_NAME, description="de naam van een organisatie")
    role: str = Field(default="", alias="mpp:rol", max_length=MAX_NAME, description="een rol, of niets")


class Annotation(Part):
    """One comment, its parts still as they came."""

    id: str = Field(pattern=_whole(COMMENT_ID), description="urn:uuid: met een uuid")
    type: Literal["Annotation"] = Field(description="Annotation")
    motivation: str = Field(description=f"een van {', '.join(MOTIVATIONS)}")
    created: str = Field(pattern=_whole(MOMENT), description=_A_MOMENT)
    modified: str = Field(default="", pattern=_whole(f"(?:{MOMENT})?"), description=_A_MOMENT)
    creator: Any = Field(description="wie het zegt: type, name en mpp:rol")
    body: list[Any] = Field(description="een lijst met wat er gezegd wordt")
    target: Any = Field(description="waar het over gaat: source en selector, of het kenmerk van een opmerking")
    stand: Literal["", "open", "afgehandeld"] = Field(
        default="", alias="mpp:stand", description="open of afgehandeld, of niets"
    )
    token: str = Field(
        default="",
        alias="mpp:uitnodiging",
        pattern=_whole(r"[A-Za-z0-9_-]{0,200}"),
        description="het kenmerk uit een eigen exemplaar, of niets",
    )


class Body(Part):
    """One thing that is said: words, a kind or a proposal."""

    type: Literal["TextualBody"] = Field(description="TextualBody")
    purpose: Literal["commenting", "classifying", "editing"] = Field(description="commenting, classifying of editing")
    format: Literal["text/plain"] = Field(default="text/plain", description="text/plain")
    language: str = Field(default="nl", pattern=_whole(LANGUAGE), description="een taal, zoals nl")
    value: str = Field(max_length=MAX_TEXT, description=f"tekst van ten hoogste {MAX_TEXT} tekens")


class Target(Part):
    """What a comment is about, its selectors still as they came."""

    source: str = Field(description="urn:mpp:RONDE:VERSIE")
    checksum: str = Field(alias="mpp:controlegetal", pattern=_whole(CHECKSUM), description="64 tekens")
    selector: list[Any] = Field(
        min_length=1, max_length=MAX_SELECTORS, description=f"een lijst van 1 tot {MAX_SELECTORS} plaatsen"
    )


class Fragment(Part):
    """An element of the page, or some of its words."""

    type: Literal["FragmentSelector"] = Field(description="FragmentSelector")
    value: str = Field(pattern=_whole(ELEMENT), description=_NAMED)
    refined: Any = Field(default=None, alias="refinedBy", description="TextQuoteSelector of TextPositionSelector")


class Quote(Part):
    """Words as they stand in the page."""

    type: Literal["TextQuoteSelector"] = Field(description="TextQuoteSelector")
    exact: str = Field(min_length=1, max_length=MAX_QUOTE, description=_WORDS)
    prefix: str = Field(default="", max_length=MAX_QUOTE, description=_WORDS)
    suffix: str = Field(default="", max_length=MAX_QUOTE, description=_WORDS)


class Position(Part):
    """Where words stand in the text of an element, in code points."""

    type: Literal["TextPositionSelector"] = Field(description="TextPositionSelector")
    start: int = Field(ge=0, description="een plaats vanaf 0")
    end: int = Field(ge=0, description="een plaats vanaf 0")


class CellSelector(Part):
    """A cell of a table: row and column of its body, both from 1, spans counted."""

    type: Literal["mpp:Cel"] = Field(description="mpp:Cel")
    table: str = Field(alias="tabel", pattern=_whole(ELEMENT), description="het kenmerk van een tabel")
    row: int = Field(alias="rij", ge=1, description="een rij vanaf 1")
    column: int = Field(alias="kolom", ge=1, description="een kolom vanaf 1")


class FigureSelector(Part):
    """A number of the result table, as far as the page says which one a cell shows."""

    type: Literal["mpp:Cijfer"] = Field(description="mpp:Cijfer")
    indicator: str = Field(min_length=1, max_length=MAX_NAME, description="een indicator")
    scenario: str = Field(default="", max_length=MAX_NAME, description="een scenario, of niets")
    period: str = Field(default="", alias="periode", max_length=MAX_NAME, description="een jaar of maand, of niets")


SELECTORS: dict[str, type[Part]] = {"FragmentSelector": Fragment, "mpp:Cel": CellSelector, "mpp:Cijfer": FigureSelector}
REFINED: dict[str, type[Part]] = {"TextQuoteSelector": Quote, "TextPositionSelector": Position}
