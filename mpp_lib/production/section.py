"""Where figures stand in a report: sections with a table by year, three figures at a glance, lines on the one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mpp_lib.base.catalogue import Domain


@dataclass(frozen=True)
class View:
    """Three indicators that together show the work of a partner: what waits is fed by ``into``, emptied by ``done``."""

    into: str
    done: str
    waiting: str

    @property
    def indicators(self) -> tuple[str, ...]:
        """Their ids."""
        return self.into, self.done, self.waiting


@dataclass(frozen=True)
class Target:
    """What a partner is asked to do beside what it does.

    Attributes:
        asked, done: node ids.
        above: how more can be done than is asked, as a Dutch clause.
    """

    asked: str
    done: str
    above: str


@dataclass(frozen=True)
class Lines:
    """Figures that a piece of the chain adds at the end of a section of another piece; all are node ids.

    Attributes:
        section: key of that section.
        table: for its table by year.
        one_page: for the one page of its domain.
    """

    section: str
    table: tuple[str, ...] = ()
    one_page: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of the report on a domain; all figures are node ids, in the order of the report.

    Attributes:
        key: names it in the notebooks, whose cells are labelled ``tbl-<key>`` and ``fig-<key>``, with hyphens.
        title: caption of its table (Dutch).
        table: what stands in its table by year.
        view: what its figure shows at a glance, where it has one.
        one_page: what stands on the one page of the domain; partners go together there.
        target: what its work is measured by, where something is.
        defined: figures of its table whose definition stands below it: those that others count differently.
    """

    key: str
    domain: Domain
    title: str
    table: tuple[str, ...]
    view: View | None = None
    one_page: tuple[str, ...] = ()
    target: Target | None = None
    defined: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every figure it names."""
        target = (self.target.asked, self.target.done) if self.target else ()
        return (*self.table, *self.one_page, *(self.view.indicators if self.view else ()), *target)

    def extended(self, added: Iterable[Lines]) -> Section:
        """The section with what other pieces add to it."""
        own = [lines for lines in added if lines.section == self.key]
        return replace(
            self,
            table=(*self.table, *(name for lines in own for name in lines.table)),
            one_page=(*self.one_page, *(name for lines in own for name in lines.one_page)),
        )
