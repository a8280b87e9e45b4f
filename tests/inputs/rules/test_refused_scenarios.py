"""Scenarios, gehanteerde aantallen and experts that are refused: numbers as people mistype them, and rules."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, add, messages, snapshot, swap, together

SCENARIOS = "inputs/scenarios.csv"
ADOPTED = "inputs/gehanteerd.csv"
EXPERTS = "inputs/experts.csv"

BREAKS = (
    Break(
        "kansen tellen niet op",
        swap(SCENARIOS, "conflicten;0,4", "conflicten;0,35"),
        (
            "inputs/scenarios.csv, jaar 2024: de kansen tellen niet op tot 1 (gevonden: 0,95)."
            " Verwacht: kansen die optellen tot 1.",
        ),
    ),
    Break(
        "negatieve spreiding",
        swap(SCENARIOS, "45000;6000", "45000;-6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom spreiding: dit is minder dan 1 (gevonden: -6000)."
            " Verwacht: een aantal van ten minste 1.",
        ),
    ),
    Break(
        "bijna geen spreiding",
        swap(SCENARIOS, "45000;6000", "45000;0,000000000001"),
        (
            "inputs/scenarios.csv, rij 3, kolom spreiding: dit is minder dan 1 (gevonden: 0,000000000001)."
            " Verwacht: een aantal van ten minste 1.",
        ),
    ),
    Break(
        "spreiding nul",
        swap(SCENARIOS, "45000;6000", "45000;0"),
        (
            "inputs/scenarios.csv, rij 3, kolom spreiding: dit is minder dan 1 (gevonden: 0)."
            " Verwacht: een aantal van ten minste 1.",
        ),
    ),
    Break(
        "kans boven 1",
        swap(SCENARIOS, "conflicten;0,4", "conflicten;1,4"),
        (
            "inputs/scenarios.csv, rij 2, kolom kans: dit ligt niet tussen 0 en 1 (gevonden: 1,4)."
            " Verwacht: een aandeel tussen 0 en 1, of een percentage zoals 12,5%.",
        ),
    ),
    Break(
        "kans van 140 procent",
        swap(SCENARIOS, "conflicten;0,4", "conflicten;140%"),
        (
            "inputs/scenarios.csv, rij 2, kolom kans: dit ligt niet tussen 0 en 1 (gevonden: 140%)."
            " Verwacht: een aandeel tussen 0 en 1, of een percentage zoals 12,5%.",
        ),
    ),
    Break(
        "normaal past niet",
        swap(SCENARIOS, "45000;6000", "45000;20000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verdeling: een normale verdeling past hier niet (gevonden:"
            " 1,22% onder nul bij verwachting 45000 en spreiding 20000)."
            " Verwacht: lognormaal, of een kleinere spreiding (ten hoogste 1% onder nul).",
        ),
    ),
    Break(
        "tekst in een getal",
        swap(SCENARIOS, "45000;6000", "veel;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: dit is geen getal (gevonden: veel)."
            " Verwacht: een aantal groter dan 0.",
        ),
    ),
    Break(
        "dubbelzinnige punt",
        swap(SCENARIOS, "45000;6000", "45.000;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: de punt kan duizendtallen of decimalen scheiden"
            " (gevonden: 45.000)."
            " Verwacht: 45000 of 45,0000.",
        ),
    ),
    Break(
        "Engelse duizendtallen",
        swap(SCENARIOS, "45000;6000", "45,000.00;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: de scheidingstekens in dit getal kloppen niet"
            " (gevonden: 45,000.00)."
            " Verwacht: een getal zoals 1234,5 of 1.234,5.",
        ),
    ),
    Break(
        "spatie als duizendtal",
        swap(SCENARIOS, "45000;6000", "45 000;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: de scheidingstekens in dit getal kloppen niet"
            " (gevonden: 45 000)."
            " Verwacht: een getal zoals 1234,5 of 1.234,5.",
        ),
    ),
    Break(
        "NaN",
        swap(SCENARIOS, "45000;6000", "NaN;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: hier staat geen waarde (gevonden: NaN)."
            " Verwacht: een aantal groter dan 0.",
        ),
    ),
    Break(
        "oneindig",
        swap(SCENARIOS, "45000;6000", "inf;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: hier staat geen waarde (gevonden: inf)."
            " Verwacht: een aantal groter dan 0.",
        ),
    ),
    Break(
        "te groot getal",
        swap(SCENARIOS, "45000;6000", "1e400;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: dit getal is te groot om mee te rekenen"
            " (gevonden: 1e400)."
            " Verwacht: een aantal groter dan 0.",
        ),
    ),
    Break(
        "leeg getal",
        swap(SCENARIOS, "45000;6000", ";6000"),
        ("inputs/scenarios.csv, rij 3, kolom verwachting: de cel is leeg. Verwacht: een aantal groter dan 0.",),
    ),
    Break(
        "#REF!",
        swap(SCENARIOS, "45000;6000", "#REF!;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: de cel bevat een foutmelding van Excel"
            " (gevonden: #REF!)."
            " Verwacht: een aantal groter dan 0.",
        ),
    ),
    Break(
        "#DEEL/0! in tekst",
        swap(SCENARIOS, "Deskundigen", "#DEEL/0!"),
        (
            "inputs/scenarios.csv, rij 3, kolom onderbouwing: de cel bevat een foutmelding van Excel"
            " (gevonden: #DEEL/0!)."
            " Verwacht: een onderbouwing, of leeg.",
        ),
    ),
    Break(
        "percentage bij een aantal",
        swap(SCENARIOS, "45000;6000", "45%;6000"),
        (
            "inputs/scenarios.csv, rij 3, kolom verwachting: een percentage past hier niet (gevonden: 45%)."
            " Verwacht: een aantal groter dan 0.",
        ),
    ),
    Break(
        "jaar met decimalen",
        swap(SCENARIOS, "2024;onrust", "2024,0;onrust"),
        (
            "inputs/scenarios.csv, rij 3, kolom jaar: dit is geen geheel getal (gevonden: 2024,0)."
            " Verwacht: een jaartal zoals 2024.",
        ),
    ),
    Break(
        "jaar buiten de horizon",
        add(SCENARIOS, "2026;rustig;Minder conflicten;1;30000;3000;;;"),
        (
            "inputs/scenarios.csv, rij 6, kolom jaar: dit jaar ligt buiten de horizon (gevonden: 2026)."
            " Verwacht: een jaar van 2024 tot en met 2025.",
        ),
    ),
    Break(
        "jaar zonder scenario's",
        swap(
            SCENARIOS,
            "2025;rustig;Minder conflicten;40%;31000;4000;;;\n"
            "2025;onrust;Een nieuw conflict;60%;48.500,5;20000;lognormaal;;\n",
            "",
        ),
        (
            "inputs/scenarios.csv, jaar 2025: het jaar heeft geen toekomstscenario's."
            " Verwacht: toekomstscenario's met kansen die optellen tot 1.",
        ),
    ),
    Break(
        "scenario dubbel",
        together(swap(SCENARIOS, "2024;onrust", "2024;rustig")),
        (
            "inputs/scenarios.csv, rij 3: dit staat ook al in rij 2 (gevonden: 2024, rustig)."
            " Verwacht: elke combinatie van jaar en scenario één keer.",
        ),
    ),
    Break(
        "basis leeg in deels gerealiseerd jaar",
        swap(SCENARIOS, "normaal;vooraf", "normaal;"),
        (
            "inputs/scenarios.csv, rij 2, kolom basis: de cel is leeg, terwijl van 2024 al 2 maanden"
            " gerealiseerd zijn."
            " Verwacht: vooraf of inclusief_realisatie.",
        ),
    ),
    Break(
        "basis gemengd",
        swap(SCENARIOS, "normaal;vooraf", "normaal;inclusief_realisatie"),
        (
            "inputs/scenarios.csv, jaar 2024: een jaar heeft meer dan één basis (gevonden:"
            " inclusief_realisatie en vooraf)."
            " Verwacht: één basis per jaar.",
        ),
    ),
    Break(
        "basis met realisaties in toekomstig jaar",
        together(
            swap(SCENARIOS, "31000;4000;;;", "31000;4000;;inclusief_realisatie;"),
            swap(SCENARIOS, "lognormaal;;", "lognormaal;inclusief_realisatie;"),
        ),
        (
            "inputs/scenarios.csv, rij 4, kolom basis: van 2025 is nog geen maand gerealiseerd (gevonden:"
            " inclusief_realisatie)."
            " Verwacht: vooraf, of leeg.",
            "inputs/scenarios.csv, rij 5, kolom basis: van 2025 is nog geen maand gerealiseerd (gevonden:"
            " inclusief_realisatie)."
            " Verwacht: vooraf, of leeg.",
        ),
    ),
    Break(
        "onbekende basis",
        swap(SCENARIOS, "normaal;vooraf", "normaal;achteraf"),
        (
            "inputs/scenarios.csv, rij 2, kolom basis: dit is hier geen geldige waarde (gevonden: achteraf)."
            " Verwacht: vooraf of inclusief_realisatie, of leeg.",
        ),
    ),
    Break(
        "onbekende verdeling",
        swap(SCENARIOS, "normaal;vooraf", "gamma;vooraf"),
        (
            "inputs/scenarios.csv, rij 2, kolom verdeling: dit is hier geen geldige waarde (gevonden: gamma)."
            " Verwacht: normaal of lognormaal, of leeg.",
        ),
    ),
    Break(
        "lege omschrijving",
        swap(SCENARIOS, "rustig;Minder conflicten;0,4", "rustig;;0,4"),
        (
            "inputs/scenarios.csv, rij 2, kolom omschrijving: de cel is leeg."
            " Verwacht: een omschrijving van het toekomstscenario.",
        ),
    ),
    Break(
        "onbekend mpp-scenario",
        swap(ADOPTED, "medio", "midden"),
        (
            "inputs/gehanteerd.csv, rij 3, kolom mpp_scenario: dit is hier geen geldige waarde (gevonden:"
            " midden)."
            " Verwacht: minimum, medio of maximum.",
        ),
    ),
    Break(
        "gehanteerd dubbel",
        add(ADOPTED, "2024;medio;41000;"),
        (
            "inputs/gehanteerd.csv, rij 5: dit staat ook al in rij 3 (gevonden: 2024, medio)."
            " Verwacht: elke combinatie van jaar en mpp_scenario één keer.",
        ),
    ),
    Break(
        "gehanteerd loopt niet op",
        swap(ADOPTED, "40000", "55000"),
        (
            "inputs/gehanteerd.csv, jaar 2024: medio is hoger dan maximum (gevonden: medio 55000, maximum"
            " 50000)."
            " Verwacht: minimum ≤ medio ≤ maximum.",
        ),
    ),
    Break(
        "gehanteerd onder realisatie",
        swap(ADOPTED, "minimum;30000", "minimum;4000"),
        (
            "inputs/gehanteerd.csv, rij 2, kolom waarde: dit is minder dan de 4003 die in 2024 al"
            " gerealiseerd zijn (gevonden: 4000)."
            " Verwacht: een aantal van 4003 of hoger.",
        ),
    ),
    Break(
        "gehanteerd buiten de horizon",
        add(ADOPTED, "2023;medio;41000;"),
        (
            "inputs/gehanteerd.csv, rij 5, kolom jaar: dit jaar ligt buiten de horizon (gevonden: 2023)."
            " Verwacht: een jaar van 2024 tot en met 2025.",
        ),
    ),
    Break(
        "expert buiten de enumeratie",
        together(swap(EXPERTS, "inbreng", "vooraf"), swap(EXPERTS, "in lijn", "gelijk")),
        (
            "inputs/experts.csv, rij 2, kolom fase: dit is hier geen geldige waarde (gevonden: vooraf)."
            " Verwacht: inbreng of toets.",
            "inputs/experts.csv, rij 3, kolom oordeel: dit is hier geen geldige waarde (gevonden: gelijk)."
            " Verwacht: hoger, in lijn of lager, of leeg.",
        ),
    ),
    Break(
        "expert loopt niet op",
        swap(EXPERTS, "30000;;45000", "50000;;45000"),
        (
            "inputs/experts.csv, rij 2: de cijfers lopen niet op (gevonden: 50000; 45000)."
            " Verwacht: laag ≤ midden ≤ hoog.",
        ),
    ),
    Break(
        "toets zonder oordeel",
        swap(EXPERTS, ";in lijn;", ";;"),
        ("inputs/experts.csv, rij 3, kolom oordeel: een toets heeft geen oordeel. Verwacht: hoger, in lijn of lager.",),
    ),
    Break(
        "inbreng van na de peildatum",
        swap(EXPERTS, "2024-01-10", "2024-03-16"),
        (
            "inputs/experts.csv, rij 2, kolom datum: de inbreng is van na de peildatum 2024-03-15"
            " (gevonden: 2024-03-16). Verwacht: een dag tot en met de peildatum, of fase toets.",
        ),
    ),
    Break(
        "datum onmogelijk",
        swap(EXPERTS, "2024-01-10", "2024-01-32"),
        (
            "inputs/experts.csv, rij 2, kolom datum: dit is geen datum (gevonden: 2024-01-32)."
            " Verwacht: een datum als JJJJ-MM-DD.",
        ),
    ),
)


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_broken_scenarios_are_refused(case: Break, tiny: Path):
    """A broken scenario, number or view gives exactly these messages, and the folder stays as it was."""
    case.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(case.messages)
    assert snapshot(tiny) == before
