"""Words for sensitivities: an input, its range, a step in it, and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import MINUS, enumerate_nl, number, people, plain
from mpp_lib.base.periods import Period
from mpp_lib.compare.sensitivity.ranges_run import RangesRun, Swing
from mpp_lib.compare.sensitivity.rules_of_thumb import RuleEffect
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import difference_text, text_of
from mpp_lib.present.wording.sentences import moment, sentence
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Node
from mpp_lib.production.parts import FIRST
from mpp_lib.production.ranges import FROM_SPREAD, SPREADS, Range
from mpp_lib.production.run import RoundResult

NOTHING_VARIES = "Van geen enkele invoer is een bereik bekend."
_SEEN = 0.01
"""An effect that is a smaller share of the largest is not worth a sentence."""
_THINGS = {1: "één ding", 2: "twee dingen", 3: "drie dingen"}
_WHOLE_FROM = 100
"""A number from here on is rounded to a whole one."""


def things(count: int) -> str:
    """``drie dingen``; of one to three."""
    return _THINGS[count]


def year_of(result: RoundResult, indicator: str, year: int) -> str:
    """When a yearly figure holds: ``eind 2028`` or ``in 2028``."""
    return moment(Period.of_year(year), result.chain.by_id[indicator].spec().aggregation)


def input_text(value: float, unit: str) -> str:
    """The value of an input: shares and chances in percents, numbers without more digits than they can bear.

    Of a share or chance per month, which is small, a hundredth of a percent still matters.
    """
    if is_share(unit) or unit.startswith("kans"):
        return f"{plain(round(value * 100, 2 if unit.endswith('per maand') else 1))}%"
    return plain(round(value, 0 if abs(value) >= _WHOLE_FROM else 2))


def range_texts(found: Range, result: RoundResult, year: int) -> tuple[str, str]:
    """The value of an input and its range, in December of a year; of first applications the sum over the year."""
    low, value, high = end_texts(found, result, year)
    return value, f"{low} tot {high}"


def end_texts(found: Range, result: RoundResult, year: int) -> tuple[str, str, str]:
    """The low end of a range, the value and the high end, as :func:`range_texts` has them."""
    months = [place for place, month in enumerate(result.parts.months) if month.year == year]
    low, value, high = (_in_year(found, each[months]) for each in (found.low, found.value, found.high))
    return low, value, high


def _in_year(found: Range, values: Array) -> str:
    return people(float(values.sum())) if found.key == FIRST else input_text(float(values[-1, 0]), found.unit)


def swing_finding(result: RoundResult, swings: Sequence[Swing], indicator: str, year: int) -> str:
    """Which three inputs move an indicator most, and by how much each."""
    node = result.chain.by_id[indicator]
    if not swings:
        return NOTHING_VARIES
    told = [_told(swing, node) for swing in swings[:3]]
    medio = text_of(result.year(indicator, year, "medio"), node.unit)
    about = f"{subject_of(node.spec()).text} {year_of(result, indicator, year)} (medio {medio})"
    return sentence(f"{about} hangt het meest af van {things(len(told))}: {enumerate_nl(told)}")


def _told(swing: Swing, node: Node) -> str:
    return f"{lower(swing.range.label)} ({span_text(swing, node.unit)})"


def span_text(swing: Swing, unit: str) -> str:
    """What an input by itself does: ``−8.100 tot +3.200``."""
    low, high = sorted((swing.low, swing.high))
    return f"{difference_text(0, low, unit)} tot {difference_text(0, high, unit)}"


def ranges_text(run: RangesRun) -> str:
    """How many inputs were varied, on what grounds, and what was not."""
    sources = [found.source for found in run.ranges if found.key != FIRST]
    spread = sources.count(FROM_SPREAD)
    assumed = sum(source.lower().startswith("aanname") for source in sources) - spread
    declared, left = len(sources) - spread, run.inputs - len(sources)
    of_them = "alle" if assumed == declared else str(assumed)
    return (
        f"Van {len(sources)} van de {run.inputs} parameters, reeksen van het IND-prognoseplan en verdelingen over de "
        f"tijd is een bereik bekend. Bij {declared} is het gedeclareerd ({of_them} als aanname); bij {spread} is het "
        f"{number(SPREADS, 2)} keer de standaardafwijking die bij de waarde staat, ook een aanname. De overige {left} "
        "zijn niet gevarieerd. Eerste aanvragen gaan in elk jaar van het minimum naar het maximum van de prognose, met "
        "het plan van medio."
    )


def step_text(effect: RuleEffect, year: int) -> str:
    """A rule as what is done: ``10.000 eerste asielaanvragen meer in 2025``."""
    step = effect.rule.step
    if effect.rule.key == FIRST:
        return f"{number(abs(step))} {lower(effect.label)} {'meer' if step > 0 else 'minder'} in {year}"
    return f"{effect.label}, {_size(effect, abs(step))} {'hoger' if step > 0 else 'lager'} vanaf {year}"


def holds_text(effect: RuleEffect) -> str:
    """From which to which step the rule holds."""
    if not (effect.low or effect.high):
        return "alleen deze stap"
    low, high = (f"{_sign(size)}{_size(effect, abs(size))}" for size in (effect.low, effect.high))
    return f"{low.partition(' ')[0]} tot {high}"


def _sign(size: float) -> str:
    return MINUS if size < 0 else "+" if size > 0 else ""


def _size(effect: RuleEffect, size: float) -> str:
    """A size of a step, with its unit where that is not the input's own."""
    if effect.rule.share:
        return f"{plain(round(size * 100, 1))}%"
    return f"{plain(round(size * 100, 1))} procentpunt" if is_share(effect.unit) else plain(size)


def rules_finding(result: RoundResult, effects: Sequence[RuleEffect], year: int) -> str:
    """The first rule in a sentence: what it does a year later to the stocks that are put forward.

    Args:
        year: in which the step begins.
    """
    first = [effect for effect in effects if effect.rule == effects[0].rule]
    stocks = [effect for effect in first if result.chain.by_id[effect.indicator].aggregation is Aggregation.STOCK]
    when = min(year + 1, max(first[0].effects))
    least = _SEEN * max(abs(effect.effects[when]) for effect in stocks)
    told = [_effect_told(result, effect, when) for effect in stocks if abs(effect.effects[when]) >= least]
    return sentence(f"{step_text(first[0], year)} geeft eind {when} {enumerate_nl(told)}")


def _effect_told(result: RoundResult, effect: RuleEffect, year: int) -> str:
    node = result.chain.by_id[effect.indicator]
    return f"{difference_text(0, effect.effects[year], node.unit)} in {subject_of(node.spec()).text}"


def lower(label: str) -> str:
    """A label within a sentence."""
    return f"{label[:1].lower()}{label[1:]}"
