"""The pages of partners whose work is spread over several sections of the chain: one row of figures for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mpp_lib.production.node import Chain
from mpp_lib.production.section import View


class Page(NamedTuple):
    """A page of a partner.

    Attributes:
        title: caption of its table.
        sections: keys of the sections whose figures it shows, in order; these head its table.
        more: ids of what else its table holds.
    """

    title: str
    sections: tuple[str, ...]
    more: tuple[str, ...] = ()


PAGES: Mapping[str, Page] = {
    "ind": Page(
        "IND, asielzaken en nareis per jaar",
        ("ind_asiel", "ind_nareis"),
        ("ind.spoor4.voorraad_ouder_15", "ind.spoor4.doorlooptijd", "ind.inwilligingspercentage_spoor4"),
    ),
    "ind_regulier": Page("IND, regulier en bezwaar per jaar", ("regulier", "bezwaar"), ("bz.mvv_regulier",)),
    "rvdr": Page("Rechtbanken per jaar", ("rvdr_asiel", "rvdr_regulier", "rvdr_bewaring")),
    "rvs": Page("Raad van State per jaar", ("rvs_asiel", "rvs_regulier", "rvs_bewaring")),
}


def views_of(chain: Chain, key: str) -> tuple[View, ...]:
    """What a page or a section with a figure shows at a glance, a row each.

    Raises:
        KeyError: when there is no such page or section, or it has no figure.
    """
    sections = PAGES[key].sections if key in PAGES else (key,)
    return tuple(chain.views[section] for section in sections)
