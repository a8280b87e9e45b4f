"""The library runs on Windows and macOS too, as far as its source can say.

mypy reads it as on Windows (``platform`` in ``pyproject.toml``) and so refuses what only POSIX has; here stands what
types cannot see: the machine's own encoding and line ends, places that one system has, and names that another refuses.
"""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import mpp_lib

LIBRARY = Path(mpp_lib.__file__).parent
ROOT = LIBRARY.parent
POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
WINDOWS_ONLY = {"msvcrt", "winreg", "winsound"}
NOT_ON_WINDOWS = {"fchmod", "fchown", "chown", "fork", "forkpty", "getgid", "getuid", "killpg", "mkfifo", "setsid"} | {
    "SIGKILL",
    "SIGHUP",
    "SIGALRM",
    "symlink",
    "symlink_to",
    "hardlink_to",
    "NamedTemporaryFile",
}
"""Functions and signals; a link asks for rights that a Windows user lacks, and a named temporary file cannot be opened
twice there."""
PLACE = re.compile(r"^(/(tmp|dev|usr|etc|home|var|proc|bin|opt|root)\b|[A-Za-z]:\\)")
MODE = re.compile(r"[rwax][bt+]*")
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
SIGNS = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
LONGEST = 140
"""Characters of a path in the repository: Windows takes 260, the folder above it included."""


def faults(source: str) -> Iterator[str]:
    """What would fail, or give other bytes, on another system."""
    for node in ast.walk(ast.parse(source)):
        for fault in _faults_of(node):
            yield f"regel {getattr(node, 'lineno', '?')}: {fault}"


def _faults_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (f"import {each.name}" for each in names if each.name in POSIX_ONLY | WINDOWS_ONLY)
        case ast.ImportFrom(module, names):
            yield from (f"import {each.name}" for each in names if {each.name, module} & BOUND)
        case ast.Attribute(attr=name) if name in NOT_ON_WINDOWS:
            yield name
        case ast.Constant(str() as text) if PLACE.match(text) or "%-d" in text:
            yield repr(text)
        case ast.Call():
            yield from _faults_of_call(node)


BOUND = POSIX_ONLY | WINDOWS_ONLY | NOT_ON_WINDOWS


def _faults_of_call(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    for needed in _needed(name, call, given):
        if needed not in given:
            yield f"{name} zonder {needed}"
    if _is_true(given.get("shell")) or (name == "run" and call.args and isinstance(call.args[0], ast.Constant)):
        yield f"{name} met een opdracht als tekst"


def _needed(name: str, call: ast.Call, given: dict[str | None, ast.expr]) -> tuple[str, ...]:
    """The keywords without which a call takes those of the machine."""
    mode = _mode(name, call, given)
    if name == "read_text" or (mode and "b" not in mode and "r" in mode):
        return ("encoding",)
    if name == "write_text" or (mode and "b" not in mode):
        return ("encoding", "newline")
    if name == "to_csv" and isinstance(call.func, ast.Attribute):
        return ("lineterminator",)
    return ("encoding",) if _is_true(given.get("text")) else ()


def _mode(name: str, call: ast.Call, given: dict[str | None, ast.expr]) -> str:
    """How a call opens a file, empty where it opens none; ``open`` names the file first, ``path.open`` does not."""
    if name not in ("open", "fdopen"):
        return ""
    place = 0 if isinstance(call.func, ast.Attribute) and name == "open" else 1
    said = given.get("mode", call.args[place] if len(call.args) > place else None)
    if isinstance(said, ast.Constant) and isinstance(said.value, str) and MODE.fullmatch(said.value):
        return said.value
    return "r" if isinstance(call.func, ast.Name) and said is None else ""


def _name(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _is_true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def test_the_library_asks_nothing_of_one_system():
    """No module, call, place, encoding or line end that is another one elsewhere."""
    wrong = [
        f"{path.relative_to(ROOT)}, {fault}"
        for path in sorted(LIBRARY.rglob("*.py"))
        for fault in faults(path.read_text(encoding="utf-8"))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "from fcntl import flock",
        "from os import fork",
        "import msvcrt",
        "os.fork()",
        "signal.SIGKILL",
        "path.symlink_to(other)",
        "open('x')",
        "open('x', 'w', encoding='utf-8')",
        "open('x', mode='w', newline='')",
        "path.open('w', encoding='utf-8')",
        "path.read_text()",
        "path.write_text(text, encoding='utf-8')",
        "path.write_text(text, newline='\\n')",
        "frame.to_csv(sep=';')",
        "subprocess.run(['quarto'], text=True)",
        "subprocess.run('quarto render')",
        "subprocess.run(['quarto'], shell=True)",
        "Path('/tmp/x')",
        "day.strftime('%-d')",
    ],
)
def test_each_of_them_would_be_found(source: str):
    """The reading itself finds one of each kind."""
    assert list(faults(source))


@pytest.mark.parametrize(
    "source",
    [
        "open('x', 'rb')",
        "open('x', encoding='utf-8')",
        "path.open('wb')",
        "product.open()",
        "pikepdf.open(BytesIO(pdf))",
        "to_csv(result.table)",
        "path.write_text(text, encoding='utf-8', newline='\\n')",
        "subprocess.run(['quarto'], text=True, encoding='utf-8')",
        "ref('a') / ref('b')",
        "'/'.join(names)",
    ],
)
def test_what_is_right_is_left_alone(source: str):
    """Bytes, a named encoding and line end, and other things called open."""
    assert not list(faults(source))


def test_types_are_read_as_on_windows():
    """What the standard library has on POSIX alone does not exist for mypy; the tests run on POSIX."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["mypy"]["platform"] == "win32"


def test_every_file_name_can_stand_on_every_disk():
    """No sign or name that Windows keeps for itself, no two names that differ in capitals alone, none too long."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    names = [name for name in listed.decode("utf-8").split("\0") if name]
    assert len(names) > 300
    assert [name for name in names if not stands_anywhere(name)] == []
    assert len({name.casefold() for name in names}) == len(names)


def stands_anywhere(path: str) -> bool:
    """Whether every disk takes this path."""
    return len(path) <= LONGEST and all(
        not SIGNS.search(part) and part.split(".")[0].lower() not in DEVICES for part in path.split("/")
    )


@pytest.mark.parametrize("path", ["a/con.csv", "a:b", "a/wat?", "a./b", "x" * 200])
def test_a_name_that_cannot_would_be_found(path: str):
    """A device, a drive, a sign, a dot at the end, a long one."""
    assert not stands_anywhere(path)
    assert stands_anywhere("rounds/2024-1/inputs/scenarios.csv")
