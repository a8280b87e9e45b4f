"""The sheet of a partner of the impact group: what the MPP means for its own work, on two pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.base.result_table import to_csv
from mpp_lib.inputs.declared.papers import IMPACTBLAD
from mpp_lib.inputs.declared.papers import SHEETS as KEPT
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.production.impact_sheets import SHEETS, Sheet
from mpp_lib.report.product import Opened, RoundProduct

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.production.run import RoundResult

FIRST_ROUND = {"_wijzigingen.qmd": "_eerste_ronde.qmd"}
"""Template of a section → what stands in its place where there is no previous round."""


class Impactblad(RoundProduct):
    """The sheet of a partner, by a key of :data:`SHEETS`, over ``folder``, a round folder."""

    name = IMPACTBLAD
    pattern = "impact_*.ipynb"
    shows_comments = True

    def __init__(self, folder: Path, partner: str) -> None:
        titles = {IMPACTBLAD: f"MPP-impact-{partner}-{folder.name}"}
        super().__init__(folder, f"{IMPACTBLAD}/{partner}", titles, partner=partner)
        self.sheet, self.kept_as = SHEETS[partner], f"{KEPT}{partner}"

    def open(self) -> OpenedImpactblad:
        """Calculate the round and the one before it, with everything that the report is held to."""
        from mpp_lib.report.analyst_texts import open_report

        *earlier, result = open_report(self.folder)
        return OpenedImpactblad(self, result, bool(earlier))


@dataclass(frozen=True, eq=False)
class OpenedImpactblad(Opened):
    """A round that is calculated, and whether one came before it."""

    report: Impactblad
    result: RoundResult
    follows: bool

    def results(self) -> str:
        """The rows of the long result table that its own table shows."""
        return to_csv(sheet_table(self.result, self.report.sheet))

    def gather(self, target: Path) -> None:
        """Templates, notebook and what the text names."""
        from mpp_lib.report.gather import lay_out

        templates = self.report.materials.templates / self.report.name
        lay_out(templates, self.report.build.notebooks, target, sheet_values(self.result, self.report.sheet))
        if not self.follows:
            for section, instead in FIRST_ROUND.items():
                shutil.copyfile(target / instead, target / section)


def sheet_table(result: RoundResult, sheet: Sheet) -> pd.DataFrame:
    """The rows of the long result table that a sheet shows."""
    return result.table[result.table["indicator"].isin(sheet.table)]


def sheet_values(result: RoundResult, sheet: Sheet) -> dict[str, Any]:
    """What templates name by ``{{< meta … >}}``; the checksum is that of the round, as its report has it."""
    from mpp_lib.report.chain_words import chain_words
    from mpp_lib.report.gather import cover

    partner = partner_named(sheet.partner)
    words = {"naam": "MPP-impactblad", "voor": partner.name, "beknopt": True}
    return {
        "rapport": {**cover(result), **chain_words(result.inputs.folder, RAPPORTAGE), **words},
        "blad": {"partner": partner.short, "gebruik": sheet.uses, "ontbreekt": sheet.lacks},
    }
