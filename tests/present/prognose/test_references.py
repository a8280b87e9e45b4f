"""The forecast beside those without judgement: words, rows and the note on the statistical model."""

from dataclasses import replace

import pandas as pd
import pytest

from mpp_lib.base.dutch import people
from mpp_lib.inflow.references import NAIVE, STATISTICAL, WALK
from mpp_lib.present.prognose.references import (
    NAMES,
    comparison_chart,
    comparison_data,
    comparison_finding,
    comparison_table,
    model_note,
    reference_ranges,
)
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of


def rows(*others: tuple[str, float]) -> pd.DataFrame:
    """A forecast from 30.000 to 60.000 with median 45.000, and others' medians."""
    given = [("prognose", 30_000.0, 45_000.0, 60_000.0)]
    given += [(NAMES[n], m - 5_000, m, m + 5_000) for n, m in others]
    data = pd.DataFrame(given, columns=["vergelijking", "minimum", "mediaan", "maximum"])
    return data.assign(jaar="2025")


@pytest.mark.parametrize(
    ("others", "end"),
    [
        (
            ((NAIVE, 30_000.0), (STATISTICAL, 60_000.0)),
            "; de naïeve vergelijking komt op 30.000 en het statistische model op 60.000; al die medianen vallen in het"
            " 75%-interval van de prognose.",
        ),
        (
            ((NAIVE, 30_000.0), (WALK, 31_000.0), (STATISTICAL, 60_010.0)),
            "; de naïeve vergelijking komt op 30.000, de toevalswandeling op 31.000 en het statistische model op "
            "60.010; alleen die van de naïeve vergelijking en de toevalswandeling vallen in het 75%-interval van de "
            "prognose.",
        ),
        (
            ((NAIVE, 29_990.0), (STATISTICAL, 60_000.0)),
            "; de naïeve vergelijking komt op 29.990 en het statistische model op 60.000; alleen die van het"
            " statistische model valt in het 75%-interval van de prognose.",
        ),
        (
            ((NAIVE, 29_990.0), (STATISTICAL, 60_010.0)),
            "; de naïeve vergelijking komt op 29.990 en het statistische model op 60.010; geen van die medianen valt"
            " in het 75%-interval van de prognose.",
        ),
        (
            ((STATISTICAL, 61_000.0),),
            "; het statistische model komt op 61.000; die mediaan valt buiten het 75%-interval van de prognose.",
        ),
        ((), "; het verleden is te kort om haar ergens naast te zetten."),
    ],
)
def test_the_comparison_in_words(others: tuple[tuple[str, float], ...], end: str) -> None:
    """All, some, one, none, one that is alone, and nothing to compare with; the interval holds its own ends."""
    assert comparison_finding(rows(*others)) == f"De mediaan van de prognose voor 2025 is 45.000{end}"


def test_every_year_stands_beside_what_there_is_of_it(result: RoundResult) -> None:
    """The small round has 75 months: a model for every year, a baseline where 36 changes over that time are known."""
    found = result.references
    data = comparison_data(result, found)
    assert data.groupby("jaar", sort=False)["vergelijking"].apply(list).to_dict() == {
        "2024": ["prognose", *NAMES.values()],
        "2025": ["prognose", *NAMES.values()],
        "2026": ["prognose", NAMES[WALK], NAMES[STATISTICAL]],
    }
    assert (data["minimum"] < data["mediaan"]).all()
    assert (data["mediaan"] < data["maximum"]).all()
    forecast = data[data["vergelijking"] == "prognose"].set_index("jaar")
    assert forecast.loc["2025", "mediaan"] == result.forecast.year(2025).median
    assert [item.label for item in reference_ranges(found, 2026)] == [NAMES[WALK], NAMES[STATISTICAL]]


def test_the_table_prints_what_the_figure_draws(result: RoundResult) -> None:
    """Every number of the figure stands in the table, and a dash where there is none."""
    found = result.references
    cells = [cell for row in rows_of(comparison_table(result, found)) for cell in row]
    data = comparison_chart(result, found).data
    for name in ("minimum", "mediaan", "maximum"):
        assert {people(value) for value in data[name]} <= set(cells)
    assert cells.count("–") == 3


def test_the_model_is_named_as_it_was_chosen(result: RoundResult) -> None:
    """Of either kind the one with the lowest AICc, on the months of the round; without a level only the other."""
    found = result.references
    assert model_note(found) == (
        "Het statistische model is half een autoregressie over drie maanden zonder vast niveau, half een over één maand"
        " die terugkeert naar een niveau van 27.130 per jaar; van elke soort die met de laagste AICc, geschat op de"
        " maanden januari 2018 tot en met maart 2024."
    )
    assert found.model is not None
    free = replace(found.model, candidates=tuple(one for one in found.model.candidates if not one.returns))
    assert model_note(replace(found, model=free)) == (
        "Het statistische model is een autoregressie over drie maanden zonder vast niveau, geschat op de maanden "
        "januari 2018 tot en met maart 2024."
    )
