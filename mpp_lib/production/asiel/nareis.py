"""Family reunification: requests after grants to main persons, decisions, and arrivals.

Source: docs/methode-keten.md, *Nareis*.
"""

from mpp_lib.base.catalogue import KernelSpec, PlanSpec
from mpp_lib.production.blocks import Named, Part, QueueNames, Road, queue, transit
from mpp_lib.production.chain_part import Piece, monthly_share, ratio, share
from mpp_lib.production.expression import ClearanceTime, Delay, Param, Plan, Ratio, TimeInStock, ref, total
from mpp_lib.production.node import Balance
from mpp_lib.production.section import Section, View

IND = Part("asiel", "personen", cases="nareisaanvragen")
ASIEL = Part("asiel", "personen")
BZ = Part("asiel", "personen")

PARAMETERS = (
    ratio("nareis_per_inwilliging", "Nareisaanvragen per inwilliging", "personen per inwilliging", 10.0),
    monthly_share("uitval_nareis", "Nareis: vertrek zonder beslissing"),
    share("nareis_inreis", "Aandeel van de nareisinwilligingen dat inreist"),
)
KERNELS = (
    KernelSpec("nareis_aanvraag", "Inwilliging tot nareisaanvraag"),
    KernelSpec("nareis_inreis", "Nareisinwilliging tot inreis of verval"),
)
PLAN = (
    PlanSpec("nareis", "capaciteit", "Nareis: capaciteit", "personen per maand"),
    PlanSpec("nareis", "inwilligingspercentage", "Nareis: inwilligingspercentage", "aandeel", 0.0, 1.0),
)
PERCENTAGE = Plan("nareis", "inwilligingspercentage")

REQUESTS = IND.delayed(
    "ind.nareis.aanvragen",
    "nareisaanvragen",
    Param("nareis_per_inwilliging") * Delay("nareis_aanvraag", "ind.inwilligingen"),
    "Gezinsleden voor wie nareis wordt aangevraagd, na een inwilliging aan een hoofdpersoon.",
    subject="het aantal nareisaanvragen",
)

WAITING, WAITING_BALANCE = queue(
    IND,
    QueueNames(
        "Nareis",
        "ind.nareis.aanvragen",
        handled=Named(
            "ind.nareis.beslissingen",
            "beslissingen",
            subject="het aantal nareisbeslissingen",
            short="nareisbeslissingen",
        ),
        withdrawn=Named("ind.nareis.zonder_beslissing", "afgedaan zonder beslissing"),
        stock=Named(
            "ind.nareis.voorraad",
            "voorraad",
            subject="de nareisvoorraad bij de IND",
            short="nareisvoorraad",
            definition="Gezinsleden van wie de nareisaanvraag openstaat, aan het einde van de maand.",
        ),
    ),
    capacity=Plan("nareis", "capaciteit"),
    leaving=Param("uitval_nareis"),
)

OUTCOMES = (
    IND.flow(
        "ind.nareis.inwilligingen",
        "nareisinwilligingen",
        PERCENTAGE * ref("ind.nareis.beslissingen"),
        "Gezinsleden voor wie nareis is ingewilligd.",
        subject="het aantal nareisinwilligingen",
    ),
    IND.share(
        "ind.nareis.inwilligingspercentage",
        "inwilligingspercentage nareis",
        Ratio(ref("ind.nareis.inwilligingen"), ref("ind.nareis.beslissingen"), PERCENTAGE),
        "Inwilligingen gedeeld door beslissingen op nareisaanvragen.",
        subject="het inwilligingspercentage van nareisaanvragen",
    ),
    BZ.flow(
        "bz.mvv_nareis",
        "mvv nareis",
        total("ind.nareis.inwilligingen"),
        "Machtigingen tot voorlopig verblijf die de posten voor nareis afgeven.",
        subject="het aantal mvv's voor nareis",
    ),
    IND.flow(
        "ind.nareis.uitstroom",
        "uitstroom",
        total("ind.nareis.beslissingen", "ind.nareis.zonder_beslissing"),
        "Nareis: beslissingen en afdoeningen zonder beslissing.",
    ),
    IND.term(
        "ind.nareis.doorlooptijd",
        "doorlooptijd",
        TimeInStock("ind.nareis.voorraad", "ind.nareis.aanvragen", "ind.nareis.uitstroom"),
        "Nareis: maanden tussen aanvraag en uitstroom van wie nu uitstroomt; oudste eerst behandeld.",
    ),
    IND.term(
        "ind.nareis.afbouwtijd",
        "afbouwtijd",
        ClearanceTime("ind.nareis.voorraad", "ind.nareis.uitstroom"),
        "Nareis: voorraad gedeeld door de uitstroom van de maand.",
    ),
)

TRAVEL, TRAVEL_BALANCE = transit(
    IND,
    Named(
        "ind.nareis.verleend_nog_niet_ingereisd",
        "verleend, nog niet ingereisd",
        subject="het aantal nog niet ingereisde nareizigers",
        short="nareis verleend, niet ingereisd",
    ),
    "Gezinsleden met een inwilliging die nog niet zijn ingereisd en van wie het recht niet is vervallen.",
    "ind.nareis.inwilligingen",
    (
        Road(
            "asiel.instroom_nareis",
            "ingereisde nareizigers",
            subject="het aantal ingereisde nareizigers",
            kernel="nareis_inreis",
            definition="Gezinsleden van statushouders, geteld bij inreis.",
            share=Param("nareis_inreis"),
        ),
        Road(
            "ind.nareis.vervallen",
            "vervallen nareisinwilligingen",
            kernel="nareis_inreis",
            definition="Inwilligingen waarvan geen gebruik wordt gemaakt.",
            share=1 - Param("nareis_inreis"),
            subject="het aantal vervallen nareisinwilligingen",
        ),
    ),
)

UNTIL_ARRIVAL = IND.stock(
    "ind.nareis.voorraad_tot_inreis",
    "voorraad, met wie nog moet inreizen",
    total("ind.nareis.voorraad", "ind.nareis.verleend_nog_niet_ingereisd"),
    "Gezinsleden van wie de nareisaanvraag openstaat of is ingewilligd, en die nog niet zijn ingereisd.",
    opening=None,
    memo=True,
    subject="de nareisvoorraad met wie nog moet inreizen",
)
UNTIL_ARRIVAL_BALANCE = Balance(
    "Nareis, van aanvraag tot inreis",
    UNTIL_ARRIVAL.id,
    ("ind.nareis.aanvragen", "ind.nareis.inwilligingen"),
    ("ind.nareis.zonder_beslissing", "ind.nareis.beslissingen", "asiel.instroom_nareis", "ind.nareis.vervallen"),
)

SECTION = Section(
    "ind_nareis",
    "asiel",
    "IND, nareis per jaar",
    table=(
        "ind.nareis.aanvragen",
        "ind.nareis.beslissingen",
        "ind.nareis.inwilligingen",
        "ind.nareis.zonder_beslissing",
        "ind.nareis.voorraad",
        "asiel.instroom_nareis",
        "ind.nareis.vervallen",
        "ind.nareis.verleend_nog_niet_ingereisd",
        "ind.nareis.voorraad_tot_inreis",
    ),
    defined=("ind.nareis.voorraad", "ind.nareis.voorraad_tot_inreis"),
    view=View("ind.nareis.aanvragen", "ind.nareis.beslissingen", "ind.nareis.voorraad"),
    one_page=(
        "ind.nareis.aanvragen",
        "ind.nareis.beslissingen",
        "ind.nareis.voorraad",
        "ind.nareis.verleend_nog_niet_ingereisd",
    ),
)

PIECE = Piece(
    (REQUESTS, *WAITING, *OUTCOMES, *TRAVEL, UNTIL_ARRIVAL),
    PARAMETERS,
    KERNELS,
    PLAN,
    (WAITING_BALANCE, TRAVEL_BALANCE, UNTIL_ARRIVAL_BALANCE),
    sections=(SECTION,),
)
