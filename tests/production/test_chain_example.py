"""The whole chain against a month done on paper and against a second, scalar reading of its equations."""

from dataclasses import replace

import numpy as np
import pytest

from mpp_lib.production.chain_data import ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import run
from tests.support.chain import chain_example
from tests.support.chain.chain_scalar import Scalar
from tests.support.chain.drawn_cases import case, drawn_parameters
from tests.support.chain.regulier_scalar import KINDS

CHAIN = chain_named("standaard")


@pytest.fixture(scope="module")
def found() -> dict[str, np.ndarray]:
    data = chain_example.surroundings()
    return {name: values[data.horizon, 0] for name, values in run(CHAIN, data).items()}


@pytest.mark.parametrize("name", chain_example.FIRST_MONTH)
def test_the_first_month_is_what_it_is_on_paper(found: dict[str, np.ndarray], name: str) -> None:
    assert found[name][0] == pytest.approx(chain_example.FIRST_MONTH[name], rel=1e-12, abs=1e-9)


def compare(data: ChainData) -> None:
    """Every node of the chain equals the scalar reading of it."""
    rows = run(CHAIN, data)
    expected = Scalar(data).run()
    assert set(expected) == set(rows)
    for name, values in expected.items():
        np.testing.assert_allclose(rows[name][data.horizon, 0], values, rtol=1e-12, atol=1e-8, err_msg=name)


def test_thirty_months_equal_the_scalar_reading_for_every_node() -> None:
    compare(chain_example.surroundings())


@pytest.mark.parametrize("seed", range(8))
def test_five_drawn_years_equal_the_scalar_reading_for_every_node(seed: int) -> None:
    rng = np.random.default_rng(seed)
    compare(case(CHAIN, drawn_parameters(CHAIN, rng), rng))


def test_the_example_visits_both_sides_of_every_limit(found: dict[str, np.ndarray]) -> None:
    """Capacity binds in some months and the stock in others, or the example would prove half of it."""
    queues = ("politie.ir_wachtrij", "ind.spoor1.voorraad", "ind.spoor2.voorraad", "ind.spoor4.voorraad")
    queues += ("ind.herhaald.voorraad", "ind.nareis.voorraad", "rvdr.asiel.voorraad_inhoudelijk")
    queues += ("rvdr.asiel.voorraad_overig", "rvs.asiel.voorraad", "coa.vergunninghouders")
    queues += (*(f"ind.{kind}.voorraad" for kind in KINDS), "ind.bezwaar.voorraad")
    queues += tuple(f"{court}.{domain}.voorraad" for court in ("rvdr", "rvs") for domain in ("regulier", "bewaring"))
    for name in queues:
        empty = found[name] < 1e-9
        assert empty.any(), name
        assert not empty.all(), name
    asked = 0.7 * found["asiel.instroom_herhaald"][8:]
    limited = found["coa.herinstroom_vertrekplichtig"][8:] < asked - 1e-9
    assert limited.any()
    assert not limited.all()
    assert (found["ind.spoor4.voorraad_ouder_21"] > 0).any()


def test_a_lead_on_the_taakstelling_sends_nobody_back_into_reception() -> None:
    example = chain_example.surroundings()
    data = replace(example, opening={**chain_example.OPENING, "ks.achterstand": -300_000})
    rows = run(CHAIN, data)
    assert (rows["ks.taakstelling"][data.horizon][12:18] == 0).all()
    assert (rows["coa.uitstroom_huisvesting"][data.horizon][12:18] == 0).all()
