"""Runs the pandoc that came from PyPI and walks the document trees it reads and writes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mpp_lib.base.errors import RenderError

Node = dict[str, Any]
Attributes = Mapping[str, str]
PATIENCE = 300.0
"""Seconds that pandoc has for a whole report."""

STOPPED = "afgebroken door het systeem. Is de schijf vol, of het geheugen op?"


def run_pandoc(arguments: Sequence[str], text: str, folder: Path, patience: float = PATIENCE) -> str:
    """What pandoc makes of ``text``; a warning is an error. Further as :func:`ask_pandoc`."""
    made, warnings = ask_pandoc(arguments, text, folder, patience)
    if warnings:
        raise RenderError(f"pandoc: {warnings}")
    return made


def ask_pandoc(arguments: Sequence[str], text: str, folder: Path, patience: float = PATIENCE) -> tuple[str, str]:
    """What pandoc makes of ``text``, working in ``folder``, and what it warns of.

    Args:
        patience: seconds it may take.

    Raises:
        RenderError: pandoc stopped or took longer.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), *arguments]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, cwd=folder, check=False, timeout=patience
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"pandoc: dit duurt langer dan {patience:.0f} seconden") from None
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        raise RenderError(f"pandoc: {said or STOPPED}")
    return done.stdout.decode(), said


def read_tree(text: str, folder: Path, *arguments: str, patience: float = PATIENCE) -> Node:
    """The document tree of a text; a warning is an error. Further as :func:`ask_tree`."""
    tree, warnings = ask_tree(text, folder, *arguments, patience=patience)
    if warnings:
        raise RenderError(f"pandoc: {warnings}")
    return tree


def ask_tree(text: str, folder: Path, *arguments: str, patience: float = PATIENCE) -> tuple[Node, str]:
    """The document tree of a text, and what pandoc warns of.

    Raises:
        RenderError: pandoc stopped or took longer, or the text nests too deep to be read.
    """
    made, warnings = ask_pandoc([*arguments, "--to=json"], text, folder, patience)
    try:
        return json.loads(made), warnings
    except RecursionError:
        raise RenderError("pandoc: de tekst is te diep genest") from None


def nodes(tree: object) -> Iterator[Node]:
    """Every node of a tree, in the order of the document."""
    ahead = [tree]
    while ahead:
        one = ahead.pop()
        if isinstance(one, list):
            ahead.extend(reversed(one))
        elif isinstance(one, dict):
            if "t" in one:
                yield one
            ahead.extend(reversed(one.values()))


def replace(tree: Any, change: Callable[[Node], list[Node] | None]) -> Any:
    """A new tree with each node, inner ones first, replaced by what ``change`` returns; None keeps it."""
    if isinstance(tree, dict):
        return {**tree, "c": replace(tree["c"], change)} if isinstance(tree.get("c"), list) else tree
    if not isinstance(tree, list):
        return tree
    out: list[Any] = []
    for child in tree:
        inner = replace(child, change)
        new = change(inner) if isinstance(inner, dict) and "t" in inner else None
        out.extend([inner] if new is None else new)
    return out


def plain_text(tree: object) -> str:
    """The text of inlines or blocks, without markup."""
    out = []
    for node in nodes(tree):
        if node["t"] == "Str":
            out.append(node["c"])
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif node["t"] in ("Code", "Math"):
            out.append(node["c"][1])
    return "".join(out).strip()


def attributes(identifier: str = "", classes: Iterable[str] = (), pairs: Attributes | None = None) -> list[Any]:
    """Pandoc's triple of identifier, classes and key-value pairs."""
    return [identifier, list(classes), [[key, value] for key, value in (pairs or {}).items()]]


def pairs_of(attr: Sequence[Any]) -> dict[str, str]:
    """The key-value pairs of a triple."""
    return dict(attr[2])


def words(text: str) -> list[Node]:
    """Text as one inline, spaces and all."""
    return [{"t": "Str", "c": text}]


def div(content: list[Node], attr: Sequence[Any]) -> Node:
    """A block of blocks."""
    return {"t": "Div", "c": [list(attr), content]}


def span(content: list[Node], attr: Sequence[Any]) -> Node:
    """An inline of inlines."""
    return {"t": "Span", "c": [list(attr), content]}


def plain(inlines: list[Node]) -> Node:
    """Inlines as a block that is no paragraph."""
    return {"t": "Plain", "c": inlines}


def raw_block(target: str, text: str) -> Node:
    """Text that goes into the output as it is."""
    return {"t": "RawBlock", "c": [target, text]}


def raw_inline(target: str, text: str) -> Node:
    """Text that goes into the line as it is."""
    return {"t": "RawInline", "c": [target, text]}
