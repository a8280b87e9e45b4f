"""Where the chain comes to other numbers than the IND-prognoseplan.

The chain takes the plan's capacity and percentages (for regulier and bewaring its inflow too) and decides what it can
with its own inflow, so its decisions and stocks can differ from the plan's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.inputs.series import plan_array
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
    span = result.inputs.settings.span
    plan = result.inputs.plan
    for stream in dict.fromkeys(plan["stroom"].astype(str)):
        given = set(plan.loc[plan["stroom"] == stream, "grootheid"])
        for quantity in (name for name in COMPARED if name in given):
            node = _node(result.chain, stream, quantity)
            if node is None:
                continue
            months = plan_array(plan, stream, quantity, span.months).reshape(span.years, 12, len(SCENARIOS))
            planned = months[:, -1] if node.aggregation == "stock" else months.sum(axis=1)
            for row, year in enumerate(span.calendar_years):
                for column, scenario in enumerate(SCENARIOS):
                    own = result.years[node.id][row, column]
                    yield stream, quantity, year, scenario, float(planned[row, column]), float(own)


def _node(chain: Chain, stream: str, quantity: str) -> Node | None:
    """The indicator of a plan's quantity: ``ind.spoor4.voorraad``, ``ind.gezin.aanvragen``."""
    part = stream.removeprefix("regulier_")
    names = (f"ind.{part}.{name}" for name in (quantity, OTHER_NAMES.get(quantity, quantity)))
    return next((chain.by_id[name] for name in names if name in chain.by_id), None)
