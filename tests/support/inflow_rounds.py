"""Rounds made by hand, with only what the Prognose reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.reading.settings import HorizonSettings, RoundSettings
from mpp_lib.inputs.round_inputs import RoundInputs

COLUMNS = {
    "scenarios": "jaar scenario omschrijving kans verwachting spreiding verdeling basis onderbouwing",
    "adopted": "jaar mpp_scenario waarde reden",
    "experts": "jaar organisatie fase bereik laag midden hoog oordeel datum bron",
    "realisations": "periode indicator waarde status bron",
    "parameters": "parameter vanaf mpp_scenario waarde eenheid onzekerheid eigenaar bron toelichting",
}
# Shares of the first six months: 0.40, 0.44 and 0.48 of the year; within each half alike.
PAST = {2020: (0.40, 12_000), 2021: (0.44, 24_000), 2022: (0.48, 30_000)}


END_OF_PAST = Month(2022, 12)
OTHER_ROWS = [
    ("2022", "asiel.instroom_eerste", 1.0, "definitief", "een jaarcijfer, geen maand"),
    ("2022-01", "coa.bezetting", 1.0, "definitief", "een andere indicator"),
]


def months_of(share: float, total: float) -> list[float]:
    """A year with ``share`` in its first half, spread evenly within each half."""
    return [total * share / 6] * 6 + [total * (1 - share) / 6] * 6


def past() -> dict[Month, float]:
    """Three full years, 2020 to 2022."""
    return {
        month: value
        for year, (share, total) in PAST.items()
        for month, value in zip(month_range(Month(year, 1), 12), months_of(share, total), strict=True)
    }


def scenario_row(year, name, chance, expectation, spread, kind="normaal", basis="vooraf"):
    return (year, name, f"Verhaal van {name}", chance, expectation, spread, kind, basis, "")


def scenarios(years: Sequence[int], basis: str = "vooraf") -> list[tuple]:
    """Three scenarios per year, the last one lognormal; ``basis`` is that of the first year."""
    return [
        row
        for year in years
        for row in (
            scenario_row(year, "rustig", 0.3, 22_000, 3_000, basis=basis if year == years[0] else "vooraf"),
            scenario_row(year, "door", 0.5, 34_000, 5_000, basis=basis if year == years[0] else "vooraf"),
            scenario_row(year, "crisis", 0.2, 50_000, 12_000, "lognormaal", basis if year == years[0] else "vooraf"),
        )
    ]


def round_inputs(
    *,
    first_year: int = 2023,
    years: int = 2,
    realised_until: Month = END_OF_PAST,
    rows: Sequence[tuple] | None = None,
    realised: Mapping[Month, float] | None = None,
    statuses: Mapping[Month, str] | None = None,
    adopted: Sequence[tuple] = (),
    experts: Sequence[tuple] = (),
    parameters: Mapping[str, float] | None = None,
) -> RoundInputs:
    settings = RoundSettings(
        round="2023-1",
        title="Met de hand",
        horizon=HorizonSettings(first_year=first_year, years=years),
        realised_until=realised_until,
        cutoff=date(2023, 12, 31),
        protocol="1.1",
        seed=7,
        bezettingsnorm=0.91,
    )
    known = past() if realised is None else realised
    tables = {
        "scenarios": scenarios(range(first_year, first_year + years)) if rows is None else rows,
        "adopted": adopted,
        "experts": experts,
        "realisations": [
            (str(month), "asiel.instroom_eerste", value, (statuses or {}).get(month, "definitief"), "toets")
            for month, value in known.items()
        ]
        + OTHER_ROWS,
        "parameters": [(n, "2023-01", "", v, "", np.nan, "APM", "", "") for n, v in (parameters or {}).items()],
    }
    empty = pd.DataFrame()
    return RoundInputs(
        folder=Path(),
        settings=settings,
        **{name: pd.DataFrame(list(rows), columns=COLUMNS[name].split()) for name, rows in tables.items()},
        unknown=empty,
        courses=empty,
        uncertainties=empty,
        kernels=empty,
        plan=empty,
        ranges=empty,
        ledger=empty,
        planning=empty,
        measures=empty,
        deliveries=empty,
        registers={},
    )
