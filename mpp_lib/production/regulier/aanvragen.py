"""IND regulier: applications by kind, decisions and grants; entry visas that follow.

Source: docs/methode-regulier-bewaring.md, *Aanvragen*.
"""

from mpp_lib.base.catalogue import KernelSpec, PlanSpec
from mpp_lib.production.blocks import Named, Part, QueueNames, queue
from mpp_lib.production.chain_part import Piece, monthly_share, share
from mpp_lib.production.expression import Delay, Expr, Param, Plan, Ratio, ref, total
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.section import Section, View

ALL_KINDS = Part("regulier", "zaken", lead="alle soorten", cases="aanvragen regulier")
BZ = Part("regulier", "personen")

KINDS = {
    "gezin": "Gezin",
    "kennis_en_talent": "Kennis en talent",
    "studie": "Studie",
    "overig": "Overig verblijf",
    "verlenging": "Verlenging",
    "naturalisatie": "Naturalisatie",
    "eu_toetsing": "EU-toetsing",
}
CASES = {
    "gezin": "aanvragen voor gezinsmigratie",
    "kennis_en_talent": "aanvragen voor kennis en talent",
    "studie": "aanvragen voor studie",
    "overig": "aanvragen voor overig verblijf",
    "verlenging": "aanvragen om verlenging",
    "naturalisatie": "aanvragen om naturalisatie",
    "eu_toetsing": "aanvragen om EU-toetsing",
}
"""Kind → how a sentence names its cases."""
VISA_KINDS = ("gezin", "kennis_en_talent", "studie", "overig")
RENEWABLE = "ind.regulier.verlengbaar"
PERCENTAGE = "inwilligingspercentage"

PARAMETERS = (
    *(monthly_share(f"regulier_uitval_{kind}", f"{label}: vertrek zonder beslissing") for kind, label in KINDS.items()),
    *(share(f"regulier_mvv_{kind}", f"{KINDS[kind]}: aandeel van de inwilligingen met een mvv") for kind in VISA_KINDS),
    share("verlenging_aandeel", "Aandeel van de tijdelijke inwilligingen waarop een aanvraag om verlenging volgt"),
)
KERNELS = (KernelSpec("verlenging_aanvraag", "Inwilliging tot aanvraag om verlenging", first_lag=1),)
INFLOW = {
    kind: PlanSpec(f"regulier_{kind}", "instroom", f"{label}: instroom", "zaken per maand")
    for kind, label in KINDS.items()
} | {
    "verlenging": PlanSpec(
        "regulier_verlenging",
        "instroom_overig",
        "Verlenging: instroom die niet uit eerdere inwilligingen regulier volgt",
        "zaken per maand",
    )
}
"""What the chain takes of the plan's inflow; renewals of what it grants itself follow from the grants."""
PLAN = tuple(
    spec
    for kind, label in KINDS.items()
    for spec in (
        INFLOW[kind],
        PlanSpec(f"regulier_{kind}", "capaciteit", f"{label}: capaciteit", "zaken per maand"),
        PlanSpec(f"regulier_{kind}", PERCENTAGE, f"{label}: inwilligingspercentage", "aandeel", 0.0, 1.0),
    )
)


def _inflow(kind: str) -> Expr:
    planned = Plan(INFLOW[kind].stream, INFLOW[kind].quantity)
    if kind != "verlenging":
        return planned
    return planned + Param("verlenging_aandeel") * Delay("verlenging_aanvraag", RENEWABLE)


def _kind(kind: str, label: str) -> tuple[list[Node], Balance]:
    prefix, name = f"ind.{kind}", label if label.startswith("EU") else label.lower()
    part = Part("regulier", "zaken", name, lead=name, cases=CASES[kind])
    submitted, subject = f"{label}: ingediende aanvragen.", f"het aantal {part.cases}"
    inflow = part.flow(f"{prefix}.aanvragen", "aanvragen", _inflow(kind), submitted, subject=subject)
    names = QueueNames(
        label,
        inflow.id,
        handled=Named(f"{prefix}.beslissingen", "beslissingen"),
        withdrawn=Named(f"{prefix}.zonder_beslissing", "afgedaan zonder beslissing"),
        stock=Named(f"{prefix}.voorraad", "voorraad"),
    )
    waiting, balance = queue(
        part, names, capacity=Plan(f"regulier_{kind}", "capaciteit"), leaving=Param(f"regulier_uitval_{kind}")
    )
    granted = part.flow(
        f"{prefix}.inwilligingen",
        "inwilligingen",
        Plan(f"regulier_{kind}", PERCENTAGE) * ref(names.handled.id),
        f"{label}: beslissingen waarbij het gevraagde is verleend.",
    )
    percentage = part.share(
        f"{prefix}.{PERCENTAGE}",
        "inwilligingspercentage",
        Ratio(ref(granted.id), ref(names.handled.id), Plan(f"regulier_{kind}", PERCENTAGE)),
        f"{label}: inwilligingen gedeeld door beslissingen.",
    )
    return [inflow, *waiting, granted, percentage], balance


BY_KIND = {kind: _kind(kind, label) for kind, label in KINDS.items()}


def _sum(name: str) -> Expr:
    return total(*(f"ind.{kind}.{name}" for kind in KINDS))


TOTALS = (
    ALL_KINDS.flow(
        "ind.regulier.aanvragen",
        "aanvragen",
        _sum("aanvragen"),
        "Aanvragen regulier, alle soorten samen.",
        subject=f"het aantal {ALL_KINDS.cases}",
    ),
    ALL_KINDS.flow(
        "ind.regulier.beslissingen",
        "beslissingen",
        _sum("beslissingen"),
        "Beslissingen regulier, alle soorten.",
        subject="het aantal beslissingen regulier van de IND",
    ),
    ALL_KINDS.flow(
        "ind.regulier.zonder_beslissing",
        "afgedaan zonder beslissing",
        _sum("zonder_beslissing"),
        "Intrekkingen en andere afdoeningen zonder beslissing, alle soorten.",
        short="alle soorten, zonder beslissing",
    ),
    ALL_KINDS.flow(
        "ind.regulier.inwilligingen",
        "inwilligingen",
        _sum("inwilligingen"),
        "Inwilligingen regulier, alle soorten.",
        subject="het aantal inwilligingen regulier",
    ),
    ALL_KINDS.flow(
        "ind.regulier.afwijzingen",
        "afwijzingen",
        ref("ind.regulier.beslissingen") - ref("ind.regulier.inwilligingen"),
        "Afwijzende beslissingen regulier, alle soorten.",
        subject="het aantal afwijzingen regulier",
    ),
    ALL_KINDS.stock(
        "ind.regulier.voorraad",
        "voorraad",
        _sum("voorraad"),
        "Openstaande aanvragen regulier, alle soorten, aan het einde van de maand.",
        opening=None,
        subject="de voorraad aanvragen regulier bij de IND",
    ),
    ALL_KINDS.flow(
        RENEWABLE,
        "verlengbare inwilligingen",
        total(*(f"ind.{kind}.inwilligingen" for kind in (*VISA_KINDS, "verlenging"))),
        "Inwilligingen met een tijdelijk verblijfsrecht, waarop een aanvraag om verlenging kan volgen.",
        subject="het aantal verlengbare inwilligingen regulier",
        memo=True,
    ),
    BZ.flow(
        "bz.mvv_regulier",
        "mvv regulier",
        total(*(Param(f"regulier_mvv_{kind}") * ref(f"ind.{kind}.inwilligingen") for kind in VISA_KINDS)),
        "Machtigingen tot voorlopig verblijf die de posten na een inwilliging regulier afgeven.",
        subject="het aantal mvv's regulier",
    ),
)

BALANCE = Balance(
    "IND regulier, alle soorten",
    "ind.regulier.voorraad",
    ("ind.regulier.aanvragen",),
    ("ind.regulier.beslissingen", "ind.regulier.zonder_beslissing"),
)

QUANTITIES = ("aanvragen", "beslissingen", "inwilligingen", "voorraad")
SECTIONS = (
    Section(
        "regulier",
        "regulier",
        "IND, regulier per jaar",
        table=(
            "ind.regulier.aanvragen",
            "ind.regulier.beslissingen",
            "ind.regulier.inwilligingen",
            "ind.regulier.zonder_beslissing",
            "ind.regulier.voorraad",
            "bz.mvv_regulier",
        ),
        view=View("ind.regulier.aanvragen", "ind.regulier.beslissingen", "ind.regulier.voorraad"),
        one_page=(
            *(f"ind.{kind}.{quantity}" for kind in KINDS for quantity in QUANTITIES),
            "ind.regulier.aanvragen",
            "ind.regulier.zonder_beslissing",
            "ind.regulier.beslissingen",
            "ind.regulier.inwilligingen",
            "ind.regulier.afwijzingen",
            "ind.regulier.voorraad",
            "bz.mvv_regulier",
        ),
    ),
    *(
        Section(
            f"regulier_{quantity}",
            "regulier",
            f"{quantity.capitalize()} regulier naar soort",
            table=tuple(f"ind.{kind}.{quantity}" for kind in (*KINDS, "regulier")),
        )
        for quantity in QUANTITIES
    ),
)

PIECE = Piece(
    nodes=(*(node for nodes, _ in BY_KIND.values() for node in nodes), *TOTALS),
    parameters=PARAMETERS,
    kernels=KERNELS,
    plan=PLAN,
    balances=(*(balance for _, balance in BY_KIND.values()), BALANCE),
    sections=SECTIONS,
)
