"""Balances at a glance: begin plus inflow minus outflow is end, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpp_lib.base.dutch import plain
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.partners import in_order, partner_of
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.year_texts import opening_text
from mpp_lib.production.node import Balance
from mpp_lib.production.run import RoundResult

DECLARED = 0.0
"""The saldo declared beforehand, of every balance in every month: each gain and loss is a flow of its own, so none is
left unexplained. Against what was published a saldo remains, and the hindcast shows it."""
BY_ITSELF = "elk cijfer is voor zich afgerond, dus zoals gedrukt kan dat een of meer tientallen schelen."
_SHOWN = 6
"""Decimals to which a saldo is looked at."""


@dataclass(frozen=True)
class Closing:
    """A balance over a period: ``begin + into − out = end``, unrounded, in ``unit``."""

    begin: float
    into: float
    out: float
    end: float
    unit: str

    def texts(self) -> dict[str, str]:
        """begin, in, uit and eind, each rounded by itself."""
        posts = {"begin": self.begin, "in": self.into, "uit": self.out, "eind": self.end}
        return {name: text_of(value, self.unit) for name, value in posts.items()}


def balances_table(result: RoundResult, scenario: str = "medio") -> Table[Balance]:
    """Every balance of the chain in the first and last year, with the largest saldo of any month in any scenario."""
    years = result.inputs.settings.span.calendar_years
    return Table(
        balances_by_partner(result),
        [
            Column("Partner", lambda balance: partner_of(balance.stock).short),
            Column("Balans", lambda balance: f"{balance.label[:1].upper()}{balance.label[1:]}", role="head"),
            *(
                _post(result, name, year, scenario)
                for year in (years[0], years[-1])
                for name in ("begin", "in", "uit", "eind")
            ),
            Column("vooraf", lambda _: plain(DECLARED), kind="number", over="Saldo"),
            Column("grootste", lambda balance: plain(_rounded_saldo(result, balance)), kind="number", over="Saldo"),
        ],
        title="Balans per partner",
        finding=balances_finding(result),
        note=f"Begin plus in min uit is eind, in {scenario}; {BY_ITSELF} "
        "Saldo: wat de stromen van een maand onverklaard laten; vooraf bepaald, en het grootste van alle maanden in de "
        "drie mpp-scenario's. "
        f"{source_line(result)}",
        dense=True,
    )


def _post(result: RoundResult, name: str, year: int, scenario: str) -> Column[Balance]:
    """A post of the balances in a year."""
    opens = name == "begin" and year == result.inputs.settings.span.first_year

    def text(balance: Balance) -> str:
        closing = _closing(result, balance, year, scenario)
        return opening_text(result, balance.stock) if opens else closing.texts()[name]

    return Column(name, text, kind="number", over=str(year))


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
