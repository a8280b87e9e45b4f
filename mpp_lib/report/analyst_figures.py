"""What the words of a round say of its figures: claims that have to hold, and numbers that were typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.base.markdown import INLINE_CODE
from mpp_lib.inputs.reading import files
from mpp_lib.report.analyst_words import Words, problem_at
from mpp_lib.report.gather import as_words, cited_keys, values
from mpp_lib.report.shortcodes import FIGURE
from mpp_lib.report.sources import Line, inside_code

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

SHOWN = 6
"""So many numbers of a text a remark names."""
_UNKNOWN_KEY = re.compile(r"onbekende sleutel '([^']+)'")
_TYPED = re.compile(r"(?<![\w.,-])\d{1,3}(?:\.\d{3})+(?![\w.]*\d)(?:,\d+)?|(?<![\w.,-])\d+(?:,\d+)?\s?(?:%|procent\b)")
"""A number of a thousand or more as Dutch writes it, or a percentage."""


def figures_of(
    words: Iterable[Words], result: RoundResult | None, previous: RoundResult | None
) -> Mapping[str, Any] | None:
    """The figures that texts may name; none when they name none, None when they are not known."""
    if not any("{{<" in one.text for one in words):
        return {}
    return None if result is None else as_words(values(result, previous))


def contradicted(words: Sequence[Words], result: RoundResult | None, previous: RoundResult | None) -> Iterator[Problem]:
    """The claims in texts that the figures do not bear out."""
    from mpp_lib.present.keten.cited_figures import cited_figures

    keys = [(line, key) for one in words for line in _outside_code(one.lines) for key in cited_keys([line.text])]
    if result is None or not keys:
        return
    cited = cited_figures({key for _, key in keys}, result, previous)
    for line, key in keys:
        if key in cited and (said := cited[key].contradiction):
            yield problem_at(line, key, f"dit is niet zo: {said}", "een bewering die de cijfers dragen")


def with_forms(problem: Problem, result: RoundResult | None) -> Problem:
    """A problem with a key that is not there, with what can be asked of its indicator."""
    from mpp_lib.present.keten.cited_figures import forms_of

    key = _UNKNOWN_KEY.match(problem.problem)
    forms = forms_of(key[1], result) if key and result else ""
    return replace(problem, expected=forms) if forms else problem


def unseen(words: Iterable[Words]) -> Iterator[Problem]:
    """A remark on texts that name figures, of a round of which these are not known."""
    named = sorted({one.file for one in words if FIGURE.search(one.text)})
    if named:
        problem = "of de cijfers bestaan die de teksten met {{< meta … >}} noemen, is niet nagekeken"
        yield Problem(files.TEXTS, "", enumerate_nl(named), problem, "eerst invoer zonder fouten")


def typed(words: Iterable[Words]) -> Iterator[Problem]:
    """A remark per text on the numbers in it that no figure of the round stands behind."""
    for one in words:
        lines = [line.with_text(FIGURE.sub("", line.text)) for line in _outside_code(one.lines)]
        found = [(line.number, number) for line in lines for number in _TYPED.findall(line.text)]
        if found:
            named = enumerate_nl([number for _, number in found[:SHOWN]])
            more = f" en nog {len(found) - SHOWN}" if len(found) > SHOWN else ""
            where = f"regel {', '.join(map(str, dict.fromkeys(number for number, _ in found)))}"
            expected = "een cijfer van de ronde met {{< meta cijfers.… >}}; een ander getal met zijn bron erbij"
            yield Problem(one.file, where, named + more, "met de hand getypt", expected, round=one.round)


def cite(words: Iterable[Words]) -> bool:
    """Whether texts cite figures by the key of an indicator."""
    return any(cited_keys([one.text]) for one in words)


def _outside_code(lines: Iterable[Line]) -> Iterator[Line]:
    for line, code in inside_code(lines):
        if not code:
            yield line.with_text(INLINE_CODE.sub("", line.text))
