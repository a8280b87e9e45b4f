"""The hindcast as the report of a round may show it: over what was known at its cut-off, with its own parameters.

What the chain is fed of a year, and what it is compared with, counts where its source is of before the cut-off. What
was not known yet is not looked up: the last known year goes on, else the round's own value stands there.

Source: docs/besluiten/0007-de-hindcast-in-een-rapport.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from statistics import fmean

import pandas as pd

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.compare.hindcast.calibration import calibrate
from mpp_lib.compare.hindcast.fitted import levelled
from mpp_lib.compare.hindcast.hindcast import Hindcast, hindcast_inputs, hindcast_of
from mpp_lib.compare.hindcast.terms import Terms
from mpp_lib.inputs.fingerprint import fingerprint
from mpp_lib.inputs.reading.files import HINDCAST, rounds_of
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import parameter_arrays
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Plan
from mpp_lib.production.ranges import Input
from mpp_lib.production.realised import ASSUMED
from mpp_lib.production.run import RoundResult

_OF_PLAN = ("stroom", "grootheid", "maand", "waarde")
TAKEN_OVER = "voorlopig"
"""The status of a figure that the round itself holds."""


def open_known(result: RoundResult) -> Hindcast | None:
    """The hindcast of a round; None where too few years were over at its cut-off.

    The parameters are the round's, but for those that differ by year, in the folder or in the round: these are of the
    years themselves. The level of one that was not published, as of the housing by municipalities, is fitted.

    Raises:
        InputError: with everything that is wrong with the folder.
    """
    folder = _folder(result)
    return _opened(result, fingerprint(folder)) if folder.is_dir() else None


@lru_cache(maxsize=4)
def _opened(result: RoundResult, _files: str) -> Hindcast | None:
    """Once for a round, as long as the folder holds the same."""
    known = known_inputs(result)
    if known is None:
        return None
    fitted = calibrate(known)
    of_years = {name: level for name, level in fitted.items() if name in by_year(known.parameters)}
    return hindcast_of(levelled(known, of_years), fitted, result.inputs.settings.round)


def known_inputs(result: RoundResult) -> RoundInputs | None:
    """The folder ``_hindcast`` beside a round as far as it was known at its cut-off, with the round's own parameters.

    None without such a folder, and where the years on which is fitted were not over.
    """
    folder = _folder(result)
    if not folder.is_dir():
        return None
    inputs = hindcast_inputs(folder.parent)
    last = min(_last_full_year(result.inputs.settings.realised_until), inputs.settings.span.end.year)
    return _known(inputs, result, last) if last >= Terms.of(inputs).until["fitted"].year else None


def _folder(result: RoundResult) -> Path:
    return rounds_of(result.inputs.folder) / HINDCAST


def _last_full_year(until: Month) -> int:
    return until.year if until.month == 12 else until.year - 1


def _known(inputs: RoundInputs, result: RoundResult, last: int) -> RoundInputs:
    cutoff, years = result.inputs.settings.cutoff, last + 1 - inputs.settings.span.first_year
    horizon = inputs.settings.horizon.model_copy(update={"years": years})
    until = {"horizon": horizon, "realised_until": Month(last, 12), "cutoff": cutoff}
    own = {"bezettingsnorm": result.inputs.settings.bezettingsnorm, "model": result.inputs.settings.model}
    return replace(
        inputs,
        settings=inputs.settings.model_copy(update=until | own),
        parameters=_parameters(inputs, result),
        kernels=result.inputs.kernels,
        plan=_plan(inputs.plan, cutoff),
        realisations=pd.concat([_published(inputs, cutoff, last), *_own_figures(inputs, result, last)]),
        unknown=pd.concat([inputs.unknown, result.inputs.unknown], ignore_index=True),
        registers={**inputs.registers, "fasen": _phases(inputs.registers["fasen"], Month(last, 12))},
    )


def _parameters(inputs: RoundInputs, result: RoundResult) -> pd.DataFrame:
    """What differs by year as far as it was known; of all else the round's own value."""
    rows, own = inputs.parameters, own_courses(result)
    of_years = by_year(rows) | {name for name, course in own.items() if (course != course[0]).any()}
    known = rows[rows["parameter"].isin(of_years) & ~_later(rows["bron"], result.inputs.settings.cutoff)]
    first = pd.DataFrame(
        [
            {"parameter": spec.name, "vanaf": str(inputs.settings.span.start), "mpp_scenario": "", "eenheid": spec.unit}
            for spec in result.chain.parameters
        ]
    )
    first["waarde"] = [float(own[name][0]) for name in first["parameter"]]
    return pd.concat([known, first[~first["parameter"].isin(known["parameter"])]], ignore_index=True)


def by_year(parameters: pd.DataFrame) -> set[str]:
    """The parameters of the folder that differ by year."""
    values = parameters.groupby("parameter")["waarde"].nunique()
    return set(values.index[values > 1])


def own_courses(result: RoundResult) -> dict[str, Array]:
    """Parameter → its values by month of the round's horizon, in medio and without measures."""
    given, months = result.inputs.parameters, result.inputs.settings.span.months
    arrays = parameter_arrays(given, result.chain.parameters, months, ["medio"])
    return {name: values[:, 0] for name, values in arrays.items()}


def _plan(plan: pd.DataFrame, cutoff: date) -> pd.DataFrame:
    """The decisions; of a stream of which those of a year were not known yet, the year before goes on."""
    later = plan[_later(plan["definitie"], cutoff)]
    unknown = set(zip(later["maand"], later["stroom"], strict=True))
    values = plan.set_index(["maand", "mpp_scenario", "stroom", "grootheid"])["waarde"].to_dict()

    def known(month: str, scenario: str, stream: str, quantity: str) -> float:
        while (month, stream) in unknown:
            month = str(Month.parse(month) - YEAR)
        return float(values[month, scenario, stream, quantity])

    keys = zip(plan["maand"], plan["mpp_scenario"], plan["stroom"], plan["grootheid"], strict=True)
    return plan.assign(waarde=[known(*key) for key in keys])


def published_decisions(result: RoundResult) -> dict[Input, Mapping[int, float]]:
    """Series of the plan → year → monthly average, as far as publications of before a round's cut-off tell them.

    A stream is told of in a month where one of its rows in the folder ``_hindcast`` names such a publication; the
    folder gives them in the definitions of the chain. Empty without the folder.
    """
    folder, cutoff = _folder(result), result.inputs.settings.cutoff
    if not folder.is_dir():
        return {}
    plan = hindcast_inputs(folder.parent).plan
    medio = plan[plan["mpp_scenario"] == "medio"].assign(stroom_maand=lambda rows: rows["stroom"] + rows["maand"])
    named = (medio["definitie"] != "") & ~medio["definitie"].str.contains(ASSUMED) & ~_later(medio["definitie"], cutoff)
    told = medio[medio["stroom_maand"].isin(medio.loc[named, "stroom_maand"])]
    found: dict[Input, dict[int, list[float]]] = {}
    for stream, quantity, month, value in zip(*(told[name] for name in _OF_PLAN), strict=True):
        found.setdefault(Plan(stream, quantity), {}).setdefault(Month.parse(month).year, []).append(float(value))
    return {key: {year: fmean(values) for year, values in years.items()} for key, years in found.items()}


def _published(inputs: RoundInputs, cutoff: date, last: int) -> pd.DataFrame:
    """Rows of the years that were over, and of before them, from sources of before the cut-off."""
    rows = inputs.realisations
    over = rows["periode"].map(lambda text: Period.parse(text).end <= Month(last, 12))
    return rows[over & ~_later(rows["bron"], cutoff)]


def _own_figures(inputs: RoundInputs, result: RoundResult, last: int) -> Iterator[pd.DataFrame]:
    """What the round itself holds where the folder has a later publication of a compared figure."""
    rows, compared = inputs.realisations, Terms.of(inputs).observed
    later = rows[rows["indicator"].isin(compared) & _later(rows["bron"], result.inputs.settings.cutoff)]
    for row in later.to_dict("records"):
        value = result.realised(row["indicator"]).get(Period.parse(row["periode"]))
        if value is not None and Period.parse(row["periode"]).end <= Month(last, 12):
            yield pd.DataFrame([{**row, "waarde": value, "status": TAKEN_OVER, "bron": result.inputs.settings.round}])


def _phases(phases: pd.DataFrame, last: Month) -> pd.DataFrame:
    """The last month of each phase, no later than what was known."""
    return phases.assign(tot=[min(text, str(last)) for text in phases["tot"]])


def _later(texts: pd.Series[str], cutoff: date) -> pd.Series[bool]:
    found: Callable[[str], bool] = {text: named_after(text, cutoff) is not None for text in texts.unique()}.__getitem__
    return texts.map(found)
