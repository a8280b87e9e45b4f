"""Loads a round: the one way in for every later stage."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.errors import InputError
from mpp_lib.base.steps import step
from mpp_lib.inputs.check import CatalogueFor, check_round
from mpp_lib.inputs.reading.files import round_name
from mpp_lib.inputs.round_inputs import RoundInputs


def load_round(folder: Path, catalogue_for: CatalogueFor, *, with_plan: bool = True) -> RoundInputs:
    """The round as one frozen object.

    Args:
        folder: the round folder, e.g. ``rounds/2024-1``.
        catalogue_for: see :data:`mpp_lib.inputs.check.CatalogueFor`.
        with_plan: see :func:`mpp_lib.inputs.check.check_round`.

    Raises:
        InputError: with every problem, when anything is wrong with the folder.
    """
    with step(f"{round_name(folder)} lezen en controleren"):
        result = check_round(folder, catalogue_for, with_plan=with_plan)
    if result.inputs is None:
        raise InputError(result.problems)
    return result.inputs
