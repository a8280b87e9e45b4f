"""Which figures stand on the page of each partner, in the report's own order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mpp_lib.present.keten.chain_tables import partner_sheet
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.production.regulier.aanvragen import KINDS
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class Page:
    """A table of the report: its caption, its indicators, and whether it is set small to share a page."""

    title: str
    indicators: tuple[str, ...]
    dense: bool = False


def _by_kind(quantity: str) -> tuple[str, ...]:
    """A quantity of regulier for every kind, with its total."""
    return tuple(f"ind.{kind}.{quantity}" for kind in (*KINDS, "regulier"))


def _courts(domain: str) -> dict[str, Page]:
    """The pages of the courts in a domain other than asiel."""
    return {
        f"{key}_{domain}": Page(
            f"{name}, {domain} per jaar",
            tuple(
                f"{key}.{domain}.{flow}" for flow in ("instroom", "ingetrokken", "uitspraken", "gegrond", "voorraad")
            ),
        )
        for key, name in (("rvdr", "Rechtbanken"), ("rvs", "Raad van State"))
    }


PAGES: Mapping[str, Page] = {
    "instroom": Page(
        "Asielinstroom en registratie per jaar",
        (
            "asiel.instroom_eerste",
            "asiel.instroom_herhaald",
            "asiel.instroom_nareis",
            "asiel.instroom_totaal",
            "asiel.instroom_totaal_incl",
            "asiel.waarvan_amv",
            "politie.ir_per_week",
        ),
    ),
    "ind_asiel": Page(
        "IND, asielzaken per jaar",
        (
            "ind.asiel.instroom",
            "ind.asiel.beslissingen",
            "ind.asiel.zonder_beslissing",
            "ind.asiel.voorraad",
            "ind.spoor4.voorraad_ouder_15",
            "ind.spoor4.doorlooptijd",
            "ind.spoor4.afbouwtijd",
        ),
    ),
    "ind_percentages": Page(
        "IND, inwilligingspercentages naar definitie",
        (
            "ind.inwilligingspercentage_spoor4",
            "ind.inwilligingspercentage_eu",
            "ind.inwilligingspercentage_aa_va",
            "ind.inwilligingspercentage_alle_sporen",
        ),
    ),
    "ind_sporen": Page(
        "IND, asielzaken per spoor en jaar",
        (
            "ind.spoor1.instroom",
            "ind.spoor1.beslissingen",
            "ind.spoor1.voorraad",
            "ind.spoor2.instroom",
            "ind.spoor2.beslissingen",
            "ind.spoor2.voorraad",
            "ind.spoor4.instroom",
            "ind.spoor4.beslissingen",
            "ind.spoor4.voorraad",
            "ind.herhaald.instroom",
            "ind.herhaald.beslissingen",
            "ind.herhaald.voorraad",
            "ind.dublin_overdrachten",
            "ind.dublin_voorraad",
        ),
    ),
    "ind_nareis": Page(
        "IND, nareis per jaar",
        (
            "ind.nareis.aanvragen",
            "ind.nareis.beslissingen",
            "ind.nareis.inwilligingen",
            "ind.nareis.zonder_beslissing",
            "ind.nareis.voorraad",
            "ind.nareis.verleend_nog_niet_ingereisd",
        ),
    ),
    "rvdr_asiel": Page(
        "Rechtbanken, asielzaken per jaar",
        (
            "rvdr.asiel.instroom_inhoudelijk",
            "rvdr.asiel.instroom_niet_tijdig",
            "rvdr.asiel.instroom_dublin",
            "rvdr.asiel.instroom",
            "rvdr.asiel.uitspraken",
            "rvdr.asiel.gegrond",
            "rvdr.asiel.voorraad",
        ),
    ),
    "rvs_asiel": Page(
        "Raad van State, asielzaken per jaar",
        ("rvs.asiel.instroom", "rvs.asiel.uitspraken", "rvs.asiel.gegrond", "rvs.asiel.voorraad"),
    ),
    "coa": Page(
        "COA, opvang per jaar",
        (
            "coa.instroom",
            "coa.uitstroom",
            "coa.in_procedure",
            "coa.vergunninghouders",
            "coa.vertrekplichtig",
            "coa.bezetting",
            "coa.bezetting_piek",
            "coa.benodigde_capaciteit",
        ),
    ),
    "nidos": Page("Nidos per jaar", ("nidos.instroom", "nidos.uitstroom", "nidos.pupillen")),
    "ks": Page(
        "Huisvesting van vergunninghouders per jaar",
        ("ks.taakstelling", "ks.gehuisvest", "ks.achterstand", "bzk.huishoudens", "szw.inburgeringsplichtigen"),
    ),
    "dtv": Page(
        "DT&V per jaar",
        (
            "dtv.instroom",
            "dtv.vertrek_zelfstandig_aantoonbaar",
            "dtv.vertrek_gedwongen",
            "dtv.vertrek_zonder_toezicht",
            "dtv.uitstroom_overig",
            "dtv.uitstroom",
            "dtv.caseload",
        ),
    ),
    "dtv_aanleveraars": Page(
        "DT&V, instroom naar aanleveraar",
        (
            "dtv.instroom_ind_asiel",
            "dtv.instroom_ind_regulier",
            "dtv.instroom_politie",
            "dtv.instroom_kmar",
            "dtv.instroom_overig",
            "dtv.instroom",
        ),
        dense=True,
    ),
    "bz": Page("Mvv's voor nareis en eerstejaarsopvang (ODA) per jaar", ("bz.mvv_nareis", "bz.oda_persoonsmaanden")),
    "oekraine": Page(
        "Ontheemden uit Oekraïne per jaar (buiten alle totalen)", ("oekraine.instroom_per_week", "oekraine.ontheemden")
    ),
    "regulier": Page(
        "IND, regulier per jaar",
        (
            "ind.regulier.aanvragen",
            "ind.regulier.beslissingen",
            "ind.regulier.inwilligingen",
            "ind.regulier.zonder_beslissing",
            "ind.regulier.voorraad",
            "bz.mvv_regulier",
        ),
        dense=True,
    ),
    "regulier_aanvragen": Page("Aanvragen regulier naar soort", _by_kind("aanvragen"), dense=True),
    "regulier_beslissingen": Page("Beslissingen regulier naar soort", _by_kind("beslissingen"), dense=True),
    "regulier_inwilligingen": Page("Inwilligingen regulier naar soort", _by_kind("inwilligingen"), dense=True),
    "regulier_voorraad": Page("Voorraad regulier naar soort", _by_kind("voorraad"), dense=True),
    "bezwaar": Page(
        "Bezwaar regulier per jaar",
        (
            "ind.bezwaar.nieuw",
            "ind.bezwaar.opnieuw_na_gegrond",
            "ind.bezwaar.instroom",
            "ind.bezwaar.ingetrokken",
            "ind.bezwaar.beslissingen",
            "ind.bezwaar.gegrond",
            "ind.bezwaar.voorraad",
            "ind.regulier.definitief_afgewezen",
            "dtv.instroom_ind_regulier",
        ),
    ),
    "bewaring": Page(
        "Bewaring en grensdetentie per jaar",
        (
            "dji.instroom",
            "dji.uitstroom",
            "dji.vertrek_vanuit_bewaring",
            "dji.bezetting",
            "dji.gemiddelde_bezetting",
            "dji.gemiddelde_duur",
        ),
        dense=True,
    ),
    "bewaring_gronden": Page(
        "Bewaring naar grond: artikel 59 en artikel 6",
        tuple(
            f"dji.{ground}.{name}"
            for ground in ("art59", "art6")
            for name in (
                "instroom",
                "uitstroom",
                "vertrek_vanuit_bewaring",
                "bezetting",
                "gemiddelde_bezetting",
                "gemiddelde_duur",
            )
        ),
    ),
    **_courts("regulier"),
    **_courts("bewaring"),
}
"""Name of a page → its table."""


def page_sheet(result: RoundResult, page: str) -> Sheet:
    """The table of a page of :data:`PAGES`: by year in minimum, medio and maximum.

    Raises:
        KeyError: when there is no such page.
    """
    shown = PAGES[page]
    return replace(partner_sheet(result, shown.indicators, shown.title), dense=shown.dense)
