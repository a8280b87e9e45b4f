"""What the words of a round say of its figures is held against them by check."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.production.open_round import open_round
from mpp_lib.report.analyst_figures import typed
from mpp_lib.report.analyst_texts import check_report
from mpp_lib.report.analyst_words import Words
from mpp_lib.report.gather import values

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
TEXT = """\
De bezetting is {{< meta cijfers.coa.bezetting.jaar2024.WAY >}} dan eerst,
en loopt in minimum terug: {{< meta cijfers.coa.bezetting.minimum.COURSE >}}.
Zo blijft `{{< meta cijfers.coa.bezetting.jaar2024.OTHER >}}` staan.
"""


@pytest.fixture(scope="module")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    shutil.copytree(ROUNDS, folder / "rounds", ignore=shutil.ignore_patterns("build"))
    return folder / "rounds/_klein"


def test_a_claim_that_the_figures_contradict_is_refused(klein: Path) -> None:
    """By its line, with what is so; the claim that does hold passes, and code is no claim."""
    result, previous = open_round(klein), open_round(klein.parent / "_eerder")
    after, before = (one.year("coa.bezetting", 2024, "medio") for one in (result, previous))
    way, other = ("hoger", "lager") if after > before else ("lager", "hoger")
    low = [result.year("coa.bezetting", year, "minimum") for year in result.inputs.settings.span.calendar_years]
    text = (
        TEXT.replace("WAY", other).replace("OTHER", other).replace("COURSE", "stijgt" if low[-1] < low[0] else "daalt")
    )
    (klein / "text/asiel.md").write_text(text, encoding="utf-8")
    problems = check_report(klein).problems
    assert [(one.file, one.where, one.found.rpartition(".")[2]) for one in problems] == [
        ("text/asiel.md", "regel 1", other),
        ("text/asiel.md", "regel 2", "stijgt" if low[-1] < low[0] else "daalt"),
    ]
    assert "bijgesteld ten opzichte van ronde _eerder" in problems[0].problem
    assert problems[1].problem.startswith("dit is niet zo: in minimum ")
    (klein / "text/asiel.md").write_text(text.splitlines()[0].replace(other, way) + "\n", encoding="utf-8")
    assert check_report(klein).problems == []


def test_a_cited_figure_stands_among_the_values_of_the_report(klein: Path) -> None:
    """Beside those of the templates, at the path that its key names."""
    (klein / "text/asiel.md").write_text(
        "Het zijn er {{< meta cijfers.coa.bezetting.jaar2025.medio >}}.\n", encoding="utf-8"
    )
    result = open_round(klein)
    found = values(result, None)["cijfers"]
    assert found["coa"]["bezetting"] == {"jaar2025": {"medio": found["coa_bezetting"]["jaar2"]["medio"]}}


def test_numbers_typed_by_hand_are_a_remark() -> None:
    """One for each text; years, days, short counts, labels, code and cited figures are let be."""
    text = "In 2023 kwamen er 12.345 (8,5%), na 14 dagen.\n`6.000` {{< meta cijfers.jaar1 >}}, artikel 59 en 1.2.3\n\n"
    text += "Dat is 9 procent van 1.000,5."
    (remark,) = typed([Words("r", "text/asiel.md", text), Words("r", "text/status.md", "In 2024.\n")])
    assert (remark.round, remark.file, remark.where) == ("r", "text/asiel.md", "regel 1, 4")
    assert remark.found == "12.345, 8,5%, 9 procent en 1.000,5"
    many = " ".join(f"1.00{digit}" for digit in range(10))
    assert next(typed([Words("r", "text/asiel.md", many)])).found.endswith(" en nog 4")
