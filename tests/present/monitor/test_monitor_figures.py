"""The tables and figures of the monitor show the numbers they are given."""

import re
from xml.etree import ElementTree

import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import monitor, open_monitor
from mpp_lib.present.drawing.small_drawing import BAND_WIDTH, band_mark, trend_mark
from mpp_lib.present.monitor.account import chance_table, deliveries_table, revisions_table
from mpp_lib.present.monitor.course import course_data
from mpp_lib.present.monitor.flag_chart import flag_charts
from mpp_lib.present.monitor.inflow_chart import chances_before, inflow_chart, inflow_data
from mpp_lib.present.monitor.overview import HIGHER, LOWER, overview_table
from mpp_lib.present.monitor.short_chart import short_chart
from mpp_lib.present.monitor.small_charts import small_charts, unflagged
from mpp_lib.present.monitor.tables import outlook_table, scenarios_table, signals_table
from mpp_lib.present.shown.display import show
from mpp_lib.present.shown.picture import svg
from mpp_lib.present.wording.printed_values import chance_text, text_of
from tests.support.monitor_cases import as_expected, edition, medio, moved
from tests.support.printed import by_heading, cells, value

UNTIL = Month(2024, 7)


@pytest.fixture(scope="module")
def made(result):
    return open_monitor(result, UNTIL)


def shapes(drawing):
    """The shapes of a small drawing, read as XML."""
    form = ElementTree.fromstring(drawing).attrib["data-vorm"].split(" ", 2)[2]
    return ElementTree.fromstring(f"<g>{form}</g>")


@pytest.mark.parametrize(
    ("value_", "third"), [(5.0, 0.5), (10.0, 1.0), (15.0, 1.5), (20.0, 2.0), (25.0, 2.5), (90.0, 3.0), (-90.0, 0.0)]
)
def test_a_band_mark_places_the_value_beside_the_band(value_, third):
    """The band is the middle third; a value far off stands at the edge."""
    dot = shapes(band_mark(value_, 10.0, 20.0, "tekst")).find("circle")
    room = BAND_WIDTH - 2 * 3.2
    assert float(dot.attrib["cx"]) == pytest.approx(3.2 + room * third / 3, abs=0.01)


def test_a_trend_mark_rises_with_its_values():
    """Zero is amid the drawing, a rise goes up; the text is what a screen reader says."""
    drawing = trend_mark([0.0, 15.0, -30.0], 15.0, "van 0,0% naar −30,0%")
    points = [
        tuple(map(float, point.split(","))) for point in shapes(drawing).find("polyline").attrib["points"].split()
    ]
    assert points[0][1] == 3.5
    assert points[1][1] < 3.5 < points[2][1]
    assert ElementTree.fromstring(drawing).text == "van 0,0% naar −30,0%"


def test_the_overview_is_ordered_and_rounded(made):
    """The worst deviation first; realised as delivered, flags with their direction and since when.

    A percentage is off by percentage points, in the order by its share of medio.
    """
    rows = cells(show(overview_table(made)).bundle["text/markdown"])
    assert rows[0] == ["Indicator", "Periode", "Gerealiseerd", "Medio", "Afwijking", "Band", "Verloop", "Vlag", "Sinds"]
    body = rows[1:]
    assert [row[4] for row in body if "percentage" in row[0]] == ["−0,9 procentpunt"]
    sizes = [abs(value(row[4])) for row in body if "percentage" not in row[0]]
    assert sizes == sorted(sizes, reverse=True)
    by = {row[0]: row for row in body}
    first = by["Eerste asielaanvragen"]
    assert first[1:5] == ["jan–jul", "16.400", "19.570", "−16,2%"]
    assert first[5:] == ["binnen", "van 0,0% naar −16,2%", LOWER, "jul\u00a02024"]
    assert by["Instroom bij de DT&V inclusief Dublinzaken"][7:] == [HIGHER, "mrt\u00a02024"]
    assert by["Bezetting van de COA-opvang"][1] == "eind\u00a0jul"
    assert "Voorraad aanvragen regulier bij de IND" not in by


def test_a_flagged_figure_holds_what_was_realised_and_its_steps(made):
    """The numbers under the figure are those of the edition; the steps in words add up."""
    picture = flag_charts(made)["fig-vlag-asiel-instroom-eerste"]
    realised = [value(text) for text in picture.data["gerealiseerd"] if text]
    assert sum(realised) == 16400
    explained = made.by_indicator["asiel.instroom_eerste"].explanation
    assert [part.name for part in explained.parts if part.name not in picture.alt] == []


def test_a_quarter_stands_among_the_months_that_are_drawn(made):
    """What was delivered by quarter stands as a quarter with the average month of its bar; the round by month."""
    node = made.result.chain.by_id["dji.instroom"]
    data = course_data(made, node)
    assert len(data) == 12 + 2
    given = data[data["gerealiseerd"] != ""].set_index("periode")["gerealiseerd"].to_dict()
    assert given == {"eerste kwartaal 2024, gemiddelde maand": "136", "tweede kwartaal 2024, gemiddelde maand": "134"}
    months = list(medio(made.result, "dji.instroom", Month(2024, 3)).values())
    by_month = data.set_index("periode")["medio"]
    assert [value(by_month[name]) for name in ("januari 2024", "februari 2024", "maart 2024")] == pytest.approx(
        months, abs=0.5
    )


def test_the_running_total_ends_where_the_year_is_and_the_outlook_starts_there(made):
    """Cumulative realisations, and a band that opens from the last of them."""
    data = inflow_data(made)
    assert value(data.loc[data["gerealiseerd"] != "", "gerealiseerd"].iloc[-1]) == 16400
    ahead = data[data["nu: 12,5%"].notna()]
    assert list(ahead.index) == [7, 8, 9, 10, 11]
    assert (ahead["nu: 12,5%"] > 16400).all()
    outlook = made.by_indicator["asiel.instroom_eerste"].outlook
    assert ahead["nu: 87,5%"].iloc[-1] == pytest.approx(outlook.high, rel=2e-3)
    assert data["ronde: mediaan"].notna().sum() == 9 + 1
    assert data["ronde: mediaan"].dropna().iloc[0] == made.result.forecast.year(2024).realised_total


def test_every_figure_can_be_drawn_and_says_what_it_is(made, result):
    """Also with nothing delivered at all, and with everything as expected."""
    empty = monitor(result, edition({}, UNTIL))
    usual = monitor(result, edition(as_expected(result, UNTIL), UNTIL))
    for one in (made, empty, usual):
        for picture in (inflow_chart(one), short_chart(one)):
            assert svg(picture.figure).startswith("<svg")
            assert picture.alt.endswith(".")
            assert picture.finding.endswith(".")
    assert len(unflagged(usual)) == 20
    assert "20 indicatoren wijken minder dan 15,0% af" in small_charts(usual).finding
    with pytest.raises(ValueError, match="elke geleverde indicator"):
        small_charts(empty)


def test_the_outlook_has_chances_only_where_there_is_a_distribution(made):
    """First applications and total inflow have them and they are one together; the others have dashes."""
    rows = {row["Indicator"]: row for row in by_heading(outlook_table(made))}
    distributed = ["Eerste asielaanvragen", "Totale asielinstroom"]
    for heading in ("Kans ertussen", "Nu: mediaan", "Ronde: mediaan"):
        assert [name for name, row in rows.items() if row[heading] != "–"] == distributed, heading
    assert [name for name, row in rows.items() if row["Met medio voor de rest"] == "–"] == distributed
    first = made.by_indicator[FIRST_INFLOW].outlook
    assert first.foreseen == pytest.approx(made.result.forecast.year(2024).median)
    assert rows["Eerste asielaanvragen"]["Ronde: mediaan"] == text_of(first.foreseen, "personen")
    for row in made.rows:
        if row.outlook and row.outlook.within is not None:
            assert row.outlook.below + row.outlook.within + row.outlook.above == pytest.approx(1)


def test_scenario_chances_stand_before_and_after(made):
    """Each toekomstscenario with the chance the round gave it and the one it has now; both add up to one."""
    outlook = made.by_indicator[FIRST_INFLOW].outlook
    assert sum(chances_before(made).values()) == pytest.approx(1)
    assert sum(outlook.scenarios.values()) == pytest.approx(1)
    rows = by_heading(scenarios_table(made))
    assert [row["Volgens de ronde"] for row in rows] == ["7,9%", "76,5%", "15,6%"]
    assert [row["Nu"] for row in rows] == [chance_text(chance, 1) for chance in outlook.scenarios.values()]


def test_deliveries_say_what_is_late_or_missing(made):
    """Every indicator has a line; a shorter series and an absent one are remarked on."""
    table = deliveries_table(made)
    assert len(table.rows) == len(made.rows)
    by = {row["Indicator"]: row for row in by_heading(table)}
    assert by["Vergunninghouders in de opvang"]["Bijzonderheden"].startswith("Geleverd tot en met juni 2024")
    assert (
        by["Eerste asielaanvragen van alleenstaande minderjarigen"]["Bijzonderheden"] == "Niet geleverd in deze editie."
    )
    assert "vergunninghouders in de opvang en instroom in bewaring" in table.finding


def test_a_revision_shows_both_figures(made):
    """Before, after and from which edition."""
    assert by_heading(revisions_table(made))[0] == {
        "Indicator": "Eerste asielaanvragen",
        "Herziening": "februari 2024: 2.380 → 2.391",
        "Eerder bekend uit": "editie 2024-05",
    }


def test_signals_and_chances_state_their_false_alarms(made, result):
    """A deviation that keeps growing signals without a flag; its false-alarm rate has bounds on both sides."""
    figures = as_expected(result, Month(2024, 12))
    late = {key: figure for key, figure in figures.items() if key[0] != "coa.uitstroom"}
    away = [1.0, 1.005, 0.998, 1.004, 1.002, 1.02, 1.04, 1.06, 1.08]
    flow = medio(result, "coa.uitstroom", Month(2024, 12))
    factors = dict(zip(list(flow)[3:], away, strict=True))
    late |= {("coa.uitstroom", str(month)): expected * factors.get(month, 1.0) for month, expected in flow.items()}
    year = monitor(result, edition(late, Month(2024, 12)))
    (signal,) = by_heading(signals_table(year))
    assert signal["Indicator"] == "Uitstroom uit de opvang"
    assert signal["Richting"] == "hoger"
    low, high = (value(bound) for bound in signal["Grenzen (99%)"].split("–"))
    assert low < value(signal["Kans op vals signaal"]) < high
    assert re.search(r"in \d+ van de \d+ jaren", chance_table(made).finding)


def test_a_moved_indicator_moves_its_own_row_only(result):
    """Every other row of the table stays what it was."""
    figures = as_expected(result, UNTIL)
    before, after = (
        {
            row[0]: row[:5]
            for row in cells(show(overview_table(monitor(result, edition(one, UNTIL)))).bundle["text/markdown"])
        }
        for one in (figures, moved(figures, "ind.asiel.voorraad", 1.2))
    )
    assert [name for name in before if before[name] != after[name]] == ["Voorraad asielzaken bij de IND"]
