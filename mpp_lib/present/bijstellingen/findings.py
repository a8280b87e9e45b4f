"""What a round changed, in words: what moved, and by which group of inputs most."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.dutch import enumerate_nl, signed
from mpp_lib.base.periods import Period
from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.present.bijstellingen.moves import group_names, move
from mpp_lib.present.wording.indicator_names import lower_name, subject_of
from mpp_lib.present.wording.move import Move, main_cause, reason
from mpp_lib.present.wording.sentences import led, moment, revised, sentence
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult

CHANGED = "Wat er veranderde"
NO_PREVIOUS = "Er is geen vorige ronde: er zijn geen bijstellingen."


def revisions_finding(result: RoundResult, previous: RoundResult, moves: Sequence[Move]) -> str:
    """What rose most and what fell most in a year, in medio.

    Args:
        moves: those of one year.
    """
    up, down = (choose(moves, key=lambda moved: moved.relative) for choose in (max, min))
    found = [(up, "boven")] * (up.difference > 0) + [(down, "beneden")] * (down.difference < 0)
    year, reference = up.year, previous.inputs.settings.round
    if not found:
        return f"In medio is voor {year} niets bijgesteld ten opzichte van ronde {reference}."
    parts = [f"{_subject(result, moved)} het meest naar {way} bijgesteld ({_pct(moved)})" for moved, way in found]
    return sentence(f"ten opzichte van ronde {reference} is in medio voor {year} {enumerate_nl(parts)}")


def _subject(result: RoundResult, moved: Move) -> str:
    return subject_of(result.chain.by_id[moved.indicator].spec()).text


def _pct(moved: Move) -> str:
    return f"{signed(moved.relative * 100, 1)}%"


def bridge_finding(result: RoundResult, previous: RoundResult, moves: Sequence[Move]) -> str:
    """Where medio of the first year comes out beside the previous round, and why."""
    first = moves[0]
    node = result.chain.by_id[first.indicator]
    reference = f"ronde {previous.inputs.settings.round}"
    when = moment(Period.of_year(first.year), node.aggregation)
    text = revised(subject_of(node.spec()), when, first.before, first.after, first.unit, reference)
    return sentence(", ".join(part for part in (text, reason(first, group_names(result))) if part))


def main_reasons(
    result: RoundResult, previous: RoundResult | None, split: Attribution | None, indicators: Sequence[str] = EXPLAINED
) -> str:
    """What moved the key numbers most in the first shared year: each cause with the numbers it moved, and by how much.

    The cause of a number is the largest part in the direction of its difference.
    """
    if previous is None or split is None:
        return led(CHANGED, NO_PREVIOUS)
    year, names, moved = split.years[0], group_names(result), dict[str, list[str]]()
    for name in indicators:
        change = move(result, split, name, year)
        by_how_much = f" {_pct(change)}" if change.difference else ""
        named = f"{lower_name(result.chain.by_id[name].spec())}{by_how_much}"
        moved.setdefault(names.get(main_cause(change), ""), []).append(named)
    same = moved.pop("", [])
    causes = [f"{cause} ({enumerate_nl(moving)})" for cause, moving in moved.items()]
    by = f"medio {year} is ten opzichte van ronde {previous.inputs.settings.round} vooral bijgesteld door "
    kept = f"niet bijgesteld: {enumerate_nl(same)}" if same else ""
    return led(CHANGED, sentence(by + enumerate_nl(causes) if causes else "", kept))
