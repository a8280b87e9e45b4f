"""The hindcast: what is fed is what was, what is compared is everything published, and the limits hold."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.compare.hindcast.calibration import calibrate
from mpp_lib.compare.hindcast.fitted import STARTS, stored
from mpp_lib.compare.hindcast.hindcast import Observation, Row, fed, hindcast, modelled, not_right, observations
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.assembly import outcome
from mpp_lib.production.chains import catalogue_named, chain_named

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "rounds" / "_hindcast"
CHAIN = chain_named("standaard")


@pytest.fixture(scope="module")
def inputs() -> RoundInputs:
    return load_round(FOLDER, catalogue_named)


@pytest.fixture(scope="module")
def rows(inputs: RoundInputs) -> tuple[Row, ...]:
    return hindcast(inputs, fed(inputs))


@pytest.fixture(scope="module")
def months(inputs: RoundInputs) -> dict[str, np.ndarray]:
    return {name: values[:, 1] for name, values in outcome(fed(inputs)).items()}


LEADING = {"coa.bezetting", "ind.asiel.voorraad", "asiel.instroom_nareis"}
OBSERVED = LEADING | {
    "ind.nareis.voorraad",
    "dtv.instroom_incl_dublin",
    "dtv.vertrek_zelfstandig_aantoonbaar",
    "dtv.vertrek_gedwongen_incl_dublin",
    "dtv.vertrek_zonder_toezicht_incl_dublin",
    "ind.inwilligingspercentage_aa_va",
    "ind.dublin_overdrachten",
    "ind.spoor1.voorraad",
    "ind.spoor2.voorraad",
    "ind.spoor4.voorraad_ouder_15",
    "ind.spoor4.voorraad_ouder_6",
    "coa.vergunninghouders",
    "coa.uitstroom",
    "coa.uitstroom_vergunninghouders",
    "coa.uitstroom_vertrek",
}


def published() -> list[dict[str, str]]:
    with (FOLDER / "inputs" / "realisaties.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream, delimiter=";") if row["periode"] >= "2022"]


def test_every_published_figure_of_an_observed_indicator_is_a_row(rows: tuple[Row, ...]) -> None:
    expected = {(row["indicator"], row["periode"]) for row in published() if row["indicator"] in OBSERVED}
    assert {(row.indicator, str(row.period)) for row in rows} == expected
    assert len(rows) == len(expected)
    assert {row.indicator for row in rows} == set(OBSERVED)


def test_the_anchors_that_were_asked_for_are_among_them(rows: tuple[Row, ...]) -> None:
    realised = {(row.indicator, str(row.period)): row.realised for row in rows}
    anchors = {
        ("coa.bezetting", "2023-K3"): 57_538,
        ("coa.bezetting", "2023"): 63_000,
        ("ind.asiel.voorraad", "2022"): 35_790,
        ("ind.asiel.voorraad", "2023"): 49_860,
        ("ind.asiel.voorraad", "2024"): 51_000,
        ("asiel.instroom_nareis", "2022"): 10_927,
        ("asiel.instroom_nareis", "2023"): 10_130,
        ("asiel.instroom_nareis", "2024"): 11_880,
        ("ind.nareis.voorraad", "2024"): 66_000,
        ("dtv.instroom_incl_dublin", "2023"): 17_670,
        ("dtv.vertrek_zelfstandig_aantoonbaar", "2024"): 3_240,
        ("coa.uitstroom_vergunninghouders", "2024"): 30_210,
    }
    assert {key: realised[key] for key in anchors} == anchors


def test_the_leading_figures_stay_within_ten_percent_and_fifteen_in_the_year_that_only_checks(
    rows: tuple[Row, ...],
) -> None:
    leading = [row for row in rows if row.indicator in LEADING]
    assert {row.indicator for row in leading if row.phase == "fitted"} == set(LEADING)
    assert {row.indicator for row in leading if row.phase == "checked"} == set(LEADING)
    for row in leading:
        assert abs(row.deviation_pct) <= (10 if str(row.period) < "2024" else 15), row
    fitted = [abs(row.deviation_pct) for row in leading if row.phase == "fitted"]
    assert max(fitted) <= 5


def test_a_row_has_a_reason_where_it_misses_or_is_not_scored_and_nowhere_else(
    inputs: RoundInputs, rows: tuple[Row, ...]
) -> None:
    unscored = {(one.indicator, str(one.period)) for one in observations(inputs) if not one.scored}
    assert unscored == {("coa.bezetting", "2024"), ("coa.vergunninghouders", "2024")}
    for row in rows:
        assert bool(row.reason) == (row.missed or (row.indicator, str(row.period)) in unscored), row
    named = {(str(row.indicator), str(row.periode)) for row in inputs.registers["verklaringen"].itertuples()}
    assert named <= {(row.indicator, str(row.period)) for row in rows}
    assert list(not_right(rows, inputs)) == []


def test_what_is_not_to_be_scored_is_shown_with_its_reason(inputs: RoundInputs) -> None:
    """The row stays, says why, and counts in no limit; no other row changes."""
    said = pd.DataFrame([("2022", "coa.bezetting", "~", "raming uit de pers", "toets")], columns=inputs.unknown.columns)
    without = replace(inputs, unknown=said)
    then, now = observations(inputs), observations(without)
    changed = [(one, other) for one, other in zip(then, now, strict=True) if one != other]
    assert [(one.indicator, str(one.period), one.scored, other.scored) for one, other in changed] == [
        ("coa.bezetting", "2022", True, False)
    ]
    (row,) = [
        row for row in hindcast(without, fed(without)) if (row.indicator, str(row.period)) == ("coa.bezetting", "2022")
    ]
    assert row.reason == "raming uit de pers"


def test_the_years_before_2024_were_fitted_and_2024_only_checks(rows: tuple[Row, ...]) -> None:
    assert {(str(row.period)[:4], row.phase) for row in rows} == {
        ("2022", "fitted"),
        ("2023", "fitted"),
        ("2024", "checked"),
    }


def test_inflow_and_decisions_are_those_that_were(inputs: RoundInputs, months: dict[str, np.ndarray]) -> None:
    """First applications month by month; grants and decisions of each year to the rounding of the plan."""
    first = {row["periode"]: float(row["waarde"]) for row in published() if row["indicator"] == "asiel.instroom_eerste"}
    assert months["asiel.instroom_eerste"].tolist() == [first[str(month)] for month in inputs.settings.span.months]
    for indicator in ("ind.inwilligingen", "ind.beslissingen_eu", "asiel.instroom_herhaald", "dtv.instroom_politie"):
        by_year = months[indicator].reshape(3, 12).sum(axis=1)
        for row in published():
            if row["indicator"] == indicator:
                assert by_year[int(row["periode"]) - 2022] == pytest.approx(float(row["waarde"]), rel=1e-4), indicator


def test_a_modelled_value_is_the_stock_at_the_end_or_the_flow_over_the_period(months: dict[str, np.ndarray]) -> None:
    inputs = load_round(FOLDER, catalogue_named)
    asked = {
        ("coa.bezetting", "2023-K3"): months["coa.bezetting"][20],
        ("coa.bezetting", "2022"): months["coa.bezetting"][11],
        ("ind.nareis.voorraad", "2024-02"): months["ind.nareis.voorraad"][25],
        ("coa.instroom", "2022-K2"): months["coa.instroom"][3:6].sum(),
        ("coa.instroom", "2024-12"): months["coa.instroom"][35],
        ("coa.instroom", "2023"): months["coa.instroom"][12:24].sum(),
        ("ind.inwilligingspercentage_aa_va", "2022"): months["ind.inwilligingen"][:12].sum()
        / months["ind.afdoeningen_aa_va"][:12].sum(),
    }
    seen = [Observation(indicator, Period.parse(period), 1.0, scored=True) for indicator, period in asked]
    found = modelled(fed(inputs), seen)
    assert found.shape == (len(asked), len(SCENARIOS))
    np.testing.assert_allclose(found[:, 1], list(asked.values()), rtol=1e-12)


def test_a_deviation_is_relative_to_what_was_realised(rows: tuple[Row, ...]) -> None:
    for row in rows:
        assert row.modelled == pytest.approx(row.realised * (1 + row.deviation_pct / 100), rel=1e-12)
    assert Row("x", Period.of_year(2023), 100.0, 110.1, 10.1, "fitted", "", 10.0, False).missed
    assert not Row("x", Period.of_year(2024), 100.0, 110.1, 10.1, "checked", "", 15.0, False).missed


def test_what_comes_too_far_off_is_said(inputs: RoundInputs) -> None:
    """A leading figure whatever its reason, another one without a reason."""
    far = [
        Row("coa.bezetting", Period.of_year(2023), 100.0, 112.0, 12.0, "fitted", "Een reden.", 10.0, True),
        Row("dtv.instroom_incl_dublin", Period.of_year(2024), 100.0, 84.0, -16.0, "checked", "", 15.0, False),
        Row("dtv.instroom_incl_dublin", Period.of_year(2022), 100.0, 84.0, -16.0, "fitted", "Een reden.", 10.0, False),
        Row("coa.bezetting", Period.of_year(2024), 100.0, 120.0, 20.0, "checked", "Niet beoordeeld.", 15.0, True),
    ]
    assert [str(problem) for problem in not_right(far, inputs)] == [
        "_hindcast, coa.bezetting 2023: de keten komt te ver van de realisatie (gevonden: 12,0%)."
        " Verwacht: hoogstens 10% verschil.",
        "_hindcast, dtv.instroom_incl_dublin 2024: het verschil heeft geen verklaring (gevonden: −16,0%)."
        " Verwacht: hoogstens 15% verschil, of een reden in registers/verklaringen.csv.",
    ]


def test_what_is_compared_and_allowed_is_what_the_registers_say(inputs: RoundInputs) -> None:
    """One indicator, a shorter fit and tighter limits: fewer rows, other phases, other misses."""
    compared = inputs.registers["vergeleken"].query("indicator == 'ind.asiel.voorraad'").assign(hoofdcijfer="nee")
    phases = inputs.registers["fasen"].assign(tot=["2022-12", "2023-12"], grens=[2.0, 1.0])
    changed = replace(inputs, registers={**inputs.registers, "vergeleken": compared, "fasen": phases})
    assert [(str(row.period), row.phase, row.missed, row.leading) for row in hindcast(changed, fed(changed))] == [
        ("2022", "fitted", True, False),
        ("2023-K2", "checked", True, False),
        ("2023", "checked", True, False),
    ]


def test_a_phase_without_a_row_is_refused(inputs: RoundInputs) -> None:
    """Without the years that check there is nothing to hold the outcome to."""
    one = replace(inputs, registers={**inputs.registers, "fasen": inputs.registers["fasen"].head(1)})
    with pytest.raises(InputError, match="getoetst ontbreekt"):
        hindcast(one, fed(inputs))


def test_nothing_to_compare_is_refused(inputs: RoundInputs) -> None:
    """A register that names no indicator, or one without a realisation."""
    registers = {**inputs.registers, "vergeleken": inputs.registers["vergeleken"].iloc[:0]}
    with pytest.raises(InputError, match=r"registers/vergeleken\.csv: er valt niets te vergelijken"):
        hindcast(replace(inputs, registers=registers), fed(inputs))


def test_a_month_that_was_not_realised_is_refused(inputs: RoundInputs) -> None:
    known = inputs.realisations
    without = known[(known["indicator"] != "asiel.instroom_eerste") | (known["periode"] != "2023-05")]
    with pytest.raises(InputError, match="niet elke maand is gerealiseerd") as caught:
        fed(replace(inputs, realisations=without))
    assert "2023-05" in caught.value.problems[0].expected


def test_the_fit_gives_the_stored_parameters_again(inputs: RoundInputs) -> None:
    assert calibrate(inputs) == pytest.approx(stored(inputs), rel=5e-4)


def test_the_fit_does_not_depend_on_the_stored_levels(inputs: RoundInputs) -> None:
    """Only the course of a parameter comes from the file; its level is found again from elsewhere."""
    table = inputs.parameters.copy()
    table.loc[table["parameter"].isin(STARTS), "waarde"] *= 0.7
    assert calibrate(replace(inputs, parameters=table)) == pytest.approx(stored(inputs), rel=5e-4)


def test_the_fit_does_not_look_at_2024(inputs: RoundInputs) -> None:
    later = inputs.realisations["periode"].str.startswith("2024") & inputs.realisations["indicator"].isin(OBSERVED)
    changed = inputs.realisations.assign(waarde=inputs.realisations["waarde"].where(~later, 3.0))
    assert calibrate(replace(inputs, realisations=changed)) == calibrate(inputs)


def test_the_horizon_ends_with_what_was_realised(inputs: RoundInputs) -> None:
    assert inputs.settings.realised_until == Month(2024, 12)
    assert isinstance(inputs.realisations, pd.DataFrame)
