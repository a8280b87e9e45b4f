"""How sure the figures of the chain turned out to be, over all years there are: for whoever evaluates now.

Nothing of this stands in the report of a round, that rests on what was known at its cut-off.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpp_lib.compare.evaluation.track_record import TrackRecord, record_of
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.compare.model_error.by_lead import Lead, leads
from mpp_lib.compare.model_error.crossed import Crossed, crossed
from mpp_lib.compare.model_error.known import residuals_of
from mpp_lib.compare.model_error.pooled import pooled
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.compare.uncertainty.past_bands import PastBand, coverages, past_bands
from mpp_lib.inputs.reading.files import round_names
from mpp_lib.production.chains import STANDARD, chain_named
from mpp_lib.production.node import Chain
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.simulation.model_error import ModelErrors


@dataclass(frozen=True)
class AllYears:
    """The track record of the rounds, and that of their bands.

    Attributes:
        record: every score.
        bands: those the rounds would have given of the chain, beside what came.
        residuals: every error of the chain, of the hindcast and of the rounds.
    """

    record: TrackRecord
    bands: tuple[PastBand, ...]
    residuals: tuple[Residual, ...]

    @property
    def chain(self) -> Chain:
        """Of which the model error is."""
        return chain_named(STANDARD)

    @property
    def errors(self) -> ModelErrors:
        """How far off the chain may be by all of them."""
        return pooled(self.chain, self.residuals)

    @property
    def crossed(self) -> tuple[Crossed, ...]:
        """Whether each of them would have been foreseen by the others."""
        return crossed(self.chain, self.residuals)

    @property
    def leads(self) -> tuple[Lead, ...]:
        """How large they are as far ahead as they were."""
        return leads(self.residuals)

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of ``mpp evaluate --json``."""
        counted = {name: found.as_dict() for name, found in coverages(self.bands).items()}
        return self.record.as_dict() | {"chain": {"coverage": counted, "bands": [one.as_dict() for one in self.bands]}}


def over_all_years(root: Path) -> AllYears:
    """Everything there is.

    Args:
        root: the folder of the rounds.

    Raises:
        InputError: with what is wrong with a round, an edition, the hindcast or the published figures.
    """
    results = [open_that_counts(root / name) for name in round_names(root)]
    record = record_of(root, results)
    residuals = residuals_of(open_hindcast(root), results, record.chain)
    return AllYears(record, past_bands(results, record.scores), residuals)
