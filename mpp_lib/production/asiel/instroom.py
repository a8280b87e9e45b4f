"""Inflow: first applications through the police's registration, repeat applications, resettlement, and the totals.

Source: docs/methode-keten.md, *Instroom*.
"""

from mpp_lib.base.catalogue import Aggregation, ParameterSpec
from mpp_lib.production.blocks import Part
from mpp_lib.production.chain_part import Piece, per_month, share
from mpp_lib.production.expression import Least, Param, Series, ref, total
from mpp_lib.production.node import Balance
from mpp_lib.production.section import Section

ASIEL = Part("asiel", "personen")
POLITIE = Part("asiel", "personen")
PER_WEEK = Part("asiel", "personen per week")

PARAMETERS = (
    ParameterSpec(
        "ir_capaciteit",
        "Capaciteit identificatie en registratie",
        "personen per maand",
        low=1.0,
        high=1e6,
        required=False,
        default=1e6,
    ),
    per_month("instroom_herhaald", "Herhaalde asielaanvragen"),
    per_month("instroom_hervestiging", "Hervestiging"),
    per_month("instroom_herplaatsing", "Herplaatsing"),
    share("aandeel_amv", "Aandeel alleenstaande minderjarige vreemdelingen in de eerste aanvragen"),
)

WAITING = ref("politie.ir_wachtrij", 1) + ref("asiel.aanmeldingen")

REGISTRATION = (
    ASIEL.flow(
        "asiel.aanmeldingen",
        "aanmeldingen voor een eerste asielaanvraag",
        Series("eerste_asielinstroom"),
        "Personen die zich melden voor een eerste asielaanvraag: de gehanteerde aantallen van de Prognose Eerste "
        "Asielinstroom, verdeeld over de maanden met het seizoenprofiel; gerealiseerde maanden zoals ze zijn.",
        realised=True,
        subject="het aantal aanmeldingen voor een eerste asielaanvraag",
    ),
    POLITIE.flow(
        "politie.ir",
        "identificatie en registratie",
        Least(Param("ir_capaciteit"), WAITING),
        "Personen van wie de politie in de I&R-straat de eerste asielaanvraag laat ondertekenen.",
        subject="het aantal registraties bij de politie",
    ),
    PER_WEEK.node(
        "politie.ir_per_week",
        "identificatie en registratie per week",
        ref("politie.ir") * 7 / Series("dagen"),
        Aggregation.MEAN,
        "Personen in de I&R-straat, gemiddeld per week.",
        memo=True,
        subject="het aantal registraties bij de politie per week",
    ),
    POLITIE.stock(
        "politie.ir_wachtrij",
        "wachtrij identificatie en registratie",
        WAITING - ref("politie.ir"),
        "Personen die zich hebben gemeld en nog niet zijn geregistreerd, aan het einde van de maand.",
        subject="de wachtrij voor registratie",
        short="wachtrij registratie",
    ),
)

CATEGORIES = (
    ASIEL.flow(
        "asiel.instroom_eerste",
        "eerste asielaanvragen",
        total("politie.ir"),
        "Personen die een eerste asielaanvraag ondertekenen, geteld bij de I&R door de politie.",
        subject="het aantal eerste asielaanvragen",
    ),
    ASIEL.flow(
        "asiel.instroom_herhaald",
        "herhaalde asielaanvragen",
        Param("instroom_herhaald"),
        "Personen die na een eerdere procedure opnieuw asiel aanvragen (HASA).",
        realised=True,
        subject="het aantal herhaalde asielaanvragen",
    ),
    ASIEL.flow(
        "asiel.hervestiging",
        "hervestiging",
        Param("instroom_hervestiging"),
        "Vluchtelingen die op uitnodiging worden overgebracht; buiten de totale instroom geteld.",
        realised=True,
        subject="het aantal hervestigde vluchtelingen",
    ),
    ASIEL.flow(
        "asiel.herplaatsing",
        "herplaatsing",
        Param("instroom_herplaatsing"),
        "Asielzoekers die uit een andere lidstaat worden overgenomen; buiten de totale instroom geteld.",
        realised=True,
        subject="het aantal herplaatste asielzoekers",
    ),
    ASIEL.flow(
        "asiel.instroom_totaal",
        "totale asielinstroom",
        total("asiel.instroom_eerste", "asiel.instroom_herhaald", "asiel.instroom_nareis"),
        "Eerste aanvragen, herhaalde aanvragen en ingereisde nareizigers samen; zonder hervestiging en herplaatsing.",
        subject="de totale asielinstroom",
    ),
    ASIEL.flow(
        "asiel.instroom_totaal_incl",
        "totale asielinstroom inclusief hervestiging en herplaatsing",
        total("asiel.instroom_totaal", "asiel.hervestiging", "asiel.herplaatsing"),
        "De totale asielinstroom met hervestiging en herplaatsing.",
        subject="de totale asielinstroom inclusief hervestiging en herplaatsing",
        short="totaal met hervestiging, herplaatsing",
    ),
    ASIEL.flow(
        "asiel.waarvan_amv",
        "waarvan alleenstaande minderjarige vreemdelingen",
        Param("aandeel_amv") * ref("asiel.instroom_eerste"),
        "Eerste aanvragen van alleenstaande minderjarigen: een doorsnede van de eerste aanvragen, geen apart deel.",
        memo=True,
        subject="het aantal eerste asielaanvragen van alleenstaande minderjarigen",
        short="waarvan alleenstaand minderjarig",
    ),
)

BALANCE = Balance("Identificatie en registratie", "politie.ir_wachtrij", ("asiel.aanmeldingen",), ("politie.ir",))

SECTION = Section(
    "instroom",
    "asiel",
    "Asielinstroom en registratie per jaar",
    table=(
        "asiel.instroom_eerste",
        "asiel.instroom_herhaald",
        "asiel.instroom_nareis",
        "asiel.instroom_totaal",
        "asiel.instroom_totaal_incl",
        "asiel.waarvan_amv",
        "politie.ir_per_week",
    ),
    one_page=(
        "asiel.instroom_eerste",
        "asiel.instroom_herhaald",
        "asiel.instroom_nareis",
        "asiel.instroom_totaal",
        "asiel.hervestiging",
        "asiel.herplaatsing",
        "asiel.instroom_totaal_incl",
        "asiel.waarvan_amv",
        "politie.ir_wachtrij",
    ),
)

PIECE = Piece((*REGISTRATION, *CATEGORIES), PARAMETERS, balances=(BALANCE,), sections=(SECTION,))
