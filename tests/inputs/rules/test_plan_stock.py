"""The plan's own stock identity, on a CSV."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from tests.support import tiny_round
from tests.support.breaking import told

FILE = "inputs/ind_prognoseplan.csv"
FLOWS = {"instroom": 100.0, "beslissingen": 60.0, "zonder_beslissing": 30.0}


def plan_with(stock: list[float], flows: dict[str, list[float]]) -> str:
    """The small plan with a stock of spoor 4; months from 2024-01 on, alike in every scenario."""
    lines = [tiny_round.plan().rstrip("\n")]
    for k, month in enumerate(tiny_round.HORIZON.months):
        for scenario in ("minimum", "medio", "maximum"):
            values = {"voorraad": stock[k], **{name: series[k] for name, series in flows.items()}}
            lines += [
                f"{month};{scenario};spoor4;{name};{value:g}".replace(".", ",") + ";" for name, value in values.items()
            ]
    return "\n".join(lines) + "\n"


def problems(folder: Path, stock: list[float], flows: dict[str, list[float]]) -> list[str]:
    (folder / FILE).write_text(plan_with(stock, flows), encoding="utf-8")
    return told(check_round(folder, tiny_round.catalogue_for).problems)


def steady(**changes: list[float]) -> dict[str, list[float]]:
    return {name: [value] * 24 for name, value in FLOWS.items()} | changes


def test_a_stock_that_follows_is_accepted(tiny: Path):
    """12,000 and 100 in, 60 and 30 out: 10 more every month."""
    assert problems(tiny, [12_000 + 10.0 * k for k in range(24)], steady()) == []


def test_the_first_month_has_nothing_to_follow(tiny: Path):
    """What stood before the plan is not part of it."""
    assert problems(tiny, [5.0 + 10.0 * k for k in range(24)], steady()) == []


@pytest.mark.parametrize(("gap", "refused"), [(2, False), (-2, False), (3, True), (-3, True)])
def test_whole_numbers_may_each_have_been_rounded(gap: int, refused: bool, tiny: Path):
    """Five roundings by half reach 2.5 and no further."""
    stock = [12_000 + 10.0 * k + (gap if k >= 5 else 0) for k in range(24)]
    assert bool(problems(tiny, stock, steady())) == refused


def test_a_stock_with_a_decimal_is_held_to_it(tiny: Path):
    """A decimal in the stock says that it was not rounded: the rounding of three flows reaches 1.6."""
    stock = [12_000.5 + 10.0 * k + (1.7 if k >= 5 else 0) for k in range(24)]
    told = problems(tiny, stock, steady())
    assert len(told) == 3
    assert "(gevonden: 12052,2). Verwacht: 12050,5: vorige voorraad + instroom" in told[0]


def test_one_message_per_series_names_every_month(tiny: Path):
    """A single wrong stock is off in its own month and in the next; each scenario is told by itself."""
    stock = [12_000 + 10.0 * k for k in range(24)]
    stock[7] = 11_000.0
    told = problems(tiny, stock, steady())
    assert len(told) == 3
    assert all(
        "de voorraad sluit niet aan op de maand ervoor (ook in 2024-09) (gevonden: 11000)" in text for text in told
    )
    assert all(
        "Verwacht: 12070: vorige voorraad + instroom − beslissingen − zonder beslissing." in text for text in told
    )


def test_a_stock_without_its_flows_is_a_warning(tiny: Path):
    """What cannot be checked is told."""
    stock, flows = [12_000.0] * 24, {"instroom": [100.0] * 24}
    (tiny / FILE).write_text(plan_with(stock, flows), encoding="utf-8")
    result = check_round(tiny, tiny_round.catalogue_for)
    assert (result.problems, told(result.warnings)) == (
        (),
        [f"{FILE}, stroom spoor4: de voorraad is niet na te rekenen. Verwacht: ook beslissingen en zonder beslissing."],
    )
