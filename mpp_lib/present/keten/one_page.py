"""Which figures stand on the one pages *MPP Asiel*, *MPP Regulier* and *MPP Bewaring*, and in what order."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.base.catalogue import Domain
from mpp_lib.present.wording.partners import PARTNERS, partner_of
from mpp_lib.production.node import Chain

FIRST: Mapping[Domain, tuple[str, ...]] = {"bewaring": ("dji", "dtv")}
"""Partners with which the page of a domain begins; the others follow in the order of the report."""


def page_indicators(chain: Chain, domain: Domain) -> tuple[str, ...]:
    """The indicators of the page of a domain, by partner; within a partner as the sections name them."""
    names = (name for section in chain.sections if section.domain == domain for name in section.one_page)
    partners = [*FIRST.get(domain, ()), *(partner.key for partner in PARTNERS)]
    return tuple(sorted(names, key=lambda name: partners.index(partner_of(name).key)))
