"""Courts, asylum: appeal after refusal, what comes back, what becomes final, and higher appeal.

Source: docs/methode-keten.md, *Rechtspraak*.
"""

from mpp_lib.base.catalogue import KernelSpec
from mpp_lib.production.beroep import higher_appeal
from mpp_lib.production.blocks import Named, Part, QueueNames, Road, queue, transit
from mpp_lib.production.chain_part import Piece, monthly_share, per_month, share
from mpp_lib.production.expression import Param, ref, total
from mpp_lib.production.section import Section, View

IND = Part("asiel", "zaken")
RVDR = Part("asiel", "zaken")

PARAMETERS = (
    share("beroep_aandeel", "Aandeel van de afwijzingen waartegen beroep wordt ingesteld"),
    monthly_share("beroep_intrekking", "Intrekking van asielberoepen"),
    share("beroep_gegrond", "Aandeel gegronde asielberoepen"),
    per_month("rechtbank_capaciteit", "Capaciteit rechtbanken, inhoudelijke asielberoepen", "zaken"),
    per_month("rechtbank_capaciteit_overig", "Capaciteit rechtbanken, beroepen niet-tijdig en Dublin", "zaken"),
    monthly_share("beroep_niet_tijdig", "Beroepen niet-tijdig per zaak ouder dan 15 maanden"),
    share("beroep_dublin", "Aandeel van de claimakkoorden waartegen beroep wordt ingesteld"),
    share("hoger_beroep_na_ongegrond", "Hoger beroep na een ongegrond beroep (vreemdeling)"),
    share("hoger_beroep_na_gegrond", "Hoger beroep na een gegrond beroep (IND)"),
    per_month("rvs_capaciteit", "Capaciteit Raad van State, asiel", "zaken"),
    share("hoger_beroep_gegrond", "Aandeel gegronde hoger beroepen"),
)

KERNELS = (
    KernelSpec("beroepstermijn", "Afwijzing tot beroep of berusting", first_lag=1),
    KernelSpec("hoger_beroepstermijn", "Uitspraak tot hoger beroep"),
)

DECIDING, DECIDING_BALANCE = transit(
    IND,
    Named(
        "ind.in_beroepstermijn",
        "afgewezen, beroepstermijn loopt",
        subject="het aantal afgewezen asielzaken binnen de beroepstermijn",
    ),
    "Afgewezen zaken waarvan nog niet vaststaat of er beroep komt.",
    "ind.afwijzingen",
    (
        Road(
            "ind.beroepstermijn_verstreken",
            "beroepstermijn verstreken",
            kernel="beroepstermijn",
            definition="Afgewezen zaken waarvan vaststaat of er beroep komt.",
            subject="het aantal asielzaken waarvan de beroepstermijn is verstreken",
        ),
    ),
)

APPEAL = (
    RVDR.flow(
        "rvdr.asiel.instroom_inhoudelijk",
        "instroom beroepen, inhoudelijk",
        Param("beroep_aandeel") * ref("ind.beroepstermijn_verstreken"),
        "Beroepen tegen een inhoudelijke afwijzing.",
        subject="het aantal nieuwe inhoudelijke asielberoepen",
    ),
    RVDR.flow(
        "rvdr.asiel.gegrond",
        "gegronde beroepen",
        Param("beroep_gegrond") * ref("rvdr.asiel.uitspraken_inhoudelijk"),
        "Uitspraken op inhoudelijke beroepen waarna de IND opnieuw beslist.",
        subject="het aantal gegronde asielberoepen",
    ),
    RVDR.flow(
        "rvdr.asiel.ongegrond",
        "ongegronde beroepen",
        ref("rvdr.asiel.uitspraken_inhoudelijk") - ref("rvdr.asiel.gegrond"),
        "Uitspraken op inhoudelijke beroepen waarbij de afwijzing in stand blijft.",
        subject="het aantal ongegronde asielberoepen",
    ),
    IND.flow(
        "ind.definitief_afgewezen",
        "definitief afgewezen",
        ref("ind.beroepstermijn_verstreken")
        - ref("rvdr.asiel.instroom_inhoudelijk")
        + total("rvdr.asiel.ingetrokken", "rvdr.asiel.ongegrond"),
        "Zaken zonder beroep, met een ingetrokken of ongegrond beroep: naar de DT&V.",
        subject="het aantal definitief afgewezen asielzaken",
    ),
)

APPEAL_QUEUE, APPEAL_BALANCE = queue(
    RVDR,
    QueueNames(
        "Inhoudelijke asielberoepen",
        "rvdr.asiel.instroom_inhoudelijk",
        handled=Named(
            "rvdr.asiel.uitspraken_inhoudelijk",
            "uitspraken, inhoudelijk",
            subject="het aantal uitspraken op inhoudelijke asielberoepen",
        ),
        withdrawn=Named(
            "rvdr.asiel.ingetrokken",
            "ingetrokken beroepen, inhoudelijk",
            subject="het aantal ingetrokken inhoudelijke asielberoepen",
        ),
        stock=Named(
            "rvdr.asiel.voorraad_inhoudelijk",
            "voorraad, inhoudelijk",
            subject="de voorraad inhoudelijke asielberoepen bij de rechtbanken",
        ),
    ),
    capacity=Param("rechtbank_capaciteit"),
    leaving=Param("beroep_intrekking"),
)

WORKLOAD = (
    RVDR.flow(
        "rvdr.asiel.instroom_niet_tijdig",
        "instroom beroepen, niet tijdig beslist",
        Param("beroep_niet_tijdig") * ref("ind.spoor4.voorraad_ouder_15", 1),
        "Beroepen tegen het uitblijven van een beslissing: werk voor de rechtbank, geen nieuwe asielzaak.",
        subject="het aantal nieuwe beroepen wegens niet tijdig beslissen",
    ),
    RVDR.flow(
        "rvdr.asiel.instroom_dublin",
        "instroom beroepen, Dublin",
        Param("beroep_dublin") * ref("ind.spoor1.claimakkoord"),
        "Beroepen tegen een Dublinbesluit: werk voor de rechtbank, geen nieuwe asielzaak.",
        subject="het aantal nieuwe beroepen in Dublinzaken",
    ),
    RVDR.flow(
        "rvdr.asiel.instroom_overig",
        "instroom beroepen, niet tijdig en Dublin",
        total("rvdr.asiel.instroom_niet_tijdig", "rvdr.asiel.instroom_dublin"),
        "Beroepen niet-tijdig en Dublin samen.",
        subject="het aantal nieuwe beroepen niet-tijdig en Dublin",
    ),
)

WORKLOAD_QUEUE, WORKLOAD_BALANCE = queue(
    RVDR,
    QueueNames(
        "Beroepen niet-tijdig en Dublin",
        "rvdr.asiel.instroom_overig",
        handled=Named(
            "rvdr.asiel.uitspraken_overig",
            "uitspraken, niet tijdig en Dublin",
            subject="het aantal uitspraken op beroepen niet-tijdig en Dublin",
        ),
        withdrawn=Named(
            "rvdr.asiel.ingetrokken_overig",
            "ingetrokken beroepen, niet tijdig en Dublin",
            subject="het aantal ingetrokken beroepen niet-tijdig en Dublin",
        ),
        stock=Named(
            "rvdr.asiel.voorraad_overig",
            "voorraad, niet tijdig en Dublin",
            subject="de voorraad beroepen niet-tijdig en Dublin bij de rechtbanken",
        ),
    ),
    capacity=Param("rechtbank_capaciteit_overig"),
    leaving=Param("beroep_intrekking"),
)

COURT_TOTALS = (
    RVDR.flow(
        "rvdr.asiel.instroom",
        "instroom beroepen",
        total("rvdr.asiel.instroom_inhoudelijk", "rvdr.asiel.instroom_overig"),
        "Alle asielberoepen: inhoudelijk, niet-tijdig en Dublin.",
        subject="het aantal nieuwe asielberoepen",
    ),
    RVDR.flow(
        "rvdr.asiel.uitspraken",
        "uitspraken",
        total("rvdr.asiel.uitspraken_inhoudelijk", "rvdr.asiel.uitspraken_overig"),
        "Uitspraken op alle asielberoepen.",
        subject="het aantal uitspraken op asielberoepen",
    ),
    RVDR.stock(
        "rvdr.asiel.voorraad",
        "voorraad beroepen",
        total("rvdr.asiel.voorraad_inhoudelijk", "rvdr.asiel.voorraad_overig"),
        "Openstaande asielberoepen aan het einde van de maand.",
        opening=None,
        subject="de voorraad asielberoepen bij de rechtbanken",
    ),
)

HIGHER, HIGHER_BALANCE = higher_appeal("asiel", "Ingestelde hoger beroepen in asielzaken.", begin="")

SECTIONS = (
    Section(
        "rvdr_asiel",
        "asiel",
        "Rechtbanken, asielzaken per jaar",
        table=(
            "rvdr.asiel.instroom_inhoudelijk",
            "rvdr.asiel.instroom_niet_tijdig",
            "rvdr.asiel.instroom_dublin",
            "rvdr.asiel.instroom",
            "rvdr.asiel.uitspraken",
            "rvdr.asiel.gegrond",
            "rvdr.asiel.ingetrokken",
            "rvdr.asiel.ingetrokken_overig",
            "rvdr.asiel.voorraad",
        ),
        view=View("rvdr.asiel.instroom", "rvdr.asiel.uitspraken", "rvdr.asiel.voorraad"),
        one_page=("rvdr.asiel.instroom", "rvdr.asiel.uitspraken", "rvdr.asiel.voorraad"),
    ),
    Section(
        "rvs_asiel",
        "asiel",
        "Raad van State, asielzaken per jaar",
        table=(
            "rvs.asiel.instroom",
            "rvs.asiel.uitspraken",
            "rvs.asiel.gegrond",
            "rvs.asiel.ingetrokken",
            "rvs.asiel.voorraad",
        ),
        view=View("rvs.asiel.instroom", "rvs.asiel.uitspraken", "rvs.asiel.voorraad"),
        one_page=("rvs.asiel.instroom", "rvs.asiel.voorraad"),
    ),
)

PIECE = Piece(
    nodes=(*DECIDING, *APPEAL, *APPEAL_QUEUE, *WORKLOAD, *WORKLOAD_QUEUE, *COURT_TOTALS, *HIGHER),
    parameters=PARAMETERS,
    kernels=KERNELS,
    balances=(DECIDING_BALANCE, APPEAL_BALANCE, WORKLOAD_BALANCE, HIGHER_BALANCE),
    sections=SECTIONS,
)
