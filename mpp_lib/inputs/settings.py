"""``round.yml``: what a round is, as one validated object."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from mpp_lib.base.months import Horizon, Month

RoundName = Annotated[str, Field(pattern=r"^(20\d{2}-[1-9]|_[a-z]+)$")]


def _to_month(value: object) -> object:
    return Month.parse(value) if isinstance(value, str) else value


class HorizonSettings(BaseModel):
    """First year and number of years."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    first_year: int = Field(ge=2000, le=2100)
    years: int = Field(default=5, ge=1, le=10)


class RoundSettings(BaseModel):
    """The contents of ``round.yml``.

    ``realised_until`` is the last month of realisations known at ``cutoff``; ``model`` names the variant of the chain;
    ``seed`` is the root of every random stream; ``dates`` are the planned and actual steps of the round.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)

    round: RoundName
    title: str = Field(min_length=1, max_length=200)
    horizon: HorizonSettings
    realised_until: Annotated[Month, BeforeValidator(_to_month)]
    cutoff: date
    previous: RoundName | None = None
    soort: Literal["regulier", "vervroegd"] = "regulier"
    protocol: str
    seed: int = Field(ge=0)
    bezettingsnorm: float = Field(gt=0, le=1)
    state: Literal["concept", "besproken", "vastgesteld"] = "concept"
    version: str = Field(default="concept", pattern=r"^[a-z0-9][a-z0-9.-]{0,30}$")
    model: str = "standaard"
    disclaimer: str = ""
    dates: dict[str, date] = Field(default_factory=dict)

    @property
    def span(self) -> Horizon:
        """The horizon with its months."""
        return Horizon(self.horizon.first_year, self.horizon.years)

    @property
    def adopted(self) -> bool:
        """Whether the Topberaad has adopted this version; any other version carries the concept mark."""
        return self.state == "vastgesteld"
