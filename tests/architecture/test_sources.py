"""Every formula says on which page, under which heading, its equation stands."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.count import LIBRARY

ROOT = LIBRARY.parent
PRODUCTION = LIBRARY / "production"
DECLARATIONS = sorted(
    path for folder in ("asiel", "regulier", "bewaring") for path in (PRODUCTION / folder).glob("[a-z]*.py")
)
RULES = [
    PRODUCTION / f"{name}.py"
    for name in (
        *("ages_and_terms", "beroep", "blocks", "close_queues", "expression"),
        *("layers", "ranges", "three_runs", "yearly"),
    )
]
WITHOUT_FORMULAS = {
    "inflow": {"forecast", "forecast_year", "quadrature", "questions", "references", "root"},
    "compare/evaluation": {"published_ranges", "track_record", "vintages"},
    "compare/sensitivity": set(),
    "compare/monitor": {"build", "delivery", "monitored_indicator", "monitored_round", "risks"},
}
"""Room → its modules that hold no formula of a method, or only call those that do."""
METHODS = [
    path
    for room, without in WITHOUT_FORMULAS.items()
    for path in sorted((LIBRARY / room).glob("[a-z]*.py"))
    if path.stem not in without
]
MODULES = [*DECLARATIONS, *RULES, *METHODS]
PAGES = ("docs/methode-keten.md", "docs/methode-regulier-bewaring.md", "docs/methode-prognose.md")
SOURCE = re.compile(r"(?:Source:|;) (docs/\S+), ((?:[^*;]*\*[^*]+\*)+)")
HEADING = re.compile(r"^###? (.+?)(?: \((`.+?`)\).*)?$", re.MULTILINE)


def docstrings(path: Path) -> list[str]:
    """Of the module and everything in it."""
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, documented)]
    return [" ".join(text.split()) for node in nodes if (text := ast.get_docstring(node))]


def cited(text: str) -> set[tuple[str, str]]:
    """Page and heading of every source in a docstring."""
    return {(page, name) for page, names in SOURCE.findall(text) for name in re.findall(r"\*([^*]+)\*", names)}


def headings(page: str) -> dict[str, set[str]]:
    """Heading of a page → the modules it names."""
    found = HEADING.findall((ROOT / page).read_text("utf-8"))
    return {name: set(re.findall(r"`(\w+\.py)`", modules)) for name, modules in found}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_with_formulas_names_a_heading_that_exists(path: Path) -> None:
    own, *_ = docstrings(path)
    assert cited(own), path
    for text in docstrings(path):
        assert path in METHODS or text.count("Source: ") == len(SOURCE.findall(text))
        for page, heading in cited(text):
            assert heading in headings(page), (path, heading)


@pytest.mark.parametrize("page", PAGES)
def test_a_heading_with_equations_is_named_by_the_modules_it_names(page: str) -> None:
    """Of modules with one name the page means those of its own domains."""
    for heading, modules in headings(page).items():
        for module in modules - {f"{name}.py" for names in WITHOUT_FORMULAS.values() for name in names}:
            citing = {path.name for path in MODULES if (page, heading) in cited(docstrings(path)[0])}
            assert module in citing, (heading, module)


@pytest.mark.parametrize(
    ("module", "least"),
    [
        ("production/blocks.py", {"queue", "transit", "leaving_by_hazard", "by_reason"}),
        ("compare/evaluation/scores.py", {"quantile_score", "crps", "crps_of_draws", "skill", "coverage_interval"}),
    ],
)
def test_every_block_and_every_score_names_its_equations(module: str, least: set[str]) -> None:
    """A function that makes or combines formulas says itself where they stand."""
    tree = ast.parse((LIBRARY / module).read_text("utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert {node.name for node in public} >= least
    assert [node.name for node in public if "Source: " not in (ast.get_docstring(node) or "")] == []
