"""``mpp backtest``: forecasts without judgement, as they would have been made at every half-year of the past."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from mpp_lib.cli.answers import Json, answer_json
from mpp_lib.cli.elsewhere import Engine, Scheduler, refuse_alone

From = Annotated[
    int,
    typer.Option("--from", help="Het eerste jaar waarvoor een prognose wordt geprobeerd.", metavar="JAAR", min=1990),
]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processen tegelijk, in --engine local.")]
FIRST_YEAR = 2009
"""The first year of which anything before it is known: the months begin in January 2008."""
TOGETHER = min(4, os.cpu_count() or 1)


def backtest(
    context: typer.Context,
    first_year: From = FIRST_YEAR,
    jobs: Jobs = TOGETHER,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    as_json: Json = False,
) -> None:
    """Maakt met wat op elk halfjaar bekend was prognoses zonder oordeel, en legt die naast de uitkomst.

    Van elk model en elke termijn de dekking, breedte en scores, met hun onzekerheid: hoe breed een prognose moet zijn.
    """
    refuse_alone(scheduler, engine)
    from mpp_lib.base.cluster import cluster
    from mpp_lib.base.steps import step
    from mpp_lib.cli.progress import counted
    from mpp_lib.compare.backtest.origins import origins
    from mpp_lib.compare.backtest.run import backtest as compare
    from mpp_lib.compare.backtest.run import processes
    from mpp_lib.compare.backtest.summary import document, summaries
    from mpp_lib.compare.evaluation.track_record import deliveries_of
    from mpp_lib.inputs.rounds import rounds_root

    with step("realisaties lezen"):
        made_at = origins(deliveries_of(rounds_root(context.obj)), first_year)
    tried = []
    with cluster(scheduler) if engine == "dask" else processes(jobs) as each, counted() as told:
        for done, forecasts in enumerate(compare(made_at, each), start=1):
            tried += forecasts
            told("halfjaren", done, len(made_at))
    with step("scores samenvatten"):
        found = summaries(tried)
    if as_json:
        answer_json(document(tried, found))
        return
    from mpp_lib.cli.tables import of_report, show
    from mpp_lib.present.trefzekerheid.backtest_table import backtest_table

    show(of_report(backtest_table(found)))
