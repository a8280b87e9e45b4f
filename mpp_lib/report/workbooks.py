"""The workbooks that go with a report: made only when inputs or code changed, put in place whole."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.write import write_atomically
from mpp_lib.production.run import RoundResult
from mpp_lib.report.places import Build
from mpp_lib.report.record import Record


def workbook_files(build: Build, round_name: str) -> tuple[Path, ...]:
    """Where the workbook of each mpp-scenario stands."""
    return tuple(build.folder / f"MPP-{round_name}-{scenario}.xlsx" for scenario in SCENARIOS)


def make_workbooks(result: RoundResult, build: Build, key: str) -> None:
    """Write the workbooks, unless those on disk are what was made under the same key."""
    record, files = Record(build.folder / "rekenbladen.key"), workbook_files(build, result.inputs.folder.name)
    if record.holds(key, files):
        return
    from mpp_lib.present.rekenblad.export import workbooks

    record.forget()
    for name, content in workbooks(result):
        write_atomically(build.folder / name, content)
    record.write(key, files)
