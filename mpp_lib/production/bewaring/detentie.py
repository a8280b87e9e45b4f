"""Detention of foreign nationals: article 59 (return) and article 6 (border), with exits within the month of entry.

Survival is exponential: who is detained leaves at a hazard h = days of the month / mean duration, also in the month of
entry, over which arrivals are spread evenly.

Source: docs/methode-regulier-bewaring.md, *Bewaring*.
"""

from collections.abc import Mapping
from dataclasses import replace

from mpp_lib.base.catalogue import Aggregation, ParameterSpec, PlanSpec
from mpp_lib.production.blocks import Part, Words
from mpp_lib.production.chain_part import Piece, share
from mpp_lib.production.expression import Expr, Leaving, Param, Plan, Ratio, Ref, Series, as_expr, ref, total
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.section import Section, View

DJI = Part("bewaring", "personen", lead="beide gronden")
DTV = Part("bewaring", "zaken")
GROUNDS = {"art59": "Bewaring (artikel 59)", "art6": "Grensdetentie (artikel 6)"}
BY_LAW = {
    "art59": Part("bewaring", "personen", "artikel 59", lead="artikel 59"),
    "art6": Part("bewaring", "personen", "artikel 6", lead="artikel 6"),
}

PARAMETERS = tuple(
    spec
    for ground, label in GROUNDS.items()
    for spec in (
        ParameterSpec(f"bewaring_duur_{ground}", f"{label}: gemiddelde duur", "dagen", 1.0, 540.0),
        share(f"bewaring_vertrek_{ground}", f"{label}: aandeel van de uitstroom dat vertrekt"),
        share(f"bewaring_nieuw_dossier_{ground}", f"{label}: aandeel van de instroom dat bij de DT&V nieuw is"),
    )
)
PLAN = tuple(
    PlanSpec(f"bewaring_{ground}", "instroom", f"{label}: instroom", "personen per maand")
    for ground, label in GROUNDS.items()
)


def _mean_stay(part: Part, node_id: str, formula: Ratio, definition: str, subject: str) -> Node:
    words: Words = {"subject": subject, "short": f"{part.lead}, gemiddelde duur, dagen"}
    return replace(part, unit="dagen").node(node_id, "gemiddelde duur", formula, Aggregation.RATIO, definition, **words)


def _mean_stock(part: Part, node_id: str, days: Ref, definition: str, subject: str) -> Node:
    return part.node(
        node_id, "gemiddelde bezetting", days / Series("dagen"), Aggregation.MEAN, definition, subject=subject
    )


def _days(part: Part, node_id: str, formula: Expr, definition: str, subject: str) -> Node:
    return replace(part, unit="verblijfsdagen").flow(
        node_id, "verblijfsdagen", formula, definition, memo=True, subject=subject
    )


def _subjects(detention: str) -> Mapping[str, str]:
    """Quantity → how a sentence names it, of detention on one ground or on both."""
    return {
        "instroom": f"de instroom in {detention}",
        "uitstroom": f"de uitstroom uit {detention}",
        "bezetting": f"het aantal personen in {detention}",
        "dagen": f"het aantal verblijfsdagen in {detention}",
        "gemiddelde_bezetting": f"de gemiddelde bezetting in {detention}",
        "gemiddelde_duur": f"de gemiddelde duur van {detention}",
        "vertrek_vanuit_bewaring": f"het vertrek vanuit {detention}",
    }


def _ground(ground: str, label: str) -> tuple[list[Node], Balance]:
    part, prefix, duration = BY_LAW[ground], f"dji.{ground}", Param(f"bewaring_duur_{ground}")
    into, out, stock, days = (ref(f"{prefix}.{name}") for name in ("instroom", "uitstroom", "bezetting", "dagen"))
    hazard: Expr = Series("dagen") / duration
    within_month = 1 - Leaving(hazard) / hazard
    says = _subjects(label[0].lower() + label[1:])
    nodes = [
        part.flow(
            into.id,
            "instroom",
            Plan(f"bewaring_{ground}", "instroom"),
            f"{label}: in bewaring gesteld.",
            subject=says["instroom"],
        ),
        part.leaving(
            out.id,
            "uitstroom",
            ref(stock.id, 1) * Leaving(hazard) + into * within_month,
            f"{label}: personen van wie de bewaring eindigt, ook binnen de maand van instroom.",
            subject=says["uitstroom"],
        ),
        part.stock(
            stock.id,
            "bezetting",
            ref(stock.id, 1) + into - out,
            f"{label}: personen in bewaring aan het einde van de maand.",
            subject=says["bezetting"],
        ),
        _days(
            part,
            days.id,
            out * duration,
            f"{label}: dagen die iedereen samen in de maand in bewaring is.",
            says["dagen"],
        ),
        _mean_stock(
            part,
            f"{prefix}.gemiddelde_bezetting",
            days,
            f"{label}: personen in bewaring op een dag van de maand.",
            says["gemiddelde_bezetting"],
        ),
        _mean_stay(
            part,
            f"{prefix}.gemiddelde_duur",
            Ratio(days, out, duration),
            f"{label}: verblijfsdagen gedeeld door de uitstroom.",
            says["gemiddelde_duur"],
        ),
        part.flow(
            f"{prefix}.vertrek_vanuit_bewaring",
            "vertrek vanuit bewaring",
            Param(f"bewaring_vertrek_{ground}") * out,
            f"{label}: uitstroom door vertrek; een doorsnede van gedwongen vertrek en Dublinoverdrachten.",
            memo=True,
            subject=says["vertrek_vanuit_bewaring"],
            short=f"{part.lead}, waarvan vertrek",
        ),
    ]
    return nodes, Balance(label, stock.id, (into.id,), (out.id,))


BY_GROUND = {ground: _ground(ground, label) for ground, label in GROUNDS.items()}
BOTH = _subjects("bewaring")


def _both(name: str) -> Expr:
    return total(*(f"dji.{ground}.{name}" for ground in GROUNDS))


TOTALS = (
    DJI.flow(
        "dji.instroom", "instroom", _both("instroom"), "In bewaring of grensdetentie gesteld.", subject=BOTH["instroom"]
    ),
    DJI.flow(
        "dji.uitstroom",
        "uitstroom",
        _both("uitstroom"),
        "Van wie bewaring of grensdetentie eindigt.",
        subject=BOTH["uitstroom"],
    ),
    DJI.stock(
        "dji.bezetting",
        "bezetting",
        _both("bezetting"),
        "Personen in bewaring of grensdetentie aan het einde van de maand.",
        opening=None,
        subject=BOTH["bezetting"],
    ),
    _days(
        DJI,
        "dji.dagen",
        _both("dagen"),
        "Dagen die iedereen samen in de maand in bewaring of grensdetentie is.",
        BOTH["dagen"],
    ),
    _mean_stock(
        DJI,
        "dji.gemiddelde_bezetting",
        ref("dji.dagen"),
        "Personen in bewaring of grensdetentie op een dag van de maand.",
        subject=BOTH["gemiddelde_bezetting"],
    ),
    _mean_stay(
        DJI,
        "dji.gemiddelde_duur",
        Ratio(ref("dji.dagen"), ref("dji.uitstroom"), as_expr(0)),
        "Beide gronden: verblijfsdagen gedeeld door de uitstroom.",
        subject=BOTH["gemiddelde_duur"],
    ),
    DJI.flow(
        "dji.vertrek_vanuit_bewaring",
        "vertrek vanuit bewaring",
        _both("vertrek_vanuit_bewaring"),
        "Uitstroom door vertrek, beide gronden; een doorsnede van gedwongen vertrek en Dublinoverdrachten.",
        memo=True,
        subject=BOTH["vertrek_vanuit_bewaring"],
        short="beide gronden, waarvan vertrek",
    ),
    DJI.flow(
        "dji.opheffing",
        "opheffing",
        ref("dji.uitstroom") - ref("dji.vertrek_vanuit_bewaring"),
        "Uitstroom anders dan door vertrek, beide gronden.",
        memo=True,
        subject="de uitstroom uit bewaring door opheffing",
    ),
    DTV.flow(
        "dtv.instroom_vanuit_bewaring",
        "waarvan in bewaring gesteld",
        total(*(Param(f"bewaring_nieuw_dossier_{ground}") * ref(f"dji.{ground}.instroom") for ground in GROUNDS)),
        "In bewaring gesteld zonder dossier bij de DT&V: een doorsnede van de instroom vanuit politie, KMar en overig.",
        memo=True,
        short="nieuw dossier na inbewaringstelling",
        subject="het aantal nieuwe terugkeerdossiers na inbewaringstelling",
    ),
)

SHOWN = ("instroom", "uitstroom", "vertrek_vanuit_bewaring", "bezetting", "gemiddelde_bezetting", "gemiddelde_duur")
BY_GROUND_SHOWN = tuple(f"dji.{ground}.{name}" for ground in GROUNDS for name in SHOWN)
BOTH_SHOWN = tuple(f"dji.{name}" for name in SHOWN)
SECTIONS = (
    Section(
        "bewaring",
        "bewaring",
        "Bewaring en grensdetentie per jaar",
        table=BOTH_SHOWN,
        view=View("dji.instroom", "dji.uitstroom", "dji.bezetting"),
        one_page=(*BY_GROUND_SHOWN, *BOTH_SHOWN, "dji.opheffing", "dtv.instroom_vanuit_bewaring"),
    ),
    Section("bewaring_gronden", "bewaring", "Bewaring naar grond: artikel 59 en artikel 6", table=BY_GROUND_SHOWN),
)

PIECE = Piece(
    nodes=(*(node for nodes, _ in BY_GROUND.values() for node in nodes), *TOTALS),
    parameters=PARAMETERS,
    plan=PLAN,
    balances=(
        *(balance for _, balance in BY_GROUND.values()),
        Balance("Bewaring, beide gronden", "dji.bezetting", ("dji.instroom",), ("dji.uitstroom",)),
    ),
    sections=SECTIONS,
)
