"""The text of a formula, written out by hand for a chain of a few nodes."""

from dataclasses import dataclass

import pytest

from mpp_lib.present.rekenblad.book import Book, book
from mpp_lib.present.rekenblad.formula import formula
from mpp_lib.production.expression import (
    AtHalfYearStart,
    Const,
    Delay,
    Expr,
    Greatest,
    Least,
    Leaving,
    Param,
    PreviousHalfYear,
    Ratio,
    Series,
    as_expr,
    ref,
)
from tests.support.chain.tiny import chain, data, flow, outside, stock
from tests.support.rekenblad.twin_cases import about, made_book

A, B, JANUARY, AUGUST = ref("x.a"), ref("x.b"), 2, 9


@pytest.fixture(scope="module")
def small() -> Book:
    """Sheet X has x.a in row 5, x.b in 6, x.v in 7; column F is November, H January; p stands in Invoer, row 8."""
    nodes = (outside("x.a"), outside("x.b"), stock("x.v", ref("x.v", 1) + A * Param("p") - Delay("k", "x.a")))
    made = data(
        12,
        series={"x.a": 4.0, "x.b": 2.0},
        parameters={"p": 0.5},
        kernels={"k": [[0.0, 0.5, 0.5]] * 14},
        opening={"x.v": 9.0},
        history=2,
    )
    return made_book(chain(nodes, {"k": 1}), made)


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (A - B - 1, "=H5-H6-1"),
        (A - (B - 1), "=H5-(H6-1)"),
        (A + (B + 1), "=H5+(H6+1)"),
        (A * (B + 1), "=H5*(H6+1)"),
        (A + B * 0.1, "=H5+H6*0.1"),
        (A / (B * 7), "=H5/(H6*7)"),
        (A * B / 7, "=H5*H6/7"),
        (1 - Param("p"), "=1-'Invoer'!H8"),
        (as_expr(-2.5) * ref("x.b", 1), "=(-2.5)*G6"),
        (Least(Param("p"), A + B), "=MIN('Invoer'!H8,H5+H6)"),
        (Greatest(A - B, Const(0)), "=MAX(H5-H6,0)"),
        (ref("x.v", 1) * Leaving(Param("p") + 1), "=G7*(1-EXP(-('Invoer'!H8+1)))"),
        (Ratio(A, B, Param("p")), "=IF(H6=0,'Invoer'!H8,H5/H6)"),
        (Delay("k", "x.a"), "=SUMPRODUCT('Vertragingen'!F5:G5,F5:G5)"),
        (AtHalfYearStart("x.v"), "=G7"),
    ],
)
def test_the_text_of_a_formula_in_january(small: Book, expr: Expr, text: str):
    """Each formula as somebody would type it on the sheet of its partner."""
    assert formula(expr, small.spot("X", JANUARY)) == text


def test_a_half_year_looks_back_from_its_own_start(small: Book):
    """In August the half-year before is January to June, and the stock that of the end of June."""
    spot = small.spot("X", AUGUST)
    assert formula(PreviousHalfYear("x.a"), spot) == "=SUM(H5:M5)"
    assert formula(AtHalfYearStart("x.v"), spot) == "=M7"


def test_another_sheet_is_named(small: Book):
    """A formula elsewhere says on which sheet a node stands."""
    assert formula(A + B, small.spot("Controle", JANUARY)) == "='X'!H5+'X'!H6"


def test_an_unknown_kind_of_formula_is_refused(small: Book):
    """A formula the workbook cannot write stops it, and never leaves a cell empty."""

    @dataclass(frozen=True)
    class Squared(Expr):
        side: Expr

    with pytest.raises(TypeError, match=r"^onbekende formule: Squared$"):
        formula(Squared(A), small.spot("X", JANUARY))


def test_a_result_that_is_no_number_makes_no_workbook():
    """A division by nothing is an error of the model: no workbook comes of it."""
    made = data(12, series={"x.a": 4.0})
    nodes = (outside("x.a"), flow("x.b", A))
    rows = {"x.a": made.series[Series("x.a")], "x.b": made.series[Series("x.a")] * float("nan")}
    with pytest.raises(ValueError, match=r"^een uitkomst is geen getal; daarvan komt geen rekenblad$"):
        book(chain(nodes), made, rows, 0, about("medio"))
