"""The tables and figures of the monitor show the numbers they are given."""

import re
from xml.etree import ElementTree

import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import monitor, open_monitor
from mpp_lib.present.drawing.small_drawing import WIDTH, Scale, place_mark, trend_mark
from mpp_lib.present.monitor.account import deliveries_table, late_table, revisions_table, season_finding
from mpp_lib.present.monitor.course import course_data
from mpp_lib.present.monitor.flag_chart import flag_charts
from mpp_lib.present.monitor.inflow_chart import chances_before, inflow_chart, inflow_data
from mpp_lib.present.monitor.overview import HIGHER, LOWER, not_delivered_table, overview_table, scale_of
from mpp_lib.present.monitor.short_chart import inflow_short_chart, occupancy_chart
from mpp_lib.present.monitor.small_charts import small_charts, unflagged
from mpp_lib.present.monitor.tables import outlook_table, scenarios_table, signals_table, year_table
from mpp_lib.present.shown.display import show
from mpp_lib.present.shown.picture import svg
from mpp_lib.present.wording.indicator_names import short_name
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


SCALE = Scale(50.0, 15.0)


@pytest.mark.parametrize(("percents", "place"), [(0.0, 0.0), (25.0, 0.5), (-50.0, -1.0), (-15.0, -0.3)])
def test_a_place_mark_is_to_scale(percents, place):
    """Zero is amid the drawing; so much of half its width away lies what is so much of the scale off."""
    room = WIDTH / 2 - 2.4
    drawn = shapes(place_mark(percents, (-10.0, 30.0), SCALE, "tekst"))
    assert float(drawn.find("circle").attrib["cx"]) == pytest.approx(WIDTH / 2 + room * place, abs=0.01)
    band = drawn.find("rect").attrib
    assert float(band["x"]) == pytest.approx(WIDTH / 2 - room * 10 / 50, abs=0.01)
    assert float(band["width"]) == pytest.approx(room * 40 / 50, abs=0.02)


def test_what_lies_off_the_scale_is_no_dot():
    """A triangle at the edge, not a dot that could be read off the scale."""
    drawn = shapes(place_mark(80.0, None, SCALE, "tekst"))
    assert drawn.find("circle") is None
    assert drawn.findall("path")[-1].attrib["d"].startswith(f"M{WIDTH:.2f} ")


def test_a_trend_mark_is_to_scale_in_time_and_height():
    """January left and December right, a quarter's end where that month is; a rise goes up, by the same scale."""
    drawing = trend_mark([(1, 0.0), (3, 25.0), (12, -50.0)], SCALE, "van 0,0% naar −50,0%")
    points = [
        tuple(map(float, point.split(","))) for point in shapes(drawing).find("polyline").attrib["points"].split()
    ]
    (january, zero), (march, up), (december, down) = points
    assert (march - january) / (december - january) == pytest.approx(2 / 11, abs=0.001)
    assert (zero - up) / (down - zero) == pytest.approx(0.5, abs=0.01)
    assert ElementTree.fromstring(drawing).text == "van 0,0% naar −50,0%"


def test_all_rows_share_the_scale_that_the_table_states(result):
    """A row that is far off draws every row on the wider scale, and the note says which."""
    figures = as_expected(result, UNTIL)
    for factor, most in ((1.02, 25), (1.4, 50), (1.8, 100), (3.0, 100)):
        made = monitor(result, edition(moved(figures, "ks.gehuisvest", factor), UNTIL))
        table = overview_table(made)
        assert scale_of(made) == Scale(max(most, 25.0), 15.0) if factor > 1.02 else scale_of(made).most in (25, 50)
        assert f"van {scale_of(made).most:.0f}% onder tot {scale_of(made).most:.0f}% boven medio" in table.note
        places = [shapes(row[5]) for row in table.texts()]
        limits = {path.attrib["d"] for drawn in places for path in drawn.findall("path") if "1.6V" in path.attrib["d"]}
        assert len(limits) == 2


def test_the_overview_is_ordered_and_rounded(made):
    """The worst deviation first; realised as delivered, flags with their direction and since when.

    A percentage is off by percentage points, in the order by its share of medio.
    """
    rows = cells(show(overview_table(made)).bundle["text/markdown"])
    assert rows[0] == [
        "Indicator",
        "Periode",
        "Gerealiseerd",
        "Medio",
        "Afwijking",
        "Plaats",
        "Verloop",
        "Vlag sinds",
        "Kans op vlag",
    ]
    body = rows[1:]
    assert [row[4] for row in body if "percentage" in row[0]] == ["−0,9 procentpunt"]
    sizes = [abs(value(row[4])) for row in body if "percentage" not in row[0]]
    assert sizes == sorted(sizes, reverse=True)
    by = {row[0]: row for row in body}
    first = by["Eerste asielaanvragen"]
    assert first[1:5] == ["jan–jul", "16.400", "19.570", "−16,2%"]
    assert first[5:] == [
        "−16,2%, binnen de band van 75%",
        "van 0,0% in januari naar −16,2% in juli",
        f"{LOWER}jul\u00a02024",
        chance_text(made.by_indicator[FIRST_INFLOW].chance_of_flag),
    ]
    dtv = chance_text(made.by_indicator["dtv.instroom_incl_dublin"].chance_of_flag)
    assert by["Instroom bij de DT&V inclusief Dublinzaken"][7:] == [f"{HIGHER}mrt\u00a02024", dtv]
    assert {row[7] for row in body[2:]} == {""}
    assert by["Bezetting van de COA-opvang"][1] == "eind\u00a0jul"
    assert "Voorraad aanvragen regulier bij de IND" not in by


def test_what_is_missing_stands_apart_from_what_deviates(made):
    """By partner on the first page, by indicator with medio in the account; in no other table."""
    absent = ["Eerste asielaanvragen van alleenstaande minderjarigen", "Voorraad aanvragen regulier bij de IND"]
    assert not_delivered_table(made).texts() == [
        ["Asielinstroom", "eerste asielaanvragen van alleenstaande minderjarigen"],
        ["IND", "voorraad aanvragen regulier bij de IND"],
    ]
    late = {row["Indicator"]: row["Medio tot en met juli 2024"] for row in by_heading(late_table(made))}
    assert list(late) == absent
    stock = float(made.result.months["ind.regulier.voorraad"][6, 1])
    assert late["Voorraad aanvragen regulier bij de IND"] == text_of(stock, "zaken")
    for table in (overview_table(made), deliveries_table(made)):
        assert not set(absent) & {row["Indicator"] for row in by_heading(table)}


def test_a_flagged_figure_holds_what_was_realised_and_its_steps(made):
    """The numbers under the figure are those of the edition; the steps in words add up."""
    picture = flag_charts(made)["fig-vlag-asiel-instroom-eerste"]
    realised = [value(text) for text in picture.data["gerealiseerd"] if text]
    assert sum(realised) == 16400
    explained = made.by_indicator["asiel.instroom_eerste"].explanation
    assert [part.name for part in explained.parts] == ["eerste kwartaal", "tweede kwartaal", "juli"]
    assert [part.name for part in explained.parts if part.name not in picture.alt] == []
    steps = picture.data.set_index("stap")["van medio naar gerealiseerd"]
    assert sum(value(steps[part.name]) for part in explained.parts) == value(steps["gerealiseerd"]) - value(
        steps["medio"]
    )


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
        for picture in (inflow_chart(one), inflow_short_chart(one), occupancy_chart(one)):
            assert svg(picture.figure).startswith("<svg")
            assert picture.alt.endswith(".")
            assert picture.finding.endswith(".")
    small = small_charts(usual)
    assert [len(picture.data["indicator"].unique()) for picture in small.values()] == [6, 6, 6, 2]
    assert {name for picture in small.values() for name in picture.data["indicator"]} == {
        short_name(row.spec) for row in unflagged(usual)
    }
    assert small_charts(empty) == {}


def test_medio_stands_in_the_figure_under_its_own_name(made):
    """What the flag is held against is drawn beside the medians, and stands among the numbers."""
    data = inflow_data(made)
    assert data["ronde: medio"].dropna().to_dict() == {
        6: pytest.approx(made.by_indicator[FIRST_INFLOW].to_date.expected)
    }
    assert data["ronde: mediaan"][6] == pytest.approx(made.by_indicator[FIRST_INFLOW].band.median, rel=1e-6)


def test_the_year_is_held_like_with_like(made):
    """Median beside median, band beside band; the chances of now and of the round each add up to one."""
    rows = [[row["Nu"], row["In de ronde"]] for row in by_heading(year_table(made))]
    outlook, year = made.by_indicator[FIRST_INFLOW].outlook, made.result.forecast.year(2024)
    assert rows[0] == [text_of(outlook.median, "personen"), text_of(year.median, "personen")]
    assert rows[1][1] == f"{text_of(year.minimum, 'personen')}–{text_of(year.maximum, 'personen')}"
    assert outlook.below + outlook.within + outlook.above == pytest.approx(1)
    assert [rows[2][1], rows[4][1]] == ["13%", "12%"]
    over = monitor(made.result, edition(as_expected(made.result, Month(2024, 12)), Month(2024, 12)))
    assert year_table(over).rows == []


def test_other_flows_have_no_chances(made):
    """Realised and medio for the rest, beside medio of the round; first applications are not among them."""
    rows = {row["Indicator"]: row for row in by_heading(outlook_table(made))}
    assert "Eerste asielaanvragen" not in rows
    total = made.by_indicator["asiel.instroom_totaal"].outlook
    assert rows["Totale asielinstroom"]["Heel 2024 met medio voor de rest"] == text_of(total.expected, "personen")
    assert rows["Totale asielinstroom"]["Medio van de ronde"] == text_of(
        made.result.year("asiel.instroom_totaal", 2024, "medio"), "personen"
    )


def test_scenario_chances_stand_before_and_after(made):
    """Each toekomstscenario with the chance the round gave it and the one it has now; both add up to one."""
    outlook = made.by_indicator[FIRST_INFLOW].outlook
    assert sum(chances_before(made).values()) == pytest.approx(1)
    assert sum(outlook.scenarios.values()) == pytest.approx(1)
    rows = by_heading(scenarios_table(made))
    assert [row["Volgens de ronde"] for row in rows] == ["7,9%", "76,5%", "15,6%"]
    assert [row["Nu"] for row in rows] == [chance_text(chance, 1) for chance in outlook.scenarios.values()]


def test_deliveries_say_what_is_late_or_missing(made):
    """Every delivered indicator has a line; a shorter series is remarked on."""
    table = deliveries_table(made)
    assert [row.indicator for row in table.rows] == [row.indicator for row in made.rows if row.to_date]
    by = {row["Indicator"]: row for row in by_heading(table)}
    assert by["Vergunninghouders in de opvang"]["Bijzonderheden"].startswith("Geleverd tot en met juni 2024")
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
    assert re.search(r"in \d+ van de \d+ jaren", season_finding(made))


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
