"""Numbers figures, tables, sections and equations, and turns ``@fig-…`` and the like into links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mpp_lib.base.language import words as own_words
from mpp_lib.base.pandoc import Node, attributes, nodes, replace, words
from mpp_lib.report.sources import Faults, Line, locate, suggestion

NAMES = {
    "fig": own_words()["crossref-fig-title"],
    "tbl": own_words()["crossref-tbl-title"],
    "sec": own_words()["crossref-sec-prefix"],
    "eq": own_words()["crossref-eq-prefix"],
}
CHAPTER = own_words()["crossref-ch-prefix"]

_LABEL = re.compile(rf"^({'|'.join(NAMES)})-")
_NBSP = "\u00a0"


@dataclass(frozen=True)
class Target:
    """What a reference points at: its kind and its number; a heading may have none."""

    kind: str
    number: str

    @property
    def text(self) -> str:
        """How a reference names it, e.g. ``Figuur 3``; a heading of the first level is a chapter."""
        name = CHAPTER if self.kind == "sec" and "." not in self.number else NAMES[self.kind]
        return f"{name}{_NBSP}{self.number}"


@dataclass
class Numbering:
    """Labels in the order of the document."""

    targets: dict[str, Target] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _section: list[int] = field(default_factory=lambda: [0] * 6)

    def add(self, label: str, kind: str) -> None:
        """The next figure, table or equation."""
        self._counts[kind] += 1
        self.targets[label] = Target(kind, str(self._counts[kind]))

    def add_section(self, label: str, level: int, numbered: bool) -> None:
        """The next heading; counts also without a label."""
        if numbered:
            self._section[level - 1] += 1
            self._section[level:] = [0] * (6 - level)
        if label.startswith("sec-"):
            number = ".".join(map(str, self._section[:level])) if numbered else ""
            self.targets[label] = Target("sec", number)


def number(blocks: list[Node], lines: Sequence[Line], faults: Faults) -> Mapping[str, Target]:
    """Every label with what a reference to it says.

    Faults: a label that occurs twice, a picture with a caption but without a ``fig-`` label.
    """
    numbering = Numbering()
    seen: Counter[str] = Counter()
    for node in nodes(blocks):
        label = _identifier(node)
        seen[label] += 1
        if node["t"] == "Header":
            level, attr, _ = node["c"]
            numbering.add_section(label, level, "unnumbered" not in attr[1])
        elif label[:4] in ("fig-", "tbl-") or (label.startswith("eq-") and node["t"] == "Div"):
            numbering.add(label, label.partition("-")[0])
        elif node["t"] == "Figure" and not _inside_labelled(blocks, node):
            _fault_unlabelled(node, lines, faults)
    for label, count in seen.items():
        if label and count > 1:
            fault_double(label, lines, faults)
    return numbering.targets


def _identifier(node: Node) -> str:
    if node["t"] in ("Div", "Span", "Figure", "Table", "CodeBlock", "Link", "Image"):
        return str(node["c"][0][0])
    return str(node["c"][1][0]) if node["t"] == "Header" else ""


def _inside_labelled(blocks: list[Node], figure: Node) -> bool:
    labelled = (node for node in nodes(blocks) if node["t"] == "Div" and node["c"][0][0].startswith("fig-"))
    return any(inner is figure for outer in labelled for inner in nodes(outer["c"][1]))


def _fault_unlabelled(figure: Node, lines: Sequence[Line], faults: Faults) -> None:
    source = next((node["c"][2][0] for node in nodes(figure) if node["t"] == "Image"), "")
    for line in locate(lines, re.escape(source))[:1] or lines[:1]:
        faults.add(line, f"afbeelding '{source}' met bijschrift heeft geen label {{#fig-…}}")


def fault_double(label: str, lines: Sequence[Line], faults: Faults, *, elsewhere: bool = False) -> None:
    """Note a label that was given more than once, at each place after the first; at each, when it stands elsewhere."""
    places = locate(lines, rf"#{re.escape(label)}(?![\w-])")
    for line in places[0 if elsewhere else 1 :] or lines[:1]:
        faults.add(line, f"label '{label}' komt meer dan één keer voor")


def resolve(
    blocks: list[Node], targets: Mapping[str, Target], lines: Sequence[Line], faults: Faults, cited: bool
) -> list[Node]:
    """References as links; ``cited`` says that other ``@…`` belong to a bibliography."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Cite":
            return None
        citations = node["c"][0]
        own = [citation for citation in citations if _LABEL.match(citation["citationId"])]
        if not own and cited:
            return None
        for citation in citations:
            _check(citation["citationId"], targets, lines, faults)
        return _links(own, targets)

    resolved: list[Node] = replace(blocks, change)
    return resolved


def _check(label: str, targets: Mapping[str, Target], lines: Sequence[Line], faults: Faults) -> None:
    if label in targets and targets[label].number:
        return
    if label in targets:
        reason = "wijst naar een kop zonder nummer"
    elif _LABEL.match(label):
        reason = f"wijst nergens heen; {suggestion(label, set(targets))}"
    else:
        reason = "wijst nergens heen; het document heeft geen literatuurlijst"
    for line in locate(lines, rf"@\{{?{re.escape(label)}(?![\w-])") or lines[:1]:
        faults.add(line, f"verwijzing '@{label}' {reason}")


def _links(citations: list[dict[str, Any]], targets: Mapping[str, Target]) -> list[Node]:
    out: list[Node] = []
    for citation in citations:
        label = citation["citationId"]
        if label in targets:
            out += [*(words(", ") if out else []), _link(citation, targets[label])]
    return out


def _link(citation: Mapping[str, Any], target: Target) -> Node:
    text = words(target.text)
    if citation["citationMode"]["t"] == "SuppressAuthor":
        text = words(target.number)
    elif citation["citationPrefix"]:
        text = [*citation["citationPrefix"], *words(_NBSP + target.number)]
    return {"t": "Link", "c": [attributes("", ["quarto-xref"]), text, [f"#{citation['citationId']}", ""]]}
