"""What a plan holds of months before the horizon: set aside, and held against what was realised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.plan.series import PastFigure
from mpp_lib.inputs.plan.words import indicator_names
from mpp_lib.inputs.reading.spans import shown, spans
from mpp_lib.inputs.round_tables import RoundTables

ROUNDING = 0.5
"""How far a figure of the plan may be from the realised one: both may be whole numbers."""


def warn_months_before_horizon(tables: RoundTables) -> Iterator[Problem]:
    """Realised months are not part of a plan; one remark for each series says so, and where they differ."""
    realised = {(name, period): value for _, name, period, value in tables.realisations.rows(*_REALISED)}
    series = defaultdict[tuple[str, str], list[PastFigure]](list)
    for figure in tables.plan_past:
        series[figure.stream, figure.quantity].append(figure)
    for (_, quantity), figures in series.items():
        known = {figure: _realised(figure, realised) for figure in figures}
        yield tables.plan.of(*_remark(quantity, known))


_REALISED = ("indicator", "periode", "waarde")
Realised = dict[tuple[str, str], float]
Known = dict[PastFigure, float | None]


def _realised(figure: PastFigure, realised: Realised) -> float | None:
    names = indicator_names(figure.stream, figure.quantity)
    return next((realised[name, str(figure.month)] for name in names if (name, str(figure.month)) in realised), None)


def _remark(quantity: str, known: Known) -> tuple[str, str, str, str]:
    """Place, what was found, what is remarkable and what was expected."""
    first = next(iter(known))
    months = spans({figure.month for figure in known})
    aside = f"{quantity.replace('_', ' ')} van {months} ligt voor de horizon en is niet gelezen"
    compared = {figure: value for figure, value in known.items() if value is not None}
    off = [figure for figure, value in compared.items() if abs(figure.value - value) > ROUNDING]
    if off:
        problem = f"{aside}; {_count(off, compared)} af van realisaties.csv"
        return off[0].where, shown(off[0].value), problem, shown(compared[off[0]])
    held = "gelijk aan realisaties.csv" if compared else "in realisaties.csv staat er niets over"
    return first.where, shown(first.value), f"{aside}; {held}", "alleen maanden van de horizon"


def _count(off: Sequence[PastFigure], compared: Mapping[PastFigure, float]) -> str:
    return f"{len(off)} van de {len(compared)} cijfers {'wijkt' if len(off) == 1 else 'wijken'}"
