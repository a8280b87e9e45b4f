"""The volumes of a round for Ketensturing and DFEZ: a short document and a workbook, for a moment of the budget."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.base.result_table import to_csv
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.declared.papers import VOLUMES
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.report.product import Opened, RoundProduct

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.present.volumes.moments import Volumes
    from mpp_lib.production.run import RoundResult

SINCE = "_verschil.qmd"
"""Template of what is told of the moment before."""
FOR = "Ketensturing (KS) en de directie Financieel-Economische Zaken (DFEZ)"


class VolumesReport(RoundProduct):
    """The volumes of ``folder``, a round folder."""

    name = kept_as = VOLUMES
    pattern = "volumes_*.ipynb"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, VOLUMES, {VOLUMES: f"MPP-{VOLUMES}-{folder.name}"})

    def open(self) -> OpenedVolumes:
        """Calculate the round and those before it, with everything that the report is held to."""
        from mpp_lib.present.volumes.moments import volumes_among
        from mpp_lib.report.analyst_texts import open_report

        *earlier, result = open_report(self.folder)
        return OpenedVolumes(self, volumes_among(result, reversed(earlier)))

    def others(self) -> tuple[Path, ...]:
        """The workbook."""
        return (self.build.report(VOLUMES, "xlsx"),)


@dataclass(frozen=True, eq=False)
class OpenedVolumes(Opened):
    """The round, and the one of the moment before."""

    report: VolumesReport
    volumes: Volumes

    def results(self) -> str:
        """The rows of the long result table that it shows."""
        return to_csv(volumes_table(self.volumes.result))

    def gather(self, target: Path) -> None:
        """Templates, notebook and what the text names."""
        from mpp_lib.report.gather import lay_out

        templates = self.report.materials.templates / self.report.name
        lay_out(templates, self.report.build.notebooks, target, volumes_values(self.volumes))
        if self.volumes.previous is None:
            (target / SINCE).write_bytes(b"")

    def make_others(self) -> None:
        """Write the workbook."""
        from mpp_lib.compare.attribution.attribution import attribute
        from mpp_lib.present.volumes.workbook import volumes_workbook

        result, previous = self.volumes.result, self.volumes.previous
        split = attribute(result, previous) if previous else None
        cover, day = volumes_values(self.volumes)["rapport"], result.inputs.settings.cutoff.isoformat()
        (file,) = self.report.others()
        write_atomically(file, volumes_workbook(self.volumes, split, cover, day))


def volumes_table(result: RoundResult) -> pd.DataFrame:
    """The rows of the long result table that the volumes show."""
    from mpp_lib.production.volume_groups import GROUPS

    return result.table[result.table["indicator"].isin([name for group in GROUPS for name in group.indicators])]


def volumes_values(volumes: Volumes) -> dict[str, Any]:
    """What templates name by ``{{< meta … >}}``; the checksum is that of the round, as its report has it."""
    from mpp_lib.report.chain_words import chain_words
    from mpp_lib.report.gather import cover

    result, before = volumes.result, volumes.previous
    compared = before.inputs.settings.round if before else "geen"
    words = {"naam": "MPP-volumes", "voor": FOR, "beknopt": True, "vergeleken": compared}
    beside = (
        f"die van de {volumes.moment_before}, ronde {compared}" if before else "geen eerdere: er is geen eerder moment"
    )
    return {
        "rapport": {**cover(result), **chain_words(result.inputs.folder, RAPPORTAGE), **words},
        "volumes": {"moment": volumes.moment.name, "naast": beside},
    }
