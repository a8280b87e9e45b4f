"""The versions of a round as comments need them: which there are, their page, their numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mpp_lib.inputs.reading.files import round_name
from mpp_lib.inputs.review.comment import Figure
from mpp_lib.inputs.review.page import CHECKSUM, VERSION, Page
from mpp_lib.inputs.versions import RESULTS, Version, kind, versions_of

REPORT = "report"
Number = tuple[float, str]
"""Value and unit."""


class ResultRow(NamedTuple):
    """A row of a result table, as far as comments look at it."""

    figure: Figure
    value: float
    unit: str
    partner: str


class VersionsRead:
    """The versions of a round, each page and table read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages: dict[str, Page | None] = {}
        self._rows: dict[str, tuple[ResultRow, ...]] = {}

    @cached_property
    def by_name(self) -> Mapping[str, Version]:
        """Name → version, oldest first."""
        return {version.name: version for version in versions_of(self.folder)}

    def newest(self, version: str) -> Version:
        """The last version of the same product."""
        product = kind(self.by_name[version].product)
        return [each for each in self.by_name.values() if kind(each.product) == product][-1]

    def page(self, version: str) -> Page | None:
        """The page of a version; None where the version is not kept here, or has none.

        Raises:
            InputError: the version is damaged.
        """
        if version not in self._pages:
            self._pages[version] = None if self.file(version) is None else Page(self.content(version))
        return self._pages[version]

    def of_page(self, version: str, checksum: str) -> str:
        """The version that a page is kept as, which calls itself so on its cover and has this checksum.

        Raises:
            InputError: a version is damaged.
        """
        said = {CHECKSUM: checksum, VERSION: f"urn:mpp:{round_name(self.folder)}:{version}"}
        names = [name for name in self.by_name if self._says(name, said)]
        return version if version in names or not names else names[-1]

    def _says(self, version: str, said: Mapping[str, str]) -> bool:
        page = self.page(version)
        return page is not None and said.items() <= page.meta.items()

    def content(self, version: str) -> bytes:
        """The bytes of the page of a version; none where it has no page."""
        file = self.file(version)
        return b"" if file is None else file.read_bytes()

    def file(self, version: str) -> Path | None:
        """The HTML of a version; as :meth:`page`."""
        kept = self.by_name.get(version)
        if kept is None or not kept.present:
            return None
        return next(iter(sorted((kept.data / REPORT).glob("*.html"))), None)

    def rows(self, version: str) -> tuple[ResultRow, ...]:
        """The result table of a version, in its order; nothing where it is not kept here."""
        if version not in self._rows:
            kept = self.by_name.get(version)
            there = kept is not None and kept.present
            text = (kept.data / RESULTS).read_text(encoding="utf-8") if kept is not None and there else ""
            self._rows[version] = tuple(_rows(text))
        return self._rows[version]

    def numbers(self, version: str) -> Mapping[Figure, Number]:
        """Every number of the result table of a version."""
        if version not in self._numbers:
            self._numbers[version] = {row.figure: (row.value, row.unit) for row in self.rows(version)}
        return self._numbers[version]

    @cached_property
    def _numbers(self) -> dict[str, Mapping[Figure, Number]]:
        return {}


def _rows(text: str) -> Iterator[ResultRow]:
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        if row["waarde"]:
            figure = Figure(row["indicator"], row["scenario"], row["periode"])
            yield ResultRow(figure, float(row["waarde"]), row["eenheid"], row["partner"])
