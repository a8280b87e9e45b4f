"""Which rounds there are, in what state, and which came before: whatever leans on another round asks here.

A round that came before is found by what ``round.yml`` says, read as far as it can be: what is wrong with that file is
told by the check of its own round. No way through the rounds goes in circles, whatever their files say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError, Problem, UnknownNameError
from mpp_lib.base.months import Month
from mpp_lib.inputs.after_adoption import states_now
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.declared.products import EDITION, ORDER, PRODUCTS, RAPPORTAGE
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.files import (
    DECISIONS,
    ROUND,
    ROUNDS,
    edition_months,
    is_round_name,
    is_version,
    round_name,
    round_names,
    rounds_above,
    rounds_of,
    shorten,
    working_folder,
)
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.previous import previous_folder, said_by_round
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.settings import EARLY, RoundSettings
from mpp_lib.inputs.state import Entries
from mpp_lib.inputs.versions import folder_that_counts, versions_of

UNREADABLE = "onleesbaar"


@dataclass(frozen=True)
class RoundEntry:
    """One round in the overview; a round whose ``round.yml`` cannot be read is listed as such, without years.

    Attributes:
        state: of its rapportage.
        products: product → state, of every product of the MPP.
    """

    round: str
    title: str
    state: str
    products: Mapping[str, str]
    previous: str | None
    realised_until: str | None
    first_year: int | None
    last_year: int | None
    versions: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The entry as JSON."""
        return asdict(self)


def rounds_root(base: Path) -> Path:
    """The folder ``rounds/`` in ``base``, or in the nearest folder above it that has one.

    Raises:
        UnknownNameError: when none has.
    """
    found = rounds_above(base)
    if found is None:
        expected = "een map die rounds/ bevat, of een map daaronder"
        raise UnknownNameError([Problem(ROUNDS, "", str(base.resolve()), "de map rounds ontbreekt", expected)])
    return found


def round_folder(root: Path, name: str) -> Path:
    """The folder of a round.

    Args:
        root: the folder that holds the rounds.
        name: ``JJJJ-N`` or ``_naam``; anything else, a path included, is refused.

    Raises:
        UnknownNameError: when the name is no round's name, or there is no such folder in ``root``.
        InputError: when it is a link that leads elsewhere.
    """
    if not is_round_name(name):
        problem, expected = "dit is geen naam van een ronde", "JJJJ-N, zoals 2024-1"
        raise UnknownNameError([Problem(ROUNDS, "", shorten(name), problem, expected)])
    folder = root / name
    if not folder.is_dir():
        raise UnknownNameError([Problem("", "", "", "deze ronde bestaat niet", _available(root), round=name)])
    if folder.resolve().parent != root.resolve():
        problem, expected = "de map verwijst naar een plek buiten rounds", "een gewone map in rounds"
        raise InputError([Problem("", "", "", problem, expected, round=name)])
    return folder


def _available(root: Path) -> str:
    names = round_names(root)
    return f"een bestaande ronde: {enumerate_nl(names)}" if names else "een ronde; rounds is nog leeg"


def overview(base: Path) -> tuple[RoundEntry, ...]:
    """Every round under ``base``/rounds, oldest first.

    Raises:
        InputError: when there is no folder ``rounds``.
    """
    root = rounds_root(base)
    return tuple(_entry(root / name) for name in round_names(root))


def _entry(folder: Path) -> RoundEntry:
    versions = tuple(version.name for version in versions_of(folder))
    settings = read_settings(Intake(folder))
    return round_entry(folder.name, settings, _states(folder, settings), versions)


def round_entry(
    name: str, settings: RoundSettings | None, states: Mapping[str, str], versions: tuple[str, ...]
) -> RoundEntry:
    """The entry of a round.

    Args:
        settings: None where ``round.yml`` cannot be read.
        states: product → state.
        versions: their names.
    """
    state = states.get(RAPPORTAGE, "")
    if settings is None:
        return RoundEntry(name, "", state, states, None, None, None, None, versions)
    years = settings.span.calendar_years
    return RoundEntry(
        round=name,
        title=settings.title,
        state=state,
        products=states,
        previous=settings.previous,
        realised_until=str(settings.realised_until),
        first_year=years[0],
        last_year=years[-1],
        versions=versions,
    )


def _states(folder: Path, settings: RoundSettings | None) -> dict[str, str]:
    """Product → state; none can be told while something is wrong with the decisions or with an adopted version."""
    intake = Intake(folder)
    decisions = read_decisions(intake, settings)
    if settings is not None and not intake.problems:
        with suppress(InputError):
            return {product: str(state) for product, state in states_now(folder, decisions).items()}
    return {product.name: UNREADABLE for product in PRODUCTS if product.of_mpp}


def lineage(folder: Path) -> tuple[Path, ...]:
    """The round and every round it descends from, newest first, as far as they are there.

    Each round before it as it counts: see :func:`mpp_lib.inputs.versions.folder_that_counts`.

    Args:
        folder: of the round, as every ``folder`` here.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    found, named = [folder], {round_name(folder)}
    while (before := previous_folder(found[-1])) and before.is_dir() and before.name not in named:
        found.append(folder_that_counts(before))
        named.add(before.name)
    return tuple(found)


def round_before(folder: Path) -> Path | None:
    """The round before, as it counts; None for a first round. Of one that is not there, where it should be.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    before = previous_folder(folder)
    return None if before is None else folder_that_counts(before)


def last_monitor(folder: Path) -> tuple[Path, Month] | None:
    """The monitor that goes with a round: the folder of the round before it, and the month of its last edition.

    Editions stand in the working folder: they come after the round was adopted.

    Only an edition that was made by the cut-off of the round counts: no report knows what came later.
    """
    before, cutoff = previous_folder(folder), said_by_round(folder).get("cutoff")
    if before is None or type(cutoff) is not date:
        return None
    months = [month for month in edition_months(before) if edition_cutoff(month) <= cutoff]
    return (before, months[-1]) if months else None


def check_previous(folder: Path) -> Iterator[Problem]:
    """Refuses a round before this one that is not earlier, or not there; one that stands alone is left alone."""
    here = folder.resolve()
    before = previous_folder(here)
    if before is not None and before.name >= round_name(here):
        yield _not_earlier(here, before)
    elif _beside(here) and not is_version(here):
        yield from refuse_missing_previous(here)


def _not_earlier(folder: Path, before: Path) -> Problem:
    own, way = round_name(folder), lineage(folder)
    expected, last = f"een ronde die eerder is dan {own}, of niets", previous_folder(way[-1])
    if before.name == own or last is None or last.name != own:
        return Problem(ROUND, "previous", before.name, "dit is geen eerdere ronde", expected)
    found = " → ".join(round_name(each) for each in (*way, folder))
    return Problem(ROUND, "previous", found, "de rondes verwijzen in een kring naar elkaar", expected)


def refuse_missing_previous(folder: Path) -> Iterator[Problem]:
    """The round before this one is there."""
    before = previous_folder(folder)
    if before is not None and not before.is_dir():
        expected = f"een ronde die naast deze staat: {', '.join(_beside(folder)) or 'er is geen andere'}"
        problem = "de vorige ronde bestaat niet"
        yield Problem(ROUND, "previous", before.name, problem, expected, round=round_name(folder))


def remark_without_order(folder: Path, settings: RoundSettings | None, decisions: Entries) -> Iterator[Problem]:
    """An early round is made because the Topberaad ordered it, on an edition of the monitor (protocol 7.1.3)."""
    if settings is None or settings.soort != EARLY:
        return
    before = previous_folder(folder)
    log = read_decisions(Intake(working_folder(before)), None) if before is not None and before.is_dir() else ()
    if not any(entry["step"] == ORDER and entry["product"].startswith(EDITION) for entry in (*decisions, *log)):
        expected = f"de stap {ORDER} van een monitor, in {DECISIONS} van deze ronde of van de vorige"
        problem = "het Topberaad heeft geen opdracht tot een vroegtijdige bijstelling gegeven"
        yield Problem(ROUND, "soort", settings.soort, problem, expected)


def _beside(folder: Path) -> list[str]:
    return [name for name in round_names(rounds_of(folder)) if name != round_name(folder)]
