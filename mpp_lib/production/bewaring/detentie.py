"""Detention of foreign nationals: article 59 (return) and article 6 (border), with exits within the month of entry."""

from mpp_lib.base.catalogue import ParameterSpec, PlanSpec
from mpp_lib.production.blocks import Part
from mpp_lib.production.expression import Expr, Leaving, Param, Plan, Series, ref, total
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.piece import Piece, share

DJI = Part("bewaring", "personen")
GROUNDS = {"art59": "Bewaring (artikel 59)", "art6": "Grensdetentie (artikel 6)"}

PARAMETERS = tuple(
    spec
    for ground, label in GROUNDS.items()
    for spec in (
        ParameterSpec(f"bewaring_duur_{ground}", f"{label}: gemiddelde duur", "dagen", 1.0, 540.0),
        share(f"bewaring_vertrek_{ground}", f"{label}: aandeel van de uitstroom dat vertrekt"),
    )
)
PLAN = tuple(
    PlanSpec(f"bewaring_{ground}", "instroom", f"{label}: instroom", "personen per maand")
    for ground, label in GROUNDS.items()
)


def _ground(ground: str, label: str) -> tuple[list[Node], Balance]:
    prefix = f"dji.{ground}"
    hazard: Expr = Series("dagen") / Param(f"bewaring_duur_{ground}")
    leaving = Leaving(hazard)
    outflow = ref(f"{prefix}.bezetting", 1) * leaving + ref(f"{prefix}.instroom") * (1 - leaving / hazard)
    nodes = [
        DJI.flow(
            f"{prefix}.instroom",
            "instroom",
            Plan(f"bewaring_{ground}", "instroom"),
            f"{label}: personen die in bewaring worden gesteld.",
        ),
        DJI.flow(
            f"{prefix}.uitstroom",
            "uitstroom",
            outflow,
            f"{label}: personen van wie de bewaring eindigt, ook binnen de maand van instroom.",
        ),
        DJI.stock(
            f"{prefix}.bezetting",
            "bezetting",
            ref(f"{prefix}.bezetting", 1) + ref(f"{prefix}.instroom") - ref(f"{prefix}.uitstroom"),
            f"{label}: personen in bewaring aan het einde van de maand.",
        ),
        Node(
            f"{prefix}.gemiddelde_bezetting",
            "gemiddelde bezetting",
            "bewaring",
            "personen",
            ref(f"{prefix}.uitstroom") / hazard,
            "mean",
            f"{label}: personen in bewaring, gemiddeld over de dagen van de maand.",
        ),
        Node(
            f"{prefix}.gemiddelde_duur",
            "gemiddelde duur",
            "bewaring",
            "dagen",
            Param(f"bewaring_duur_{ground}"),
            "mean",
            f"{label}: dagen tussen het begin en het einde van de bewaring.",
        ),
        DJI.flow(
            f"dtv.vertrek_vanuit_{ground}",
            f"vertrek vanuit bewaring ({label.lower()})",
            Param(f"bewaring_vertrek_{ground}") * ref(f"{prefix}.uitstroom"),
            f"{label}: uitstroom door vertrek; een doorsnede van het gedwongen vertrek bij de DT&V.",
            memo=True,
        ),
    ]
    balance = Balance(label, f"{prefix}.bezetting", (f"{prefix}.instroom",), (f"{prefix}.uitstroom",))
    return nodes, balance


BY_GROUND = {ground: _ground(ground, label) for ground, label in GROUNDS.items()}

TOTALS = (
    DJI.flow(
        "dji.instroom", "instroom", total(*(f"dji.{g}.instroom" for g in GROUNDS)), "Instroom, beide gronden samen."
    ),
    DJI.flow(
        "dji.uitstroom", "uitstroom", total(*(f"dji.{g}.uitstroom" for g in GROUNDS)), "Uitstroom, beide gronden."
    ),
    DJI.stock(
        "dji.bezetting",
        "bezetting",
        total(*(f"dji.{g}.bezetting" for g in GROUNDS)),
        "Personen in bewaring of grensdetentie aan het einde van de maand.",
        opening=None,
    ),
    DJI.flow(
        "dji.vertrek_vanuit_bewaring",
        "vertrek vanuit bewaring",
        total(*(f"dtv.vertrek_vanuit_{g}" for g in GROUNDS)),
        "Uitstroom door vertrek, beide gronden; een doorsnede van het gedwongen vertrek bij de DT&V.",
        memo=True,
    ),
    DJI.flow(
        "dji.opheffing",
        "opheffing",
        ref("dji.uitstroom") - ref("dji.vertrek_vanuit_bewaring"),
        "Uitstroom anders dan door vertrek.",
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
