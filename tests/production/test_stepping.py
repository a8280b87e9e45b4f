"""Stepping a few draws over plain numbers gives what NumPy gives, to the last bit."""

import numpy as np
import pytest

from mpp_lib.production import engine
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.expression import Const, Greatest, Least, Leaving, Param, Ratio, ref
from mpp_lib.production.node import Chain
from mpp_lib.production.stepping import FEW
from tests.support.chain import tiny
from tests.support.chain.drawn_cases import case, drawn_parameters

CHAIN = chain_named("standaard")
p = Param("p")
ODD = tiny.chain(
    [
        tiny.stock("a", Least(ref("a", 1) + p, Greatest(ref("b", 1) * 0.5, Const(-3.0)))),
        tiny.stock("b", ref("a") - Ratio(ref("a", 1), ref("b", 1) - 8.0, p * 2.0) + 5.0),
        tiny.stock("c", ref("c", 1) - ref("c", 1) * Leaving(ref("a") * 0.01) + Leaving(p)),
        tiny.stock("d", ref("d", 1) / (p - 4.0)),
    ]
)
"""Every kind of formula that is stepped, with a whole that is nothing in the first month."""


def by_numpy(chain: Chain, data: ChainData, monkeypatch: pytest.MonkeyPatch) -> dict[str, Array]:
    with monkeypatch.context() as patched:
        patched.setattr(engine, "FEW", 0)
        return engine.run(chain, data)


def assert_same_bits(found: dict[str, Array], expected: dict[str, Array]) -> None:
    for name, values in expected.items():
        assert found[name].tobytes() == values.tobytes(), name


@pytest.mark.parametrize("draws", [1, 3, FEW])
def test_the_whole_chain(draws: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(draws)
    data = case(CHAIN, drawn_parameters(CHAIN, rng), rng, draws=draws)
    assert_same_bits(engine.run(CHAIN, data), by_numpy(CHAIN, data, monkeypatch))


def odd(p: list[float]) -> ChainData:
    return tiny.data(4, parameters={"p": p}, opening={"a": 2.0, "b": 8.0, "c": 900.0, "d": 7.0})


@pytest.mark.parametrize(
    "p",
    [
        pytest.param([1.0, -2.5, 0.3, 7.0], id="any numbers"),
        pytest.param([1.0, np.nan, 0.3, 7.0], id="no number, which stays one"),
        pytest.param([1.0, 2.0, 4.0, 7.0], id="a division by zero"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_every_kind_of_formula(p: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    data = odd(p)
    found, expected = engine.run(ODD, data), by_numpy(ODD, data, monkeypatch)
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values, err_msg=name)
    assert np.isinf(found["d"]).any() == (4.0 in p)
    assert np.isnan(found["a"]).any() == bool(np.isnan(p).any())
