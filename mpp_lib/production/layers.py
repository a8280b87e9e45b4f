"""Maatregelen: layers over the parameters of the chain, switched on and off as a whole.

In a month in which several layers lie on one parameter, a fixed value goes first, then every factor, then
every addition: waarde · Π factor + Σ plus. So the order of the measures makes no difference.

Source: docs/methode-keten.md, *Maatregelen*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mpp_lib.base.months import Month
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chain_data import Array

Kind = Literal["waarde", "factor", "plus"]
KINDS: tuple[Kind, ...] = ("waarde", "factor", "plus")
"""In the order in which they are applied."""


@dataclass(frozen=True)
class Layer:
    """What a measure does to one parameter, from ``since`` up to and including ``until`` (None: to the end)."""

    parameter: str
    since: Month
    until: Month | None
    kind: Kind
    effect: float

    def holds(self, month: Month) -> bool:
        """Whether it works in that month."""
        return self.since <= month and (self.until is None or month <= self.until)


@dataclass(frozen=True)
class Measure:
    """The rows of ``maatregelen.csv`` with one id.

    Raises:
        ValueError: for an active measure without a ground.
    """

    id: str
    description: str
    owner: str
    active: bool
    ground: str
    rationale: str
    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        if self.active and not self.ground:
            raise ValueError(f"maatregel {self.id} heeft geen grondslag en kan niet aan staan")


def measures_of(inputs: RoundInputs) -> tuple[Measure, ...]:
    """Every measure of a round, in the order of the file."""
    groups = inputs.measures.groupby("id", sort=False)
    return tuple(_measure(str(name), rows) for name, rows in groups)


def _measure(name: str, rows: pd.DataFrame) -> Measure:
    first = rows.iloc[0]
    return Measure(
        id=name,
        description=str(first["omschrijving"]),
        owner=str(first["eigenaar"]),
        active=first["actief"] == "ja",
        ground=str(first["grondslag"]),
        rationale=str(first["onderbouwing"]),
        layers=tuple(_layer(row) for _, row in rows.iterrows()),
    )


def _layer(row: pd.Series) -> Layer:
    until = Month.parse(str(row["tot"])) if row["tot"] else None
    return Layer(str(row["parameter"]), Month.parse(str(row["vanaf"])), until, row["soort"], float(row["effect"]))


def layers_by_parameter(measures: Iterable[Measure]) -> Mapping[str, tuple[Layer, ...]]:
    """Parameter → the layers over it, in order."""
    found: dict[str, tuple[Layer, ...]] = {}
    for measure in measures:
        for layer in measure.layers:
            found[layer.parameter] = (*found.get(layer.parameter, ()), layer)
    return found


def layered(values: Array, months: Sequence[Month], layers: Sequence[Layer]) -> Array:
    """A parameter with layers over it: waarde · Π factor + Σ plus in the months in which they hold.

    Args:
        values: [months, scenarios], without layers; not changed.
        layers: on this parameter.
    """
    result = values.copy()
    for layer in (layer for kind in KINDS for layer in layers if layer.kind == kind):
        rows = np.array([layer.holds(month) for month in months])
        result[rows] = _applied(result[rows], layer)
    return result


def _applied(values: Array, layer: Layer) -> Array:
    match layer.kind:
        case "waarde":
            return np.full_like(values, layer.effect)
        case "factor":
            return values * layer.effect
        case "plus":
            return values + layer.effect
