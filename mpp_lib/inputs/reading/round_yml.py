"""Reads ``round.yml`` and holds it against its folder and against itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.ladder import CONCEPT
from mpp_lib.inputs.declared.products import BY_NAME, PROTOCOLS, RAPPORTAGE
from mpp_lib.inputs.declared.vintage import VINTAGES, is_vintage_name, vintage_day, vintage_table
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.privacy import personal_text, remark_on
from mpp_lib.inputs.reading.settings import FAR_FROM_ROUND, RoundSettings
from mpp_lib.inputs.reading.vintages import KEY, vintage_names
from mpp_lib.inputs.reading.yaml import read_yaml

STATE = "state"
"""A key that no ``round.yml`` has any more."""
ESSENTIAL = frozenset({"horizon", "realised_until", "model"})
"""Fields on which the rules of other files rest."""
STAND_INS: dict[str, object] = {
    "round": "2000-1",
    "title": "titel",
    "cutoff": date.max,
    "protocol": "?",
    "seed": 0,
    "bezettingsnorm": 1.0,
}
"""Values for fields that are wrong, so that a typing error in a title does not hide what is wrong elsewhere."""


def read_settings(intake: Intake) -> RoundSettings | None:
    """The settings of the round, with every problem noted; None where the file does not hold what it should."""
    settings, _ = _read(intake)
    return settings


def settings_to_check_with(intake: Intake) -> RoundSettings | None:
    """The settings to hold the other files against, with every problem noted.

    Fields that are wrong but not essential have stand-ins: where a problem was noted, the settings serve no other end.

    Returns:
        None where not even that can be had.
    """
    settings, data = _read(intake)
    return settings or _with_stand_ins(data)


def _read(intake: Intake) -> tuple[RoundSettings | None, object]:
    if not intake.exists(files.ROUND):
        intake.refuse(files.ROUND, "", "", "het bestand ontbreekt", "een round.yml met de gegevens van de ronde")
        return None, None
    before = len(intake.problems)
    data = read_yaml(intake, files.ROUND)
    if len(intake.problems) > before:
        return None, None
    intake.problems.extend(refuse_state(data))
    data = _without_state(data)
    settings, problems = read_model(RoundSettings, data, files.ROUND)
    intake.problems.extend(problems if settings is None else check_settings(settings, intake))
    if settings is not None:
        _look_for_persons(intake, settings)
    return settings, data


def refuse_state(data: object) -> Iterator[Problem]:
    """The state follows from the decisions; whoever wrote one down is told which line says the same."""
    if isinstance(data, dict) and STATE in data:
        found, problem = str(data[STATE]), f"de stand van een ronde volgt uit {files.DECISIONS}"
        yield _problem(STATE, files.shorten(found), problem, _instead(found, data.get("dates")))


def _instead(state: str, dates: object) -> str:
    if state == CONCEPT:
        return "niets: zonder besluit is een ronde concept"
    step = next((step for step in BY_NAME[RAPPORTAGE].steps if step.state == state), None)
    if step is None:
        return f"niets, en de besluiten in {files.DECISIONS}"
    day = dates.get(step.by[0]) if isinstance(dates, dict) else None
    told = day.isoformat() if type(day) is date else "JJJJ-MM-DD"
    line = (
        f"- {{date: {told}, gremium: {step.by[0]}, product: {RAPPORTAGE}, step: {step.name}, decision: {step.status}}}"
    )
    return f"{line} in {files.DECISIONS}, en hier niets"


def _without_state(data: object) -> object:
    return {key: value for key, value in data.items() if key != STATE} if isinstance(data, dict) else data


def _look_for_persons(intake: Intake, settings: RoundSettings) -> None:
    for key, text in (("title", settings.title), ("disclaimer", settings.disclaimer)):
        intake.problems.extend(personal_text(files.ROUND, key, text))
        intake.remarks.extend(remark_on(files.ROUND, key, text))


def _with_stand_ins(data: object) -> RoundSettings | None:
    if not isinstance(data, dict):
        return None
    _, problems = read_model(RoundSettings, data, files.ROUND)
    wrong = {problem.where.split(".")[0] for problem in problems}
    right = {key: value for key, value in data.items() if key in RoundSettings.model_fields and key not in wrong}
    return None if wrong & ESSENTIAL else read_model(RoundSettings, {**STAND_INS, **right}, files.ROUND)[0]


def check_settings(settings: RoundSettings, intake: Intake) -> Iterator[Problem]:
    """Refuses what contradicts the folder, the horizon or the cut-off."""
    yield from refuse_other_name_than_folder(settings, intake.folder)
    yield from refuse_vintage_not_there(settings, intake)
    yield from refuse_later_vintage(settings)
    yield from refuse_unknown_protocol(settings)
    yield from refuse_realised_outside_window(settings)
    yield from refuse_realised_after_cutoff(settings)
    yield from refuse_days_far_from_round(settings)


def refuse_other_name_than_folder(settings: RoundSettings, folder: Path) -> Iterator[Problem]:
    """The round is called what its folder is called."""
    name = files.round_name(folder)
    if settings.round != name:
        yield _problem("round", settings.round, "de ronde heet anders dan haar map", name)


def refuse_unknown_protocol(settings: RoundSettings) -> Iterator[Problem]:
    """The steps of the round are those of a version of the protocol that is known."""
    if settings.protocol not in PROTOCOLS:
        problem, known = (
            "deze versie van het protocol is niet bekend",
            enumerate_nl([f'"{one}"' for one in PROTOCOLS], "of"),
        )
        yield _problem("protocol", settings.protocol, problem, known)


def refuse_realised_outside_window(settings: RoundSettings) -> Iterator[Problem]:
    """Realisations reach into the year before the horizon at least, and to its end only where there is no forecast."""
    earliest = settings.span.start - 13
    latest = settings.span.end if settings.round.startswith("_") else settings.span.end - 1
    if not earliest <= settings.realised_until <= latest:
        expected = f"een maand van {earliest} tot en met {latest}"
        yield _problem("realised_until", str(settings.realised_until), "dit past niet bij de horizon", expected)


def refuse_realised_after_cutoff(settings: RoundSettings) -> Iterator[Problem]:
    """A month is realised when it is over."""
    if settings.realised_until.last_day > settings.cutoff:
        expected = f"een maand die voorbij is op de peildatum {settings.cutoff.isoformat()}"
        yield _problem("realised_until", str(settings.realised_until), "de maand is dan nog niet voorbij", expected)


def refuse_vintage_not_there(settings: RoundSettings, intake: Intake) -> Iterator[Problem]:
    """The vintage that is named stands in the folder."""
    if not settings.vintage:
        return
    if not is_vintage_name(settings.vintage) or not intake.exists(vintage_table(settings.vintage).file):
        names = ", ".join(vintage_names(intake.folder))
        expected = f"een van {names}" if names else f"niets, of een bestand dat mpp realisaties in {VINTAGES} zette"
        yield _problem(KEY, settings.vintage, f"deze vintage staat niet in {VINTAGES}", expected)


def refuse_later_vintage(settings: RoundSettings) -> Iterator[Problem]:
    """A round knows what was known at its cut-off."""
    named = settings.vintage
    if named and is_vintage_name(named) and vintage_day(named) > settings.cutoff:
        problem, expected = "deze vintage is van na de peildatum", f"een van uiterlijk {settings.cutoff.isoformat()}"
        yield _problem(KEY, named, problem, expected)


def refuse_days_far_from_round(settings: RoundSettings) -> Iterator[Problem]:
    """Cut-off and steps lie within a few years of the horizon."""
    days = {"cutoff": settings.cutoff, **{f"dates.{step}": day for step, day in settings.dates.items()}}
    for where, day in days.items():
        if not settings.near(day):
            yield _problem(where, day.isoformat(), FAR_FROM_ROUND, settings.days_near)


def _problem(where: str, found: str, problem: str, expected: str) -> Problem:
    return Problem(files.ROUND, where, found, problem, expected)
