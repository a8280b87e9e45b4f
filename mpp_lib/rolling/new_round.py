"""A new round from the one before: everything it takes over, checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from itertools import product
from pathlib import Path

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS, Catalogue
from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.errors import InputError, Problem, UnknownNameError, refusals_of
from mpp_lib.base.markdown import as_comment
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.base.whole_folder import becoming, held, write
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.fiction import FICTION
from mpp_lib.inputs.declared.of_round import OfRound
from mpp_lib.inputs.declared.planning import CALENDAR, Planned, year_cycle
from mpp_lib.inputs.declared.rolled import TASKS, marked
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.declared.unknown import ABSENT
from mpp_lib.inputs.declared.vintage import vintage_table
from mpp_lib.inputs.edition.edition import Edition
from mpp_lib.inputs.edition.read_edition import load_edition
from mpp_lib.inputs.new_planning import planning_file
from mpp_lib.inputs.plan.read_plan import BASIS_ROW
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.rounds import round_folder
from mpp_lib.inputs.rules.realisations import months_needed
from mpp_lib.inputs.rules.sources import SOURCE
from mpp_lib.inputs.unknown import still_unknown
from mpp_lib.inputs.written import csv_file
from mpp_lib.present.besluiten.agenda import calendar
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.expression import summed
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.production.realised import ASSUMED
from mpp_lib.production.run import RoundResult, calculate
from mpp_lib.rolling import taken_over
from mpp_lib.rolling.delivered import NOTHING, read_delivery
from mpp_lib.rolling.measures import measures
from mpp_lib.rolling.next_settings import last_realised, next_settings, settings_file
from mpp_lib.rolling.past import Medio, Past, Windows, still_of_use, together, windows
from mpp_lib.rolling.taken_over import Row, rows_of
from mpp_lib.rolling.tasks import by_partner, tasks_file, tasks_of

_BUSY = "een andere opdracht maakt deze ronde al"
_MEDIO = SCENARIOS[1]
_FEW = 3
"""Numbers that a round of a year can have without another: the two of the cycle, and an early one."""


@dataclass(frozen=True)
class NewRound:
    """A round that was made.

    Attributes:
        tasks: what is left to do.
        warnings: what a check says of it.
    """

    folder: Path
    tasks: tuple[str, ...]
    warnings: tuple[Problem, ...]


def new_round(
    root: Path, name: str, before: str, delivered: Path | None = None, mapping: Path | None = None
) -> NewRound:
    """Make a round from the one before, as that counts, and from what was realised since.

    Args:
        root: the folder that holds the rounds.
        name: of the new round, ``JJJJ-N``.
        before: name of the one before.
        delivered: a CSV of the shape of ``realisaties.csv``, or any file that the mapping is of; it goes before
            everything else.

    Raises:
        UnknownNameError: the new name is none of a round, or the round before is not there.
        InputError: the name is taken or not later, one of the files is not right, or the round that would be made is
            not; nothing is written.
        ArchiveError: another run is making this round.
        OSError: the disk refuses; nothing stands.
    """
    folder = root / name
    _refuse_name(root, name, before)
    source = open_that_counts(round_folder(root, before))
    _refuse_gap(name, source)
    with held(folder, f"{name}: {_BUSY}."):
        if folder.exists() or folder.is_symlink():
            raise InputError([Problem("", "", "", "deze ronde bestaat al", "een naam die nog vrij is", round=name)])
        delivery = read_delivery(delivered, mapping, source.chain.catalogue()) if delivered else NOTHING
        made = _Rolled(source, name, delivery.rows, delivery.unknown)
        with delivery.refusals(ROUND.realisations.file, made.realised), refusals_of(name):
            result = check_round(folder, catalogue_named, proposed=made.files)
            if result.inputs is None:
                raise InputError(result.problems)
            calculate(result.inputs)
        with becoming(folder, files.ROUND) as half:
            for path, content in made.files.items():
                write(half / path, content)
    return NewRound(folder, tuple(made.tasks), result.warnings)


def _refuse_name(root: Path, name: str, before: str) -> None:
    if not files.is_round_name(name) or name.startswith("_"):
        found = files.shorten(name)
        raise UnknownNameError([Problem(files.ROUNDS, "", found, "zo heet geen ronde", "JJJJ-N, zoals 2025-1")])
    _refuse_number(root, name)
    round_folder(root, before)
    if name <= before:
        problem = f"deze ronde is niet later dan ronde {before}"
        raise InputError([Problem("", "", "", problem, f"een ronde na {before}", round=name)])


def _refuse_number(root: Path, name: str) -> None:
    """A year has two rounds and now and then an early one: a number further on follows on one that is there."""
    year, _, number = name.partition("-")
    known = int(number) <= _FEW or (root / f"{year}-{int(number) - 1}").is_dir()
    if not known:
        expected = f"{year}-1, {year}-2, of voor een vroegtijdige bijstelling {year}-3"
        raise UnknownNameError([Problem("", "", "", "dit nummer volgt op geen ronde", expected, round=name)])


def _refuse_gap(name: str, source: RoundResult) -> None:
    """A round follows on what the one before knows of: its first year is in that horizon."""
    before, last = source.inputs.settings.round, source.inputs.settings.span.end.year
    if int(name[:4]) > last:
        problem = f"deze ronde begint na de horizon van ronde {before}, die tot en met {last} loopt"
        raise InputError([Problem("", "", "", problem, f"een ronde van uiterlijk {last}", round=name)])


@dataclass(frozen=True)
class _Rolled:
    """A round as it is made of the one before.

    Attributes:
        source: the round before, as it counts.
        delivered: rows of what was realised since.
        unknown: rows of what is not known of that.
    """

    source: RoundResult
    name: str
    delivered: Sequence[Row]
    unknown: Sequence[Row] = ()

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Path in the folder → content; ``round.yml``, by which a round is known, comes last."""
        inputs, found = self.source.inputs, dict[str, bytes]()
        for table, rows in _pairs(self._rows):
            if rows:
                found[table.file] = csv_file(table, rows)
        if self._planned:
            found[ROUND.planning.file] = planning_file(self._planned)
            found[CALENDAR] = calendar(self.name, self._planned, self._made)
        found |= {f"{files.TEXTS}/{name}.md": as_comment(text).encode("utf-8") for name, text in inputs.texts.items()}
        return found | {TASKS: tasks_file(self.settings, self.tasks), files.ROUND: settings_file(self.settings)}

    @cached_property
    def tasks(self) -> list[str]:
        """What is left to do."""
        inputs = self.source.inputs
        not_taken = rows_of(inputs.registers["niet_meegenomen"])
        last_year = inputs.settings.span.calendar_years[-1]
        left_out = len({(row["periode"], row["indicator"]) for rows in self._vintages for row in rows})
        left_out -= len(self._counted)
        return tasks_of(self.settings, by_partner(self._lacking), left_out, not_taken, inputs.texts, last_year)

    @cached_property
    def settings(self) -> RoundSettings:
        """Its ``round.yml``."""
        rows = (row for rows in self._vintages for row in rows)
        periods = [Period.parse(row["periode"]) for row in rows if _is_counted_inflow(row)]
        until = last_realised(self.name, (period.start for period in periods if period.length == MONTH))
        return next_settings(self.source.inputs.settings, self.name, until, self._planned)

    @property
    def _made(self) -> datetime:
        """A moment that is past whenever the round is made, so that a later calendar takes the place of this one."""
        return datetime.combine(self.source.inputs.settings.cutoff, time(), UTC)

    @property
    def _planned(self) -> tuple[Planned, ...]:
        return year_cycle(self.name)

    @cached_property
    def _vintages(self) -> list[list[Row]]:
        """What was known at the round before, at each edition of its monitor, and what is delivered now."""
        return [
            rows_of(self.source.inputs.realisations),
            *(rows_of(edition.realisations) for edition in self._editions),
            list(self.delivered),
        ]

    @cached_property
    def _editions(self) -> list[Edition]:
        working, settings = self.source.working, self.source.inputs.settings
        return [load_edition(working, settings, month, self._catalogue) for month in files.edition_months(working)]

    @cached_property
    def _catalogue(self) -> Catalogue:
        return catalogue_named(self.source.inputs.settings.model)

    @cached_property
    def _counted(self) -> list[Row]:
        """What is known by the cut-off; a delivery that holds more is refused with the round."""
        cutoff = self.settings.cutoff
        earlier = [[row for row in rows if not named_after(row[SOURCE], cutoff)] for rows in self._vintages[:-1]]
        return together([*earlier, self._vintages[-1]], self.settings.realised_until)

    @cached_property
    def _windows(self) -> Windows:
        kernels = self.source.inputs.kernels
        needed = months_needed(zip(kernels["parameter"], kernels["k"], strict=True), self._catalogue)
        return windows(self._counted, needed, self.settings.span.start, self._catalogue)

    @cached_property
    def _known(self) -> list[Row]:
        return still_of_use(self._counted, self._windows)

    @cached_property
    def _lacking(self) -> list[Row]:
        """What the chain looks back on and nobody counted or assumed yet."""
        past = Past(
            rows=tuple(self._known),
            medio=_medio(self.source),
            sums={node.id: parts for node in self.source.chain.nodes if (parts := summed(node.formula))},
            nested=tuple(pair for parts, wholes in self.source.chain.nested for pair in product(parts, wholes)),
            catalogue=self._catalogue,
            before=self.source.inputs.settings.round,
        )
        return past.lacking(self._windows)

    @cached_property
    def _unknown(self) -> list[Row]:
        """What was said of figures before and is now, as far as it holds of those that are known."""
        held = rows_of(self.source.inputs.unknown)
        for edition in self._editions:
            held = list(still_unknown(held, rows_of(edition.unknown), rows_of(edition.realisations)))
        held = list(still_unknown(held, self.unknown, self.delivered))
        cutoff, last = self.settings.cutoff, self.settings.realised_until
        inside = (row for row in still_unknown(held, (), self._known) if Period.parse(row["periode"]).end <= last)
        said = [row for row in inside if not named_after(row[SOURCE], cutoff)]
        months = {(row["indicator"], month) for row in self._known for month in Period.parse(row["periode"]).months}
        return [
            row
            for row in said
            if row["teken"] in ABSENT
            or any((row["indicator"], month) in months for month in Period.parse(row["periode"]).months)
        ]

    @property
    def realised(self) -> Sequence[Row]:
        """The rows of its ``realisaties.csv``."""
        return self._rows.realisations

    @cached_property
    def _rows(self) -> OfRound[list[Row]]:
        inputs, span = self.source.inputs, self.settings.span
        old, before = inputs.settings.span, inputs.settings.round
        per_half_year = {spec.name for spec in self._catalogue.parameters.values() if spec.per_half_year}
        registers = {name: rows_of(table) for name, table in inputs.registers.items()}
        registers["afwijkingen"] = list(taken_over.deviations(registers["afwijkingen"]))
        kernels = taken_over.in_force(rows_of(inputs.kernels), ("parameter",), span.start)
        ranges = taken_over.in_force(rows_of(inputs.ranges), ("invoer",), span.start)
        plan = taken_over.plan(rows_of(inputs.plan), span, old, before)
        basis: Row = {**BASIS_ROW, "definitie": inputs.plan_prognose}
        realised = vintage_table(inputs.settings.vintage), ROUND.realisations
        taken = (ROUND.plan, ROUND.plan), (ROUND.realisations, ROUND.realisations), realised
        stems = {_below_inputs(then).removesuffix(".csv"): _below_inputs(now) for then, now in taken}
        return OfRound(
            scenarios=list(
                taken_over.scenarios(rows_of(inputs.scenarios), span, before, self.settings.realised_months)
            ),
            adopted=[],
            experts=[],
            realisations=[*self._known, *self._lacking],
            unknown=self._unknown,
            parameters=list(taken_over.parameters(rows_of(inputs.parameters), per_half_year, span, old, before)),
            courses=rows_of(inputs.courses),
            kernels=[row | {SOURCE: marked(row[SOURCE], before)} for row in kernels],
            plan=[*([basis] if inputs.plan_prognose else []), *plan],
            uncertainties=rows_of(inputs.uncertainties),
            ranges=[row | {"toelichting": marked(row["toelichting"], before)} for row in ranges],
            measures=list(measures(rows_of(inputs.measures), span.start, before)),
            deliveries=list(taken_over.deliveries(rows_of(inputs.deliveries), stems, before, FICTION)),
            ledger=[],
            planning=[],
            registers=registers,
        )


def _pairs(rows: OfRound[list[Row]]) -> list[tuple[InputTable, list[Row]]]:
    """Each declared table with its rows."""
    return list(zip(ROUND.every, rows.every, strict=True))


def _below_inputs(table: InputTable) -> str:
    """The name of a file as a list of deliveries has it."""
    return table.file.removeprefix(f"{files.INPUTS}/")


def _is_counted_inflow(row: Row) -> bool:
    return bool(row["indicator"] == FIRST_INFLOW and row["status"] != ASSUMED)


def _medio(result: RoundResult) -> Medio:
    """Indicator → month → medio."""
    months, place = result.inputs.settings.span.months, SCENARIOS.index(_MEDIO)
    return {
        name: dict(zip(months, map(float, values[:, place]), strict=True)) for name, values in result.months.items()
    }
