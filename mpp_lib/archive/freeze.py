"""Freezing: what was produced of a round becomes a version, with everything it was made from and what recomputes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from mpp_lib.archive.bag import Payload
from mpp_lib.archive.descriptor import DUBLIN_CORE, MDTO, Description
from mpp_lib.archive.environment import environment
from mpp_lib.archive.freezing import Freezing, not_made, refused, refused_words
from mpp_lib.archive.frozen_files import FrozenProduct, Made, frozen_product
from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.archive.wheel import NAME as WHEEL
from mpp_lib.archive.wheel import wheel
from mpp_lib.base.errors import ArchiveError, InputError, Problem, UnknownNameError, refusals_of
from mpp_lib.base.shipped import LOCK_FILE
from mpp_lib.base.steps import step
from mpp_lib.inputs.after_adoption import state_now
from mpp_lib.inputs.declared.papers import subject_of
from mpp_lib.inputs.predecessors import rests_on
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.state import State
from mpp_lib.inputs.versions import RESULTS, Version, registered
from mpp_lib.report.build import held

CODE, ENVIRONMENT, METADATA = "code", "environment.json", "metadata"


def freeze(asked: Freezing) -> Version:
    """Keep what was produced; nothing is made again, and what stands is never replaced.

    Raises:
        UnknownNameError: a name, product or audience that cannot be.
        InputError: with everything that is in the way: a name that is taken, a report that is no longer what would be
            made now, a partner that did not consent to the audience, a change without a line in the ledger.
        ArchiveError, RenderError: another run is at the archive, or at the report.
        OSError: the disk refuses; the archive is as it was.
    """
    with refusals_of(asked.folder.name):
        if words := list(refused_words(asked)):
            raise UnknownNameError(words)
        with archive_held(asked.version.root):
            product = frozen_product(asked.folder, asked.product)
            with step("toestemming, wijzigingen en documenten nagaan"):
                _refuse_any(refused(asked, product))
            with held(product.report):
                return _freeze(asked, product)


def _freeze(asked: Freezing, product: FrozenProduct) -> Version:
    settings, state = _settings_and_state(asked)
    made = product.made()
    if made is None:
        raise InputError([not_made(product)])
    results = product.results()
    description = Description(
        settings=settings,
        product=asked.product,
        name=asked.name,
        day=product.day(settings),
        state=state,
        audience=asked.audience,
        results=hashlib.sha256(results).hexdigest(),
        earlier=registered(asked.version.root),
        bases=rests_on(asked.folder, asked.product),
    )
    payload = _payload(product, made, results, description)
    if frozen_product(asked.folder, asked.product).made() != made:
        raise ArchiveError("De invoer is veranderd terwijl de versie werd bewaard. Er is niets bewaard.")
    return _placed(asked, payload, description)


@step("versie schrijven")
def _placed(asked: Freezing, payload: Payload, description: Description) -> Version:
    try:
        return place(replace(asked.version, state=description.state.name), payload, description.info())
    except ValueError as error:
        problem, expected = "deze naam leest niet elk systeem gelijk", "een naam zonder %, \\ of stuurteken"
        raise InputError([Problem(str(error), "", "", problem, expected)]) from None


@step("bestanden van de versie verzamelen")
def _payload(product: FrozenProduct, made: Made, results: bytes, description: Description) -> Payload:
    """Path below ``data/`` → content: read at once, so that a version holds one moment of the round."""
    sources = {METADATA + "/" + path if path == MDTO else path: file for path, file in product.sources().items()}
    files = {path: file.read_bytes() for path, file in {**sources, **made.files}.items()}
    return {
        **files,
        RESULTS: results,
        **{file.name: file.read_bytes() for file in product.kept()},
        f"{CODE}/{WHEEL}": wheel(product.report.materials),
        LOCK_FILE.name: LOCK_FILE.read_bytes(),
        ENVIRONMENT: environment(description.settings, made.renderer),
        DUBLIN_CORE: description.dublin_core(),
    }


def _settings_and_state(asked: Freezing) -> tuple[RoundSettings, State]:
    intake = Intake(asked.folder)
    settings = read_settings(intake)
    decisions = read_decisions(intake, settings)
    if intake.problems or settings is None:
        raise InputError(intake.problems)
    return settings, state_now(asked.folder, decisions, subject_of(asked.product))


def _refuse_any(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise InputError(found)
