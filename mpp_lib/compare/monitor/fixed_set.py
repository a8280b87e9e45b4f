"""The fixed set of the monitor: the same indicators every month, over asiel, regulier and bewaring."""

from __future__ import annotations

from dataclasses import dataclass

FIRST = "asiel.instroom_eerste"
TOTAL = "asiel.instroom_totaal"


@dataclass(frozen=True)
class Watched:
    """An indicator of the fixed set, and why it is in it (Dutch)."""

    indicator: str
    reason: str


FIXED_SET = (
    Watched(FIRST, "de Prognose zelf: hier begint de keten"),
    Watched("asiel.instroom_herhaald", "instroom die de Prognose niet dekt"),
    Watched("asiel.instroom_nareis", "volgt met vertraging op inwilligingen; bepaalt mee wat het COA opvangt"),
    Watched(TOTAL, "het cijfer dat naar buiten gaat: eerste aanvragen, herhaalde aanvragen en nareis samen"),
    Watched("asiel.waarvan_amv", "bepaalt het werk van Nidos en een duur deel van de opvang"),
    Watched("ind.asiel.beslissingen", "de productie van de IND, waarvan alles verderop in de keten afhangt"),
    Watched("ind.inwilligingspercentage_eu", "stuurt de verdeling tussen huisvesting, nareis, beroep en terugkeer"),
    Watched("ind.asiel.voorraad", "het werk dat bij de IND wacht"),
    Watched("ind.nareis.voorraad", "nareis die nog komt"),
    Watched("rvdr.asiel.instroom", "het werk van de rechtbanken"),
    Watched("coa.bezetting", "de opvang: het kostbaarste cijfer van de keten"),
    Watched("coa.vergunninghouders", "opvang die op huisvesting wacht"),
    Watched("coa.uitstroom", "doorstroom uit de opvang"),
    Watched("ks.gehuisvest", "wat gemeenten tegenover de taakstelling realiseren"),
    Watched("dtv.instroom_incl_dublin", "het werk van de DT&V, geteld zoals zij publiceert"),
    Watched("dtv.vertrek_zelfstandig_aantoonbaar", "terugkeer waarvan vaststaat dat zij is gebeurd"),
    Watched("ind.regulier.aanvragen", "instroom regulier"),
    Watched("ind.regulier.voorraad", "het werk dat bij regulier wacht"),
    Watched("dji.instroom", "instroom in vreemdelingenbewaring"),
    Watched("dji.gemiddelde_bezetting", "gebruikte plaatsen in vreemdelingenbewaring"),
)
"""In the order of the chain; every one is always listed, with or without data."""
