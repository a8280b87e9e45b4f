"""The MPP-rapportage of a round, with its workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.fingerprint import deep_dive_digests, digests
from mpp_lib.inputs.predecessors import marked_against
from mpp_lib.inputs.rounds import last_monitor, lineage
from mpp_lib.inputs.versions import BANDS, MODEL_ERRORS, RESULTS, Version
from mpp_lib.report import notebooks
from mpp_lib.report.deep_dive_faults import deep_dives_of
from mpp_lib.report.deep_dives import deep_dive_tasks
from mpp_lib.report.keys import (
    CHANGES,
    COMMENT_PATTERNS,
    COMMENTS,
    INPUT_PATTERNS,
    PROVENANCE,
    TEXT_PATTERNS,
    inputs_key,
    key,
)
from mpp_lib.report.monitor import MonitorReport
from mpp_lib.report.places import Build
from mpp_lib.report.product import Opened, RoundProduct
from mpp_lib.report.workbooks import data_file, workbook_files

if TYPE_CHECKING:
    from mpp_lib.compare.evaluation.track_record import TrackRecord
    from mpp_lib.production.run import RoundResult


PARTS = ("rapportage", "bijlagen")
"""The documents that its PDF comes in, as the main document names them: the chapters, and the annexes."""


class Rapportage(RoundProduct):
    """The report of ``folder``, a round folder."""

    name = kept_as = RAPPORTAGE
    pattern = "[0-9]*.ipynb"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "", {part: f"MPP-{part}-{folder.name}" for part in PARTS})

    @cached_property
    def inputs(self) -> str:
        """The round's, and those of the rounds before it."""
        return inputs_key(self.descent)

    @cached_property
    def descent(self) -> tuple[Path, ...]:
        """The folders of the round and of those before it, as they count."""
        return tuple(lineage(self.folder))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The prose of each section, and what was said of the edition in the annex."""
        monitor = {} if self.annexed is None else self.annexed.texts
        return {**digests(self.folder, TEXT_PATTERNS), **monitor}

    @cached_property
    def deep_dives(self) -> Mapping[str, str]:
        """Those of the round."""
        return deep_dive_digests(self.folder, self.name)

    @cached_property
    def annexed(self) -> MonitorReport | None:
        """The last monitor of the round before, which stands in the annex as a whole."""
        last = last_monitor(self.folder)
        return None if last is None else MonitorReport(*last)

    def tasks_in(self, build: Build) -> tuple[notebooks.Task, ...]:
        """Its notebooks; three depend on more than the figures: what changed, what was said, and what it comes from."""
        more = {CHANGES: self._since, COMMENTS: self._comments, PROVENANCE: dict(self.deep_dives)}
        return tuple(
            replace(task, key=key(task=task.key, since=more[task.source.stem])) if task.source.stem in more else task
            for task in super().tasks_in(build)
        )

    @cached_property
    def since(self) -> Version | None:
        """The version that it tells its changes from."""
        return marked_against(self.folder)

    @cached_property
    def _comments(self) -> dict[str, object]:
        """What is kept of comments, where the report accounts for them."""
        said = digests(self.folder, COMMENT_PATTERNS)
        return {"said": said, "head": self.since.head} if said and self.since else {}

    @cached_property
    def _since(self) -> dict[str, object]:
        version = self.since
        if version is None:
            return {}
        return {"then": digests(version.data, [*INPUT_PATTERNS, RESULTS]), "head": version.head}

    def tasks(self) -> tuple[notebooks.Task, ...]:
        """Its own notebooks, those of the monitor in the annex, and the deep-dives."""
        return self._tasks

    @cached_property
    def _tasks(self) -> tuple[notebooks.Task, ...]:
        of_monitor = self.annexed.tasks_in(self.build) if self.annexed else ()
        return (*super().tasks(), *of_monitor, *deep_dive_tasks(self, deep_dives_of(self.folder)))

    def open(self) -> OpenedRapportage:
        """Calculate the round and those before it, and check hindcast and publications beside them, and the texts."""
        from mpp_lib.compare.evaluation.track_record import record_beside
        from mpp_lib.report.analyst_texts import open_report

        *earlier, result = open_report(self.folder)
        return OpenedRapportage(self, result, earlier[-1] if earlier else None, record_beside(result, earlier))

    def opened_before(self) -> Opened | None:
        """The sources of the last run with the texts of now, where nothing else changed."""
        from mpp_lib.report.retell import retold

        return retold(self)

    def remember(self) -> None:
        """Kept for a next run in which only texts of the round are other."""
        from mpp_lib.report.retell import remember

        remember(self)

    def marked(self, page: bytes) -> bytes:
        """With beside each place what was done with what was said of it in the version before."""
        from mpp_lib.inputs.review.versions_read import VersionsRead
        from mpp_lib.present.reacties.since_comments import accounted
        from mpp_lib.report.settled_marks import marked_page

        said = accounted(self.folder)
        return marked_page(page, said, VersionsRead(self.folder)) if said else page

    @property
    def made_from(self) -> str:
        """The key of what its workbooks are made from: inputs and code."""
        return key(inputs=self.inputs, code=self.code)

    def others(self) -> tuple[Path, ...]:
        """The data workbook, the workbook of each mpp-scenario, and their summary."""
        return (data_file(self.build, self.folder.name), *workbook_files(self.build, self.folder.name))

    def kept(self) -> tuple[Path, ...]:
        """The bands of the round, and the model errors in them."""
        return self.build.folder / BANDS, self.build.folder / MODEL_ERRORS


@dataclass(frozen=True, eq=False)
class OpenedRapportage(Opened):
    """A round that is calculated, with the one before it and the track record beside it."""

    report: Rapportage
    result: RoundResult
    previous: RoundResult | None
    record: TrackRecord

    def results(self) -> str:
        """The long result table."""
        from mpp_lib.base.result_table import to_csv

        return to_csv(self.result.table)

    def gather(self, target: Path) -> None:
        """Templates, notebooks, prose and figures for in the text."""
        from mpp_lib.compare.monitor.build import last_before
        from mpp_lib.report.gather import gather

        templates = self.report.materials.templates / self.report.name
        monitor = last_before(self.result, self.previous)
        build = self.report.build
        beside = [*build.pdfs, data_file(build, self.report.folder.name).name]
        gather(self.result, self.previous, self.record, monitor, templates, build.notebooks, target, beside)

    def keep(self) -> None:
        """The bands of the round: no notebook draws them again."""
        from mpp_lib.compare.uncertainty.kept_bands import keep_bands

        keep_bands(self.result, self.report.build.folder)

    def make_others(self) -> None:
        """Write the workbooks when figures or code changed, that of the data also when titles or their numbers did."""
        from mpp_lib.report.data_workbook import make_data_workbook
        from mpp_lib.report.workbooks import make_workbooks

        make_data_workbook(self.result, self.record, self.report, self.report.made_from)
        make_workbooks(self.result, self.report.build, self.report.made_from)
