"""The page of key assumptions: its table, and why a round leaves what was realised or fitted."""

from dataclasses import replace

import pytest

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.beside_round import Step
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.compare.key_assumptions import KeyAssumption, key_assumptions
from mpp_lib.compare.sensitivity.ranges_run import run_ranges
from mpp_lib.present.keten.key_assumptions_table import key_assumptions_table, told_years
from mpp_lib.present.keten.key_assumptions_words import (
    NONE_OUTSIDE,
    assumptions_finding,
    ground_text,
    name_text,
    reasons_text,
)
from mpp_lib.production.expression import Param
from mpp_lib.production.grounds import Ground
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value

SHARE = Param("taakstelling_realisatiegraad")
SPEC = ParameterSpec(SHARE.name, "Deel van de taakstelling", "aandeel", 0, 1)
FITTED = Step(SPEC, Month(2024, 1), 0.51, 0.7, 0.1)
BARE = KeyAssumption(
    SHARE, SPEC.label, "aandeel", {2024: 0.7, 2028: 0.95}, {2024: 0.7}, {}, None,
    {"ind.asiel.voorraad": (0.0, 4.0), "coa.bezetting": (9_927.0, -9_211.0)}, Ground("aanname", ""),
)  # fmt: skip
APART = replace(BARE, fitted=FITTED, ground=Ground("aanname", "Geen *cijfer* staaft dit."))
LOWER = replace(BARE, realised={2022: 0.98, 2023: 0.96}, ground=Ground("schatting", "Uit bron."))
YEARS = (2024, 2028)


@pytest.fixture(scope="module")
def rows(result: RoundResult, previous: RoundResult) -> tuple[KeyAssumption, ...]:
    return key_assumptions(result, previous, open_known(result), run_ranges(result))


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (
            (BARE, APART, LOWER),
            "Van de 3 kernaannames rusten er 2 alleen op een aanname, 1 daarvan zonder onderbouwing; 2 liggen buiten "
            "wat is gerealiseerd of geijkt.",
        ),
        (
            (replace(BARE, ground=Ground("afspraak", "")), LOWER),
            "Van de 2 kernaannames rust er geen alleen op een aanname; 1 ligt buiten wat is gerealiseerd of geijkt.",
        ),
        (
            (APART,),
            "Van de 1 kernaannames rust er 1 alleen op een aanname; 1 ligt buiten wat is gerealiseerd of geijkt.",
        ),
    ],
)
def test_assumptions_are_counted(told: tuple[KeyAssumption, ...], text: str) -> None:
    assert assumptions_finding(told) == text


def test_an_assumption_without_a_reason_is_called_so() -> None:
    """Only an assumption: of what was agreed or worked out the source itself is the reason."""
    assert ground_text(BARE) == "aanname zonder onderbouwing"
    assert ground_text(APART) == "aanname"
    assert ground_text(replace(BARE, ground=Ground("afspraak", ""))) == "afspraak"


def test_why_a_round_leaves_what_was_is_told_for_those_that_do() -> None:
    """Its own words, in which a star stays a star; none for what lies within or is not known."""
    text = reasons_text((BARE, APART, LOWER), YEARS)
    _, _, *lines = text.split("\n")
    assert lines == [
        "- **Deel van de taakstelling**: 70% in 2024 en 95% in 2028; hoger dan geijkt (51%). Geen \\*cijfer\\* staaft "
        "dit.",
        "- **Deel van de taakstelling**: 70% in 2024 en 95% in 2028; lager dan gerealiseerd (98% in 2022 en 96% in "
        "2023). Uit bron.",
    ]
    assert reasons_text((BARE,), YEARS) == NONE_OUTSIDE


def test_a_value_that_stays_is_told_once_and_nothing_is_made_up() -> None:
    same = replace(APART, own={2024: 0.9, 2028: 0.9}, ground=Ground("aanname", ""), realised={2023: 0.5})
    (line,) = reasons_text((same,), YEARS).split("\n")[2:]
    assert line.endswith(
        ": 90%; hoger dan gerealiseerd (50% in 2023) en hoger dan geijkt (51%). Aanname zonder onderbouwing."
    )


def test_a_fit_that_moved_is_told_by_level(result: RoundResult) -> None:
    """The last level alone would hide that it was far lower, or far higher, before."""
    course = {Month(2022, 1): 0.953, Month(2023, 7): 0.349, Month(2024, 1): 0.51}
    (line,) = reasons_text((replace(APART, course=course),), YEARS).split("\n")[2:]
    assert (
        "hoger dan het laatst geijkt (51% vanaf januari 2024; daarvoor 95,3% vanaf januari 2022 en 34,9% vanaf juli "
        "2023)"
    ) in line
    moved = next(
        row for row in key_assumptions(result, None, open_known(result), run_ranges(result)) if row.key == SHARE
    )
    assert len(moved.course) > 1
    assert moved.fitted is not None
    assert list(moved.course.values())[-1] == moved.fitted.fitted


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("aandeel", "Deel van de taakstelling"),
        ("aandeel per maand", "Deel van de taakstelling, per maand"),
        ("kans per maand", "Deel van de taakstelling, per maand"),
        ("zaken per maand", "Deel van de taakstelling, zaken per maand"),
    ],
)
def test_a_name_says_what_is_counted(unit: str, text: str) -> None:
    assert name_text(replace(BARE, unit=unit)) == text
    assert name_text(replace(BARE, key=FIRST, unit="personen")) == BARE.label


def test_both_rounds_stand_in_the_years_they_share(result: RoundResult, previous: RoundResult) -> None:
    """The small round looks ahead to 2026 and the one before it to 2025; alone it has its own horizon."""
    assert told_years(result, previous) == (2024, 2025)
    assert told_years(result, None) == (2024, 2026)


def test_the_table_prints_what_was_found(
    result: RoundResult, previous: RoundResult, rows: tuple[KeyAssumption, ...]
) -> None:
    """The three years before, both rounds, and four effects as printed; without a round before it is two fewer."""
    table = key_assumptions_table(result, previous, rows)
    (applications,) = (row for row in rows_of(table) if row[0] == "Eerste asielaanvragen")
    first = rows[0]
    assert [column.over for column in table.columns[1:4]] == ["Gerealiseerd"] * 3
    assert [column.heading for column in table.columns[1:4]] == ["2021", "2022", "2023"]
    assert value(applications[4 + 1]) == pytest.approx(first.own[2024], abs=0.5)
    assert [value(text) for text in applications[-5:-1]] == pytest.approx(
        [effect for name in ("ind.asiel.voorraad", "coa.bezetting") for effect in first.effects[name]], abs=5
    )
    assert applications[-1] == "schatting"
    assert len(rows_of(table)) == len(rows) + 2
    assert len(key_assumptions_table(result, None, rows).columns) == len(table.columns) - 2
