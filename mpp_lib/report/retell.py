"""A report of which only the texts of the round changed: what the last run gathered stands, with the new texts in it.

That run found everything else right, so of the round nothing is read or calculated. This road judges the new texts as
the long one does and refuses nothing itself: where it finds anything, or cannot tell, the long road is taken.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mpp_lib.base.errors import InputError, RenderError
from mpp_lib.inputs.fingerprint import digests, file_digest, fingerprint
from mpp_lib.inputs.predecessors import marked_against
from mpp_lib.inputs.reading.files import MONITOR, TEXTS
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.texts import read_texts
from mpp_lib.inputs.rounds import lineage
from mpp_lib.report.analyst_texts import surely_right
from mpp_lib.report.gather import cited_keys, text_places, write_in_places
from mpp_lib.report.keys import key
from mpp_lib.report.places import Build
from mpp_lib.report.product import Opened
from mpp_lib.report.sources import VALUES_FILE
from mpp_lib.report.unprintable import unprintable

if TYPE_CHECKING:
    from mpp_lib.report.rapportage import Rapportage

BESIDE_FIGURES = "bijstellingen"
"""The text that notebooks read too."""


@dataclass(frozen=True, eq=False)
class Retold(Opened):
    """A report as it was gathered, with other texts of the round."""

    build: Build
    sources: Mapping[str, str]
    texts: Mapping[str, str]

    def results(self) -> str:
        """The table that stands."""
        return self.build.results.read_text(encoding="utf-8")

    def gather(self, target: Path) -> None:
        """What was gathered, with the texts of now.

        Raises:
            RenderError: another run gathered something else meanwhile.
        """
        shutil.copytree(self.build.render, target, copy_function=shutil.copyfile)
        if every_digest(target) != self.sources:
            raise RenderError(f"De bronnen in {self.build.render} veranderden onderweg; geef de opdracht opnieuw.")
        places = text_places(target) - {BESIDE_FIGURES}
        write_in_places(self.texts, places, target)

    def make_others(self) -> None:
        """Nothing else changes with a text."""


def remember(report: Rapportage) -> None:
    """What stands in the render folder was gathered of the round as it is, which was found right."""
    report.build.gathered.write(_key(report, every_digest(report.build.render)), [report.build.results])


def every_digest(folder: Path) -> dict[str, str]:
    """Path → checksum of every file in a folder, whatever its size."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files}


def retold(report: Rapportage) -> Retold | None:
    """The report with the texts of now; None where more than these may have changed, or they may be wrong."""
    build = report.build
    try:
        sources = every_digest(build.render)
        stands = build.gathered.holds(_key(report, sources), [build.results])
        if not stands or marked_against(report.folder) or any(task.stale for task in report.tasks()):
            return None
        texts = _right(report)
    except (InputError, RenderError, OSError):
        return None
    return None if texts is None else Retold(build, sources, texts)


def _key(report: Rapportage, sources: Mapping[str, str]) -> str:
    """What the sources were made from but for the texts, and what they are."""
    return key(
        code=report.code,
        inputs=report.inputs,
        templates=digests(report.materials.templates, ["**/*"]),
        notebooks=[task.key for task in report.tasks()],
        chain=dict(report.chain),
        annexed=dict(report.annexed.texts) if report.annexed else {},
        earlier=[fingerprint(folder) for folder in lineage(report.folder)[1:]],
        beside=sorted(path.name for path in report.folder.iterdir()),
        sources=dict(sources),
    )


def _right(report: Rapportage) -> dict[str, str] | None:
    """Name → text of the round; None where one of them is not surely right.

    A figure that is cited for the first time may contradict what is claimed with it.
    """
    intake = Intake(report.folder)
    texts = read_texts(intake, None)
    before = _texts_before(report.build.render, texts)
    if intake.problems or set(cited_keys(texts.values())) - set(cited_keys(before)):
        return None
    if not surely_right(report.folder, report.materials, _figures(report.build.render), before):
        return None
    return None if any(unprintable(report.folder, report.materials, None)) else texts


def _texts_before(render: Path, texts: Mapping[str, str]) -> list[str]:
    """The texts of the round that were gathered, and the one that cannot be other while the notebooks count."""
    files = (render / TEXTS / f"{name}.md" for name in texts)
    read = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return [*read, texts.get(BESIDE_FIGURES, "")]


def _figures(render: Path) -> Mapping[str, Any]:
    """What texts of the round may name; the figures of the monitor are for its own templates."""
    read = yaml.safe_load((render / VALUES_FILE).read_text(encoding="utf-8"))
    return {name: value for name, value in read.items() if name != MONITOR}
