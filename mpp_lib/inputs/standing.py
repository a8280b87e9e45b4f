"""Where a round stands: per product what was decided, what comes next, who acts, what is late, who said nothing yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mpp_lib.base.errors import InputError, refusals_of
from mpp_lib.inputs.after_adoption import states_now
from mpp_lib.inputs.declared.ladder import APM, DISCUSSED, REJECTED, REOPENING, STARTED_OVER, WERKGROEP, Product, Step
from mpp_lib.inputs.declared.partner_word import SUBJECTS
from mpp_lib.inputs.declared.planning import PLAN, Planned
from mpp_lib.inputs.declared.products import (
    EDITION,
    IND_PLAN,
    PLANNING,
    PRODUCTIEMODEL,
    PROGNOSE,
    RAPPORTAGE,
    edition_product,
)
from mpp_lib.inputs.declared.registers import REGISTERS
from mpp_lib.inputs.positions import Position, positions_on, route_of
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.decisions import walk_decisions
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.steps import Ladder, Ladders
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.rules.planning import check_planning
from mpp_lib.inputs.state import State, state_of

IN_ORDER = (PLANNING, PROGNOSE, IND_PLAN, PRODUCTIEMODEL, RAPPORTAGE)
"""The products of a round, in the order in which it makes them (5.2)."""
DONE, LATE, AHEAD, PAST = "gedaan", "te laat", "gepland", "voorbij"


@dataclass(frozen=True)
class PlannedStep:
    """A line of the planning on a day.

    Attributes:
        state: done, late or ahead; of a meeting that decides nothing, whether it is past.
    """

    planned: Planned
    state: str

    @property
    def late(self) -> bool:
        """Whether its day is past and nothing was decided."""
        return self.state == LATE

    def as_dict(self) -> dict[str, str]:
        """As JSON: the cells of the file and its state."""
        return {**dict(zip(PLAN.names, self.planned.cells, strict=True)), "stand": self.state}


@dataclass(frozen=True)
class Standing:
    """Where a product stands.

    Attributes:
        name: as ``decisions.yml`` has it.
        last: the step that was taken last, with its day; None where none was.
        next: the steps that come next.
        needs: what has to be there for one of these and is not.
        planned: what of it the planning holds.
        positions: what partners said of it.
        silent: partner of the werkgroep → of what in it it said nothing yet; while it is discussed.
    """

    name: str
    product: Product
    state: State
    last: tuple[Step, date] | None
    next: tuple[Step, ...]
    needs: tuple[str, ...]
    planned: tuple[PlannedStep, ...]
    positions: tuple[Position, ...]
    silent: Mapping[str, tuple[str, ...]]

    @property
    def late(self) -> tuple[PlannedStep, ...]:
        """What should have been decided by now."""
        return tuple(line for line in self.planned if line.late)

    @property
    def to_act(self) -> tuple[str, ...]:
        """Who takes what comes next, the usual gremium of each step; nobody where nothing has to come."""
        return tuple(dict.fromkeys(step.by[0] for step in self.next if not step.optional))

    def as_dict(self) -> dict[str, object]:
        """As JSON."""
        step, day = self.last or (None, None)
        return {
            "product": self.name,
            "state": str(self.state),
            "status": self.state.status,
            "last": {"step": step.name, "date": day.isoformat()} if step and day else None,
            "next": [self._next_as_dict(each) for each in self.next],
            "to_act": list(self.to_act),
            "needs": list(self.needs),
            "late": [line.as_dict() for line in self.late],
            "words": [
                {"partner": one.partner, "about": one.about, "word": one.word, "date": one.day.isoformat()}
                for one in self.positions
            ],
            "without_word": {partner: list(about) for partner, about in self.silent.items()},
        }

    def _next_as_dict(self, step: Step) -> dict[str, object]:
        process = self.product.process_of(step)
        return {
            "step": step.name,
            "by": list(step.by),
            "owner": list(process.owner),
            "consulted": list(process.consulted),
            "result": process.result,
            "paragraph": process.paragraph,
        }


@dataclass(frozen=True)
class RoundStanding:
    """Where a round stands.

    Attributes:
        protocol: the version it follows.
        route: ``A`` or ``B``; empty as long as that was not decided.
        products: in the order in which a round makes them, then the editions of its monitor.
        planning: in order of time.
    """

    round: str
    protocol: str
    route: str
    products: tuple[Standing, ...]
    planning: tuple[PlannedStep, ...]

    def as_dict(self) -> dict[str, object]:
        """The document of ``mpp status --json``."""
        return {
            "round": self.round,
            "protocol": self.protocol,
            "route": self.route,
            "products": [each.as_dict() for each in self.products],
            "planning": [line.as_dict() for line in self.planning],
        }


def standing(folder: Path, today: date) -> RoundStanding:
    """Where a round stands on a day; what is wrong with its other inputs does not matter.

    Raises:
        InputError: with everything that is wrong with ``round.yml``, ``decisions.yml``, the planning, the register of
            partners or ``versies.csv``.
    """
    with refusals_of(folder.name):
        return _Reading(folder, today).standing()


class _Reading:
    """What the standing of a round follows from, read once."""

    def __init__(self, folder: Path, today: date) -> None:
        intake = Intake(folder)
        settings = read_settings(intake)
        self.decisions, self.ladders = walk_decisions(intake, settings)
        planning, partners = read_table(intake, PLAN), read_table(intake, REGISTERS["partners"])
        if settings is None or (problems := [*intake.problems, *check_planning(planning)]):
            raise InputError(intake.problems if settings is None else problems)
        self.folder, self.today, self.settings = folder, today, settings
        self.planning = tuple(_planned(planning))
        self.partners = tuple(dict.fromkeys(_members(partners)))
        self.states = states_now(folder, self.decisions)

    def standing(self) -> RoundStanding:
        editions = {edition_product(month) for month in files.edition_months(self.folder)}
        decided = {entry["product"] for entry in self.decisions if entry["product"].startswith(EDITION)}
        return RoundStanding(
            round=self.settings.round,
            protocol=self.settings.protocol,
            route=route_of(self.decisions),
            products=tuple(map(self._product, (*IN_ORDER, *sorted(editions | decided)))),
            planning=tuple(map(self._line, self.planning)),
        )

    def _product(self, name: str) -> Standing:
        ladder = self.ladders.ladder(name)
        following = next_steps(self.ladders, name)
        state = self.states.get(name) or state_of(self.decisions, name)
        positions = positions_on(self.decisions, name)
        asked = self.partners if ladder.product.of_mpp and state.name in (DISCUSSED, REJECTED) else ()
        needs = dict.fromkeys(need for step in following for need in step.needs)
        return Standing(
            name=name,
            product=ladder.product,
            state=state,
            last=(ladder.taken[-1][0], ladder.taken[-1][1].date) if ladder.taken else None,
            next=following,
            needs=tuple(need for need in needs if not files.holds(self.folder, need)),
            planned=tuple(self._line(line) for line in self.planning if line.product == name),
            positions=positions,
            silent=dict(_silent(asked, positions)),
        )

    def _line(self, line: Planned) -> PlannedStep:
        past = line.day < self.today
        if not line.step:
            return PlannedStep(line, PAST if past else AHEAD)
        done = _is_past(self.ladders.ladder(line.product), line.step)
        return PlannedStep(line, DONE if done else LATE if past else AHEAD)


def next_steps(ladders: Ladders, name: str) -> tuple[Step, ...]:
    """What comes next of a product: up to the first rung on which something has to be decided.

    Raises:
        LookupError: when there is no such product.
    """
    ladder, possible = ladders.ladder(name), ladders.possible(name)
    if ladder.last and ladder.last.state == REJECTED:
        return REOPENING
    ahead = [step for step in possible if step not in REOPENING and step is not ladder.last]
    if ladder.last in REOPENING and ladder.last is not STARTED_OVER:
        return tuple(ahead)
    now = ladder.product.place(ladder.last)[0] if ladder.last else -1
    asked = [rung for rung in map(ladder.product.rung, ahead) if rung > now and not ladder.product.free(rung)]
    return tuple(step for step in ahead if ladder.product.rung(step) <= min(asked, default=len(ladder.product.rungs)))


def _is_past(ladder: Ladder, name: str) -> bool:
    """Whether a step was taken, or another outcome of its rung, or one further on."""
    step = ladder.product.step(name)
    return step is not None and any(
        each == step or ladder.product.rung(each) >= ladder.product.rung(step) >= 0 for each in ladder.since_anew
    )


def _planned(table: Table) -> Iterator[Planned]:
    rows = table.values.sort_values("datum", kind="stable").itertuples(index=False, name=None)
    yield from (Planned(date.fromisoformat(day), *cells) for day, *cells in rows)


def _members(partners: Table) -> Iterator[str]:
    """Who sits in the werkgroep, but for APM, which makes the products."""
    for _, partner, body in partners.rows("partner", "gremium"):
        if body.casefold() in WERKGROEP and partner.casefold() not in APM:
            yield partner


def _silent(partners: tuple[str, ...], positions: tuple[Position, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = {(each.partner.casefold(), each.about) for each in positions}
    for partner in partners:
        missing = tuple(about for about in SUBJECTS if (partner.casefold(), about) not in said)
        if missing:
            yield partner, missing
