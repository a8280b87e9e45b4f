"""Counts what the house is held to: lines of code, imports between rooms, literals of indicator ids outside the chain.

python -m tests.architecture.count
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import mpp_lib
from mpp_lib.production.chains import chain_named

LIBRARY = Path(mpp_lib.__file__).parent
CHAIN = "production"
_NOT_CODE = frozenset(
    [tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER]
)


def modules() -> dict[str, str]:
    """Path within the library → source of every module."""
    files = sorted(LIBRARY.rglob("*.py"))
    return {file.relative_to(LIBRARY).as_posix(): file.read_text(encoding="utf-8") for file in files}


def lines_of_code(source: str) -> int:
    """Lines that hold a token of code: no blank lines, comments or docstrings."""
    held: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NOT_CODE:
            held |= set(range(token.start[0], token.end[0] + 1))
    return len(held - _docstring_lines(source))


def _docstring_lines(source: str) -> set[int]:
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr)]
    return {
        line
        for text in texts
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
        for line in range(text.lineno, (text.end_lineno or text.lineno) + 1)
    }


def imported_modules(source: str) -> set[str]:
    """Dotted name of everything a module imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(path: str) -> str:
    """The folder of a module: ``present/keten``."""
    return path.rpartition("/")[0]


def imports_between_rooms(sources: dict[str, str]) -> Counter[tuple[str, str]]:
    """Importing room, imported room → how many imports."""
    found: Counter[tuple[str, str]] = Counter()
    for path, source in sources.items():
        for target in {module for name in imported_modules(source) if (module := _module_of(name, sources))}:
            if room_of(target) != room_of(path):
                found[room_of(path), room_of(target)] += 1
    return found


def _module_of(dotted: str, sources: Iterable[str]) -> str | None:
    """The module that a dotted name stands in: itself, or what defines its last part."""
    path = "/".join(dotted.split(".")[1:])
    folder = path.rpartition("/")[0]
    candidates = (f"{path}.py", f"{folder}.py", f"{path}/__init__.py", f"{folder}/__init__.py")
    known = set(sources)
    return next((name for name in candidates if dotted.startswith("mpp_lib.") and name in known), None)


def indicator_ids() -> frozenset[str]:
    """Every indicator of the chain."""
    return frozenset(chain_named("standaard").by_id)


def literals(source: str, ids: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Line and id of every string in code that is an indicator's id."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and node.value in ids:
            yield node.lineno, node.value


def literals_outside_the_chain(sources: dict[str, str]) -> dict[str, list[tuple[int, str]]]:
    """Module → the literals in it, of every module outside ``production/`` that has any."""
    ids = indicator_ids()
    found = {path: list(literals(source, ids)) for path, source in sources.items() if not path.startswith(f"{CHAIN}/")}
    return {path: named for path, named in found.items() if named}


def main() -> None:
    """Print the counts."""
    sources = modules()
    named = literals_outside_the_chain(sources)
    between = imports_between_rooms(sources)
    rooms = {room_of(path) for path in sources}
    print(f"regels code: {sum(map(lines_of_code, sources.values()))}")
    print(f"imports tussen kamers: {sum(between.values())} over {len(between)} pijlen, {len(rooms)} kamers")
    print(f"letterlijke indicatoren buiten {CHAIN}/: {sum(map(len, named.values()))} in {len(named)} bestanden")
    for path, found in sorted(named.items(), key=lambda item: -len(item[1])):
        print(f"  {len(found):4} {path}")


if __name__ == "__main__":
    main()
