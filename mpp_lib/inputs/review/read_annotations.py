"""From the text of a comment file to comments: what it is made of is checked here, what it is about elsewhere.

A file is a stranger's. Everything that is wrong with it is told at once, by file and comment; of a file with anything
wrong nothing is used.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.review import (
    AGREED,
    COMMENT_ID,
    JUDGEMENTS,
    JUDGING,
    KINDS,
    REPLYING,
    SUGGESTION,
    VERDICTS,
)
from mpp_lib.inputs.declared.versions import VERSION_NAME
from mpp_lib.inputs.reading.files import ROUND_NAME, shorten
from mpp_lib.inputs.reading.intake import CONTROL
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.privacy import personal_text, remark_on
from mpp_lib.inputs.review import annotation as parts
from mpp_lib.inputs.review.comment import HASHED, CellPlace, Comment, Figure, Place, Quote, hashed

MAX_COMMENTS = 5_000
MAX_DEPTH = 12
NO_JSON = "een opmerkingenbestand (JSON-LD) zoals de bladzijde het geeft"
_TOKEN = "mpp:uitnodiging"
_SOURCE = f"urn:mpp:(?P<round>{ROUND_NAME}):(?P<version>{VERSION_NAME})"


class Reading:
    """Reads the comments of one file; what is wrong and what is remarkable is noted.

    Attributes:
        kept: whether it is a file of the round, in which tokens stand as their checksums.
    """

    def __init__(self, file: str, *, kept: bool = False) -> None:
        self.file = file
        self.kept = kept
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []

    def read(self, text: str) -> list[Comment]:
        """The comments, when nothing is wrong with any of them."""
        document = self._json(text)
        page: parts.AnnotationPage | None = None
        if not self.problems:
            page = self._part(parts.AnnotationPage, document, "")
        if page is None:
            return []
        if page.context not in (parts.CONTEXT[0], parts.CONTEXT[:1], parts.CONTEXT):
            self.refuse("@context", "", "deze betekenis van de sleutels is onbekend", str(parts.CONTEXT[0]))
        if len(page.items) > MAX_COMMENTS:
            count = f"{len(page.items)} opmerkingen"
            self.refuse("items", count, "het bestand is te groot", f"ten hoogste {MAX_COMMENTS}")
            return []
        return self.read_items({f"opmerking {number}": item for number, item in enumerate(page.items, start=1)})

    def read_items(self, items: Mapping[str, object]) -> list[Comment]:
        """The comments of annotations, each with how a message names its place."""
        found = [self._comment(place, item) for place, item in items.items()]
        return [] if self.problems else [one for one in found if one is not None]

    def _json(self, text: str) -> Any:
        """The document; None, with the problem noted, where it cannot be used."""
        try:
            document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        except _DoubleKeyError as error:
            self.refuse("", shorten(str(error)), "een sleutel staat er dubbel", "elke sleutel één keer")
        except ValueError as error:
            row = f"regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            self.refuse(row, "", "dit is geen JSON", NO_JSON)
        except RecursionError:
            self.refuse("", "", "het bestand is te diep genest", f"ten hoogste {MAX_DEPTH} lagen")
        else:
            problem = next(_unusable(document), None)
            if problem is None:
                return document
            self.refuse("", *problem)
        return None

    def _comment(self, place: str, item: object) -> Comment | None:
        before = len(self.problems)
        where = f"{place}, "
        given = dict(item) if isinstance(item, Mapping) else {}
        token = self._kept_token(given)
        read = self._part(parts.Annotation, given if given else item, where)
        if read is None:
            return None
        where = f"{place} ({read.id}), "
        creator = self._part(parts.Creator, read.creator, f"{where}creator, ")
        said = self._bodies(read, where)
        target = self._target(read, where)
        for key in ("created", "modified"):
            self._moment(getattr(read, key), f"{where}{key}")
        if creator is None or said is None or target is None or len(self.problems) > before:
            return None
        token = token or (hashed(read.token) if read.token else "")
        kept = {key: value for key, value in given.items() if key != _TOKEN} | ({_TOKEN: token} if token else {})
        self._persons(place, *said.values(), creator.name, creator.role)
        return Comment(
            id=read.id,
            created=read.created,
            modified=read.modified,
            partner=creator.name,
            role=creator.role,
            kind=said.get("classifying", ""),
            text=said.get("commenting", ""),
            proposal=said.get("editing", ""),
            stand=read.stand,
            token=token,
            annotation=kept,
            **target,
        )

    def _kept_token(self, given: dict[str, Any]) -> str:
        """Takes the checksum of a token out of what is kept; from elsewhere it would be a way to forge one."""
        token = given.get(_TOKEN)
        if self.kept and isinstance(token, str) and token.startswith(HASHED):
            del given[_TOKEN]
            return token
        return ""

    def _bodies(self, read: parts.Annotation, where: str) -> dict[str, str] | None:
        """Purpose → words."""
        said: dict[str, str] = {}
        for number, item in enumerate(read.body, start=1):
            body = self._part(parts.Body, item, f"{where}body {number}, ")
            if body is None:
                return None
            if body.purpose in said:
                self.refuse(f"{where}body {number}", body.purpose, "dit staat er dubbel", "elk doel één keer")
            said[body.purpose] = body.value if body.purpose == "classifying" else body.value.strip()
        self._kind(read.motivation, said, where)
        return said

    def _kind(self, motivation: str, said: Mapping[str, str], where: str) -> None:
        kind, text, proposal = (said.get(purpose, "") for purpose in ("classifying", "commenting", "editing"))
        if motivation == REPLYING:
            if kind not in ("", *VERDICTS):
                self.refuse(f"{where}body", kind, "dit is hier geen geldige waarde", f"{', '.join(VERDICTS)}, of niets")
            elif kind in VERDICTS[1:] and not text:
                self.refuse(f"{where}body", kind, "de reden ontbreekt", "waarom de opmerking zo is verwerkt")
        elif motivation != (JUDGING if kind in JUDGEMENTS else KINDS.get(kind)):
            pairs = ", ".join(f"{one} bij {name}" for name, one in KINDS.items())
            self.refuse(f"{where}motivation", f"{motivation}, {kind}", "motief en soort horen niet bij elkaar", pairs)
        if proposal and kind != SUGGESTION:
            self.refuse(f"{where}body", kind, "alleen een suggestie heeft andere woorden", "geen body met editing")
        if not (text or proposal or kind in (AGREED, *JUDGEMENTS, *VERDICTS[:1])):
            self.refuse(f"{where}body", "", "de opmerking zegt niets", "woorden in een body met commenting")

    def _target(self, read: parts.Annotation, where: str) -> dict[str, Any] | None:
        if read.motivation == REPLYING or isinstance(read.target, str):
            return self._replied(read, where)
        target = self._part(parts.Target, read.target, f"{where}target, ")
        if target is None:
            return None
        source = re.fullmatch(_SOURCE, target.source)
        if source is None:
            expected = "urn:mpp:RONDE:VERSIE, zoals urn:mpp:2024-2:concept-1"
            self.refuse(f"{where}target, source", shorten(target.source), "dit noemt geen versie", expected)
            return None
        place = self._place(target.selector, f"{where}target, selector ")
        if place is None:
            return None
        return {"round": source["round"], "version": source["version"], "checksum": target.checksum, "place": place}

    def _replied(self, read: parts.Annotation, where: str) -> dict[str, Any] | None:
        if isinstance(read.target, str) and read.motivation == REPLYING and re.fullmatch(COMMENT_ID, read.target):
            return {"replies_to": read.target}
        expected = "het kenmerk van een opmerking bij een antwoord, en anders een blok met source en selector"
        self.refuse(f"{where}target", "", "motief en doel horen niet bij elkaar", expected)
        return None

    def _place(self, selectors: list[Any], where: str) -> Place | None:
        found: dict[str, Any] = {}
        for number, item in enumerate(selectors, start=1):
            kind = item.get("type") if isinstance(item, Mapping) else None
            model = parts.SELECTORS.get(kind) if isinstance(kind, str) else None
            if model is None:
                self.refuse(f"{where}{number}", "", "onbekende soort plaats", ", ".join(parts.SELECTORS))
                return None
            part = self._part(model, item, f"{where}{number}, ")
            if part is None or not self._add(part, found, f"{where}{number}"):
                return None
        return Place(**found)

    def _add(self, part: BaseModel, found: dict[str, Any], where: str) -> bool:
        """One more way to say the place; False, with the problem noted, where it contradicts an earlier one."""
        match part:
            case parts.CellSelector():
                more: dict[str, Any] = {"cell": CellPlace(part.table, part.row, part.column)}
            case parts.FigureSelector():
                more = {"figure": Figure(part.indicator, part.scenario, part.period)}
            case parts.Fragment():
                more = {"element": part.value} | self._refined(part.refined, where)
            case _:
                raise TypeError(part)
        double = [key for key in more if key in found and found[key] != more[key]]
        if double:
            self.refuse(where, "", "de plaatsen spreken elkaar tegen", "elke soort plaats één keer")
        found |= more
        return not double

    def _refined(self, refined: Any, where: str) -> dict[str, Any]:
        if refined is None:
            return {}
        kind = refined.get("type") if isinstance(refined, Mapping) else None
        model = parts.REFINED.get(kind) if isinstance(kind, str) else None
        if model is None:
            self.refuse(f"{where}, refinedBy", "", "onbekende soort plaats", ", ".join(parts.REFINED))
            return {}
        part = self._part(model, refined, f"{where}, refinedBy, ")
        match part:
            case parts.Quote():
                return {"quote": Quote(part.exact, part.prefix, part.suffix)}
            case parts.Position() if part.end < part.start:
                self.refuse(f"{where}, refinedBy", "", "het eind ligt voor het begin", "end vanaf start")
            case parts.Position():
                return {"position": (part.start, part.end)}
        return {}

    def _moment(self, text: str, where: str) -> None:
        try:
            datetime.fromisoformat(text or "2000-01-01T00:00:00Z")
        except ValueError:
            self.refuse(where, text, "dit tijdstip bestaat niet", "een tijdstip als JJJJ-MM-DDTUU:MM:SSZ")

    def _persons(self, place: str, *texts: str) -> None:
        for text in texts:
            self.problems.extend(personal_text(self.file, place, text))
            self.remarks.extend(remark_on(self.file, place, text))

    def _part(self, model: type[parts.Part], data: object, where: str) -> Any:
        part, problems = read_model(model, data, self.file, where)
        self.problems.extend(replace(one, where=one.where.removesuffix(", ")) for one in problems)
        return part

    def refuse(self, where: str, found: str, problem: str, expected: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, where, found, problem, expected))


class _DoubleKeyError(ValueError):
    """A block that has a key twice, of which readers differ in which one they take."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubleKeyError(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _unusable(document: Any) -> Iterator[tuple[str, str, str]]:
    """What no text in it may hold, and how deep it may be; without calling itself, however deep it is."""
    waiting = [(document, 1)]
    while waiting:
        item, depth = waiting.pop()
        if depth > MAX_DEPTH:
            yield "", "het bestand is te diep genest", f"ten hoogste {MAX_DEPTH} lagen"
            return
        if isinstance(item, Mapping):
            waiting += [(each, depth + 1) for pair in item.items() for each in pair]
        elif isinstance(item, list):
            waiting += [(each, depth + 1) for each in item]
        elif isinstance(item, str) and (sign := CONTROL.search(item)):
            yield f"teken {ord(sign[0]):#04x}", "het bestand bevat een stuurteken", "alleen leesbare tekst"
