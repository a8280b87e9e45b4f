"""What is said of the model error beside the bands."""

from pathlib import Path
from typing import Any

import pytest

from mpp_lib.api.round import open_round

TESTS = Path(__file__).parents[1]
ASKED = ["coa.bezetting", "ind.regulier.voorraad", "asiel.instroom_eerste"]


def document(**also: Any) -> dict[str, Any]:
    return dict(open_round("_klein", TESTS).simulate(200, indicator=ASKED, **also).document)


def test_every_band_says_where_its_model_error_is_from() -> None:
    """One of its own with what it rests on, one that is unknown, and none beside the forecast."""
    told = document()
    by_indicator = {one["indicator"]: one for one in told["model_error"]}
    assert [by_indicator[name]["origin"] for name in ASKED] == ["eigen", "onbekend", "prognose"]
    assert by_indicator["coa.bezetting"]["n"] >= by_indicator["coa.bezetting"]["own"] > 0
    assert "spread" not in by_indicator["ind.regulier.voorraad"]
    assert {row["model_error"] for row in told["bands"] if row["indicator"] == "coa.bezetting"} == {"eigen"}


def test_left_out_only_what_is_known_of_it_changes() -> None:
    """The band of what has one gets narrower; the others are the same."""
    with_, without = document(), document(model_error=False)
    assert without["model_error"] is None
    assert {row["model_error"] for row in without["bands"]} == {None}
    for one, other in zip(with_["bands"], without["bands"], strict=True):
        wider = (one["p95"] - one["p5"]) / (other["p95"] - other["p5"])
        assert wider > 1 if one["indicator"] == "coa.bezetting" else wider == pytest.approx(1, rel=1e-12)
