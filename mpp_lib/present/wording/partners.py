"""The partners of the migration chain: the order in which a report treats them, and their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Partner:
    """A partner, or a heading under which figures stand that belong to no single partner.

    Attributes:
        key: first part of its indicator ids.
        short: name in a table or sentence.
        name: name in full.
    """

    key: str
    short: str
    name: str


PARTNERS: tuple[Partner, ...] = (
    Partner("asiel", "Asielinstroom", "Asielinstroom"),
    Partner("politie", "Politie", "Politie, identificatie en registratie"),
    Partner("ind", "IND", "Immigratie- en Naturalisatiedienst (IND)"),
    Partner("rvdr", "Rechtspraak", "Raad voor de rechtspraak (RvdR)"),
    Partner("rvs", "Raad van State", "Afdeling bestuursrechtspraak van de Raad van State (RvS)"),
    Partner("coa", "COA", "Centraal Orgaan opvang asielzoekers (COA)"),
    Partner("nidos", "Nidos", "Nidos, jeugdbescherming voor alleenstaande minderjarige vreemdelingen"),
    Partner("ks", "Ketensturing", "Ketensturing (KS), huisvesting van vergunninghouders"),
    Partner("dtv", "DT&V", "Dienst Terugkeer en Vertrek (DT&V)"),
    Partner("dji", "DJI", "Dienst Justitiële Inrichtingen (DJI)"),
    Partner("kmar", "KMar", "Koninklijke Marechaussee (KMar)"),
    Partner("bz", "BZ", "Ministerie van Buitenlandse Zaken (BZ)"),
    Partner("szw", "SZW", "Ministerie van Sociale Zaken en Werkgelegenheid (SZW)"),
    Partner("bzk", "BZK", "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties (BZK)"),
    Partner("oekraine", "Oekraïne", "Ontheemden uit Oekraïne (buiten alle totalen)"),
    Partner("nationaliteit", "Nationaliteit", "Naar nationaliteit (alleen in de terugblik)"),
    Partner("europa", "Europa", "Europese Unie (alleen in de terugblik)"),
)
_BY_KEY = {partner.key: partner for partner in PARTNERS}
_ORDER = {partner.key: place for place, partner in enumerate(PARTNERS)}


def partner_of(indicator: str) -> Partner:
    """Whose figure an indicator is.

    Raises:
        KeyError: when the first part of the id is no partner.
    """
    return _BY_KEY[indicator.partition(".")[0]]


def partner_named(key: str) -> Partner:
    """The partner with that key.

    Raises:
        KeyError: when there is none.
    """
    return _BY_KEY[key]


def in_order(keys: Iterable[str]) -> tuple[Partner, ...]:
    """Each partner once, in the order of the report."""
    return tuple(_BY_KEY[key] for key in sorted(set(keys), key=_ORDER.__getitem__))
