"""One edition of the monitor: what was known at a later moment, and what the analyst says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month


@dataclass(frozen=True)
class Commentary:
    """The analyst's words of ``duiding.md``.

    Attributes:
        opening: markdown before the first section.
        by_indicator: indicator id → markdown of its section.
        advice: markdown of the section ``advies``; never generated.
    """

    opening: str
    by_indicator: Mapping[str, str]
    advice: str


NO_COMMENTARY = Commentary("", {}, "")


@dataclass(frozen=True)
class Edition:
    """``monitor/<JJJJ-MM>/`` of a round, validated; kept as delivered, beside the round's own realisations.

    Attributes:
        month: the last month it is about.
        realisations: its ``realisaties.csv``, columns as :attr:`mpp_lib.inputs.round_inputs.RoundInputs.realisations`.
        unknown: what holds of them: its ``onbekend.csv``, and what that of the round says and the edition did not fill.
        topics: its ``onderwerpen.csv``: what the werkgroep asked to see; ``indicator`` empty for a topic outside the
            indicators.
        checksums: path relative to the round folder → SHA-256 of every file read.
        warnings: what is remarkable without being wrong.
    """

    month: Month
    realisations: pd.DataFrame
    unknown: pd.DataFrame
    topics: pd.DataFrame
    commentary: Commentary
    checksums: Mapping[str, str]
    warnings: tuple[Problem, ...]
