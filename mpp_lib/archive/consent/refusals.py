"""What stands in the way of a version for an audience: each figure, where it shows, and who did not share it so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from mpp_lib.archive.consent.deliveries import Delivery
from mpp_lib.archive.consent.derivable import OF_PLAN, REALISED, Shown
from mpp_lib.archive.consent.withheld import Withheld
from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.products import PROGNOSE
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.vintage import is_realisations_file
from mpp_lib.inputs.reading.files import INPUTS
from mpp_lib.production.node import Chain
from mpp_lib.production.section import Section

_MOST = 6
"""So many places are named of one figure."""


def refused_by_consent(
    withheld: Withheld, chain: Chain, product: str, files: Collection[str], audience: str
) -> Iterator[Problem]:
    """A problem for every file that may not go along, and for every figure of a delivery that shows.

    Args:
        product: that is to be kept; a Prognose shows one indicator of the chain, every other one all of them.
        files: the names below ``inputs/`` that go into the version.
    """
    for delivery, figures in withheld.deliveries.items():
        if delivery.file in files:
            yield _problem(delivery, audience, delivery.file, "het bestand zelf gaat mee")
        for name, places in _shown(withheld, figures, chain, product, files):
            yield _problem(delivery, audience, name, places)


def _problem(delivery: Delivery, audience: str, what: str, places: str) -> Problem:
    concept = "; het zijn conceptcijfers" if delivery.concept else ""
    return Problem(
        ROUND.deliveries.file,
        f"rij {delivery.row}, kolom doelgroepen",
        delivery.audiences,
        f"{delivery.partner} deelt {what} niet met {audience}: {places}{concept}",
        "een doelgroep die zo ver gaat, met instemming; of alleen de resultaattabel zonder deze cijfers "
        f"(mpp export --format csv --audience {audience} --mask)",
    )


def _shown(
    withheld: Withheld, figures: Collection[Shown], chain: Chain, product: str, files: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Name of a figure → where it shows, and from what else it follows; series of the plan by stream."""
    for series in sorted(series for series in figures if series.kind == REALISED):
        if places := _places(series.name, chain, product, files):
            also = [str(one) for one in sorted(withheld.given_away_by(series)) if _is_in(one, product)]
            follows = f"; ook te herleiden uit {_some(also)}" if also else ""
            yield series.name, f"te zien in {_some(places)}{follows}"
    plan = sorted(series for series in figures if series.kind == OF_PLAN)
    for stream, found in groupby(plan, lambda series: series.name.partition(".")[0]):
        if heads := _taken_by(withheld, set(found), product):
            yield f"het plan voor {stream}", f"te zien in {_some(heads)}"


def _is_in(series: Shown, product: str) -> bool:
    """Whether a product shows a series: a Prognose has no outcomes but that of its own indicator."""
    return product != PROGNOSE or series.kind == REALISED or series.name == FIRST_INFLOW


def _taken_by(withheld: Withheld, series: Collection[Shown], product: str) -> list[str]:
    """The indicators that a formula makes straight from the plan."""
    if product == PROGNOSE:
        return []
    return sorted({relation.head.name for relation in withheld.relations if relation.members & set(series)})


def _places(name: str, chain: Chain, product: str, files: Collection[str]) -> list[str]:
    along = [file for file in files if is_realisations_file(f"{INPUTS}/{file}")]
    if name not in chain.by_id or (product == PROGNOSE and name != FIRST_INFLOW):
        return along
    tables = [] if product == PROGNOSE else [f"de tabel {section.title}" for section in _sections(chain, name)]
    return [*along, "de resultaattabel", *tables]


def _sections(chain: Chain, name: str) -> Iterator[Section]:
    return (section for section in chain.sections if name in section.table)


def _some(names: Collection[str]) -> str:
    told = list(names)[:_MOST]
    more = len(names) - len(told)
    return enumerate_nl([*told, *([f"nog {more}"] if more else [])])
