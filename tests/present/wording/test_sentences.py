import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.sentences import (
    Point,
    Subject,
    course,
    larger,
    moment,
    more_or_less,
    revised,
    runs,
    sentence,
    turning_points,
)
from tests.support.printed import numbers, value

STOCK = Subject("de bezetting")
YEARS = ("2023", "2024", "2025", "2026", "2027", "2028")


def points(*values: float) -> list[Point]:
    return [Point(Period.parse(year), value) for year, value in zip(YEARS, values, strict=False)]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ((50000, 60000, 70000), "de bezetting stijgt van 50.000 eind 2023 naar 70.000 eind 2025"),
        ((70000, 60000, 50000), "de bezetting daalt van 70.000 eind 2023 naar 50.000 eind 2025"),
        (
            (50000, 70000, 60000),
            "de bezetting stijgt van 50.000 eind 2023 naar 70.000 eind 2024 en daalt daarna naar 60.000 eind 2025",
        ),
        (
            (50000, 30000, 60000),
            "de bezetting daalt van 50.000 eind 2023 naar 30.000 eind 2024 en stijgt daarna naar 60.000 eind 2025",
        ),
        (
            (38370, 55220, 54630, 55100, 55370, 55350),
            "de bezetting stijgt van 38.370 eind 2023 naar 55.220 eind 2024 en blijft daarna vrijwel gelijk "
            "(55.350 eind 2028)",
        ),
        ((50000, 50400, 49800), "de bezetting blijft vrijwel gelijk: 50.000 eind 2023 en 49.800 eind 2025"),
        ((50001, 49999, 50002), "de bezetting blijft van 2023 tot en met 2025 gelijk op 50.000"),
        ((0, 0, 0), "de bezetting blijft van 2023 tot en met 2025 gelijk op 0"),
        ((0, 40), "de bezetting stijgt van 0 eind 2023 naar 40 eind 2024"),
        ((-500, 300), "de bezetting stijgt van −500 eind 2023 naar 300 eind 2024"),
        ((50000, 70000, 40000, 80000), "de bezetting schommelt tussen 40.000 eind 2025 en 80.000 eind 2026"),
        (
            (64900, 65760, 63410),
            "de bezetting blijft eerst vrijwel gelijk (64.900 eind 2023) en daalt dan van 65.760 eind 2024 naar 63.410 "
            "eind 2025",
        ),
        (
            (50000, 90000, 40000, 80000, 60000),
            "de bezetting schommelt tussen 40.000 eind 2025 en 90.000 eind 2024; de laatste waarde is 60.000 eind 2027",
        ),
    ],
)
def test_the_course_of_a_stock_by_hand(values: tuple[float, ...], text: str) -> None:
    """Rise, fall, turn, plateau, stability, zero, below zero and fluctuation each have their sentence."""
    assert course(STOCK, points(*values), "personen", Aggregation.STOCK) == text


def test_flows_shares_and_terms_say_when_and_what() -> None:
    """A flow is in a year, a term at its end, a share in percents, and a plural subject has a plural verb."""
    shares = course(Subject("de aandelen", plural=True), points(0.62, 0.8), "aandeel", Aggregation.RATIO)
    assert shares == "de aandelen stijgen van 62,0% in 2023 naar 80,0% in 2024"
    assert course(STOCK, points(12, 24), "maanden", Aggregation.TERM) == (
        "de bezetting stijgt van 12,0 maanden eind 2023 naar 24,0 maanden eind 2024"
    )


def test_a_lead_turns_verb_and_subject_around() -> None:
    """After words in front the verb comes first, as Dutch wants it."""
    text = course(STOCK, points(50000, 60000), "personen", Aggregation.STOCK, lead="in medio")
    assert text == "in medio stijgt de bezetting van 50.000 eind 2023 naar 60.000 eind 2024"


def test_moments() -> None:
    """Months and quarters are written out."""
    assert moment(Period.parse("2024-03"), Aggregation.STOCK) == "eind maart 2024"
    assert moment(Period.parse("2023-K2"), Aggregation.FLOW) == "in tweede kwartaal 2023"


@pytest.mark.parametrize(
    ("values", "turns"),
    [
        ([10, 20, 30], [0, 2]),
        ([10, 20, 19.5, 5], [0, 1, 3]),
        ([10, 10.5, 9.8], [0]),
        ([3], [0]),
        ([5, 4, 9, 1], [0, 2, 3]),
    ],
)
def test_turning_points(values: list[float], turns: list[int]) -> None:
    """With a threshold of two, ripples are no turns."""
    assert turning_points(values, 2) == turns


series = st.lists(st.one_of(st.just(0.0), st.floats(-2e3, 2e5)), min_size=2, max_size=6)


@settings(deadline=None, max_examples=400)
@given(series)
@example([5.0, 0.0, 10.0])
def test_a_course_never_contradicts_its_numbers(values: list[float]) -> None:
    """What stijgt ends higher, what daalt ends lower, what blijft moved less than the threshold."""
    text = course(STOCK, points(*values), "personen", Aggregation.STOCK)
    shown = dict(zip(YEARS, values, strict=False))
    for amount, year in re.findall(r"(−?[\d.]+) eind (\d{4})", text):
        assert abs(value(amount) - shown[year]) <= 5
    for verb, start, end in re.findall(r"(stijgt|daalt) van (−?[\d.]+) eind \d{4} naar (−?[\d.]+)", text):
        assert (value(start) < value(end)) == (verb == "stijgt")
    turn = re.search(r"naar (−?[\d.]+) eind \d{4} en (stijgt|daalt) daarna naar (−?[\d.]+)", text)
    if turn:
        assert (value(turn[1]) < value(turn[3])) == (turn[2] == "stijgt")
    if "blijft vrijwel gelijk: " in text or "gelijk op" in text:
        assert max(values) - min(values) < max(0.02 * max(abs(v) for v in values), 10) + 1e-6
    if "gelijk op" in text:
        assert len(numbers(text)) == 3
    if "schommelt" in text:
        low, _, high, *_ = numbers(text)
        assert low == pytest.approx(min(values), abs=5)
        assert high == pytest.approx(max(values), abs=5)


def test_a_slow_rise_is_no_fluctuation() -> None:
    """The last two lie within the threshold of each other, and the middle one prints as the first."""
    says = course(STOCK, points(515.6, 519.7, 526.6), "personen", Aggregation.STOCK)
    assert says.endswith("stijgt van 520 eind 2023 naar 530 eind 2025")


@settings(deadline=None)
@given(st.lists(st.floats(0, 2e5), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_a_sentence_about_one_direction_holds_for_all_years(values: list[float], chance: random.Random) -> None:
    """When a series only rises, by the sentence, no later year lies more than the threshold below an earlier one."""
    values = [value_ * chance.uniform(0.97, 1.0) for value_ in sorted(values)]
    text = course(STOCK, points(*values), "personen", Aggregation.STOCK)
    threshold = max(0.02 * max(values), 10)
    falls = any(later <= earlier - threshold for k, earlier in enumerate(values) for later in values[k:])
    assert falls == ("daalt" in text or "schommelt" in text)


REVISED = {
    (
        50000,
        56000,
        "personen",
    ): "met 6.000 (12,0%) naar boven bijgesteld ten opzichte van ronde 2023-2, van 50.000 naar 56.000",
    (
        56000,
        50000,
        "personen",
    ): "met 6.000 (10,7%) naar beneden bijgesteld ten opzichte van ronde 2023-2, van 56.000 naar 50.000",
    (0, 500, "personen"): "met 500 naar boven bijgesteld ten opzichte van ronde 2023-2, van 0 naar 500",
    (
        0.62,
        0.6,
        "aandeel",
    ): "met 2,0 procentpunt naar beneden bijgesteld ten opzichte van ronde 2023-2, van 62,0% naar 60,0%",
    (
        10,
        12,
        "maanden",
    ): "met 2,0 maanden (20,0%) naar boven bijgesteld ten opzichte van ronde 2023-2, van 10,0 naar 12,0 maanden",
    (56001, 56000, "personen"): "gelijk aan ronde 2023-2: 56.000",
}


@pytest.mark.parametrize("given", REVISED)
def test_revisions_by_hand(given: tuple[float, float, str]) -> None:
    """Up, down and equal, with a percentage where there is one."""
    before, after, unit = given
    text = revised(STOCK, "eind 2024", before, after, unit, "ronde 2023-2")
    assert text == f"in medio is de bezetting eind 2024 {REVISED[given]}"


LARGER = {
    ((10, 20), (10, 20)): "elk jaar groter dan de uitstroom (in 2024 20 tegen 10)",
    ((20, 10), (20, 10)): "elk jaar kleiner dan de uitstroom (in 2024 10 tegen 20)",
    ((10, 20), (20, 10), (10, 20)): "in 2 van de 3 jaren groter dan de uitstroom (in 2024 20 tegen 10)",
    ((10, 20), (20, 10), (20, 10)): "in 2 van de 3 jaren kleiner dan de uitstroom (in 2024 20 tegen 10)",
    ((10, 12), (10, 8)): "elk jaar gelijk aan de uitstroom (in 2024 10 tegen 10)",
}


@pytest.mark.parametrize("given", LARGER)
def test_a_flow_beside_another_by_hand(given: tuple[tuple[float, float], ...]) -> None:
    """Pairs of what goes out and comes in, from 2024 on; what prints the same is equal."""
    years, pairs = range(2024, 2024 + len(given)), [(into, out) for out, into in given]
    text = larger(Subject("de instroom"), Subject("de uitstroom"), years, pairs, "personen")
    assert text == f"de instroom is {LARGER[given]}"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (35535, 38365, "8,0% meer dan in 2022"),
        (100, 50, "50,0% minder dan in 2022"),
        (940, 2950, "3,1 keer zoveel als in 2022"),
        (0, 50, "50 meer dan in 2022"),
        (14, 12, "evenveel als in 2022"),
    ],
)
def test_more_or_less_by_hand(before: float, after: float, text: str) -> None:
    """From nothing there is no percentage; no visible difference is evenveel."""
    assert more_or_less(before, after, "personen", "in 2022") == text


@settings(deadline=None)
@given(st.floats(0, 2e5), st.floats(0, 2e5))
def test_revisions_never_contradict_their_numbers(before: float, after: float) -> None:
    """Up, down or equal is what the printed values say."""
    text = revised(STOCK, "", before, after, "personen", "toen")
    gap = int(after / 10 + 0.5) * 10 - int(before / 10 + 0.5) * 10
    words = {True: "naar boven", False: "naar beneden"}[gap > 0] if abs(gap) > 0.5 else "gelijk"
    assert words in text
    if words != "gelijk":
        assert numbers(text)[0] == abs(gap)


def test_runs_are_told_by_their_inflow_and_not_as_a_band() -> None:
    """What low and what high inflow give, also where low gives the most; together where print shows no difference."""
    assert runs("in 2024", 41230, 60010, "personen") == "in 2024 is het 41.230 bij lage en 60.010 bij hoge instroom"
    assert runs("in 2024", 0.68, 0.6801, "aandeel") == "in 2024 is het bij lage en bij hoge instroom gelijk: 68,0%"
    assert runs("eind 2024", 16.6, 14.7, "maanden") == (
        "eind 2024 is het 16,6 bij lage en 14,7 maanden bij hoge instroom"
    )


def test_clauses_become_a_sentence() -> None:
    """Empty clauses leave no trace."""
    assert sentence("", "de instroom stijgt", "", "de voorraad ook") == "De instroom stijgt; de voorraad ook."
