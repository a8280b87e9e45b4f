"""Model errors as a file: what a round knew of them when its bands were drawn."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpp_lib.simulation.model_error import ModelError, ModelErrors

_COLUMNS = ("indicator", "spreiding", "vrijheidsgraden", "n", "eigen", "groep")
_WITHIN = "/"
"""Between the names of what a pool has in common."""


def as_csv(errors: ModelErrors) -> str:
    """A row per indicator whose error is known, every number exactly."""
    rows = [
        (name, error.spread, error.freedom, error.n, error.own, _WITHIN.join(error.pool))
        for name, error in errors.items()
    ]
    text: str = pd.DataFrame(rows, columns=list(_COLUMNS)).to_csv(sep=";", index=False, lineterminator="\n")
    return text


def read_errors(path: Path) -> ModelErrors:
    """The errors in a file.

    Raises:
        ValueError: the file holds something else.
    """
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    if tuple(table.columns) != _COLUMNS:
        raise ValueError(f"{path.name} is geen tabel met {', '.join(_COLUMNS)}")
    return {
        name: ModelError(float(spread), float(freedom), int(n), int(own), tuple(pool.split(_WITHIN)))
        for name, spread, freedom, n, own, pool in table.itertuples(index=False, name=None)
    }
