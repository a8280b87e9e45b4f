"""The ledger as tables: what was changed, at whose request, on what ground, and what each change does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.dutch import day_name, enumerate_nl
from mpp_lib.compare.attribution.change import Change
from mpp_lib.compare.changes.effects import LedgerEffects, Step
from mpp_lib.compare.changes.ledger import Line
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import full_label, lower_name
from mpp_lib.present.wording.move import Move, printed_move
from mpp_lib.present.wording.printed_values import NOTHING, printed
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

SCENARIO = "medio"
REST = "wat geen regel noemt"
NO_EFFECT, NO_CHANGE = "raakt geen cijfer", "hier is sinds de vorige versie niets gewijzigd"
_NOISE = 1e-6
"""What adding up leaves of floats."""


@dataclass(frozen=True)
class EffectRow:
    """What a step does to one figure, in the years of the table; of the last row what all of them do.

    Attributes:
        in_order, alone: as printed, per year.
    """

    figure: str
    name: str
    in_order: tuple[str, ...]
    alone: tuple[str, ...]
    total: bool = False


def ledger_table(result: RoundResult, effects: LedgerEffects) -> Table[Line]:
    """Line by line what was changed, who asked, on what ground and what it does, in medio of the first whole year."""
    year = _years(result, effects)[0]
    numbers = _numbers(effects)
    return Table(
        effects.account.lines,
        [
            Column("Nr.", lambda line: str(numbers[line])),
            Column("Datum", lambda line: day_name(date.fromisoformat(line.day))),
            Column("Wat is gewijzigd", what),
            Column("Op wiens verzoek", lambda line: f"{line.partner} ({line.meeting})"),
            Column("Op welke grond", lambda line: "; ".join(filter(None, (line.ground, line.remark)))),
            Column(f"Effect in {SCENARIO} {year}", lambda line: _effect(result, effects, line, year)),
        ],
        title="Wat sinds de vorige versie is gewijzigd, op wiens verzoek, op welke grond en met welk effect",
        note=f"Het effect in volgorde: na alle wijzigingen erboven. {source_line(result)}",
    )


def effects_table(result: RoundResult, effects: LedgerEffects) -> Table[EffectRow]:
    """Per key figure what each change does, in the order made and alone; in order they add up to the difference."""
    years = _years(result, effects)
    columns = [column for place, year in enumerate(years) for column in _halves(place, f"{SCENARIO} {year}")]
    return Table(
        [row for indicator in effects.indicators for row in _rows(result, effects, indicator, years)],
        [Column("Wijziging", lambda row: row.name), *columns],
        title="Wat elke wijziging met de kerncijfers doet",
        note="In volgorde: met alle wijzigingen tot en met deze, min die met de wijzigingen ervoor; samen het verschil "
        "met de vorige versie. Alleen: de vorige versie met deze ene wijziging; dat telt niet op. "
        f"{source_line(result)}",
        group=lambda row: row.figure,
        total=lambda row: row.total,
    )


def what(line: Line) -> str:
    """The place of a change, and from what to what where the line says so."""
    course = f": {line.old or 'leeg'} → {line.new or 'leeg'}" if line.old or line.new else ""
    return f"{line.file}, {'alles' if line.key == '*' else line.key}{course}"


def _halves(place: int, over: str) -> Iterator[Column[EffectRow]]:
    yield Column("in volgorde", lambda row: row.in_order[place], kind="number", over=over)
    yield Column("alleen", lambda row: row.alone[place], kind="number", over=over)


def _years(result: RoundResult, effects: LedgerEffects) -> tuple[int, ...]:
    """The first year of which no month is realised, and the last."""
    ahead = [year for year in effects.years if year > result.inputs.settings.realised_until.year]
    return tuple(dict.fromkeys([*ahead[:1], effects.years[-1]]))


def _numbers(effects: LedgerEffects) -> dict[Line, int]:
    return {line: place for place, line in enumerate(effects.account.lines, start=1)}


def _effect(result: RoundResult, effects: LedgerEffects, line: Line, year: int) -> str:
    """What a line does to the key figures; lines that are measured together say so, the last of them says what."""
    step = next(step for step in effects.steps if line in step.lines)
    if not effects.account.covered(line):
        return NO_CHANGE
    if not step.units:
        return NO_EFFECT
    if line != step.lines[-1]:
        return f"samen met nr. {_numbers(effects)[step.lines[-1]]}"
    moves = ((spec, _move(result, effects, spec.id, year)) for spec in _specs(result, effects))
    place = str(effects.steps.index(step))
    parts = [f"{lower_name(spec)} {move.text_of(move.parts[place])}" for spec, move in moves if move.parts[place]]
    return "; ".join(parts) or "kleiner dan de afronding"


def _specs(result: RoundResult, effects: LedgerEffects) -> Iterator[IndicatorSpec]:
    return (result.chain.by_id[indicator].spec() for indicator in effects.indicators)


def _move(result: RoundResult, effects: LedgerEffects, indicator: str, year: int) -> Move:
    """The difference with the version before, over the steps and what no line accounts for; as printed."""
    place = effects.place(indicator, year, SCENARIO)
    steps = {str(step): float(values[place]) for step, values in enumerate(effects.in_order)}
    ends = float(effects.before[place]), float(effects.after[place])
    rest = float(effects.rest[place])
    parts = {**steps, REST: 0.0 if abs(rest) < _NOISE else rest}
    return printed_move(Change(indicator, SCENARIO, year, *ends, parts), result.chain.by_id[indicator].unit)


def _rows(result: RoundResult, effects: LedgerEffects, indicator: str, years: Sequence[int]) -> Iterator[EffectRow]:
    moves = [_move(result, effects, indicator, year) for year in years]
    figure = full_label(result.chain.by_id[indicator].spec())
    for place, step in enumerate(effects.steps):
        if step.units:
            in_order = tuple(move.text_of(move.parts[str(place)]) for move in moves)
            alone = tuple(_alone(effects, place, move) for move in moves)
            yield EffectRow(figure, _named(effects, step), in_order, alone)
    if any(move.parts[REST] for move in moves):
        yield EffectRow(figure, REST, tuple(move.text_of(move.parts[REST]) for move in moves), (NOTHING,) * len(moves))
    total = tuple(move.text_of(move.difference) for move in moves)
    yield EffectRow(figure, "verschil met de vorige versie", total, (NOTHING,) * len(moves), total=True)


def _alone(effects: LedgerEffects, step: int, move: Move) -> str:
    value = float(effects.alone[step][effects.place(move.indicator, move.year, SCENARIO)])
    return move.text_of(printed(value, move.unit))


def _named(effects: LedgerEffects, step: Step) -> str:
    numbers = _numbers(effects)
    named = enumerate_nl([str(numbers[line]) for line in step.lines])
    return f"nr. {named}, {enumerate_nl(list(dict.fromkeys(line.partner for line in step.lines)))}"
