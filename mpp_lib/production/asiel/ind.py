"""IND asiel: the four tracks, Dublin, and what flows from one track to another.

Source: docs/methode-keten.md, *IND asiel*.
"""

from mpp_lib.base.catalogue import KernelSpec, PlanSpec
from mpp_lib.production.blocks import Named, Part, QueueNames, Road, queue, transit
from mpp_lib.production.chain_part import Piece, monthly_share, per_month, share
from mpp_lib.production.expression import Expr, Param, Plan, ref, total
from mpp_lib.production.node import Limit, Node

IND = Part("asiel", "zaken")

TRACKS = {
    "spoor1": "Spoor 1 (Dublin)",
    "spoor2": "Spoor 2 (veilig land of bescherming elders)",
    "spoor4": "Spoor 4 (algemene en verlengde procedure)",
    "herhaald": "Herhaalde aanvragen",
}
IN_TRACK = {
    "spoor1": Part("asiel", "zaken", "spoor 1", place="spoor 1"),
    "spoor2": Part("asiel", "zaken", "spoor 2", place="spoor 2"),
    "spoor4": Part("asiel", "zaken", "spoor 4", place="spoor 4"),
    "herhaald": Part("asiel", "zaken", "herhaalde aanvragen", cases="herhaalde asielaanvragen"),
}
CASES_LEAVING = tuple(f"ind.{track}.zonder_beslissing" for track in TRACKS)

PARAMETERS = (
    share("aandeel_spoor1", "Aandeel van de eerste aanvragen naar spoor 1 (Dublin)"),
    share("aandeel_spoor2", "Aandeel van de eerste aanvragen naar spoor 2"),
    per_month("instroom_heropend", "Heropende zaken en inkomende Dublinclaimanten", "zaken"),
    *(monthly_share(f"uitval_{track}", f"{label}: vertrek zonder beslissing") for track, label in TRACKS.items()),
    share("aandeel_claimakkoord", "Aandeel van de beslissingen in spoor 1 met een claimakkoord"),
    share("doorstroom_spoor2", "Aandeel van de beslissingen in spoor 2 dat naar spoor 4 doorstroomt"),
)

KERNELS = (
    KernelSpec("dublin_overdracht", "Claimakkoord tot overdracht", group="dublin", total=None),
    KernelSpec("dublin_mob", "Claimakkoord tot vertrek met onbekende bestemming", group="dublin", total=None),
    KernelSpec("dublin_terug", "Claimakkoord tot opname in spoor 4", first_lag=1, group="dublin", total=None),
)

PLAN = tuple(
    PlanSpec(track, "capaciteit", f"{label}: capaciteit", "zaken per maand") for track, label in TRACKS.items()
)


def _inflow(track: str, formula: Expr, definition: str) -> Node:
    return IN_TRACK[track].flow(f"ind.{track}.instroom", "instroom", formula, f"{TRACKS[track]}: {definition}")


INFLOW = (
    _inflow(
        "spoor1", Param("aandeel_spoor1") * ref("asiel.instroom_eerste"), "eerste aanvragen met een Dublin-aanwijzing."
    ),
    _inflow(
        "spoor2",
        Param("aandeel_spoor2") * ref("asiel.instroom_eerste"),
        "eerste aanvragen uit een veilig land of met bescherming elders.",
    ),
    _inflow("herhaald", total("asiel.instroom_herhaald"), "aanvragen na een eerdere procedure."),
    _inflow(
        "spoor4",
        (1 - Param("aandeel_spoor1") - Param("aandeel_spoor2")) * ref("asiel.instroom_eerste")
        + total(
            "asiel.herplaatsing",
            "ind.spoor4.heropend",
            "ind.doorstroom_1_4",
            "ind.doorstroom_2_4",
            "ind.spoor4.opnieuw_na_gegrond",
            "oekraine.naar_asiel",
        ),
        "overige eerste aanvragen, herplaatsing, heropende zaken, doorstroom uit spoor 1 en 2, zaken die na een "
        "gegrond beroep opnieuw worden beslist en ontheemden uit Oekraïne die asiel aanvragen.",
    ),
)

ON_ONE_PAGE = {"spoor4": "waarvan spoor 4"}


def _waiting(track: str) -> Named:
    subject = f"{IN_TRACK[track].sentence_name('voorraad')} bij de IND"
    return Named(f"ind.{track}.voorraad", "voorraad", subject, ON_ONE_PAGE.get(track, ""))


QUEUES = tuple(
    queue(
        IN_TRACK[track],
        QueueNames(
            label,
            f"ind.{track}.instroom",
            handled=Named(f"ind.{track}.beslissingen", "beslissingen"),
            withdrawn=Named(f"ind.{track}.zonder_beslissing", "afgedaan zonder beslissing"),
            stock=_waiting(track),
        ),
        capacity=Plan(track, "capaciteit"),
        leaving=Param(f"uitval_{track}"),
    )
    for track, label in TRACKS.items()
)

BETWEEN = (
    IND.flow(
        "ind.spoor4.heropend",
        "heropende zaken en inkomende Dublinclaimanten",
        Param("instroom_heropend"),
        "Zaken die zonder nieuwe eerste aanvraag in spoor 4 komen.",
        realised=True,
        subject="het aantal heropende zaken en inkomende Dublinclaimanten",
    ),
    IND.flow(
        "ind.spoor4.opnieuw_na_gegrond",
        "opnieuw te beslissen na gegrond beroep",
        total("rvdr.asiel.gegrond"),
        "Zaken die na een gegrond beroep terugkomen in spoor 4.",
        subject="het aantal opnieuw te beslissen asielzaken na gegrond beroep",
    ),
    IND.flow(
        "ind.spoor1.claimakkoord",
        "claimakkoorden",
        Param("aandeel_claimakkoord") * ref("ind.spoor1.beslissingen"),
        "Dublinzaken waarin een andere lidstaat de overname aanvaardt.",
        subject="het aantal claimakkoorden in spoor 1",
    ),
    IND.flow(
        "ind.doorstroom_1_4_direct",
        "doorstroom spoor 1 naar 4 zonder claimakkoord",
        ref("ind.spoor1.beslissingen") - ref("ind.spoor1.claimakkoord"),
        "Beslissingen in spoor 1 zonder claimakkoord: de aanvraag wordt in spoor 4 behandeld.",
        subject="de doorstroom van spoor 1 naar spoor 4 zonder claimakkoord",
    ),
    IND.flow(
        "ind.doorstroom_1_4",
        "doorstroom spoor 1 naar 4",
        total("ind.doorstroom_1_4_direct", "ind.doorstroom_1_4_na_termijn"),
        "Zaken die van spoor 1 naar spoor 4 gaan, direct of na het verlopen van de overdrachtstermijn.",
        subject="de doorstroom van spoor 1 naar spoor 4",
    ),
    IND.flow(
        "ind.doorstroom_2_4",
        "doorstroom spoor 2 naar 4",
        Param("doorstroom_spoor2") * ref("ind.spoor2.beslissingen"),
        "Zaken die van spoor 2 naar spoor 4 gaan.",
        subject="de doorstroom van spoor 2 naar spoor 4",
    ),
)

DUBLIN, DUBLIN_BALANCE = transit(
    IND,
    Named(
        "ind.dublin_voorraad",
        "Dublinzaken in afwachting van overdracht",
        subject="het aantal Dublinzaken in afwachting van overdracht",
        short="Dublin, wacht op overdracht",
    ),
    "Zaken met een claimakkoord die nog niet zijn overgedragen, vertrokken of in spoor 4 opgenomen.",
    "ind.spoor1.claimakkoord",
    (
        Road(
            "ind.dublin_overdrachten",
            "overdrachten",
            short="Dublinoverdrachten",
            kernel="dublin_overdracht",
            definition="Overgedragen aan een andere lidstaat.",
            subject="het aantal Dublinoverdrachten",
        ),
        Road(
            "ind.dublin_mob",
            "vertrek met onbekende bestemming",
            kernel="dublin_mob",
            definition="Na een claimakkoord uit beeld geraakt.",
            subject="het vertrek met onbekende bestemming na een claimakkoord",
        ),
        Road(
            "ind.doorstroom_1_4_na_termijn",
            "doorstroom spoor 1 naar 4 na termijn",
            kernel="dublin_terug",
            definition="Overdrachtstermijn verlopen: de aanvraag wordt alsnog in spoor 4 behandeld.",
            subject="de doorstroom van spoor 1 naar spoor 4 na afloop van de overdrachtstermijn",
        ),
    ),
)

PIECE = Piece(
    nodes=(*INFLOW, *(node for nodes, _ in QUEUES for node in nodes), *BETWEEN, *DUBLIN),
    parameters=PARAMETERS,
    kernels=KERNELS,
    plan=PLAN,
    balances=(*(balance for _, balance in QUEUES), DUBLIN_BALANCE),
    limits=(Limit(("aandeel_spoor1", "aandeel_spoor2"), 1.0),),
)
