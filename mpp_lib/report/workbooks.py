"""The workbooks that go with a report: made only when inputs or code changed, put in place whole."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.write import write_atomically
from mpp_lib.production.run import RoundResult
from mpp_lib.report.places import Build


def workbook_files(build: Build, round_name: str) -> tuple[Path, ...]:
    """Where the workbook of each mpp-scenario stands."""
    return tuple(build.folder / f"MPP-{round_name}-{scenario}.xlsx" for scenario in SCENARIOS)


def make_workbooks(result: RoundResult, build: Build, key: str) -> None:
    """Write the workbooks, unless those on disk were made under the same key.

    The key is removed before the first workbook is replaced and written after the last.
    """
    key_file = build.folder / "rekenbladen.key"
    made_under = key_file.read_text(encoding="utf-8") if key_file.is_file() else ""
    if made_under == key and all(file.is_file() for file in workbook_files(build, result.inputs.folder.name)):
        return
    from mpp_lib.present.rekenblad.export import workbooks

    key_file.unlink(missing_ok=True)
    for name, content in workbooks(result):
        write_atomically(build.folder / name, content)
    write_atomically(key_file, key.encode("utf-8"))
