"""The oplegnota with which the report of a round goes to the Topberaad: by route A or by route B (4.2, 5.3, 7.1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.declared.ladder import CONSENSUS, NO_CONSENSUS
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.positions import objectors, route_of
from mpp_lib.inputs.reading import files
from mpp_lib.report.nota import LETTERHEAD, OPLEGNOTA, TITLES, oplegnota_texts
from mpp_lib.report.product import Opened, RoundProduct

if TYPE_CHECKING:
    from mpp_lib.inputs.review.listing import Listed
    from mpp_lib.production.run import RoundResult

OPEN_COMMENTS = "_open_reacties.qmd"
"""The template of what reviewers said and is open."""
OTHER_ROUTE = {"A": "_route_b.qmd", "B": "_route_a.qmd"}
"""Route → the template that its nota does not have."""


class Oplegnota(RoundProduct):
    """The oplegnota of ``folder``, a round folder."""

    name = kept_as = OPLEGNOTA
    pattern = f"{OPLEGNOTA}_*.ipynb"
    shows_comments = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, OPLEGNOTA, {OPLEGNOTA: f"{TITLES[OPLEGNOTA]}-{folder.name}"})
        self.said = oplegnota_texts(folder)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The analyst's words."""
        return digests(self.folder, self.said.patterns)

    def open(self) -> OpenedOplegnota:
        """Calculate the round, and see by which route its report goes."""
        from mpp_lib.present.reacties.open_comments import open_comments
        from mpp_lib.production.open_round import open_round

        result = open_round(self.folder)
        if not route_of(result.inputs.decisions):
            problem = "de werkgroep heeft nog niet gezegd of er consensus is over de rapportage"
            expected = f"de stap {CONSENSUS} of {NO_CONSENSUS} van {RAPPORTAGE} (mpp decide)"
            raise InputError([Problem(files.DECISIONS, "", "", problem, expected, round=self.folder.name)])
        self.said.refuse_wrong(self.materials)
        return OpenedOplegnota(self, result, open_comments(self.folder))


@dataclass(frozen=True, eq=False)
class OpenedOplegnota(Opened):
    """A round of which the report goes to the Topberaad, with the comments that are open."""

    report: Oplegnota
    result: RoundResult
    comments: tuple[Listed, ...]

    def results(self) -> str:
        """The long result table of the round: the key figures are of it."""
        from mpp_lib.base.result_table import to_csv

        return to_csv(self.result.table)

    def gather(self, target: Path) -> None:
        """Templates of its route, notebook and the analyst's words."""
        from mpp_lib.report.gather import lay_out

        values = self.values()
        lay_out(self.report.materials.templates / OPLEGNOTA, self.report.build.notebooks, target, values)
        (target / OTHER_ROUTE[values["nota"]["route"]]).write_bytes(b"")
        if not self.comments:
            (target / OPEN_COMMENTS).write_bytes(b"")
        self.report.said.lay_in(target)

    def values(self) -> dict[str, Any]:
        """What its template names by ``{{< meta … >}}``."""
        from mpp_lib.present.besluiten.nota_words import oplegnota_words
        from mpp_lib.present.reacties.open_comments import open_words
        from mpp_lib.report.gather import cover

        decisions = self.result.inputs.decisions
        words = {**oplegnota_words(decisions), "reacties": open_words(self.comments, objectors(decisions))}
        own = {"naam": TITLES[OPLEGNOTA], "datum": words["dag"], "datum_iso": words["dag_iso"], **LETTERHEAD}
        return {"rapport": {**cover(self.result), **self.report.chain, **own}, "nota": words}
