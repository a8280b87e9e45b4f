"""Chains of a few nodes as workbooks: small enough to know every number by hand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from mpp_lib.base.catalogue import Aggregation, ParameterSpec
from mpp_lib.present.rekenblad.book import Book
from mpp_lib.production.expression import (
    AtHalfYearStart,
    ClearanceTime,
    Delay,
    Expr,
    Known,
    OlderThan,
    Param,
    PreviousHalfYear,
    TimeInStock,
    ref,
)
from mpp_lib.production.node import Balance, Chain, Node, Transit
from tests.support.chain.tiny import chain, data, flow, outside, stock
from tests.support.rekenblad.recalculate import by_pycel, changed
from tests.support.rekenblad.twin_cases import made_book, written

QUEUE = ("x.voorraad", "x.in", "x.uit")


def term(node_id: str, formula: Expr) -> Node:
    return Node(node_id, node_id, "asiel", "maanden", formula, Aggregation.TERM, "Proef.", "termijn")


def waiting_line(came: Sequence[float], past: Sequence[float], left: Sequence[float], opening: float) -> Book:
    """People who come and leave as given, a quarter of them in proportion, and how long they wait.

    A third of who waits at the opening has done so for more than two months.
    """
    nodes = (
        outside("x.in"),
        outside("x.uit"),
        stock("x.voorraad", ref("x.voorraad", 1) + ref("x.in") - ref("x.uit")),
        stock("x.ouder", OlderThan(*QUEUE, 2, Param("naar_rato"), ((2, "x.ouder"),))),
        term("x.duur", TimeInStock(*QUEUE)),
        term("x.afbouw", ClearanceTime("x.voorraad", "x.uit")),
    )
    series = {"x.in": came, "x.uit": left}
    made = data(
        12,
        series=series,
        parameters={"naar_rato": 0.25},
        flows={"x.in": past},
        opening={"x.voorraad": opening, "x.ouder": opening / 3},
        history=3,
    )
    return made_book(chain(nodes), made)


def half_years() -> Book:
    """A target given for the first half-year and derived for the second."""
    derived = (PreviousHalfYear("x.in") + AtHalfYearStart("x.voorraad")) / 6
    nodes = (
        outside("x.in"),
        stock("x.voorraad", ref("x.voorraad", 1) + ref("x.in")),
        flow("x.doel", Known("doel") * Param("doel") / 6 + (1 - Known("doel")) * derived),
    )
    spec = ParameterSpec("doel", "Doel", "personen per halfjaar", per_half_year=True)
    made = data(
        12,
        series={"x.in": range(1, 13), Known("doel"): [1.0] * 6 + [0.0] * 6},
        parameters={"doel": [60.0] * 6 + [0.0] * 6},
        opening={"x.voorraad": 4.0},
    )
    return made_book(Chain("proef", nodes, (spec,), (), (), ()), made)


def transit() -> Book:
    """People who leave by a kernel that changes with the month of entry; some are under way at the start."""
    inside = Node(
        "x.onderweg",
        "onderweg",
        "asiel",
        "personen",
        ref("x.onderweg", 1) + ref("x.in") - ref("x.uit"),
        Aggregation.STOCK,
        "Proef.",
        "voorraad",
        opening=Transit("x.in", ("k",)),
    )
    nodes = (outside("x.in"), flow("x.uit", Delay("k", "x.in")), inside)
    shares = [[0.5, 0.25, 0.25]] * 2 + [[0.0, 0.5, 0.5]] * 12
    made = data(
        12,
        series={"x.in": 10.0},
        kernels={"k": shares},
        flows={"x.in": [8.0, 4.0]},
        opening={"x.onderweg": 4.0},
        history=2,
    )
    balances = (Balance("Onderweg", "x.onderweg", ("x.in",), ("x.uit",)),)
    return made_book(chain(nodes, {"k": 0}, balances), made)


def recalculated(made: Book, folder: Path, change: Callable[[Any], None] = lambda book: None) -> dict[str, list[Any]]:
    """Node id → what pycel gives for its cells, from the first one with a formula on."""
    written(made, folder / "made.xlsx")
    path = changed(folder / "made.xlsx", folder / "changed.xlsx", change)
    numbers, sheet = by_pycel(path)["X"], load_workbook(path)["X"]
    return {
        str(line[0].value): [numbers[cell.coordinate] for cell in line if cell.data_type == "f"]
        for line in sheet.iter_rows(min_row=4)
        if line[0].value
    }
