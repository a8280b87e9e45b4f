"""What the IND's asylum tracks lead to: grants, refusals, percentages by definition, ages and terms.

Source: docs/methode-keten.md, *IND asiel* and *Leeftijd en termijn*.
"""

from mpp_lib.base.catalogue import PlanSpec
from mpp_lib.production.asiel.ind import CASES_LEAVING, IN_TRACK, IND, TRACKS
from mpp_lib.production.blocks import Part
from mpp_lib.production.chain_part import Nested, Piece, share
from mpp_lib.production.expression import ClearanceTime, Expr, OlderThan, Param, Plan, Ratio, TimeInStock, ref, total
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.section import Section, View

PERCENTAGE = "inwilligingspercentage"
PLAN = (
    PlanSpec("spoor4", PERCENTAGE, "Spoor 4: inwilligingspercentage (inhoudelijk)", "aandeel", 0.0, 1.0),
    PlanSpec("herhaald", PERCENTAGE, "Herhaalde aanvragen: inwilligingspercentage", "aandeel", 0.0, 1.0),
)
AGES = (6, 15, 21)
PARAMETERS = (
    share("aandeel_naar_rato", "Deel van de asielvoorraad dat naar rato wordt afgedaan, niet de oudste zaak eerst"),
)


def _granted(track: str) -> Node:
    return IN_TRACK[track].flow(
        f"ind.{track}.inwilligingen",
        "inwilligingen",
        Plan(track, PERCENTAGE) * ref(f"ind.{track}.beslissingen"),
        f"{TRACKS[track]}: beslissingen waarbij een vergunning is verleend.",
    )


def _refused(track: str) -> Node:
    return IN_TRACK[track].flow(
        f"ind.{track}.afwijzingen",
        "afwijzingen",
        ref(f"ind.{track}.beslissingen") - ref(f"ind.{track}.inwilligingen"),
        f"{TRACKS[track]}: beslissingen waarbij geen vergunning is verleend.",
    )


OUTCOMES = (
    *(outcome(track) for track in ("spoor4", "herhaald") for outcome in (_granted, _refused)),
    IND.flow(
        "ind.inwilligingen",
        "inwilligingen",
        total("ind.spoor4.inwilligingen", "ind.herhaald.inwilligingen"),
        "Asielvergunningen in eerste aanleg, spoor 4 en herhaalde aanvragen samen.",
        subject="het aantal ingewilligde asielaanvragen",
    ),
    IND.flow(
        "ind.spoor2.afwijzingen",
        "afwijzingen",
        ref("ind.spoor2.beslissingen") - ref("ind.doorstroom_2_4"),
        "Beslissingen in spoor 2 die niet naar spoor 4 doorstromen.",
        subject="het aantal afwijzingen in spoor 2",
    ),
    IND.flow(
        "ind.afwijzingen",
        "afwijzingen",
        total("ind.spoor4.afwijzingen", "ind.herhaald.afwijzingen", "ind.spoor2.afwijzingen"),
        "Afwijzende beslissingen in spoor 2, spoor 4 en op herhaalde aanvragen; zonder Dublin.",
        subject="het aantal afgewezen asielaanvragen",
    ),
)


def _all_tracks(quantity: str) -> Expr:
    return total(*(f"ind.{track}.{quantity}" for track in TRACKS))


TOTALS = (
    IND.flow(
        "ind.asiel.instroom",
        "instroom",
        _all_tracks("instroom"),
        "Asielzaken die een spoor binnenkomen, doorstroom tussen sporen meegeteld.",
        subject="de instroom van asielzaken bij de IND",
        short="instroom asielzaken",
    ),
    IND.flow(
        "ind.asiel.beslissingen",
        "beslissingen",
        _all_tracks("beslissingen"),
        "Beslissingen in alle sporen; wie van spoor wisselt telt in beide sporen mee.",
        subject="het aantal asielbeslissingen van de IND",
    ),
    IND.flow(
        "ind.asiel.zonder_beslissing",
        "afgedaan zonder beslissing",
        _all_tracks("zonder_beslissing"),
        "Intrekkingen, vertrek en buiten behandeling, alle sporen.",
        subject="het aantal afdoeningen zonder beslissing van asielzaken",
    ),
    IND.stock(
        "ind.asiel.voorraad",
        "voorraad asielzaken",
        _all_tracks("voorraad"),
        "Openstaande asielaanvragen in alle sporen samen, aan het einde van de maand; zonder nareis.",
        opening=None,
        subject="de voorraad asielzaken bij de IND",
    ),
)

WHOLES = (
    IND.flow(
        "ind.asiel.beslissingen_eerste",
        "beslissingen op eerste aanvragen",
        total(*(f"ind.{track}.beslissingen" for track in TRACKS if track != "herhaald")),
        "Beslissingen in spoor 1, 2 en 4: zoals de IND ze publiceert, zonder herhaalde aanvragen.",
        memo=True,
        subject="het aantal asielbeslissingen op eerste aanvragen",
    ),
    IND.flow(
        "ind.beslissingen_eu",
        "beslissingen volgens de EU-definitie",
        total("ind.spoor4.beslissingen", "ind.herhaald.beslissingen", "ind.spoor2.afwijzingen"),
        "Inhoudelijke beslissingen in eerste aanleg, zonder Dublin en zonder afdoening zonder beslissing.",
        memo=True,
        subject="het aantal asielbeslissingen volgens de EU-definitie",
    ),
    IND.flow(
        "ind.afdoeningen_aa_va",
        "afdoeningen in de algemene en verlengde procedure",
        total(
            "ind.spoor4.beslissingen",
            "ind.herhaald.beslissingen",
            "ind.spoor4.zonder_beslissing",
            "ind.herhaald.zonder_beslissing",
        ),
        "Beslissingen en afdoeningen zonder beslissing in spoor 4 en op herhaalde aanvragen.",
        memo=True,
        subject="het aantal afdoeningen in de algemene en verlengde procedure",
    ),
    IND.flow(
        "ind.afdoeningen_alle_sporen",
        "afdoeningen in alle sporen",
        total("ind.inwilligingen", "ind.afwijzingen", "ind.spoor1.claimakkoord", "ind.asiel.zonder_beslissing"),
        "Inwilligingen, afwijzingen, claimakkoorden en afdoeningen zonder beslissing; wie van spoor wisselt is niet "
        "afgedaan en telt pas mee in het volgende spoor.",
        memo=True,
        subject="het aantal afdoeningen in alle sporen",
    ),
)

SHARES = (
    IND.share(
        "ind.inwilligingspercentage_spoor4",
        "inwilligingspercentage spoor 4 (inhoudelijk)",
        Ratio(ref("ind.spoor4.inwilligingen"), ref("ind.spoor4.beslissingen"), Plan("spoor4", PERCENTAGE)),
        "Inwilligingen gedeeld door beslissingen in spoor 4: de definitie van de invoer.",
        subject="het inwilligingspercentage in spoor 4",
        short="inwilligingspercentage spoor 4",
    ),
    IND.share(
        "ind.inwilligingspercentage_eu",
        "inwilligingspercentage (EU-definitie)",
        Ratio(ref("ind.inwilligingen"), ref("ind.beslissingen_eu"), Plan("spoor4", PERCENTAGE)),
        "Inwilligingen gedeeld door alle inhoudelijke beslissingen in eerste aanleg, spoor 2 meegeteld.",
        subject="het inwilligingspercentage volgens de EU-definitie",
    ),
    IND.share(
        "ind.inwilligingspercentage_aa_va",
        "inwilligingspercentage (AA/VA)",
        Ratio(ref("ind.inwilligingen"), ref("ind.afdoeningen_aa_va"), Plan("spoor4", PERCENTAGE)),
        "Inwilligingen gedeeld door alle afdoeningen in de algemene en verlengde procedure, ook zonder beslissing.",
        subject="het inwilligingspercentage in de algemene en verlengde procedure",
    ),
    IND.share(
        "ind.inwilligingspercentage_alle_sporen",
        "inwilligingspercentage (alle sporen)",
        Ratio(ref("ind.inwilligingen"), ref("ind.afdoeningen_alle_sporen"), Plan("spoor4", PERCENTAGE)),
        "Inwilligingen gedeeld door alle afdoeningen in alle sporen, claimakkoorden (Dublin) meegeteld.",
        subject="het inwilligingspercentage in alle sporen",
    ),
)

LEAVING = tuple(
    IN_TRACK[track].flow(
        f"ind.{track}.uitstroom",
        "uitstroom",
        total(f"ind.{track}.beslissingen", f"ind.{track}.zonder_beslissing"),
        f"{label}: beslissingen en afdoeningen zonder beslissing.",
    )
    for track, label in TRACKS.items()
)


def _older(track: str, months: int) -> Expr:
    classes = tuple((age, f"ind.{track}.voorraad_ouder_{age}") for age in AGES if age <= months)
    stock, inflow, outflow = (f"ind.{track}.{what}" for what in ("voorraad", "instroom", "uitstroom"))
    return OlderThan(stock, inflow, outflow, months, Param("aandeel_naar_rato"), classes)


def _older_subject(part: Part, months: int) -> str:
    old = f"ouder dan {months} maanden"
    return (
        f"het aantal openstaande {part.cases} {old}"
        if part.cases
        else f"het aantal openstaande zaken {old} in {part.place}"
    )


AGED = tuple(
    IN_TRACK[track].stock(
        f"ind.{track}.voorraad_ouder_{months}",
        f"voorraad ouder dan {months} maanden",
        _older(track, months),
        f"{label}: openstaande zaken die langer dan {months} maanden wachten.",
        memo=True,
        subject=_older_subject(IN_TRACK[track], months),
        short=f"{IN_TRACK[track].name}, ouder dan {months} maanden",
    )
    for track, label in TRACKS.items()
    for months in AGES
)

NESTED: tuple[Nested, ...] = tuple(
    ((f"ind.{track}.voorraad_ouder_{old}",), (f"ind.{track}.voorraad{younger}",))
    for track in TRACKS
    for old, younger in zip(AGES, ("", *(f"_ouder_{age}" for age in AGES)), strict=False)
)

TERMS = tuple(
    node
    for track, label in TRACKS.items()
    for node in (
        IN_TRACK[track].term(
            f"ind.{track}.doorlooptijd",
            "doorlooptijd",
            TimeInStock(f"ind.{track}.voorraad", f"ind.{track}.instroom", f"ind.{track}.uitstroom"),
            f"{label}: maanden tussen instroom en uitstroom van wie nu uitstroomt; oudste eerst behandeld.",
            short=f"doorlooptijd {IN_TRACK[track].name}, maanden",
        ),
        IN_TRACK[track].term(
            f"ind.{track}.afbouwtijd",
            "afbouwtijd",
            ClearanceTime(f"ind.{track}.voorraad", f"ind.{track}.uitstroom"),
            f"{label}: voorraad gedeeld door de uitstroom van de maand; iets anders dan de doorlooptijd.",
        ),
    )
)

BALANCE = Balance(
    "IND asiel, alle sporen",
    "ind.asiel.voorraad",
    ("ind.asiel.instroom",),
    ("ind.asiel.zonder_beslissing", "ind.asiel.beslissingen"),
)

CASES_OUT = (*CASES_LEAVING, "ind.inwilligingen", "ind.dublin_overdrachten", "ind.dublin_mob")
"""Cases that leave the procedure, apart from those finally refused."""

SECTIONS = (
    Section(
        "ind_asiel",
        "asiel",
        "IND, asielzaken per jaar",
        table=(
            "ind.asiel.instroom",
            "ind.asiel.beslissingen",
            "ind.asiel.zonder_beslissing",
            "ind.asiel.voorraad",
            "ind.spoor4.voorraad_ouder_15",
            "ind.spoor4.doorlooptijd",
            "ind.spoor4.afbouwtijd",
        ),
        view=View("ind.asiel.instroom", "ind.asiel.beslissingen", "ind.asiel.voorraad"),
        one_page=(
            "ind.asiel.instroom",
            "ind.asiel.beslissingen",
            "ind.asiel.zonder_beslissing",
            "ind.inwilligingen",
            "ind.afwijzingen",
            "ind.inwilligingspercentage_spoor4",
            "ind.asiel.voorraad",
            "ind.spoor4.voorraad",
            "ind.spoor4.voorraad_ouder_15",
            "ind.spoor4.doorlooptijd",
            "ind.dublin_overdrachten",
            "ind.dublin_voorraad",
        ),
    ),
    Section(
        "ind_percentages",
        "asiel",
        "IND, inwilligingspercentages naar definitie",
        table=(
            "ind.inwilligingspercentage_spoor4",
            "ind.inwilligingspercentage_eu",
            "ind.inwilligingspercentage_aa_va",
            "ind.inwilligingspercentage_alle_sporen",
        ),
    ),
    Section(
        "ind_sporen",
        "asiel",
        "IND, asielzaken per spoor en jaar",
        table=(
            "ind.spoor1.instroom",
            "ind.spoor1.beslissingen",
            "ind.spoor1.zonder_beslissing",
            "ind.spoor1.voorraad",
            "ind.spoor2.instroom",
            "ind.spoor2.beslissingen",
            "ind.spoor2.zonder_beslissing",
            "ind.spoor2.voorraad",
            "ind.spoor4.instroom",
            "ind.spoor4.beslissingen",
            "ind.spoor4.zonder_beslissing",
            "ind.spoor4.voorraad",
            "ind.herhaald.instroom",
            "ind.herhaald.beslissingen",
            "ind.herhaald.zonder_beslissing",
            "ind.herhaald.voorraad",
        ),
    ),
    Section(
        "ind_dublin",
        "asiel",
        "IND, Dublinzaken na het claimakkoord per jaar",
        table=(
            "ind.spoor1.claimakkoord",
            "ind.dublin_overdrachten",
            "ind.dublin_mob",
            "ind.doorstroom_1_4_na_termijn",
            "ind.dublin_voorraad",
        ),
    ),
)

PIECE = Piece(
    (*OUTCOMES, *TOTALS, *WHOLES, *SHARES, *LEAVING, *AGED, *TERMS),
    PARAMETERS,
    plan=PLAN,
    balances=(BALANCE,),
    nested=NESTED,
    sections=SECTIONS,
)
