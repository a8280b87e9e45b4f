"""``round.yml``: what a round is, as one validated object.

The Dutch descriptions are what a message says was expected, and what an editor shows next to a key.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from mpp_lib.base.months import MONTH_TEXT, Horizon, Month
from mpp_lib.inputs.declared.vintage import VINTAGE_NAME
from mpp_lib.inputs.reading.files import ROUND_NAME

YEARS_NEAR = 3
"""A round is prepared and decided on within so many years before or after its horizon."""
EARLY: Literal["vervroegd"] = "vervroegd"
"""``soort`` of a round outside the year cycle."""
FAR_FROM_ROUND = "deze dag past niet bij de ronde"
_ON_ONE_LINE = r"[^\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]"
"""A sign that neither ends a line nor turns the way of reading."""
RoundName = Annotated[str, Field(pattern=f"^({ROUND_NAME})$")]


def _month(value: object) -> Month:
    if isinstance(value, Month):
        return value
    if not isinstance(value, str):
        raise ValueError("geen maand")  # noqa: TRY004 - pydantic only collects a ValueError
    return Month.parse(value)


MonthText = Annotated[Month, PlainValidator(_month), WithJsonSchema({"type": "string", "pattern": f"^{MONTH_TEXT}$"})]


def _day_as_text(value: object) -> object:
    """What YAML takes for a day, as it was written."""
    return value.isoformat() if type(value) is date else value


VintageName = Annotated[str, BeforeValidator(_day_as_text), Field(pattern=f"^{VINTAGE_NAME}$")]


class HorizonSettings(BaseModel):
    """First year and number of years."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        json_schema_extra={"description": "de jaren waarover de ronde vooruitkijkt"},
    )

    first_year: int = Field(ge=2000, le=2100, description="het eerste jaar van de horizon, een jaartal zoals 2024")
    years: int = Field(default=5, ge=1, le=10, description="het aantal jaren, een geheel getal van 1 tot en met 10")


_VERSION = r"^[a-z0-9][a-z0-9.-]{0,30}$"


class PrognoseSettings(BaseModel):
    """What the Prognose has of its own: it is discussed and adopted apart from the report."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        json_schema_extra={"description": "wat de Prognose Eerste Asielinstroom voor zichzelf heeft"},
    )

    version: str = Field(
        default="concept",
        pattern=_VERSION,
        description="de naam van de versie van de Prognose: kleine letters, cijfers, punten en streepjes",
    )


class RoundSettings(BaseModel):
    """The contents of ``round.yml``.

    ``realised_until`` is the last month of realisations known at ``cutoff``; ``model`` names the variant of the chain;
    ``seed`` is the root of every random stream; ``dates`` are the planned and actual steps of the round.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        title="round.yml",
        json_schema_extra={"description": "Een ronde van de Meerjaren Productie Prognose"},
    )

    round: RoundName = Field(description="de naam van de ronde als JJJJ-N, gelijk aan de naam van de map")
    title: str = Field(
        min_length=1,
        max_length=200,
        pattern=rf"^{_ON_ONE_LINE}*[^\W_]{_ON_ONE_LINE}*$",
        description="de titel van het rapport op één regel, 1 tot en met 200 tekens, met een letter of cijfer",
    )
    horizon: HorizonSettings = Field(description="een blok met first_year en years")
    realised_until: MonthText = Field(description="de laatste maand met realisaties, als JJJJ-MM")
    vintage: VintageName | None = Field(
        default=None,
        description="welke realisaties de ronde gebruikt: de naam, als JJJJ-MM-DD, van een bestand in "
        "inputs/realisaties; zonder is dat inputs/realisaties.csv",
    )
    cutoff: date = Field(description="de peildatum van de gegevens, als JJJJ-MM-DD")
    previous: RoundName | None = Field(default=None, description="de naam van de vorige ronde als JJJJ-N, of niets")
    soort: Literal["regulier", "vervroegd"] = Field(default="regulier", description="regulier of vervroegd")
    protocol: str = Field(min_length=1, description='de versie van het protocol tussen aanhalingstekens, zoals "1.1"')
    seed: int = Field(ge=0, description="een geheel getal van 0 of hoger, van ten hoogste 18 cijfers")
    bezettingsnorm: float = Field(
        ge=0.01, le=1, allow_inf_nan=False, description="een getal van 0.01 tot en met 1, met een decimale punt"
    )
    version: str = Field(
        default="concept",
        pattern=_VERSION,
        description="de naam van de versie: kleine letters, cijfers, punten en streepjes",
    )
    prognose: PrognoseSettings = Field(
        default=PrognoseSettings(), description="een blok met version, de versie van de Prognose, of niets"
    )
    model: str = Field(
        default="standaard", min_length=1, description="de naam van een variant van het productiemodel, zoals standaard"
    )
    disclaimer: str = Field(
        default="",
        max_length=5000,
        pattern=r"^[^\u202a-\u202e\u2066-\u2069]*$",
        description='een tekst voor de eerste bladzijde, ten hoogste 5000 tekens, of ""',
    )
    dates: dict[str, date] = Field(
        default_factory=dict, description="een blok met per stap van de ronde een datum als JJJJ-MM-DD"
    )

    @property
    def span(self) -> Horizon:
        """The horizon with its months."""
        return Horizon(self.horizon.first_year, self.horizon.years)

    def near(self, day: date) -> bool:
        """Whether a day lies close enough to the horizon to be one of this round."""
        first, last = self._years_near
        return first <= day.year <= last

    @property
    def days_near(self) -> str:
        """Those days, as a message expects them."""
        first, last = self._years_near
        return f"een dag van {first}-01-01 tot en met {last}-12-31"

    @property
    def _years_near(self) -> tuple[int, int]:
        years = self.span.calendar_years
        return years[0] - YEARS_NEAR, years[-1] + YEARS_NEAR

    @property
    def realised_months(self) -> dict[int, int]:
        """Year of the horizon → number of its months that are realised, for the years that have any."""
        months = [month for month in self.span.months if month <= self.realised_until]
        return {year: sum(month.year == year for month in months) for year in {month.year for month in months}}


def json_schema() -> str:
    """The JSON Schema of ``round.yml``, for editors: what ``round.schema.json`` next to this module holds."""
    schema = RoundSettings.model_json_schema()
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2, ensure_ascii=False)
        + "\n"
    )
