"""The tables of the pack: which there are, and what stands in each column."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.archive.pack.sheet import Sheet
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.declared.published import OTHERS as NOT_SCORED
from mpp_lib.inputs.declared.table import InputTable

WORKING = "werkmap"
"""What a round is called where no version of it counts."""
_YEAR, _AHEAD = "kalenderjaar", "jaren na de laatste maand die de prognose kende; 0 is een deels bekend jaar"
_WHO = {
    "ronde": "naam van de ronde",
    "versie": "de versie waarvan de cijfers zijn; `werkmap` als er geen vastgestelde is bewaard",
}
_INDICATOR = "id van de indicator; het deel voor de eerste punt is de partner of het domein"
_UNIT = "eenheid van de getallen"


def _as_declared(table: InputTable) -> Mapping[str, str]:
    """The columns of a table of the input, which goes along as it is."""
    return {column.name: "; ".join(filter(None, (column.holds, column.meaning))) for column in table.columns}


ROUNDS = Sheet(
    "rondes.csv",
    "een ronde, zoals zij telt",
    {
        **_WHO,
        "titel": "titel van de ronde",
        "stand": "stand van de rapportage, uit de besluiten",
        "peildatum": "niets in de ronde is van na deze dag",
        "gerealiseerd_tot": "laatste gerealiseerde maand",
        "eerste_jaar": "eerste jaar van de horizon",
        "laatste_jaar": "laatste jaar van de horizon",
        "reeks_vanaf": "eerste maand na de laatste reeksbreuk van de eerste aanvragen; leeg zonder breuk",
        "startgetal": "startgetal van de toevalsgetallen",
        "toelichting": "wat de ronde van zichzelf zegt",
    },
)
FORECASTS = Sheet(
    "prognoses.csv",
    "een prognose van één jaar en één indicator",
    {
        "nr": "nummer van de rij; `scores.csv` verwijst ernaar",
        "soort": "wat voor prognose: zie de lijst bij *Scores*",
        **_WHO,
        "stand": "stand van de rapportage van de ronde; leeg bij wat gepubliceerd is",
        "bekend_op": "peildatum van de ronde, of de maand waarin de prognose gepubliceerd was",
        "kent_tot": "laatste maand die de prognose kende",
        "jaar": _YEAR,
        "vooruit": _AHEAD,
        "indicator": _INDICATOR,
        "partner": "partner of domein",
        "eenheid": _UNIT,
        "minimum": "waar een kans aan is gegeven het kwantiel 0,125; anders de doorrekening bij lage instroom",
        "mediaan": "het kwantiel 0,5, waar er een verdeling is",
        "medio": "bij eerste aanvragen en publicaties het kwantiel 2/3; anders de doorrekening bij medio",
        "maximum": "waar een kans aan is gegeven het kwantiel 0,875; anders de doorrekening bij hoge instroom",
        "antwoordt": "alleen bij `met instroom`: 1 als het cijfer op de instroom antwoordt, anders 0",
        "modelfout": "alleen bij `trekkingen`: `eigen` of `geleend` als op de peildatum bekend was hoe ver de keten "
        "ernaast zit, anders `onbekend`",
        "bron": "van een publicatie: waar zij staat",
    },
)
MIXTURES = Sheet(
    "mengverdelingen.csv",
    "een toekomstscenario in de verdeling van eerste asielaanvragen van één jaar",
    {
        "ronde": "naam van de ronde",
        "jaar": _YEAR,
        "scenario": "naam van het toekomstscenario",
        "kans": "kans van het scenario, voordat gerealiseerde maanden van het jaar meetellen",
        "verwachting": "verwachting, in personen, voordat de verdeling onder nul is afgekapt",
        "spreiding": "standaardafwijking, in personen, ook van vóór het afkappen",
        "verdeling": "`normaal` of `lognormaal`",
        "basis": "`vooraf`: gerealiseerde maanden stellen bij; `inclusief_realisatie`: zij zaten er al in; leeg: geen",
        "gerealiseerd": "eerste aanvragen in de gerealiseerde maanden van het jaar (R)",
        "aandeel": "welk deel van een jaar die maanden naar verwachting zijn (W)",
        "kappa": "vastheid van het seizoen (κ)",
    },
)
REALISED = Sheet(
    "realisaties.csv",
    "een cijfer in één levering van realisaties",
    {
        "nr": "nummer van de rij; `uitkomsten.csv` verwijst ernaar",
        "levering": "ronde, editie van de monitor, `hindcast` of `gepubliceerd`",
        "volgorde": "rang van de levering, de oudste is 1; leeg bij wat gepubliceerd is",
        "bekend_op": "peildatum waarop het bekend was, of de maand van publicatie",
        "indicator": _INDICATOR,
        "samenstelling": "`flow`: een jaar is de som van zijn maanden of kwartalen; `stock`: een jaar is december; "
        "anders telt alleen een gegeven jaar",
        "periode": "maand (JJJJ-MM), kwartaal (JJJJ-Kn), halfjaar (JJJJ-Hn) of jaar (JJJJ)",
        "waarde": "leeg als alleen grenzen bekend zijn, of als er volgens de levering geen cijfer is",
        "laag": "ondergrens, waar de publicatie er een geeft",
        "hoog": "bovengrens, waar de publicatie er een geeft",
        "status": "`definitief`, `voorlopig` of `raming`, of waarom er geen cijfer is; aannames staan er niet in",
        "bron": "waar het cijfer staat",
    },
)
OUTCOMES = Sheet(
    "uitkomsten.csv",
    "wat een jaar werd, zoals de scores het gebruiken",
    {
        "nr": "nummer van de rij; `scores.csv` verwijst ernaar",
        "voor": "`rondes`: alleen leveringen; `publicaties`: wat gepubliceerd is gaat voor",
        "indicator": _INDICATOR,
        "jaar": _YEAR,
        "waarde": "leeg als alleen grenzen bekend zijn",
        "laag": "waar het jaar zeker boven of op ligt",
        "hoog": "waar het jaar zeker onder of op ligt",
        "status": "status van het jaar; `afgeleid` als het uit de andere telling van het totaal volgt",
        "realisaties": "nummers van de rijen in `realisaties.csv` waar het uit volgt",
        "niet_gescoord": "waarom er geen prognose mee wordt gescoord; leeg als dat wel gebeurt",
    },
)
SCORES = Sheet(
    "scores.csv",
    "één score: één getal dat `mpp evaluate` toont of als JSON geeft",
    {
        "nr": "nummer van de rij",
        "score": "welke score; zie onder",
        "voor": "`rondes` of `publicaties`",
        "ronde": "naam van de ronde; leeg bij een score over meer rondes",
        "jaar": f"{_YEAR}; leeg bij een score over meer jaren",
        "vooruit": _AHEAD,
        "indicator": "id van de indicator; leeg bij een score over meer indicatoren",
        "groep": "waarover is samengenomen: een partner, of een groep cijfers",
        "naast": "waarnaast: een prognose zonder oordeel, of de vorige ronde",
        "scenario": "minimum, medio of maximum, waar de score daarover gaat",
        "waarde": "de score; 1 of 0 waar het ja of nee is",
        "eenheid": "eenheid van de score",
        "prognoses": "nummers van de rijen in `prognoses.csv` waar de score uit volgt",
        "uitkomsten": "nummers van de rijen in `uitkomsten.csv` waar de score uit volgt",
    },
)
_CHANGED = {
    "ronde": "naam van de ronde",
    "versie": "de versie waarin de wijziging zit; `werkmap` is wat er nog niet is bewaard",
}
CHANGES = Sheet(
    "wijzigingen.csv",
    "een regel van de lijst van wijzigingen van één versie",
    {
        **_CHANGED,
        "vorige": "de versie waarmee vergeleken is; leeg bij de eerste",
        "regel": "rij in `wijzigingen.csv` van de ronde",
        "stap": "welke meting in `effecten.csv`; regels die alleen samen iets betekenen, delen een stap",
        **_as_declared(LEDGER),
    },
)
EFFECTS = Sheet(
    "effecten.csv",
    "wat één stap met één kerncijfer doet, in één jaar en één mpp-scenario",
    {
        **_CHANGED,
        "stap": "nummer van de stap in `wijzigingen.csv`",
        "indicator": _INDICATOR,
        "eenheid": _UNIT,
        "jaar": _YEAR,
        "scenario": "minimum, medio of maximum",
        "in_volgorde": "met alle wijzigingen tot en met deze, min met die ervoor: samen het verschil tussen versies",
        "alleen": "de vorige versie met alleen deze wijziging, min de vorige versie",
    },
)
DIRECTIONS = Sheet(
    "richtingen.csv",
    "hoeveel stappen een kerncijfer omhoog en omlaag brachten, per partner, bestand of gremium",
    {
        "groep": "`partner`, `bestand`, `gremium` of `alle`",
        "waarde": "welke partner, welk bestand of welk gremium",
        "indicator": _INDICATOR,
        "meting": "`in_volgorde` of `alleen`",
        "omhoog": "aantal stappen met een effect boven nul, in medio over de jaren samen",
        "omlaag": "aantal stappen met een effect onder nul",
        "geen": "aantal stappen zonder effect op dit cijfer",
        "aandeel_omhoog": "omhoog / (omhoog + omlaag); leeg als beide nul zijn",
        "laag": "ondergrens van het 95%-interval van dat aandeel (Clopper–Pearson)",
        "hoog": "bovengrens daarvan",
        "samen": "som van de effecten in medio, gemiddeld over de jaren, in de eenheid van het cijfer",
    },
)
OTHERS = Sheet("overige.csv", "iets dat gepubliceerd is en niet te beoordelen, met de reden", _as_declared(NOT_SCORED))
SHEETS = (ROUNDS, FORECASTS, MIXTURES, REALISED, OUTCOMES, SCORES, OTHERS, CHANGES, EFFECTS, DIRECTIONS)
"""In the order in which they are explained."""
