"""A new edition of the monitor from what was delivered, checked before anything is written, and what changed in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem, refusals_of
from mpp_lib.base.markdown import as_comment, without_comments
from mpp_lib.base.months import Month
from mpp_lib.base.whole_folder import becoming, held, write
from mpp_lib.inputs.declared.edition import LATER_REALISATIONS, LATER_UNKNOWN, TOPICS
from mpp_lib.inputs.edition.commentary import ADVICE
from mpp_lib.inputs.edition.edition import Edition
from mpp_lib.inputs.edition.read_edition import check_edition, load_edition
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.parts import HEADING
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.unknown import still_unknown
from mpp_lib.inputs.written import csv_file
from mpp_lib.production.run import RoundResult
from mpp_lib.rolling.compared import Compared, by_figure, compared, figures
from mpp_lib.rolling.delivered import read_delivery
from mpp_lib.rolling.taken_over import Row, rows_of

_BUSY = "een andere opdracht maakt deze editie al"
_TO_WRITE = f"""\
Wat de analist schrijft; wat hier staat, is commentaar en komt in geen rapport.

Een inleiding.

{HEADING}<indicator-id>

Waardoor dit cijfer afwijkt, bij elke vlag.

{HEADING}{ADVICE}

Wat de werkgroep voorstelt.
"""
"""The words of an edition as far as they have a form, where no edition before it has any."""


@dataclass(frozen=True)
class NewEdition:
    """An edition that was made.

    Attributes:
        changes: what was delivered beside what the last edition held.
        carried: how many figures stand as they were delivered before.
        unknown: what was delivered without a figure or with a sign, as rows of its ``onbekend.csv``.
        warnings: what a check says of it.
    """

    folder: Path
    changes: Compared
    carried: int
    unknown: tuple[Row, ...]
    warnings: tuple[Problem, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, a line each."""
        signs = ", ".join(f"{row['indicator']} {row['periode']} ({row['teken']})" for row in self.unknown)
        count = figures(len(self.unknown))
        said = f"onbekend of met een teken geleverd, en nu in {LATER_UNKNOWN.file} van de editie: {count}: {signs}"
        return (
            *self.changes.told,
            f"zoals eerder geleverd: {figures(self.carried)}",
            *([said] if self.unknown else []),
        )


def new_edition(round_: RoundResult, month: Month, delivered: Path, mapping: Path | None = None) -> NewEdition:
    """Make ``monitor/<month>/``: what was delivered goes before what the last edition held.

    The questions of the last edition come along; its words, or else the form of such, stand as a comment beside what
    is to be written.

    Args:
        round_: as it counts; the edition stands in its working folder.
        delivered: a CSV of the shape of ``realisaties.csv``, or any file that the mapping is of.

    Raises:
        InputError: there is such an edition, or the delivery or the edition is not right; nothing is written.
        ArchiveError: another run is making it.
        OSError: the disk refuses; nothing stands.
    """
    working, settings = round_.working, round_.inputs.settings
    name, catalogue = files.edition_folder(month), round_.chain.catalogue()
    folder = working / name
    delivery = read_delivery(delivered, mapping, catalogue)
    rows = delivery.rows
    with held(folder, f"{settings.round}/{name}: {_BUSY}."):
        with refusals_of(settings.round):
            if folder.exists() or folder.is_symlink():
                raise InputError([Problem(name, "", "", "deze editie bestaat al", "een maand zonder editie")])
            earlier = files.edition_months(working, month)
            last = load_edition(working, settings, earlier[-1], catalogue) if earlier else None
        before = rows_of(last.realisations) if last else []
        known = list({**by_figure(before), **by_figure(rows)}.values())
        unknown = tuple(delivery.unknown_beside(known, month))
        content = _content(name, known, last, working, unknown)
        with delivery.refusals(f"{name}/{LATER_REALISATIONS.file}", known), refusals_of(settings.round):
            checked = check_edition(working, month, settings, catalogue, content)
            if checked.edition is None:
                raise InputError(checked.problems)
        with becoming(folder, LATER_REALISATIONS.file) as half:
            for path, text in content.items():
                write(half / Path(path).name, text)
    changes = compared(before, rows)
    carried = len(before) - len(changes.revised) - len(changes.restated)
    return NewEdition(folder, changes, carried, unknown, checked.warnings)


def _content(
    name: str, rows: Sequence[Row], last: Edition | None, working: Path, unknown: Sequence[Row]
) -> dict[str, bytes]:
    """Path in the round folder → content of every file; the realisations, by which an edition is known, come last."""
    found = {}
    said = list(still_unknown(_own_unknown(last, working) if last else (), unknown, rows))
    if said:
        found[f"{name}/{LATER_UNKNOWN.file}"] = csv_file(LATER_UNKNOWN, said)
    words = working / files.edition_folder(last.month) / files.EDITION_COMMENTARY if last else None
    told = words.read_text(encoding="utf-8-sig") if words and words.is_file() else _TO_WRITE
    is_comment = not without_comments(told).strip()
    found[f"{name}/{files.EDITION_COMMENTARY}"] = (told if is_comment else as_comment(told)).encode()
    if last is not None and len(last.topics):
        found[f"{name}/{TOPICS.file}"] = csv_file(TOPICS, rows_of(last.topics))
    return found | {f"{name}/{LATER_REALISATIONS.file}": csv_file(LATER_REALISATIONS, rows)}


def _own_unknown(edition: Edition, working: Path) -> list[Row]:
    """What an edition says itself; what its round says holds of the next one too."""
    table = LATER_UNKNOWN.at(files.edition_folder(edition.month))
    return read_table(Intake(working), table).records()
