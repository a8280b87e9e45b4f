"""A round, opened by name from any folder of its project."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mpp_lib.api.answer import Answer
from mpp_lib.base.errors import InputError
from mpp_lib.base.steps import step
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.rounds import round_folder, rounds_root
from mpp_lib.production.chains import catalogue_named

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.compare.attribution.explain import Explanation
    from mpp_lib.compare.monitor.build import Monitor
    from mpp_lib.compare.uncertainty.drivers import Drivers
    from mpp_lib.inflow.forecast import Forecast
    from mpp_lib.production.run import RoundResult
    from mpp_lib.simulation.simulate import SimulatedRound

__all__ = ["InputError", "Round", "open_round"]
Names = str | Sequence[str] | None
"""One name, several, or all."""
Numbers = float | Sequence[float]
"""One number, or several."""


def open_round(name: str, start: Path | str = ".") -> Round:
    """Read and validate a round; it is calculated when its results are first asked for.

    Args:
        name: of the round, such as ``2024-2``.
        start: where to look: this folder, or the nearest one above it that holds ``rounds/``.

    Raises:
        InputError: with everything that is wrong with the round, or when there is no such round or project.
    """
    return Round(round_folder(rounds_root(Path(start)), name))


class Round:
    """What can be asked of a round; every answer is what the command of that name gives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs = load_round(folder, catalogue_named)

    @cached_property
    def result(self) -> RoundResult:
        """Everything that was calculated.

        Raises:
            InputError: when the inputs contradict each other in a way only the calculation shows.
        """
        from mpp_lib.production.run import calculate

        with step(f"{self.folder.name} doorrekenen"):
            return calculate(self.inputs)

    def forecast(
        self,
        year: int | None = None,
        above: Numbers = (),
        between: tuple[float, float] | None = None,
        quantile: Numbers = (),
    ) -> Answer[Forecast]:
        """The Prognose Eerste Asielinstroom: a row per year, with a column for every question.

        Raises:
            ValueError: for a year outside the horizon, a quantile outside (0, 1) or an interval upside down.
        """
        from mpp_lib.inflow.forecast import forecast_round
        from mpp_lib.inflow.questions import answer, answer_table

        made = forecast_round(self.inputs)
        document = answer(made, year, _several(above), between, _several(quantile))
        return Answer(f"Prognose van ronde {self.folder.name}", answer_table(document), document, made)

    def results(
        self,
        indicator: Names = None,
        scenario: Names = None,
        by: Literal["year", "month"] = "year",
        *,
        measures: bool = True,
    ) -> pd.DataFrame:
        """The long result table: ``ronde;versie;scenario;domein;partner;indicator;periode;waarde;eenheid``, unrounded.

        Args:
            indicator: ids, or patterns such as ``coa.*``; all without.
            measures: with the measures that are active, or without any.

        Raises:
            UnknownNameError: naming every indicator or scenario that does not exist.
            ValueError: when ``by`` is anything else than ``year`` or ``month``.
        """
        from mpp_lib.api.selection import selected

        return selected(self.result if measures else self.result.without, _listed(indicator), _listed(scenario), by)

    def explain(
        self, against: str, indicator: Names = None, year: int | None = None, within: str | None = None
    ) -> Answer[Explanation]:
        """Each difference with another round, as it counts, split over groups of inputs; the parts add up to it.

        Args:
            against: the name of a round beside this one.
            indicator: ids that both rounds have, or patterns of them; all without.
            within: a group to take apart over its members.

        Raises:
            InputError: when the other round is not right, or what was asked is not in both.
        """
        from mpp_lib.compare.attribution.explain import explain
        from mpp_lib.production.open_round import open_that_counts

        other = open_that_counts(round_folder(self.folder.parent, against))
        found = explain(self.result, other, _listed(indicator), year, within)
        heading = f"Verschillen tussen ronde {self.folder.name} en ronde {against}"
        return Answer(heading, found.table, found.as_dict(), found)

    def monitor(self, until: str) -> Answer[Monitor]:
        """The edition of a month ``JJJJ-MM`` held against the round, in the order of the fixed set.

        Raises:
            InputError: with everything that is wrong with the edition, or when there is none.
            ValueError: when ``until`` is no month.
        """
        from mpp_lib.base.months import Month
        from mpp_lib.compare.monitor.build import open_monitor
        from mpp_lib.production.open_round import open_that_counts

        made = open_monitor(open_that_counts(self.folder), Month.parse(until))
        return Answer(f"Monitor van ronde {self.folder.name} tot en met {until}", made.table, made.as_dict(), made)

    def simulate(
        self,
        draws: int = 10_000,
        seed: int | None = None,
        indicator: Names = None,
        above: Mapping[str, Numbers] | None = None,
        by: Literal["year", "month"] = "year",
        progress: Callable[[int], None] = lambda _: None,
        *,
        model_error: bool = True,
        engine: Literal["local", "dask"] = "local",
        scheduler: str | None = None,
    ) -> Answer[SimulatedRound]:
        """Bands of any figure, from draws of the inflow and of every uncertain input through the whole chain.

        Args:
            draws: how many, ≥ 1.
            seed: of the random streams; that of the round without.
            indicator: ids, or patterns such as ``coa.*``; all without.
            above: indicator → figures of which the chance of more is asked.
            progress: told after every block how many draws are done.
            model_error: whether what the chain itself was off in years that are over, as far as the round could know,
                is in the bands.
            engine: this process, or the workers of a Dask scheduler: the same figures.
            scheduler: its address, such as ``tcp://10.0.0.5:8786``; without one, processes on this machine.

        Raises:
            UnknownNameError: naming every indicator that does not exist.
            InputError: with what is wrong with an earlier round or with the hindcast, from which that follows.
            EngineError: the work could not be done there.
        """
        from mpp_lib.api.simulation import simulated

        asked = {name: _several(figures) for name, figures in (above or {}).items()}
        return simulated(
            self.result,
            draws,
            seed,
            _listed(indicator),
            asked,
            by,
            progress,
            model_error=model_error,
            engine=engine,
            scheduler=scheduler,
        )

    def drivers(self, indicator: Names = None, year: int | None = None, seed: int | None = None) -> Answer[Drivers]:
        """Which share of the uncertainty of a yearly figure comes from which source, with its error.

        Args:
            indicator: ids, or patterns such as ``coa.*``; the key figures of the report without.
            year: of the horizon; the last one without.
            seed: of the random streams; that of the round without.

        Raises:
            UnknownNameError: naming every indicator that does not exist.
            ValueError: for a year outside the horizon.
        """
        from mpp_lib.api.drivers import driven

        return driven(self.result, _listed(indicator), year, seed)

    def __repr__(self) -> str:
        return f"<Ronde {self.folder.name}: {self.inputs.settings.title}>"

    def _repr_html_(self) -> str:
        rows = (
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in self._about.items()
        )
        return f"<table>{''.join(rows)}</table>"

    @property
    def _about(self) -> dict[str, str]:
        settings = self.inputs.settings
        return {
            "ronde": settings.round,
            "titel": settings.title,
            "horizon": f"{settings.span.start.year}–{settings.span.end.year}",
            "stand": str(self.inputs.state()),
            "realisaties tot en met": str(settings.realised_until),
            "vorige ronde": settings.previous or "geen",
        }


def _listed(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())


def _several(numbers: Numbers) -> Sequence[float]:
    return (numbers,) if isinstance(numbers, int | float) else numbers
