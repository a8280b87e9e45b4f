"""What has to be said of the figures of a page, by rule: more done than asked, and growth that does not end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mpp_lib.base.dutch import enumerate_nl, percentage
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import difference, relative_text
from mpp_lib.present.wording.sentences import is_small, sentence
from mpp_lib.production.run import RoundResult
from mpp_lib.production.section import Section, Target


def page_finding(result: RoundResult, sections: Sequence[Section], indicators: Sequence[str]) -> str:
    """What holds in medio of the figures of a page, a sentence each; empty where nothing does.

    Args:
        sections: that the page shows.
        indicators: ids of the figures in its table.
    """
    above = [above_target(result, section.target) for section in sections if section.target]
    return " ".join(sentence(said) for said in (*above, endless_growth(result, indicators)) if said)


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
    grow = "groeit" if len(growing) == 1 else "groeien"
    return f"in medio {grow} elk jaar, ook nog in {_years(result)[-1]}: {enumerate_nl(growing)}"


def _growing(result: RoundResult, indicators: Sequence[str]) -> Iterator[str]:
    """Subject and last rise of every stock with a balance that rises in each year, in the last one too."""
    balanced = {balance.stock for balance in result.chain.balances}
    for node in (result.chain.by_id[name] for name in indicators if name in balanced):
        ends = [result.opening(node.id), *(result.year(node.id, year, "medio") for year in _years(result))]
        rises = all(difference(before, after, node.unit) > 0 for before, after in pairwise(ends))
        if rises and not is_small(ends[-2], ends[-1], node.unit):
            rise = relative_text(ends[-2], ends[-1], node.unit)
            yield f"{subject_of(node.spec()).text} ({rise})"


def _years(result: RoundResult) -> tuple[int, ...]:
    return result.inputs.settings.span.calendar_years
