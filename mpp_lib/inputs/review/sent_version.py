"""Which version goes out, or a file that does not say so itself is of."""

from __future__ import annotations

from mpp_lib.base.errors import InputError, Problem, UnknownNameError
from mpp_lib.inputs.review.consultations import Organisations
from mpp_lib.inputs.review.versions_read import VersionsRead
from mpp_lib.inputs.versions import Version


def chosen_version(versions: VersionsRead, known: Organisations, partner: str, version: str) -> Version:
    """The version of that name, or else the last one that a partner is asked about; one that has a page here.

    Args:
        partner: as the round calls it; empty for nobody in particular.

    Raises:
        UnknownNameError: there is no version of that name.
        InputError: there is none at all, or it has no page.
    """
    every = list(versions.by_name.values())
    asked = [each for each in every if not partner or known.consulted(partner, each.product)]
    named = [each for each in every if each.name == version] if version else asked
    if not named:
        there = ", ".join(versions.by_name) or "een bewaarde versie; bewaar haar eerst met mpp freeze"
        problem = "deze versie is er niet" if version else f"er is geen versie waarover {partner} iets gevraagd wordt"
        raise (UnknownNameError if version else InputError)([Problem("", "--on", version, problem, there)])
    if versions.file(named[-1].name) is None:
        place, expected = f"versions/{named[-1].name}", "een versie waarvan de map er is, met een HTML"
        raise InputError([Problem(place, "", "", "deze versie heeft hier geen bladzijde", expected)])
    return named[-1]
