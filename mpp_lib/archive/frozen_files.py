"""What of a round goes into a version of each product: what was made, and what it was made from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from mpp_lib.base.months import Month
from mpp_lib.base.result_table import to_csv
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.declared.papers import IMPACTBLAD, OPLEGNOTA, SHEETS, SIGNALS, VOLUMES, subject_of
from mpp_lib.inputs.declared.planning import PLAN
from mpp_lib.inputs.declared.products import EDITION, PRODUCTIEMODEL, PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.fingerprint import left_behind
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.deep_dives import deep_dive_files
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.vintages import round_files
from mpp_lib.inputs.versions import folder_that_counts
from mpp_lib.production.impact_sheets import SHEETS as BY_PARTNER
from mpp_lib.report.build import standing
from mpp_lib.report.gather import report_date
from mpp_lib.report.impact import Impactblad
from mpp_lib.report.monitor import MonitorReport
from mpp_lib.report.oplegnota import Oplegnota
from mpp_lib.report.product import Product
from mpp_lib.report.prognose import READ, TEXTS, Prognose
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.signaalnota import Signaalnota
from mpp_lib.report.volumes import VolumesReport
from mpp_lib.report.workbooks import standing_workbooks

_ALWAYS = (files.ROUND, files.DECISIONS, LEDGER.file, PLAN.file, "review/**/*", "mdto.xml")
"""Of every product: what was decided, what was changed, what was said of drafts, what an archive asks for."""
_WHOLE_ROUND = ("inputs/**/*", "registers/**/*", "text/*", "analysis/**/*")
_PLACES = {".html": "report", ".pdf": "report", ".xlsx": "workbooks"}
_OF_NUMBERS = ("MPP-data-", f"MPP-{VOLUMES}-")
"""How the workbooks begin that hold numbers, and no formulas."""


@dataclass(frozen=True)
class Made:
    """What was made of a product, and still is what would be made now.

    Attributes:
        renderer: with what it was laid out; empty where nothing was.
        files: path in the version → the file.
    """

    renderer: str
    files: dict[str, Path]


class FrozenProduct(ABC):
    """A product of a round as a version keeps it.

    Attributes:
        name: as :data:`mpp_lib.inputs.declared.versions.FROZEN` names them.
        report: the report that it is, or is made with.
        patterns: of the files of the round folder that it was made from.
        until: the month of the edition, of a monitor.
        remedy: the command that makes it.
    """

    name: str
    until: Month | None = None
    report: Product
    patterns: tuple[str, ...] = _WHOLE_ROUND
    remedy: str

    @abstractmethod
    def made(self) -> Made | None:
        """What was made of it; None where it has to be made first."""

    def results(self) -> bytes:
        """Its result table."""
        return self.report.build.results.read_bytes()

    def kept(self) -> tuple[Path, ...]:
        """Tables that were made for it beside the result table, and are in its version under the same name."""
        return ()

    def day(self, settings: RoundSettings) -> str:
        """The day that the version bears: never today's."""
        return (edition_cutoff(self.until) if self.until else report_date(settings)).isoformat()

    def sources(self) -> dict[str, Path]:
        """Path → file of everything in the round folder that it was made from, and what says how it came about.

        The deep-dives of another report are not among them.
        """
        found = _files_in(self.report.folder, (*_ALWAYS, *self.patterns))
        others = set(deep_dive_files(self.report.folder)) - self.report.deep_dives.keys()
        return {path: file for path, file in found.items() if path not in others}


class _OfReport(FrozenProduct):
    """A product that is a report."""

    def kept(self) -> tuple[Path, ...]:
        """What was made for its notebooks."""
        return self.report.kept()

    def made(self) -> Made | None:
        found = standing(self.report)
        if found is None:
            return None
        notebooks = {f"notebooks/{task.target.name}": task.target for task in self.report.tasks()}
        return Made(found.renderer, {**dict(map(_placed, found.files)), **notebooks})


class _Rapportage(_OfReport):
    name, patterns = RAPPORTAGE, (*_WHOLE_ROUND, f"{files.TEXTS}/{files.OPLEGNOTA}/*")

    def __init__(self, folder: Path) -> None:
        self.report, self.remedy = Rapportage(folder), f"mpp produce {folder.name}"


class _Prognose(_OfReport):
    name, patterns = PROGNOSE, (*READ, *TEXTS)

    def __init__(self, folder: Path) -> None:
        self.report, self.remedy = Prognose(folder), f"mpp produce {folder.name} --product {PROGNOSE}"


class _Monitor(_OfReport):
    def __init__(self, folder: Path, until: Month) -> None:
        self.report, self.until = MonitorReport(folder, until), until
        self.name, self.remedy = f"{EDITION}{until}", f"mpp monitor {folder.name} --until {until}"
        editions = (f"{files.edition_folder(month)}/**/*" for month in files.edition_months(folder, until))
        self.patterns = (*editions, f"{files.ANALYSIS}/**/*")

    def sources(self) -> dict[str, Path]:
        """What the edition was held against, which is the round as it counts, and what came after that."""
        round_itself = _files_in(folder_that_counts(self.report.folder), (files.ROUND, *_WHOLE_ROUND))
        return dict(sorted({**super().sources(), **round_itself}.items()))


class _Oplegnota(_Rapportage):
    """With the texts of the nota, which the report takes along as well."""

    name = OPLEGNOTA

    def __init__(self, folder: Path) -> None:
        self.report, self.remedy = Oplegnota(folder), f"mpp produce {folder.name} --product {OPLEGNOTA}"


class _Volumes(_OfReport):
    name = VOLUMES

    def __init__(self, folder: Path) -> None:
        self.report, self.remedy = VolumesReport(folder), f"mpp produce {folder.name} --product {VOLUMES}"


class _Impactblad(_OfReport):
    def __init__(self, folder: Path, partner: str) -> None:
        self.report, self.name = Impactblad(folder, partner), f"{SHEETS}{partner}"
        self.remedy = f"mpp produce {folder.name} --product {IMPACTBLAD} --partner {partner}"


class _Signaalnota(_Monitor):
    def __init__(self, folder: Path, until: Month) -> None:
        super().__init__(folder, until)
        self.report, self.name = Signaalnota(folder, until), f"{SIGNALS}{until}"
        self.remedy = f"{self.remedy} --{files.SIGNAALNOTA}"


class _Productiemodel(FrozenProduct):
    """The workbooks that are made with the report, and the table of what they compute."""

    name = PRODUCTIEMODEL

    def __init__(self, folder: Path) -> None:
        self.report, self.remedy = Rapportage(folder), f"mpp produce {folder.name}"

    def made(self) -> Made | None:
        report = cast(Rapportage, self.report)
        found = standing_workbooks(report.build, report.folder.name, report.made_from)
        return Made("", dict(map(_placed, found))) if found else None

    def results(self) -> bytes:
        """The table of the round as it is: texts can have changed since a report was made."""
        from mpp_lib.production.open_round import open_round

        return to_csv(open_round(self.report.folder).table).encode("utf-8")


def frozen_product(folder: Path, name: str) -> FrozenProduct:
    """The product of that name.

    Raises:
        ValueError: there is no such product.
    """
    if name.startswith((EDITION, SIGNALS)):
        edition = _Monitor if name.startswith(EDITION) else _Signaalnota
        return edition(folder, Month.parse(subject_of(name).removeprefix(EDITION)))
    if name.startswith(SHEETS) and name.removeprefix(SHEETS) in BY_PARTNER:
        return _Impactblad(folder, name.removeprefix(SHEETS))
    makers: dict[str, Callable[[Path], FrozenProduct]] = {
        PROGNOSE: _Prognose,
        PRODUCTIEMODEL: _Productiemodel,
        RAPPORTAGE: _Rapportage,
        OPLEGNOTA: _Oplegnota,
        VOLUMES: _Volumes,
    }
    if name not in makers:
        raise ValueError(name)
    return makers[name](folder)


def _files_in(folder: Path, patterns: Iterable[str]) -> dict[str, Path]:
    """Path in a folder → file, of every file that fits a pattern."""
    kept = {path.relative_to(folder).as_posix(): path for path in sorted(round_files(folder, patterns))}
    return {path: file for path, file in kept.items() if not left_behind(path)}


def _placed(file: Path) -> tuple[str, Path]:
    place = "data" if file.suffix == ".xlsx" and file.name.startswith(_OF_NUMBERS) else _PLACES[file.suffix]
    return f"{place}/{file.name}", file


def deliveries_in(sources: Iterable[str]) -> set[str]:
    """The names, below ``inputs/``, of the files among them that a partner can have delivered."""
    return {path.removeprefix(f"{files.INPUTS}/") for path in sources if path.startswith(f"{files.INPUTS}/")}
