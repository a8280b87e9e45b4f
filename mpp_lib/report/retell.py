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

from mpp_lib.base.errors import InputError, RenderError
from mpp_lib.inputs.after_adoption import state_now
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.fingerprint import digests, file_digest, fingerprint
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.files import MONITOR, TEXTS, VERSIONS_FOLDER
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.texts import read_texts
from mpp_lib.inputs.versions import RESULTS, Version
from mpp_lib.report.analyst_texts import surely_right
from mpp_lib.report.gather import (
    SINCE_SECTION,
    cited_keys,
    marked_texts,
    state_words,
    text_places,
    values_in,
    with_cover,
    write_in_places,
    write_values,
)
from mpp_lib.report.keys import CHANGES, INPUT_PATTERNS, key
from mpp_lib.report.marks import mark_notebooks
from mpp_lib.report.notebooks import Task
from mpp_lib.report.product import Opened
from mpp_lib.report.since_notebooks import told_since, write_changed_texts, write_nothing_changed
from mpp_lib.report.unprintable import unprintable

if TYPE_CHECKING:
    from mpp_lib.report.rapportage import Rapportage

NOTEBOOKS = "notebooks"
BESIDE_FIGURES = "bijstellingen"
"""The text that notebooks read too."""


@dataclass(frozen=True, eq=False)
class Retold(Opened):
    """A report as it was gathered, with other texts of the round.

    Attributes:
        cover: what its cover says, as far as that depends on the texts.
        since: the version that it tells its changes from.
        unmarked: whether what was gathered tells of none: the round was adopted till now.
    """

    report: Rapportage
    sources: Mapping[str, str]
    texts: Mapping[str, str]
    cover: Mapping[str, str]
    since: Version | None
    unmarked: bool

    reads_notebooks = False

    def results(self) -> str:
        """The table that stands."""
        return self.report.build.results.read_text(encoding="utf-8")

    def gather(self, target: Path) -> None:
        """What was gathered, with the texts of now.

        Raises:
            RenderError: another run gathered something else meanwhile.
        """
        render = self.report.build.render
        shutil.copytree(render, target, copy_function=shutil.copyfile)
        if every_digest(target) != self.sources:
            raise RenderError(f"De bronnen in {render} veranderden onderweg; geef de opdracht opnieuw.")
        texts, stand = dict(self.texts), {BESIDE_FIGURES}
        if self.since is not None:
            write_changed_texts(target / NOTEBOOKS, self.since, self.report.folder.name, texts)
            if self.unmarked:
                texts |= self._beside_figures(target)
                stand = set()
                self._mark(target, self.since)
            texts = marked_texts(texts, self.since)
        write_in_places(texts, text_places(target) - stand, target)
        write_values(target, with_cover(values_in(target), self.cover))

    def make_others(self) -> None:
        """Nothing else changes with a text."""

    def _beside_figures(self, target: Path) -> dict[str, str]:
        """The text that was gathered with the figures, where the round has one."""
        if BESIDE_FIGURES not in self.texts:
            return {}
        return {BESIDE_FIGURES: (target / TEXTS / f"{BESIDE_FIGURES}.md").read_text(encoding="utf-8")}

    def _mark(self, target: Path, since: Version) -> None:
        """Mark what was gathered without marks, and open it with what is different."""
        figures = self.results().count("\n") - 1
        mark_notebooks(target / NOTEBOOKS, since.data / NOTEBOOKS)
        write_nothing_changed(target / NOTEBOOKS, since, self.report.folder.name, figures)
        shutil.copyfile(self.report.materials.templates / self.report.name / SINCE_SECTION, target / SINCE_SECTION)


def remember(report: Rapportage) -> None:
    """What stands in the render folder was gathered of the round as it is, which was found right."""
    report.build.gathered.write(_key(report, every_digest(report.build.render)), _tables(report))


def _tables(report: Rapportage) -> tuple[Path, ...]:
    """What stands beside those sources and is made of the same figures."""
    return report.build.results, *report.kept()


def every_digest(folder: Path) -> dict[str, str]:
    """Path → checksum of every file in a folder, whatever its size."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files}


def retold(report: Rapportage) -> Retold | None:
    """The report with the texts of now; None where more than these may have changed, or they may be wrong."""
    build = report.build
    try:
        sources = every_digest(build.render)
        if not build.gathered.holds(_key(report, sources), _tables(report)):
            return None
        since, before = report.since, told_since(build.render / NOTEBOOKS)
        if not _tells_of(report, since, before) or any(task.stale for task in _tasks(report, since)):
            return None
        texts, cover = _right(report), _cover(report)
    except (InputError, RenderError, OSError):
        return None
    return None if texts is None or cover is None else Retold(report, sources, texts, cover, since, not before)


def _tells_of(report: Rapportage, since: Version | None, before: str) -> bool:
    """Whether what was gathered tells of changes since the same version, or can be made to.

    Args:
        before: the version that it tells of, as :func:`told_since`.
    """
    if since is None or before:
        return before == (since.reference if since else "")
    return _nothing_but_texts(report, since)


def _tasks(report: Rapportage, since: Version | None) -> list[Task]:
    """The notebooks that what was gathered is of; the one on what changed is not run where that was told without it."""
    return [task for task in report.tasks() if since is None or task.source.stem != CHANGES]


def _nothing_but_texts(report: Rapportage, since: Version) -> bool:
    """Whether the round delivers what that version did, with the same figures, and holds no ledger."""
    patterns = [pattern for pattern in INPUT_PATTERNS if not pattern.startswith(TEXTS)]
    same = digests(report.folder, patterns) == digests(since.data, patterns)
    figures = file_digest(report.build.results) == file_digest(since.data / RESULTS)
    return same and figures and not (report.folder / LEDGER.file).exists()


def _cover(report: Rapportage) -> dict[str, str] | None:
    """What the cover says of the state of the report and of the versions it rests on."""
    intake = Intake(report.folder)
    settings = read_settings(intake)
    if settings is None:
        return None
    return {**state_words(settings, state_now(report.folder, read_decisions(intake, None))), **report.chain}


def _key(report: Rapportage, sources: Mapping[str, str]) -> str:
    """What the sources were made from but for the texts, and what they are.

    Of the notebook on what changed its source: what it tells is other where the round is not adopted any more. Versions
    that were kept since make no other sources: see :func:`_tells_of`.
    """
    others = [task.key for task in report.tasks() if task.source.stem != CHANGES]
    return key(
        code=report.code,
        inputs=report.inputs,
        templates=digests(report.materials.templates, ["**/*"]),
        deep_dives=dict(report.deep_dives),
        notebooks=others,
        changes=digests(report.materials.analysis, [f"{CHANGES}.ipynb"]),
        annexed=dict(report.annexed.texts) if report.annexed else {},
        earlier=[fingerprint(folder) for folder in report.descent[1:]],
        beside=sorted({path.name for path in report.folder.iterdir()} - {VERSIONS_FOLDER}),
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
    return {name: value for name, value in values_in(render).items() if name != MONITOR}
