"""Bands of a round as they are asked for: a table to look at and the document a machine reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from math import inf, isnan
from time import perf_counter
from typing import Any, Literal

import pandas as pd

from mpp_lib.api.answer import Answer
from mpp_lib.base.cluster import cluster
from mpp_lib.base.errors import UnknownNameError
from mpp_lib.compare.uncertainty.kept_bands import open_errors
from mpp_lib.production.known_names import indicator_names
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import QUANTILES, Band
from mpp_lib.simulation.model_error import ModelErrors, origin_of
from mpp_lib.simulation.simulate import By, SimulatedRound, simulate

Engine = Literal["local", "dask"]


def simulated(
    result: RoundResult,
    draws: int,
    seed: int | None,
    indicators: Sequence[str],
    above: Mapping[str, Sequence[float]],
    by: By,
    progress: Callable[[int], None],
    *,
    model_error: bool,
    engine: Engine = "local",
    scheduler: str | None = None,
) -> Answer[SimulatedRound]:
    """The bands of these indicators, of all where none is named.

    Args:
        indicators: ids or patterns.
        above: id or pattern → figures of which the chance of more is asked; those are shown too.
        model_error: whether what the chain itself was off in years that are over is in the bands.
        engine: this process, or the workers of a Dask scheduler: the same figures.
        scheduler: its address; without one, processes on this machine.

    Raises:
        UnknownNameError: naming every indicator that does not exist.
        EngineError: the work could not be done there.
    """
    names = indicator_names(result.chain.nodes)
    (chosen, unknown), (asked, no_such) = names.asked(indicators), names.asked(list(above))
    if unknown or no_such:
        raise UnknownNameError([*unknown, *no_such])
    kept = list(dict.fromkeys([*chosen, *asked])) if chosen else []
    figures: dict[str, list[float]] = {}
    for name, limits in above.items():
        for indicator in names.asked([name])[0]:
            figures.setdefault(indicator, []).extend(limits)
    errors = open_errors(result) if model_error else None
    begin = perf_counter()
    with cluster(scheduler) if engine == "dask" else nullcontext() as each:
        made = simulate(result, draws, seed, kept, by, model_error=errors, each=each, progress=progress)
    rows = list(_rows(made, figures))
    took = perf_counter() - begin
    document = {
        "draws": made.draws,
        "seed": made.seed,
        "seconds": round(took, 3),
        "bands": rows,
        "model_error": None if errors is None else [_error(errors, indicator) for indicator in made.values],
    }
    heading = f"Banden van ronde {result.inputs.settings.round}, {made.draws} trekkingen"
    return Answer(heading, _table(rows), document, made)


def _rows(made: SimulatedRound, above: Mapping[str, Sequence[float]]) -> Iterator[dict[str, Any]]:
    for indicator, period, band in made.bands(above):
        unit = made.result.chain.by_id[indicator].unit
        origin = None if made.model_error is None else origin_of(made.model_error, indicator)
        yield {"indicator": indicator, "period": period, "unit": unit, **_figures(band), "model_error": origin}


def _error(errors: ModelErrors, indicator: str) -> dict[str, Any]:
    """How far off the chain may be in one indicator, and what that rests on."""
    told: dict[str, Any] = {"indicator": indicator, "origin": origin_of(errors, indicator)}
    error = errors.get(indicator)
    return told if error is None else told | asdict(error)


def _figures(band: Band) -> dict[str, Any]:
    return {
        "mean": band.mean,
        **band.quantiles,
        "mc_error": _known(max(band.errors.values(), key=_largest)),
        "mc_errors": {name: _known(error) for name, error in band.errors.items()},
        "place": dict(band.place),
        "above": {f"{figure:.15g}": chance for figure, chance in band.above.items()},
    }


def _largest(error: float) -> float:
    """An error that is not known is larger than any."""
    return inf if isnan(error) else error


def _known(error: float) -> float | None:
    return None if isnan(error) else error


def _table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns = {"mean": "gemiddelde", **{name: name for name in QUANTILES}}
    asked = list(dict.fromkeys(figure for row in rows for figure in row["above"]))
    return pd.DataFrame(
        {
            "indicator": row["indicator"],
            "periode": row["period"],
            **{said: row[name] for name, said in columns.items()},
            "simulatiefout": row["mc_error"],
            "modelfout": row["model_error"] or "",
            **{f"boven {figure}": row["above"].get(figure, float("nan")) for figure in asked},
        }
        for row in rows
    )
