"""Every round under ``rounds/``: its state, its horizon, the versions kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from mpp_lib.inputs.reading.files import round_names, rounds_root
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings

UNREADABLE = "onleesbaar"


@dataclass(frozen=True)
class RoundEntry:
    """One round in the overview; a round whose ``round.yml`` cannot be read is listed as such, without years."""

    round: str
    title: str
    state: str
    previous: str | None
    realised_until: str | None
    first_year: int | None
    last_year: int | None
    versions: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The entry as JSON."""
        return asdict(self)


def overview(base: Path) -> tuple[RoundEntry, ...]:
    """Every round under ``base``/rounds, oldest first.

    Raises:
        InputError: when there is no folder ``rounds``.
    """
    root = rounds_root(base)
    return tuple(_entry(root / name) for name in round_names(root))


def _entry(folder: Path) -> RoundEntry:
    versions = tuple(sorted(path.name for path in (folder / "versions").glob("*") if path.is_dir()))
    settings = read_settings(Intake(folder))
    if settings is None:
        return RoundEntry(folder.name, "", UNREADABLE, None, None, None, None, versions)
    years = settings.span.calendar_years
    return RoundEntry(
        round=settings.round,
        title=settings.title,
        state=settings.state,
        previous=settings.previous,
        realised_until=str(settings.realised_until),
        first_year=years[0],
        last_year=years[-1],
        versions=versions,
    )
