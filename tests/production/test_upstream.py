"""What a node rests on: found by name, and by moving every series and looking who moves with it."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.production.assembly import outcome
from mpp_lib.production.expression import Param, Plan
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult
from mpp_lib.production.upstream import series_behind

MOVED = (FIRST, Plan("spoor4", "capaciteit"), Plan("nareis", "capaciteit"), Plan("regulier_gezin", "instroom"))


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(Path(__file__).parents[1] / "rounds" / "_klein")


def test_reception_rests_on_asylum_and_not_on_applications_outside_it(result: RoundResult) -> None:
    behind = series_behind(result.chain, "coa.bezetting")
    assert {FIRST, Plan("spoor4", "capaciteit"), Param("taakstelling_realisatiegraad")} <= behind
    assert Plan("regulier_gezin", "capaciteit") not in behind
    assert FIRST not in series_behind(result.chain, "ind.regulier.aanvragen")


def test_a_way_that_nobody_goes_passes_nothing_on(result: RoundResult) -> None:
    """Displaced people move asylum through the flow that is switched off, and only through it."""
    arriving, chain = Param("oekraine_instroom"), result.chain
    assert arriving in series_behind(chain, "ind.asiel.voorraad")
    assert arriving not in series_behind(chain, "ind.asiel.voorraad", {"oekraine.naar_asiel"})
    assert arriving in series_behind(chain, "oekraine.ontheemden", {"oekraine.naar_asiel"})


@pytest.mark.parametrize("key", MOVED, ids=str)
def test_whoever_moves_with_a_series_has_it_behind_it(result: RoundResult, key: Param | Plan) -> None:
    """With a tenth more of a series the chain is run again: no node changes that does not name it, and some do."""
    parts = result.parts.with_measures(result.measures)
    before, after = outcome(parts), outcome(parts.with_series({key: 1.1 * parts.series[key]}))
    moved = {name for name in before if not np.allclose(before[name], after[name], rtol=1e-9, atol=1e-9)}
    assert moved
    assert [name for name in moved if key not in series_behind(result.chain, name)] == []
