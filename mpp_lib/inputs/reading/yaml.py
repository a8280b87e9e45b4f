"""YAML as plain data only: no objects, no references, no double keys, nothing deep or large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import yaml

from mpp_lib.inputs.reading.intake import CONTROL, Intake

MAX_BYTES = 200_000
MAX_DEPTH = 10
MAX_EVENTS = 20_000
"""Keys, values and brackets of one file."""
Marked = tuple[int, str, str, str]
"""Line, found, problem, expected."""


class _PlainLoader(yaml.SafeLoader):
    """The safe loader, which leaves a scalar as text where it is no date or number as people write one.

    To YAML ``03750`` is octal, ``0x7E8`` hexadecimal and ``33:44`` counted in sixties; ``2024-13-45`` is no day.
    """


def _or_text(tag: str, written: str) -> None:
    original = yaml.SafeLoader.yaml_constructors[tag]

    def construct(loader: _PlainLoader, node: yaml.ScalarNode) -> object:
        if re.fullmatch(written, node.value) is None:
            return node.value
        try:
            return original(loader, node)
        except ValueError:
            return node.value

    _PlainLoader.add_constructor(tag, construct)


for _tag, _written in {
    "timestamp": ".*",
    "int": r"[-+]?(0|[1-9][0-9]{0,17})",
    "float": r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]*([eE][-+][0-9]{1,2})?",
}.items():
    _or_text(f"tag:yaml.org,2002:{_tag}", _written)


def read_yaml(intake: Intake, file: str) -> object | None:
    """The data of an existing YAML file; None, with every problem noted, where it is anything but plain data."""
    text = intake.text(file, MAX_BYTES)
    if text is None:
        return None
    try:
        refused, node = _composed(text)
        for line, *reason in refused:
            intake.refuse(file, f"regel {line}", *reason)
        return None if refused or node is None else _PlainLoader("").construct_document(node)
    except (ValueError, OverflowError):
        expected = r"na \u of \U het nummer van een teken"
        intake.refuse(file, "", "", "tussen aanhalingstekens staat een teken dat niet bestaat", expected)
        return None
    except yaml.YAMLError as error:
        mark = _mark(error)
        where = "" if mark is None else f"regel {mark.line + 1}"
        intake.refuse(file, where, "", "dit is geen geldige YAML", _syntax(str(getattr(error, "problem", ""))))
        return None


def _mark(error: yaml.YAMLError) -> yaml.Mark | None:
    """Where a fault is; of a bracket or quote that is never closed where it was opened: what follows it is right."""
    opened = str(getattr(error, "context", "")).endswith(("flow sequence", "flow mapping", "quoted scalar"))
    mark: yaml.Mark | None = getattr(error, "context_mark" if opened else "problem_mark", None)
    return mark


@lru_cache(maxsize=64)
def _composed(text: str) -> tuple[tuple[Marked, ...], yaml.Node | None]:
    """What is refused of a text, and else its node: one file is read for several questions about a round."""
    if refused := tuple(_refused_events(text)):
        return refused, None
    node = yaml.compose(text, _PlainLoader)
    return tuple(_double_keys(node, "")), node


def _syntax(problem: str) -> str:
    if "'\\t'" in problem:
        return "inspringen met spaties, niet met tabs"
    return "sleutel: waarde op een eigen regel; tekst met een dubbele punt of aanhalingsteken tussen aanhalingstekens"


def _refused_events(text: str) -> Iterator[Marked]:
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, _PlainLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            yield line, f"*{event.anchor}", "een verwijzing mag hier niet", "de waarde zelf"
        elif tag := getattr(event, "tag", None):
            yield (
                line,
                str(tag).replace("tag:yaml.org,2002:", "!!"),
                "een label dat een object maakt, mag hier niet",
                "een gewone waarde",
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield line, "---", "het bestand bevat meer dan één document", "één document"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if CONTROL.search(getattr(event, "value", "")):
            yield line, "", "de tekst bevat een teken dat niet te tonen is", "alleen leesbare tekst"
        if depth > MAX_DEPTH:
            yield line, "", "de gegevens zijn te diep genest", f"ten hoogste {MAX_DEPTH} lagen"
            return
        if count > MAX_EVENTS:
            yield line, "", "het bestand bevat te veel gegevens", f"ten hoogste {MAX_EVENTS // 2} sleutels en waarden"
            return


def _double_keys(node: yaml.Node | None, prefix: str) -> Iterator[Marked]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _double_keys(item, prefix)
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = f"{prefix}{key.value}", key.start_mark.line + 1
            if name in seen:
                yield line, name, f"de sleutel staat ook al op regel {seen[name]}", "elke sleutel één keer"
            seen.setdefault(name, line)
            yield from _double_keys(value, f"{name}.")
