"""What goes out to a partner: a copy of a version of its own, or a form, each with a token that is nowhere else."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mpp_lib.archive.audience import reaches
from mpp_lib.archive.review.importing import review_held
from mpp_lib.base.errors import InputError, Problem, UnknownNameError, refusals_of
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.declared.review import INVITATIONS
from mpp_lib.inputs.reading.csv import as_text
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.review import form_places as form
from mpp_lib.inputs.review.comment import token_checksum
from mpp_lib.inputs.review.consultations import Organisations, taking_part
from mpp_lib.inputs.review.made import NO_CHECKSUM
from mpp_lib.inputs.review.page import CHECKSUM, INVITATION, KINDS_ASKED, Page
from mpp_lib.inputs.review.sent_version import chosen_version
from mpp_lib.inputs.review.versions_read import VersionsRead
from mpp_lib.inputs.versions import AUDIENCE, Version
from mpp_lib.present.reacties.figure_names import figure_names
from mpp_lib.present.reacties.reply_form import Asked, reply_form

_CHARSET = b'<meta charset="utf-8">'
_CIRCLES = {"cijfers": "groep", "impact": "groep", "experts": "openbaar"}
"""Group → for whom a version has to be; another group is called as its audience."""


@dataclass(frozen=True)
class Invitation:
    """What went out.

    Attributes:
        version: the one that it is of.
        content: of the file.
        narrow: the audience of the version, where the partner is not in it.
    """

    version: Version
    content: bytes
    narrow: str


def invite(folder: Path, partner: str, version: str, *, by_form: bool) -> Invitation:
    """Make a copy or a form for a partner, and remember that it was made.

    Args:
        version: its name; empty for the last one that the partner is asked about.
        by_form: a form rather than a copy of the page.

    Raises:
        UnknownNameError: the partner takes no part, or there is no such version.
        InputError: the version has no page.
        ArchiveError: another run is at the comments of the round.
    """
    with refusals_of(folder.name), review_held(folder):
        known, versions = taking_part(folder), VersionsRead(folder)
        name = known.known(partner)
        if name is None:
            expected = expected_name("een organisatie uit registers/partners.csv", partner, known.names)
            problem = "deze organisatie doet niet mee aan de ronde"
            raise UnknownNameError([Problem("", "--form" if by_form else "--copy", partner, problem, expected)])
        chosen = chosen_version(versions, known, name, version)
        page, token = versions.content(chosen.name), secrets.token_urlsafe(32)
        kinds = known.may_say(name, chosen.product)
        content = (
            _form(versions, known, name, chosen, Page(page), token) if by_form else _copy(page, name, token, kinds)
        )
        _register(folder, name, chosen, token)
        return Invitation(chosen, content, _narrow(known, name, chosen))


def _copy(page: bytes, partner: str, token: str, kinds: Iterable[str]) -> bytes:
    """The page of the version, that says of whom this copy is and what is asked; nothing else in it is other.

    It says so before any script: one in the head looks for it at once.

    Raises:
        InputError: the page has no place for it.
    """
    before, charset, rest = page.partition(_CHARSET)
    if not charset:
        expected = "een HTML zoals mpp produce haar maakt"
        raise InputError([Problem("", "--copy", "", "deze bladzijde heeft geen kop", expected)])
    said = {INVITATION: f"{partner}:{token}", KINDS_ASKED: ";".join(kinds)}
    meta = "".join(f'\n<meta name="{name}" content="{escape(content)}">' for name, content in said.items())
    return b"".join((before, charset, meta.encode("utf-8"), rest))


def _form(
    versions: VersionsRead, known: Organisations, partner: str, version: Version, page: Page, token: str
) -> bytes:
    about = {
        form.ROUND: version.round,
        form.VERSION: version.name,
        form.PARTNER: partner,
        form.CHECKSUM: page.meta.get(CHECKSUM, NO_CHECKSUM),
        form.TOKEN: token,
    }
    asked = Asked(
        about,
        known.consulted(partner, version.product),
        known.may_say(partner, version.product),
        figure_names(versions.folder),
    )
    figures = form.figure_rows(versions, version.name, partner, known.groups[partner])
    return reply_form(asked, form.place_rows(page), figures)


def _register(folder: Path, partner: str, version: Version, token: str) -> None:
    """One row more in the register of copies."""
    intake = Intake(folder)
    rows = [row[1:] for row in read_table(intake, INVITATIONS).rows(*INVITATIONS.names)]
    every = [INVITATIONS.names, *rows, (partner, version.name, token_checksum(token))]
    if intake.problems:
        raise InputError(intake.problems)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([as_text(str(cell)) for cell in row] for row in every)
    write_atomically(folder / INVITATIONS.file, text.getvalue().encode("utf-8"))


def _narrow(known: Organisations, partner: str, version: Version) -> str:
    """The audience of a version that is not for the partner."""
    circles = [_CIRCLES.get(each.group, each.group) for each in known.consulted(partner, version.product)]
    outside = circles and not any(reaches(version, circle) for circle in circles)
    return "".join(version.info.get(AUDIENCE, ())) if outside else ""
