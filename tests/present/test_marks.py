"""What is no count says so: a raming and an assumption are marked wherever they stand, and look it where drawn."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.chain_tables import balance_table, one_page_table
from mpp_lib.present.keten.partner_sections import page_table
from mpp_lib.present.shown.display import show_source
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Table
from mpp_lib.present.terugblik.look_back import months_chart, years_chart
from mpp_lib.present.terugblik.nationalities import nationalities_of, nationality_table
from mpp_lib.present.terugblik.nationality_charts import family_chart, nationalities_chart
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.section_rows import by_indicator

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"
SOLID = "-"


@pytest.fixture(scope="module", params=["2023-2", "2024-1", "2024-2"])
def example(request: pytest.FixtureRequest) -> RoundResult:
    """Each example round: its realisations are partly ramingen, its openings mostly assumptions."""
    return open_round(ROUNDS / request.param)


@pytest.fixture
def estimated(result: RoundResult) -> RoundResult:
    """The small round of which every month of first applications of 2023, and the end of the stocks, is a raming."""
    rows = result.inputs.realisations.copy()
    months = rows["periode"].str.startswith("2023-") & (rows["status"] != "aanname")
    rows.loc[months & rows["indicator"].isin(["asiel.instroom_eerste", "coa.bezetting"]), "status"] = "raming"
    return replace(result, inputs=replace(result.inputs, realisations=rows))


def status_of_year(rows: list[dict[str, str]], indicator: str, year: str, at_end: bool) -> str:
    """Read from the file: the status of the year's own row, else whether any of its months or quarters is a raming."""
    own = [row for row in rows if row["indicator"] == indicator and row["status"] != "aanname"]
    whole = [row["status"] for row in own if row["periode"] == year]
    if whole:
        return whole[0]
    parts = [row for row in own if row["periode"].startswith(f"{year}-")]
    months = [row for row in parts if "K" not in row["periode"] and "H" not in row["periode"]]
    used = months if len(months) == 12 or at_end else [row for row in parts if "K" in row["periode"]]
    used = [row for row in used if row["periode"].endswith("-12")] if at_end else used
    return "raming" if any(row["status"] == "raming" for row in used) else "voorlopig"


def realised_cells(result: RoundResult) -> Iterator[tuple[Table, str, str, str]]:
    """Table, indicator, year and text of every realised cell in the tables of the sections and on the one pages."""
    beside = beside_runs(result)
    for section in result.chain.sections:
        table = page_table(result, section.key, beside)
        for name, scenario, row in by_indicator(table, section.table):
            yield from _cells(table, name, row if scenario == "medio" else [""] * len(row))
    for domain in ("asiel", "regulier", "bewaring"):
        table = one_page_table(result, domain, "medio", beside)
        for row, texts in zip(table.rows, table.texts(), strict=True):
            yield from _cells(table, row[0], texts)


def _cells(table: Table, name: str, row: list[str]) -> Iterator[tuple[Table, str, str, str]]:
    for column, text in zip(table.columns, row, strict=True):
        if column.role == "realised" and text:
            yield table, name, column.heading, text


def test_a_realised_cell_is_marked_exactly_when_it_is_a_raming(example: RoundResult) -> None:
    """Every realised year in every table of the report, held against the statuses in the file itself."""
    with (example.inputs.folder / "inputs" / "realisaties.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    seen: set[bool] = set()
    for table, name, year, text in realised_cells(example):
        at_end = example.chain.by_id[name].aggregation.at_end
        is_raming = status_of_year(rows, name, year, at_end) == "raming"
        assert text.endswith(" (r)") == is_raming, (name, year, text)
        assert not is_raming or table.under.startswith("(r): geheel of deels een raming.")
        seen.add(is_raming)
    assert seen == {True, False}


def test_an_assumed_opening_is_marked(example: RoundResult) -> None:
    """The first begin of a balance: (a) where nothing was published of that moment, (r) where that was a raming."""
    rows = example.inputs.realisations
    end = str(example.inputs.settings.span.start - 1)
    for partner in ("ind", "coa", "rvdr", "dtv", "nidos"):
        table = balance_table(example, partner)
        assert any(text.endswith("(a)") for text in column(table, 1)), partner
        assert "(a): een aanname." in table.under
    stock = rows[(rows["indicator"] == "coa.bezetting") & rows["periode"].isin([end, end[:4]])]
    begin = next(row[1] for row, group in zip(balance_table(example, "coa").texts(), groups(example), strict=True))
    assert begin.endswith({"raming": "(r)", "voorlopig": "0"}[stock["status"].iloc[0]])


def column(table: Table, place: int) -> list[str]:
    return [row[place] for row in table.texts()]


def groups(example: RoundResult) -> list[str]:
    return balance_table(example, "coa").groups()


def broken_and_whole(axes: Axes) -> tuple[set[float], set[float]]:
    """The values that touch a broken line or bar or are an open point, and those of whole ones."""
    broken: set[float] = set()
    whole: set[float] = set()
    for line in axes.get_lines():
        if line.get_color() == "#1c2127":
            values = {float(value) for value in line.get_ydata() if value == value}
            is_open = line.get_marker() == "o" and to_rgba(line.get_markerfacecolor()) == to_rgba("white")
            is_broken = is_open or (line.get_linestyle() != SOLID and line.get_marker() != "o")
            (broken if is_broken else whole).update(values)
    return broken, whole


def legend_of(picture: Picture) -> str:
    return show_source(picture).bundle["text/markdown"]


@pytest.mark.parametrize("indicator", ["asiel.instroom_eerste", "coa.bezetting"])
def test_a_raming_is_drawn_open_or_broken(estimated: RoundResult, result: RoundResult, indicator: str) -> None:
    """Months of 2023 are broken in the one round and whole in the other; the line below says what it means."""
    known = estimated.inputs.realisations
    known = known[(known["indicator"] == indicator) & (known["status"] == "raming")]
    broken, _ = broken_and_whole(band_chart(estimated, indicator).figure.axes[0])
    assert set(known["waarde"].astype(float)) <= broken
    assert not broken_and_whole(band_chart(result, indicator).figure.axes[0])[0]
    assert "(r), open of onderbroken getekend: geheel of deels een raming." in legend_of(
        band_chart(estimated, indicator)
    )
    assert "(r)" not in legend_of(band_chart(result, indicator))


def test_the_look_back_marks_its_ramingen(estimated: RoundResult, result: RoundResult) -> None:
    """The bar of 2023 is open, its months are broken, and both are marked in the numbers below."""
    years, months = years_chart(estimated), months_chart(estimated)
    fills = [to_rgba(bar.get_facecolor()) for bar in years.figure.axes[0].patches]
    assert fills[-1] == to_rgba("white") != fills[-2]
    assert [text.endswith("(r)") for text in years.data["eerste aanvragen"]][-2:] == [False, True]
    assert months.data.set_index("jaar").loc["2023"].str.endswith("(r)").all()
    assert not months.data.set_index("jaar").loc["2022"].str.endswith("(r)").any()
    assert broken_and_whole(months.figure.axes[0])[0]
    assert not broken_and_whole(months_chart(result).figure.axes[0])[0]


def test_nationalities_mark_their_ramingen(result: RoundResult) -> None:
    """A raming of one nationality in the last months marks its row, and the rest that follows from it; no other."""
    rows = result.inputs.realisations.copy()
    syria = rows["indicator"].isin(["nationaliteit.syrie.eerste", "nationaliteit.syrie.nareis"])
    rows.loc[syria & (rows["periode"] >= "2024-01"), "status"] = "raming"
    marked = replace(result, inputs=replace(result.inputs, realisations=rows))
    found = nationalities_of(marked, "eerste")
    assert found is not None
    texts = {row[0]: row for row in nationality_table(marked, found).texts()}
    recent = {name: row[-3].endswith("(r)") for name, row in texts.items()}
    assert recent == {name: name in ("Syrië", "Overige") for name in texts}
    assert "Syrië" in pd.Series(nationalities_chart(marked, found).data["nationaliteit"]).to_list()
    family = nationalities_of(marked, "nareis")
    assert family is not None
    data = family_chart(marked, family).data.set_index("kwartaal")
    assert data["Syrië"].str.endswith("(r)").to_dict() == {name: name >= "2024" for name in data.index}
