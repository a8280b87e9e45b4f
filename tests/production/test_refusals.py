"""What a chain may not declare, and the exact words in which it is refused."""

import pytest

from mpp_lib.base.catalogue import Aggregation, KernelSpec, ParameterSpec
from mpp_lib.production.engine import run, stages
from mpp_lib.production.expression import (
    AtHalfYearStart,
    ClearanceTime,
    Delay,
    Expr,
    Known,
    OlderThan,
    Param,
    Plan,
    PreviousHalfYear,
    Ratio,
    TimeInStock,
    as_expr,
    ref,
)
from mpp_lib.production.node import Balance, Chain, Limit, Node, Transit
from tests.support.chain import tiny

ONE = tiny.flow("een", as_expr(1.0))


def made(*nodes: Node, balances: tuple[Balance, ...] = (), limits: tuple[Limit, ...] = ()) -> Chain:
    """A chain with one parameter, one kernel and no plan."""
    return Chain(
        variant="proef",
        nodes=nodes,
        parameters=(ParameterSpec("deel", "deel", "aandeel"),),
        kernels=(KernelSpec("weg", "weg"),),
        plan=(),
        balances=balances,
        limits=limits,
    )


def refusal(*nodes: Node, balances: tuple[Balance, ...] = (), limits: tuple[Limit, ...] = ()) -> str:
    """The words in which such a chain is refused."""
    with pytest.raises(ValueError, match=r".") as caught:
        made(*nodes, balances=balances, limits=limits)
    return str(caught.value)


def test_an_id_is_declared_once() -> None:
    assert refusal(ONE, ONE) == "knoop twee keer gedeclareerd: een"


def test_a_parameter_is_declared_once() -> None:
    twice = (ParameterSpec("deel", "deel", "aandeel"),) * 2
    with pytest.raises(ValueError, match=r"^parameter twee keer gedeclareerd: deel$"):
        Chain("proef", (ONE,), twice, (), (), ())


def test_a_kernel_is_declared_once() -> None:
    with pytest.raises(ValueError, match=r"^verdeling twee keer gedeclareerd: weg$"):
        Chain("proef", (ONE,), (), (KernelSpec("weg", "weg"),) * 2, (), ())


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (ref("twee"), "x verwijst naar een onbekende knoop: twee"),
        (1 - ref("twee", 3), "x verwijst naar een onbekende knoop: twee"),
        (Ratio(ref("een"), ref("twee"), as_expr(0)), "x verwijst naar een onbekende knoop: twee"),
        (PreviousHalfYear("twee"), "x verwijst naar een onbekende knoop: twee"),
        (AtHalfYearStart("twee"), "x verwijst naar een onbekende knoop: twee"),
        (OlderThan("een", "twee", "een", 6, as_expr(0), ()), "x verwijst naar een onbekende knoop: twee"),
        (OlderThan("een", "een", "een", 6, as_expr(0), ((6, "twee"),)), "x verwijst naar een onbekende knoop: twee"),
        (OlderThan("een", "een", "een", 6, Param("geheel"), ()), "x verwijst naar een onbekende parameter: geheel"),
        (TimeInStock("een", "een", "twee"), "x verwijst naar een onbekende knoop: twee"),
        (ClearanceTime("twee", "een"), "x verwijst naar een onbekende knoop: twee"),
        (Delay("weg", "twee"), "x verwijst naar een onbekende knoop: twee"),
        (Delay("pad", "een"), "x verwijst naar een onbekende verdeling: pad"),
        (2 * Param("geheel"), "x verwijst naar een onbekende parameter: geheel"),
        (1 - Known("geheel"), "x verwijst naar een onbekende parameter: geheel"),
        (Plan("spoor9", "capaciteit"), "x verwijst naar een onbekende planreeks: spoor9 capaciteit"),
    ],
)
def test_a_formula_refers_to_what_exists(formula: Expr, message: str) -> None:
    assert refusal(ONE, tiny.flow("x", formula)) == message


def test_an_opening_refers_to_what_exists() -> None:
    node = Node(
        "x", "x", "asiel", "zaken", as_expr(0), Aggregation.STOCK, "Proef.", opening=Transit("twee", ("weg", "pad"))
    )
    assert refusal(ONE, node) == "x verwijst naar een onbekende knoop: twee"


def test_a_balance_refers_to_what_exists() -> None:
    balance = Balance("Proef", "een", ("een",), ("twee",))
    assert refusal(ONE, balances=(balance,)) == "balans Proef verwijst naar een onbekende knoop: twee"


def test_a_limit_refers_to_what_exists() -> None:
    limit = Limit(("deel", "geheel"), 1.0)
    assert refusal(ONE, limits=(limit,)) == "een grens verwijst naar een onbekende parameter: geheel"


def test_nodes_do_not_wait_for_each_other_within_a_month() -> None:
    circle = made(tiny.flow("a", ref("b") + 1), tiny.flow("b", ref("a") / 2), ONE)
    with pytest.raises(ValueError, match=r"^knopen hangen binnen één maand van elkaar af: ") as caught:
        stages(circle)
    assert set(str(caught.value).partition(": ")[2].split(", ")) == {"a", "b"}


def test_a_node_does_not_wait_for_itself_within_a_month() -> None:
    with pytest.raises(ValueError, match=r"^knopen hangen binnen één maand van elkaar af: a, a$"):
        stages(made(tiny.flow("a", ref("a") + 1)))


def test_a_kernel_that_lets_out_in_the_month_itself_is_no_way_round() -> None:
    circle = [tiny.flow("a", 1 + ref("b")), tiny.flow("b", Delay("weg", "a"))]
    with pytest.raises(ValueError, match=r"^knopen hangen binnen één maand van elkaar af: "):
        stages(tiny.chain(circle, {"weg": 0}))
    assert [stage.feedback for stage in stages(tiny.chain(circle, {"weg": 1}))] == [True]


def test_a_sum_of_stocks_has_no_place_in_feedback() -> None:
    """It would have no opening there: months are stepped from the first one on."""
    nodes = [tiny.stock("a", ref("a", 1) + ref("sum", 1)), tiny.stock("sum", ref("a") * 2, None)]
    with pytest.raises(ValueError, match=r"^een som van voorraden kan niet in een terugkoppeling staan: sum$"):
        stages(tiny.chain(nodes))


@pytest.mark.parametrize("term", [OlderThan("v", "in", "uit", 1, as_expr(0), ()), TimeInStock("v", "in", "uit")])
def test_a_term_has_no_place_in_feedback(term: Expr) -> None:
    chain = tiny.chain(
        [
            tiny.outside("in"),
            tiny.flow("uit", ref("duur", 1) * 0.01),
            tiny.stock("v", ref("v", 1) + ref("in") - ref("uit")),
            tiny.flow("duur", term),
        ]
    )
    data = tiny.data(3, series={"in": 10.0}, flows={"in": [5] * 6}, opening={"v": 30}, history=6)
    with pytest.raises(TypeError, match=r"^een leeftijd of doorlooptijd kan niet in een terugkoppeling staan$"):
        run(chain, data)


def test_an_unknown_kind_of_formula_is_refused() -> None:
    class Guess(Expr):
        pass

    with pytest.raises(TypeError, match=r"^onbekende formule: Guess$"):
        run(tiny.chain([tiny.flow("a", Guess())]), tiny.data(2))
