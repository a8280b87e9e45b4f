"""The MPP-monitor of a round and a month."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.base.result_table import COLUMNS, checksum, to_csv
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.declared.ladder import CONCEPT
from mpp_lib.inputs.declared.products import edition_product
from mpp_lib.inputs.fingerprint import deep_dive_digests, digests
from mpp_lib.inputs.reading.files import DECISIONS, EDITION_COMMENTARY, MONITOR, edition_folder, edition_months
from mpp_lib.inputs.state import CONCEPT_MARK, OWN_RISK, fiction_mark
from mpp_lib.inputs.versions import folder_that_counts
from mpp_lib.report import notebooks
from mpp_lib.report.deep_dive_faults import deep_dives_of
from mpp_lib.report.deep_dives import CHAPTER, deep_dive_tasks, lay_in_deep_dives
from mpp_lib.report.keys import edition_digests, inputs_key, key
from mpp_lib.report.product import Opened, RoundProduct

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.compare.monitor.build import Monitor

NOT_ADOPTED = "Ronde niet vastgesteld, voor intern gebruik"


class MonitorReport(RoundProduct):
    """The report of ``monitor/<until>/`` in ``folder``, a round folder."""

    name = MONITOR
    pattern = "monitor_*.ipynb"

    def __init__(self, folder: Path, until: Month, made: Monitor | None = None) -> None:
        titles = {self.name: f"MPP-{self.name}-{folder.name}-{until}"}
        super().__init__(folder, f"{self.name}-{until}", titles, until=str(until))
        self._made = made
        self.until = until
        self.kept_as = edition_product(until)

    @cached_property
    def inputs(self) -> str:
        """The round's as it counts, and what was decided, delivered and asked since; no other round's."""
        months = edition_months(self.folder, self.until)
        editions = {
            path: digest
            for month in months
            for path, digest in edition_digests(self.folder, month).items()
            if not path.endswith(EDITION_COMMENTARY)
        }
        decided = digests(self.folder, [DECISIONS])
        return key(round=inputs_key([folder_that_counts(self.folder)]), decided=decided, editions=editions)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The analyst's words, which no notebook reads."""
        return digests(self.folder, [f"{edition_folder(self.until)}/{EDITION_COMMENTARY}"])

    @cached_property
    def deep_dives(self) -> Mapping[str, str]:
        """Those of the edition, in its own report."""
        return deep_dive_digests(self.folder, MONITOR, self.until) if self.name == MONITOR else {}

    def tasks(self) -> tuple[notebooks.Task, ...]:
        """Its notebooks and its deep-dives."""
        dives = deep_dives_of(self.folder, MONITOR, self.until) if self.name == MONITOR else []
        return (*super().tasks(), *deep_dive_tasks(self, dives, self.until))

    def open(self) -> OpenedMonitor:
        """Hold the edition against the round, unless that was done already, and check the analyst's words."""
        from mpp_lib.compare.monitor.build import open_monitor
        from mpp_lib.production.open_round import open_that_counts
        from mpp_lib.report.analyst_texts import refused_commentary
        from mpp_lib.report.deep_dive_faults import refused_deep_dives, refused_in_monitor
        from mpp_lib.report.unprintable import unprintable_edition

        made = self._made or open_monitor(open_that_counts(self.folder), self.until)
        asked = self.folder, self.until, self.materials
        of_dives = [*refused_deep_dives(self.folder), *refused_in_monitor(*asked)]
        named = (problem.of_round(self.folder.name) for problem in of_dives)
        if refused := dict.fromkeys([*refused_commentary(*asked), *unprintable_edition(*asked), *named]):
            raise InputError(refused)
        return OpenedMonitor(self, made)


@dataclass(frozen=True, eq=False)
class OpenedMonitor(Opened):
    """An edition that is held against its round."""

    report: MonitorReport
    made: Monitor

    def results(self) -> str:
        """Realised and foreseen by month of the year, of every indicator of the monitor."""
        return to_csv(monitor_table(self.made))

    def gather(self, target: Path) -> None:
        """Templates, notebooks, the analyst's words and figures for in the text."""
        from mpp_lib.present.monitor.texts import figures_in_text
        from mpp_lib.report.edition_texts import NOTHING, lay_in
        from mpp_lib.report.gather import lay_out, on_screen, write_results

        cover = {**monitor_cover(self.made), **self.report.chain}
        named = {"rapport": cover, "monitor": figures_in_text(self.made)}
        build, whose = self.report.build, f"{self.report.name}-{self.report.folder.name}-{self.report.until}"
        values = on_screen(named, build.pdfs, whose, partners=True)
        lay_out(self.report.materials.templates / self.report.name, build.notebooks, target, values)
        write_results(target, monitor_table(self.made))
        lay_in(self.made, self.report.materials.templates, target)
        dives = deep_dives_of(self.report.folder, MONITOR, self.report.until)
        lay_in_deep_dives(self.report.folder, dives, target)
        if not dives:
            shutil.copyfile(target / MONITOR / NOTHING, target / MONITOR / CHAPTER)


def monitor_cover(made: Monitor) -> dict[str, Any]:
    """What stands on the cover and in the footer of every page: the round's, for this edition and its own state."""
    from mpp_lib.report.gather import CLASSIFICATION, colophon, cover_of

    month, settings = month_name(made.until), made.result.inputs.settings
    settled = made.round_state.adopted and made.state.name != CONCEPT
    return cover_of(settings, made.state, checksum(monitor_table(made))) | {
        "editie": month,
        "beknopt": True,
        "merk": edition_mark(made),
        "product": edition_product(made.until),
        "nakijken": "ja",
        "rubricering": CLASSIFICATION[settled],
        "verantwoording": colophon(settings, "" if settled else OWN_RISK),
        "datum": month,
        "datum_iso": made.until.last_day.isoformat(),
        "peildatum": f"{month} (peildatum {day_name(edition_cutoff(made.until))})",
    }


def edition_mark(made: Monitor) -> str:
    """What every page says, of the round and of the edition: an edition is discussed and never adopted (5.5.1)."""
    own, ours = made.state, made.round_state
    mark = CONCEPT_MARK if own.name == CONCEPT else ""
    return fiction_mark(mark if ours.adopted else NOT_ADOPTED, fiction=own.fiction or ours.fiction)


def monitor_table(made: Monitor) -> pd.DataFrame:
    """The long result table of a monitor: what is realised by month, and the round for the same year."""
    import pandas as pd

    table = made.result.table
    names = [row.indicator for row in made.rows]
    foreseen = table[
        table["indicator"].isin(names)
        & (table["scenario"] != "realisatie")
        & table["periode"].isin([str(month) for month in Period.of_year(made.until.year).months])
    ]
    settings = made.result.inputs.settings
    realised = [
        (
            settings.round,
            settings.version,
            "realisatie",
            row.spec.domain,
            row.spec.partner,
            row.indicator,
            str(piece.last),
            piece.value,
            row.spec.unit,
        )
        for row in made.rows
        for piece in made.against.pieces(made.result.chain.by_id[row.indicator])
        if piece.period.length == MONTH
    ]
    return pd.concat([pd.DataFrame(realised, columns=list(COLUMNS)), foreseen], ignore_index=True)
