"""Where the chain comes to other numbers than the IND-prognoseplan.

The chain takes the plan's capacity and percentages (for regulier and bewaring its inflow too) and decides what it can
with its own inflow, so its decisions and stocks can differ from the plan's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.inputs.plan_words import STOCK
from mpp_lib.production.frame import Array
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.run import RoundResult

COLUMNS = ("stroom", "grootheid", "jaar", "mpp_scenario", "plan", "keten", "verschil", "verschil_pct")
COMPARED = ("instroom", "beslissingen", "zonder_beslissing", "voorraad")
"""Quantities that the chain calculates itself."""
OTHER_NAMES = {"instroom": "aanvragen"}
"""What an indicator calls a quantity, where it differs from the plan."""


def plan_versus_chain(result: RoundResult) -> pd.DataFrame:
    """Yearly values of the plan beside the chain's own; a flow is the year's sum, a stock its end.

    verschil = keten − plan; verschil_pct = 100 · verschil / plan.

    Returns:
        Columns stroom, grootheid, jaar (integer), mpp_scenario, plan, keten, verschil, verschil_pct (NaN where the
        plan is zero): a row for each quantity that both the plan and the chain have of a stream.
    """
    frame = pd.DataFrame(_rows(result), columns=list(COLUMNS[:6]))
    planned, own = frame["plan"].to_numpy(float), frame["keten"].to_numpy(float)
    difference = own - planned
    share = np.divide(100 * difference, planned, out=np.full(len(frame), np.nan), where=planned != 0)
    return frame.assign(verschil=difference, verschil_pct=share)


def _rows(result: RoundResult) -> Iterator[tuple[str, str, int, str, float, float]]:
    years = result.inputs.settings.span.calendar_years
    for (stream, quantity, scenario), planned in _planned(result).items():
        node = _node(result.chain, stream, quantity)
        if node is not None:
            own = result.years[node.id][:, SCENARIOS.index(scenario)]
            for year, value, ours in zip(years, planned, own, strict=True):
                yield stream, quantity, year, scenario, float(value), float(ours)


def _planned(result: RoundResult) -> dict[tuple[str, str, str], Array]:
    """(stream, quantity, mpp-scenario) → [years], of what is compared: in the order of the plan."""
    span, plan = result.inputs.settings.span, result.inputs.plan
    compared = plan[plan["grootheid"].isin(COMPARED)]
    series = compared.pivot(index="maand", columns=["stroom", "grootheid", "mpp_scenario"], values="waarde")
    series = series.reindex(index=[str(month) for month in span.months])
    found: dict[tuple[str, str, str], Array] = {}
    for stream, quantity in dict.fromkeys(zip(compared["stroom"], compared["grootheid"], strict=True)):
        for scenario in (name for name in SCENARIOS if (stream, quantity, name) in series):
            months = series[stream, quantity, scenario].to_numpy(float).reshape(span.years, 12)
            found[stream, quantity, scenario] = months[:, -1] if quantity == STOCK else months.sum(axis=1)
    return found


def _node(chain: Chain, stream: str, quantity: str) -> Node | None:
    """The indicator of a plan's quantity: ``ind.spoor4.voorraad``, ``ind.gezin.aanvragen``."""
    part = stream.removeprefix("regulier_")
    names = (f"ind.{part}.{name}" for name in (quantity, OTHER_NAMES.get(quantity, quantity)))
    return next((chain.by_id[name] for name in names if name in chain.by_id), None)
