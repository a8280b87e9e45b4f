"""Every formula of the productiemodel says on which page, under which heading, its equation stands."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = ROOT / "mpp_lib" / "production"
DECLARATIONS = sorted(
    path for folder in ("asiel", "regulier", "bewaring") for path in (PRODUCTION / folder).glob("[a-z]*.py")
)
RULES = [PRODUCTION / f"{name}.py" for name in ("ages_and_terms", "beroep", "blocks", "expression", "layers", "yearly")]
PAGES = ("docs/methode-keten.md", "docs/methode-regulier-bewaring.md")
SOURCE = re.compile(r"Source: (\S+), ((?:[^*]*\*[^*]+\*)+)")
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


@pytest.mark.parametrize("path", [*DECLARATIONS, *RULES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_with_formulas_names_a_heading_that_exists(path: Path) -> None:
    own, *_ = docstrings(path)
    assert cited(own), path
    for text in docstrings(path):
        assert text.count("Source: ") == len(SOURCE.findall(text))
        for page, heading in cited(text):
            assert heading in headings(page), (path, heading)


@pytest.mark.parametrize("page", PAGES)
def test_a_heading_with_equations_is_named_by_the_modules_it_names(page: str) -> None:
    """Of modules with one name the page means those of its own domains."""
    for heading, modules in headings(page).items():
        for module in modules:
            citing = {path.name for path in [*DECLARATIONS, *RULES] if (page, heading) in cited(docstrings(path)[0])}
            assert module in citing, (heading, module)


def test_every_block_names_its_equations() -> None:
    """A block that makes or combines formulas says itself where they stand."""
    tree = ast.parse((PRODUCTION / "blocks.py").read_text("utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert {node.name for node in blocks} >= {"queue", "transit", "leaving_by_hazard", "by_reason"}
    assert [node.name for node in blocks if "Source: " not in (ast.get_docstring(node) or "")] == []
