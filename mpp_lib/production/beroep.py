"""The courts in the shape that returns in every domain: appeal with its queue, then higher appeal with its own.

Source: docs/methode-regulier-bewaring.md, *Rechtspraak*.
"""

from __future__ import annotations

from mpp_lib.base.catalogue import Domain, KernelSpec, ParameterSpec
from mpp_lib.production.blocks import Named, Part, QueueNames, queue
from mpp_lib.production.chain_part import Piece, monthly_share, per_month, share
from mpp_lib.production.expression import Delay, Expr, Param, ref
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.section import Section, View

CASES = {"asiel": "asielzaken", "regulier": "reguliere zaken", "bewaring": "bewaringszaken"}
"""Domain → how a sentence names its cases at court."""


def courts(domain: Domain, inflow: Expr, inflow_definition: str) -> Piece:
    """Appeals and higher appeals of a domain.

    Args:
        domain: its name is part of every id and parameter.
        inflow: appeals lodged per month.
        inflow_definition: what is counted as such, in Dutch.
    """
    appeal, appeal_balance = _appeal(domain, inflow, inflow_definition)
    higher, higher_balance = higher_appeal(domain, "Ingestelde hoger beroepen.", f"{domain}_")
    return Piece(
        nodes=(*appeal, *higher),
        parameters=_parameters(domain),
        kernels=(KernelSpec(f"{domain}_hoger_beroepstermijn", f"Uitspraak tot hoger beroep, {domain}"),),
        balances=(appeal_balance, higher_balance),
        sections=(_section("rvdr", "Rechtbanken", domain), _section("rvs", "Raad van State", domain)),
    )


def _section(court: str, name: str, domain: Domain) -> Section:
    flows = ("instroom", "ingetrokken", "uitspraken", "gegrond", "voorraad")
    into, _, done, _, waiting = shown = tuple(f"{court}.{domain}.{flow}" for flow in flows)
    title = f"{name}, {domain} per jaar"
    return Section(f"{court}_{domain}", domain, title, table=shown, view=View(into, done, waiting), one_page=shown)


def _parameters(domain: Domain) -> tuple[ParameterSpec, ...]:
    return (
        monthly_share(f"{domain}_beroep_intrekking", f"Intrekking van beroepen, {domain}"),
        per_month(f"{domain}_rechtbank_capaciteit", f"Capaciteit rechtbanken, {domain}", "zaken"),
        share(f"{domain}_beroep_gegrond", f"Aandeel gegronde beroepen, {domain}"),
        share(f"{domain}_hoger_beroep_na_ongegrond", f"Hoger beroep na een ongegrond beroep, {domain} (vreemdeling)"),
        share(f"{domain}_hoger_beroep_na_gegrond", f"Hoger beroep na een gegrond beroep, {domain} (IND)"),
        per_month(f"{domain}_rvs_capaciteit", f"Capaciteit Raad van State, {domain}", "zaken"),
        share(f"{domain}_hoger_beroep_gegrond", f"Aandeel gegronde hoger beroepen, {domain}"),
    )


def _appeal(domain: Domain, inflow: Expr, definition: str) -> tuple[list[Node], Balance]:
    part, prefix, appeals = Part(domain, "zaken"), f"rvdr.{domain}", f"beroepen in {CASES[domain]}"
    names = QueueNames(
        f"Beroepen {domain}",
        f"{prefix}.instroom",
        handled=Named(f"{prefix}.uitspraken", "uitspraken", f"het aantal uitspraken op {appeals}"),
        withdrawn=Named(f"{prefix}.ingetrokken", "ingetrokken beroepen", f"het aantal ingetrokken {appeals}"),
        stock=Named(f"{prefix}.voorraad", "voorraad beroepen", f"de voorraad {appeals} bij de rechtbanken"),
    )
    waiting, balance = queue(
        part, names, capacity=Param(f"{domain}_rechtbank_capaciteit"), leaving=Param(f"{domain}_beroep_intrekking")
    )
    upheld = Param(f"{domain}_beroep_gegrond") * ref(names.handled.id)
    nodes = [
        part.flow(names.inflow, "instroom beroepen", inflow, definition, subject=f"het aantal nieuwe {appeals}"),
        *waiting,
        part.flow(
            f"{prefix}.gegrond",
            "gegronde beroepen",
            upheld,
            "Uitspraken waarbij het beroep gegrond is.",
            subject=f"het aantal gegronde {appeals}",
        ),
        part.flow(
            f"{prefix}.ongegrond",
            "ongegronde beroepen",
            ref(names.handled.id) - ref(f"{prefix}.gegrond"),
            "Uitspraken waarbij het besluit in stand blijft.",
            subject=f"het aantal ongegronde {appeals}",
        ),
    ]
    return nodes, balance


def higher_appeal(domain: Domain, definition: str, begin: str) -> tuple[list[Node], Balance]:
    """Higher appeals of a domain, with a queue of their own.

    Args:
        definition: what is counted as lodged, in Dutch.
        begin: what the names of its parameters and kernel begin with.
    """
    part, prefix, appeals = Part(domain, "zaken"), f"rvs.{domain}", f"beroepen in {CASES[domain]}"
    names = QueueNames(
        f"Hoger beroepen {domain}",
        f"{prefix}.instroom",
        handled=Named(f"{prefix}.uitspraken", "uitspraken", f"het aantal uitspraken op hoger {appeals}"),
        withdrawn=Named(
            f"{prefix}.ingetrokken", "ingetrokken hoger beroepen", f"het aantal ingetrokken hoger {appeals}"
        ),
        stock=Named(f"{prefix}.voorraad", "voorraad hoger beroepen", f"de voorraad hoger {appeals}"),
    )
    waiting, balance = queue(
        part, names, capacity=Param(f"{begin}rvs_capaciteit"), leaving=Param(f"{begin}beroep_intrekking")
    )
    nodes = [
        part.flow(
            f"{prefix}.vatbaar",
            "uitspraken waartegen hoger beroep komt",
            Param(f"{begin}hoger_beroep_na_ongegrond") * ref(f"rvdr.{domain}.ongegrond")
            + Param(f"{begin}hoger_beroep_na_gegrond") * ref(f"rvdr.{domain}.gegrond"),
            "Uitspraken van de rechtbank waartegen de vreemdeling of de IND in hoger beroep gaat.",
            subject=f"het aantal uitspraken in {CASES[domain]} waartegen hoger beroep komt",
            memo=True,
        ),
        part.delayed(
            names.inflow,
            "instroom hoger beroepen",
            Delay(f"{begin}hoger_beroepstermijn", f"{prefix}.vatbaar"),
            definition,
            subject=f"het aantal nieuwe hoger {appeals}",
        ),
        *waiting,
        part.flow(
            f"{prefix}.gegrond",
            "gegronde hoger beroepen",
            Param(f"{begin}hoger_beroep_gegrond") * ref(names.handled.id),
            "Gegronde hoger beroepen; alleen als werklast, zonder nieuwe zaak bij de IND.",
            subject=f"het aantal gegronde hoger {appeals}",
        ),
    ]
    return nodes, balance
