"""Whether comments that can be read are about this round: its versions, their places, its organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import APM
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.files import round_name, shorten
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.review.comment import Comment
from mpp_lib.inputs.review.consultations import Organisations
from mpp_lib.inputs.review.page import CHECKSUM
from mpp_lib.inputs.review.store import Review
from mpp_lib.inputs.review.versions_read import VersionsRead


@dataclass(frozen=True)
class Brought:
    """Comments as a file brought them."""

    file: str
    comments: tuple[Comment, ...]


class Judge:
    """Holds what was brought against the round."""

    def __init__(self, versions: VersionsRead, known: Organisations) -> None:
        self.versions = versions
        self.known = known

    def placed(self, brought: Brought) -> Brought:
        """The same, each on the version that its page was kept as: a cover can call that otherwise."""
        return Brought(brought.file, tuple(self._placed(one) for one in brought.comments))

    def _placed(self, one: Comment) -> Comment:
        if one.is_reply or one.round != round_name(self.versions.folder):
            return one
        version = self.versions.of_page(one.version, one.checksum)
        return one if version == one.version else one.on(version)

    def refused(self, brought: Iterable[Brought], kept: Review) -> Iterator[Problem]:
        """Everything that is wrong with it."""
        owners = {one.id: one.partner for one in kept.comments}
        for each in brought:
            for one in each.comments:
                yield from self._refused(each.file, one)
                yield from _of_another(each.file, one, owners)

    def _refused(self, file: str, one: Comment) -> Iterator[Problem]:
        partner = self.known.known(one.partner)
        if partner is None:
            expected = expected_name("een organisatie uit registers/partners.csv", one.partner, self.known.names)
            problem = "deze organisatie doet niet mee aan de ronde"
            yield Problem(file, f"{one.id}, creator", shorten(one.partner), problem, expected)
        if one.is_reply:
            return
        where, name = f"{one.id}, target", round_name(self.versions.folder)
        if one.round != name:
            yield Problem(file, f"{where}, source", one.round, "dit is een andere ronde", name)
        elif one.version not in self.versions.by_name:
            there = ", ".join(self.versions.by_name) or "een bewaarde versie; er is er nog geen"
            yield Problem(file, f"{where}, source", one.version, "deze versie is er niet", there)
        else:
            yield from self._refused_on_version(file, where, one, partner)

    def _refused_on_version(self, file: str, where: str, one: Comment, partner: str | None) -> Iterator[Problem]:
        product = self.versions.by_name[one.version].product
        kinds = self.known.may_say(partner or "", product)
        if one.kind not in kinds:
            problem = f"deze soort reactie is er niet op product {product}"
            yield Problem(file, f"{one.id}, body", one.kind, problem, enumerate_nl(kinds, "of"))
        yield from self._refused_place(file, where, one)

    def _refused_place(self, file: str, where: str, one: Comment) -> Iterator[Problem]:
        page, place = self.versions.page(one.version), one.place
        if page is None:
            return
        checksum = page.meta.get(CHECKSUM, "")
        if checksum and checksum != one.checksum:
            problem = f"dit is niet de bladzijde die als {one.version} is bewaard"
            yield Problem(file, f"{where}, mpp:controlegetal", one.checksum, problem, checksum)
        named = dict.fromkeys(filter(None, (place.element, place.cell.table if place.cell else "")))
        for element in named:
            if element not in page.elements:
                problem, expected = f"deze plaats is er niet in {one.version}", "een element van die bladzijde"
                yield Problem(file, where, element, problem, expected)
        if place.cell and place.cell.table in page.elements and page.cell(place.cell) is None:
            problem, expected = f"deze cel is er niet in {one.version}", "een rij en kolom van de tabel, vanaf 1"
            yield Problem(file, where, str(place.cell), problem, expected)
        shown = place.figure in page.figures or place.figure in self.versions.numbers(one.version)
        if place.figure and place.figure.whole and not shown:
            problem, expected = f"dit cijfer is er niet in {one.version}", "een cijfer van de resultaattabel"
            yield Problem(file, where, shorten(str(place.figure)), problem, expected)

    def named(self, comments: Iterable[Comment]) -> Iterator[Comment]:
        """The same, each of its organisation as the round calls it."""
        for one in comments:
            yield one.by(self.known.known(one.partner) or one.partner)


def _of_another(file: str, one: Comment, owners: dict[str, str]) -> Iterator[Problem]:
    owner = owners.setdefault(one.id, one.partner)
    if owner.casefold() != one.partner.casefold():
        problem, expected = f"dit kenmerk is al van een opmerking van {owner}", "een kenmerk dat nog vrij is"
        yield Problem(file, one.id, shorten(one.partner), problem, expected)


def remarks_on(brought: Iterable[Brought], review: Review) -> Iterator[Problem]:
    """What is remarkable of comments that were taken in."""
    for each in brought:
        for one in each.comments:
            if one.settles and not review.is_settlement(review.by_id[one.id]):
                problem = "dit zegt wat er met een opmerking is gedaan, maar komt niet uit het exemplaar van APM"
                expected = f"een regel in verwerking.csv, of het exemplaar van {APM.upper()}; zo telt het als antwoord"
                yield Problem(each.file, one.id, one.partner, problem, expected)


def counted(before: Mapping[str, Comment], brought: Iterable[Brought], after: Mapping[str, Comment]) -> dict[str, int]:
    """How many were new, changed and already there."""
    ids = {one.id for each in brought for one in each.comments}
    new = ids - before.keys()
    changed = {each for each in ids - new if before[each] != after[each]}
    return {"new": len(new), "changed": len(changed), "known": len(ids - new - changed)}
