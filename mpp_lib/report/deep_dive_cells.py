"""What each code cell of a deep-dive shows in the report, as far as it says so itself; known before anything runs."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.deep_dives import DeepDive, NotebookCell
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.privacy import personal_text
from mpp_lib.report.cells import CAPTIONS, CellError, cell_options

FIGURE, TABLE = "fig", "tbl"
LABEL, INCLUDE = "label", "include"
OPTIONS = (LABEL, "fig-cap", "fig-alt", "tbl-cap", INCLUDE)
_WORDS = {FIGURE: ("fig-cap", "fig-alt"), TABLE: ("tbl-cap",)}
"""Kind → the options that it has to have."""
_NAMES = {FIGURE: "figuur", TABLE: "tabel"}
_MEANT = {
    "fig-cap": "wat eruit blijkt",
    "fig-alt": "wat er getekend is, voor wie het niet ziet",
    "tbl-cap": "wat erin staat",
}
_DRAWS = frozenset(
    [
        *("area", "bar", "barh", "box", "boxplot", "density", "fill_between", "figure", "gca", "hexbin", "hist"),
        *("imshow", "kde", "line", "pie", "plot", "scatter", "stackplot", "stairs", "step", "subplots", "violinplot"),
    ]
)
"""Methods that draw; a cell that calls one shows a figure."""
_SILENT = frozenset(["print", "show"])
"""Functions whose answer is nothing to show."""
_OTHER_PROGRAMS = {"system": "!", "getoutput": "!", "run_cell_magic": "%%"}
"""What a notebook calls for a line or a cell that is no Python → the sign it begins with."""
_NOT_SHOWN = f'"#| {INCLUDE}: false" als de cel niet in het rapport hoort'


@dataclass(frozen=True)
class ShownCell:
    """A figure or table of a deep-dive.

    Attributes:
        number: of its cell.
        kind: :data:`FIGURE` or :data:`TABLE`.
        label: what it is referred to by.
        words: its caption, and of a figure its alternative text, by the name of the option.
    """

    number: int
    kind: str
    label: str
    words: Mapping[str, str]

    @property
    def caption(self) -> str:
        """What stands over it."""
        return self.words[_WORDS[self.kind][0]]


@dataclass(frozen=True)
class JudgedCell:
    """A code cell: what it shows, if it shows anything, and what is wrong with how it says so."""

    shown: ShownCell | None
    problems: tuple[Problem, ...]


def judged(dive: DeepDive) -> dict[int, JudgedCell]:
    """Number → judgement, of every code cell."""
    return {cell.number: _judged(dive, cell) for cell in dive.cells if cell.kind == "code"}


def shown_cells(dive: DeepDive) -> dict[int, ShownCell]:
    """Number → what it shows, of every code cell that shows something."""
    return {number: cell.shown for number, cell in judged(dive).items() if cell.shown}


def _judged(dive: DeepDive, cell: NotebookCell) -> JudgedCell:
    try:
        options = cell_options(cell.source)
    except CellError as error:
        return JudgedCell(None, (_problem(dive, cell, "", str(error), '#| naam: "woorden"'),))
    tree, problems = _tree(dive, cell)
    problems += _unknown(dive, cell, options)
    if options.get(INCLUDE) is False:
        return JudgedCell(None, tuple(problems))
    kinds = {kind for kind in _WORDS if any(name in options for name in _WORDS[kind])}
    label = str(options.get(LABEL, ""))
    if label:
        kinds.add(label.partition("-")[0])
    if len(kinds) > 1 or not kinds <= _WORDS.keys():
        expected = "fig-… met fig-cap en fig-alt, of tbl-… met tbl-cap"
        return JudgedCell(None, (*problems, _problem(dive, cell, label, "deze opties gaan niet samen", expected)))
    if not kinds:
        return JudgedCell(None, (*problems, *_unsaid(dive, cell, tree)))
    kind = kinds.pop()
    shown = ShownCell(cell.number, kind, label or f"{kind}-{dive.name}-{cell.number}".lower(), _words(kind, options))
    return JudgedCell(shown, (*problems, *_wrong_words(dive, cell, shown, options)))


def _tree(dive: DeepDive, cell: NotebookCell) -> tuple[ast.Module | None, list[Problem]]:
    """The code as Python reads it, with what a notebook adds to that; None, with a problem, of what is no code."""
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        code = TransformerManager().transform_cell(cell.source)  # type: ignore[no-untyped-call]
        tree = ast.parse(code)
        if called := next((name for name in _OTHER_PROGRAMS if f"get_ipython().{name}(" in code), None):
            said = "een verdieping start geen programma's en kent geen andere talen"
            return None, [_problem(dive, cell, _OTHER_PROGRAMS[called], said, "Python")]
        return tree, []  # noqa: TRY300
    except (SyntaxError, ValueError) as error:
        where = f", regel {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        return None, [_problem(dive, cell, "", "deze cel is geen Python", "code die loopt", where)]


def _unknown(dive: DeepDive, cell: NotebookCell, options: Mapping[str, Any]) -> list[Problem]:
    names = [str(name) for name in options if name not in OPTIONS]
    said = "een verdieping kent deze optie niet"
    return [_problem(dive, cell, name, said, expected_name("een optie van een cel", name, OPTIONS)) for name in names]


def _words(kind: str, options: Mapping[str, Any]) -> dict[str, str]:
    return {name: " ".join(str(options.get(name) or "").split()) for name in _WORDS[kind]}


def _wrong_words(dive: DeepDive, cell: NotebookCell, shown: ShownCell, options: Mapping[str, Any]) -> Iterator[Problem]:
    for name, text in shown.words.items():
        said = f"deze {_NAMES[shown.kind]} heeft geen {CAPTIONS[name]}"
        if not text:
            expected = f'#| {name}: "…" boven in de cel: {_MEANT[name]}'
            yield _problem(dive, cell, shown.label, said, expected)
        elif not isinstance(options[name], str):
            yield _problem(dive, cell, text, f"{CAPTIONS[name]} is geen tekst", f'#| {name}: "…"')
        yield from personal_text(dive.file, f"cel {cell.number}", text)
    if not shown.label.replace("-", "").replace("_", "").isalnum() or not shown.label.isascii():
        yield _problem(dive, cell, shown.label, "dit kan geen label zijn", f"{shown.kind}- en letters, cijfers, _ en -")


def _unsaid(dive: DeepDive, cell: NotebookCell, tree: ast.Module | None) -> Iterator[Problem]:
    """A cell that shows something without a word: nobody would know what it is of."""
    if tree is None:
        return
    if any(_draws(statement) for statement in tree.body):
        for name in _WORDS[FIGURE]:
            expected = f'#| {name}: "…" boven in de cel: {_MEANT[name]}; of {_NOT_SHOWN}'
            yield _problem(dive, cell, "", f"deze figuur heeft geen {CAPTIONS[name]}", expected)
    elif _shows(cell, tree):
        expected = (
            f'#| tbl-cap: "…" boven in de cel bij een tabel, #| fig-cap: en #| fig-alt: bij een figuur, of {_NOT_SHOWN}'
        )
        yield _problem(dive, cell, "", "deze cel toont iets zonder bijschrift", expected)


def _draws(statement: ast.stmt) -> bool:
    """Whether running it draws: not what a function does that is only defined here."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        return False
    called = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
    return any(isinstance(function, ast.Attribute) and function.attr in _DRAWS for function in called)


def _shows(cell: NotebookCell, tree: ast.Module) -> bool:
    """Whether its last line has an answer, which a notebook shows."""
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or cell.source.rstrip().endswith(";"):
        return False
    function = last.value.func if isinstance(last.value, ast.Call) else None
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name not in _SILENT and name != "run_line_magic"


def double_labels(dives: Collection[DeepDive], taken: Collection[str]) -> Iterator[Problem]:
    """Labels that are given more than once, or that the report itself has."""
    seen = set(taken)
    for dive in dives:
        for number, cell in shown_cells(dive).items():
            if cell.label in seen:
                said = f"label '{cell.label}' komt meer dan één keer voor"
                expected = "een label dat nergens anders in het rapport staat"
                yield Problem(dive.file, f"cel {number}", cell.label, said, expected)
            seen.add(cell.label)


def _problem(dive: DeepDive, cell: NotebookCell, found: str, problem: str, expected: str, where: str = "") -> Problem:
    return Problem(dive.file, f"cel {cell.number}{where}", found, problem, expected)
