"""What is refused of ``onbekend.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared.unknown import ABSENT
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.indicators import known_indicators
from mpp_lib.inputs.unknown import Unknown

ASSUMED = "aanname"


def check_unknown(
    unknown: Table, realised: Table, last: Month | None, catalogue: Catalogue | None
) -> Iterator[Problem]:
    """Every refusal that can be judged.

    Args:
        realised: the figures that it is about.
        last: the last month that these can be about, where that is known.
    """
    if last is not None:
        yield from refuse_unknown_after(unknown, last)
    yield from refuse_unknown_with_a_figure(unknown, realised)
    if catalogue is not None:
        yield from refuse_signs_without_a_figure(unknown, realised, catalogue)


def said_in(unknown: Table) -> Unknown:
    """What the rows say that could be read."""
    return Unknown.of_rows(unknown.records())


def refuse_unknown_after(unknown: Table, last: Month) -> Iterator[Problem]:
    """Nothing is said of a figure that nobody can have yet."""
    for row, period in unknown.rows("periode"):
        if Period.parse(period).end > last:
            problem = f"de periode eindigt na de laatste maand van de realisaties {last}"
            yield unknown.at(row, "periode", problem, f"een periode tot en met {last}")


def refuse_unknown_with_a_figure(unknown: Table, realised: Table) -> Iterator[Problem]:
    """What is not published or suppressed has no figure."""
    known = {
        (period, name): number
        for number, period, name, status in realised.rows("periode", "indicator", "status")
        if status != ASSUMED
    }
    for row, period, name, sign in unknown.rows("periode", "indicator", "teken"):
        if sign in ABSENT and (period, name) in known:
            problem = f"hiervan staat een cijfer in {realised.file}, rij {known[period, name]}"
            yield unknown.at(row, "teken", problem, "dat cijfer of deze rij weg, of teken : of ~")


def refuse_signs_without_a_figure(unknown: Table, realised: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A break and a figure that is not to be scored need a figure."""
    if not realised.trusted("periode", "indicator"):
        return
    months: dict[str, set[Month]] = {}
    for _, period, name in realised.rows("periode", "indicator"):
        months.setdefault(name, set()).update(Period.parse(period).months)
    known = known_indicators(unknown.distinct("indicator"), catalogue, looked_back=True)
    for row, period, name, sign in unknown.rows("periode", "indicator", "teken"):
        if sign not in ABSENT and name in known and months.get(name, set()).isdisjoint(Period.parse(period).months):
            problem = f"over deze periode staat geen cijfer van {name} in {realised.file}"
            yield unknown.at(row, "periode", problem, "een periode met een cijfer, of teken . of x")
