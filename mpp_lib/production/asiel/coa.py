"""Reception by the COA: people in procedure, status holders waiting for a home, and people who have to leave.

Reception and procedure are different populations: the share c̄ of the cases in procedure that lives in reception carries
every departure from procedure over to reception.

Source: docs/methode-keten.md, *Opvang*.
"""

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production.asiel.dtv import HAZARDS
from mpp_lib.production.asiel.ind import CASES_LEAVING
from mpp_lib.production.asiel.ind_uitkomsten import CASES_OUT
from mpp_lib.production.blocks import Part, leaving_by_hazard
from mpp_lib.production.chain_part import Piece, monthly_share, per_month, share
from mpp_lib.production.expression import Expr, Least, Param, Ratio, Series, as_expr, ref, total
from mpp_lib.production.node import Balance, Limit, Node
from mpp_lib.production.section import Section, View

COA = Part("asiel", "personen")
SHARE = Part("asiel", "aandeel")
IND = Part("asiel", "zaken")

PARAMETERS = (
    share("opvang_eerste", "Aandeel van de eerste aanvragers dat in de opvang komt"),
    share("opvang_herplaatsing", "Aandeel van de herplaatsten dat in de opvang komt"),
    share("opvang_herhaald", "Aandeel van de herhaalde aanvragers dat opnieuw in de opvang komt"),
    share(
        "opvang_herhaald_vertrekplichtig",
        "Aandeel van de herhaalde aanvragers dat als vertrekplichtige in de opvang is",
    ),
    share("opvang_nareis", "Aandeel van de nareizigers dat in de opvang komt"),
    share("opvang_hervestiging", "Aandeel van de hervestigden dat in de opvang komt"),
    per_month("geboorten", "Geboorten in de opvang"),
    monthly_share("uitstroom_overig", "Overige uitstroom van vergunninghouders uit de opvang"),
    share("coa_amv_aandeel", "Aandeel van de pupillen van Nidos dat bij het COA verblijft"),
)


def _gross(part: Part, node_id: str, label: str, formula: Expr, definition: str, subject: str) -> Node:
    """A stock with what the month adds to it: no flow, so a year is the average of its months."""
    return part.node(node_id, label, formula, Aggregation.MEAN, definition, memo=True, subject=subject)


CASES_ENTERING = (
    "asiel.instroom_eerste",
    "asiel.herplaatsing",
    "asiel.instroom_herhaald",
    "ind.spoor4.heropend",
    "oekraine.naar_asiel",
)
"""Cases that come into the procedure from outside it."""

CASES = (
    IND.stock(
        "ind.zaken_in_procedure",
        "zaken in procedure",
        total("ind.asiel.voorraad", "ind.dublin_voorraad", "ind.in_beroepstermijn", "rvdr.asiel.voorraad_inhoudelijk"),
        "Asielzaken in behandeling, in afwachting van overdracht, in de beroepstermijn of in beroep.",
        opening=None,
        memo=True,
        subject="het aantal asielzaken in procedure",
    ),
    _gross(
        IND,
        "ind.zaken_bruto",
        "zaken in procedure met de instroom van de maand",
        ref("ind.zaken_in_procedure", 1) + total(*CASES_ENTERING),
        "Rekengrootheid: de noemer van het aandeel in de opvang.",
        "het aantal asielzaken in procedure inclusief de instroom van de maand",
    ),
    IND.flow(
        "ind.uit_procedure",
        "uit procedure",
        total(*CASES_OUT, "ind.definitief_afgewezen"),
        "Zaken die de procedure verlaten: zonder beslissing, ingewilligd, definitief afgewezen of overgedragen.",
        memo=True,
        subject="de uitstroom uit de asielprocedure",
    ),
)

PROCEDURE = (
    COA.flow(
        "coa.herinstroom_vertrekplichtig",
        "vertrekplichtigen die opnieuw aanvragen",
        Least(Param("opvang_herhaald_vertrekplichtig") * ref("asiel.instroom_herhaald"), ref("coa.vertrekplichtig", 1)),
        "Vertrekplichtigen in de opvang die een herhaalde aanvraag doen: een verschuiving binnen de opvang.",
        memo=True,
        subject="het aantal herhaalde asielaanvragen van vertrekplichtigen in de opvang",
    ),
    COA.flow(
        "coa.instroom_asiel",
        "instroom asielzoekers",
        Param("opvang_eerste") * total("asiel.instroom_eerste", "oekraine.naar_asiel")
        + Param("opvang_herplaatsing") * ref("asiel.herplaatsing"),
        "Eerste aanvragers, herplaatsten en ontheemden uit Oekraïne die asiel aanvragen, voor zover zij in de opvang "
        "komen.",
        subject="de instroom van asielzoekers in de opvang",
    ),
    COA.flow(
        "coa.herinstroom",
        "herinstroom",
        Param("opvang_herhaald") * ref("asiel.instroom_herhaald") + ref("ind.spoor4.heropend"),
        "Herhaalde aanvragers en heropende zaken die van buiten opnieuw in de opvang komen.",
        subject="de herinstroom in de opvang",
    ),
    _gross(
        COA,
        "coa.procedure_bruto",
        "in procedure met de instroom van de maand",
        ref("coa.in_procedure", 1) + total("coa.instroom_asiel", "coa.herinstroom", "coa.herinstroom_vertrekplichtig"),
        "Rekengrootheid: de teller van het aandeel in de opvang.",
        "het aantal bewoners in procedure inclusief de instroom van de maand",
    ),
    SHARE.node(
        "coa.aandeel_in_opvang",
        "aandeel van de zaken in procedure in de opvang",
        Ratio(ref("coa.procedure_bruto"), ref("ind.zaken_bruto"), as_expr(0)),
        Aggregation.MEAN,
        "Personen in procedure in de opvang gedeeld door de zaken in procedure, instroom van de maand meegeteld.",
        memo=True,
        subject="het aandeel asielzoekers in procedure dat in de opvang verblijft",
    ),
    COA.flow(
        "coa.uit_procedure",
        "bewoners uit procedure",
        ref("coa.aandeel_in_opvang") * ref("ind.uit_procedure"),
        "Bewoners van wie de procedure eindigt, met of zonder vergunning; wie blijft, verschuift binnen de opvang.",
        memo=True,
        subject="het aantal bewoners van wie de asielprocedure eindigt",
    ),
    COA.stock(
        "coa.in_procedure",
        "in procedure",
        ref("coa.procedure_bruto") - ref("coa.uit_procedure"),
        "Bewoners van wie de asielprocedure loopt.",
        subject="het aantal bewoners in procedure",
    ),
)

STATUS = (
    COA.flow(
        "coa.vergunning_in_opvang",
        "inwilligingen van bewoners",
        ref("coa.aandeel_in_opvang") * ref("ind.inwilligingen"),
        "Bewoners die een vergunning krijgen: een verschuiving binnen de opvang.",
        memo=True,
        subject="het aantal inwilligingen aan bewoners van de opvang",
    ),
    COA.flow(
        "coa.instroom_nareis",
        "instroom nareizigers",
        Param("opvang_nareis") * ref("asiel.instroom_nareis"),
        "Nareizigers die in de opvang komen.",
        subject="de instroom van nareizigers in de opvang",
    ),
    COA.flow(
        "coa.instroom_overig",
        "overige instroom",
        Param("opvang_hervestiging") * ref("asiel.hervestiging") + Param("geboorten"),
        "Hervestigden die in de opvang komen, en geboorten.",
        subject="de overige instroom in de opvang",
    ),
    COA.flow(
        "coa.uitstroom_overig",
        "overige uitstroom",
        Param("uitstroom_overig") * ref("coa.vergunninghouders", 1),
        "Vergunninghouders die de opvang anders dan door huisvesting verlaten.",
        subject="de overige uitstroom uit de opvang",
    ),
    COA.flow(
        "coa.uitstroom_huisvesting",
        "uitstroom naar huisvesting",
        Least(
            ref("ks.taakstelling") * Param("taakstelling_realisatiegraad"),
            ref("coa.vergunninghouders", 1)
            + total("coa.vergunning_in_opvang", "coa.instroom_nareis", "coa.instroom_overig")
            - ref("coa.uitstroom_overig"),
        ),
        "Vergunninghouders die vanuit de opvang in een gemeente worden gehuisvest.",
        subject="de uitstroom uit de opvang naar huisvesting",
    ),
    COA.flow(
        "coa.uitstroom_vergunninghouders",
        "uitstroom vergunninghouders",
        total("coa.uitstroom_huisvesting", "coa.uitstroom_overig"),
        "Vergunninghouders die de opvang verlaten, naar een gemeente of anders.",
        memo=True,
        subject="de uitstroom van vergunninghouders uit de opvang",
    ),
    COA.stock(
        "coa.vergunninghouders",
        "vergunninghouders",
        ref("coa.vergunninghouders", 1)
        + total("coa.vergunning_in_opvang", "coa.instroom_nareis", "coa.instroom_overig")
        - total("coa.uitstroom_overig", "coa.uitstroom_huisvesting"),
        "Bewoners met een vergunning die op huisvesting wachten.",
        subject="het aantal vergunninghouders in de opvang",
    ),
)

RETURN = (
    COA.flow(
        "coa.vertrekplichtig_geworden",
        "bewoners die vertrekplichtig worden",
        ref("coa.aandeel_in_opvang") * ref("ind.definitief_afgewezen"),
        "Bewoners van wie de aanvraag definitief is afgewezen: een verschuiving binnen de opvang.",
        memo=True,
        subject="het aantal nieuwe vertrekplichtigen in de opvang",
    ),
    COA.leaving(
        "coa.vertrek_vertrekplichtig",
        "vertrek van vertrekplichtigen",
        leaving_by_hazard(ref("coa.vertrekplichtig", 1) - ref("coa.herinstroom_vertrekplichtig"), HAZARDS),
        "Vertrekplichtige bewoners die de opvang verlaten.",
        subject="het vertrek van vertrekplichtigen uit de opvang",
    ),
    COA.stock(
        "coa.vertrekplichtig",
        "vertrekplichtigen",
        ref("coa.vertrekplichtig", 1)
        - ref("coa.herinstroom_vertrekplichtig")
        + ref("coa.vertrekplichtig_geworden")
        - ref("coa.vertrek_vertrekplichtig"),
        "Bewoners van wie de aanvraag definitief is afgewezen.",
        subject="het aantal vertrekplichtigen in de opvang",
    ),
)

WAYS_OUT = ("coa.uitstroom_huisvesting", "coa.uitstroom_vertrek", "coa.uitstroom_overig")
GROUPS = ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig")
NEEDED = ("coa.benodigde_capaciteit", "coa.benodigde_capaciteit_piek")
DERIVED = "afgeleid, niet de COA-raming"
TOTALS = (
    COA.flow(
        "coa.instroom",
        "instroom",
        total("coa.instroom_asiel", "coa.instroom_nareis", "coa.herinstroom", "coa.instroom_overig"),
        "Personen die in de opvang komen.",
        subject="de instroom in de opvang",
    ),
    COA.flow(
        "coa.uitstroom_vertrek",
        "uitstroom door vertrek",
        ref("coa.aandeel_in_opvang") * total(*CASES_LEAVING, "ind.dublin_overdrachten", "ind.dublin_mob")
        + ref("coa.vertrek_vertrekplichtig"),
        "Bewoners die vertrekken: tijdens de procedure, door een Dublinoverdracht of na een afwijzing.",
        subject="de uitstroom uit de opvang door vertrek",
    ),
    COA.flow(
        "coa.uitstroom",
        "uitstroom",
        total(*WAYS_OUT),
        "Personen die de opvang verlaten.",
        subject="de uitstroom uit de opvang",
    ),
    COA.stock(
        "coa.bezetting",
        "bezetting",
        total(*GROUPS),
        "Personen in de opvang aan het einde van de maand: in procedure, vergunninghouders en vertrekplichtigen.",
        opening=None,
        subject="de bezetting van de COA-opvang",
    ),
    COA.node(
        "coa.bezetting_piek",
        "piekbezetting",
        total("coa.bezetting"),
        Aggregation.PEAK,
        "De hoogste bezetting aan het einde van een maand in het jaar.",
        memo=True,
        subject="de piekbezetting van de COA-opvang",
    ),
    COA.stock(
        "coa.bezetting_amv",
        "waarvan alleenstaande minderjarigen",
        Param("coa_amv_aandeel") * ref("nidos.pupillen"),
        "Pupillen van Nidos die bij het COA verblijven: een doorsnede van de bezetting.",
        opening=None,
        memo=True,
        subject="het aantal alleenstaande minderjarigen in de opvang",
    ),
    COA.stock(
        "coa.benodigde_capaciteit",
        f"benodigde capaciteit, december ({DERIVED})",
        ref("coa.bezetting") / Series("bezettingsnorm"),
        "Bezetting gedeeld door de bezettingsnorm, eind december; de capaciteitsraming zelf is een product van het "
        "COA.",
        opening=None,
        memo=True,
        subject="de benodigde opvangcapaciteit",
        short="plaatsen, december (afgeleid)",
    ),
    COA.node(
        "coa.benodigde_capaciteit_piek",
        f"benodigde capaciteit, piek ({DERIVED})",
        total("coa.benodigde_capaciteit"),
        Aggregation.PEAK,
        "De hoogste bezetting aan het einde van een maand in het jaar, gedeeld door de bezettingsnorm; de "
        "capaciteitsraming zelf is een product van het COA.",
        memo=True,
        subject="de benodigde opvangcapaciteit op de piek",
        short="plaatsen, piek (afgeleid)",
    ),
)

BALANCES = (
    Balance("COA, opvang", "coa.bezetting", ("coa.instroom",), ("coa.uitstroom",)),
    Balance(
        "COA, in procedure",
        "coa.in_procedure",
        ("coa.instroom_asiel", "coa.herinstroom", "coa.herinstroom_vertrekplichtig"),
        ("coa.uit_procedure",),
    ),
    Balance(
        "COA, vergunninghouders",
        "coa.vergunninghouders",
        ("coa.vergunning_in_opvang", "coa.instroom_nareis", "coa.instroom_overig"),
        ("coa.uitstroom_huisvesting", "coa.uitstroom_overig"),
    ),
    Balance(
        "COA, vertrekplichtigen",
        "coa.vertrekplichtig",
        ("coa.vertrekplichtig_geworden",),
        ("coa.herinstroom_vertrekplichtig", "coa.vertrek_vertrekplichtig"),
    ),
    Balance("Asielketen, zaken in procedure", "ind.zaken_in_procedure", CASES_ENTERING, ("ind.uit_procedure",)),
)

SECTION = Section(
    "coa",
    "asiel",
    "COA, opvang per jaar",
    table=("coa.instroom", "coa.uitstroom", *GROUPS, "coa.bezetting", "coa.bezetting_piek", *NEEDED),
    view=View("coa.instroom", "coa.uitstroom", "coa.bezetting"),
    one_page=("coa.instroom", *WAYS_OUT, "coa.uitstroom", *GROUPS, "coa.bezetting", *NEEDED),
)

PIECE = Piece(
    nodes=(*CASES, *PROCEDURE, *STATUS, *RETURN, *TOTALS),
    parameters=PARAMETERS,
    balances=BALANCES,
    limits=(Limit(("opvang_herhaald", "opvang_herhaald_vertrekplichtig"), 1.0),),
    nested=((("coa.in_procedure",), ("ind.zaken_in_procedure",)), (("coa.vertrekplichtig",), ("dtv.dossiers",))),
    sections=(SECTION,),
)
