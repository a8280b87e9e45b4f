"""What the inputs of a round rest on, as its own files say it."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.grounds import Ground, ground_of, kind_of

SERIES = catalogue_named("standaard").series
COLUMNS = ["invoer", "grondslag", "eigenaar", "bron", "onderbouwing"]


@pytest.fixture(scope="module")
def inputs() -> RoundInputs:
    return load_round(Path(__file__).parents[1] / "rounds" / "_klein", catalogue_named)


def with_rows(inputs: RoundInputs, *rows: dict[str, str]) -> RoundInputs:
    """The round with only these rows of one parameter."""
    given = inputs.parameters
    others = given[given["parameter"] != "geboorten"]
    first = given[given["parameter"] == "geboorten"].iloc[:1]
    changed = [first.assign(**{"mpp_scenario": "", **row}) for row in rows]
    return replace(inputs, parameters=pd.concat([others, *changed], ignore_index=True))


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("aanname", "aanname"),
        ("Aanname: DT&V, Rapportage Vreemdelingenketen", "aanname"),
        ("afspraak: Bestuursakkoord (03-2023)", "afspraak"),
        ("realisatie: CBS", "realisatie"),
        ("jaarcijfers IND via nieuws.nl (02-02-2024)", "schatting"),
        ("aannames van de IND", "schatting"),
        ("standaardwaarde: de keten vraagt dit pas van latere rondes", "aanname"),
        ("", "aanname"),
        ("(02-02-2024)", "aanname"),
    ],
)
def test_a_source_begins_with_its_kind(source: str, kind: str) -> None:
    """A place where a figure stands, without such a word, was worked out from there; no word at all says nothing."""
    assert kind_of(source) == kind


def test_of_a_value_in_parts_the_weakest_counts_and_every_reason_once(inputs: RoundInputs) -> None:
    """What holds in minimum or maximum alone is not about medio."""
    rows = (
        {"vanaf": "2024-01", "bron": "afspraak: akkoord", "toelichting": "Eerst zo."},
        {"vanaf": "2025-01", "bron": "IND (2023)", "toelichting": "Eerst zo."},
        {"vanaf": "2026-01", "bron": "realisatie", "toelichting": "Dan zo."},
        {"vanaf": "2024-01", "mpp_scenario": "maximum", "bron": "aanname", "toelichting": "Elders."},
    )
    assert ground_of(with_rows(inputs, *rows), SERIES["geboorten"]) == Ground("schatting", "Eerst zo. Dan zo.")


def test_what_no_round_gives_is_an_assumption_without_a_reason(inputs: RoundInputs) -> None:
    assert ground_of(with_rows(inputs), SERIES["geboorten"]) == Ground("aanname", "")
    assert ground_of(inputs, SERIES["spoor4.capaciteit"]) == Ground("aanname", "")


def test_a_series_of_the_plan_has_a_register(inputs: RoundInputs) -> None:
    row = ["spoor4.capaciteit", "afspraak", "IND", "brief", "Zo is het afgesproken."]
    registers = {**inputs.registers, "onderbouwingen": pd.DataFrame([row], columns=COLUMNS)}
    told = replace(inputs, registers=registers)
    assert ground_of(told, SERIES["spoor4.capaciteit"]) == Ground("afspraak", "Zo is het afgesproken.")
    assert ground_of(told, SERIES["spoor4.inwilligingspercentage"]) == Ground("aanname", "")


def test_a_distribution_rests_on_what_stands_with_its_shares(inputs: RoundInputs) -> None:
    """The weakest of the sources of its shares."""
    spec = catalogue_named("standaard").kernels["nareis_aanvraag"]
    assert ground_of(inputs, spec) == Ground("aanname", "")
    rows = inputs.kernels["parameter"] == "nareis_aanvraag"
    counted = inputs.kernels.assign(bron=inputs.kernels["bron"].where(~rows, "realisatie: IND"))
    assert ground_of(replace(inputs, kernels=counted), spec) == Ground("realisatie", "")
