"""How a vintage of realisations came about: what stands beside it, in a file of the same name."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from mpp_lib.inputs.declared.vintage import vintage_origin
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.yaml import read_yaml

_MODEL = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Taken(BaseModel):
    """One time that figures were taken from a source."""

    model_config = _MODEL

    vintage: str = Field(description="de vintage waarin deze cijfers kwamen")
    moment: str = Field(description="het moment van lezen, als JJJJ-MM-DD UU:MM UTC")
    road: str = Field(alias="weg", description="langs welke weg: csv, xlsx, ods, cbs, eurostat of sql")
    source: str = Field(alias="bron", description="het bestand of adres waar de cijfers uit komen")
    version: str = Field(default="", alias="versie", description="wat de bron van haar versie zegt")
    checksum: str = Field(alias="controlegetal", description="SHA-256 van wat er is ontvangen")
    figures: int = Field(alias="cijfers", description="hoeveel cijfers eruit kwamen")
    query: str = Field(default="", alias="vraag", description="wat er aan de bron is gevraagd")
    mapping: str = Field(default="", alias="koppeling", description="de tekst van het koppelbestand")


class Revised(BaseModel):
    """A figure that is another than it was."""

    model_config = _MODEL

    vintage: str = Field(description="de vintage waarin het veranderde")
    indicator: str = Field(description="een indicator")
    period: str = Field(alias="periode", description="een periode")
    before: float = Field(alias="was", allow_inf_nan=False, description="het cijfer dat er stond")
    after: float = Field(alias="werd", allow_inf_nan=False, description="het cijfer dat er kwam")


class Origin(BaseModel):
    """How a vintage came about."""

    model_config = _MODEL

    checksum: str = Field(alias="controlegetal", description="SHA-256 van het bestand met de cijfers")
    taken: list[Taken] = Field(alias="gelezen", description="een lijst, elke keer dat er is gelezen na een -")
    revised: list[Revised] = Field(default=[], alias="herzien", description="een lijst van herziene cijfers")
    revised_in_all: int = Field(default=0, alias="aantal_herzien", description="hoeveel cijfers er zijn herzien")


def read_origin(intake: Intake, vintage: str) -> Origin | None:
    """What stands beside a vintage; None where nothing does, or, with the problem noted, what cannot be read."""
    file = vintage_origin(vintage)
    if not intake.exists(file):
        return None
    before = len(intake.problems)
    data = read_yaml(intake, file)
    if len(intake.problems) > before:
        return None
    origin, problems = read_model(Origin, data, file)
    intake.problems.extend(problems)
    return origin
