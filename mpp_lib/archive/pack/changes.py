"""The ledger of every version of every round, as rows: who asked for what, and what each change does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.archive.pack.declared import WORKING
from mpp_lib.archive.pack.sheet import Row
from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.attribution.shared import shared_years
from mpp_lib.compare.changes.directions import Directions, directions, moved
from mpp_lib.compare.changes.effects import LedgerEffects, ledger_effects
from mpp_lib.compare.changes.ledger import Account, Line, lines_of
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.versions import Version, versions_of
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class Accounted:
    """The ledger of one version, or of the working folder.

    Attributes:
        version: its name; :data:`WORKING` of the folder.
        previous: the version it is held against; empty for a first one.
        lines: those that account for a change; of a first version all there are.
        effects: what they do; None where there is nothing to measure against.
    """

    round: str
    version: str
    previous: str
    lines: tuple[Line, ...]
    effects: LedgerEffects | None

    @property
    def place(self) -> Row:
        """Round and version as every row names them."""
        return {"ronde": self.round, "versie": self.version}


def accounts(root: Path, rounds: Iterable[str]) -> Iterator[Accounted]:
    """Those of every version of the report that is kept here, oldest first, and of the working folder behind them.

    Args:
        root: the folder of the rounds.
        rounds: their names.

    Raises:
        InputError: with what is wrong with a version.
    """
    for name in rounds:
        before: Version | None = None
        for version in (one for one in versions_of(root / name) if one.product == RAPPORTAGE):
            if version.present:
                yield _account(open_round(version.data), name, version.name, before)
            before = version
        yield _account(open_round(root / name), name, WORKING, before)


def _account(result: RoundResult, name: str, version: str, before: Version | None) -> Accounted:
    told = before.name if before else ""
    previous = open_round(before.data) if before and before.present else None
    if previous is None:
        return Accounted(name, version, told, lines_of(result.inputs), None)
    account = Account.between(result.inputs, previous.inputs)
    lines = tuple(filter(account.covered, account.lines))
    measured = lines and shared_years(result, previous)
    return Accounted(name, version, told, lines, ledger_effects(result, previous) if measured else None)


def change_rows(found: Iterable[Accounted]) -> Iterator[Row]:
    """A row for each line."""
    for account in found:
        steps = _steps(account)
        for line in account.lines:
            yield {**account.place, "vorige": account.previous, "stap": steps.get(line), **_said(line)}


def _steps(account: Accounted) -> dict[Line, int]:
    measured = account.effects.steps if account.effects else ()
    return {line: place for place, step in enumerate(measured, start=1) for line in step.lines}


def _said(line: Line) -> Row:
    return {
        "regel": line.row,
        "datum": line.day,
        "bestand": line.file,
        "sleutel": line.key,
        "oud": line.old,
        "nieuw": line.new,
        "partner": line.partner,
        "grond": line.ground,
        "gremium": line.meeting,
        "toelichting": line.remark,
    }


def effect_rows(found: Iterable[Accounted]) -> Iterator[Row]:
    """A row for each step, figure, year and mpp-scenario."""
    for account in found:
        if account.effects is not None:
            yield from ({**account.place, **row} for row in _effects(account.effects))


def _effects(effects: LedgerEffects) -> Iterator[Row]:
    units = {name: spec.unit for name, spec in catalogue_named(STANDARD).indicators.items()}
    for place, step in enumerate(effects.steps):
        if any(map(effects.account.covered, step.lines)):
            for indicator, year, scenario in _figures(effects):
                at = place, *effects.place(indicator, year, scenario)
                yield {
                    "stap": place + 1,
                    "indicator": indicator,
                    "eenheid": units.get(indicator, ""),
                    "jaar": year,
                    "scenario": scenario,
                    "in_volgorde": float(effects.in_order[at]),
                    "alleen": float(effects.alone[at]),
                }


def _figures(effects: LedgerEffects) -> Iterator[tuple[str, int, str]]:
    return ((one, year, name) for one in effects.indicators for year in effects.years for name in SCENARIOS)


def direction_rows(found: Sequence[Accounted]) -> Iterator[Row]:
    """How many steps of all versions moved each figure up and down."""
    steps = (one for account in found if account.effects for one in moved(account.effects))
    return map(_direction, directions(steps))


def _direction(found: Directions) -> Row:
    interval = found.interval
    return {
        "groep": found.group,
        "waarde": found.member,
        "indicator": found.indicator,
        "meting": found.way,
        "omhoog": found.up,
        "omlaag": found.down,
        "geen": found.none,
        "aandeel_omhoog": found.share,
        "laag": interval.low if interval else None,
        "hoog": interval.high if interval else None,
        "samen": found.together,
    }
