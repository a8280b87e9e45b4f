"""The glossary: what every figure counts, and what the blocks of the chain do, from the declarations."""

from __future__ import annotations

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.formula_words import formula_words
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.present.wording.input_words import owners_of, source_words
from mpp_lib.present.wording.partners import in_order, partner_of
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.run import RoundResult

_YEARLY = {
    Aggregation.FLOW: "som van het jaar",
    Aggregation.STOCK: "stand op 31 december",
    Aggregation.TERM: "waarde in december",
    Aggregation.RATIO: "verhouding van de jaarsommen",
    Aggregation.PEAK: "hoogste maand",
    Aggregation.MEAN: "gemiddelde maand",
}
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


def glossary_table(result: RoundResult) -> Table[Node]:
    """Every indicator: label, unit, how a year follows, definition, formula in words, source; by partner."""
    chain, owners, plan = result.chain, owners_of(result.inputs), plan_name(result.inputs)
    partners = in_order(node.partner for node in chain.nodes)
    return Table(
        [node for partner in partners for node in chain.nodes if node.partner == partner.key],
        [
            Column("Indicator", lambda node: own_label(node.spec())),
            Column("Eenheid; per jaar", lambda node: f"{node.unit}; {_YEARLY[node.aggregation]}"),
            Column(
                "Definitie", lambda node: node.definition + (" Memo: telt in geen totaal mee." if node.memo else "")
            ),
            Column("Formule", lambda node: formula_words(node, chain)),
            Column("Bron", lambda node: source_words(node, owners, plan)),
        ],
        title="Indicatoren: definitie, formule en bron",
        note=_source(chain),
        group=lambda node: partner_of(node.id).name,
        dense=True,
    )


def blocks_table(chain: Chain) -> Table[tuple[str, int]]:
    """The kinds of blocks the chain is built from, with what they do and how many there are."""
    counts = {kind: sum(node.kind == kind for node in chain.nodes) for kind in BLOCKS}
    return Table(
        [(kind, count) for kind, count in counts.items() if count],
        [Column("Blok", 0), Column("Wat het doet", lambda row: BLOCKS[row[0]]), Column("Aantal", 1, kind="number")],
        title="Bouwstenen van de keten",
        note=_source(chain),
    )


def terms_table() -> Table[tuple[str, str]]:
    """The words of the report."""
    return Table(
        list(TERMS.items()),
        [Column("Begrip", 0), Column("Betekenis", 1)],
        title="Begrippen",
        note="Bron: Protocol MPP en de methode in dit rapport.",
    )


def _source(chain: Chain) -> str:
    return f"Bron: declaratie van de keten, variant {chain.variant}."
