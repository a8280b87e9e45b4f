"""Sensitivities as tables: what moves each key figure, and the rules of thumb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mpp_lib.compare.sensitivity.ranges_run import RangesRun, Swing
from mpp_lib.compare.sensitivity.rules_of_thumb import TOLERANCE, RuleEffect, rule_year, rules_of_thumb
from mpp_lib.present.keten.sensitivity_words import holds_text, range_texts, rules_finding, step_text, year_of
from mpp_lib.present.keten.tornado_chart import MOST
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.present.wording.printed_values import difference_text
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.run import RoundResult

NO_YEAR = "De hele horizon is gerealiseerd: er is geen jaar waarin een stap kan beginnen."


class Row(NamedTuple):
    """What an input does to an indicator."""

    indicator: str
    swing: Swing


def sensitivities_table(result: RoundResult, run: RangesRun, year: int) -> Table[Row]:
    """Of every key figure the inputs that move it most, with their ranges and what those rest on."""
    rows = [Row(name, swing) for name in MEASURED for swing in run.swings(name, year)[:MOST]]

    def effect(row: Row, value: float) -> str:
        return difference_text(0, value, result.chain.by_id[row.indicator].unit)

    return Table(
        rows,
        [
            Column("Invoer", lambda row: row.swing.range.label),
            Column("Waarde", lambda row: range_texts(row.swing.range, result, year)[0], kind="number"),
            Column("Bereik", lambda row: range_texts(row.swing.range, result, year)[1], kind="number"),
            Column("Laag", lambda row: effect(row, row.swing.low), kind="number", over="Verschil met medio"),
            Column("Hoog", lambda row: effect(row, row.swing.high), kind="number", over="Verschil met medio"),
            Column("Bron van het bereik", lambda row: row.swing.range.source),
        ],
        title=f"Wat de kerncijfers in {year} het meest verandert, één invoer tegelijk",
        note="Laag en hoog: de invoer aan de lage en aan de hoge kant van haar bereik, al het andere als in medio. "
        f"Waarde en bereik in december van {year}; eerste aanvragen over het jaar. {source_line(result)}",
        group=lambda row: _heading(result, row.indicator, year),
        dense=True,
    )


def _heading(result: RoundResult, indicator: str, year: int) -> str:
    node = result.chain.by_id[indicator]
    return f"{short_name(node.spec())} {year_of(result, indicator, year)}, {node.unit}"


def rules_table(result: RoundResult) -> Table[RuleEffect]:
    """The rules of thumb: a step in one input, its effect by year, and how far that holds."""
    year, effects = rule_year(result), rules_of_thumb(result)
    return Table(
        [effect for effect in effects if _is_printed(result, effect)],
        [
            Column("Kerncijfer", lambda row: short_name(result.chain.by_id[row.indicator].spec())),
            *(_year_column(result, each) for each in (effects[0].effects if effects else ())),
            Column("Geldt van … tot …", holds_text, kind="number"),
        ],
        title="Vuistregels: wat een stap in één invoer doet",
        finding=rules_finding(result, effects, year) if effects else NO_YEAR,
        note="Verschil met medio; een voorraad eind van het jaar, een stroom over het jaar. Al het andere blijft "
        f"gelijk, ook de capaciteit in het {plan_name(result.inputs)}: wat er meer binnenkomt dan zij aankan, wacht. "
        f"Geldt: tot welke stap het effect hoogstens {TOLERANCE:.0%} afwijkt van evenredig; verder is niet geprobeerd. "
        f"{source_line(result)}",
        group=lambda row: step_text(row, year),
        dense=True,
    )


def _year_column(result: RoundResult, year: int) -> Column[RuleEffect]:
    return Column(str(year), lambda row: _effect(result, row, year), kind="number")


def _effect(result: RoundResult, row: RuleEffect, year: int) -> str:
    return difference_text(0, row.effects[year], result.chain.by_id[row.indicator].unit)


def _is_printed(result: RoundResult, row: RuleEffect) -> bool:
    """Whether a rule does anything to the indicator that is seen in print."""
    texts: Sequence[str] = [_effect(result, row, year) for year in row.effects]
    return any(text.strip("0") for text in texts)
