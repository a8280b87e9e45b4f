"""The examples made by hand of the three domains as the surroundings of one run."""

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.expression import Known, Param, Plan, Series
from tests.support.chain import asiel_example, regulier_example
from tests.support.chain.asiel_example import FIRST_APPLICATIONS, HISTORY, Changes

MONTHS = 30
PARAMETERS = asiel_example.PARAMETERS | regulier_example.PARAMETERS
PLAN = asiel_example.PLAN | regulier_example.PLAN
KERNELS = asiel_example.KERNELS | regulier_example.KERNELS
PAST = asiel_example.PAST | regulier_example.PAST
OPENING = asiel_example.OPENING | regulier_example.OPENING
FIRST_MONTH = asiel_example.FIRST_MONTH | regulier_example.FIRST_MONTH


def surroundings() -> ChainData:
    """The example as the arrays of a run of one draw."""
    known = [(0, 1.0), (12, 0.0)]
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 3
    horizon = {
        Series("eerste_asielinstroom"): np.array(FIRST_APPLICATIONS, dtype=float),
        Series("dagen"): np.array(days[:MONTHS], dtype=float),
        Series("bezettingsnorm"): np.full(MONTHS, 0.9),
        Known("taakstelling"): _stepped(known),
        **{Param(name): _stepped(changes) for name, changes in PARAMETERS.items()},
        **{Plan(*name): _stepped(changes) for name, changes in PLAN.items()},
    }
    horizon[Param("taakstelling")] *= horizon[Known("taakstelling")]
    return ChainData(
        start=Month(2025, 1),
        history=HISTORY,
        months=MONTHS,
        draws=1,
        series={key: np.pad(values, (HISTORY, 0), mode="edge")[:, None] for key, values in horizon.items()},
        kernels={name: _by_entry(changes) for name, changes in KERNELS.items()},
        flows={name: np.array([*[0] * (HISTORY - len(past)), *past], dtype=float) for name, past in PAST.items()},
        opening=OPENING,
    )


def _stepped(changes: Changes) -> Array:
    values = np.empty(MONTHS)
    for month, value in changes:
        values[month:] = value
    return values


def _by_entry(changes: list[tuple[int, list[float]]]) -> Array:
    longest = max(len(shares) for _, shares in changes)
    kernel = np.zeros((HISTORY + MONTHS, longest))
    for month, shares in changes:
        kernel[HISTORY + month :] = [*shares, *[0.0] * (longest - len(shares))]
    return kernel
