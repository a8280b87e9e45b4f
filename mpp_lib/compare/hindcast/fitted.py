"""Which parameters are fitted, from where the search begins, and the level that the folder ``_hindcast`` holds of each.

Source: docs/hindcast.md, *De ijking*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mpp_lib.inputs.round_inputs import RoundInputs

STARTS: Mapping[str, float] = {
    "uitval_spoor4": 0.01,
    "nareis_per_inwilliging": 1.5,
    "nareis_inreis": 0.8,
    "opvang_eerste": 0.8,
    "taakstelling_realisatiegraad": 0.8,
    "aandeel_claimakkoord": 0.7,
    "vertrek_zelfstandig": 0.04,
    "vertrek_gedwongen": 0.01,
    "vertrek_zonder_toezicht": 0.03,
}
"""Parameter that is fitted → the value of its first month with which the search starts."""


def stored(inputs: RoundInputs) -> dict[str, float]:
    """The value of its first month that each fitted parameter has in the folder ``_hindcast``."""
    rows = inputs.parameters.sort_values("vanaf")
    return {name: float(rows.loc[rows["parameter"] == name, "waarde"].iloc[0]) for name in STARTS}


def levelled(inputs: RoundInputs, levels: Mapping[str, float]) -> RoundInputs:
    """The same inputs with fitted parameters on other levels; one that changes over time keeps its course.

    Args:
        levels: parameter → value of its first month.
    """
    before = stored(inputs)
    factors = {name: level / before[name] for name, level in levels.items()}
    rows = inputs.parameters
    return replace(inputs, parameters=rows.assign(waarde=rows["waarde"] * rows["parameter"].map(factors).fillna(1.0)))
