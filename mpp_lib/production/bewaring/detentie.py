"""Detention of foreign nationals: article 59 (return) and article 6 (border), with exits within the month of entry.

Survival is exponential: who is detained leaves at a hazard h = days of the month / mean duration, also in the month of
entry, over which arrivals are spread evenly.
"""

from mpp_lib.base.catalogue import Aggregation, ParameterSpec, PlanSpec
from mpp_lib.production.blocks import Part
from mpp_lib.production.chain_part import Piece, share
from mpp_lib.production.expression import Expr, Leaving, Param, Plan, Ratio, Ref, Series, as_expr, ref, total
from mpp_lib.production.node import Balance, Node

DJI = Part("bewaring", "personen")
DTV = Part("bewaring", "zaken")
GROUNDS = {"art59": "Bewaring (artikel 59)", "art6": "Grensdetentie (artikel 6)"}

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


def _mean_stay(node_id: str, definition: str, days: Ref, people: Ref, otherwise: Expr) -> Node:
    formula = Ratio(days, people, otherwise)
    return Node(node_id, "gemiddelde duur", "bewaring", "dagen", formula, Aggregation.RATIO, definition)


def _mean_stock(node_id: str, definition: str, days: Ref) -> Node:
    formula = days / Series("dagen")
    return Node(node_id, "gemiddelde bezetting", "bewaring", "personen", formula, Aggregation.MEAN, definition)


def _days(node_id: str, formula: Expr, definition: str) -> Node:
    return Node(
        node_id, "verblijfsdagen", "bewaring", "verblijfsdagen", formula, Aggregation.FLOW, definition, memo=True
    )


def _ground(ground: str, label: str) -> tuple[list[Node], Balance]:
    prefix, duration = f"dji.{ground}", Param(f"bewaring_duur_{ground}")
    into, out, stock, days = (ref(f"{prefix}.{name}") for name in ("instroom", "uitstroom", "bezetting", "dagen"))
    hazard: Expr = Series("dagen") / duration
    within_month = 1 - Leaving(hazard) / hazard
    nodes = [
        DJI.flow(into.id, "instroom", Plan(f"bewaring_{ground}", "instroom"), f"{label}: in bewaring gesteld."),
        DJI.leaving(
            out.id,
            "uitstroom",
            ref(stock.id, 1) * Leaving(hazard) + into * within_month,
            f"{label}: personen van wie de bewaring eindigt, ook binnen de maand van instroom.",
        ),
        DJI.stock(
            stock.id,
            "bezetting",
            ref(stock.id, 1) + into - out,
            f"{label}: personen in bewaring aan het einde van de maand.",
        ),
        _days(days.id, out * duration, f"{label}: dagen die iedereen samen in de maand in bewaring is."),
        _mean_stock(f"{prefix}.gemiddelde_bezetting", f"{label}: personen in bewaring op een dag van de maand.", days),
        _mean_stay(
            f"{prefix}.gemiddelde_duur", f"{label}: verblijfsdagen gedeeld door de uitstroom.", days, out, duration
        ),
        DJI.flow(
            f"{prefix}.vertrek_vanuit_bewaring",
            "vertrek vanuit bewaring",
            Param(f"bewaring_vertrek_{ground}") * out,
            f"{label}: uitstroom door vertrek; een doorsnede van gedwongen vertrek en Dublinoverdrachten.",
            memo=True,
        ),
    ]
    return nodes, Balance(label, stock.id, (into.id,), (out.id,))


BY_GROUND = {ground: _ground(ground, label) for ground, label in GROUNDS.items()}


def _both(name: str) -> Expr:
    return total(*(f"dji.{ground}.{name}" for ground in GROUNDS))


TOTALS = (
    DJI.flow("dji.instroom", "instroom", _both("instroom"), "In bewaring of grensdetentie gesteld."),
    DJI.flow("dji.uitstroom", "uitstroom", _both("uitstroom"), "Van wie bewaring of grensdetentie eindigt."),
    DJI.stock(
        "dji.bezetting",
        "bezetting",
        _both("bezetting"),
        "Personen in bewaring of grensdetentie aan het einde van de maand.",
        opening=None,
    ),
    _days("dji.dagen", _both("dagen"), "Dagen die iedereen samen in de maand in bewaring of grensdetentie is."),
    _mean_stock(
        "dji.gemiddelde_bezetting", "Personen in bewaring of grensdetentie op een dag van de maand.", ref("dji.dagen")
    ),
    _mean_stay(
        "dji.gemiddelde_duur",
        "Beide gronden: verblijfsdagen gedeeld door de uitstroom.",
        ref("dji.dagen"),
        ref("dji.uitstroom"),
        as_expr(0),
    ),
    DJI.flow(
        "dji.vertrek_vanuit_bewaring",
        "vertrek vanuit bewaring",
        _both("vertrek_vanuit_bewaring"),
        "Uitstroom door vertrek, beide gronden; een doorsnede van gedwongen vertrek en Dublinoverdrachten.",
        memo=True,
    ),
    DJI.flow(
        "dji.opheffing",
        "opheffing",
        ref("dji.uitstroom") - ref("dji.vertrek_vanuit_bewaring"),
        "Uitstroom anders dan door vertrek, beide gronden.",
        memo=True,
    ),
    DTV.flow(
        "dtv.instroom_vanuit_bewaring",
        "waarvan in bewaring gesteld",
        total(*(Param(f"bewaring_nieuw_dossier_{ground}") * ref(f"dji.{ground}.instroom") for ground in GROUNDS)),
        "In bewaring gesteld zonder dossier bij de DT&V: een doorsnede van de instroom vanuit politie, KMar en overig.",
        memo=True,
    ),
)

PIECE = Piece(
    nodes=(*(node for nodes, _ in BY_GROUND.values() for node in nodes), *TOTALS),
    parameters=PARAMETERS,
    plan=PLAN,
    balances=(
        *(balance for _, balance in BY_GROUND.values()),
        Balance("Bewaring, beide gronden", "dji.bezetting", ("dji.instroom",), ("dji.uitstroom",)),
    ),
)
