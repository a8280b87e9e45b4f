"""What was said of the version before, and what was done with it: the section of the report that comes after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.markdown import literal
from mpp_lib.inputs.declared.review import VERDICTS
from mpp_lib.inputs.predecessors import marked_against
from mpp_lib.inputs.review.listing import Listed
from mpp_lib.inputs.review.overview import overview
from mpp_lib.inputs.review.store import has_review
from mpp_lib.inputs.versions import Version, kind, versions_of
from mpp_lib.present.reacties.comment_tables import account_table, counted
from mpp_lib.present.reacties.figure_names import figure_names
from mpp_lib.present.shown.table import Table

NONE = "Op de vorige versie zijn geen reacties gekomen."
_NOT_YET = "nog niet verwerkt"


@dataclass(frozen=True)
class SinceComments:
    """The section; no table where nothing was said."""

    words: str
    table: Table[Listed] | None = None


def since_comments(folder: str) -> SinceComments:
    """What was said of the version before a round as it is now.

    Raises:
        InputError: with everything that is wrong with what is kept.
    """
    version, found = marked_against(Path(folder)), accounted(Path(folder))
    if version is None or not found:
        return SinceComments(NONE)
    return SinceComments(_words(version, found), account_table(found, version.name, figure_names(Path(folder))))


def accounted(folder: Path) -> tuple[Listed, ...]:
    """The comments that the report of a round accounts for: on the version before, and what is open of earlier ones.

    None in a report that is adopted, which stands by itself, or in a first one.

    Raises:
        InputError: with everything that is wrong with what is kept.
    """
    version = marked_against(folder) if has_review(folder) else None
    if version is None:
        return ()
    same = [each.name for each in versions_of(folder) if kind(each.product) == kind(version.product)]
    earlier = same[: same.index(version.name)]
    return tuple(
        one
        for one in overview(folder)
        if one.comment.version == version.name or (one.comment.version in earlier and one.is_open)
    )


def _words(version: Version, found: tuple[Listed, ...]) -> str:
    counts = Counter(one.settlement.verdict if one.settlement else _NOT_YET for one in found)
    told = enumerate_nl([f"{counts[name]} {name}" for name in (*VERDICTS, _NOT_YET) if counts[name]])
    return (
        f"Op versie {literal(version.name)} {'kwamen' if len(found) > 1 else 'kwam'} {counted(found)}: {told}. In de "
        "HTML staat naast elke plaats wat er met een reactie erop is gedaan."
    )
