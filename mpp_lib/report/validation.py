"""The validation page: how good the chain is, over everything that is known, in no report of a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from mpp_lib.base.dutch import day_name
from mpp_lib.base.result_table import COLUMNS, REALISED, checksum, to_csv
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row, open_hindcast
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.reading.files import HINDCAST, MONITOR, round_names
from mpp_lib.inputs.versions import folder_that_counts
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.report.keys import inputs_key, key
from mpp_lib.report.places import Build
from mpp_lib.report.product import Opened, Product

TITLE = "MPP-validatie"


class Validation(Product):
    """The validation page of a folder with rounds, which has a folder ``_hindcast``."""

    name = "validatie"
    pattern = "validatie_*.ipynb"

    def __init__(self, rounds: Path) -> None:
        self.folder = rounds / HINDCAST
        self.build = Build(self.folder / "build", {self.name: TITLE})
        self.parameters = {"folder": self.folder.relative_to(rounds.parent).as_posix()}

    @cached_property
    def inputs(self) -> str:
        """Those of the hindcast, of every round as it counts, and of their monitors."""
        root = self.folder.parent
        working = [root / name for name in round_names(root)]
        counted = inputs_key([self.folder, *map(folder_that_counts, working)])
        return key(inputs=counted, editions={folder.name: digests(folder, [f"{MONITOR}/*/*"]) for folder in working})

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """None: what an analyst says of a difference stands in a register."""
        return {}

    def open(self) -> OpenedValidation:
        """Run the chain over everything that is known, and refuse what a round has wrong."""
        for name in round_names(self.folder.parent):
            open_that_counts(self.folder.parent / name)
        found = open_hindcast(self.folder.parent)
        assert found is not None, "the folder is looked for before a page is asked for"
        return OpenedValidation(self, found)


@dataclass(frozen=True, eq=False)
class OpenedValidation(Opened):
    """The hindcast, run."""

    report: Validation
    hindcast: Hindcast

    def results(self) -> str:
        """Every compared figure, published and modelled."""
        return to_csv(validation_table(self.hindcast))

    def gather(self, target: Path) -> None:
        """Templates, notebooks and the cover."""
        from mpp_lib.report.gather import lay_out

        templates = self.report.materials.templates / self.report.name
        lay_out(templates, self.report.build.notebooks, target, {"rapport": validation_cover(self.hindcast)})


def validation_cover(hindcast: Hindcast) -> dict[str, Any]:
    """What stands on the cover and in the footer of every page; it belongs to no round."""
    settings = hindcast.inputs.settings
    years = settings.span.calendar_years
    day = day_name(settings.cutoff)
    return {
        "titel": settings.title,
        "ronde": f"hindcast {years[0]}–{years[-1]}",
        "editie": day,
        "beknopt": True,
        "versie": str(settings.cutoff),
        "status": "Validatie, geen ronde",
        "datum": day,
        "datum_iso": settings.cutoff.isoformat(),
        "peildatum": f"{years[-1]} (peildatum {day})",
        "vorige": "geen",
        "rubricering": "Openbare cijfers",
        "controlegetal": checksum(validation_table(hindcast)),
        "merk": "",
        "verantwoording": settings.disclaimer,
    }


def validation_table(hindcast: Hindcast) -> pd.DataFrame:
    """The long result table of the page: what was published of each period, and what the chain makes of it."""
    return pd.DataFrame([line for row in hindcast.rows for line in _lines(hindcast, row)], columns=list(COLUMNS))


def _lines(hindcast: Hindcast, row: Row) -> Iterator[tuple[object, ...]]:
    spec, settings = hindcast.chain.by_id[row.indicator].spec(), hindcast.inputs.settings
    for scenario, value in ((REALISED, row.realised), ("medio", row.modelled)):
        where = settings.round, str(settings.cutoff), scenario, spec.domain, spec.partner, spec.id, str(row.period)
        yield *where, value, spec.unit
