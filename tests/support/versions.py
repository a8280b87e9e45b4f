"""Versions of rounds as the register and ``bag-info.txt`` tell of them, without a bag around."""

from pathlib import Path

from mpp_lib.inputs.declared.versions import VERSIONS


def register(root: Path, *rows: str) -> None:
    """Write ``versies.csv`` with these rows."""
    (root / VERSIONS.file).write_text("\n".join([VERSIONS.header, *rows, ""]), encoding="utf-8", newline="\n")


def say(root: Path, version: str, *lines: str) -> None:
    """Write ``bag-info.txt`` of a version, named ``R/NAME``."""
    round_name, name = version.split("/")
    folder = root / round_name / "versions" / name
    folder.mkdir(parents=True)
    (folder / "bag-info.txt").write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
