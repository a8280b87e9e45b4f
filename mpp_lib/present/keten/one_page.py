"""Which figures stand on the one pages *MPP Asiel*, *MPP Regulier* and *MPP Bewaring*, in what order and how named."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.base.catalogue import Domain
from mpp_lib.production.node import Chain
from mpp_lib.production.regulier.aanvragen import KINDS

_KINDS = {kind: label if label.startswith("EU") else label.lower() for kind, label in KINDS.items()}
_QUANTITIES = ("aanvragen", "beslissingen", "inwilligingen", "voorraad")
_GROUNDS = {"art59": "artikel 59", "art6": "artikel 6"}
_DETENTION = {
    "instroom": "instroom",
    "uitstroom": "uitstroom",
    "vertrek_vanuit_bewaring": "waarvan vertrek",
    "bezetting": "bezetting",
    "gemiddelde_bezetting": "gemiddelde bezetting",
    "gemiddelde_duur": "gemiddelde duur, dagen",
}
_COURTS = ("instroom", "ingetrokken", "uitspraken", "gegrond", "voorraad")

ASIEL: tuple[str, ...] = (
    "asiel.instroom_eerste",
    "asiel.instroom_herhaald",
    "asiel.instroom_nareis",
    "asiel.instroom_totaal",
    "asiel.hervestiging",
    "asiel.herplaatsing",
    "asiel.instroom_totaal_incl",
    "asiel.waarvan_amv",
    "politie.ir_wachtrij",
    "ind.asiel.instroom",
    "ind.asiel.beslissingen",
    "ind.asiel.zonder_beslissing",
    "ind.inwilligingen",
    "ind.afwijzingen",
    "ind.inwilligingspercentage_spoor4",
    "ind.asiel.voorraad",
    "ind.spoor4.voorraad",
    "ind.spoor4.voorraad_ouder_15",
    "ind.spoor4.doorlooptijd",
    "ind.dublin_overdrachten",
    "ind.dublin_voorraad",
    "ind.nareis.aanvragen",
    "ind.nareis.beslissingen",
    "ind.nareis.voorraad",
    "ind.nareis.verleend_nog_niet_ingereisd",
    "rvdr.asiel.instroom",
    "rvdr.asiel.uitspraken",
    "rvdr.asiel.voorraad",
    "rvs.asiel.instroom",
    "rvs.asiel.voorraad",
    "coa.instroom",
    "coa.uitstroom_huisvesting",
    "coa.uitstroom_vertrek",
    "coa.uitstroom_overig",
    "coa.uitstroom",
    "coa.in_procedure",
    "coa.vergunninghouders",
    "coa.vertrekplichtig",
    "coa.bezetting",
    "coa.bezetting_piek",
    "coa.benodigde_capaciteit",
    "nidos.instroom",
    "nidos.pupillen",
    "ks.taakstelling",
    "ks.gehuisvest",
    "ks.achterstand",
    "dtv.instroom",
    "dtv.vertrek_zelfstandig_aantoonbaar",
    "dtv.vertrek_gedwongen",
    "dtv.vertrek_zonder_toezicht",
    "dtv.caseload",
    "bz.mvv_nareis",
    "bz.oda_persoonsmaanden",
    "szw.inburgeringsplichtigen",
    "bzk.huishoudens",
    "oekraine.ontheemden",
)
REGULIER: tuple[str, ...] = (
    *(f"ind.{kind}.{quantity}" for kind in _KINDS for quantity in _QUANTITIES),
    "ind.regulier.aanvragen",
    "ind.regulier.zonder_beslissing",
    "ind.regulier.beslissingen",
    "ind.regulier.inwilligingen",
    "ind.regulier.afwijzingen",
    "ind.regulier.voorraad",
    "ind.bezwaar.instroom",
    "ind.bezwaar.ingetrokken",
    "ind.bezwaar.beslissingen",
    "ind.bezwaar.gegrond",
    "ind.bezwaar.voorraad",
    "ind.regulier.definitief_afgewezen",
    *(f"rvdr.regulier.{name}" for name in _COURTS),
    *(f"rvs.regulier.{name}" for name in _COURTS),
    "dtv.instroom_ind_regulier",
    "bz.mvv_regulier",
)
BEWARING: tuple[str, ...] = (
    *(f"dji.{ground}.{name}" for ground in _GROUNDS for name in _DETENTION),
    *(f"dji.{name}" for name in _DETENTION),
    "dji.opheffing",
    "dtv.instroom_vanuit_bewaring",
    *(f"rvdr.bewaring.{name}" for name in _COURTS),
    *(f"rvs.bewaring.{name}" for name in _COURTS),
)
ONE_PAGE: Mapping[Domain, tuple[str, ...]] = {"asiel": ASIEL, "regulier": REGULIER, "bewaring": BEWARING}
"""Domain → indicators of its page; one that belongs to another domain stands there for what it passes on."""

SHORT_LABELS: dict[str, str] = {
    **{f"ind.{kind}.{name}": f"{label}, {name}" for kind, label in _KINDS.items() for name in _QUANTITIES},
    **{f"ind.regulier.{name}": f"alle soorten, {name}" for name in _QUANTITIES},
    "ind.regulier.zonder_beslissing": "alle soorten, zonder beslissing",
    "ind.regulier.afwijzingen": "alle soorten, afwijzingen",
    "ind.regulier.definitief_afgewezen": "definitief afgewezen",
    "ind.bezwaar.beslissingen": "beslissingen op bezwaar",
    "ind.bezwaar.voorraad": "voorraad bezwaren",
    "dtv.instroom_ind_regulier": "instroom vanuit regulier",
    **{
        f"dji.{ground}.{name}": f"{label}, {text}"
        for ground, label in _GROUNDS.items()
        for name, text in _DETENTION.items()
    },
    **{f"dji.{name}": f"beide gronden, {text}" for name, text in _DETENTION.items()},
    "dji.opheffing": "beide gronden, opheffing",
    "dtv.instroom_vanuit_bewaring": "nieuw dossier na inbewaringstelling",
    "asiel.instroom_totaal_incl": "totaal met hervestiging, herplaatsing",
    "asiel.waarvan_amv": "waarvan alleenstaand minderjarig",
    "politie.ir_wachtrij": "wachtrij registratie",
    "ind.asiel.instroom": "instroom asielzaken",
    "ind.asiel.zonder_beslissing": "afgedaan zonder beslissing",
    "ind.inwilligingspercentage_spoor4": "inwilligingspercentage spoor 4",
    "ind.spoor4.voorraad": "waarvan spoor 4",
    "ind.spoor4.voorraad_ouder_15": "spoor 4, ouder dan 15 maanden",
    "ind.spoor4.doorlooptijd": "doorlooptijd spoor 4, maanden",
    "ind.dublin_overdrachten": "Dublinoverdrachten",
    "ind.dublin_voorraad": "Dublin, wacht op overdracht",
    "ind.nareis.beslissingen": "nareisbeslissingen",
    "ind.nareis.voorraad": "nareisvoorraad",
    "ind.nareis.verleend_nog_niet_ingereisd": "nareis verleend, niet ingereisd",
    "coa.benodigde_capaciteit": "benodigde capaciteit (afgeleid)",
    "dtv.vertrek_zelfstandig_aantoonbaar": "zelfstandig aantoonbaar vertrek",
    "dtv.vertrek_zonder_toezicht": "vertrek zonder toezicht",
    "bz.oda_persoonsmaanden": "ODA, persoonsmaanden",
    "oekraine.ontheemden": "ontheemden (buiten totalen)",
}


def page_indicators(chain: Chain, domain: Domain) -> tuple[str, ...]:
    """The indicators of the page of a domain: those above, and each that the chain adds after its partner's last."""
    names = [name for name in ONE_PAGE[domain] if name in chain.by_id]
    for name in chain.on_page:
        node = chain.by_id[name]
        if node.domain == domain and name not in names:
            own = [place for place, other in enumerate(names) if chain.by_id[other].partner == node.partner]
            names.insert(own[-1] + 1 if own else len(names), name)
    return tuple(names)
