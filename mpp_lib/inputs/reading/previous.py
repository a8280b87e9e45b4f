"""What ``round.yml`` of a round says, read as far as it can be, and which round it says came before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mpp_lib.inputs.reading.files import ROUND, is_round_name, rounds_of
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.yaml import read_yaml


def previous_folder(folder: Path) -> Path | None:
    """The working folder of the round before, there or not; None where ``round.yml`` names none.

    Args:
        folder: of the round, or the data of a version of it.
    """
    previous = said_by_round(folder).get("previous")
    return rounds_of(folder) / previous if isinstance(previous, str) and is_round_name(previous) else None


def said_by_round(folder: Path) -> Mapping[str, object]:
    """``round.yml`` as far as it can be read."""
    data = read_yaml(Intake(folder), ROUND)
    return data if isinstance(data, dict) else {}
