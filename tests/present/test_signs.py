"""What is not there, breaks or is not scored says so wherever it is shown, and is never filled in or joined over."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import Period
from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.compare.evaluation.vintages import RealisedYear
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.present.datawerkboek.printed_number import PrintedNumber
from mpp_lib.present.datawerkboek.sheet import SIGNED, sheet_of
from mpp_lib.present.keten.band_chart import band_chart
from mpp_lib.present.keten.partner_sections import partner_table
from mpp_lib.present.keten.year_chart import year_chart
from mpp_lib.present.rondes.said_by_rounds import SaidByRounds
from mpp_lib.present.shown.display import show, show_source
from mpp_lib.present.shown.plain_table import plain_table
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.terugblik.jumps_chart import jumps_of
from mpp_lib.present.terugblik.look_back import changes_chart, months_chart, years_chart
from mpp_lib.present.terugblik.nationalities import ALL, ByNationality, nationality_finding, nationality_table
from mpp_lib.present.terugblik.nationality_charts import nationalities_chart
from mpp_lib.present.terugblik.trend_chart import trend_chart
from mpp_lib.present.verantwoording.unknown_table import unknown_table
from mpp_lib.production.run import RoundResult

FIRST, STOCK = "asiel.instroom_eerste", "coa.bezetting"
COLUMNS = ["periode", "indicator", "teken", "reden", "bron"]
SUPPRESSED = "Tekens: “x” onderdrukt door de bron."


def said(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Period, indicator and sign of each row."""
    return pd.DataFrame([(*row, "een reden", "een bron") for row in rows], columns=COLUMNS)


def with_said(result: RoundResult, *rows: tuple[str, str, str]) -> RoundResult:
    """The round with these rows, and without the figures that these say are not there."""
    known = result.inputs.realisations
    gone = {(period, name) for period, name, sign in rows if sign in ".x"}
    keys = list(zip(known["periode"], known["indicator"], strict=True))
    left = known[[key not in gone for key in keys]]
    return replace(result, inputs=replace(result.inputs, realisations=left, unknown=said(*rows)))


def realised(table: Table, indicator: str) -> dict[str, str]:
    """Year → the realised text of an indicator."""
    return {
        column.heading: text
        for row, texts in zip(table.rows, table.texts(), strict=True)
        for column, text in zip(table.columns, texts, strict=True)
        if column.role == "realised" and row[0] == indicator and row[3] in ("medio", "alle drie")
    }


def test_a_sum_with_a_month_that_is_not_there_is_not_there(result: RoundResult) -> None:
    """The year is no smaller sum but the sign of the month; the years around it and the other figures stay."""
    plain = partner_table(result, [FIRST, STOCK], "toets", beside_runs(result))
    table = partner_table(with_said(result, ("2023-05", FIRST, "x")), [FIRST, STOCK], "toets", beside_runs(result))
    assert realised(table, FIRST) == {**realised(plain, FIRST), "2023": "x"}
    assert realised(table, STOCK) == realised(plain, STOCK)
    assert SUPPRESSED in table.under
    assert "Tekens" not in plain.under


def test_a_year_that_was_published_stays_whatever_its_months(result: RoundResult) -> None:
    """A total that has a row of its own is known."""
    made = with_said(result, ("2023-05", FIRST, "x"))
    own = pd.DataFrame([("2023", FIRST, 38_377.0, "definitief", "CBS")], columns=made.inputs.realisations.columns)
    rows = pd.concat([made.inputs.realisations, own], ignore_index=True)
    made = replace(made, inputs=replace(made.inputs, realisations=rows))
    assert realised(partner_table(made, [FIRST], "toets", beside_runs(made)), FIRST)["2023"] == "38.377"


def test_signs_stand_behind_a_figure_that_is_there(result: RoundResult) -> None:
    """A break in the year of its month, and a figure that is not scored; both with their meaning below."""
    made = with_said(result, ("2023-04", FIRST, ":"), ("2022", STOCK, "~"))
    plain = partner_table(result, [FIRST, STOCK], "toets", beside_runs(result))
    table = partner_table(made, [FIRST, STOCK], "toets", beside_runs(result))
    assert realised(table, FIRST)["2023"] == f"{realised(plain, FIRST)['2023']} :"
    assert realised(table, STOCK)["2022"] == f"{realised(plain, STOCK)['2022']} ~"
    assert "“:” reeksbreuk: met eerdere perioden niet te vergelijken; “~” telt niet mee" in table.under
    assert "in 2022 (een reden)." in table.under


def test_a_dot_of_someone_else_is_no_sign() -> None:
    """In a column of words a dot or an x is what it is."""
    table = Table(
        [(".", "x", "3")], [Column("A", 0), Column("B", 1), Column("C", 2, kind="number")], title="", note="n"
    )
    assert table.under == "n"


def lines(axes: Axes) -> list[tuple[np.ndarray, np.ndarray]]:
    """The lines of more than two places, each as x and y."""
    return [
        (np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float))
        for line in axes.get_lines()
        if len(line.get_xdata()) > 2
    ]


def joins(axes: Axes, before: float, after: float) -> bool:
    """Whether any line runs from one place on the horizontal axis to another without a gap."""
    for x, y in lines(axes):
        for k in range(len(x) - 1):
            inside = x[k] <= before + 1e-6 and x[k + 1] >= after - 1e-6
            if inside and not np.isnan([x[k], x[k + 1], y[k], y[k + 1]]).any():
                return True
    return False


def dotted(axes: Axes) -> list[float]:
    """Where a break is marked."""
    found = (line for line in axes.get_lines() if line.get_linestyle() == ":" or line.is_dashed())
    return [float(line.get_xdata()[0]) for line in found if list(line.get_ydata()) == [0, 1]]


def middle(month: Month) -> float:
    return month.year + (month.month - 0.5) / 12


@pytest.mark.parametrize("draw", [months_chart, lambda result: band_chart(result, FIRST)])
def test_a_figure_leaves_out_what_is_not_there_and_says_so(result: RoundResult, draw) -> None:
    """There is a gap in the line, the sign among the numbers, and a word of it below and for who can't see it."""
    made = draw(with_said(result, ("2023-05", FIRST, "x")))
    around = middle(Month(2023, 4)), middle(Month(2023, 6))
    assert not joins(made.figure.axes[0], *around)
    assert joins(draw(result).figure.axes[0], around[0], middle(Month(2023, 5)))
    assert "x" in made.data.to_numpy().ravel().tolist()
    assert "“x” (niet getekend) onderdrukt door de bron" in show_source(made).bundle["text/markdown"]
    assert show(made).metadata["fig-alt"].endswith("Niet getekend: 1 cijfer (onderdrukt door de bron).")
    assert "Niet getekend" not in show(draw(result)).metadata["fig-alt"]


@pytest.mark.parametrize("draw", [months_chart, lambda result: band_chart(result, FIRST)])
def test_a_line_stops_at_a_break(result: RoundResult, draw) -> None:
    """Between the months on both sides lies no line but a dotted one, which is told of."""
    made = draw(with_said(result, ("2023-01", FIRST, ":")))
    around = middle(Month(2022, 12)), middle(Month(2023, 1))
    assert not joins(made.figure.axes[0], *around)
    assert joins(draw(result).figure.axes[0], *around)
    assert dotted(made.figure.axes[0]) == [2023.0]
    assert (
        show(made)
        .metadata["fig-alt"]
        .endswith("Op een reeksbreuk staat een stippellijn, waar geen lijn overheen loopt.")
    )


def test_years_break_too(result: RoundResult) -> None:
    """On an axis of years the dotted line lies where the year begins; a year that is not there leaves a gap."""
    made = year_chart(with_said(result, ("2023-01", FIRST, ":"), ("2021-05", FIRST, ".")), FIRST)
    axes = made.figure.axes[0]
    assert dotted(axes) == [2022.5]
    assert not joins(axes, 2022, 2023)
    assert not joins(axes, 2020, 2022)
    assert made.data.set_index("jaar")["gerealiseerd"]["2021"] == "."
    assert dotted(years_chart(with_said(result, ("2023-01", FIRST, ":"))).figure.axes[0]) == [2022.5]


def test_nothing_is_compared_across_a_break(result: RoundResult) -> None:
    """No change from the year before, no twelve months beside the twelve before, no trend from before."""
    made = with_said(result, ("2023-01", FIRST, ":"))
    assert "2023" in changes_chart(result).data["jaar"].tolist()
    assert changes_chart(made).data["jaar"].tolist() == changes_chart(result).data["jaar"].tolist()[:-1]
    assert 2023 not in jumps_of(made).changes[FIRST]
    assert "dan in de twaalf maanden ervoor" in months_chart(result).finding
    assert "ervoor" not in months_chart(made).finding
    assert "dan in 2022" in years_chart(result).finding
    assert "2022" not in years_chart(made).finding
    trend = trend_chart(made)
    assert set(trend.data["jaar"]) == {"2023", "2024"}
    assert "De reeks begint hier bij de laatste reeksbreuk." in trend.source
    assert min(made.references.model.realised if made.references.model else {Month(2023, 1): 0.0}) >= Month(2023, 1)


def three() -> ByNationality:
    """Syria, Turkey and Yemen by month to June 2023; of Yemen May 2022 is suppressed, Syria breaks in 2023."""
    months = month_range(Month(2021, 1), 30)
    ids = {name: f"nationaliteit.{name.lower()}.eerste" for name in ("Syrie", "Turkije", "Jemen")}
    known = {name: dict.fromkeys(months, 100.0) for name in ids}
    del known["Jemen"][Month(2022, 5)]
    unknown = said(("2022-05", ids["Jemen"], "x"), ("2023-01", ids["Syrie"], ":"))
    total = {Period(month): 1_000.0 for month in months}
    return ByNationality("eerste", known, total, {}, Unknown.of(unknown), {**ids, ALL: FIRST})


def test_a_suppressed_month_of_one_nationality(result: RoundResult) -> None:
    """Only its own year is not there, and what is left of the total; the others and the total keep theirs."""
    table = nationality_table(result, three())
    columns = [column.heading for column in table.columns]
    years = {row[0]: row[columns.index("2022")] for row in table.texts()}
    assert years == {"Syrie": "1.200", "Turkije": "1.200", "Jemen": "x", "Overige": "x", "Totaal": "12.000"}
    recent = {row[0]: row[columns.index("Aantal")] for row in table.texts()}
    assert recent["Syrie"] == "1.200 :"
    assert recent["Turkije"] == recent["Jemen"] == "1.200"
    assert "twaalf maanden ervoor" not in nationality_finding(three())
    data = nationalities_chart(result, three()).data.set_index(["nationaliteit", "jaar"])
    assert data.loc["Jemen", "2022"]["mei"] == "x"
    assert data.loc["Syrie", "2023"]["jan"] == "100 :"


def test_the_workbook_has_the_shorthand() -> None:
    """A cell that is not there is [x] or [c]; a break and what is not scored keep their number, with a note."""
    columns = [Column("Jaar", 0), Column("Aantal", 1, kind="number")]
    rows = [("2020", "."), ("2021", "x"), ("2022", "1.234 :"), ("2023", "1.235 ~"), ("2024", "1.236")]
    sheet = sheet_of(plain_table(Table(rows, columns, title="t", note="n")), "Tabel 1", "tbl-toets")
    assert sheet.headings == ["Jaar", "Aantal", SIGNED]
    cells = [row[1] for row in sheet.rows]
    assert cells[:2] == ["[x]", "[c]"]
    assert cells[2] == PrintedNumber(1234.0, '[$-413]#,##0" [b]"')
    assert [cell.value for cell in cells[3:] if isinstance(cell, PrintedNumber)] == [1235.0, 1236.0]
    assert [row[2] for row in sheet.rows] == ["[z]", "[z]", "Aantal [b]", "Aantal (telt niet mee in scores)", "[z]"]
    assert "Tekens" in sheet.note


def test_the_annex_lists_them(result: RoundResult) -> None:
    """Months together, with what the sign means, why and who says so."""
    rows = [("2023-05", FIRST, "x"), ("2023-06", FIRST, "x"), ("2022", STOCK, "~")]
    texts = unknown_table(with_said(result, *rows)).texts()
    assert [row[1:] for row in texts] == [
        ["2023-05 t/m 2023-06", "x", "onderdrukt door de bron", "een reden", "een bron"],
        ["2022", "~", "telt niet mee in scores en vlaggen", "een reden", "een bron"],
    ]


def test_the_site_shows_them(result: RoundResult) -> None:
    """Behind what a year came to, or in the place of the dash."""
    spec = result.chain.by_id[STOCK].spec()
    known = {2022: RealisedYear(50_000.0, "raming", "ronde", ())}
    site = SaidByRounds(spec, [], known, signs={2022: "~", 2023: "."})
    assert [site.outcome(year) for year in (2022, 2023, 2024)] == ["50.000 (r) ~", ".", "–"]
