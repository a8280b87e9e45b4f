"""Where the chain comes to other numbers than the IND-prognoseplan.

The chain takes the plan's capacity and percentages (for regulier and bewaring its inflow too) and decides what it can
with its own inflow, so its decisions and stocks can differ from the plan's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.months import Month
from mpp_lib.inputs.plan.words import STOCK, indicator_names
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.run import RoundResult

COLUMNS = ("stroom", "grootheid", "jaar", "mpp_scenario", "plan", "keten", "verschil", "verschil_pct")
SERIES = ["stroom", "grootheid", "mpp_scenario", "jaar"]
OWNER = "IND"
"""Who the plan is of."""
DECISIONS = "beslissingen"
GRANTED = "inwilligingspercentage"
PERCENTAGE = "percentage"
"""What the name of a quantity that is a share holds."""
COMPARED = ("instroom", DECISIONS, "zonder_beslissing", "voorraad")
"""Quantities that the chain calculates itself."""
ROUNDING = 12 * 0.5
"""What rounding twelve months to whole cases makes of a year at the most."""


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


def own_say(result: RoundResult) -> frozenset[str]:
    """The streams in which the plan says something of its own, so that it can be the cause of a difference.

    What the IND delivered is its own. Of any other plan a stream whose flows are those of the chain, to the rounding of
    its months, is the output of the model: its capacity and percentages are assumptions of whoever ran it. Streams
    that the chain can't be held against go with the others.
    """
    streams = frozenset(map(str, result.inputs.plan["stroom"]))
    if _delivered_by_ind(result):
        return streams
    compared = plan_versus_chain(result)
    flows = compared[compared["grootheid"] != STOCK]
    own = frozenset(map(str, flows.loc[flows["verschil"].abs() > ROUNDING, "stroom"]))
    incomparable = streams - set(flows["stroom"])
    return own | incomparable if own else own


def _delivered_by_ind(result: RoundResult) -> bool:
    return OWNER in set(result.inputs.plan_delivery["partner"])


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
    yearly = plan_by_year(result.inputs)
    compared = yearly[yearly["grootheid"].isin(COMPARED)]
    found: dict[tuple[str, str, str], Array] = {}
    for (stream, quantity, scenario), values in compared.groupby(SERIES[:3], sort=False)["waarde"]:
        found[str(stream), str(quantity), str(scenario)] = values.to_numpy(float)
    return found


def plan_by_year(inputs: RoundInputs) -> pd.DataFrame:
    """The plan as delivered, by year: a flow or a capacity is the year's sum, a stock its end.

    An inwilligingspercentage is Σ percentage · beslissingen / Σ beslissingen, by the plan's own decisions; where it has
    none, and of any other percentage, the mean of the months.

    Returns:
        Columns stroom, grootheid, mpp_scenario, jaar (integer), waarde: series in the order of the plan, the scenarios
        from minimum to maximum, the years in order.
    """
    years = [Month.parse(month).year for month in inputs.plan["maand"]]
    plan = inputs.plan.assign(jaar=years).sort_values("maand", kind="stable")
    yearly = plan.groupby(SERIES, sort=False)["waarde"].agg(["sum", "mean", "last"]).reset_index()
    yearly = yearly.merge(_weighted(plan), on=SERIES, how="left")
    is_share = yearly["grootheid"].str.contains(PERCENTAGE)
    share = yearly["gewogen"].fillna(yearly["mean"])
    counted = yearly["last"].where(yearly["grootheid"] == STOCK, yearly["sum"])
    return _ordered(yearly.assign(waarde=share.where(is_share, counted)), plan)[[*SERIES, "waarde"]]


def _weighted(plan: pd.DataFrame) -> pd.DataFrame:
    """The inwilligingspercentages of the years in which the plan decides something: :data:`SERIES`, gewogen."""
    months = ["stroom", "mpp_scenario", "maand"]
    decided = plan.loc[plan["grootheid"] == DECISIONS, [*months, "waarde"]].rename(columns={"waarde": "gewicht"})
    granted = plan[plan["grootheid"] == GRANTED].merge(decided, on=months)
    granted = granted.assign(inwilligingen=granted["waarde"] * granted["gewicht"])
    sums = granted.groupby(SERIES, sort=False)[["inwilligingen", "gewicht"]].sum().reset_index()
    sums = sums[sums["gewicht"] > 0]
    return sums.assign(gewogen=sums["inwilligingen"] / sums["gewicht"])[[*SERIES, "gewogen"]]


def _ordered(yearly: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    first = {key: place for place, key in enumerate(dict.fromkeys(zip(plan["stroom"], plan["grootheid"], strict=True)))}
    places = [first[key] for key in zip(yearly["stroom"], yearly["grootheid"], strict=True)]
    scenarios = yearly["mpp_scenario"].map(SCENARIOS.index)
    order = yearly.assign(_plaats=places, _scenario=scenarios).sort_values(["_plaats", "_scenario", "jaar"])
    return order.reset_index(drop=True)


def _node(chain: Chain, stream: str, quantity: str) -> Node | None:
    """The indicator of a plan's quantity."""
    return next((chain.by_id[name] for name in indicator_names(stream, quantity) if name in chain.by_id), None)
