"""Beside the chain: guardianship by Nidos, reception counted as development aid, and displaced persons from Ukraine.

Source: docs/methode-keten.md, *Ernaast*.
"""

from mpp_lib.base.catalogue import Aggregation, KernelSpec, ParameterSpec
from mpp_lib.production.blocks import Named, Part, Road, leaving_by_hazard, transit
from mpp_lib.production.chain_part import Piece, hazard, per_month, share
from mpp_lib.production.expression import Delay, Least, Param, Series, ref, total
from mpp_lib.production.node import Balance
from mpp_lib.production.section import Section, View

PERSONS = Part("asiel", "personen")
PER_WEEK = Part("asiel", "personen per week")
PERSON_MONTHS = Part("asiel", "persoonsmaanden")

PARAMETERS = (
    share("nidos_aandeel", "Aandeel van de alleenstaande minderjarigen dat onder voogdij van Nidos komt"),
    per_month("nidos_amv_nareis", "Instroom bij Nidos buiten de eerste aanvragen"),
    share("oda_aandeel_dac", "Aandeel van de asielinstroom in de opvang uit DAC-landen"),
    per_month("oekraine_instroom", "Nieuwe ontheemden uit Oekraïne"),
    hazard("oekraine_vertrek", "Maandelijkse kans op vertrek van ontheemden"),
    ParameterSpec(
        "oekraine_naar_asiel", "Ontheemden die asiel aanvragen", "personen per maand", 0.0, 1e6, required=False
    ),
)
KERNELS = (
    KernelSpec("nidos_meerderjarig", "Instroom bij Nidos tot meerderjarigheid", group="nidos", total=None),
    KernelSpec("nidos_vertrek", "Instroom bij Nidos tot ander einde van de voogdij", group="nidos", total=None),
    KernelSpec("oda_verblijf", "Deel van de instroom dat k maanden na aankomst in de opvang is", total=None),
)

ADMITTED = PERSONS.flow(
    "nidos.instroom",
    "instroom",
    Param("nidos_aandeel") * ref("asiel.waarvan_amv") + Param("nidos_amv_nareis"),
    "Minderjarigen die onder voogdij van Nidos komen.",
    subject="de instroom bij Nidos",
)

WARDS, WARDS_BALANCE = transit(
    PERSONS,
    Named("nidos.pupillen", "pupillen", subject="het aantal pupillen van Nidos"),
    "Minderjarigen onder voogdij van Nidos aan het einde van de maand.",
    "nidos.instroom",
    (
        Road(
            "nidos.uitstroom_meerderjarig",
            "uitstroom door meerderjarigheid",
            kernel="nidos_meerderjarig",
            definition="Pupillen die 18 worden.",
            subject="de uitstroom bij Nidos door meerderjarigheid",
        ),
        Road(
            "nidos.uitstroom_overig",
            "overige uitstroom",
            kernel="nidos_vertrek",
            definition="Voogdij eindigt door vertrek, hereniging of anders.",
            subject="de overige uitstroom bij Nidos",
        ),
    ),
)

NIDOS_OUT = PERSONS.flow(
    "nidos.uitstroom",
    "uitstroom",
    total("nidos.uitstroom_meerderjarig", "nidos.uitstroom_overig"),
    "Minderjarigen van wie de voogdij door Nidos eindigt.",
    subject="de uitstroom bij Nidos",
)

ODA = PERSON_MONTHS.delayed(
    "bz.oda_persoonsmaanden",
    "persoonsmaanden eerstejaarsopvang (ODA)",
    Param("oda_aandeel_dac") * Delay("oda_verblijf", "coa.instroom_asiel"),
    "Maanden opvang in het eerste jaar van asielzoekers uit DAC-landen; personen, geen euro's.",
    subject="het aantal persoonsmaanden eerstejaarsopvang (ODA)",
    short="ODA, persoonsmaanden",
)

UKRAINE = (
    PERSONS.flow(
        "oekraine.instroom",
        "nieuwe ontheemden",
        Param("oekraine_instroom"),
        "Ontheemden uit Oekraïne die zich inschrijven; buiten eerste aanvragen, totaal en opvang door het COA.",
        memo=True,
        realised=True,
        subject="het aantal nieuwe ontheemden uit Oekraïne",
    ),
    PER_WEEK.node(
        "oekraine.instroom_per_week",
        "nieuwe ontheemden per week",
        ref("oekraine.instroom") * 7 / Series("dagen"),
        Aggregation.MEAN,
        "Ontheemden uit Oekraïne die zich inschrijven, gemiddeld per week.",
        memo=True,
        subject="het aantal nieuwe ontheemden uit Oekraïne per week",
    ),
    PERSONS.flow(
        "oekraine.naar_asiel",
        "ontheemden die asiel aanvragen",
        Least(Param("oekraine_naar_asiel"), ref("oekraine.ontheemden", 1)),
        "Ontheemden uit Oekraïne die een asielaanvraag doen en in spoor 4 komen; buiten de eerste aanvragen van de "
        "Prognose, en nul zolang geen parameter of maatregel anders zegt.",
        memo=True,
        subject="het aantal asielaanvragen van ontheemden uit Oekraïne",
    ),
    PERSONS.leaving(
        "oekraine.vertrek",
        "vertrek van ontheemden",
        leaving_by_hazard(ref("oekraine.ontheemden", 1) - ref("oekraine.naar_asiel"), (Param("oekraine_vertrek"),)),
        "Ontheemden uit Oekraïne die vertrekken.",
        memo=True,
        subject="het vertrek van ontheemden uit Oekraïne",
    ),
    PERSONS.stock(
        "oekraine.ontheemden",
        "ontheemden",
        ref("oekraine.ontheemden", 1) + ref("oekraine.instroom") - total("oekraine.naar_asiel", "oekraine.vertrek"),
        "Ontheemden uit Oekraïne aan het einde van de maand; buiten elk totaal.",
        memo=True,
        subject="het aantal ontheemden uit Oekraïne",
        short="ontheemden (buiten totalen)",
    ),
)

BALANCES = (
    WARDS_BALANCE,
    Balance(
        "Ontheemden uit Oekraïne",
        "oekraine.ontheemden",
        ("oekraine.instroom",),
        ("oekraine.naar_asiel", "oekraine.vertrek"),
    ),
)

SECTIONS = (
    Section(
        "nidos",
        "asiel",
        "Nidos per jaar",
        table=("nidos.instroom", "nidos.uitstroom", "nidos.pupillen"),
        view=View("nidos.instroom", "nidos.uitstroom", "nidos.pupillen"),
        one_page=("nidos.instroom", "nidos.pupillen"),
    ),
    Section(
        "bz",
        "asiel",
        "Mvv's voor nareis en eerstejaarsopvang (ODA) per jaar",
        table=("bz.mvv_nareis", "bz.oda_persoonsmaanden"),
        one_page=("bz.mvv_nareis", "bz.oda_persoonsmaanden"),
    ),
    Section(
        "oekraine",
        "asiel",
        "Ontheemden uit Oekraïne per jaar (buiten alle totalen)",
        table=(
            "oekraine.instroom_per_week",
            "oekraine.instroom",
            "oekraine.vertrek",
            "oekraine.naar_asiel",
            "oekraine.ontheemden",
        ),
        one_page=("oekraine.ontheemden",),
    ),
)

PIECE = Piece((ADMITTED, *WARDS, NIDOS_OUT, ODA, *UKRAINE), PARAMETERS, KERNELS, balances=BALANCES, sections=SECTIONS)
