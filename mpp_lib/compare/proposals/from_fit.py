"""Parameters that the hindcast fits, on what a round could know: their level at the start of its horizon.

Source: docs/ijken.md, *Wat geijkt is*; docs/hindcast.md, *In het rapport van een ronde*.
"""

from __future__ import annotations

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.compare.hindcast.beside_round import course_until
from mpp_lib.compare.hindcast.calibration import FittedLevel, fit
from mpp_lib.compare.hindcast.fitted import STARTS
from mpp_lib.compare.hindcast.known import known_inputs
from mpp_lib.compare.proposals.evidence import FEWEST, FIT, Evidence, Lack, interval, rounded
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.run import RoundResult

_NOT_OVER = "de jaren waarop de hindcast ijkt waren op de peildatum niet om, of er is geen hindcast naast de rondes"
_SILENT = "de cijfers die op de peildatum bekend waren, zeggen er te weinig over"
_AT_LIMIT = "de ijking loopt tegen de grens van wat de keten toelaat"


def fitted(result: RoundResult) -> dict[str, Evidence | Lack]:
    """Every parameter that the hindcast fits → its level at the start of the round, or why there is none.

    Raises:
        InputError: with everything that is wrong with the folder ``_hindcast``.
    """
    specs = {spec.name: spec for spec in result.chain.parameters}
    known = known_inputs(result)
    if known is None:
        return dict.fromkeys(filter(specs.__contains__, STARTS), Lack(_NOT_OVER))
    found = fit(known)
    return {
        name: _evidence(result, known, specs[name], found.levels.get(name), found.freedom)
        for name in STARTS
        if name in specs
    }


def _evidence(
    result: RoundResult, known: RoundInputs, spec: ParameterSpec, level: FittedLevel | None, freedom: int
) -> Evidence | Lack:
    if level is None or len(level.told_by) < FEWEST or freedom < 1 or level.error == float("inf"):
        return Lack(_SILENT)
    if level.at_limit:
        return Lack(_AT_LIMIT)
    on = float(course_until(known, spec, result.inputs.settings.span.start)[-1])
    value = rounded(level.value * on)
    low, high = interval(spec, value, level.error * on, freedom)
    indicators = tuple(dict.fromkeys(one.indicator for one in level.told_by))
    end = max(one.period.end for one in level.told_by)
    return Evidence(FIT, value, low, high, known.settings.span.start, end, len(level.told_by), indicators)
