"""The mapping file: which figure of a source is which indicator, in what unit, and what its signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mpp_lib.base.catalogue import Catalogue, IndicatorSpec
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.models import read_model
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.reading.privacy import personal_text
from mpp_lib.inputs.reading.yaml import read_yaml
from mpp_lib.inputs.rules.indicators import expected_indicator, known_indicators

_MODEL = ConfigDict(frozen=True, extra="forbid", strict=True)
THOUSANDS, PERCENT = "duizend ", "procent"
Meaning = Literal["definitief", "voorlopig", "raming", "aanname", ".", "x", ":", "~", "leeg", "nul"]
"""What a sign of a source can mean: a status, that the figure is unknown (as in ``onbekend.csv``), that there is none,
or that it is 0."""
Length = Literal["maand", "kwartaal", "jaar"]


class TableForm(BaseModel):
    """How the table of a file or query lies."""

    model_config = _MODEL

    sheet: str = Field(default="", alias="blad", description="de naam van het blad; zonder is dat het enige blad")
    header: int = Field(default=1, alias="kop", ge=1, le=1000, description="de rij met de kolomnamen, vanaf 1")
    delimiter: Literal[";", ",", "tab"] = Field(
        default=";", alias="scheiding", description='wat de cellen van een CSV scheidt: ";", "," of tab'
    )
    decimal: Literal["punt", "komma", ""] = Field(
        default="", alias="decimaal", description="punt of komma, als een getal als tekst er twee kan zijn; of niets"
    )
    period: str = Field(
        default="", alias="periode", description="de kolom met de periode; zonder staan de perioden naast elkaar"
    )
    status: str = Field(default="", description="de kolom met het teken van de bron, of niets")


class Series(BaseModel):
    """A series of a source."""

    model_config = _MODEL

    indicator: str = Field(min_length=1, description="een indicator van de keten of de terugblik")
    unit: str = Field(
        min_length=1, alias="eenheid", description="de eenheid in de bron, zoals personen, duizend personen of procent"
    )
    value: str = Field(default="", alias="waarde", description="de kolom met het cijfer")
    where: dict[str, str | int] = Field(
        default={}, alias="waar", description="kolom: waarde, voor elke kolom die de reeks uitkiest"
    )
    status: Literal["definitief", "voorlopig", "raming", "aanname"] = Field(
        default="voorlopig", description="de status zonder teken: definitief, voorlopig, raming of aanname"
    )


class Mapping(BaseModel):
    """The contents of a mapping file."""

    model_config = _MODEL

    source: str = Field(
        min_length=1, max_length=300, alias="bron", description="wie de cijfers publiceert en waar, voor de kolom bron"
    )
    table: TableForm = Field(default=TableForm(), alias="tabel", description="een blok dat zegt hoe de tabel ligt")
    periods: list[Length] = Field(
        default=["maand", "kwartaal", "jaar"],
        min_length=1,
        alias="perioden",
        description="een lijst van maand, kwartaal en jaar: welke perioden meedoen",
    )
    signs: dict[str, Meaning] = Field(
        default={},
        alias="tekens",
        description='teken: een status, ".", x, ":", "~", leeg of nul, voor elk teken dat hier iets anders zegt',
    )
    series: list[Series] = Field(min_length=1, alias="reeksen", description="een lijst, elke reeks na een -")


@dataclass(frozen=True)
class ReadMapping:
    """A mapping file that was read.

    Attributes:
        file: its name.
        text: what stands in it.
    """

    file: str
    text: str
    mapping: Mapping


def read_mapping(file: Path, catalogue: Catalogue) -> ReadMapping:
    """A mapping file, held against what the chain knows.

    Raises:
        InputError: with everything that is wrong with it.
    """
    if not file.is_file():
        raise InputError([Problem(str(file), "", "", "dit bestand is er niet", "een koppelbestand (.yml)")])
    intake = Intake(file.parent)
    text, data = intake.text(file.name) or "", read_yaml(intake, file.name)
    mapping, problems = read_model(Mapping, data, file.name) if not intake.problems else (None, [])
    problems = [*intake.problems, *problems, *personal_text(file.name, "", text)]
    if mapping is not None:
        problems += _refused(mapping, file.name, catalogue)
    if problems or mapping is None:
        raise InputError(dict.fromkeys(problems))
    return ReadMapping(file.name, text, mapping)


def factor_of(unit: str, spec: IndicatorSpec) -> float | None:
    """What a figure in this unit is multiplied by; None where the indicator is in no such unit.

    A share may be in percent, everything else in thousands.
    """
    if unit == spec.unit:
        return 1.0
    if unit == f"{THOUSANDS}{spec.unit}":
        return 1000.0
    return 0.01 if unit == PERCENT and is_share(spec.unit) else None


def _refused(mapping: Mapping, file: str, catalogue: Catalogue) -> Iterator[Problem]:
    known = known_indicators((series.indicator for series in mapping.series), catalogue, looked_back=True)
    for number, series in enumerate(mapping.series):
        where, spec = f"reeksen.{number}", known.get(series.indicator)
        if spec is None:
            expected = expected_indicator(series.indicator, catalogue, looked_back=True)
            yield Problem(file, f"{where}.indicator", series.indicator, "onbekende indicator", expected)
        elif factor_of(series.unit, spec) is None:
            units = f"{spec.unit} of {PERCENT if is_share(spec.unit) else THOUSANDS + spec.unit}"
            yield Problem(file, f"{where}.eenheid", series.unit, f"{spec.id} heeft een andere eenheid", units)
