"""Return: cases of the DT&V, from their suppliers to departure.

Source: docs/methode-keten.md, *Terugkeer*.
"""

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.production.blocks import Named, Part, by_reason, leaving_by_hazard
from mpp_lib.production.chain_part import Piece, hazard, per_month, share
from mpp_lib.production.expression import Expr, Param, ref, total
from mpp_lib.production.node import Balance
from mpp_lib.production.section import Section, View

DTV = Part("asiel", "zaken")

SUPPLIERS = {"politie": "de politie", "kmar": "de Koninklijke Marechaussee", "overig": "overige aanleveraars"}
REASONS = {
    "vertrek_zelfstandig": Named(
        "dtv.vertrek_zelfstandig_aantoonbaar",
        "zelfstandig aantoonbaar vertrek",
        subject="het zelfstandig aantoonbaar vertrek",
    ),
    "vertrek_gedwongen": Named("dtv.vertrek_gedwongen", "gedwongen vertrek", subject="het gedwongen vertrek"),
    "vertrek_zonder_toezicht": Named(
        "dtv.vertrek_zonder_toezicht",
        "zelfstandig vertrek zonder toezicht",
        short="vertrek zonder toezicht",
        subject="het zelfstandig vertrek zonder toezicht",
    ),
    "vertrek_overig": Named("dtv.uitstroom_overig", "overige uitstroom", subject="de overige uitstroom bij de DT&V"),
}
HAZARDS: tuple[Expr, ...] = tuple(Param(name) for name in REASONS)
LOWEST_HAZARD = 1e-4
"""Keeps the split over reasons defined: somebody always leaves without supervision."""


def _hazard(name: str, label: str) -> ParameterSpec:
    return hazard(name, f"Maandelijkse kans op {label}", LOWEST_HAZARD if name == "vertrek_zonder_toezicht" else 0.0)


PARAMETERS = (
    *(_hazard(name, reason.label) for name, reason in REASONS.items()),
    share("dtv_buiten_opvang", "Aandeel van de definitief afgewezenen buiten de opvang dat bij de DT&V instroomt"),
    *(per_month(f"dtv_instroom_{name}", f"Instroom DT&V vanuit {label}", "zaken") for name, label in SUPPLIERS.items()),
)

INFLOW = (
    DTV.flow(
        "dtv.instroom_ind_asiel",
        "instroom vanuit IND asiel",
        ref("coa.vertrekplichtig_geworden")
        + Param("dtv_buiten_opvang") * (ref("ind.definitief_afgewezen") - ref("coa.vertrekplichtig_geworden")),
        "Definitief afgewezen asielzoekers, in de opvang en daarbuiten.",
        subject="de instroom bij de DT&V vanuit de IND (asiel)",
    ),
    DTV.flow(
        "dtv.instroom_ind_regulier",
        "instroom vanuit IND regulier",
        Param("regulier_naar_dtv") * ref("ind.regulier.definitief_afgewezen"),
        "Definitief afgewezen aanvragers regulier van wie het dossier naar de DT&V gaat.",
        short="instroom vanuit regulier",
        subject="de instroom bij de DT&V vanuit de IND (regulier)",
    ),
    *(
        DTV.flow(
            f"dtv.instroom_{name}",
            f"instroom vanuit {label}",
            Param(f"dtv_instroom_{name}"),
            f"Zaken die de DT&V ontvangt van {label}.",
            realised=True,
            subject=f"de instroom bij de DT&V vanuit {label}",
        )
        for name, label in SUPPLIERS.items()
    ),
    DTV.flow(
        "dtv.instroom",
        "instroom, zonder Dublinzaken",
        total("dtv.instroom_ind_asiel", "dtv.instroom_ind_regulier", *(f"dtv.instroom_{name}" for name in SUPPLIERS)),
        "Terugkeerdossiers die de DT&V van alle aanleveraars ontvangt, zonder Dublinzaken.",
        subject="de instroom bij de DT&V zonder Dublinzaken",
    ),
)

OUTFLOW = (
    DTV.leaving(
        "dtv.uitstroom",
        "uitstroom door vertrek",
        leaving_by_hazard(ref("dtv.dossiers", 1) - ref("coa.herinstroom_vertrekplichtig"), HAZARDS),
        "Zaken die de DT&V afsluit door vertrek of om een andere reden; zonder herhaalde aanvragen.",
        subject="de uitstroom bij de DT&V",
    ),
    *(
        DTV.flow(
            reason.id,
            reason.label,
            by_reason(ref("dtv.uitstroom"), Param(name), HAZARDS),
            f"Deel van de uitstroom van de DT&V: {reason.label}.",
            **reason.words,
        )
        for name, reason in REASONS.items()
    ),
)

CASELOAD_OUT = (
    "dtv.uitstroom",
    "coa.herinstroom_vertrekplichtig",
    "ind.dublin_overdrachten",
    "ind.dublin_mob",
    "ind.doorstroom_1_4_na_termijn",
)
WITH_DUBLIN = (
    DTV.flow(
        "dtv.instroom_incl_dublin",
        "instroom, Dublinzaken meegeteld",
        total("dtv.instroom", "ind.spoor1.claimakkoord"),
        "Terugkeerdossiers en Dublinzaken samen, zoals de DT&V haar instroom publiceert.",
        memo=True,
        subject="de instroom bij de DT&V inclusief Dublinzaken",
    ),
    DTV.flow(
        "dtv.uitstroom_incl_dublin",
        "uitstroom, Dublinzaken meegeteld",
        total(*CASELOAD_OUT),
        "Wat de caseload van de DT&V verlaat: terugkeerdossiers, ook door een herhaalde aanvraag, en Dublinzaken.",
        memo=True,
        subject="de uitstroom bij de DT&V inclusief Dublinzaken",
    ),
    DTV.flow(
        "dtv.vertrek_gedwongen_incl_dublin",
        "gedwongen vertrek, Dublinoverdrachten meegeteld",
        total("dtv.vertrek_gedwongen", "ind.dublin_overdrachten"),
        "Gedwongen vertrek zoals de DT&V het publiceert.",
        memo=True,
        subject="het gedwongen vertrek inclusief Dublinoverdrachten",
    ),
    DTV.flow(
        "dtv.vertrek_zonder_toezicht_incl_dublin",
        "zelfstandig vertrek zonder toezicht, Dublinzaken meegeteld",
        total("dtv.vertrek_zonder_toezicht", "ind.dublin_mob"),
        "Zelfstandig vertrek zonder toezicht zoals de DT&V het publiceert.",
        memo=True,
        subject="het zelfstandig vertrek zonder toezicht inclusief Dublinzaken",
    ),
)

STOCKS = (
    DTV.stock(
        "dtv.dossiers",
        "dossiers terugkeer",
        ref("dtv.dossiers", 1) - ref("coa.herinstroom_vertrekplichtig") + ref("dtv.instroom") - ref("dtv.uitstroom"),
        "Openstaande terugkeerdossiers aan het einde van de maand; zonder Dublinzaken.",
        subject="het aantal terugkeerdossiers bij de DT&V",
    ),
    DTV.stock(
        "dtv.caseload",
        "caseload",
        total("dtv.dossiers", "ind.dublin_voorraad"),
        "Openstaande terugkeerdossiers en Dublinzaken in afwachting van overdracht.",
        opening=None,
        subject="de caseload van de DT&V",
    ),
)

BALANCES = (
    Balance(
        "DT&V, terugkeerdossiers",
        "dtv.dossiers",
        ("dtv.instroom",),
        ("dtv.uitstroom", "coa.herinstroom_vertrekplichtig"),
    ),
    Balance("DT&V, caseload", "dtv.caseload", ("dtv.instroom", "ind.spoor1.claimakkoord"), CASELOAD_OUT),
)

SECTIONS = (
    Section(
        "dtv",
        "asiel",
        "DT&V per jaar",
        table=(
            "dtv.instroom_incl_dublin",
            "dtv.instroom",
            "dtv.vertrek_zelfstandig_aantoonbaar",
            "dtv.vertrek_gedwongen_incl_dublin",
            "dtv.vertrek_gedwongen",
            "dtv.vertrek_zonder_toezicht_incl_dublin",
            "dtv.vertrek_zonder_toezicht",
            "dtv.uitstroom_overig",
            "dtv.uitstroom",
            "coa.herinstroom_vertrekplichtig",
            "dtv.uitstroom_incl_dublin",
            "dtv.dossiers",
            "ind.dublin_voorraad",
            "dtv.caseload",
        ),
        defined=("dtv.instroom_incl_dublin", "dtv.instroom", "dtv.caseload", "dtv.dossiers"),
        view=View("dtv.instroom_incl_dublin", "dtv.uitstroom_incl_dublin", "dtv.caseload"),
        one_page=(
            "dtv.instroom_incl_dublin",
            "dtv.instroom",
            "dtv.vertrek_zelfstandig_aantoonbaar",
            "dtv.vertrek_gedwongen_incl_dublin",
            "dtv.vertrek_zonder_toezicht_incl_dublin",
            "dtv.caseload",
        ),
    ),
    Section(
        "dtv_aanleveraars",
        "asiel",
        "DT&V, instroom naar aanleveraar",
        table=(
            "dtv.instroom_ind_asiel",
            "dtv.instroom_ind_regulier",
            "dtv.instroom_politie",
            "dtv.instroom_kmar",
            "dtv.instroom_overig",
            "dtv.instroom",
        ),
    ),
)

PIECE = Piece((*INFLOW, *OUTFLOW, *WITH_DUBLIN, *STOCKS), PARAMETERS, balances=BALANCES, sections=SECTIONS)
