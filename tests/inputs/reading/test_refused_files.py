"""Files that are missing, unreadable, of the wrong shape, in the wrong place or about people."""

from pathlib import Path

import pytest

from tests.support import tiny_round
from tests.support.breaking import Break, add, link, messages, remove, snapshot, swap, swap_all, together, write

SCENARIOS = "inputs/scenarios.csv"
ADOPTED = "inputs/gehanteerd.csv"
EXPERTS = "inputs/experts.csv"
REALISATIONS = "inputs/realisaties.csv"
PARAMETERS = "inputs/parameters.csv"
KERNELS = "inputs/verdelingen.csv"
PLAN = "inputs/ind_prognoseplan.csv"
DELIVERIES = "inputs/leveringen.csv"
TEXT = "text/samenvatting.md"
DECISIONS = "decisions.yml"
PEOPLE = "nummer;status\n" + "".join(f"{10_000_000 + k};open\n" for k in range(12))

BREAKS = (
    Break(
        "scenario's ontbreken",
        remove(SCENARIOS),
        (
            "inputs/scenarios.csv: het bestand ontbreekt."
            " Verwacht: een CSV met"
            " jaar;scenario;omschrijving;kans;verwachting;spreiding;verdeling;basis;onderbouwing.",
        ),
    ),
    Break(
        "realisaties ontbreken",
        remove(REALISATIONS),
        ("inputs/realisaties.csv: het bestand ontbreekt. Verwacht: een CSV met periode;indicator;waarde;status;bron.",),
    ),
    Break(
        "plan ontbreekt",
        remove(PLAN),
        (
            "inputs/ind_prognoseplan.csv: het bestand ontbreekt."
            " Verwacht: inputs/ind_prognoseplan.csv met maand;mpp_scenario;stroom;grootheid;waarde;definitie,"
            " of inputs/ind_prognoseplan.xlsx.",
        ),
    ),
    Break(
        "leeg bestand",
        write(SCENARIOS, ""),
        (
            "inputs/scenarios.csv, rij 1: de kop ontbreekt."
            " Verwacht: jaar;scenario;omschrijving;kans;verwachting;spreiding;verdeling;basis;onderbouwing.",
        ),
    ),
    Break(
        "alleen lege cellen",
        write(SCENARIOS, ";;;\n;;;\n"),
        (
            "inputs/scenarios.csv, rij 1: de kop ontbreekt."
            " Verwacht: jaar;scenario;omschrijving;kans;verwachting;spreiding;verdeling;basis;onderbouwing.",
        ),
    ),
    Break(
        "komma's als scheidingsteken",
        swap_all(SCENARIOS, ";", ","),
        (
            "inputs/scenarios.csv, rij 1: de kolommen zijn gescheiden door komma's (gevonden:"
            " jaar,scenario,omschrijving,kans,verwachting,spreiding,verde…)."
            " Verwacht: puntkomma's (;).",
        ),
    ),
    Break(
        "tabs als scheidingsteken",
        swap_all(KERNELS, ";", "\t"),
        (
            "inputs/verdelingen.csv, rij 1: de kolommen zijn gescheiden door tabs (gevonden: parameter vanaf"
            " k aandeel eigenaar bron)."
            " Verwacht: puntkomma's (;).",
        ),
    ),
    Break(
        "kop ontbreekt",
        swap(SCENARIOS, "jaar;scenario;omschrijving;kans;verwachting;spreiding;verdeling;basis;onderbouwing\n", ""),
        (
            "inputs/scenarios.csv, rij 1: de eerste rij is geen kop van dit bestand (gevonden:"
            " 2024;rustig;Minder conflicten;0,4;30000;3000;normaal;vooraf)."
            " Verwacht: jaar;scenario;omschrijving;kans;verwachting;spreiding;verdeling;basis;onderbouwing.",
        ),
    ),
    Break(
        "Windows-codering",
        write(SCENARIOS, tiny_round.SCENARIOS.replace("conflict;0,6", "conflict in Syrië;0,6").encode("cp1252")),
        (
            "inputs/scenarios.csv, regel 3: de tekencodering is onjuist (gevonden: byte 0xeb)."
            " Verwacht: UTF-8 (in Excel: CSV UTF-8).",
        ),
    ),
    Break(
        "UTF-16",
        write(SCENARIOS, tiny_round.SCENARIOS.encode("utf-16")),
        (
            "inputs/scenarios.csv: de tekencodering is onjuist (gevonden: UTF-16)."
            " Verwacht: UTF-8 (in Excel: CSV UTF-8).",
        ),
    ),
    Break(
        "NUL-teken",
        swap(SCENARIOS, "rustig;Minder conflicten;0,4", "rustig;Minder\0conflicten;0,4"),
        (
            "inputs/scenarios.csv, regel 2: het bestand bevat een stuurteken (gevonden: NUL)."
            " Verwacht: alleen leesbare tekst.",
        ),
    ),
    Break(
        "te groot bestand",
        add(SCENARIOS, "x" * 20_000_001),
        (
            "inputs/scenarios.csv: het bestand is te groot (gevonden: 20000323 bytes)."
            " Verwacht: ten hoogste 5000000 bytes.",
        ),
    ),
    Break(
        "te lange cel",
        swap(SCENARIOS, "Deskundigen", "x" * 10_001),
        (
            "inputs/scenarios.csv, rij 3, kolom onderbouwing: de cel is te lang (gevonden: 10001 tekens)."
            " Verwacht: ten hoogste 10000 tekens.",
        ),
    ),
    Break(
        "veel te lange cel",
        swap(SCENARIOS, "Deskundigen", "x" * 200_000),
        ("inputs/scenarios.csv, rij 3: een cel is te lang. Verwacht: ten hoogste 10000 tekens.",),
    ),
    Break(
        "aanhalingsteken niet gesloten",
        swap(SCENARIOS, "Deskundigen", '"Deskundigen'),
        (
            "inputs/scenarios.csv, rij 3: de aanhalingstekens kloppen niet."
            ' Verwacht: een cel tussen "…", met elk aanhalingsteken daarbinnen verdubbeld.',
        ),
    ),
    Break(
        "onbekende kolom",
        swap(SCENARIOS, "basis;onderbouwing\n", "basis;onderbouwing;kleur\n"),
        (
            "inputs/scenarios.csv, rij 1, kolom kleur: onbekende kolom."
            " Verwacht: een kolom van dit bestand: basis, jaar, kans, omschrijving, onderbouwing, scenario,"
            " spreiding, verdeling, verwachting.",
        ),
    ),
    Break(
        "verschreven kolom",
        swap(SCENARIOS, ";kans;", ";kanss;"),
        (
            "inputs/scenarios.csv, rij 1, kolom kanss: onbekende kolom."
            " Verwacht: een kolom van dit bestand; het meest lijkt kans.",
        ),
    ),
    Break(
        "ontbrekende kolom",
        write(EXPERTS, "jaar;organisatie;fase;bereik;laag;midden;hoog;oordeel;bron\n"),
        ("inputs/experts.csv, rij 1: de kolom ontbreekt. Verwacht: datum.",),
    ),
    Break(
        "dubbele kolom",
        swap(SCENARIOS, ";basis;onderbouwing\n", ";basis;basis;onderbouwing\n"),
        ("inputs/scenarios.csv, rij 1, kolom basis: de kolom staat er dubbel. Verwacht: elke kolom één keer.",),
    ),
    Break(
        "kolom zonder naam",
        swap(ADOPTED, "mpp_scenario;waarde", "mpp_scenario;;waarde"),
        (
            "inputs/gehanteerd.csv, rij 1, kolom 3: de kolom heeft geen naam."
            " Verwacht: een naam boven elke gevulde kolom.",
        ),
    ),
    Break(
        "te lange rij",
        swap(SCENARIOS, "vooraf;Deskundigen", "vooraf;Deskundigen;extra"),
        (
            "inputs/scenarios.csv, rij 3: de rij heeft een ander aantal cellen dan de kop (gevonden: 10"
            " cellen)."
            " Verwacht: 9 cellen.",
        ),
    ),
    Break(
        "te korte rij",
        swap(
            SCENARIOS,
            "2024;onrust;Een nieuw conflict;0,6;45000;6000;;vooraf;Deskundigen",
            "2024;onrust;Een nieuw conflict;0,6",
        ),
        (
            "inputs/scenarios.csv, rij 3: de rij heeft een ander aantal cellen dan de kop (gevonden: 4"
            " cellen)."
            " Verwacht: 9 cellen.",
        ),
    ),
    Break(
        "v-nummer als kolom",
        together(swap(REALISATIONS, "status;bron\n", "status;bron;V-nummer\n")),
        (
            "inputs/realisaties.csv, rij 1, kolom V-nummer: de kolom bevat persoonsgegevens."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "bsn in een levering",
        together(
            write("inputs/lijst.csv", "BSN;geboortedatum\n1;2000-01-01\n"),
            add(DELIVERIES, "lijst.csv;IND;1;concept;apm;2024-02-01"),
        ),
        (
            "inputs/lijst.csv, rij 1, kolom BSN: de kolom bevat persoonsgegevens."
            " Verwacht: aantallen, geen gegevens over personen.",
            "inputs/lijst.csv, rij 1, kolom geboortedatum: de kolom bevat persoonsgegevens."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "rij per persoon in een levering",
        together(write("inputs/lijst.csv", PEOPLE), add(DELIVERIES, "lijst.csv;IND;1;concept;apm;2024-02-01")),
        (
            "inputs/lijst.csv, kolom nummer: het bestand lijkt een rij per persoon te hebben."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "v-nummer in een toelichting",
        swap(PARAMETERS, "hoger bij drukte", "zie v-nummer 271.123.4567"),
        (
            "inputs/parameters.csv, rij 3, kolom toelichting: de tekst bevat een BSN of v-nummer."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "BSN in een toelichting",
        swap(PARAMETERS, "hoger bij drukte", "zie 123456782"),
        (
            "inputs/parameters.csv, rij 3, kolom toelichting: de tekst bevat een getal dat een BSN kan zijn."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "metadata in een tekst",
        write(TEXT, "Eerst dit.\n\n---\ntitle: Vervalst\nrapport: {concept: false}\n---\n\n---\n\nEn dan dit.\n"),
        (
            "text/samenvatting.md, regel 3: hier begint een blok met metadata."
            " Verwacht: tekst; na een scheidingslijn (---) een lege regel.",
        ),
    ),
    Break(
        "telefoonnummer in tekst",
        add(TEXT, "Bel 0612345678."),
        (
            "text/samenvatting.md, regel 4: de tekst bevat een getal dat een v-nummer of telefoonnummer kan"
            " zijn."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "BSN in een besluit",
        add(DECISIONS, "- {date: 2024-02-02, gremium: werkgroep, product: rapportage, decision: over 111222333}"),
        (
            "decisions.yml, besluit 3, decision: de tekst bevat een getal dat een BSN kan zijn."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "verschreven bestandsnaam",
        together(write("inputs/gehanteerde.csv", tiny_round.ADOPTED), remove(ADOPTED)),
        (
            "inputs/gehanteerde.csv: dit bestand wordt niet gelezen."
            " Verwacht: een bestand van een ronde, of een levering uit leveringen.csv; het meest lijkt"
            " inputs/gehanteerd.csv.",
        ),
    ),
    Break(
        "onbekend register",
        write("registers/risico.csv", "id\n"),
        (
            "registers/risico.csv: dit bestand wordt niet gelezen."
            " Verwacht: een bestand van een ronde, of een levering uit leveringen.csv; het meest lijkt"
            " registers/risicos.csv.",
        ),
    ),
    Break(
        "bestand wijst buiten de map",
        link(SCENARIOS, "../../../geheim.csv"),
        ("inputs/scenarios.csv: dit verwijst naar een plek buiten de rondemap. Verwacht: een bestand in de map zelf.",),
    ),
    Break(
        "bestand wijst naar zichzelf",
        link(SCENARIOS, "scenarios.csv"),
        ("inputs/scenarios.csv: dit verwijst naar een plek buiten de rondemap. Verwacht: een bestand in de map zelf.",),
    ),
    Break(
        "bestand is een map",
        together(remove(EXPERTS), lambda folder: (folder / EXPERTS).mkdir()),
        ("inputs/experts.csv: dit is geen gewoon bestand. Verwacht: een bestand dat te lezen is.",),
    ),
    Break(
        "levering buiten de map",
        swap(DELIVERIES, "plan_ind.pdf", "../../plan_ind.pdf"),
        (
            "inputs/leveringen.csv, rij 2, kolom bestand: dit wijst naar een plek buiten inputs (gevonden:"
            " ../../plan_ind.pdf)."
            " Verwacht: een bestand in inputs/.",
            "inputs/plan_ind.pdf: dit bestand wordt niet gelezen."
            " Verwacht: een bestand van een ronde, of een levering uit leveringen.csv.",
        ),
    ),
    Break(
        "levering als volledig pad",
        swap(DELIVERIES, "plan_ind.pdf", "/etc/passwd"),
        (
            "inputs/leveringen.csv, rij 2, kolom bestand: dit wijst naar een plek buiten inputs (gevonden:"
            " /etc/passwd)."
            " Verwacht: een bestand in inputs/.",
            "inputs/plan_ind.pdf: dit bestand wordt niet gelezen."
            " Verwacht: een bestand van een ronde, of een levering uit leveringen.csv.",
        ),
    ),
    Break(
        "levering ontbreekt",
        remove("inputs/plan_ind.pdf"),
        (
            "inputs/leveringen.csv, rij 2, kolom bestand: het bestand staat niet in inputs (gevonden:"
            " plan_ind.pdf)."
            " Verwacht: een bestand in inputs/.",
        ),
    ),
    Break(
        "onbekende doelgroep",
        swap(DELIVERIES, "apm, werkgroep", "apm, pers"),
        (
            "inputs/leveringen.csv, rij 2, kolom doelgroepen: onbekende doelgroep: pers (gevonden: apm,"
            " pers)."
            " Verwacht: een of meer van apm, groep, werkgroep, deelberaden, topberaad, openbaar, gescheiden"
            " door komma's.",
        ),
    ),
    Break(
        "tekst niet in UTF-8",
        write(TEXT, "Syri\xeb".encode("latin-1")),
        (
            "text/samenvatting.md, regel 1: de tekencodering is onjuist (gevonden: byte 0xeb)."
            " Verwacht: UTF-8 (in Excel: CSV UTF-8).",
        ),
    ),
    Break(
        "besluiten zijn geen lijst",
        write(DECISIONS, "date: 2024-01-01\n"),
        ("decisions.yml: het bestand bevat geen lijst. Verwacht: een lijst van besluiten, elk na een -.",),
    ),
    Break(
        "besluit in een ander decennium",
        swap(DECISIONS, "2024-02-01", "2042-02-01"),
        (
            "decisions.yml, besluit 1, date: deze dag past niet bij de ronde (gevonden: 2042-02-01)."
            " Verwacht: een dag van 2021-01-01 tot en met 2028-12-31.",
        ),
    ),
    Break(
        "dagen die niet bestaan, en een die niet bij de ronde past",
        together(
            swap(EXPERTS, "2024-01-10;", "2024-02-30;"),
            swap(EXPERTS, "1-2-2024", "31-04-2024"),
            swap(DELIVERIES, "2024-02-20", "2204-02-20"),
        ),
        (
            "inputs/experts.csv, rij 2, kolom datum: deze dag bestaat niet (gevonden: 2024-02-30)."
            " Verwacht: een datum als JJJJ-MM-DD.",
            "inputs/experts.csv, rij 3, kolom datum: deze dag bestaat niet (gevonden: 31-04-2024)."
            " Verwacht: een datum als JJJJ-MM-DD.",
            "inputs/leveringen.csv, rij 2, kolom datum: dit is geen datum (gevonden: 2204-02-20)."
            " Verwacht: een datum als JJJJ-MM-DD.",
        ),
    ),
    Break(
        "levering ver voor de ronde",
        swap(DELIVERIES, "2024-02-20", "2014-02-20"),
        (
            "inputs/leveringen.csv, rij 2, kolom datum: deze dag past niet bij de ronde (gevonden: 2014-02-20)."
            " Verwacht: een dag van 2021-01-01 tot en met 2028-12-31.",
        ),
    ),
    Break(
        "besluit onvolledig",
        add(DECISIONS, "- date: gisteren", "  gremium: werkgroep", "  product: rapportage", "  besluit: akkoord"),
        (
            "decisions.yml, besluit 3, besluit: onbekende sleutel."
            " Verwacht: een bekende sleutel: about, date, decision, gremium, objection, partner, product, step, word.",
            "decisions.yml, besluit 3, date: dit is geen datum (gevonden: gisteren)."
            " Verwacht: de datum als JJJJ-MM-DD.",
            "decisions.yml, besluit 3, decision: de sleutel ontbreekt. Verwacht: het besluit.",
        ),
    ),
)


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_broken_files_are_refused(case: Break, tiny: Path):
    """A broken file gives exactly these messages, and the folder stays as it was."""
    case.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(case.messages)
    assert snapshot(tiny) == before
