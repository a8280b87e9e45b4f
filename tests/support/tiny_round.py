"""The smallest round that holds everything: two years, the first with two realised months, and the chain it fits."""

from pathlib import Path

from mpp_lib.base.catalogue import Aggregation, Catalogue, IndicatorSpec, KernelSpec, ParameterSpec, PlanSpec
from mpp_lib.base.months import Horizon, Month, month_range

NAME = "2024-1"
PROGNOSE = "2024-1 ca3308b1ebc3fdea"

ROUND = """\
round: 2024-1
title: Kleine ronde
horizon:
  first_year: 2024
  years: 2
realised_until: 2024-02
cutoff: 2024-03-15
soort: regulier
protocol: "1.1"
seed: 20240101
bezettingsnorm: 0.91
dates:
  topberaad: 2024-09-12
"""

SCENARIOS = """\
jaar;scenario;omschrijving;kans;verwachting;spreiding;verdeling;basis;onderbouwing
2024;rustig;Minder conflicten;0,4;30000;3000;normaal;vooraf;
2024;onrust;Een nieuw conflict;0,6;45000;6000;;vooraf;Deskundigen
2025;rustig;Minder conflicten;40%;31000;4000;;;
2025;onrust;Een nieuw conflict;60%;48.500,5;20000;lognormaal;;
"""

ADOPTED = """\
jaar;mpp_scenario;waarde;reden
2024;minimum;30000;afgerond
2024;medio;40000;afgerond
2024;maximum;50000;afgerond
"""

EXPERTS = """\
jaar;organisatie;fase;bereik;laag;midden;hoog;oordeel;datum;bron
2024;Instituut A;inbreng;Nederland;30000;;45000;;2024-01-10;Brief van 10 januari
2024;Instituut B;toets;Europa;;;;in lijn;1-2-2024;Gesprek
"""

PARAMETERS = """\
parameter;vanaf;mpp_scenario;waarde;eenheid;onzekerheid;eigenaar;bron;toelichting
aandeel_spoor1;2024-01;;0,2;aandeel;1%;IND;IND-cijfers;
aandeel_spoor1;2025-01;maximum;25%;aandeel;;IND;IND-cijfers;hoger bij drukte
aandeel_spoor2;2023-01;;0,1;aandeel;;IND;IND-cijfers;
taakstelling;2024-01;;18750;personen per halfjaar;;KS;Staatscourant;
rho_s;2024-01;;0,8;;;APM;aanname;
kappa;2024-01;;60;;;APM;aanname;
"""

KERNELS = """\
parameter;vanaf;k;aandeel;eigenaar;bron
beroepstermijn;2020-01;1;0,25;RvdR;aanname
beroepstermijn;2020-01;2;0,75;RvdR;aanname
dublin_overdracht;2020-01;3;0,4;DT&V;aanname
dublin_overdracht;2024-07;3;0,3;DT&V;aanname
dublin_mob;2020-01;2;60%;DT&V;aanname
dublin_mob;2024-07;2;0,7;DT&V;aanname
verblijf;2020-01;0;1;COA;aanname
verblijf;2020-01;1;0,9;COA;aanname
"""

MEASURES = """\
id;omschrijving;parameter;vanaf;tot;soort;effect;actief;grondslag;eigenaar;onderbouwing
M1;Extra capaciteit voor huisvesting;taakstelling;2024-07;2024-12;plus;1000;ja;afspraak;KS;Bestuursakkoord
M2;Snellere toets;aandeel_spoor1;2025-01;;factor;1,1;nee;;IND;Nog geen afspraak
"""

DELIVERIES = """\
bestand;partner;versie;status;doelgroepen;datum
plan_ind.pdf;IND;2;definitief;apm, werkgroep;2024-02-20
"""

RISKS = """\
id;soort;omschrijving;indicator;richting;eigenaar;weging
R1;risico;Hogere instroom;asiel.instroom_eerste;hoger;APM;hoog
"""

PARTNERS = """\
partner;gremium;groep;rol;levert;ontvangt
IND;werkgroep;cijfers;lid;prognoseplan;rapport
"""

DECISIONS = """\
- date: 2024-02-01
  gremium: werkgroep
  product: prognose
  decision: besproken
- date: 2024-01-15
  gremium: werkgroep
  product: planning
  step: besproken
  decision: akkoord
"""

TEXT = "# Samenvatting\n\nDe instroom ligt tussen 30.000 en 50.000 (bron: Kamerstuk 19637-2740).\n"

HORIZON = Horizon(2024, 2)


def realisations() -> str:
    lines = ["periode;indicator;waarde;status;bron"]
    first, family = month_range(Month(2023, 10), 5), month_range(Month(2023, 11), 2)
    lines += [f"{month};asiel.instroom_eerste;{2000 + month.month};definitief;CBS" for month in first]
    lines += [f"{month};asiel.instroom_nareis;800;voorlopig;CBS" for month in family]
    lines.append("2022;ind.voorraad;30000;definitief;IND")
    lines.append("2023-12;ind.voorraad;40000;raming;IND")
    lines.append("2023-12;coa.bezetting;39.999,5;aanname;COA")
    lines.append("2023-K4;ks.achterstand;-250;definitief;KS")
    lines.append("2023;ind.inwilligingspercentage;72%;definitief;IND")
    return "\n".join(lines) + "\n"


def plan() -> str:
    lines = ["maand;mpp_scenario;stroom;grootheid;waarde;definitie"]
    for month in HORIZON.months:
        for scenario in ("minimum", "medio", "maximum"):
            lines.append(f"{month};{scenario};spoor4;capaciteit;2000;")
            lines.append(f"{month};{scenario};spoor4;inwilligingspercentage;0,7;inhoudelijk spoor 4")
    lines.append(f";;prognose;kenmerk;;{PROGNOSE}")
    return "\n".join(lines) + "\n"


def contents() -> dict[str, str]:
    """Path relative to the round folder → text."""
    return {
        "round.yml": ROUND,
        "inputs/scenarios.csv": SCENARIOS,
        "inputs/gehanteerd.csv": ADOPTED,
        "inputs/experts.csv": EXPERTS,
        "inputs/realisaties.csv": realisations(),
        "inputs/parameters.csv": PARAMETERS,
        "inputs/verdelingen.csv": KERNELS,
        "inputs/ind_prognoseplan.csv": plan(),
        "inputs/maatregelen.csv": MEASURES,
        "inputs/leveringen.csv": DELIVERIES,
        "inputs/plan_ind.pdf": "geen tabel",
        "registers/risicos.csv": RISKS,
        "registers/partners.csv": PARTNERS,
        "decisions.yml": DECISIONS,
        "text/samenvatting.md": TEXT,
    }


def write_round(folder: Path) -> Path:
    """Writes the round; returns its folder."""
    for relative, text in contents().items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def indicator(name: str, unit: str = "personen", *, signed: bool = False) -> IndicatorSpec:
    counted = Aggregation.STOCK if name in OPENING else Aggregation.FLOW
    return IndicatorSpec(name, name, "asiel", name.split(".")[0], unit, counted, name, signed=signed)


OPENING = ("ind.voorraad", "coa.bezetting")
INDICATORS = (
    indicator("asiel.instroom_eerste"),
    indicator("asiel.instroom_herhaald"),
    indicator("asiel.instroom_nareis"),
    indicator("asiel.instroom_totaal"),
    indicator("ind.voorraad", "zaken"),
    indicator("ind.inwilligingspercentage", "aandeel"),
    indicator("coa.bezetting"),
    indicator("ks.achterstand", signed=True),
)
PARAMETER_SPECS = (
    ParameterSpec("aandeel_spoor1", "aandeel spoor 1", "aandeel", 0, 1),
    ParameterSpec("aandeel_spoor2", "aandeel spoor 2", "aandeel", 0, 1),
    ParameterSpec("taakstelling", "taakstelling huisvesting", "personen per halfjaar", per_half_year=True),
    ParameterSpec("ir_capaciteit", "capaciteit identificatie", "personen per maand", 1, required=False, default=1e6),
)
KERNEL_SPECS = (
    KernelSpec("beroepstermijn", "afwijzing tot beroep", first_lag=1),
    KernelSpec("dublin_overdracht", "claimakkoord tot overdracht", total=None, group="dublin"),
    KernelSpec("dublin_mob", "claimakkoord tot vertrek", total=None, group="dublin"),
    KernelSpec("verblijf", "nog in de opvang na k maanden", total=None),
)
CATALOGUE = Catalogue(
    variant="standaard",
    indicators={spec.id: spec for spec in INDICATORS},
    parameters={spec.name: spec for spec in PARAMETER_SPECS},
    kernels={spec.name: spec for spec in KERNEL_SPECS},
    plan=(
        PlanSpec("spoor4", "capaciteit", "capaciteit spoor 4", "zaken per maand"),
        PlanSpec("spoor4", "inwilligingspercentage", "inwilligingspercentage spoor 4", "aandeel", 0, 1),
    ),
    opening=OPENING,
    history={"asiel.instroom_eerste": 3},
    delays={"asiel.instroom_nareis": frozenset({"beroepstermijn"})},
    limits=((("aandeel_spoor1", "aandeel_spoor2"), 1.0),),
    totals={"asiel.instroom_totaal": ("asiel.instroom_eerste", "asiel.instroom_herhaald", "asiel.instroom_nareis")},
    nested=((("coa.bezetting",), ("ind.voorraad",)),),
)


def catalogue_for(variant: str) -> Catalogue:
    return {"standaard": CATALOGUE}[variant]
