"""What is refused of the planning: products and steps are those of the protocol, taken by whom they are for."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.products import product_named
from mpp_lib.inputs.reading.steps import PRODUCT_NAMES
from mpp_lib.inputs.reading.table import Table


def check_planning(planning: Table) -> Iterator[Problem]:
    """Every refusal of ``planning.csv``."""
    for row, body, name, step in planning.rows("gremium", "product", "stap"):
        yield from _refuse_line(planning, row, body, name, step)


def _refuse_line(planning: Table, row: int, body: str, name: str, step: str) -> Iterator[Problem]:
    product = product_named(name)
    if product is None:
        if name:
            yield planning.at(row, "product", "dit is geen product van een ronde", f"{PRODUCT_NAMES}, of leeg")
        elif step:
            yield planning.at(row, "product", "een stap is van een product", PRODUCT_NAMES)
        return
    known = product.step(step)
    if step and known is None:
        names = enumerate_nl([each.name for each in product.steps], "of")
        yield planning.at(row, "stap", f"{product.label} kent deze stap niet", f"{names}, of leeg")
    if known is not None and body.casefold() not in known.by:
        problem = f"de stap {known.name} van {product.label} is niet aan dit gremium"
        yield planning.at(row, "gremium", problem, enumerate_nl(list(known.by), "of"))
