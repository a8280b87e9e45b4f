"""What is wrong with the words of a round as a part of its report: said by check, and before a notebook runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.check import in_order
from mpp_lib.inputs.delivered_before import remarks_on_deliveries
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.rounds import last_monitor
from mpp_lib.inputs.rules.rolled import warn_open_tasks
from mpp_lib.inputs.same_as_before import remarks_on_sameness
from mpp_lib.report.analyst_figures import cite, contradicted, figures_of, typed, unseen, with_forms
from mpp_lib.report.analyst_words import Words, problem_at
from mpp_lib.report.deep_dive_cells import double_labels
from mpp_lib.report.deep_dive_faults import (
    GIVEN,
    at_cell,
    deep_dives_of,
    labels_in,
    refused_deep_dives,
    refused_in_monitor,
    targets_of,
    words_of,
)
from mpp_lib.report.gather import ALTERNATIVES, left_out, text_places
from mpp_lib.report.nota import oplegnota_texts, signal_texts
from mpp_lib.report.places import Materials
from mpp_lib.report.references import Target
from mpp_lib.report.template_labels import labels_of
from mpp_lib.report.text_faults import EXPECTED, REPORT, faults_of, read_words
from mpp_lib.report.unprintable import unprintable

if TYPE_CHECKING:
    from mpp_lib.compare.foundations import Checked, Foundations
    from mpp_lib.production.run import RoundResult

MONITOR = "monitor"
_REFERENCE = re.compile(r"[@#]\{?([\w-]+)")


def check_report(folder: Path) -> Checked:
    """Problems of a round, of what its report rests on and of its words; and the remarks on the round itself."""
    from mpp_lib.compare.foundations import Checked, Foundations

    foundations, materials = Foundations(folder), Materials(folder.parent.parent)
    checked = foundations.check()
    found = [*refused_texts(folder, materials, foundations), *unprintable(folder, materials, foundations.result)]
    for month in files.edition_months(folder):
        found += refused_commentary(folder, month, materials)
        found += refused_in_monitor(folder, month, materials)
        found += signal_texts(folder, month).problems(materials)
    found += oplegnota_texts(folder).problems(materials)
    remarks = [*_absent(folder, materials), *typed(_texts(folder)), *warn_open_tasks(Intake(folder))]
    remarks += [] if foundations.result else unseen(_texts(folder))
    said = in_order([*remarks, *remarks_on_deliveries(folder), *remarks_on_sameness(folder)], folder)
    told = [*checked.problems, *in_order(refused_deep_dives(folder), folder)]
    return Checked(_together(told, found, folder), [*checked.remarks, *said])


def open_report(folder: Path) -> tuple[RoundResult, ...]:
    """A round and those it descends from, oldest first, once its words are found right too.

    Raises:
        InputError: with everything that is wrong.
    """
    from mpp_lib.compare.foundations import Foundations

    foundations, materials = Foundations(folder), Materials(folder.parent.parent)
    results, problems = _opened(foundations)
    found = [*refused_texts(folder, materials, foundations), *unprintable(folder, materials, foundations.result)]
    told = [*problems, *in_order(refused_deep_dives(folder), folder)]
    if together := _together(told, found, folder):
        raise InputError(together)
    return results


def refused_texts(folder: Path, materials: Materials, foundations: Foundations | None) -> list[Problem]:
    """What is wrong with ``text/``: its names, and what the report cannot resolve of it and of the deep-dives.

    Args:
        foundations: the round and those before it; without a result every figure in the text is taken for known.
    """
    templates = materials.templates / REPORT
    words: list[Words] = [*_texts(folder), *_annexed(folder)]
    found = list(_misnamed(folder, text_places(templates)))
    result = foundations.result if foundations else None
    previous = foundations.previous if foundations and cite(words) else None
    found += contradicted(words, result, previous)
    figures = figures_of(words, result, previous)
    dives = deep_dives_of(folder)
    words += words_of(folder, dives)
    targets = {**_targets(templates, words, foundations), **targets_of(dives)}
    found += (with_forms(at_cell(one), result) for one in faults_of(words, targets, figures, templates))
    return [*found, *double_labels(dives, {*labels_of(templates, REPORT), *labels_in(words)})]


def surely_right(folder: Path, materials: Materials, figures: Mapping[str, Any], before: Iterable[str]) -> bool:
    """Whether ``text/`` is found right without the round itself: not where a section decides that it may not hold.

    Args:
        figures: those the texts may name.
        before: texts that were found right with the same round: what these refer to is there.
    """
    templates = materials.templates / REPORT
    dives = deep_dives_of(folder)
    words = [*_texts(folder), *_annexed(folder), *words_of(folder, dives)]
    whole, least = labels_of(templates, REPORT), labels_of(templates, REPORT, ALTERNATIVES)
    unsure = (whole.keys() ^ least.keys()) - _named(before)
    if unsure & _named(one.text for one in words) or any(_misnamed(folder, text_places(templates))):
        return False
    targets = {label: target for label, target in whole.items() if label not in unsure} | targets_of(dives)
    if any(double_labels(dives, {*whole, *labels_in(words)})):
        return False
    return not faults_of(words, targets, figures, templates)


def _named(texts: Iterable[str]) -> set[str]:
    """The labels that texts refer to or give."""
    return {name for text in texts for name in _REFERENCE.findall(text)}


def refused_commentary(folder: Path, month: Month, materials: Materials) -> list[Problem]:
    """What is wrong with ``duiding.md`` of an edition: it refers to nothing, as it stands in two reports."""
    words = read_words(folder, [f"{files.edition_folder(month)}/{files.EDITION_COMMENTARY}"])
    return [*faults_of(words, {}, {}, materials.templates / MONITOR), *_given_elsewhere(words, materials.templates)]


def _given_elsewhere(words: Iterable[Words], templates: Path) -> Iterator[Problem]:
    """Labels that one of the reports an edition is shown in gives too."""
    known = {label for name in (MONITOR, REPORT) for label in labels_of(templates / name, name)}
    for line in (line for one in words for line in one.lines):
        for label in known & set(GIVEN.findall(line.text)):
            yield problem_at(line, f"#{label}", f"label '{label}' komt meer dan één keer voor", EXPECTED["label"])


def _opened(foundations: Foundations) -> tuple[tuple[RoundResult, ...], tuple[Problem, ...]]:
    try:
        return foundations.opened(), ()
    except InputError as error:
        return (), error.problems


def _together(problems: Iterable[Problem], found: Iterable[Problem], folder: Path) -> list[Problem]:
    """All of it; what was refused at its place for another reason, or elsewhere for this one, is not said twice."""
    told = list(problems)
    places = {(one.round, one.file, one.where) for one in told}
    causes = {(one.found, one.problem) for one in told if one.found}
    return told + [
        one
        for one in in_order(found, folder)
        if (one.round, one.file, one.where) not in places and (one.found, one.problem) not in causes
    ]


def _texts(folder: Path) -> list[Words]:
    return read_words(folder, sorted(f"{files.TEXTS}/{path.name}" for path in (folder / files.TEXTS).glob("*.md")))


def _annexed(folder: Path) -> list[Words]:
    """The commentary of the monitor that stands in the annex."""
    last = last_monitor(folder)
    return read_words(last[0], [f"{files.edition_folder(last[1])}/{files.EDITION_COMMENTARY}"]) if last else []


def _misnamed(folder: Path, places: Collection[str]) -> Iterator[Problem]:
    known = [f"{name}.md" for name in sorted(places)]
    for name in _names(folder):
        if name not in known:
            expected = expected_name("een tekst van het rapport", name, known)
            file = f"{files.TEXTS}/{name}"
            yield Problem(file, "", "", "dit bestand wordt niet gelezen", expected)


def _absent(folder: Path, materials: Materials) -> Iterator[Problem]:
    written = {one.file.rpartition("/")[2] for one in _texts(folder) if one.text.strip()}
    absent = [f"{name}.md" for name in sorted(text_places(materials.templates / REPORT)) if f"{name}.md" not in written]
    if _names(folder) and absent:
        problem, expected = (
            "het rapport zegt dat hier geen toelichting is",
            "een tekst, of niets als dat de bedoeling is",
        )
        yield Problem(files.TEXTS, "", ", ".join(absent), problem, expected)


def _names(folder: Path) -> list[str]:
    names = sorted(path.name for path in (folder / files.TEXTS).glob("*"))
    return [name for name in names if name != files.OPLEGNOTA and not name.startswith(files.LEFT_BEHIND)]


def _targets(templates: Path, words: Iterable[Words], foundations: Foundations | None) -> Mapping[str, Target]:
    """What texts may refer to; which sections a round holds is looked up only when one of them is referred to."""
    whole, least = labels_of(templates, REPORT), labels_of(templates, REPORT, ALTERNATIVES)
    named = _named(one.text for one in words)
    if foundations is None or not named & (whole.keys() ^ least.keys()):
        return whole
    absent = {name: ALTERNATIVES[name] for name in _left_out(foundations)}
    return labels_of(templates, REPORT, absent)


def _left_out(foundations: Foundations) -> tuple[str, ...]:
    from mpp_lib.compare.evaluation.track_record import record_beside

    results, _ = _opened(foundations)
    if not results:
        return ()
    *earlier, result = results
    return tuple(left_out(result, earlier[-1] if earlier else None, record_beside(result, earlier)))
