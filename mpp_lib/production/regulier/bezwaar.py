"""Objection: refusals on which the IND decides once more, and what becomes final.

Source: docs/methode-regulier-bewaring.md, *Bezwaar*.
"""

from mpp_lib.base.catalogue import KernelSpec
from mpp_lib.production.blocks import Named, Part, QueueNames, Road, queue, transit
from mpp_lib.production.chain_part import Piece, monthly_share, per_month, share
from mpp_lib.production.expression import Param, ref, total
from mpp_lib.production.section import Section, View

IND = Part("regulier", "zaken")

PARAMETERS = (
    share("bezwaar_aandeel", "Aandeel van de afwijzingen regulier waartegen bezwaar wordt gemaakt"),
    monthly_share("bezwaar_intrekking", "Intrekking van bezwaren"),
    per_month("bezwaar_capaciteit", "Capaciteit IND voor bezwaren", "zaken"),
    share("bezwaar_gegrond", "Aandeel gegronde bezwaren"),
    share("regulier_beroep_aandeel", "Aandeel van de ongegronde bezwaren waartegen beroep wordt ingesteld"),
    share("regulier_naar_dtv", "Aandeel van de definitieve afwijzingen regulier dat bij de DT&V instroomt"),
)
KERNELS = (
    KernelSpec("bezwaartermijn", "Afwijzing regulier tot bezwaar of berusting"),
    KernelSpec("regulier_beroepstermijn", "Ongegrond bezwaar tot beroep of berusting", first_lag=1),
)

OBJECTING, OBJECTING_BALANCE = transit(
    IND,
    Named(
        "ind.in_bezwaartermijn",
        "afgewezen, bezwaartermijn loopt",
        subject="het aantal afgewezen aanvragen regulier binnen de bezwaartermijn",
    ),
    "Afgewezen aanvragen waarvan nog niet vaststaat of er bezwaar komt.",
    "ind.regulier.afwijzingen",
    (
        Road(
            "ind.bezwaartermijn_verstreken",
            "bezwaartermijn verstreken",
            kernel="bezwaartermijn",
            definition="Afgewezen aanvragen waarvan vaststaat of er bezwaar komt.",
            subject="het aantal afwijzingen regulier waarvan de bezwaartermijn is verstreken",
        ),
    ),
)

INFLOW = (
    IND.flow(
        "ind.bezwaar.nieuw",
        "nieuwe bezwaren",
        Param("bezwaar_aandeel") * ref("ind.bezwaartermijn_verstreken"),
        "Bezwaren tegen een afwijzing regulier.",
        subject="het aantal nieuwe bezwaren",
    ),
    IND.flow(
        "ind.bezwaar.opnieuw_na_gegrond",
        "opnieuw te beslissen na gegrond beroep",
        total("rvdr.regulier.gegrond"),
        "Bezwaren waarop de IND na een gegrond beroep opnieuw beslist.",
        subject="het aantal opnieuw te beslissen bezwaren na gegrond beroep",
    ),
    IND.flow(
        "ind.bezwaar.instroom",
        "instroom bezwaren",
        total("ind.bezwaar.nieuw", "ind.bezwaar.opnieuw_na_gegrond"),
        "Nieuwe bezwaren en bezwaren waarop opnieuw moet worden beslist.",
        subject="de instroom van bezwaren bij de IND",
    ),
)

WAITING, WAITING_BALANCE = queue(
    IND,
    QueueNames(
        "Bezwaar",
        "ind.bezwaar.instroom",
        handled=Named(
            "ind.bezwaar.beslissingen",
            "beslissingen",
            subject="het aantal beslissingen op bezwaar",
            short="beslissingen op bezwaar",
        ),
        withdrawn=Named("ind.bezwaar.ingetrokken", "ingetrokken bezwaren", subject="het aantal ingetrokken bezwaren"),
        stock=Named(
            "ind.bezwaar.voorraad", "voorraad", subject="de voorraad bezwaren bij de IND", short="voorraad bezwaren"
        ),
    ),
    capacity=Param("bezwaar_capaciteit"),
    leaving=Param("bezwaar_intrekking"),
)

OUTCOMES = (
    IND.flow(
        "ind.bezwaar.gegrond",
        "gegronde bezwaren",
        Param("bezwaar_gegrond") * ref("ind.bezwaar.beslissingen"),
        "Bezwaren waarop de IND alsnog verleent.",
        subject="het aantal gegronde bezwaren",
    ),
    IND.flow(
        "ind.bezwaar.ongegrond",
        "ongegronde bezwaren",
        ref("ind.bezwaar.beslissingen") - ref("ind.bezwaar.gegrond"),
        "Bezwaren waarbij de afwijzing in stand blijft.",
        subject="het aantal ongegronde bezwaren",
    ),
)

APPEALING, APPEALING_BALANCE = transit(
    IND,
    Named(
        "ind.bezwaar.in_beroepstermijn",
        "bezwaar ongegrond, beroepstermijn loopt",
        subject="het aantal ongegronde bezwaren binnen de beroepstermijn",
    ),
    "Ongegronde bezwaren waarvan nog niet vaststaat of er beroep komt.",
    "ind.bezwaar.ongegrond",
    (
        Road(
            "ind.bezwaar.beroepstermijn_verstreken",
            "beroepstermijn verstreken",
            kernel="regulier_beroepstermijn",
            definition="Ongegronde bezwaren waarvan vaststaat of er beroep komt.",
            subject="het aantal ongegronde bezwaren waarvan de beroepstermijn is verstreken",
        ),
    ),
)

FINAL = IND.flow(
    "ind.regulier.definitief_afgewezen",
    "definitief afgewezen",
    ref("ind.bezwaartermijn_verstreken")
    - ref("ind.bezwaar.nieuw")
    + ref("ind.bezwaar.ingetrokken")
    + ref("ind.bezwaar.beroepstermijn_verstreken")
    - ref("rvdr.regulier.instroom")
    + total("rvdr.regulier.ingetrokken", "rvdr.regulier.ongegrond"),
    "Afwijzingen zonder bezwaar of beroep, of met een ingetrokken of ongegrond bezwaar of beroep.",
    short="definitief afgewezen",
    subject="het aantal definitieve afwijzingen regulier",
)

SECTION = Section(
    "bezwaar",
    "regulier",
    "Bezwaar regulier per jaar",
    table=(
        "ind.bezwaar.nieuw",
        "ind.bezwaar.opnieuw_na_gegrond",
        "ind.bezwaar.instroom",
        "ind.bezwaar.ingetrokken",
        "ind.bezwaar.beslissingen",
        "ind.bezwaar.gegrond",
        "ind.bezwaar.voorraad",
        "ind.regulier.definitief_afgewezen",
        "dtv.instroom_ind_regulier",
    ),
    view=View("ind.bezwaar.instroom", "ind.bezwaar.beslissingen", "ind.bezwaar.voorraad"),
    one_page=(
        "ind.bezwaar.instroom",
        "ind.bezwaar.ingetrokken",
        "ind.bezwaar.beslissingen",
        "ind.bezwaar.gegrond",
        "ind.bezwaar.voorraad",
        "ind.regulier.definitief_afgewezen",
        "dtv.instroom_ind_regulier",
    ),
)

PIECE = Piece(
    nodes=(*OBJECTING, *INFLOW, *WAITING, *OUTCOMES, *APPEALING, FINAL),
    parameters=PARAMETERS,
    kernels=KERNELS,
    balances=(OBJECTING_BALANCE, WAITING_BALANCE, APPEALING_BALANCE),
    sections=(SECTION,),
)
