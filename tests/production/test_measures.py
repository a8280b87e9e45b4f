"""Measures over the parameters: what they do, when they do nothing, and what is refused."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.assembly import assemble
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.expression import Param
from mpp_lib.production.layers import Layer, Measure, layered, measures_of
from mpp_lib.production.run import RoundResult, calculate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
MONTHS = month_range(Month(2025, 1), 6)
Row = tuple[str, str, str, str, str, float, str]
"""id, parameter, vanaf, tot, soort, effect, actief."""


@pytest.fixture(scope="module")
def inputs() -> RoundInputs:
    return load_round(ROUND, catalogue_named)


def with_rows(inputs: RoundInputs, *rows: Row) -> RoundInputs:
    """The round with these measures instead of its own; every one has a ground."""
    columns = ("id", "parameter", "vanaf", "tot", "soort", "effect", "actief")
    table = pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows])
    table = table.assign(omschrijving="Proef", grondslag="afspraak", eigenaar="APM", onderbouwing="")
    return replace(inputs, measures=table[list(inputs.measures.columns)])


HOUSING: Row = ("M1", "taakstelling_realisatiegraad", "2024-09", "", "plus", 0.05, "ja")
RELATIVES: Row = ("M2", "nareis_per_inwilliging", "2025-01", "2025-12", "factor", 0.8, "ja")
COURTS: Row = ("M3", "rechtbank_capaciteit", "2024-04", "2026-06", "waarde", 100.0, "ja")


def off(row: Row) -> Row:
    return (*row[:-1], "nee")


def same(found: RoundResult, expected: RoundResult) -> bool:
    """Bit by bit, every month of every node."""
    return found.rows.keys() == expected.rows.keys() and all(
        found.rows[name].tobytes() == values.tobytes() for name, values in expected.rows.items()
    )


def test_layers_on_one_month_are_a_value_then_factors_then_additions() -> None:
    values = np.array([[10.0, 20.0, 30.0]] * 6)
    layers = [
        Layer("p", Month(2025, 2), Month(2025, 4), "plus", 3.0),
        Layer("p", Month(2025, 3), None, "factor", 2.0),
        Layer("p", Month(2025, 4), Month(2025, 5), "waarde", 100.0),
        Layer("p", Month(2024, 1), Month(2025, 3), "factor", 0.5),
    ]
    expected = [[5, 10, 15], [8, 13, 18], [13, 23, 33], [203, 203, 203], [200, 200, 200], [20, 40, 60]]
    for order in permutations(layers):
        assert layered(values, MONTHS, order).tolist() == expected
    assert values.tolist() == [[10.0, 20.0, 30.0]] * 6


def test_a_measure_changes_its_parameter_in_its_months_and_nothing_before_the_horizon(inputs: RoundInputs) -> None:
    result = calculate(with_rows(inputs, RELATIVES, COURTS))
    data, bare = result.data, assemble(result.parts)
    changed = {key for key in bare.series if not np.array_equal(data.series[key], bare.series[key])}
    assert changed == {Param("nareis_per_inwilliging"), Param("rechtbank_capaciteit")}
    relatives = data.series[Param("nareis_per_inwilliging")][:, 1]
    assert relatives.tolist() == [1.1] * (data.history + 12) + [1.1 * 0.8] * 12 + [1.1] * 12
    courts = data.series[Param("rechtbank_capaciteit")][data.history :, 2]
    assert courts.tolist() == [380.0] * 3 + [100.0] * 27 + [380.0] * 6


def test_a_measure_that_is_off_leaves_exactly_the_result_without_it(inputs: RoundInputs) -> None:
    never = calculate(with_rows(inputs, RELATIVES))
    assert same(calculate(with_rows(inputs, RELATIVES, off(HOUSING), off(COURTS))), never)
    every = calculate(with_rows(inputs, RELATIVES, HOUSING, COURTS))
    assert not same(every, never)
    assert same(every.with_measures(tuple(m for m in every.measures if m.id == "M2")), never)


def test_without_every_measure_the_table_is_that_of_a_round_that_has_none(inputs: RoundInputs) -> None:
    none = calculate(replace(inputs, measures=inputs.measures[:0]))
    result = calculate(with_rows(inputs, HOUSING, RELATIVES, COURTS))
    pd.testing.assert_frame_equal(result.without.table, none.table, check_exact=True)
    assert list(result.table.columns) == list(none.table.columns)
    assert (result.table["waarde"] != none.table["waarde"]).any()
    assert same(none.without, none)


def test_the_rows_of_one_id_are_one_measure(inputs: RoundInputs) -> None:
    second = ("M1", "rechtbank_capaciteit", "2025-01", "", "plus", 20.0, "ja")
    result = calculate(with_rows(inputs, HOUSING, RELATIVES, second))
    assert [(m.id, [layer.parameter for layer in m.layers]) for m in measures_of(result.inputs)] == [
        ("M1", ["taakstelling_realisatiegraad", "rechtbank_capaciteit"]),
        ("M2", ["nareis_per_inwilliging"]),
    ]
    assert same(result.with_measures(result.measures[1:]), calculate(with_rows(inputs, RELATIVES)))


def test_realised_months_stay_as_they_are(inputs: RoundInputs) -> None:
    """Repeat applications of January to March 2024 are realised."""
    more = ("M1", "instroom_herhaald", "2024-01", "", "factor", 3.0, "ja")
    result = calculate(with_rows(inputs, more))
    found, bare = (r.months["asiel.instroom_herhaald"][:, 1] for r in (result, result.without))
    assert found[:3].tolist() == bare[:3].tolist()
    assert found[3:].tolist() == (3 * bare[3:]).tolist()


def test_a_fixed_value_makes_a_half_year_known(inputs: RoundInputs) -> None:
    """The taakstelling of the round is given for 2024 and derived afterwards."""
    fixed = ("M1", "taakstelling", "2025-01", "2025-06", "waarde", 6000.0, "ja")
    result = calculate(with_rows(inputs, fixed))
    target = result.months["ks.taakstelling"][:, 1]
    assert target[12:18].tolist() == [1000.0] * 6
    assert target[:12].tolist() == result.without.months["ks.taakstelling"][:12, 1].tolist()
    assert target[18] != 1000.0


def test_an_active_measure_without_a_ground_cannot_exist(inputs: RoundInputs) -> None:
    layer = Layer("rechtbank_capaciteit", Month(2025, 1), None, "plus", 5.0)
    with pytest.raises(ValueError, match="maatregel M9 heeft geen grondslag en kan niet aan staan"):
        Measure("M9", "Proef", "APM", active=True, ground="", rationale="", layers=(layer,))
    (own,) = measures_of(inputs)
    assert (own.active, own.ground) == (False, "")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [("M1", "beroep_gegrond", "2025-01", "", "plus", 0.9, "ja")],
            "maatregel M1: beroep_gegrond komt buiten het bereik (gevonden: 1,1 in 2025-01 (minimum))."
            " Verwacht: 0 tot en met 1.",
        ),
        (
            [
                ("M1", "beroep_gegrond", "2025-01", "", "plus", 0.7, "ja"),
                ("M2", "beroep_gegrond", "2026-03", "", "plus", 0.3, "ja"),
            ],
            "maatregelen M1 en M2: beroep_gegrond komt buiten het bereik (gevonden: 1,2 in 2026-03 (minimum))."
            " Verwacht: 0 tot en met 1.",
        ),
        (
            [
                ("M1", "beroep_gegrond", "2025-01", "", "plus", 0.7, "ja"),
                ("M2", "beroep_gegrond", "2026-03", "", "plus", 0.3, "nee"),
            ],
            "maatregelen M1 en M2: beroep_gegrond komt buiten het bereik (gevonden: 1,2 in 2026-03 (minimum))."
            " Verwacht: 0 tot en met 1.",
        ),
        (
            [("M1", "aandeel_spoor1", "2025-01", "", "factor", 4.4, "nee")],
            "maatregel M1: aandeel_spoor1 en aandeel_spoor2 zijn samen te hoog (gevonden: 1,028 in 2025-01 (minimum))."
            " Verwacht: samen ten hoogste 1.",
        ),
        (
            [("M1", "taakstelling", "2024-07", "", "plus", 500.0, "ja")],
            "maatregel M1: taakstelling heeft geen waarde om te veranderen (gevonden: 2025-01)."
            " Verwacht: een maand waarvoor de parameter gegeven is, of soort waarde.",
        ),
        (
            [COURTS, ("M4", "rechtbank_capaciteit", "2026-06", "", "waarde", 90.0, "ja")],
            "maatregelen M3 en M4: rechtbank_capaciteit krijgt twee vaste waarden tegelijk (gevonden: 2026-06)."
            " Verwacht: hoogstens één.",
        ),
    ],
)
def test_what_a_measure_cannot_do_is_refused(inputs: RoundInputs, rows: list[Row], message: str) -> None:
    """Also of a measure that is off: its effect could not be shown."""
    with pytest.raises(InputError) as caught:
        calculate(with_rows(inputs, *rows))
    assert [str(problem) for problem in caught.value.problems] == [f"_klein/inputs/maatregelen.csv, {message}"]


def test_alternatives_may_stand_beside_each_other_as_long_as_one_is_on(inputs: RoundInputs) -> None:
    other = ("M4", "rechtbank_capaciteit", "2026-06", "", "waarde", 90.0, "nee")
    assert same(calculate(with_rows(inputs, COURTS, other)), calculate(with_rows(inputs, COURTS)))
