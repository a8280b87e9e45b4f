"""Workbooks to recalculate: the whole chain in surroundings as uneven as a round permits."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from mpp_lib.present.rekenblad.book import About, Book, book
from mpp_lib.present.rekenblad.cells import Values
from mpp_lib.present.rekenblad.finish import finished
from mpp_lib.present.rekenblad.sheets import workbook
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Param, Series
from mpp_lib.production.node import Chain
from tests.support.chain.drawn_cases import case, drawn_parameters

CHAIN = chain_named("standaard")
DAY = "2024-03-15"
HOLDS = 17
"""Months a parameter keeps its value in these surroundings: so it changes within years and half-years."""


def surroundings(seed: int, *, months: int = 60, draws: int = 3) -> ChainData:
    """Uneven series, kernels that change by entry month, parameters that change now and then."""
    rng = np.random.default_rng(seed)
    data = case(CHAIN, drawn_parameters(CHAIN, rng), rng, months=months, draws=draws)
    return replace(data, series=dict(data.series) | _holding(data) | {Series("dagen"): _days(data)})


def _holding(data: ChainData) -> dict[str, Array]:
    """Every parameter that is not given per half-year, standing still for months on end, also into the horizon."""
    held = np.maximum(np.arange(data.rows) // HOLDS * HOLDS, data.history)
    names = [Param(spec.name) for spec in CHAIN.parameters if not spec.per_half_year]
    return {name: data.series[name][held] for name in names}


def _days(data: ChainData) -> Array:
    return np.array([[28.0 + month.month % 4] for month in data.calendar])


def about(scenario: str) -> About:
    return About("2024-1", scenario, "concept, voor intern gebruik", DAY)


def made_book(chain: Chain, data: ChainData, column: int = 0, scenario: str = "medio") -> Book:
    """The workbook of a draw, from a run of the engine."""
    return book(chain, data, run(chain, data), column, about(scenario), names={"ind": "IND", "dtv": "DT&V"})


def written(made: Book, path: Path) -> Values:
    """Write a workbook; what every formula in it has to give."""
    content, values = workbook(made)
    path.write_bytes(finished(content, values, DAY))
    return values
