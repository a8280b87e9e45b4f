"""The pages of partners whose sections are too long for one page, or are several: a row of figures for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

from mpp_lib.base.catalogue import Domain
from mpp_lib.production.node import Chain
from mpp_lib.production.section import View


class Page(NamedTuple):
    """A page of a partner.

    Attributes:
        title: caption of its table.
        sections: key of each section whose figures it shows, in order, with what that is about; these head its table.
        more: ids of what else its table holds.
    """

    title: str
    sections: Mapping[str, str]
    more: tuple[str, ...] = ()


def _by_domain(court: str) -> dict[str, str]:
    return {f"{court}_{domain}": domain for domain in get_args(Domain)}


PAGES: Mapping[str, Page] = {
    "ind": Page(
        "IND, asielzaken en nareis per jaar",
        {"ind_asiel": "asiel", "ind_nareis": "nareis"},
        (
            "ind.asiel.zonder_beslissing",
            "ind.spoor4.voorraad_ouder_15",
            "ind.spoor4.doorlooptijd",
            "ind.inwilligingspercentage_spoor4",
        ),
    ),
    "ind_regulier": Page(
        "IND, regulier en bezwaar per jaar", {"regulier": "regulier", "bezwaar": "bezwaar"}, ("bz.mvv_regulier",)
    ),
    "coa_kort": Page(
        "COA, opvang per jaar",
        {"coa": "opvang"},
        (
            "coa.in_procedure",
            "coa.vergunninghouders",
            "coa.vertrekplichtig",
            "coa.benodigde_capaciteit",
            "coa.benodigde_capaciteit_piek",
        ),
    ),
    "dtv_kort": Page(
        "DT&V per jaar",
        {"dtv": "terugkeer"},
        (
            "dtv.instroom",
            "dtv.vertrek_zelfstandig_aantoonbaar",
            "dtv.vertrek_gedwongen_incl_dublin",
            "dtv.vertrek_zonder_toezicht_incl_dublin",
            "dtv.dossiers",
        ),
    ),
    "rvdr": Page("Rechtbanken per jaar", _by_domain("rvdr")),
    "rvs": Page("Raad van State per jaar", _by_domain("rvs")),
}


def views_of(chain: Chain, key: str) -> Mapping[str, View]:
    """What a page or a section with a figure shows at a glance, a row each, by what that is about.

    Raises:
        KeyError: when there is no such page or section, or it has no figure.
    """
    sections = PAGES[key].sections if key in PAGES else {key: ""}
    return {about: chain.views[section] for section, about in sections.items()}
