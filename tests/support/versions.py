"""Versions of rounds: as the register and ``bag-info.txt`` tell of them, without a bag around, and whole ones."""

from collections.abc import Iterable
from pathlib import Path

from mpp_lib.archive.bag import Info
from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.base.result_table import COLUMNS, to_csv
from mpp_lib.inputs.declared.ladder import ADOPTED, CONCEPT
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.declared.versions import VERSIONS
from mpp_lib.inputs.versions import RESULTS, STATE, Version
from mpp_lib.production.open_round import open_round

_OUTSIDE = ("build", "versions", "monitor")
"""What a version of the report does not hold."""


def register(root: Path, *rows: str) -> None:
    """Write ``versies.csv`` with these rows."""
    (root / VERSIONS.file).write_text("\n".join([VERSIONS.header, *rows, ""]), encoding="utf-8", newline="\n")


def say(root: Path, version: str, *lines: str) -> None:
    """Write ``bag-info.txt`` of a version, named ``R/NAME``."""
    round_name, name = version.split("/")
    folder = root / round_name / "versions" / name
    folder.mkdir(parents=True)
    (folder / "bag-info.txt").write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def keep(root: Path, version: str, product: str, *info: tuple[str, str], results: Iterable[str] = ()) -> Version:
    """Keep a bag of a version, named ``R/NAME``, with nothing in it but a result table of these rows."""
    round_name, name = version.split("/")
    table = "".join(f"{row}\n" for row in (";".join(COLUMNS), *results))
    with archive_held(root):
        version = Version(root, round_name, name, product, dict(info).get(STATE, CONCEPT), "")
        return place(version, {RESULTS: table.encode("utf-8")}, info)


def adopt(folder: Path, name: str = "definitief", results: str | None = None, info: Info = ()) -> Path:
    """Keep a round as it is now as a whole bag, adopted; its result table can be another than is computed.

    Returns:
        The data of the version.
    """
    root = folder.parent
    version = Version(root, folder.name, name, RAPPORTAGE, ADOPTED, "")
    files = (path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] not in _OUTSIDE)
    payload = {path.relative_to(folder).as_posix(): path for path in files}
    table = to_csv(open_round(folder).table) if results is None else results
    with archive_held(root):
        return place(version, {**payload, RESULTS: table.encode("utf-8")}, [(STATE, ADOPTED), *info]).data
