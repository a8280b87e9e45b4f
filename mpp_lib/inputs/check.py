"""Checks a round folder: everything at once, in order of file and place. Nothing is ever written in the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.after_adoption import remarks_after_adoption
from mpp_lib.inputs.assemble import assemble
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.later import with_later
from mpp_lib.inputs.plan.read_plan import NO_PLAN, read_plan, read_shares
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.causes import in_place, one_per_cause
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings, settings_to_check_with
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.texts import read_texts
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import read_realisations
from mpp_lib.inputs.round_inputs import Remarks, RoundInputs
from mpp_lib.inputs.round_tables import read_tables
from mpp_lib.inputs.rounds import check_previous, remark_without_order
from mpp_lib.inputs.rules.every_rule import NOTHING_BEFORE, Before, check_remarkable, check_rules
from mpp_lib.inputs.rules.review import check_review
from mpp_lib.inputs.rules.vintages import warn_changed_vintage, warn_left_behind
from mpp_lib.inputs.versions import folder_that_counts

NEWEST = "standaard, de nieuwste keten: mpp check noemt daarna wat de ronde daarvoor nog mist"
MOST = 1_000
"""Problems that are told at once: nobody reads more, and each takes time to find."""
CatalogueFor = Callable[[str], Catalogue]
"""The catalogue of a variant of the chain by its name; LookupError for a name it does not know."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes:
        problems: everything that is wrong, in order of file and place; none when the round is fit to use.
        remarks: gives what is remarkable without being wrong: looked for when it is asked, as few who use a round do.
        inputs: the round, when nothing is wrong with it.
    """

    problems: tuple[Problem, ...]
    remarks: Remarks
    inputs: RoundInputs | None

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is remarkable without being wrong, in order of file and place.

        Raises:
            InputError: with everything that is wrong with ``versies.csv`` or a version that the round is held against.
        """
        return self.remarks()


class _OnceAsked:
    """Remarks that are looked for once; what goes to another process takes along what was found."""

    def __init__(self, look: Remarks) -> None:
        self._found = cache(look)

    def __call__(self) -> tuple[Problem, ...]:
        return self._found()

    def __reduce__(self) -> tuple[type[partial[tuple[Problem, ...]]], tuple[object, ...]]:
        return partial, (tuple, self())


def check_round(
    folder: Path,
    catalogue_for: CatalogueFor,
    *,
    with_plan: bool = True,
    proposed: Mapping[str, bytes] = MappingProxyType({}),
) -> CheckResult:
    """Reads a round folder and checks everything in it.

    Args:
        folder: the round folder, e.g. ``rounds/2024-1``.
        catalogue_for: see :data:`CatalogueFor`.
        with_plan: False to leave the IND-prognoseplan aside: it is made on a round that does not have it yet.
        proposed: see :class:`mpp_lib.inputs.reading.intake.Intake`; texts are not looked for among them.
    """
    intake = Intake(folder, proposed)
    settings = settings_to_check_with(intake)
    catalogue = catalogue_of(intake, settings, catalogue_for)
    plan = read_plan(intake, settings, catalogue) if with_plan else NO_PLAN
    tables = read_tables(intake, plan)
    if settings is not None and catalogue is not None:
        tables = with_later(tables, settings, catalogue)
    decisions = read_decisions(intake, settings)
    texts = read_texts(intake, catalogue.indicators if catalogue else None)
    rules = chain(check_rules(intake, tables, settings, catalogue), check_review(intake, tables, settings))
    refused = list(islice(chain(check_previous(folder), rules), MOST + 1))
    problems = in_order([*intake.problems, *refused], folder)

    @_OnceAsked
    def remarks() -> tuple[Problem, ...]:
        remarkable = chain(
            warn_changed_vintage(intake),
            warn_left_behind(intake),
            check_remarkable(tables, settings, catalogue, _before(folder, settings, catalogue)),
            remarks_after_adoption(folder),
            remark_without_order(folder, settings, decisions),
        )
        return in_order([*intake.remarks, *not_refused(remarkable, problems)], folder)

    if problems or settings is None:
        return CheckResult(problems, remarks, None)
    return CheckResult((), remarks, assemble(intake, settings, tables, decisions, texts, remarks))


def _before(folder: Path, settings: RoundSettings | None, catalogue: Catalogue | None) -> Before:
    """The round before, as it counts and can be read: what is wrong with it is told of that round."""
    working = files.rounds_of(folder) / settings.previous if settings and settings.previous else None
    if working is None or not working.is_dir():
        return NOTHING_BEFORE
    try:
        intake = Intake(folder_that_counts(working))
    except InputError:
        return NOTHING_BEFORE
    shares = read_shares(intake, read_settings(intake), catalogue)
    return Before(read_realisations(intake), read_table(intake, ROUND.parameters), shares)


def not_refused(remarkable: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """The remarks but for those on a cell that is refused: one wrong cell gives one message."""
    refused = {(problem.file, problem.where) for problem in problems if problem.where}
    return [remark for remark in remarkable if (remark.file, remark.where) not in refused]


def catalogue_of(intake: Intake, settings: RoundSettings | None, catalogue_for: CatalogueFor) -> Catalogue | None:
    """What the chain of a round declares; None, with a problem noted, where it names one that is not there."""
    if settings is None:
        return None
    try:
        return catalogue_for(settings.model)
    except LookupError:
        problem = "het productiemodel kent deze variant niet, of niet meer"
        intake.refuse(files.ROUND, "model", settings.model, problem, NEWEST)
        return None


def in_order(problems: Iterable[Problem], folder: Path) -> tuple[Problem, ...]:
    """Each cause once, in order of file and place, named after the folder of its round."""
    named = {problem.of_round(files.round_name(folder)) for problem in problems}
    ordered = one_per_cause(sorted(named, key=lambda problem: (problem.file, in_place(problem.where), problem)))
    if len(ordered) > MOST:
        rest = Problem("", "", "", "er zijn er meer dan hier staan", "eerst deze hersteld")
        ordered[MOST:] = [rest.of_round(files.round_name(folder))]
    return tuple(ordered)
