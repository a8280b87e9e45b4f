"""Inputs of which every unit comes from either of two versions of a round.

A unit is what has to come from one version as a whole to mean something: a year of toekomstscenario's (their chances
sum to 1), a parameter over time, a distribution, a stream of the plan, a measure, the realisations of a partner. What
the figures do not depend on (experts, ranges, registers) is no unit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from mpp_lib.compare.attribution.mixed_run import partner_of
from mpp_lib.compare.changes.input_change import InputChange
from mpp_lib.inflow.forecast import forecast_round, monthly_inflow
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rules.parameters import RESERVED
from mpp_lib.production.chain_data import Array
from mpp_lib.production.chains import chain_named
from mpp_lib.production.layers import measures_of
from mpp_lib.production.parts import Parts, parts_of

Unit = tuple[str, str]
"""A field of :class:`RoundInputs`, and which rows of it."""
COLUMN: Mapping[str, str] = {
    "scenarios": "jaar",
    "adopted": "jaar",
    "realisations": "indicator",
    "parameters": "parameter",
    "courses": "parameter",
    "kernels": "parameter",
    "plan": "stroom",
    "measures": "id",
}
"""Field → the column by which its rows are units; of realisations the partner of the indicator."""
SETTINGS: Unit = ("settings", "")
WHOLE: Unit = ("", "")
"""Everything at once, where two versions start or end in other months: their realisations fit no other horizon."""
_FIELDS = {getattr(ROUND, field).file: field for field in COLUMN} | dict.fromkeys(files.PLAN_WORKBOOKS, "plan")


@dataclass(frozen=True, eq=False)
class MixedInputs:
    """The inputs of a version beside those of an earlier one."""

    new: RoundInputs
    old: RoundInputs

    @cached_property
    def divisible(self) -> bool:
        """Whether they can be mixed unit by unit: the same horizon, and the same months realised."""
        new, old = self.new.settings, self.old.settings
        return (new.horizon, new.realised_until) == (old.horizon, old.realised_until)

    def unit(self, change: InputChange) -> Unit | None:
        """The unit that a change is in; None where the figures do not depend on it, as on words beside them."""
        field = _FIELDS.get(change.file)
        if (change.file != files.ROUND and field is None) or (field and _is_prose(field, change.column)):
            return None
        if not self.divisible:
            return WHOLE
        if field is None:
            return SETTINGS
        value = change.at[getattr(ROUND, field).key.index(COLUMN[field])]
        return field, _member(field, value)

    def with_new(self, taken: Collection[Unit]) -> RoundInputs:
        """The older inputs with these units from the newer ones."""
        if WHOLE in taken:
            return self.new
        settings = (self.new if SETTINGS in taken else self.old).settings
        mixed: dict[str, Any] = {field: self._mixed(field, taken) for field in COLUMN}
        return replace(self.old, settings=settings, **mixed)

    def parts(self, taken: Collection[Unit]) -> Parts:
        """What a run of those inputs consists of, with the measures that are active."""
        inputs = self.with_new(taken)
        parts = parts_of(chain_named(inputs.settings.model), inputs, self._inflow(frozenset(filter(_forecast, taken))))
        return parts.with_measures(measure for measure in measures_of(inputs) if measure.active)

    def _inflow(self, taken: frozenset[Unit]) -> Array:
        """First applications [months, 3], made once of the units that the Prognose is made from."""
        if taken not in self._made:
            inputs = self.with_new(taken)
            self._made[taken] = monthly_inflow(forecast_round(inputs), inputs)
        return self._made[taken]

    @cached_property
    def _made(self) -> dict[frozenset[Unit], Array]:
        return {}

    def _mixed(self, field: str, taken: Collection[Unit]) -> pd.DataFrame:
        """The units in the order of the newer version, those that only the older one has behind them."""
        new, old = (getattr(inputs, field) for inputs in (self.new, self.old))
        now, then = _members(field, new), _members(field, old)
        order = {member: place for place, member in enumerate(dict.fromkeys([*now, *then]))}
        chosen = {member for name, member in taken if name == field}
        rows = pd.concat([new[now.isin(chosen)], old[~then.isin(chosen)]], ignore_index=True)
        places = _members(field, rows).map(order).to_numpy().argsort(kind="stable")
        mixed: pd.DataFrame = rows.iloc[places].reset_index(drop=True)
        return mixed


def _is_prose(field: str, column: str) -> bool:
    """Whether a column holds free text: a source, a remark, a reason."""
    if not column:
        return False
    declared = getattr(ROUND, field).column(column)
    return declared.type == "text" and not declared.words


def _forecast(unit: Unit) -> bool:
    """Whether the Prognose can depend on it; of the parameters only its own do."""
    field, member = unit
    return field not in ("parameters", "courses", "kernels", "plan", "measures") or member in RESERVED


def _members(field: str, frame: pd.DataFrame) -> pd.Series[str]:
    return frame[COLUMN[field]].map(lambda value: _member(field, value)).astype(str)


def _member(field: str, value: object) -> str:
    return partner_of(str(value)) if field == "realisations" else str(value)
