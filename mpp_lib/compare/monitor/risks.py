"""A status line for each risk, uncertainty and assumption of the round: does its indicator move that way?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mpp_lib.base.dutch import round_half_up
from mpp_lib.compare.monitor.against import Against
from mpp_lib.compare.monitor.flag import STEP, is_flagged
from mpp_lib.compare.monitor.monitored_indicator import Comparison

Status = Literal["vlag", "in de richting", "niet in de richting", "zonder richting", "niet geleverd", "geen indicator"]
UP, DOWN = "hoger", "lager"


@dataclass(frozen=True)
class RiskLine:
    """An entry of ``risicos.csv`` and how it stands.

    Attributes:
        kind: ``risico``, ``onzekerheid`` or ``aanname``.
        to_date: its indicator against the round; None without indicator or figures.
        status: ``vlag`` when flagged on the side of the risk, else on which side the deviation lies; ``zonder
            richting`` where the register names both sides or none: no deviation is then on the side of the risk.
    """

    id: str
    kind: str
    description: str
    indicator: str
    direction: str
    owner: str
    weight: str
    to_date: Comparison | None
    status: Status


def risk_lines(register: pd.DataFrame, against: Against) -> Iterator[RiskLine]:
    """Every entry, in the order of the register."""
    columns = ["id", "soort", "omschrijving", "indicator", "richting", "eigenaar", "weging"]
    for values in register[columns].itertuples(index=False):
        id_, kind, description, indicator, direction, owner, weight = map(str, values)
        node = against.result.chain.by_id.get(indicator)
        seen = against.year_to_date(node) if node else None
        status = _status(seen, direction) if node else "geen indicator"
        yield RiskLine(id_, kind, description, indicator, direction, owner, weight, seen, status)


def _status(seen: Comparison | None, direction: str) -> Status:
    if seen is None:
        return "niet geleverd"
    signs = [sign for word, sign in ((UP, 1), (DOWN, -1)) if word in direction]
    if len(signs) != 1:
        return "zonder richting"
    apart = seen.deviation if seen.deviation_pct is None else round_half_up(seen.deviation_pct, STEP)
    if signs[0] * apart <= 0:
        return "niet in de richting"
    return "vlag" if is_flagged(seen.realised, seen.expected) else "in de richting"
