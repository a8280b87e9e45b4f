"""What stands below a table of queues that hang by little, and that each is told of once."""

import pytest

from mpp_lib.present.wording.close_queues import close_queues_note, years_text
from mpp_lib.production.close_queues import close_queues
from mpp_lib.production.run import RoundResult


def note(result: RoundResult, section: str) -> str:
    return close_queues_note(result, result.chain.section(section).table)


def test_one_queue_and_more_of_them_are_told_with_their_years(result: RoundResult) -> None:
    assert note(result, "bezwaar") == (
        "Bij de voorraad bezwaren bij de IND (elk jaar) schelen instroom en capaciteit minder dan 5%: of zij groeit of "
        "krimpt, hangt af van een verschil dat kleiner is dan de onzekerheid van beide."
    )
    assert note(result, "ind_sporen") == (
        "Bij de voorraad in spoor 1 bij de IND (2025 en 2026) en de voorraad in spoor 2 bij de IND (2026) schelen "
        "instroom en capaciteit minder dan 5%: of zij groeien of krimpen, hangt af van een verschil dat kleiner is dan "
        "de onzekerheid van beide."
    )
    assert note(result, "coa") == ""


def test_every_queue_is_told_of_below_one_table(result: RoundResult) -> None:
    """Below the table where its stock stands; below that of its total where it stands in none."""
    told = [
        stock
        for section in result.chain.sections
        for stock in close_queues(result)
        if f"{result.chain.by_id[stock].subject} (" in note(result, section.key)
    ]
    assert sorted(told) == sorted(close_queues(result))


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([2024], "2024"),
        ([2024, 2025], "2024 en 2025"),
        ([2024, 2025, 2026], "2024 tot en met 2026"),
        ([2024, 2026], "2024 en 2026"),
        ([2024, 2025, 2027, 2028, 2029], "2024, 2025 en 2027 tot en met 2029"),
    ],
)
def test_years_are_told_in_order(years: list[int], text: str) -> None:
    assert years_text(years) == text
