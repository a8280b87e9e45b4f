"""The hindcast as a reader sees it shows every row, with what was fitted, and what is left over with publications."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.periods import Period
from mpp_lib.compare.hindcast.fitted import STARTS
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row, open_hindcast
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.present.shown.table import Table
from mpp_lib.present.trefzekerheid.calibration_tables import (
    beside_round_table,
    calibration_finding,
    calibration_table,
    consequence_table,
    places_finding,
)
from mpp_lib.present.trefzekerheid.hindcast_chart import chart_finding, hindcast_chart
from mpp_lib.present.trefzekerheid.hindcast_table import (
    closing_of,
    hindcast_finding,
    hindcast_table,
    saldo_finding,
    saldo_table,
)
from mpp_lib.present.trefzekerheid.reception_year import reception_finding, reception_table
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value

ROUNDS = Path(__file__).parents[3] / "rounds"
PARTS = ("in_procedure", "vergunninghouders", "vertrekplichtig")


@pytest.fixture(scope="module")
def hindcast() -> Hindcast:
    found = open_hindcast(ROUNDS)
    assert found is not None
    return found


PUBLISHED_STOCKS = ("coa.bezetting", "coa.vergunninghouders", "ind.asiel.voorraad", "ind.nareis.voorraad")


def read(name: str) -> list[dict[str, str]]:
    """The rows of an input file of the hindcast."""
    with (ROUNDS / "_hindcast" / "inputs" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def given(name: str, **keys: str) -> float:
    """The first value of the rows with these cells."""
    return next(float(row["waarde"].replace(",", ".")) for row in read(name) if keys.items() <= row.items())


def with_rows(hindcast: Hindcast, *rows: Row, assumed: frozenset[tuple[str, str]] = frozenset()) -> Hindcast:
    return replace(hindcast, rows=rows, assumed=assumed)


def test_a_folder_without_a_hindcast_has_none(tmp_path: Path) -> None:
    assert open_hindcast(tmp_path) is None


def test_what_is_wrong_names_the_folder_it_is_wrong_in(tmp_path: Path) -> None:
    shutil.copytree(ROUNDS / "_hindcast", tmp_path / "_hindcast")
    file = tmp_path / "_hindcast" / "inputs" / "scenarios.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(";normaal;", ";normal;"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        open_hindcast(tmp_path)
    assert {(problem.round, problem.file) for problem in refused.value.problems} == {
        ("_hindcast", "inputs/scenarios.csv")
    }


def test_every_row_is_shown_with_its_difference_and_reason(hindcast: Hindcast) -> None:
    shown = rows_of(hindcast_table(hindcast))[1:]
    texts = " ".join(" ".join(row) for row in shown)
    assert len([row for row in shown if len(row) > 1]) == len(hindcast.rows)
    assert [row[0] for row in shown if len(row) == 1][:2] == ["COA, bezetting", "IND asiel, voorraad asielzaken"]
    assert sum(len(row) > 1 and row[-2] in ("geijkt", "getoetst", "niet beoordeeld") for row in shown) == len(
        hindcast.rows
    )
    for row in hindcast.rows:
        assert row.reason in texts
    (found,) = [row for row in shown if "57.538" in row]
    assert (found[0], found[3], found[4]) == ("sep\N{NO-BREAK SPACE}2023", "+0,2%", "geijkt")


def test_what_is_assumed_is_called_so_and_never_judged(hindcast: Hindcast) -> None:
    """A stock that was not published says so wherever it stands, and does not count in what is said of the figures."""
    far = Row("coa.bezetting", Period.of_year(2024), 100.0, 200.0, 100.0, "checked", "Een reden.", 15.0, True)
    near = Row("coa.bezetting", Period.of_year(2023), 100.0, 97.0, -3.0, "fitted", "", 10.0, True)
    judged = with_rows(hindcast, near, far, assumed=frozenset({("coa.bezetting", Period.of_year(2024))}))
    sheet = hindcast_table(judged)
    assert rows_of(sheet)[-1][-5:-1] == ["100 (a)", "200", "+100,0%", "niet beoordeeld"]
    assert sheet.finding == "De hoofdcijfers wijken hoogstens 3,0% af."
    assert "+100,0%" not in chart_finding(judged)
    assert chart_finding(judged) == "Na de geijkte jaren is van geen hoofdcijfer iets gepubliceerd."


def test_a_miss_without_a_reason_says_that_there_is_none(hindcast: Hindcast) -> None:
    missed = Row("coa.bezetting", Period.of_year(2023), 100.0, 111.0, 11.0, "fitted", "", 10.0, False)
    near = Row("coa.bezetting", Period.of_year(2022), 100.0, 109.0, 9.0, "fitted", "", 10.0, False)
    assert [row[-1] for row in rows_of(hindcast_table(with_rows(hindcast, missed, near)))[2:]] == [
        "Geen verklaring opgegeven.",
        "",
    ]


def test_the_finding_leaves_out_what_is_not_leading() -> None:
    rows = [
        Row("coa.bezetting", Period.of_year(2023), 100.0, 97.0, -3.0, "fitted", "", 10.0, True),
        Row("asiel.instroom_nareis", Period.of_year(2024), 100.0, 107.0, 7.0, "checked", "", 15.0, True),
        Row("ind.nareis.voorraad", Period.of_year(2024), 100.0, 50.0, -50.0, "checked", "Een reden.", 15.0, False),
    ]
    assert hindcast_finding(rows) == (
        "De hoofdcijfers wijken in de geijkte jaren hoogstens 3,0% af en daarna hoogstens 7,0%."
    )


def test_the_figure_says_how_far_off_the_last_figures_are(hindcast: Hindcast) -> None:
    rows = (
        Row("ind.asiel.voorraad", Period.parse("2024-K2"), 100.0, 120.0, 20.0, "checked", "", 15.0, True),
        Row("ind.asiel.voorraad", Period.of_year(2024), 51000.0, 52900.0, 3.725, "checked", "", 15.0, True),
        Row("asiel.instroom_nareis", Period.of_year(2024), 11880.0, 10440.0, -12.12, "checked", "", 15.0, True),
    )
    assert chart_finding(with_rows(hindcast, *rows)) == (
        "Waar niet op is geijkt komt de keten uit op 3,7% meer dan gepubliceerd voor de voorraad asielzaken bij de IND "
        "(eind 2024) en 12,1% minder dan gepubliceerd voor het aantal ingereisde nareizigers (in 2024)."
    )


def test_the_figure_draws_the_months_and_every_published_figure(hindcast: Hindcast) -> None:
    """One line of 36 months per leading indicator; a point per stock, a bar at a twelfth of a year's flow."""
    picture = hindcast_chart(hindcast)
    years = {row.period for row in hindcast.rows if row.indicator == "asiel.instroom_nareis" and row.period.length > 1}
    assert len(picture.data) == 36 + len(years)
    for axes, indicator in zip(picture.figure.axes, hindcast.terms.leading, strict=True):
        lines = [line.get_ydata() for line in axes.lines]
        assert any(len(line) == 36 and np.allclose(line, hindcast.months(indicator)) for line in lines)
        drawn = [float(line[0]) for line in lines if len(line) in (1, 2)]
        share = 12 if indicator == "asiel.instroom_nareis" else 1
        published = [row.realised / share for row in hindcast.rows if row.indicator == indicator]
        assert {round(level, 6) for level in published} <= {round(level, 6) for level in drawn}
    hollow = [line for axes in picture.figure.axes for line in axes.lines if line.get_markerfacecolor() == "white"]
    uncounted = [
        row["waarde"]
        for row in read("realisaties")
        if row["indicator"] in ("coa.bezetting", "ind.asiel.voorraad")
        and row["periode"] >= "2022"
        and row["status"] in ("raming", "aanname")
    ]
    assert sorted(float(line.get_ydata()[0]) for line in hollow) == sorted(map(float, uncounted))


def by_group(table: Table[Any]) -> dict[str, list[list[str]]]:
    """Heading of a group → its rows, as they are shown."""
    found: dict[str, list[list[str]]] = {}
    for heading, row in zip(table.groups(), table.texts(), strict=True):
        found.setdefault(heading, []).append([cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row])
    return found


def test_what_was_fitted_stands_beside_the_start(hindcast: Hindcast) -> None:
    """Nine parameters; the one that changes over time in each of its periods."""
    shown = by_group(calibration_table(hindcast))
    assert len(shown) == len(STARTS) == 9
    (family,) = shown["Nareisaanvragen per inwilliging"]
    assert family[:3] == ["jan 2022", "1,5", "1,58"]
    degree = shown["Deel van de taakstelling dat gemeenten realiseren"]
    given_rows = [row for row in read("parameters") if row["parameter"] == "taakstelling_realisatiegraad"]
    assert [value(row[2]) for row in degree] == pytest.approx(
        [100 * float(row["waarde"].replace(",", ".")) for row in given_rows], abs=0.06
    )
    assert [row[0] for row in degree][:2] == ["jan 2022", "jul 2022"]


@pytest.fixture(scope="module")
def newest() -> RoundResult:
    return open_round(ROUNDS / "2024-2")


@pytest.fixture(scope="module")
def known(newest: RoundResult) -> Hindcast:
    found = open_known(newest)
    assert found is not None
    return found


def test_the_hindcast_of_a_round_is_a_fit_and_no_test(known: Hindcast) -> None:
    """No phases and no reasons, nothing of 2024, and the words say what it is."""
    sheet = hindcast_table(known)
    assert [column.heading for column in sheet.columns] == ["Periode", "Gepubliceerd", "Keten", "Verschil"]
    assert "2024" not in " ".join(row[0] for row in sheet.texts())
    assert sheet.finding == "De hoofdcijfers wijken hoogstens 8,9% af."
    assert "dit is aansluiting, geen toets" in sheet.note
    assert "de parameters van ronde 2024-2; openbare cijfers; peildatum 15 augustus 2024." in sheet.note
    assert chart_finding(known).startswith(
        "Met de parameters van ronde 2024-2 komt de keten uit op 8,9% meer dan gepubliceerd voor de bezetting van de "
        "COA-opvang (eind 2023)"
    )


def test_the_figure_of_a_round_has_no_phases(known: Hindcast, hindcast: Hindcast) -> None:
    words = [
        {text.get_text() for axes in hindcast_chart(one).figure.axes for text in axes.texts}
        for one in (known, hindcast)
    ]
    assert not words[0] & {"geijkt", "getoetst"}
    assert words[1] >= {"geijkt", "getoetst"}


def test_a_fitted_course_stands_beside_the_round_in_all_its_periods(known: Hindcast, newest: RoundResult) -> None:
    sheet = beside_round_table(known, newest)
    shown = by_group(sheet)
    assert [row[1:] for row in shown["Deel van de taakstelling dat gemeenten realiseren"]] == [
        ["95,3%", "–", "–", "–"],
        ["70,6%", "–", "–", "–"],
        ["47,7%", "–", "–", "–"],
        ["34,9%", "–", "–", "–"],
        ["50,8%", "55%", "± 10%", "binnen"],
        ["50,8%", "85%", "± 10%", "hoger"],
        ["50,8%", "90%", "± 10%", "hoger"],
        ["50,8%", "95%", "± 10%", "hoger"],
    ]
    assert shown["Maandelijkse kans op gedwongen vertrek"] == [["jan 2024", "niet te ijken", "1,1%", "± 0,3%", "–"]]
    assert sheet.finding.startswith("6 parameters zijn afgestemd op 17 gepubliceerde cijfers van 2022 tot en met 2023.")
    assert "‘Deel van de taakstelling dat gemeenten realiseren’" in sheet.finding
    assert places_finding([]) == "De ronde ligt nergens verder van de ijking dan haar eigen onzekerheid."


def test_what_the_fitted_value_would_give_stands_with_what_the_round_says(known: Hindcast, newest: RoundResult) -> None:
    sheet = consequence_table(known, newest)
    assert sheet.finding == (
        "Met het geijkte niveau van ‘Deel van de taakstelling dat gemeenten realiseren’ (50,8%) komt de bezetting van "
        "de COA-opvang eind 2028 in medio uit op 154.130, tegen 103.970 in deze ronde."
    )
    (row,) = [row for row in sheet.texts() if row[0].startswith("Deel van de taakstelling")]
    assert row[1:4] == ["50,8%", "154.130", "+50.160"]
    assert sheet.columns[2].over == "Bezetting van de COA-opvang (ronde: 103.970)"
    assert "Bekend op de peildatum" in row[-1]
    assert "een aanname die geen cijfer staaft" in row[-1]


def test_the_year_of_the_reception_adds_up_and_names_both_gaps(hindcast: Hindcast) -> None:
    """Published growth and outflow give the inflow; 72.000 − 63.000 + 44.280, and 44.280 = 30.210 + 14.060 + 10."""
    rows = {row[0]: row[1:] for row in reception_table(hindcast).texts()}
    assert rows["Instroom"][0] == "53.280 (afgeleid)"
    assert [rows[name][0] for name in ("Uitstroom", "waarvan vergunninghouders", "waarvan vertrek")] == [
        "44.280", "30.210", "14.060",
    ]  # fmt: skip
    chain = {name: value(cells[1]) for name, cells in rows.items()}
    assert chain["Bezetting aan het begin"] + chain["Instroom"] - chain["Uitstroom"] == pytest.approx(
        chain["Bezetting aan het einde"], abs=20
    )
    assert chain["waarvan vergunninghouders"] + chain["waarvan vertrek"] == pytest.approx(chain["Uitstroom"], abs=10)
    assert reception_finding(hindcast).startswith(
        "Volgens de publicatie verlieten in 2024 30.210 vergunninghouders de opvang, in de keten 20.370."
    )
    assert "10.830 te weinig uitstroom" in reception_finding(hindcast)


def test_a_year_of_which_a_flow_was_not_published_says_so(hindcast: Hindcast) -> None:
    fewer = with_rows(hindcast, *(row for row in hindcast.rows if row.indicator != "coa.uitstroom"))
    assert reception_table(fewer).texts()[0][0] == "geen"
    assert reception_finding(fewer) == "Van de opvang in 2024 zijn niet alle stromen gepubliceerd."


def test_the_finding_counts_what_took_part_in_the_fit(hindcast: Hindcast) -> None:
    """Everything published of 2022 and 2023, one less when one of them is an assumption."""
    published = [
        row
        for row in read("realisaties")
        if row["indicator"] in hindcast.terms.observed
        and "2022" <= row["periode"] < "2024"
        and row["status"] != "aanname"
    ]
    assert f"9 parameters zijn afgestemd op {len(published)} gepubliceerde cijfers" in calibration_finding(hindcast)
    fewer = replace(hindcast, assumed=hindcast.assumed | {("coa.bezetting", Period.of_year(2023))})
    assert f"op {len(published) - 1} gepubliceerde cijfers van 2022 tot en met 2023" in calibration_finding(fewer)


def test_balances_close_as_printed_and_leave_the_printed_saldo(hindcast: Hindcast) -> None:
    """begin + in − uit = eind, each rounded by itself, the end is the next begin, saldo is published less the end."""
    rows = rows_of(saldo_table(hindcast))[2:]
    ends: dict[str, float] = {}
    stock, years = "", 0
    for row in rows:
        if len(row) == 1:
            stock = row[0]
            continue
        begin, into, out, end, published, saldo = (value(cell.split()[0]) for cell in row[1:])
        assert abs(begin + into - out - end) <= 4 * 5
        assert ends.get(stock, begin) == begin
        assert saldo == round((published - end) / 10 + 1e-9) * 10
        ends[stock] = end
        years += 1
    assert years == sum(len(str(row.period)) == 4 and row.indicator in PUBLISHED_STOCKS for row in hindcast.rows)


def test_the_saldo_of_the_reception_is_that_of_the_publications(hindcast: Hindcast) -> None:
    """At the end of 2022: opening and months added up by hand leave the saldo with what was published."""
    into, out = hindcast.months("coa.instroom")[:12].sum(), hindcast.months("coa.uitstroom")[:12].sum()
    (balance,) = [balance for balance in hindcast.chain.balances if balance.stock == "coa.bezetting"]
    closing = closing_of(hindcast, balance, Period.of_year(2022))
    begin = sum(given("realisaties", periode="2021-12", indicator=f"coa.{part}") for part in PARTS)
    published = given("realisaties", periode="2022", indicator="coa.bezetting")
    assert closing.begin == pytest.approx(begin)
    assert closing.end == pytest.approx(begin + into - out)
    rows = rows_of(saldo_table(hindcast))
    place = next(place for place, row in enumerate(rows) if row[0] == "Bezetting van de COA-opvang")
    shown = next(row for row in rows[place:] if row[0] == "2022")
    assert value(shown[-1]) == pytest.approx(published - (begin + into - out), abs=5)


def test_the_largest_saldo_is_of_a_leading_stock_at_a_year_end(hindcast: Hindcast) -> None:
    rows = (
        Row("coa.bezetting", Period.parse("2023-K3"), 1000.0, 5000.0, 400.0, "fitted", "", 10.0, True),
        Row("coa.bezetting", Period.of_year(2023), 63000.0, 62000.0, -1.6, "fitted", "", 10.0, True),
        Row("ind.asiel.voorraad", Period.of_year(2024), 51000.0, 52900.0, 3.7, "checked", "", 15.0, True),
        Row("asiel.instroom_nareis", Period.of_year(2024), 11880.0, 1.0, -99.0, "checked", "", 15.0, True),
    )
    assert saldo_finding(with_rows(hindcast, *rows)) == (
        "Het grootste saldo van een hoofdcijfer: eind 2024 ligt de voorraad asielzaken bij de IND 1.900 lager dan de "
        "keten aangeeft."
    )
    assert "Van geen hoofdcijfer" in saldo_finding(with_rows(hindcast, rows[0], rows[-1]))
