"""The signaalnota that informs the Topberaad of deviations of an edition of the monitor (5.5, 7.1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.inputs.declared.papers import SIGNALS
from mpp_lib.inputs.declared.products import edition_product
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.report.monitor import MonitorReport, OpenedMonitor, monitor_cover
from mpp_lib.report.nota import LETTERHEAD, SIGNAALNOTA, TITLES, signal_texts


class Signaalnota(MonitorReport):
    """The signaalnota of the edition of a month in ``folder``, a round folder."""

    name = SIGNAALNOTA
    pattern = f"{SIGNAALNOTA}_*.ipynb"

    def __init__(self, folder: Path, until: Month, made: Monitor | None = None) -> None:
        super().__init__(folder, until, made)
        self.said, self.kept_as = signal_texts(folder, until), f"{SIGNALS}{until}"

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The analyst's words."""
        return digests(self.folder, self.said.patterns)

    def open(self) -> OpenedSignaalnota:
        """Hold the edition against the round, and check the analyst's words."""
        made = super().open().made
        self.said.refuse_wrong(self.materials)
        return OpenedSignaalnota(self, made)


class OpenedSignaalnota(OpenedMonitor):
    """An edition of which the Topberaad is informed."""

    report: Signaalnota

    def gather(self, target: Path) -> None:
        """Template, notebook and the analyst's words."""
        from mpp_lib.report.gather import lay_out

        lay_out(self.report.materials.templates / SIGNAALNOTA, self.report.build.notebooks, target, self.values())
        self.report.said.lay_in(target)

    def values(self) -> dict[str, Any]:
        """What its template names by ``{{< meta … >}}``."""
        from mpp_lib.base.dutch import month_name
        from mpp_lib.present.besluiten.nota_words import signal_words

        words = signal_words(self.made.result.decided, edition_product(self.made.until))
        cover = {**monitor_cover(self.made), **self.report.chain, "naam": TITLES[SIGNAALNOTA], **LETTERHEAD}
        return {"rapport": cover, "nota": {"maand": month_name(self.made.until), **words}}
