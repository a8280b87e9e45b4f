"""A chain of nine quantities, three scenarios of five years: against PySD and the package ``formulas``.

The same equations stand in ``asked/miniature.mdl`` and ``asked/formulas_miniature.py``, written by hand: that the
answers are equal says that the same was calculated.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from benchmarks.peers import NotThereError, ask
from benchmarks.shown import BESIDE, Table, absent, apart, beside
from benchmarks.timed import taking_turns
from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.months import Month
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Const, Expr, Least, Leaving, Series, ref
from mpp_lib.production.node import Chain, Node

MONTHS = 60
OPENING = {"m.voorraad": 24_000.0, "m.wachtend": 9_000.0, "m.vertrekplichtig": 5_000.0, "m.opvang": 40_000.0}
STOCKS = tuple(name.removeprefix("m.") for name in OPENING)
PEERS = (("PySD", "pysd", "pysd_miniature.py", 100.0), ("formulas", "formulas", "formulas_miniature.py", 1_000.0))
"""Name, package, script, and how many times as long it takes at least."""


def _node(name: str, formula: Expr, kind: Aggregation = Aggregation.FLOW) -> Node:
    opening: Literal["realisatie"] | None = "realisatie" if kind is Aggregation.STOCK else None
    return Node(f"m.{name}", name, "asiel", "personen", formula, kind, "Miniatuur.", opening=opening)


def chain() -> Chain:
    stock, inflow, decided, granted = Aggregation.STOCK, ref("m.instroom"), ref("m.beslist"), ref("m.ingewilligd")
    housed, left = ref("m.gehuisvest"), ref("m.vertrokken")
    nodes = (
        _node("instroom", Series("instroom")),
        _node("beslist", Least(Const(2_900.0), ref("m.voorraad", 1) + inflow)),
        _node("voorraad", ref("m.voorraad", 1) + inflow - decided, stock),
        _node("ingewilligd", decided * 0.62),
        _node("gehuisvest", Least(Const(1_600.0), ref("m.wachtend", 1) + granted)),
        _node("wachtend", ref("m.wachtend", 1) + granted - housed, stock),
        _node("vertrokken", ref("m.vertrekplichtig", 1) * Leaving(Const(0.04))),
        _node("vertrekplichtig", ref("m.vertrekplichtig", 1) + decided - granted - left, stock),
        _node("opvang", ref("m.opvang", 1) + inflow - housed - left, stock),
    )
    return Chain("miniatuur", nodes, (), (), (), ())


def surroundings() -> ChainData:
    """Inflow in a wave, in three sizes."""
    wave = 2_700 + 900 * np.sin(np.arange(-1, MONTHS) / 7)
    series = {Series("instroom"): wave[:, None] * [0.7, 1.0, 1.35]}
    return ChainData(Month(2025, 1), 1, MONTHS, 3, series, {}, {}, OPENING)


def measured() -> Table:
    """Both peers beside ours."""
    declared, data = chain(), surroundings()
    own, given = taking_turns({"ours": lambda: run(declared, data)}, 50)
    answer = np.array([given["ours"][name][data.horizon] for name in OPENING])
    table = Table("Drie scenario's van een miniatuur", BESIDE)
    inflows = data.series[Series("instroom")][data.horizon]
    question = {"inflows": inflows.T.tolist(), "stocks": STOCKS}
    for name, package, script, goal in PEERS:
        try:
            told = ask(package, script, question)
        except NotThereError as error:
            table.rows.append(absent(name, str(error), own["ours"], goal))
            continue
        difference = apart(_difference(answer, told["values"]))
        table.rows.append(beside(f"{name} {told['version']}", told["seconds"], own["ours"], goal, difference))
    return table


def _difference(answer: Array, values: list[list[list[float]]]) -> float:
    """The largest relative difference of any stock; theirs are [scenarios, stocks, months]."""
    theirs = np.array(values).transpose(1, 2, 0)
    return float(np.max(np.abs(theirs - answer) / np.maximum(1.0, np.abs(answer))))
