"""The workbooks that go with a report: made only when inputs or code changed, put in place whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.record import Record
from mpp_lib.present.rekenblad.names import WORKBOOKS, workbook_name
from mpp_lib.report.places import Build

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult


def data_file(build: Build, round_name: str) -> Path:
    """Where the data workbook stands."""
    return build.folder / f"MPP-data-{round_name}.xlsx"


def workbook_files(build: Build, round_name: str) -> tuple[Path, ...]:
    """Where the workbook of each mpp-scenario stands, and their summary."""
    return tuple(build.folder / workbook_name(round_name, what) for what in WORKBOOKS)


def make_workbooks(result: RoundResult, build: Build, key: str) -> None:
    """Write the workbooks, unless those on disk are what was made under the same key."""
    record, files = _record(build), workbook_files(build, result.inputs.folder.name)
    if record.holds(key, files):
        return
    from mpp_lib.present.rekenblad.export import workbooks

    record.forget()
    for name, content in workbooks(result):
        write_atomically(build.folder / name, content)
    record.write(key, files)


def standing_workbooks(build: Build, round_name: str, key: str) -> tuple[Path, ...]:
    """The workbooks that were made under a key, untouched since; none where they have to be made first."""
    files = workbook_files(build, round_name)
    return files if _record(build).holds(key, files) else ()


def _record(build: Build) -> Record:
    return Record(build.folder / "rekenbladen.key")
