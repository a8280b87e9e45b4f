"""How a sentence names an indicator."""

from __future__ import annotations

import re

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.present.wording.sentences import Subject

_ARTICLE = re.compile(r"^(het aantal|de|het) ")

SUBJECTS: dict[str, Subject] = {
    "asiel.instroom_eerste": Subject("het aantal eerste asielaanvragen"),
    "asiel.instroom_herhaald": Subject("het aantal herhaalde asielaanvragen"),
    "asiel.instroom_nareis": Subject("het aantal ingereisde nareizigers"),
    "asiel.instroom_totaal": Subject("de totale asielinstroom"),
    "asiel.instroom_totaal_incl": Subject("de totale asielinstroom inclusief hervestiging en herplaatsing"),
    "asiel.waarvan_amv": Subject("het aantal alleenstaande minderjarige vreemdelingen"),
    "politie.ir": Subject("het aantal registraties bij de politie"),
    "politie.ir_wachtrij": Subject("de wachtrij voor registratie"),
    "ind.asiel.instroom": Subject("de instroom van asielzaken bij de IND"),
    "ind.asiel.beslissingen": Subject("het aantal asielbeslissingen van de IND"),
    "ind.asiel.voorraad": Subject("de voorraad asielzaken bij de IND"),
    "ind.spoor4.voorraad": Subject("de voorraad van de IND in spoor 4"),
    "ind.inwilligingspercentage_spoor4": Subject("het inwilligingspercentage in spoor 4"),
    "ind.inwilligingspercentage_eu": Subject("het inwilligingspercentage van de IND (EU-definitie)"),
    "ind.nareis.aanvragen": Subject("het aantal nareisaanvragen"),
    "ind.nareis.beslissingen": Subject("het aantal nareisbeslissingen"),
    "ind.nareis.voorraad": Subject("de nareisvoorraad bij de IND"),
    "ind.nareis.verleend_nog_niet_ingereisd": Subject("het aantal nareizigers dat nog moet inreizen"),
    "ind.dublin_voorraad": Subject("het aantal Dublinzaken in afwachting van overdracht"),
    "ind.regulier.aanvragen": Subject("het aantal aanvragen regulier"),
    "ind.regulier.beslissingen": Subject("het aantal beslissingen regulier van de IND"),
    "ind.regulier.inwilligingen": Subject("het aantal inwilligingen regulier"),
    "ind.regulier.voorraad": Subject("de voorraad aanvragen regulier bij de IND"),
    "ind.bezwaar.instroom": Subject("het aantal nieuwe bezwaren"),
    "ind.bezwaar.beslissingen": Subject("het aantal beslissingen op bezwaar"),
    "ind.bezwaar.voorraad": Subject("de voorraad bezwaren bij de IND"),
    "rvdr.asiel.instroom": Subject("het aantal nieuwe asielberoepen"),
    "rvdr.asiel.uitspraken": Subject("het aantal uitspraken op asielberoepen"),
    "rvdr.asiel.voorraad": Subject("de voorraad asielberoepen bij de rechtbanken"),
    "rvs.asiel.instroom": Subject("het aantal nieuwe hoger beroepen in asielzaken"),
    "rvs.asiel.uitspraken": Subject("het aantal uitspraken op hoger beroepen in asielzaken"),
    "rvs.asiel.voorraad": Subject("de voorraad hoger beroepen in asielzaken"),
    "rvdr.regulier.instroom": Subject("het aantal nieuwe beroepen regulier"),
    "rvdr.regulier.voorraad": Subject("de voorraad beroepen regulier bij de rechtbanken"),
    "rvdr.bewaring.instroom": Subject("het aantal nieuwe beroepen in bewaring"),
    "rvdr.bewaring.voorraad": Subject("de voorraad beroepen in bewaring bij de rechtbanken"),
    "rvs.regulier.instroom": Subject("het aantal nieuwe hoger beroepen regulier"),
    "rvs.bewaring.instroom": Subject("het aantal nieuwe hoger beroepen in bewaring"),
    "dji.instroom": Subject("de instroom in bewaring"),
    "dji.uitstroom": Subject("de uitstroom uit bewaring"),
    "dji.bezetting": Subject("het aantal personen in bewaring"),
    "dji.gemiddelde_bezetting": Subject("de gemiddelde bezetting in bewaring"),
    "dji.gemiddelde_duur": Subject("de gemiddelde duur van bewaring"),
    "dji.vertrek_vanuit_bewaring": Subject("het vertrek vanuit bewaring"),
    "rvdr.regulier.uitspraken": Subject("het aantal uitspraken op beroepen regulier"),
    "rvs.regulier.uitspraken": Subject("het aantal uitspraken op hoger beroepen regulier"),
    "rvs.regulier.voorraad": Subject("de voorraad hoger beroepen regulier"),
    "rvdr.bewaring.uitspraken": Subject("het aantal uitspraken op beroepen in bewaring"),
    "rvs.bewaring.uitspraken": Subject("het aantal uitspraken op hoger beroepen in bewaring"),
    "rvs.bewaring.voorraad": Subject("de voorraad hoger beroepen in bewaring"),
    "coa.instroom": Subject("de instroom in de opvang"),
    "coa.uitstroom": Subject("de uitstroom uit de opvang"),
    "coa.bezetting": Subject("de bezetting van de COA-opvang"),
    "coa.in_procedure": Subject("het aantal bewoners in procedure"),
    "coa.vergunninghouders": Subject("het aantal vergunninghouders in de opvang"),
    "coa.vertrekplichtig": Subject("het aantal vertrekplichtigen in de opvang"),
    "coa.bezetting_piek": Subject("de piekbezetting van de COA-opvang"),
    "coa.benodigde_capaciteit": Subject("de benodigde opvangcapaciteit"),
    "nidos.instroom": Subject("de instroom bij Nidos"),
    "nidos.uitstroom": Subject("de uitstroom bij Nidos"),
    "nidos.pupillen": Subject("het aantal pupillen van Nidos"),
    "ks.taakstelling": Subject("de taakstelling huisvesting"),
    "ks.gehuisvest": Subject("het aantal gehuisveste vergunninghouders"),
    "ks.achterstand": Subject("de achterstand op de taakstelling"),
    "dtv.instroom": Subject("de instroom bij de DT&V"),
    "dtv.instroom_incl_dublin": Subject("de instroom bij de DT&V, Dublinzaken meegeteld"),
    "dtv.vertrek_zelfstandig_aantoonbaar": Subject("het zelfstandig aantoonbaar vertrek"),
    "dtv.vertrek_gedwongen_incl_dublin": Subject("het gedwongen vertrek, Dublinoverdrachten meegeteld"),
    "dtv.vertrek_zonder_toezicht_incl_dublin": Subject("het vertrek zonder toezicht, Dublinzaken meegeteld"),
    "dtv.uitstroom": Subject("de uitstroom bij de DT&V"),
    "dtv.dossiers": Subject("het aantal terugkeerdossiers bij de DT&V"),
    "dtv.caseload": Subject("de caseload van de DT&V"),
    "bz.mvv_regulier": Subject("het aantal mvv's regulier"),
    "bz.mvv_nareis": Subject("het aantal mvv's voor nareis"),
    "bz.oda_persoonsmaanden": Subject("het aantal persoonsmaanden eerstejaarsopvang (ODA)"),
    "szw.inburgeringsplichtigen": Subject("het aantal inburgeringsplichtigen"),
    "bzk.huishoudens": Subject("het aantal gehuisveste huishoudens"),
    "oekraine.ontheemden": Subject("het aantal ontheemden uit Oekraïne"),
}


def subject_of(spec: IndicatorSpec) -> Subject:
    """The words for an indicator; where none were written, its partner, part and label between quotes."""
    return SUBJECTS.get(spec.id) or Subject(f"de reeks ‘{full_label(spec)}’")


def short_name(spec: IndicatorSpec) -> str:
    """The words for an indicator as a heading, without article: ``Bezetting van de COA-opvang``."""
    text = lower_name(spec)
    return f"{text[:1].upper()}{text[1:]}"


def lower_name(spec: IndicatorSpec) -> str:
    """As :func:`short_name`, within a sentence: ``bezetting van de COA-opvang``; ``IND spoor 1, voorraad``."""
    if spec.id not in SUBJECTS:
        return full_label(spec)
    return _ARTICLE.sub("", subject_of(spec).text)


def full_label(spec: IndicatorSpec) -> str:
    """Partner and label, for a list over partners: ``COA, bezetting``; an IND track is named too."""
    part = part_of(spec)
    return f"{partner_of(spec.id).short}{f' {part}' if part else ''}, {spec.label}"


def own_label(spec: IndicatorSpec) -> str:
    """Part and label, for a list within a partner: ``spoor 4, voorraad``."""
    part = part_of(spec)
    return f"{part}, {spec.label}" if part else spec.label


def part_of(spec: IndicatorSpec) -> str:
    """The part of a partner's work an indicator belongs to; empty without one."""
    return _PARTS.get(".".join(spec.id.split(".")[:2]), "")


_PARTS = {
    "ind.spoor1": "spoor 1",
    "ind.spoor2": "spoor 2",
    "ind.spoor4": "spoor 4",
    "ind.herhaald": "herhaalde aanvragen",
    "ind.nareis": "nareis",
    "ind.asiel": "asiel",
    "ind.regulier": "regulier",
    "ind.gezin": "gezin",
    "ind.kennis_en_talent": "kennis en talent",
    "ind.studie": "studie",
    "ind.overig": "overig verblijf",
    "ind.verlenging": "verlenging",
    "ind.naturalisatie": "naturalisatie",
    "ind.eu_toetsing": "EU-toetsing",
    "ind.bezwaar": "bezwaar",
    "rvdr.asiel": "asiel",
    "rvdr.regulier": "regulier",
    "rvdr.bewaring": "bewaring",
    "rvs.asiel": "asiel",
    "rvs.regulier": "regulier",
    "rvs.bewaring": "bewaring",
    "dji.art59": "artikel 59",
    "dji.art6": "artikel 6",
}
