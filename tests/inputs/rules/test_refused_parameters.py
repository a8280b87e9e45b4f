"""Parameters, verdelingen, maatregelen and risks that are refused."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, add, messages, snapshot, swap, swap_all, together

PARAMETERS = "inputs/parameters.csv"
KERNELS = "inputs/verdelingen.csv"
MEASURES = "inputs/maatregelen.csv"
RISKS = "registers/risicos.csv"

BREAKS = (
    Break(
        "onbekende parameter",
        add(PARAMETERS, "aandeel_spoor9;2024-01;;0,2;aandeel;;IND;IND-cijfers;"),
        (
            "inputs/parameters.csv, rij 8, kolom parameter: onbekende parameter (gevonden: aandeel_spoor9)."
            " Verwacht: een parameter van de keten; het meest lijkt aandeel_spoor2.",
        ),
    ),
    Break(
        "verschreven parameter",
        swap(PARAMETERS, "aandeel_spoor2;", "aandeel_spor2;"),
        (
            "inputs/parameters.csv, rij 4, kolom parameter: onbekende parameter (gevonden: aandeel_spor2)."
            " Verwacht: een parameter van de keten; het meest lijkt aandeel_spoor2.",
        ),
    ),
    Break(
        "ontbrekende parameter",
        swap(PARAMETERS, "aandeel_spoor2;2023-01;;0,1;aandeel;;IND;IND-cijfers;\n", ""),
        (
            "inputs/parameters.csv, parameter aandeel_spoor2: de parameter ontbreekt."
            " Verwacht: aandeel spoor 2 (eenheid aandeel), vanaf 2024-01 of eerder.",
        ),
    ),
    Break(
        "parameter buiten bereik",
        swap(PARAMETERS, "2023-01;;0,1", "2023-01;;1,1"),
        (
            "inputs/parameters.csv, rij 4, kolom waarde: aandeel_spoor2 ligt buiten het bereik (gevonden:"
            " 1,1)."
            " Verwacht: een getal van 0 tot en met 1.",
        ),
    ),
    Break(
        "parameter te laag",
        add(PARAMETERS, "ir_capaciteit;2024-01;;0;personen per maand;;Politie;aanname;"),
        (
            "inputs/parameters.csv, rij 8, kolom waarde: ir_capaciteit ligt buiten het bereik (gevonden: 0)."
            " Verwacht: een getal van 1 of hoger.",
        ),
    ),
    Break(
        "verkeerde eenheid",
        swap(PARAMETERS, "18750;personen per halfjaar", "18750;personen per jaar"),
        (
            "inputs/parameters.csv, rij 5, kolom eenheid: taakstelling heeft een andere eenheid (gevonden:"
            " personen per jaar)."
            " Verwacht: personen per halfjaar.",
        ),
    ),
    Break(
        "percentage bij een aantal",
        swap(PARAMETERS, "18750;", "18750%;"),
        (
            "inputs/parameters.csv, rij 5, kolom waarde: een percentage past hier niet (gevonden: 18750%)."
            " Verwacht: een getal in personen per halfjaar.",
        ),
    ),
    Break(
        "negatieve onzekerheid",
        swap(PARAMETERS, "aandeel;1%;", "aandeel;-1%;"),
        (
            "inputs/parameters.csv, rij 2, kolom onzekerheid: dit is negatief (gevonden: -1%)."
            " Verwacht: een spreiding van 0 of hoger, in de eenheid van de parameter, of leeg.",
        ),
    ),
    Break(
        "vanaf geen maand",
        swap(PARAMETERS, "aandeel_spoor2;2023-01", "aandeel_spoor2;2023"),
        (
            "inputs/parameters.csv, rij 4, kolom vanaf: dit is geen maand (gevonden: 2023)."
            " Verwacht: een maand als JJJJ-MM.",
        ),
    ),
    Break(
        "dubbele parameter",
        add(PARAMETERS, "aandeel_spoor1;2025-01;maximum;0,3;aandeel;;IND;IND-cijfers;"),
        (
            "inputs/parameters.csv, rij 8: dit staat ook al in rij 3 (gevonden: aandeel_spoor1, 2025-01,"
            " maximum)."
            " Verwacht: elke combinatie van parameter, vanaf en mpp_scenario één keer.",
        ),
    ),
    Break(
        "begint na de horizon",
        swap(PARAMETERS, "aandeel_spoor2;2023-01", "aandeel_spoor2;2024-02"),
        (
            "inputs/parameters.csv, parameter aandeel_spoor2: er is geen waarde in 2024-01 (gevonden: niets"
            " voor minimum, medio, maximum)."
            " Verwacht: een rij vanaf 2024-01 of eerder.",
        ),
    ),
    Break(
        "alleen voor twee mpp-scenario's",
        together(
            swap(PARAMETERS, "aandeel_spoor2;2023-01;;", "aandeel_spoor2;2023-01;minimum;"),
            add(PARAMETERS, "aandeel_spoor2;2023-01;maximum;0,3;aandeel;;IND;IND-cijfers;"),
        ),
        (
            "inputs/parameters.csv, parameter aandeel_spoor2: er is geen waarde in 2024-01 (gevonden: niets"
            " voor medio)."
            " Verwacht: een rij vanaf 2024-01 of eerder.",
        ),
    ),
    Break(
        "halfjaar begint in maart",
        swap(PARAMETERS, "taakstelling;2024-01", "taakstelling;2024-03"),
        (
            "inputs/parameters.csv, rij 5, kolom vanaf: taakstelling geldt per halfjaar (gevonden: 2024-03)."
            " Verwacht: januari of juli, zoals 2024-07.",
        ),
    ),
    Break(
        "eerste halfjaar ontbreekt",
        swap(PARAMETERS, "taakstelling;2024-01", "taakstelling;2023-07"),
        (
            "inputs/parameters.csv, parameter taakstelling: er is geen waarde in 2024-01 (gevonden: niets"
            " voor minimum, medio, maximum)."
            " Verwacht: een rij vanaf 2024-01.",
        ),
    ),
    Break(
        "lege eigenaar en bron",
        swap(PARAMETERS, "0,1;aandeel;;IND;IND-cijfers", "0,1;aandeel;;;"),
        (
            "inputs/parameters.csv, rij 4, kolom bron: de cel is leeg. Verwacht: een bron.",
            "inputs/parameters.csv, rij 4, kolom eigenaar: de cel is leeg. Verwacht: een eigenaar.",
        ),
    ),
    Break(
        "rho buiten bereik en kappa nul",
        together(
            swap(PARAMETERS, "rho_s;2024-01;;0,8", "rho_s;2024-01;;1,8"),
            swap(PARAMETERS, "kappa;2024-01;;60", "kappa;2024-01;;0"),
        ),
        (
            "inputs/parameters.csv, rij 6, kolom waarde: rho_s ligt buiten het bereik (gevonden: 1,8)."
            " Verwacht: een getal van 0 tot en met 1.",
            "inputs/parameters.csv, rij 7, kolom waarde: kappa is niet groter dan 0 (gevonden: 0)."
            " Verwacht: een getal groter dan 0.",
        ),
    ),
    Break(
        "rho per mpp-scenario",
        swap(PARAMETERS, "rho_s;2024-01;;", "rho_s;2024-01;medio;"),
        (
            "inputs/parameters.csv, rij 6, kolom mpp_scenario: rho_s geldt voor de hele ronde (gevonden:"
            " medio)."
            " Verwacht: een lege cel.",
        ),
    ),
    Break(
        "kappa twee keer",
        add(PARAMETERS, "kappa;2025-01;;70;;;APM;aanname;"),
        (
            "inputs/parameters.csv, rij 8, kolom parameter: kappa heeft al een waarde in rij 7 (gevonden:"
            " kappa)."
            " Verwacht: één rij.",
        ),
    ),
    Break(
        "samen boven 1",
        swap(PARAMETERS, "aandeel_spoor2;2023-01;;0,1", "aandeel_spoor2;2023-01;;0,79"),
        (
            "inputs/parameters.csv, parameters aandeel_spoor1 + aandeel_spoor2: de parameters zijn samen te"
            " hoog (gevonden: 1,04 in 2025-01 (maximum))."
            " Verwacht: samen ten hoogste 1.",
        ),
    ),
    Break(
        "verdeling telt niet op",
        swap(KERNELS, "2020-01;1;0,25", "2020-01;1;0,2"),
        (
            "inputs/verdelingen.csv, verdeling beroepstermijn, vanaf 2020-01: de aandelen tellen niet op tot"
            " 1 (gevonden: 0,95)."
            " Verwacht: aandelen die optellen tot 1.",
        ),
    ),
    Break(
        "wegen tellen samen niet op",
        swap(KERNELS, "2024-07;2;0,7", "2024-07;2;0,6"),
        (
            "inputs/verdelingen.csv, verdelingen dublin_overdracht, dublin_mob, vanaf 2024-07: de wegen"
            " tellen samen niet op tot 1 (gevonden: 0,9)."
            " Verwacht: aandelen die samen optellen tot 1.",
        ),
    ),
    Break(
        "onbekende verdeling",
        add(KERNELS, "beroepen;2020-01;1;1;RvdR;aanname"),
        (
            "inputs/verdelingen.csv, rij 10, kolom parameter: onbekende verdeling (gevonden: beroepen)."
            " Verwacht: een verdeling van de keten; het meest lijkt beroepstermijn.",
        ),
    ),
    Break(
        "verdeling ontbreekt",
        swap(KERNELS, "verblijf;2020-01;0;1;COA;aanname\nverblijf;2020-01;1;0,9;COA;aanname\n", ""),
        (
            "inputs/verdelingen.csv, verdeling verblijf: de verdeling ontbreekt."
            " Verwacht: nog in de opvang na k maanden, vanaf 2024-01 of eerder.",
        ),
    ),
    Break(
        "verdeling begint te laat",
        swap_all(KERNELS, "verblijf;2020-01", "verblijf;2024-02"),
        (
            "inputs/verdelingen.csv, verdeling verblijf: de verdeling begint na de horizon (gevonden:"
            " 2024-02)."
            " Verwacht: een verdeling vanaf 2024-01 of eerder.",
        ),
    ),
    Break(
        "k te klein",
        swap(KERNELS, "beroepstermijn;2020-01;1;", "beroepstermijn;2020-01;0;"),
        (
            "inputs/verdelingen.csv, rij 2, kolom k: beroepstermijn begint bij k = 1 (gevonden: 0)."
            " Verwacht: k van 1 of hoger.",
        ),
    ),
    Break(
        "k geen geheel getal",
        swap(KERNELS, "beroepstermijn;2020-01;1;", "beroepstermijn;2020-01;1,5;"),
        (
            "inputs/verdelingen.csv, rij 2, kolom k: dit is geen geheel getal (gevonden: 1,5)."
            " Verwacht: een geheel getal van 0 tot en met 240.",
        ),
    ),
    Break(
        "k te groot",
        swap(KERNELS, "beroepstermijn;2020-01;2;", "beroepstermijn;2020-01;1000;"),
        (
            "inputs/verdelingen.csv, rij 3, kolom k: dit ligt buiten het bereik (gevonden: 1000)."
            " Verwacht: een geheel getal van 0 tot en met 240.",
        ),
    ),
    Break(
        "k dubbel",
        add(KERNELS, "verblijf;2020-01;1;0,8;COA;aanname"),
        (
            "inputs/verdelingen.csv, rij 10: dit staat ook al in rij 9 (gevonden: verblijf, 2020-01, 1)."
            " Verwacht: elke combinatie van parameter, vanaf en k één keer.",
        ),
    ),
    Break(
        "aandeel boven 1",
        swap(KERNELS, "2020-01;0;1;", "2020-01;0;1,2;"),
        (
            "inputs/verdelingen.csv, rij 8, kolom aandeel: dit ligt niet tussen 0 en 1 (gevonden: 1,2)."
            " Verwacht: een aandeel tussen 0 en 1, of een percentage zoals 12,5%.",
        ),
    ),
    Break(
        "maatregel op onbekende parameter",
        swap(MEASURES, ";aandeel_spoor1;", ";aandeel_spor1;"),
        (
            "inputs/maatregelen.csv, rij 3, kolom parameter: onbekende parameter (gevonden: aandeel_spor1)."
            " Verwacht: een parameter van de keten; het meest lijkt aandeel_spoor1.",
        ),
    ),
    Break(
        "maatregel eindigt eerder",
        swap(MEASURES, "2024-07;2024-12", "2024-07;2024-06"),
        (
            "inputs/maatregelen.csv, rij 2, kolom tot: de maatregel eindigt voor ze begint (gevonden:"
            " 2024-06)."
            " Verwacht: een maand vanaf 2024-07, of leeg.",
        ),
    ),
    Break(
        "maatregel zonder grondslag",
        swap(MEASURES, ";afspraak;", ";;"),
        (
            "inputs/maatregelen.csv, rij 2, kolom grondslag: een actieve maatregel heeft geen grondslag."
            " Verwacht: afspraak, schatting of eerdere realisatie; of actief nee.",
        ),
    ),
    Break(
        "maatregel deels aan",
        swap(MEASURES, "M2;Snellere toets", "M1;Snellere toets"),
        (
            "inputs/maatregelen.csv, rij 3, kolom actief: maatregel M1 staat deels aan en deels uit (gevonden: nee)."
            " Verwacht: ja, zoals in rij 2.",
        ),
    ),
    Break(
        "maatregel met onbekende woorden",
        together(
            swap(MEASURES, ";plus;", ";erbij;"),
            swap(MEASURES, ";nee;", ";misschien;"),
            swap(MEASURES, ";1,1;", ";beetje;"),
        ),
        (
            "inputs/maatregelen.csv, rij 2, kolom soort: dit is hier geen geldige waarde (gevonden: erbij)."
            " Verwacht: plus, factor of waarde.",
            "inputs/maatregelen.csv, rij 3, kolom actief: dit is hier geen geldige waarde (gevonden:"
            " misschien)."
            " Verwacht: ja of nee.",
            "inputs/maatregelen.csv, rij 3, kolom effect: dit is geen getal (gevonden: beetje)."
            " Verwacht: een getal, of een percentage zoals 12,5%.",
        ),
    ),
    Break(
        "overlevingscurve die stijgt",
        add(KERNELS, "verblijf;2020-01;2;0,95;COA;aanname", "verblijf;2020-01;4;0,1;COA;aanname"),
        (
            "inputs/verdelingen.csv, rij 10, kolom aandeel: verblijf vanaf 2020-01 stijgt van k = 1 naar k = 2;"
            " wie er nog is, wordt niet meer (gevonden: 0,95). Verwacht: ten hoogste 0,9, zoals bij k = 1.",
            "inputs/verdelingen.csv, rij 11, kolom aandeel: verblijf vanaf 2020-01 stijgt van k = 3 naar k = 4;"
            " wie er nog is, wordt niet meer (gevonden: 0,1). Verwacht: ten hoogste 0, zoals bij k = 3.",
        ),
    ),
    *(
        Break(
            f"vanaf na de horizon: {file}",
            edit,
            (
                f"{file}, {row}, kolom vanaf: deze maand ligt na de horizon (gevonden: 2026-01)."
                " Verwacht: een maand tot en met 2025-12.",
            ),
        )
        for file, row, edit in (
            (PARAMETERS, "rij 3", swap(PARAMETERS, "2025-01;maximum", "2026-01;maximum")),
            (KERNELS, "rij 10", add(KERNELS, "beroepstermijn;2026-01;1;1;RvdR;aanname")),
            (MEASURES, "rij 3", swap(MEASURES, "aandeel_spoor1;2025-01", "aandeel_spoor1;2026-01")),
        )
    ),
    Break(
        "percentage op een parameter in personen",
        swap(MEASURES, ";plus;1000;", ";plus;10%;"),
        (
            "inputs/maatregelen.csv, rij 2, kolom effect: een percentage past hier niet (gevonden: 10%)."
            " Verwacht: een getal in personen per halfjaar.",
        ),
    ),
    Break(
        "percentage als vaste waarde van een parameter in personen",
        swap(MEASURES, ";plus;1000;", ";waarde;10%;"),
        (
            "inputs/maatregelen.csv, rij 2, kolom effect: een percentage past hier niet (gevonden: 10%)."
            " Verwacht: een getal in personen per halfjaar.",
        ),
    ),
    Break(
        "percentage als factor",
        swap(MEASURES, ";factor;1,1;", ";factor;10%;"),
        (
            "inputs/maatregelen.csv, rij 3, kolom effect: een percentage past hier niet (gevonden: 10%)."
            " Verwacht: een getal.",
        ),
    ),
    Break(
        "vaste waarde buiten bereik",
        swap(MEASURES, ";factor;1,1;", ";waarde;1,1;"),
        (
            "inputs/maatregelen.csv, rij 3, kolom effect: aandeel_spoor1 ligt buiten het bereik (gevonden: 1,1)."
            " Verwacht: een getal van 0 tot en met 1.",
        ),
    ),
    Break(
        "komma van duizendtallen",
        together(swap(PARAMETERS, ";18750;", ";18,750;"), swap(MEASURES, ";plus;1000;", ";plus;1,000;")),
        (
            "inputs/maatregelen.csv, rij 2, kolom effect: de komma kan duizendtallen of decimalen scheiden"
            " (gevonden: 1,000). Verwacht: 1000 of 1,0000.",
            "inputs/parameters.csv, rij 5, kolom waarde: de komma kan duizendtallen of decimalen scheiden"
            " (gevonden: 18,750). Verwacht: 18750 of 18,7500.",
        ),
    ),
    Break(
        "risico bij onbekende indicator",
        swap(RISKS, "asiel.instroom_eerste", "asiel.instrom_eerste"),
        (
            "registers/risicos.csv, rij 2, kolom indicator: onbekende indicator (gevonden:"
            " asiel.instrom_eerste)."
            " Verwacht: een indicator van de keten; het meest lijkt asiel.instroom_eerste.",
        ),
    ),
)


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_broken_parameters_are_refused(case: Break, tiny: Path):
    """Broken parameters give exactly these messages, and the folder stays as it was."""
    case.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(case.messages)
    assert snapshot(tiny) == before
