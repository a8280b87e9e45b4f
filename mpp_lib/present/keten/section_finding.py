"""What has to be said of the figures of a section, by rule: more done than asked, and growth that does not end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mpp_lib.base.dutch import enumerate_nl, percentage
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import difference, relative_text
from mpp_lib.present.wording.sentences import is_small, sentence
from mpp_lib.production.run import RoundResult
from mpp_lib.production.section import Target


def section_finding(result: RoundResult, key: str) -> str:
    """What holds in medio of a section of the report, a sentence each; empty where nothing does.

    Raises:
        KeyError: when there is no such section.
    """
    section = result.chain.section(key)
    above = above_target(result, section.target) if section.target else ""
    return " ".join(sentence(said) for said in (above, endless_growth(result, section.table)) if said)


def above_target(result: RoundResult, target: Target) -> str:
    """In which years more is done than is asked, and how that can be; empty without such a year."""
    done, asked = (result.chain.by_id[name] for name in (target.done, target.asked))
    values = [(year, *(result.year(node.id, year, "medio") for node in (done, asked))) for year in _years(result)]
    above = [
        f"{year} ({percentage(much / little)})"
        for year, much, little in values
        if little > 0 and difference(little, much, done.unit) > 0
    ]
    if not above:
        return ""
    names = f"{subject_of(done.spec()).text} hoger dan {subject_of(asked.spec()).text}"
    return f"in medio is {names} in {enumerate_nl(above)}: {target.above}"


def endless_growth(result: RoundResult, indicators: Sequence[str]) -> str:
    """The stocks among these that rise every year, the last one included; empty where none does."""
    growing = list(_growing(result, indicators))
    if not growing:
        return ""
    names = enumerate_nl(growing)
    return f"binnen de horizon komt er geen einde aan de groei van {names}: in medio ligt elk jaar hoger dan het vorige"


def _growing(result: RoundResult, indicators: Sequence[str]) -> Iterator[str]:
    """Subject and last rise of every stock with a balance that rises in each year, in the last one too."""
    balanced = {balance.stock for balance in result.chain.balances}
    for node in (result.chain.by_id[name] for name in indicators if name in balanced):
        ends = [result.opening(node.id), *(result.year(node.id, year, "medio") for year in _years(result))]
        rises = all(difference(before, after, node.unit) > 0 for before, after in pairwise(ends))
        if rises and not is_small(ends[-2], ends[-1], node.unit):
            rise = relative_text(ends[-2], ends[-1], node.unit)
            yield f"{subject_of(node.spec()).text} (in {_years(result)[-1]} nog {rise})"


def _years(result: RoundResult) -> tuple[int, ...]:
    return result.inputs.settings.span.calendar_years
