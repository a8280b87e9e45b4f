"""Which indicators there are: those of the chain, and those that are only looked back on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mpp_lib.base.catalogue import Catalogue, IndicatorSpec
from mpp_lib.base.look_back import LOOK_BACK
from mpp_lib.inputs.reading.nearest import expected_name

_LOOK_BACK_WORDS = frozenset(name.partition(".")[0] for name in LOOK_BACK)


def known_indicators(names: Iterable[str], catalogue: Catalogue, *, looked_back: bool) -> Mapping[str, IndicatorSpec]:
    """Id → indicator, of the names that are one of the chain, or of the look-back where that counts too."""
    places = (catalogue.indicators, LOOK_BACK) if looked_back else (catalogue.indicators,)
    return {name: place[name] for name in set(names) for place in places if name in place}


def expected_indicator(indicator: str, catalogue: Catalogue, *, looked_back: bool) -> str:
    """What a message expects in the place of an unknown one."""
    if looked_back and indicator.partition(".")[0] in _LOOK_BACK_WORDS:
        return expected_name("een indicator van de terugblik", indicator, LOOK_BACK)
    return expected_name("een indicator van de keten", indicator, catalogue.indicators)
