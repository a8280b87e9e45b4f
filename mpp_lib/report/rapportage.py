"""The MPP-rapportage of a round, with its workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mpp_lib.inputs.reading.files import edition_months
from mpp_lib.inputs.rounds import last_monitor, lineage
from mpp_lib.production.run import RoundResult
from mpp_lib.report.data_workbook import data_file, make_data_workbook
from mpp_lib.report.keys import TEXT_PATTERNS, digests, edition_digests, inputs_key, key
from mpp_lib.report.places import Build
from mpp_lib.report.product import Opened, Product
from mpp_lib.report.workbooks import make_workbooks, workbook_files

if TYPE_CHECKING:
    from mpp_lib.compare.evaluation.track_record import TrackRecord


class Rapportage(Product):
    """The report of ``folder``, a round folder."""

    name = "rapportage"
    pattern = "[0-9]*.ipynb"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.build = Build(folder / "build", f"MPP-rapportage-{folder.name}")
        self.parameters = {"folder": folder.relative_to(folder.parent.parent).as_posix()}

    @cached_property
    def inputs(self) -> str:
        """The round's, those of the rounds before it, and the last monitor of the one before."""
        return key(inputs=inputs_key(lineage(self.folder)), monitor=_last_monitor(self.folder))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The prose of each section."""
        return digests(self.folder, TEXT_PATTERNS)

    def open(self) -> OpenedRapportage:
        """Calculate the round and those before it, and check hindcast and publications beside them, and the texts."""
        from mpp_lib.compare.evaluation.track_record import record_beside
        from mpp_lib.report.analyst_texts import open_report

        *earlier, result = open_report(self.folder)
        return OpenedRapportage(self, result, earlier[-1] if earlier else None, record_beside(result, earlier))

    def others(self) -> tuple[Path, ...]:
        """The data workbook, and the workbook of each mpp-scenario."""
        return (data_file(self.build, self.folder.name), *workbook_files(self.build, self.folder.name))


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
        from mpp_lib.report.gather import gather

        templates = self.report.materials.templates / self.report.name
        gather(self.result, self.previous, self.record, templates, self.report.build.notebooks, target)

    def make_others(self) -> None:
        """Write the workbooks when figures or code changed, that of the data also when titles or their numbers did."""
        made_from = key(inputs=self.report.inputs, code=self.report.code)
        make_data_workbook(self.result, self.record, self.report, made_from)
        make_workbooks(self.result, self.report.build, made_from)


def _last_monitor(folder: Path) -> Mapping[str, str]:
    """Checksums of the edition that goes with the report, and of those before it, whose flags it names."""
    last = last_monitor(folder)
    if last is None:
        return {}
    before, until = last
    months = edition_months(before, until)
    return {path: digest for month in months for path, digest in edition_digests(before, month).items()}
