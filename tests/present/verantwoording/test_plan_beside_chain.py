"""Where plan and chain differ is shown, and a made-up plan is called that wherever it stands."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.present.bijstellingen.bridge import bridge
from mpp_lib.present.bijstellingen.moves import group_names
from mpp_lib.present.bijstellingen.revision_tables import revisions_table
from mpp_lib.present.keten.glossary import glossary_table
from mpp_lib.present.keten.sensitivity_tables import rules_table
from mpp_lib.present.rekenblad.export import origins_of
from mpp_lib.present.verantwoording.input_tables import plan_table
from mpp_lib.present.verantwoording.plan_tables import plan_definitions_table, plan_facts_table, plan_read_table
from mpp_lib.production.expression import Plan
from mpp_lib.production.run import RoundResult, calculate
from mpp_lib.report.gather import cover
from tests.support.printed import rows_of, value

MARK = "(fictief voorbeeld)"
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]


def with_plan(result: RoundResult, plan: pd.DataFrame) -> RoundResult:
    return replace(result, inputs=replace(result.inputs, plan=plan))


def series(stream: str, quantity: str, values: list[float]) -> pd.DataFrame:
    rows = pd.DataFrame({"maand": MONTHS, "mpp_scenario": "medio", "stroom": stream, "grootheid": quantity})
    return rows.assign(waarde=values, definitie="")


@pytest.fixture
def silent(result: RoundResult) -> pd.DataFrame:
    """The plan without anything the chain calculates itself."""
    plan = result.inputs.plan
    return plan[plan["grootheid"].isin(("capaciteit", "inwilligingspercentage"))]


def test_the_plan_is_held_against_the_chain(result: RoundResult, silent: pd.DataFrame) -> None:
    """Planned decisions are the sum of the plan's months, the chain's those of its queue, and the title has the largest
    difference."""
    plan = pd.concat([silent, series("spoor4", "beslissingen", [1000.0 + place for place in range(36)])])
    table = plan_table(with_plan(result, plan))
    assert [row["plan"] for row in table.rows] == [12066.0, 12210.0, 12354.0]
    decided = [row["keten"] for row in table.rows]
    assert decided == pytest.approx(result.years["ind.spoor4.beslissingen"][:, 1])
    furthest = max(table.rows, key=lambda row: abs(row["keten"] - row["plan"]))
    assert table.finding.startswith(f"Het verschil is het grootst bij spoor 4, beslissingen in {furthest['jaar']}: ")
    own, planned = table.finding.partition(": ")[2].split(" in ")[0], table.finding.split(", ")[-1].split(" in ")[0]
    assert abs(value(own) - furthest["keten"]) <= 5
    assert abs(value(planned) - furthest["plan"]) <= 5


def test_a_series_stands_there_only_when_a_year_differs(result: RoundResult, silent: pd.DataFrame) -> None:
    """Stock as the chain has it, rounded, is left out; of a series that differs once every year stands."""
    own = result.months["ind.spoor4.voorraad"][:, 1]
    same = series("spoor4", "voorraad", [float(round(number)) for number in own])
    inflow = result.months["ind.spoor4.instroom"][:, 1].copy()
    inflow[35] += 100
    plan = pd.concat([silent, same, series("spoor4", "instroom", list(inflow))])
    rows = plan_table(with_plan(result, plan)).texts()
    assert [(row[1], row[2]) for row in rows] == [("instroom", str(year)) for year in (2024, 2025, 2026)]
    assert [row[5] for row in rows[:2]] == ["0", "0"]
    assert value(rows[2][5]) == pytest.approx(-100, abs=10)
    equal = plan_table(with_plan(result, pd.concat([silent, same])))
    assert rows_of(equal)[1] == ["geen"]
    assert equal.finding == "De keten komt op dezelfde aantallen uit als het IND-prognoseplan."
    nothing = plan_table(with_plan(result, silent.iloc[:0]))
    assert nothing.finding == "Het IND-prognoseplan bevat niets om naast de keten te leggen."


def fictional(result: RoundResult) -> RoundResult:
    """A plan that is made up: its delivery says so, and it decides otherwise than before, so that it is a cause."""
    deliveries, plan = result.inputs.deliveries.copy(), result.inputs.plan.copy()
    deliveries.loc[deliveries["bestand"] == "ind_prognoseplan.csv", "versie"] = "fictief voorbeeld"
    plan.loc[plan["grootheid"] == "capaciteit", "waarde"] *= 1.1
    return calculate(replace(result.inputs, deliveries=deliveries, plan=plan))


SHOWN: dict[str, Callable[[RoundResult, RoundResult], Any]] = {
    "gelezen": lambda made, _: plan_facts_table(made).title,
    "per jaar": lambda made, _: plan_read_table(made).title,
    "definities": lambda made, _: plan_definitions_table(made).title,
    "naast de keten": lambda made, _: plan_table(made).title,
    "zin": lambda made, _: group_names(made)["ind_plan"],
    "brug": lambda made, old: list(bridge(made, old, attribute(made, old), "ind.asiel.voorraad").data.columns),
    "bijstellingen": lambda made, old: revisions_table(made, old, attribute(made, old)).words,
    "begrippen": lambda made, _: glossary_table(made).words,
    "rekenblad": lambda made, _: [origins_of(made.inputs, name)[Plan("spoor4", "capaciteit")] for name in SCENARIOS],
    "sjablonen": lambda made, _: cover(made)["prognoseplan"],
    "vuistregels": lambda made, _: rules_table(made).note,
}


@pytest.mark.parametrize("place", SHOWN)
def test_a_made_up_plan_is_marked_wherever_it_shows(place: str, result: RoundResult, previous: RoundResult) -> None:
    """And a plan that the IND delivered nowhere."""
    assert MARK in str(SHOWN[place](fictional(result), previous))
    assert MARK not in str(SHOWN[place](result, previous))


def test_every_mention_of_a_made_up_plan_in_a_table_is_marked(result: RoundResult) -> None:
    """The glossary names it often: not once without the mark."""
    words = " ".join(glossary_table(fictional(result)).words)
    assert words.count("IND-prognoseplan") == words.count(f"IND-prognoseplan {MARK}") > 5
