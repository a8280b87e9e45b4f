"""The same figures come in by every road, and are the same rows but for what ``bron`` says."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.read import read_source
from mpp_lib.production.chains import catalogue_named
from tests.support.source_servers import TABLE, served
from tests.support.sources import LABELS, ROADS, source

PERIODS = tuple(
    Period(Month(2023, start), length)
    for length, starts in ((MONTH, (1, 2, 12)), (QUARTER, (1, 10)), (YEAR, (1,)))
    for start in starts
)
VALUES = st.one_of(st.none(), st.integers(0, 99_999), st.integers(0, 9_999).map(lambda whole: whole + 0.5))


@st.composite
def published(draw):
    """Figures of one or more series, and which periods are provisional."""
    names = draw(st.lists(st.sampled_from(list(LABELS)), min_size=1, unique=True))
    periods = draw(st.lists(st.sampled_from(PERIODS), min_size=1, unique=True))
    figures = {(name, period): draw(VALUES) for name in names for period in periods}
    return figures, draw(st.lists(st.sampled_from(periods), unique=True))


def came_in(road, folder, figures, provisional):
    """Rows and what is unknown, without their source."""
    with source(road, folder, figures, provisional) as asked:
        read = read_source(asked, catalogue_named("standaard"))
    found = [(row["indicator"], row["periode"], row["waarde"], row["status"]) for row in read.figures.rows]
    return found, [(row["indicator"], row["periode"], row["teken"]) for row in read.figures.unknown]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(published())
def test_every_road_gives_the_same_rows(tmp_path_factory, both):
    """Those that were published, in order of indicator and period."""
    figures, provisional = both
    in_order = sorted(figures, key=lambda key: key)
    wanted = [
        (name, str(period), figures[name, period], "voorlopig" if period in provisional else "definitief")
        for name, period in in_order
        if figures[name, period] is not None
    ]
    unknown = [(name, str(period), ".") for name, period in in_order if figures[name, period] is None]
    for road in ROADS:
        found = came_in(road, tmp_path_factory.mktemp("bron"), figures, provisional)
        assert found == (wanted, unknown), road


def test_a_file_is_read_where_its_publisher_put_it(tmp_path):
    """As the same file here; what does not answer, and what is of no form that is read, is refused."""
    figures = {("coa.bezetting", Period(Month(2024, 1))): 61_500}
    with source("xlsx", tmp_path, figures, ()) as here:
        pass
    answers = {
        "/cijfers/bron.xlsx": ("application/octet-stream", (tmp_path / "bron.xlsx").read_bytes()),
        "/sdmx/2.1/data/kapot/A": ("application/vnd.sdmx.genericdata+xml;version=2.1", b"<html>storing"),
        f"/ODataFeed/odata/{TABLE}/": ("application/json", b'{"value": [{"naam": 1}]}'),
        "/kapot.xlsx": ("application/octet-stream", b"<html>storing"),
    }
    with served(answers) as base:
        read = read_source(Asked(f"{base}/cijfers/bron.xlsx", mapping=here.mapping), catalogue_named("standaard"))
        assert [row["waarde"] for row in read.figures.rows] == [61_500]
        assert (read.delivered.road, read.delivered.source) == ("xlsx", f"{base}/cijfers/bron.xlsx")
        for path, said in (
            ("/weg.xlsx", "van dit adres is niets te lezen"),
            ("/ODataFeed/odata/99999NED", "van dit adres is niets te lezen"),
            (f"/ODataFeed/odata/{TABLE}", "van dit adres is niets te lezen"),
            ("/sdmx/2.1/data/kapot/A", "van dit adres is niets te lezen"),
            ("/kapot.xlsx", "dit is geen Excel-werkboek"),
            ("/sdmx/2.1/data/weg/A", "van dit adres is niets te lezen"),
            ("/cijfers.pdf", "deze vorm van bestand wordt niet gelezen (gevonden: cijfers.pdf)"),
        ):
            with pytest.raises(InputError) as refused:
                read_source(Asked(f"{base}{path}", mapping=here.mapping), catalogue_named("standaard"))
            assert said in str(refused.value)


def test_a_service_that_has_none_of_what_is_asked_is_said_so(tmp_path):
    """Its columns are then not known either."""
    with source("cbs", tmp_path, {("coa.bezetting", Period(Month(2024, 1))): 61_500}, ()) as asked:
        asked.mapping.write_text(asked.mapping.read_text("utf-8").replace("T001038", "T999999"), encoding="utf-8")
        with pytest.raises(InputError, match="83102NED: de bron geeft geen enkele rij"):
            read_source(asked, catalogue_named("standaard"))


def test_a_csv_need_not_say_where_its_figures_are_from(tmp_path):
    """As no other road needs to: then that is the file, with the day on which it was read."""
    file = tmp_path / "cijfers.csv"
    file.write_text("periode;indicator;waarde;status\n2024-01;coa.bezetting;61.500,5;voorlopig\n", encoding="utf-8")
    [row] = read_source(Asked(str(file)), catalogue_named("standaard"), date(2024, 2, 1)).figures.rows
    assert (row["waarde"], row["bron"]) == (61_500.5, "cijfers.csv, gelezen 2024-02-01")
