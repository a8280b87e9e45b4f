"""What somebody with only Excel might change, and the same changes made in the arrays of a run."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.expression import Known, Param, Plan, Series
from mpp_lib.production.node import Chain, Transit

WITHDRAWN, NORM, TARGET, TRIED = 0.031, 0.91, 9_000.0, 1_234.0
ARRIVED, WAITING, CAME, REFUSED = 4_321.0, 77.0, 2_500.0, 1_900.0
BROKEN = "ind.spoor4.beslissingen"
LATER = 5
"""Months into the horizon from which the withdrawals change."""


def change_workbook(book: Any, start: Month) -> None:
    """Types numbers into cells of input, found by their names and the months in the header."""
    _type(book, "parameter_uitval_spoor4", start + LATER, WITHDRAWN)
    _type(book, "reeks_bezettingsnorm", start, NORM)
    _type(book, "parameter_taakstelling", start + 18, TARGET)
    _type(book, "plan_spoor4_capaciteit", start + 3, TRIED)
    _type(book, "reeks_eerste_asielinstroom", start + 7, ARRIVED)
    _type(book, "begin_coa_in_procedure", start - 1, WAITING)
    _type(book, "verleden_ind_spoor4_instroom", start - 5, CAME)
    _type(book, "verleden_ind_afwijzingen", start - 2, REFUSED)
    _swap(book, "verdeling_beroepstermijn_k01", "verdeling_beroepstermijn_k02", start - 10)


def _type(book: Any, name: str, month: Month, number: float) -> None:
    named_cell(book, name, month).value = number


def _swap(book: Any, name: str, other: str, month: Month) -> None:
    shares = [kernel_share(book, each, month) for each in (name, other)]
    for each, share in zip((other, name), shares, strict=True):
        _type(book, each, month, share)


def named_cell(book: Any, name: str, month: Month) -> Any:
    """The cell of a named line in a month."""
    sheet_name, _, cells = book.defined_names[name].attr_text.partition("!")
    sheet = book[sheet_name.strip("'")]
    row = sheet[cells.replace("$", "").partition(":")[0]].row
    wanted = datetime(month.year, month.month, 1)
    return next(cell for cell in sheet[row] if sheet.cell(3, cell.column).value == wanted)


def kernel_share(book: Any, name: str, month: Month) -> float:
    """The share of a line in a month: the number typed there, or the last one before it."""
    value = named_cell(book, name, month).value
    return kernel_share(book, name, month - 1) if isinstance(value, str) else float(value)


def change_data(data: ChainData, chain: Chain) -> ChainData:
    """The same changes: a parameter holds until its next change, a swap of shares until the kernel's next version."""
    first = data.history
    series = {name: values.copy() for name, values in data.series.items()}
    _hold(series[Param("uitval_spoor4")], first + LATER, WITHDRAWN)
    series[Series("bezettingsnorm")][first - 1 :] = NORM
    series[Param("taakstelling")][first + 18 : first + 24] = TARGET
    series[Known("taakstelling")][first + 18 : first + 24] = 1.0
    series[Plan("spoor4", "capaciteit")][first + 3] = TRIED
    series[Series("eerste_asielinstroom")][first + 7] = ARRIVED
    flows = {name: values.copy() for name, values in data.flows.items()}
    flows["ind.spoor4.instroom"][first - 5] = CAME
    flows["ind.afwijzingen"][first - 2] = REFUSED
    kernels = dict(data.kernels) | {"beroepstermijn": _swapped(data.kernels["beroepstermijn"], first - 10)}
    opening = dict(data.opening) | {"coa.in_procedure": WAITING} | in_transit(chain, flows, kernels)
    return replace(data, series=series, flows=flows, kernels=kernels, opening=opening)


def _hold(values: Array, month: int, number: float) -> None:
    end = month + int(np.argmax(values[month:] != values[month])) if (values[month:] != values[month]).any() else None
    values[month:end] = number


def _swapped(kernel: Array, month: int) -> Array:
    swapped = kernel.copy()
    later = month
    while later < len(kernel) and (kernel[later] == kernel[month]).all():
        swapped[later, [1, 2]] = kernel[later, [2, 1]]
        later += 1
    return swapped


def in_transit(chain: Chain, flows: Mapping[str, Array], kernels: Mapping[str, Array]) -> dict[str, float]:
    """Openings of stocks in transit, person by person: who leaves only after the history is still there."""
    return {
        node.id: sum(_leaving_later(flows[node.opening.flow], kernels[name]) for name in node.opening.kernels)
        for node in chain.nodes
        if isinstance(node.opening, Transit)
    }


def _leaving_later(flow: Array, kernel: Array) -> float:
    past = len(flow)
    return sum(
        float(flow[entry] * share)
        for entry in range(past)
        for lag, share in enumerate(kernel[entry])
        if entry + lag >= past
    )


def broken_cell(book: Any) -> Any:
    """The cell that :func:`break_queue` breaks: decisions of spoor 4 in the second month of the horizon."""
    sheet = book["IND"]
    row = next(cell.row for cell in sheet["A"] if cell.value == BROKEN)
    return [cell for cell in sheet[row][5:] if cell.value is not None][1]


def break_queue(book: Any) -> None:
    """Let the queue of spoor 4 handle the larger of capacity and what is there, in one month."""
    cell = broken_cell(book)
    cell.value = cell.value.replace("MIN(", "MAX(")
    assert "MAX(" in cell.value
