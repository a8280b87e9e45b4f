"""Balances at a glance: begin plus inflow minus outflow is end, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import plain
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build
from mpp_lib.present.wording.adding_up import round_to_total
from mpp_lib.present.wording.partners import in_order, partner_of
from mpp_lib.present.wording.printed_values import printed, step_of, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.node import Balance
from mpp_lib.production.run import RoundResult

DECLARED = 0.0
"""The saldo declared beforehand, of every balance in every month: each gain and loss is a flow of its own, so none is
left unexplained. Against what was published a saldo remains, and the hindcast shows it."""
_SHOWN = 6
"""Decimals to which a saldo is looked at."""
_POSTS = ("begin", "in", "uit", "eind")


@dataclass(frozen=True)
class Closing:
    """A balance over a period: ``begin + into − out = end``, unrounded, in ``unit``."""

    begin: float
    into: float
    out: float
    end: float
    unit: str

    def texts(self) -> list[str]:
        """begin, into, out and end as printed, adding up as printed.

        Raises:
            ValueError: when it does not close by itself.
        """
        begin, end = printed(self.begin, self.unit), printed(self.end, self.unit)
        into, out = round_to_total([self.into, -self.out], end - begin, step_of(self.unit))
        return [text_of(value, self.unit) for value in (begin, into, -out + 0.0, end)]


def balances_sheet(result: RoundResult, scenario: str = "medio") -> Sheet:
    """Every balance of the chain in the first and last year, with the largest saldo of any month in any scenario."""
    balances = balances_by_partner(result)
    years = result.inputs.settings.span.calendar_years
    ends = (years[0], years[-1])
    data = pd.DataFrame([_values(result, balance, ends, scenario) for balance in balances])
    rows = pd.DataFrame([_texts(result, balance, ends, scenario) for balance in balances], columns=data.columns)
    cells = {f"{name} {year}": name for year in ends for name in _POSTS}
    labels = {"partner": "Partner", "balans": "Balans", **cells, "vooraf": "vooraf", "gevonden": "grootste"}
    form = Form(
        stub=("partner", "balans"),
        labels=labels,
        spanners={str(year): [f"{name} {year}" for name in _POSTS] for year in ends}
        | {"Saldo": ["vooraf", "gevonden"]},
        numbers=[*cells, "vooraf", "gevonden"],
    )
    note = (
        f"Begin plus in min uit is eind, in {scenario}. Saldo: wat de stromen van een maand onverklaard laten; vooraf "
        f"bepaald, en het grootste van alle maanden in de drie mpp-scenario's. {source_line(result)}"
    )
    return Sheet(build(rows, form), data, balances_finding(result), note, "Balans per partner", dense=True)


def balances_finding(result: RoundResult) -> str:
    """Whether every balance of the chain closes with the declared saldo."""
    open_ones = [balance for balance in result.chain.balances if _rounded_saldo(result, balance) != DECLARED]
    if open_ones:
        worst = max(open_ones, key=lambda balance: largest_saldo(result, balance))
        return (
            f"Van de {len(result.chain.balances)} balansen van de keten sluiten er {len(open_ones)} niet; het grootste "
            f"saldo in een maand is {plain(_rounded_saldo(result, worst))} ({worst.label})."
        )
    return (
        f"Alle {len(result.chain.balances)} balansen van de keten sluiten in elke maand en in elk mpp-scenario, met "
        "het saldo dat vooraf is bepaald: nul."
    )


def balances_by_partner(result: RoundResult) -> list[Balance]:
    """Every balance of the chain, by partner in the order of the report."""
    owner = {balance.stock: result.chain.by_id[balance.stock].partner for balance in result.chain.balances}
    return [
        balance
        for partner in in_order(owner.values())
        for balance in result.chain.balances
        if owner[balance.stock] == partner.key
    ]


def largest_saldo(result: RoundResult, balance: Balance) -> float:
    """The largest absolute saldo of any month in any scenario."""
    last = result.data.history
    stock = result.rows[balance.stock][last - 1 :]
    into, out = (sum(result.months[name] for name in names) for names in (balance.inflow, balance.outflow))
    return float(np.abs(np.diff(stock, axis=0) - into + out).max())


def _rounded_saldo(result: RoundResult, balance: Balance) -> float:
    return round(largest_saldo(result, balance), _SHOWN)


def _closing(result: RoundResult, balance: Balance, year: int, scenario: str) -> Closing:
    span = result.inputs.settings.span
    first = year == span.first_year
    begin = result.opening(balance.stock) if first else result.year(balance.stock, year - 1, scenario)
    into, out = (
        sum(result.year(name, year, scenario) for name in names) for names in (balance.inflow, balance.outflow)
    )
    return Closing(begin, into, out, result.year(balance.stock, year, scenario), result.chain.by_id[balance.stock].unit)


def _values(result: RoundResult, balance: Balance, years: Sequence[int], scenario: str) -> dict[str, object]:
    row: dict[str, object] = {"partner": partner_of(balance.stock).short, "balans": balance.label}
    for year in years:
        closing = _closing(result, balance, year, scenario)
        amounts = (closing.begin, closing.into, closing.out, closing.end)
        row |= {f"{name} {year}": amount for name, amount in zip(_POSTS, amounts, strict=True)}
    return row | {"vooraf": DECLARED, "gevonden": largest_saldo(result, balance)}


def _texts(result: RoundResult, balance: Balance, years: Sequence[int], scenario: str) -> list[str]:
    posts = [text for year in years for text in _closing(result, balance, year, scenario).texts()]
    label = f"{balance.label[:1].upper()}{balance.label[1:]}"
    found = plain(_rounded_saldo(result, balance))
    return [partner_of(balance.stock).short, label, *posts, plain(DECLARED), found]
