"""The wheel that goes into a version: the library as it runs, with the notebooks and templates that were used.

Written here and not by a build tool: what runs may itself come from a wheel, without the project it was built from, and
the same code has to give the same bytes whatever tool is installed. Nothing in it is
compressed: how, differs by machine. Of a notebook goes along what is run, and not what it once showed: on the small
round that is eight times as much, and no version is made with it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points, metadata
from pathlib import Path

from mpp_lib import __version__
from mpp_lib.base.shipped import ANALYSIS, LIBRARY, LOCK_FILE, TEMPLATES
from mpp_lib.report.places import Materials

PACKAGE, DISTRIBUTION = "mpp_lib", "mpp-lib"
NAME = f"{PACKAGE}-{__version__}-py3-none-any.whl"
_DIST_INFO = f"{PACKAGE}-{__version__}.dist-info"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows."""
_MODE = 0o100644 << 16
_LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", "_project")


def wheel(materials: Materials) -> bytes:
    """The content of the wheel.

    Args:
        materials: the notebooks and templates that the version was made with.
    """
    files = dict(sorted({**_code(), **_materials(materials), **_about()}.items()))
    files[f"{_DIST_INFO}/RECORD"] = _record(files).encode("utf-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _NO_TIME)
            entry.external_attr, entry.create_system = _MODE, 3
            archive.writestr(entry, content)
    return made.getvalue()


def _code() -> dict[str, bytes]:
    return {f"{PACKAGE}/{path}": content for path, content in _files(LIBRARY)}


def _materials(materials: Materials) -> dict[str, bytes]:
    """Where a wheel that is built from the project has them too."""
    places = {ANALYSIS: materials.analysis, TEMPLATES: materials.templates}
    found = {
        f"{name}/{path}": _as_run(path, content) for name, place in places.items() for path, content in _files(place)
    }
    found[LOCK_FILE.name] = LOCK_FILE.read_bytes()
    return {f"{PACKAGE}/_project/{path}": content for path, content in found.items()}


def _as_run(path: str, content: bytes) -> bytes:
    """A notebook without stored outputs; any other file as it is."""
    if not path.endswith(".ipynb"):
        return content
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not set(relative.parts) & set(_LEFT_OUT) and not path.name.startswith("."):
            yield relative.as_posix(), path.read_bytes()


def _about() -> dict[str, bytes]:
    """What says of a folder of files that it is a package; what it needs stands in the lock file."""
    python = metadata(DISTRIBUTION)["Requires-Python"]
    commands = sorted(each.value for each in entry_points(group="console_scripts", name="mpp"))
    texts = {
        "METADATA": f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: {__version__}\nRequires-Python: {python}\n",
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: {DISTRIBUTION}\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": f"[console_scripts]\nmpp = {commands[0]}\n",
    }
    return {f"{_DIST_INFO}/{name}": text.encode("utf-8") for name, text in texts.items()}


def _record(files: Mapping[str, bytes]) -> str:
    """Path, checksum and size of every file; of this one only the path."""
    lines = [f"{path},sha256={_urlsafe(content)},{len(content)}\n" for path, content in files.items()]
    return "".join([*lines, f"{_DIST_INFO}/RECORD,,\n"])


def _urlsafe(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
