"""The page on the method of the chain names what the chain declares, and nothing else."""

import re
from pathlib import Path

import pytest

from mpp_lib.production.chains import chain_named

CHAIN = chain_named("standaard")
PAGE = (Path(__file__).parents[2] / "docs" / "methode-keten.md").read_text(encoding="utf-8")


def rows_under(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its own heading, code marks removed."""
    section = PAGE.split(f"### {heading}\n")[1].split("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_parameter_stands_in_the_table_as_it_is_declared() -> None:
    found = [tuple(row[1:]) for row in rows_under("Parameters (`parameters.csv`)")]
    assert sorted(found) == sorted((spec.name, spec.label, spec.unit) for spec in CHAIN.parameters)


def test_every_kernel_stands_in_the_table_as_it_is_declared() -> None:
    found = {(name, label, first, "1" if total == "1" else "") for _, name, label, first, total in kernel_rows()}
    expected = {(spec.name, spec.label, str(spec.first_lag), "1" if spec.total == 1 else "") for spec in CHAIN.kernels}
    assert found == expected


def kernel_rows() -> list[list[str]]:
    return rows_under("Verdelingen (`verdelingen.csv`)")


def test_roads_out_of_one_stock_are_named_together() -> None:
    together = {name: total for _, name, _, _, total in kernel_rows() if total.startswith("samen")}
    assert together == {spec.name: f"samen 1 ({spec.group})" for spec in CHAIN.kernels if spec.group}


def test_every_series_of_the_plan_stands_in_the_table() -> None:
    found = [tuple(row[1:]) for row in rows_under("IND-prognoseplan")]
    assert sorted(found) == sorted((spec.stream, spec.quantity, spec.label, spec.unit) for spec in CHAIN.plan)


def test_no_symbol_means_two_things() -> None:
    headings = ("Parameters (`parameters.csv`)", "Verdelingen (`verdelingen.csv`)", "IND-prognoseplan", "Van elders")
    symbols = [row[0] for heading in headings for row in rows_under(heading)]
    assert len(symbols) == len(set(symbols))


@pytest.mark.parametrize("row", [*rows_under("Parameters (`parameters.csv`)"), *kernel_rows()], ids=lambda row: row[1])
def test_every_symbol_is_used_in_an_equation(row: list[str]) -> None:
    equations = PAGE.split("## Vergelijkingen")[1].split("## Leeftijd")[0]
    general = {"ω₁": "ω_j", "ω₂": "ω_j", "ω₄": "ω_j", "ω_H": "ω_j"}
    symbol = general.get(row[0], row[0])
    assert re.search(rf"(?<![\w̄]){re.escape(symbol)}(?![\w₀-₉])", equations), symbol


def test_every_indicator_on_the_page_exists() -> None:
    partners = "|".join(sorted({node.partner for node in CHAIN.nodes}))
    named = set(re.findall(rf"\b(?:{partners})\.[a-z0-9_.]*[a-z0-9]\b", PAGE))
    modules = {name for name in named if name.endswith(".py")}
    assert named - modules - {node.id for node in CHAIN.nodes} == set()
    assert len(named - modules) > 60


def test_every_module_on_the_page_exists() -> None:
    folder = Path(__file__).parents[2] / "mpp_lib" / "production" / "asiel"
    named = set(re.findall(r"`([a-z_]+\.py)`", PAGE))
    assert named == {path.name for path in folder.glob("*.py")} - {"__init__.py"}
