"""What the tables of a round become in the next."""

from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.base.months import Horizon, Month, month_range
from mpp_lib.rolling import taken_over

OLD, NEW = Horizon(2024, 2), Horizon(2025, 2)
MARK, COPIED = "te herijken: overgenomen van ronde 2024-2", "te herijken: overgenomen van ronde 2024-2, zoals in 2025"


def scenario(year: int, chance: float, basis: str = "") -> dict[str, object]:
    return {"jaar": year, "scenario": "rust", "kans": chance, "basis": basis, "onderbouwing": "oordeel"}


def test_scenarios_move_and_a_new_year_is_like_the_last():
    """The first year goes; of the new one is said what it is like."""
    rows = [scenario(2024, 0.1, "vooraf"), scenario(2025, 0.2)]
    made = list(taken_over.scenarios(rows, NEW, "2024-2", ()))
    assert [(row["jaar"], row["kans"], row["basis"], row["onderbouwing"]) for row in made] == [
        (2025, 0.2, "", f"oordeel; {MARK}"),
        (2026, 0.2, "", f"oordeel; {COPIED}"),
    ]


def test_of_a_year_that_is_part_realised_the_basis_stays():
    """It has to be said; of a year that is not it cannot be."""
    rows = [scenario(2024, 0.1, "inclusief_realisatie"), scenario(2025, 0.2, "vooraf")]
    assert [row["basis"] for row in taken_over.scenarios(rows, OLD, "2024-1", {2024})] == ["inclusief_realisatie", ""]


def since(month: str, value: float, scenario: str = "") -> dict[str, object]:
    return {"parameter": "p", "vanaf": month, "mpp_scenario": scenario, "waarde": value, "toelichting": ""}


@given(st.dictionaries(st.integers(-30, 30), st.floats(0, 1), min_size=1))
def test_what_is_in_force_counts_as_before(starts):
    """In every month from the start on the value is the one that started last, which another reading says too."""
    start, rows = Month(2025, 1), [since(str(Month(2025, 1) + at), value) for at, value in starts.items()]
    made = {row["vanaf"]: row["waarde"] for row in taken_over.in_force(rows, ("parameter",), start)}
    assert min(made) >= str(start)
    for month in month_range(start, 31):
        before = [row for row in rows if row["vanaf"] <= str(month)]
        now = [vanaf for vanaf in made if vanaf <= str(month)]
        assert bool(before) == bool(now)
        if before:
            assert made[max(now)] == max(before, key=lambda row: row["vanaf"])["waarde"]


def test_a_parameter_of_a_half_year_holds_in_that_one_alone():
    """Those that lie ahead stay, a new year is like the last; where all are past the last year stands in the first."""
    ahead = [since("2024-07", 1), since("2025-01", 2), since("2025-07", 3)]
    made = list(taken_over.parameters(ahead, {"p"}, NEW, OLD, "2024-2"))
    assert [(row["vanaf"], row["waarde"], row["toelichting"]) for row in made] == [
        ("2025-01", 2, MARK),
        ("2025-07", 3, MARK),
        ("2026-01", 2, COPIED),
        ("2026-07", 3, COPIED),
    ]
    past = list(taken_over.parameters([since("2024-01", 1), since("2024-07", 2)], {"p"}, NEW, OLD, "2024-2"))
    assert [(row["vanaf"], row["waarde"]) for row in past] == [("2025-01", 1), ("2025-07", 2)]


def planned(**series: float) -> list[dict[str, object]]:
    """A stream with the same flows in every month, and the stock that follows from them."""
    stock, rows = series.pop("stock"), []
    for month in OLD.months:
        stock += series["instroom"] - series["beslissingen"] - series["zonder_beslissing"]
        for name, value in {**series, "voorraad": stock}.items():
            place = {"maand": str(month), "mpp_scenario": "medio", "stroom": "spoor4"}
            rows.append(place | {"grootheid": name, "waarde": value, "definitie": ""})
    return rows


def test_the_plan_moves_and_its_stocks_follow():
    """The new year has the flows of the last; each stock is the one before, and what came, less what went."""
    rows = planned(stock=1000.0, instroom=10.0, beslissingen=30.0, zonder_beslissing=5.0)
    made = taken_over.plan(rows, NEW, OLD, "2024-2")
    value = {(row["grootheid"], row["maand"]): row["waarde"] for row in made}
    assert {month for _, month in value} == set(map(str, NEW.months))
    assert value["voorraad", "2025-12"] == 1000 - 24 * 25
    for month in NEW.months[1:]:
        before, now = value["voorraad", str(month - 1)], value["voorraad", str(month)]
        went = value["beslissingen", str(month)] + value["zonder_beslissing", str(month)]
        assert now == before + value["instroom", str(month)] - went
    assert min(value.values()) >= 0
    assert {row["definitie"] for row in made if row["maand"] > "2025-12"} == {COPIED}
    assert {row["definitie"] for row in made if row["maand"] < "2026-01"} == {""}


def test_a_delivery_is_definitive_no_more():
    """What was made up stays so, and of a file that was not taken over nothing is said."""
    rows = [
        {"bestand": "ind_prognoseplan.xlsx", "versie": "v3", "status": "definitief"},
        {"bestand": "realisaties.csv", "versie": "fictief voorbeeld", "status": "definitief"},
        {"bestand": "experts.csv", "versie": "v1", "status": "concept"},
    ]
    kept = {"ind_prognoseplan": "ind_prognoseplan.csv", "realisaties": "realisaties.csv"}
    made = list(taken_over.deliveries(rows, kept, "2024-2", "fictief voorbeeld"))
    assert [tuple(row.values()) for row in made] == [
        ("ind_prognoseplan.csv", "overgenomen van ronde 2024-2", "concept"),
        ("realisaties.csv", "fictief voorbeeld", "concept"),
    ]
