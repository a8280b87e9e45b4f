"""What each partner delivered, for whom, and which figures of the round are of that delivery."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.archive.consent.derivable import OF_PLAN, REALISED, Shown
from mpp_lib.inputs.declared.round import AUDIENCES, ROUND
from mpp_lib.inputs.declared.vintage import is_realisations_file
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import read_realisations
from mpp_lib.present.wording.partners import PARTNERS
from mpp_lib.production.expression import Plan, walk
from mpp_lib.production.node import Chain

CONCEPT = "concept"
_READ = frozenset(
    Path(table.file).name for table in vars(ROUND).values() if getattr(table, "file", "").startswith(f"{files.INPUTS}/")
) | {Path(file).name for file in files.PLAN_WORKBOOKS}
"""Files that the round itself is read from."""
_PLANS = {Path(file).name for file in (ROUND.plan.file, *files.PLAN_WORKBOOKS)}


@dataclass(frozen=True)
class Delivery:
    """A row of ``leveringen.csv``.

    Attributes:
        row: in that file.
        file: below ``inputs/``.
        status: concept or definitief.
        audiences: as the row has them.
    """

    row: int
    file: str
    partner: str
    status: str
    audiences: str

    def reaches(self, audience: str) -> bool:
        """Whether its figures may go to an audience: to those named and to who stands closer; APM has them."""
        named = {each.strip() for each in self.audiences.split(",")}
        widest = max((AUDIENCES.index(each) for each in AUDIENCES if each in named), default=0)
        return AUDIENCES.index(audience) <= widest

    @property
    def concept(self) -> bool:
        """Whether the partner can still change it."""
        return self.status == CONCEPT


def deliveries_of(folder: Path) -> tuple[Delivery, ...]:
    """Every delivery of a round that can be read."""
    table = read_table(Intake(folder), ROUND.deliveries)
    columns = "bestand", "partner", "status", "doelgroepen"
    return tuple(Delivery(*row) for row in table.rows(*columns))


def figures_of(delivery: Delivery, chain: Chain, sources: Mapping[str, str]) -> frozenset[Shown]:
    """The series that are of a delivery; none of a table of ours that a partner filled, which goes as a file.

    Those of a file that the round is read from are in it. Of any other file they are the rows of ``realisaties.csv``
    that name it as their source; where none does, every realised figure of the partner that delivered it.

    Args:
        sources: indicator → the sources of its realised figures.
    """
    if delivery.file in _PLANS:
        return frozenset(Shown(OF_PLAN, name) for name in plan_series(chain))
    if is_realisations_file(f"{files.INPUTS}/{delivery.file}"):
        return frozenset(Shown(REALISED, name) for name in sources)
    if delivery.file in _READ:
        return frozenset()
    named = {name for name, said in sources.items() if Path(delivery.file).name in said}
    return frozenset(Shown(REALISED, name) for name in named or _own(delivery.partner, sources))


def plan_series(chain: Chain) -> set[str]:
    """``stroom.grootheid`` of every series of the plan that the chain takes."""
    parts = (part for node in chain.nodes for part in walk(node.formula))
    return {f"{part.stream}.{part.quantity}" for part in parts if isinstance(part, Plan)}


def _own(partner: str, indicators: Collection[str]) -> Iterator[str]:
    """The indicators of a partner, by any name it has; none of who is no partner of the chain."""
    said = _letters(partner)
    keys = {each.key for each in PARTNERS if said in (each.key, _letters(each.short), _letters(each.name))}
    yield from (name for name in indicators if name.partition(".")[0] in keys)


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()


def sources_of_realised(folder: Path) -> dict[str, str]:
    """Indicator → the sources of its realised figures, of a round whose file can be read."""
    said: dict[str, set[str]] = {}
    for _, name, source in read_realisations(Intake(folder)).rows("indicator", "bron"):
        said.setdefault(name, set()).add(source)
    return {name: "\n".join(sorted(texts)) for name, texts in said.items()}
