"""What was read of the IND-prognoseplan is shown back as delivered, by year, with what the plan says of itself."""

from dataclasses import replace

import pandas as pd
import pytest

from mpp_lib.base.errors import Problem
from mpp_lib.compare.plan_versus_chain import plan_by_year
from mpp_lib.inputs.rules.prognose_checksum import prognose_checksum
from mpp_lib.present.verantwoording.plan_tables import plan_definitions_table, plan_facts_table, plan_read_table
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of

SCENARIOS = ("minimum", "medio", "maximum")
FILE = "inputs/ind_prognoseplan.csv"


def changed(result: RoundResult, **inputs: object) -> RoundResult:
    return replace(result, inputs=replace(result.inputs, **inputs))


def line(month: str, scenario: str, quantity: str, value: float, stream: str = "spoor4") -> tuple[object, ...]:
    return month, scenario, stream, quantity, value, "inhoudelijk" if "percentage" in quantity else ""


def frame(lines: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["maand", "mpp_scenario", "stroom", "grootheid", "waarde", "definitie"])


def by_hand() -> pd.DataFrame:
    """A plan of three years: 2024 differs by month, after it every month is the same.

    In 2024 medio decides 100 in January at 90% and 300 in February at 50%, nothing later: 240 of 400 is 60%.
    """
    months = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
    decided = dict.fromkeys(months[:12], 0.0) | {"2024-01": 100.0, "2024-02": 300.0} | dict.fromkeys(months[12:], 50.0)
    granted = dict.fromkeys(months, 0.2) | {"2024-01": 0.9, "2024-02": 0.5}
    lines = []
    for scenario, factor in zip(SCENARIOS, (0.5, 1.0, 2.0), strict=True):
        for place, month in enumerate(months):
            lines += [
                line(month, scenario, "voorraad", factor * (1000 + place)),
                line(month, scenario, "beslissingen", factor * decided[month]),
                line(month, scenario, "inwilligingspercentage", granted[month]),
                line(month, scenario, "afwijzingspercentage_kort", place / 100),
            ]
        lines += [line(month, scenario, "inwilligingspercentage", 0.8, "nareis") for month in months]
    return frame(lines[::-1])


def series(result: RoundResult) -> dict[tuple[str, str, str], list[float]]:
    """Stream, quantity and scenario → the values of the years, in the order of the table."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for row in plan_by_year(result.inputs).to_dict("records"):
        found.setdefault((row["stroom"], row["grootheid"], row["mpp_scenario"]), []).append(row["waarde"])
    return found


@pytest.fixture
def planned(result: RoundResult) -> RoundResult:
    return changed(result, plan=by_hand())


def test_flows_are_summed_stocks_end_the_year_and_percentages_follow_the_decisions(planned: RoundResult) -> None:
    """Rows in any order of time; the year's percentage is 60% where the mean of the months would be 28%."""
    found = series(planned)
    assert found["spoor4", "voorraad", "medio"] == [1011.0, 1023.0, 1035.0]
    assert found["spoor4", "voorraad", "minimum"] == [505.5, 511.5, 517.5]
    assert found["spoor4", "beslissingen", "maximum"] == [800.0, 1200.0, 1200.0]
    assert found["spoor4", "inwilligingspercentage", "medio"] == pytest.approx([0.6, 0.2, 0.2])
    assert found["spoor4", "afwijzingspercentage_kort", "medio"] == pytest.approx([0.055, 0.175, 0.295])
    assert found["nareis", "inwilligingspercentage", "minimum"] == pytest.approx([0.8] * 3)
    assert len(found) == 5 * 3


def test_a_year_in_which_nothing_is_decided_has_the_mean_of_its_months(result: RoundResult) -> None:
    """Weights of nothing give no percentage; the plan's own months do."""
    plan = by_hand()
    plan.loc[plan["grootheid"] == "beslissingen", "waarde"] = 0.0
    found = series(changed(result, plan=plan))["spoor4", "inwilligingspercentage", "medio"]
    assert found == pytest.approx([(0.9 + 0.5 + 10 * 0.2) / 12, 0.2, 0.2])


def test_the_table_shows_what_was_read_unrounded(planned: RoundResult) -> None:
    """Three scenarios of three years beside each other, under the name of the stream."""
    rows = rows_of(plan_read_table(planned))
    assert rows[0] == ["Grootheid", *SCENARIOS]
    assert rows[1] == ["2024", "2025", "2026"] * 3
    body = {row[0]: row[1:] for row in rows[2:]}
    assert next(iter(body)) == "Nareis"
    assert body["Voorraad"] == ["506", "512", "518", "1.011", "1.023", "1.035", "2.022", "2.046", "2.070"]
    assert body["Beslissingen"][3:6] == ["400", "600", "600"]
    assert body["Inwilligingspercentage (inhoudelijk)"][3:6] == ["60,0%", "20,0%", "20,0%"]
    assert body["Afwijzingspercentage kort"][:3] == ["5,5%", "17,5%", "29,5%"]


def test_every_series_of_a_round_is_in_the_table(result: RoundResult) -> None:
    """Nothing that was read is left out."""
    shown = [row for row in rows_of(plan_read_table(result))[2:] if len(row) > 1]
    assert len(shown) == len(result.inputs.plan[["stroom", "grootheid"]].drop_duplicates())
    assert all(len(row) == 10 and "" not in row for row in shown)


def test_each_percentage_has_its_definition(planned: RoundResult) -> None:
    """As written by who delivered it; a second definition of the same percentage stands beside the first."""
    plan = by_hand()
    last = plan.index[(plan["grootheid"] == "inwilligingspercentage") & (plan["stroom"] == "nareis")][0]
    plan.loc[last, "definitie"] = "iets anders"
    rows = rows_of(plan_definitions_table(changed(planned, plan=plan)))[1:]
    assert sorted(row[:2] for row in rows) == [
        ["Nareis", "Inwilligingspercentage"],
        ["Spoor 4", "Afwijzingspercentage kort"],
        ["Spoor 4", "Inwilligingspercentage (inhoudelijk)"],
    ]
    (family,) = [row for row in rows if row[0] == "Nareis"]
    assert sorted(family[2].split("; ")) == ["iets anders", "inhoudelijk"]


def test_the_delivery_and_the_prognose_are_named(result: RoundResult) -> None:
    """Who delivered which version, and that the plan was made on this very Prognose."""
    table = plan_facts_table(result)
    facts = dict(rows_of(table)[1:])
    assert facts["Bestand"] == FILE
    assert (facts["Aangeleverd door"], facts["Versie en status"], facts["Datum"]) == (
        "IND",
        "v1, concept",
        "2 april 2024",
    )
    mark = f"_klein {prognose_checksum(result.inputs)}"
    assert facts["Gemaakt op de Prognose"] == facts["Prognose van deze ronde"] == mark
    assert facts["Gelezen"].startswith("36 reeksen van 14 stromen, per maand van januari 2024 tot en met december 2026")
    assert facts["Opmerking bij het lezen"] == "geen"
    assert table.finding == "Het plan is gemaakt op de Prognose van deze ronde."


def test_a_comment_with_a_cell_is_shown_with_it(result: RoundResult) -> None:
    """Whatever was remarkable in the plan, with its place; what is about another file is not."""
    place = (FILE, "blad Spoor 4, cel E7", "120 dubbel", "bij deze cel staat een opmerking", "nagegaan")
    elsewhere = ("inputs/realisaties.csv", "rij 2", "", "iets anders", "niets")
    facts = rows_of(plan_facts_table(changed(result, remarks=lambda: (Problem(*place), Problem(*elsewhere)))))[1:]
    assert [text for name, text in facts if name == "Opmerking bij het lezen"] == [
        "blad Spoor 4, cel E7: bij deze cel staat een opmerking (gevonden: 120 dubbel; verwacht: nagegaan)"
    ]


@pytest.mark.parametrize(
    ("said", "finding", "shown"),
    [
        ("", "Het plan zegt niet op welke Prognose het is gemaakt.", "niet vermeld"),
        (
            "2023-2 0123456789abcdef",
            "Het plan is gemaakt op een andere Prognose dan die van deze ronde.",
            "2023-2 0123456789abcdef",
        ),
    ],
)
def test_another_prognose_is_said(result: RoundResult, said: str, finding: str, shown: str) -> None:
    table = plan_facts_table(changed(result, plan_prognose=said))
    assert table.finding == finding
    assert dict(rows_of(table)[1:])["Gemaakt op de Prognose"] == shown


def test_what_a_total_row_did_not_add_up_to_is_repeated(result: RoundResult) -> None:
    """The remarks on the plan stand with it, those on other files do not; an unlisted delivery is a concept."""
    where = "blad Spoor 4, cel H12"
    warnings = (
        Problem(FILE, where, "1200", "dit totaal is niet de som van zijn delen", "1210"),
        Problem("inputs/realisaties.csv", "rij 3", "1", "iets anders", ""),
        Problem(FILE, "stroom nareis", "", "de voorraad is niet na te rekenen", "ook instroom"),
    )
    rows = rows_of(
        plan_facts_table(changed(result, remarks=lambda: warnings, deliveries=result.inputs.deliveries.head(0)))
    )
    remarks = [text for name, text in rows[1:] if name == "Opmerking bij het lezen"]
    assert remarks == [
        f"{where}: dit totaal is niet de som van zijn delen (gevonden: 1200; verwacht: 1210)",
        "stroom nareis: de voorraad is niet na te rekenen (verwacht: ook instroom)",
    ]
    assert ["Levering", "niet vermeld in leveringen.csv; geldt als concept"] in rows
