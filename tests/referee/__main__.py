"""The referee's two commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from tests.referee.artifacts import Artifact, artifacts

RECORD = Path(__file__).parent / "record"
MOST_LINES = 40


def main(arguments: Sequence[str]) -> int:
    """Record or compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.referee")
    parser.add_argument("command", choices=("record", "compare"))
    parser.add_argument("--only", action="append", default=[], help="begin van een naam, zoals json of rapport/2024-2")
    parser.add_argument("--most", type=int, default=MOST_LINES, help="regels verschil die getoond worden")
    asked = parser.parse_args(arguments)
    chosen = [item for item in artifacts() if not asked.only or item.name.startswith(tuple(asked.only))]
    if asked.command == "record":
        for item in chosen:
            _record(item)
        return 0
    differing = sum(_differs(item, asked.most) for item in chosen)
    print(f"{len(chosen)} teksten vergeleken, {differing} anders")
    return min(differing, 1)


def _record(item: Artifact) -> None:
    print(item.name, file=sys.stderr)
    file = _file(item)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in item.lines()), encoding="utf-8")


def _differs(item: Artifact, most: int) -> bool:
    print(item.name, file=sys.stderr)
    file = _file(item)
    before = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    differences = list(_differences(before, item.lines(), item.name))
    for line in differences[:most]:
        print(line[:400])
    if len(differences) > most:
        print(f"… nog {len(differences) - most} regels")
    return bool(differences)


def _differences(before: list[str], after: list[str], name: str) -> Iterator[str]:
    if before != after:
        yield from unified_diff(before, after, f"{name} vastgelegd", f"{name} nu", lineterm="", n=0)


def _file(item: Artifact) -> Path:
    return RECORD / f"{item.name}.txt"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
