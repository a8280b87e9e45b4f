"""The same figures come in by every road, and are the same rows but for what ``bron`` says."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period
from mpp_lib.inputs.source.read import read_source
from mpp_lib.production.chains import catalogue_named
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
