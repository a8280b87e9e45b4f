"""The engine gives each draw its own answer, however nodes are ordered and draws are taken together."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components

from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import feedback_groups, run, run_blocks, stages
from mpp_lib.production.expression import Plan, Series
from tests.support.chain.drawn_cases import case, drawn_parameters

CHAIN = chain_named("standaard")
DRAWS = 11


@pytest.fixture(scope="module")
def data() -> ChainData:
    rng = np.random.default_rng(20240101)
    return case(CHAIN, drawn_parameters(CHAIN, rng), rng, draws=DRAWS)


@pytest.fixture(scope="module")
def together(data: ChainData) -> dict[str, Array]:
    return run(CHAIN, data)


def assert_same(found: Mapping[str, Array], expected: Mapping[str, Array]) -> None:
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-12, atol=1e-8, err_msg=name)


def test_draws_differ_from_each_other(together: dict[str, Array]) -> None:
    """Or the tests below would prove nothing."""
    assert np.ptp(together["coa.bezetting"][-1]) > 1


@pytest.mark.parametrize("draw", [0, 4, DRAWS - 1])
def test_a_draw_alone_is_what_it_is_among_others(data: ChainData, together: dict[str, Array], draw: int) -> None:
    alone = run(CHAIN, data.columns(slice(draw, draw + 1)))
    assert_same(alone, {name: values[:, draw : draw + 1] for name, values in together.items()})


@pytest.mark.parametrize("block", [1, 4, 7, DRAWS, 1_000])
def test_the_size_of_the_blocks_changes_nothing(data: ChainData, together: dict[str, Array], block: int) -> None:
    parts = [{name: values.copy() for name, values in part.items()} for part in run_blocks(CHAIN, data, block)]
    assert [part["coa.bezetting"].shape[1] for part in parts] == [block] * (DRAWS // block) + (
        [DRAWS % block] if DRAWS % block else []
    )
    assert_same({name: np.hstack([part[name] for part in parts]) for name in together}, together)


def test_a_draw_that_breaks_leaves_the_others_whole(data: ChainData, together: dict[str, Array]) -> None:
    """Also those that come after it in the same place of a later block."""
    broken = data.series[Series("eerste_asielinstroom")].copy()
    broken[data.history, 1] = np.nan
    hurt = replace(data, series={**data.series, Series("eerste_asielinstroom"): broken})
    parts = [{name: values.copy() for name, values in part.items()} for part in run_blocks(CHAIN, hurt, 4)]
    rows = {name: np.hstack([part[name] for part in parts]) for name in together}
    others = [draw for draw in range(DRAWS) if draw != 1]
    assert np.isnan(rows["coa.bezetting"][data.history :, 1]).all()
    assert_same(
        {name: values[:, others] for name, values in rows.items()},
        {name: values[:, others] for name, values in together.items()},
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_declaration_changes_nothing(data: ChainData, together: dict[str, Array], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(CHAIN.nodes))
    shuffled = replace(CHAIN, nodes=tuple(CHAIN.nodes[k] for k in order))
    assert_same(run(shuffled, data), together)


def test_one_column_serves_every_draw(data: ChainData) -> None:
    """A series that does not differ by draw may be given once."""
    capacity = Plan("spoor4", "capaciteit")
    wide = np.repeat(data.series[capacity][:, :1], DRAWS, axis=1)
    narrow = replace(data, series={**data.series, capacity: wide[:, :1]})
    assert_same(run(CHAIN, narrow), run(CHAIN, replace(data, series={**data.series, capacity: wide})))


def test_only_real_feedback_is_stepped_by_month() -> None:
    """Appeals and track 4, reception, and housing step together; no age, term, share of grants or total does."""
    stepped = {node_id for stage in stages(CHAIN) if stage.feedback for node_id in stage.ids}
    together = {frozenset(stage.ids) for stage in stages(CHAIN) if stage.feedback}
    for pair in (
        {"ind.spoor4.voorraad", "rvdr.asiel.voorraad_inhoudelijk"},
        {"coa.in_procedure", "coa.vertrekplichtig"},
        {"ks.achterstand", "coa.vergunninghouders"},
    ):
        assert any(pair <= ids for ids in together)
    kinds = {node.kind for node in CHAIN.nodes if node.id in stepped}
    assert "termijn" not in kinds
    assert len(stepped) < len(CHAIN.nodes) / 2
    assert "asiel.instroom_totaal" not in stepped


@pytest.mark.parametrize("seed", range(20))
def test_nodes_that_feed_back_on_each_other_are_those_that_scipy_finds(seed: int) -> None:
    """Strongly connected components, of drawn graphs with few and with many of them."""
    rng = np.random.default_rng(seed)
    graph = rng.random((30, 30)) < rng.uniform(0.01, 0.08)
    _, labels = connected_components(graph, directed=True, connection="strong")
    found = feedback_groups({str(node): [str(need) for need in np.flatnonzero(graph[node])] for node in range(30)})
    assert list(found) == [str(node) for node in range(30)]
    for one, other in combinations(range(30), 2):
        assert (found[str(one)] == found[str(other)]) == (labels[one] == labels[other])


def test_history_and_opening_stand_before_the_horizon(data: ChainData, together: dict[str, Array]) -> None:
    for name, past in data.flows.items():
        assert (together[name][: data.history] == past[:, None]).all(), name
    for name, stock in data.opening.items():
        assert (together[name][data.history - 1] == stock).all(), name
