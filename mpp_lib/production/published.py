"""A round whose figures are those that were adopted, whatever the chain makes of its inputs today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.inputs.fingerprint import file_digest
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.files import is_version, working_folder
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.versions import RESULTS
from mpp_lib.production.chain_data import Array
from mpp_lib.production.layers import Measure
from mpp_lib.production.run import RoundResult

_KEPT = 8


@dataclass(frozen=True, eq=False)
class PublishedResult(RoundResult):
    """An adopted version: its figures by month and by year are those of its ``results.csv``.

    An indicator that the version does not have, as it is younger, has what is computed. Distribution, parts and
    everything with other measures are computed too, from the inputs of the version with the code of now.

    Attributes:
        recomputed: the same inputs with the code of now.
        published: the long result table that was frozen.
    """

    recomputed: RoundResult
    published: pd.DataFrame

    @property
    def version(self) -> str:
        """The name of the version."""
        return self.inputs.folder.parent.name

    @property
    def working(self) -> Path:
        """The working folder of the round, which holds what came after the version."""
        return working_folder(self.inputs.folder)

    @cached_property
    def decided(self) -> tuple[Mapping[str, Any], ...]:
        """The decisions of now: those on a monitor come after the version."""
        return read_decisions(Intake(self.working), self.inputs.settings)

    @property
    def table(self) -> pd.DataFrame:
        """The table that was frozen."""
        return self.published

    @cached_property
    def months(self) -> dict[str, Array]:
        """Node id → [months of the horizon, 3]."""
        return self._frozen(self.recomputed.months, self.inputs.settings.span.months)

    @cached_property
    def years(self) -> dict[str, Array]:
        """Node id → [years of the horizon, 3]."""
        return self._frozen(self.recomputed.years, self.inputs.settings.span.calendar_years)

    def with_measures(self, measures: Sequence[Measure]) -> RoundResult:
        """The round with these measures, computed: only what was in it was frozen."""
        return self.recomputed.with_measures(measures)

    def _frozen(self, computed: Mapping[str, Array], periods: Sequence[object]) -> dict[str, Array]:
        places = pd.MultiIndex.from_product([list(computed), map(str, periods), SCENARIOS])
        values = self._values.reindex(places).to_numpy(np.float64).reshape(len(computed), len(periods), len(SCENARIOS))
        frozen: dict[str, Array] = dict(zip(computed, values, strict=True))
        return {name: own if np.isfinite(own).all() else computed[name] for name, own in frozen.items()}

    @cached_property
    def _values(self) -> pd.Series[float]:
        return self.published.set_index(["indicator", "periode", "scenario"])["waarde"]


def as_published(result: RoundResult) -> RoundResult:
    """The round with the figures that were frozen, where it is the data of a version; else the round itself."""
    frozen = result.inputs.folder / RESULTS
    return _published(result, file_digest(frozen)) if is_version(result.inputs.folder) and frozen.is_file() else result


@lru_cache(maxsize=_KEPT)
def _published(result: RoundResult, _table: str) -> PublishedResult:
    return with_figures(result, read_results(result.inputs.folder / RESULTS))


def with_figures(result: RoundResult, published: pd.DataFrame) -> PublishedResult:
    """The data of a version, computed, with the figures of its result table, which was read already."""
    return PublishedResult(**_fields(result), recomputed=result, published=published)


def _fields(result: RoundResult) -> dict[str, Any]:
    return {name: getattr(result, name) for name in RoundResult.__dataclass_fields__}


def read_results(path: Path) -> pd.DataFrame:
    """The long result table from its file, every value exactly as it was written.

    Raises:
        InputError: the file is no result table.
    """
    try:
        table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)[list(COLUMNS)]
        return table.assign(waarde=table["waarde"].map(float))
    except (ValueError, LookupError) as error:
        file = path.relative_to(path.parents[3]).as_posix()
        expected = f"een tabel met {', '.join(COLUMNS)}, en een getal als waarde"
        problem = Problem(file, "", "", "dit is geen resultaattabel", expected, round=path.parents[3].name)
        raise InputError([problem]) from error
