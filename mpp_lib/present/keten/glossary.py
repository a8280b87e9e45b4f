"""The glossary: what every figure counts, and what the blocks of the chain do, from the declarations."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build, plain_rows
from mpp_lib.present.wording.formula_words import formula_words
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.present.wording.input_words import owners_of, source_words
from mpp_lib.present.wording.partners import in_order, partner_of
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult

_YEARLY = {
    Aggregation.FLOW: "som van het jaar",
    Aggregation.STOCK: "stand op 31 december",
    Aggregation.TERM: "waarde in december",
    Aggregation.RATIO: "verhouding van de jaarsommen",
    Aggregation.PEAK: "hoogste maand",
    Aggregation.MEAN: "gemiddelde maand",
}
_BLOCK = ["blok", "wat", "aantal"]
BLOCKS = {
    "invoer": "Een reeks per maand die van buiten de keten komt: een prognose, een plan of een parameter.",
    "rekenregel": "Een som, een product of een verdeling van andere grootheden in dezelfde maand.",
    "vertraging": "Een stroom die een andere na verloop van maanden volgt, met een verdeling per binnenkomstmaand.",
    "kans": "Het deel van een voorraad dat in een maand vertrekt, volgens een kans per maand.",
    "wachtrij": "Wat een capaciteit van een voorraad kan afdoen: hoogstens wat er ligt.",
    "voorraad": "Een stand aan het einde van de maand: die van de maand ervoor, plus instroom, min uitstroom.",
    "termijn": "Een aantal maanden, uit voorraden en stromen: wie het eerst komt, gaat het eerst.",
}
TERMS = {
    "toekomstscenario": "Een van de toekomsten die APM voor een jaar onderscheidt: kans, verwachting en spreiding.",
    "mpp-scenario": "Minimum, medio of maximum: drie lijnen waarvoor de keten is doorgerekend.",
    "minimum en maximum": "De grenzen waartussen de eerste asielinstroom met 75% kans ligt; aan elke kant ligt 12,5%.",
    "medio": "Het aantal waar de eerste asielinstroom met een kans van een derde boven ligt; niet de mediaan.",
    "mediaan": "Het aantal waar de eerste asielinstroom even waarschijnlijk boven als onder ligt.",
    "gehanteerd aantal": "Het aantal dat na vaststelling van de prognose in de keten gaat; meestal een afronding.",
    "peildatum": "De dag waarop de gegevens zijn vastgelegd; wat later bekend werd, telt niet mee.",
    "HASA": "Herhaalde asielaanvraag.",
    "nareis": "Gezinsleden van een vergunninghouder, geteld op de dag van inreis.",
    "amv": "Alleenstaande minderjarige vreemdeling: een doorsnede van de andere cijfers, geen deel ernaast.",
    "spoor 1, 2 en 4": "Dublin; veilig land of bescherming elders; algemene en verlengde asielprocedure.",
    "afbouwtijd": "De voorraad gedeeld door de uitstroom van een maand.",
    "doorlooptijd": "Hoe lang geleden binnenkwam wie nu vertrekt, als wie het eerst komt het eerst gaat.",
    "mob": "Met onbekende bestemming vertrokken.",
    "ODA": "Official Development Assistance: eerstejaarsopvang van asielzoekers uit DAC-landen, in persoonsmaanden.",
}


def glossary_sheet(result: RoundResult) -> Sheet:
    """Every indicator: label, unit, how a year follows, definition, formula in words, source; by partner."""
    chain, owners = result.chain, owners_of(result.inputs)
    nodes = [
        node
        for partner in in_order(node.partner for node in chain.nodes)
        for node in chain.nodes
        if node.partner == partner.key
    ]
    data = pd.DataFrame(
        {
            "id": [node.id for node in nodes],
            "partner": [partner_of(node.id).name for node in nodes],
            "naam": [own_label(node.spec()) for node in nodes],
            "eenheid": [f"{node.unit}; {_YEARLY[node.aggregation]}" for node in nodes],
            "definitie": [node.definition + (" Memo: telt in geen totaal mee." if node.memo else "") for node in nodes],
            "formule": [formula_words(node, chain) for node in nodes],
            "bron": [source_words(node, owners) for node in nodes],
        }
    )
    labels = {
        "naam": "Indicator",
        "eenheid": "Eenheid; per jaar",
        "definitie": "Definitie",
        "formule": "Formule",
        "bron": "Bron",
    }
    table = build(data.drop(columns="id"), Form(stub=("naam",), group="partner", labels=labels))
    return Sheet(table, data, None, _source(chain), "Indicatoren: definitie, formule en bron", dense=True)


def blocks_sheet(chain: Chain) -> Sheet:
    """The kinds of blocks the chain is built from, with what they do and how many there are."""
    counts = {kind: sum(node.kind == kind for node in chain.nodes) for kind in BLOCKS}
    data = pd.DataFrame([(kind, BLOCKS[kind], str(count)) for kind, count in counts.items() if count], columns=_BLOCK)
    headings = dict(zip(_BLOCK, ["Blok", "Wat het doet", "Aantal"], strict=True))
    return Sheet(plain_rows(data, headings, numbers=("aantal",)), data, None, _source(chain), "Bouwstenen van de keten")


def terms_sheet() -> Sheet:
    """The words of the report."""
    data = pd.DataFrame(list(TERMS.items()), columns=["begrip", "betekenis"])
    table = plain_rows(data, {"begrip": "Begrip", "betekenis": "Betekenis"})
    return Sheet(table, data, None, "Bron: Protocol MPP en de methode in dit rapport.", "Begrippen")


def _source(chain: Chain) -> str:
    return f"Bron: declaratie van de keten, variant {chain.variant}."
