"""The pages on the method of the chain name what the chain declares, and nothing else."""

import re
from pathlib import Path

import pytest

from mpp_lib.production.chains import chain_named

CHAIN = chain_named("standaard")
ROOT = Path(__file__).parents[2]
PAGES = {
    name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("methode-keten", "methode-regulier-bewaring")
}
FOLDERS = {"methode-keten": ("asiel",), "methode-regulier-bewaring": ("regulier", "bewaring")}
PARAMETERS, KERNELS = "Parameters (`parameters.csv`)", "Verdelingen (`verdelingen.csv`)"


def rows_under(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its own heading, code marks removed."""
    section = PAGES[page].split(f"### {heading}\n")[1].split("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def everywhere(heading: str) -> list[list[str]]:
    """The rows under a heading of every page."""
    return [row for page in PAGES for row in rows_under(page, heading)]


def test_every_parameter_stands_in_the_table_as_it_is_declared() -> None:
    found = [tuple(row[1:]) for row in everywhere(PARAMETERS)]
    assert sorted(found) == sorted((spec.name, spec.label, spec.unit) for spec in CHAIN.parameters)


def test_every_kernel_stands_in_the_table_as_it_is_declared() -> None:
    found = [(name, label, first, total == "1") for _, name, label, first, total in everywhere(KERNELS)]
    expected = [(spec.name, spec.label, str(spec.first_lag), spec.total == 1) for spec in CHAIN.kernels]
    assert sorted(found) == sorted(expected)


def test_roads_out_of_one_stock_are_named_together() -> None:
    together = {name: total for _, name, _, _, total in everywhere(KERNELS) if total.startswith("samen")}
    assert together == {spec.name: f"samen 1 ({spec.group})" for spec in CHAIN.kernels if spec.group}


def test_every_series_of_the_plan_stands_in_the_table() -> None:
    found = [tuple(row[1:]) for row in everywhere("IND-prognoseplan")]
    assert sorted(found) == sorted((spec.stream, spec.quantity, spec.label, spec.unit) for spec in CHAIN.plan)


@pytest.mark.parametrize("page", PAGES)
def test_no_symbol_means_two_things(page: str) -> None:
    headings = (PARAMETERS, KERNELS, "IND-prognoseplan", "Van elders")
    symbols = [row[0] for heading in headings for row in rows_under(page, heading)]
    assert len(symbols) == len(set(symbols))


GENERAL = {"ω₁": "ω_j", "ω₂": "ω_j", "ω₄": "ω_j", "ω_H": "ω_j", "duur_59": "duur_x", "duur_6": "duur_x"} | {
    f"ω_{kind}": "ω_s" for kind in ("gez", "ket", "stu", "ovb", "ver", "nat", "eu")
}
"""Symbol of one kind → the symbol with which the equations speak of every kind."""
SYMBOLS = [(page, row[0]) for page in PAGES for heading in (PARAMETERS, KERNELS) for row in rows_under(page, heading)]


@pytest.mark.parametrize(("page", "symbol"), SYMBOLS)
def test_every_symbol_is_used_in_an_equation(page: str, symbol: str) -> None:
    equations = PAGES[page].split("## Vergelijkingen")[1].split("## Leeftijd")[0]
    used = re.escape(GENERAL.get(symbol, symbol))
    assert re.search(rf"(?<![\w̄]){used}(?![\w₀-₉])", equations)


def test_every_indicator_on_the_pages_exists() -> None:
    partners = "|".join(sorted({node.partner for node in CHAIN.nodes}))
    named = set(re.findall(rf"\b(?:{partners})\.[a-z0-9_.]*[a-z0-9]\b", "\n".join(PAGES.values())))
    modules = {name for name in named if name.endswith(".py")}
    assert named - modules - {node.id for node in CHAIN.nodes} == set()
    assert len(named - modules) > 90


@pytest.mark.parametrize("page", PAGES)
def test_every_module_on_a_page_exists(page: str) -> None:
    production = ROOT / "mpp_lib" / "production"
    declared = {path.name for folder in FOLDERS[page] for path in (production / folder).glob("*.py")}
    named = set(re.findall(r"`([a-z_]+\.py)`", PAGES[page]))
    varied = {path.name for path in (ROOT / "mpp_lib" / "compare" / "sensitivity").glob("[a-z]*.py")}
    beside = {"beroep.py", "close_queues.py", "layers.py", "ranges.py", "stretched.py", "three_runs.py"}
    assert named - beside - varied == declared - {"__init__.py"}
