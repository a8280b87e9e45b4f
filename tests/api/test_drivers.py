"""What drives a figure, asked in Python."""

import re
from pathlib import Path

import pytest

from mpp_lib.api.round import Round
from mpp_lib.base.errors import UnknownNameError

SMALL = Path(__file__).resolve().parents[1] / "rounds" / "_klein"


@pytest.fixture(scope="module")
def small() -> Round:
    return Round(SMALL)


def test_what_cannot_be_asked_is_refused(small: Round) -> None:
    with pytest.raises(UnknownNameError, match=re.escape("coa.bezeting")):
        small.drivers("coa.bezeting")
    with pytest.raises(ValueError, match="2031 ligt buiten de horizon van 2024 tot en met 2026"):
        small.drivers("coa.bezetting", 2031)


@pytest.mark.long
def test_the_answer_is_of_the_figure_and_year_asked(small: Round) -> None:
    """The table, the document and the objects behind it say the same; another year is another answer."""
    answer = small.drivers("coa.bezetting", 2025, seed=3)
    assert list(answer.table.columns) == ["indicator", "bron", "aandeel", "fout"]
    assert answer.document["year"] == 2025
    assert answer.document["seed"] == 3
    assert answer.document["draws"] == 4096
    assert answer.document["model_error_widens"]["coa.bezetting"] > 1
    shares = [row["share"] for row in answer.document["drivers"]]
    assert shares == answer.table["aandeel"].tolist() == sorted(shares, reverse=True)
    assert shares == [each.share for each in answer.found.of("coa.bezetting", 2025)]
    assert shares != [each.share for each in answer.found.of("coa.bezetting", 2026)]
