"""A nota to the Topberaad: its texts, which are the analyst's, and what both kinds of nota have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.prose import refuse_in_prose
from mpp_lib.report.places import Materials
from mpp_lib.report.text_faults import faults_of, read_words
from mpp_lib.report.unprintable import unprintable_prognose

OPLEGNOTA, SIGNAALNOTA = files.OPLEGNOTA, files.SIGNAALNOTA
TITLES = {OPLEGNOTA: f"MPP-{OPLEGNOTA}", SIGNAALNOTA: f"MPP-{SIGNAALNOTA}"}
LETTERHEAD = {"beknopt": True}
"""A nota has no cover of its own."""


@dataclass(frozen=True)
class NotaTexts:
    """The texts of a nota: Markdown files in a folder of their own, as neither report nor monitor shows them.

    Attributes:
        folder: of the round.
        place: the folder of the texts, relative to it.
        kind: names the templates.
        absent: name of a text → what stands there without it; empty for nothing.
    """

    folder: Path
    place: str
    kind: str
    absent: Mapping[str, str]

    def problems(self, materials: Materials) -> list[Problem]:
        """Everything that is wrong with them: names, what no prose may hold, what a page cannot resolve or print."""
        intake = Intake(self.folder)
        for relative in self._present:
            text = read_prose(intake, relative)
            if text is not None:
                refuse_in_prose(intake, relative, text, figures=False)
        told = [*self._misnamed(), *intake.problems]
        if told:
            return told
        words = read_words(self.folder, self._present)
        faults = faults_of(words, {}, {}, materials.templates / self.kind)
        return [*faults, *unprintable_prognose(self.folder, self._present, materials)]

    def refuse_wrong(self, materials: Materials) -> None:
        """Stop where anything is wrong with them.

        Raises:
            InputError: with all of it.
        """
        if problems := self.problems(materials):
            raise InputError(dict.fromkeys(problem.of_round(self.folder.name) for problem in problems))

    @property
    def patterns(self) -> list[str]:
        """Of the files, for a checksum."""
        return [f"{self.place}/*.md"]

    def lay_in(self, target: Path) -> None:
        """Put each where the template of the nota asks for it."""
        intake = Intake(self.folder)
        (target / files.TEXTS).mkdir(exist_ok=True)
        for name, absent in self.absent.items():
            relative = f"{self.place}/{name}.md"
            text = (read_prose(intake, relative) if intake.exists(relative) else None) or ""
            said = text if text.strip() else absent
            (target / files.TEXTS / f"{name}.md").write_text(f"{said}\n", encoding="utf-8", newline="\n")

    @property
    def _present(self) -> list[str]:
        return [name for name in self._names() if name.removesuffix(".md").rpartition("/")[2] in self.absent]

    def _names(self) -> Iterator[str]:
        for path in sorted((self.folder / self.place).glob("*")):
            if not path.name.startswith(files.LEFT_BEHIND):
                yield f"{self.place}/{path.name}"

    def _misnamed(self) -> Iterator[Problem]:
        known: Collection[str] = [f"{name}.md" for name in self.absent]
        for relative in self._names():
            name = relative.rpartition("/")[2]
            if name not in known:
                expected = expected_name(f"een tekst van de {self.kind}", name, known)
                yield Problem(relative, "", "", "dit bestand wordt niet gelezen", expected)


def missing(place: str, name: str, what: str) -> str:
    """What a nota says where a text is still to be written."""
    return f"*{what} ontbreken nog: `{place}/{name}.md`.*"


def oplegnota_texts(folder: Path) -> NotaTexts:
    """Those of the oplegnota of a round."""
    place = f"{files.TEXTS}/{OPLEGNOTA}"
    absent = {
        "vraag": "",
        "overwegingen": missing(place, "overwegingen", "De afwegingen"),
        "oplossingen": missing(place, "oplossingen", "De mogelijke oplossingen"),
    }
    return NotaTexts(folder, place, OPLEGNOTA, absent)


def signal_texts(folder: Path, until: Month) -> NotaTexts:
    """Those of the signaalnota of an edition."""
    place = f"{files.edition_folder(until)}/{SIGNAALNOTA}"
    absent = {
        "aanleiding": missing(place, "aanleiding", "De woorden over de aanleiding"),
        "advies": "*Er is geen advies over een vroegtijdige bijstelling vastgelegd.*",
        "tijdsplan": "",
    }
    return NotaTexts(folder, place, SIGNAALNOTA, absent)
