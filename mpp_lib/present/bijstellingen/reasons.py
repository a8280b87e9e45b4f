"""Differences between two rounds in words: what moved, and by which group of inputs most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl, signed
from mpp_lib.base.periods import Period
from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.compare.attribution.mixed_run import FORECAST, MEASURES, PARAMETERS, PLAN, REALISED, STRUCTURE
from mpp_lib.present.wording.adding_up import round_parts
from mpp_lib.present.wording.indicator_names import lower_name, subject_of
from mpp_lib.present.wording.printed_values import SHARE, difference, step_of
from mpp_lib.present.wording.sentences import against, moment, sentence
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult

GROUP_NAMES: Mapping[str, str] = {
    REALISED: "realisaties en beginstanden",
    FORECAST: "de prognose",
    PLAN: "het IND-prognoseplan",
    PARAMETERS: "parameters",
    MEASURES: "maatregelen",
    STRUCTURE: "de modelstructuur",
}
"""Group → how a sentence names it."""
NO_EXPLANATION = "Bij deze bijstelling is geen toelichting aangeleverd."
NO_PREVIOUS = "Er is geen vorige ronde: er zijn geen bijstellingen."

_HEADING = re.compile(r"^## +(\S+) *$", re.MULTILINE)


@dataclass(frozen=True)
class Move:
    """A difference in medio of one indicator and year, and its parts as printed.

    Attributes:
        parts: group → part, a multiple of the printed step; they add up to the printed difference.
    """

    indicator: str
    year: int
    unit: str
    before: float
    after: float
    parts: Mapping[str, float]

    @property
    def difference(self) -> float:
        """The difference of the printed values."""
        return difference(self.before, self.after, self.unit)

    def text_of(self, part: float) -> str:
        """A part with its sign, in the unit of the indicator."""
        if self.unit == SHARE:
            return f"{signed(part * 100, 1)} procentpunt"
        return signed(part, 0 if step_of(self.unit) >= 1 else 1)


def move(result: RoundResult, split: Attribution, indicator: str, year: int) -> Move:
    """The difference of an indicator in medio."""
    place = (split.indicators.index(indicator), split.years.index(year), SCENARIOS.index("medio"))
    unit = result.chain.by_id[indicator].unit
    before, after = float(split.values[0][place]), float(split.values[-1][place])
    parts = {group: float(values[place]) for group, values in zip(split.groups, split.parts, strict=True)}
    return Move(indicator, year, unit, before, after, rounded(parts, before, after, unit))


def rounded(parts: Mapping[str, float], before: float, after: float, unit: str) -> dict[str, float]:
    """Parts as printed: they add up to the difference of the printed values, and what is nothing stays nothing."""
    return round_parts(parts, difference(before, after, unit), step_of(unit))


def reason(moved: Move, names: Mapping[str, str] = GROUP_NAMES) -> str:
    """The largest part in the direction of the difference, and a larger one against it; empty without a difference.

    Args:
        names: part → how a sentence names it.
    """
    cause = main_cause(moved)
    if not cause:
        return ""
    text = f"vooral door {_named(moved, cause, names)}"
    other = largest({group: part for group, part in moved.parts.items() if part * moved.difference < 0})
    if other and abs(moved.parts[other]) > abs(moved.parts[cause]):
        text += f", ondanks {_named(moved, other, names)}"
    return text


def main_cause(moved: Move) -> str:
    """The group with the largest part in the direction of the difference; empty without a difference."""
    return largest({group: part for group, part in moved.parts.items() if part * moved.difference > 0})


def largest(parts: Mapping[str, float]) -> str:
    """The group with the largest part, whatever its sign; empty when there is none."""
    return max(parts, key=lambda group: abs(parts[group]), default="")


def _named(moved: Move, group: str, names: Mapping[str, str]) -> str:
    return f"{names[group]} ({moved.text_of(moved.parts[group])})"


def bridge_finding(result: RoundResult, previous: RoundResult, moves: Sequence[Move]) -> str:
    """Where medio of the first year comes out beside the previous round, and why."""
    first = moves[0]
    node = result.chain.by_id[first.indicator]
    reference = f"ronde {previous.inputs.settings.round}"
    when = f"{moment(Period.of_year(first.year), node.aggregation)} in medio"
    text = against(subject_of(node.spec()), when, first.before, first.after, first.unit, reference)
    return sentence(", ".join(part for part in (text, reason(first)) if part))


def main_reasons(
    result: RoundResult, previous: RoundResult | None, split: Attribution | None, indicators: Sequence[str] = EXPLAINED
) -> str:
    """What moved the key numbers most in the first shared year: each cause with the numbers it moved, in one sentence.

    The cause of a number is the largest part in the direction of its difference.
    """
    if previous is None or split is None:
        return NO_PREVIOUS
    year, moved = split.years[0], dict[str, list[str]]()
    for name in indicators:
        cause = main_cause(move(result, split, name, year))
        moved.setdefault(GROUP_NAMES.get(cause, ""), []).append(lower_name(result.chain.by_id[name].spec()))
    same = moved.pop("", [])
    causes = [f"{cause} ({enumerate_nl(names)})" for cause, names in moved.items()]
    by = f"medio {year} is ten opzichte van ronde {previous.inputs.settings.round} vooral bijgesteld door "
    return sentence(
        by + enumerate_nl(causes) if causes else "",
        f"niet bijgesteld: {enumerate_nl(same)}" if same else "",
    )


def explanations(result: RoundResult) -> dict[str, str]:
    """Indicator → what the analyst wrote below ``## <indicator>`` in ``text/bijstellingen.md``."""
    return _sections(result)[1]


def general_text(result: RoundResult) -> str:
    """``text/bijstellingen.md`` without the sections of indicators."""
    return _sections(result)[0]


def _sections(result: RoundResult) -> tuple[str, dict[str, str]]:
    """A heading that names no indicator belongs to the text it stands in."""
    text = result.inputs.texts.get("bijstellingen", "")
    found = [match for match in _HEADING.finditer(text) if match[1] in result.chain.by_id]
    ends = [*(match.start() for match in found[1:]), len(text)]
    sections = {match[1]: text[match.end() : end].strip() for match, end in zip(found, ends, strict=bool(found))}
    return (text[: found[0].start()] if found else text).strip(), sections
