"""What a table says of queues that hang by little: which, in which years, and that their course is not sure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.production.close_queues import NEAR, close_queues
from mpp_lib.production.expression import summed
from mpp_lib.production.run import RoundResult


def close_queues_note(result: RoundResult, indicators: Sequence[str]) -> str:
    """Of the queues whose stock stands in a table, or in a total of it; empty where none hangs by little.

    A queue is told of where it stands itself; in a total only where no other section of the report has it.
    """
    told = {stock: years for stock, years in close_queues(result).items() if stock in _told_of(result, indicators)}
    if not told:
        return ""
    said = enumerate_nl([f"{_name(result, stock)} ({_when(result, years)})" for stock, years in told.items()])
    grow = "zij groeit of krimpt" if len(told) == 1 else "zij groeien of krimpen"
    return (
        f"Bij {said} schelen instroom en capaciteit minder dan {NEAR:.0%}: of {grow}, hangt af van een verschil dat "
        "kleiner is dan de onzekerheid van beide."
    )


def _when(result: RoundResult, years: Sequence[int]) -> str:
    return "elk jaar" if tuple(years) == result.inputs.settings.span.calendar_years else years_text(years)


def _name(result: RoundResult, stock: str) -> str:
    return subject_of(result.chain.by_id[stock].spec()).text


def _told_of(result: RoundResult, indicators: Sequence[str]) -> Collection[str]:
    tables = {name for section in result.chain.sections for name in section.table}
    parts = {part for name in indicators for part in summed(result.chain.by_id[name].formula)}
    return {*indicators, *(parts - tables)}


def years_text(years: Sequence[int]) -> str:
    """Years in order; from three in a row on their first and last.

    >>> years_text([2024, 2025, 2026, 2028]), years_text([2024, 2025])
    ('2024 tot en met 2026 en 2028', '2024 en 2025')
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return enumerate_nl([text for run in runs for text in _run_text(run)])


def _run_text(run: Sequence[int]) -> list[str]:
    return [f"{run[0]} tot en met {run[-1]}"] if len(run) > 2 else [str(year) for year in run]
