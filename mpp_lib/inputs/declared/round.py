"""The tables of a round."""

from __future__ import annotations

from mpp_lib.base.catalogue import APM, IND
from mpp_lib.base.catalogue import SCENARIOS as MPP_SCENARIOS
from mpp_lib.inputs.declared.column import (
    choice,
    day,
    from_one,
    indicator,
    measured,
    month,
    number,
    period,
    positive,
    share,
    text,
    whole,
    year,
)
from mpp_lib.inputs.declared.fiction import FICTION
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.declared.of_round import OfRound
from mpp_lib.inputs.declared.planning import PLAN
from mpp_lib.inputs.declared.registers import REGISTERS
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.declared.unknown import UNKNOWN

MAX_K = 240
AUDIENCES = ("apm", "groep", "werkgroep", "deelberaden", "topberaad", "openbaar")
COURSES = ("trap", "lineair")
"""How a parameter goes from one value to the next: at once, or in a straight line."""
COUNTED_AS = ("definitief", "voorlopig", "raming", "aanname")
"""How firm a figure is, from a count to what only fills an opening."""
NOT_COUNTED = COUNTED_AS[2:]
"""The status of figures that are not expected to stay what they were."""
SPREAD_OF_ZERO = "een spreiding van 0 of hoger, in de eenheid van de parameter"
LAYER_KINDS = ("plus", "factor", "waarde")
"""How a layer works on a series: added to it, times it, or in its place."""
DISTRIBUTIONS = ("normaal", "lognormaal", "logitnormaal")
"""On which scale an uncertain input is normal: its own, of its logarithm, or of its log-odds."""
OVER_TIME = ("constant", "toevalswandeling", "per_jaar")
"""How far an input lies from its value in one month and the next: as far, a step further, or anew every year."""
GROUNDS = ("afspraak", "schatting", "eerdere realisatie")

ROUND = OfRound(
    scenarios=InputTable(
        "inputs/scenarios.csv",
        "De toekomstscenario's van de Prognose Eerste Asielinstroom: hoe waarschijnlijk elk in een jaar is, en hoeveel "
        "eerste asielaanvragen erbij horen.",
        (
            year("jaar", "het jaar van de horizon", of_horizon=True),
            text("scenario", "de naam van het toekomstscenario"),
            text("omschrijving", "een omschrijving van het toekomstscenario"),
            share("kans", "de kans op dit toekomstscenario; de kansen van een jaar tellen op tot 1"),
            positive("verwachting", "eerste asielaanvragen in dat jaar als dit toekomstscenario uitkomt", "personen"),
            from_one("spreiding", "de standaardafwijking daarvan", "personen"),
            choice(
                "verdeling", ("normaal", "lognormaal"), "de vorm van de verdeling", empty=True, when_empty="normaal"
            ),
            choice(
                "basis",
                ("vooraf", "inclusief_realisatie"),
                "of de verwachting al rekent met de gerealiseerde maanden van het jaar; verplicht als die er zijn",
                empty=True,
                when_empty="vooraf",
            ),
            text("onderbouwing", "een onderbouwing", "waar kans, verwachting en spreiding op rusten", empty=True),
        ),
        ("jaar", "scenario"),
        required=True,
        owner=APM,
    ),
    adopted=InputTable(
        "inputs/gehanteerd.csv",
        "De gehanteerde aantallen: wat de keten als eerste asielinstroom krijgt. Zonder dit bestand zijn dat de "
        "berekende percentielen.",
        (
            year("jaar", "het jaar van de horizon", of_horizon=True),
            choice("mpp_scenario", MPP_SCENARIOS, "het mpp-scenario; de drie lopen op"),
            number("waarde", "het gehanteerde aantal eerste asielaanvragen", "personen per jaar"),
            text(
                "reden", "een reden", "waarom het van het percentiel afwijkt, als het meer dan afronding is", empty=True
            ),
        ),
        ("jaar", "mpp_scenario"),
    ),
    experts=InputTable(
        "inputs/experts.csv",
        "Wat experts verwachten: vooraf als inbreng, achteraf als toets van de Prognose.",
        (
            year("jaar", "het jaar waarover de expert iets zegt", of_horizon=True),
            text("organisatie", "de naam van de organisatie"),
            choice("fase", ("inbreng", "toets"), "voor of na het opstellen van de Prognose"),
            text(
                "bereik",
                "waarvoor het oordeel geldt",
                "het gebied of de stroom waar de expert over spreekt",
                empty=True,
            ),
            number("laag", "het laagste aantal dat de expert noemt", "personen per jaar", empty=True),
            number("midden", "het aantal dat de expert het meest verwacht", "personen per jaar", empty=True),
            number("hoog", "het hoogste aantal dat de expert noemt", "personen per jaar", empty=True),
            choice("oordeel", ("hoger", "in lijn", "lager"), "wat een toets van de Prognose vindt", empty=True),
            day("datum", "de dag van het oordeel"),
            text("bron", "een bron", "waar het oordeel staat"),
        ),
        ("jaar", "organisatie", "fase", "bereik"),
        ascending=("laag", "midden", "hoog"),
    ),
    realisations=InputTable(
        "inputs/realisaties.csv",
        "Wat er is gerealiseerd, zoals op de peildatum bekend. De keten begint met de standen van de maand voor de "
        "horizon.",
        (
            period("periode", "waarover het cijfer gaat: een stroom in de periode, een stand aan het eind ervan"),
            indicator("indicator", "wat er geteld is: van de keten, of van de terugblik", looked_back=True),
            measured("waarde", "het cijfer", "die van de indicator"),
            choice(
                "status",
                COUNTED_AS,
                "hoe vast het cijfer staat; een aanname vult beginstanden en wordt nooit als gerealiseerd getoond",
            ),
            text("bron", "een bron", "wie het cijfer waar en wanneer publiceerde"),
        ),
        ("periode", "indicator"),
        required=True,
        owner=APM,
    ),
    unknown=UNKNOWN,
    parameters=InputTable(
        "inputs/parameters.csv",
        "De parameters van de keten, en rho_s, rho_w en kappa van de Prognose. Een waarde geldt vanaf een maand.",
        (
            text("parameter", "een parameter", "de naam van de parameter"),
            month("vanaf", "de eerste maand waarin de waarde geldt", of_horizon=True),
            choice("mpp_scenario", MPP_SCENARIOS, "het mpp-scenario waarvoor zij geldt; leeg: alle drie", empty=True),
            measured("waarde", "de waarde", "die van de parameter"),
            text("eenheid", "de eenheid van de parameter", "zoals de keten haar kent", empty=True),
            measured(
                "onzekerheid", "de standaardafwijking van de waarde", "die van de parameter", SPREAD_OF_ZERO, empty=True
            ),
            text("eigenaar", "een eigenaar", "de partner die over de waarde gaat"),
            text("bron", "een bron", "waar de waarde vandaan komt"),
            text("toelichting", "een toelichting", empty=True),
        ),
        ("parameter", "vanaf", "mpp_scenario"),
        required=True,
        owner=APM,
    ),
    courses=InputTable(
        "inputs/verloop.csv",
        "Hoe een parameter die per jaar verandert van de ene waarde naar de andere gaat. Wat hier niet staat, is een "
        "trap.",
        (
            text("parameter", "een parameter", "de naam van de parameter; niet een die per halfjaar geldt"),
            choice(
                "verloop",
                COURSES,
                "trap: in één keer, in de maand `vanaf`; lineair: elke maand het gemiddelde van het jaar eromheen, "
                "dus in een rechte lijn van het midden van het ene jaar naar dat van het volgende",
            ),
            text("toelichting", "een toelichting", empty=True),
        ),
        ("parameter",),
    ),
    kernels=InputTable(
        "inputs/verdelingen.csv",
        "Verdelingen over de tijd: welk deel na k maanden (of in klasse k) verdergaat, naar maand van binnenkomst.",
        (
            text("parameter", "een verdeling", "de naam van de verdeling"),
            month("vanaf", "de eerste maand van binnenkomst waarvoor zij geldt", of_horizon=True),
            whole("k", "het aantal maanden na binnenkomst, of de klasse", "maanden", 0, MAX_K),
            share("aandeel", "het deel dat dan verdergaat; samen 1, of wat de keten van het geheel verwacht"),
            text("eigenaar", "een eigenaar", "de partner die over de verdeling gaat"),
            text("bron", "een bron", "waar de verdeling vandaan komt"),
        ),
        ("parameter", "vanaf", "k"),
        required=True,
        owner=APM,
    ),
    plan=InputTable(
        "inputs/ind_prognoseplan.csv",
        "Het IND-prognoseplan, als het niet als werkboek komt: per stroom en maand wat de IND verwacht. Een rij "
        "`;;prognose;kenmerk;;<ronde> <kenmerk>` noemt de Prognose waarop het is gemaakt.",
        (
            month("maand", "de maand van de horizon"),
            choice("mpp_scenario", MPP_SCENARIOS, "het mpp-scenario"),
            text("stroom", "een stroom van het IND-prognoseplan"),
            text(
                "grootheid",
                "een grootheid van het IND-prognoseplan",
                "instroom, capaciteit, voorraad of een percentage",
            ),
            measured(
                "waarde", "het aantal in die maand, de stand aan het eind, of het percentage", "die van de grootheid"
            ),
            text(
                "definitie",
                "een definitie",
                "van een percentage: welke beslissingen meetellen; van een aantal desnoods de grondslag",
                empty=True,
            ),
        ),
        ("maand", "mpp_scenario", "stroom", "grootheid"),
        owner=IND,
    ),
    ranges=InputTable(
        "inputs/bereiken.csv",
        "Tussen welke waarden een parameter of een reeks van het IND-prognoseplan kan liggen, en hoeveel keer zo lang "
        "een verdeling over de tijd kan duren, voor de gevoeligheden en de simulatie. Van een parameter die hier niet "
        "staat, volgt het bereik uit `onzekerheid`; iets anders heeft er dan geen.",
        (
            text("invoer", "een parameter, stroom.grootheid van het plan, of verdeling.duur", "wat onzeker is"),
            month("vanaf", "de eerste maand van het bereik; het geldt tot de volgende rij", of_horizon=True),
            choice(
                "soort",
                LAYER_KINDS,
                "hoe laag en hoog werken: bij de waarde van medio, maal die, of in haar plaats; bij een duur "
                "factor: zoveel keer zo lang",
            ),
            measured("laag", "de onderkant: met een kans van een achtste is het nog minder", "die van de invoer"),
            measured("hoog", "de bovenkant: met een kans van een achtste is het nog meer", "die van de invoer"),
            text("eigenaar", "een eigenaar", "de partner die over het bereik gaat"),
            text("bron", "een bron", "waar het bereik op rust; zonder vindplaats `aanname`"),
            text("toelichting", "een toelichting", empty=True),
        ),
        ("invoer", "vanaf"),
        ascending=("laag", "hoog"),
    ),
    uncertainties=InputTable(
        "inputs/onzekerheden.csv",
        "Hoe een onzekere invoer van haar waarde afwijkt, voor de simulatie. Hoe ver, staat in `bereiken.csv` of volgt "
        "uit `onzekerheid`; wat hier niet staat, is normaal verdeeld, wijkt elke maand even ver af en beweegt alleen.",
        (
            text("invoer", "een parameter, stroom.grootheid van het plan, of verdeling.duur", "wat onzeker is"),
            choice(
                "verdeling",
                DISTRIBUTIONS,
                "wat normaal verdeeld is: de waarde zelf, haar logaritme of haar logit; het bereik houdt in elk geval "
                "drie kwart van de kans",
            ),
            choice(
                "in_de_tijd",
                OVER_TIME,
                "constant: elke maand even ver; toevalswandeling: elke maand een stap verder, na een jaar zo breed als "
                "het bereik; per_jaar: elk jaar opnieuw; een duur is constant",
            ),
            text("groep", "een naam", "invoer met dezelfde groep wijkt samen af; leeg: op zichzelf", empty=True),
            text("bron", "een bron", "waar dit op rust; zonder vindplaats `aanname`"),
            text("toelichting", "een toelichting", empty=True),
        ),
        ("invoer",),
    ),
    measures=InputTable(
        "inputs/maatregelen.csv",
        "Maatregelen: lagen over de parameters, elk aan of uit. De uitkomsten zijn er zonder en met.",
        (
            text("id", "een herkenningsteken", "van de maatregel; zij mag meer dan één rij hebben"),
            text("omschrijving", "een omschrijving"),
            text("parameter", "een parameter", "de parameter van de keten die verandert"),
            month("vanaf", "de eerste maand van het effect", of_horizon=True),
            month("tot", "de laatste maand van het effect; leeg: tot het eind van de horizon", empty=True),
            choice("soort", LAYER_KINDS, "hoe het effect werkt: erbij, maal, of in plaats van"),
            measured("effect", "wat er bij de parameter komt, haar factor, of wat zij wordt", "die van de parameter"),
            choice("actief", ("ja", "nee"), "of de maatregel meetelt"),
            choice(
                "grondslag",
                GROUNDS,
                "waar het effect op rust; zonder grondslag is een maatregel niet actief",
                empty=True,
            ),
            text("eigenaar", "een eigenaar", "wie over de maatregel gaat"),
            text("onderbouwing", "een onderbouwing", empty=True),
        ),
        ("id", "parameter", "vanaf"),
    ),
    deliveries=InputTable(
        "inputs/leveringen.csv",
        "Welke bestanden in inputs/ van wie kwamen, en voor wie ze bestemd zijn.",
        (
            text("bestand", "een bestand in inputs/", "de naam van het bestand"),
            text("partner", "een partner", "wie het leverde"),
            text(
                "versie",
                "een versie",
                f"`{FICTION}` als de inhoud is verzonnen om iets te laten zien: dat staat dan overal waar de levering "
                "te zien is",
            ),
            choice("status", ("concept", "definitief"), "of de partner de levering heeft vastgesteld"),
            text(
                "doelgroepen",
                f"een of meer van {', '.join(AUDIENCES)}, gescheiden door komma's",
                "met wie de partner de cijfers deelt",
            ),
            day("datum", "de dag van levering"),
        ),
        ("bestand",),
    ),
    ledger=LEDGER,
    planning=PLAN,
    registers=REGISTERS,
)
"""Every table of a round as declared."""
