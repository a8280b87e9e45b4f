"""From plain data to a pydantic model, with every error told in Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.nearest import expected_name, nearest

Model = TypeVar("Model", bound=BaseModel)

PROBLEMS = {
    "missing": "de sleutel ontbreekt",
    "extra_forbidden": "onbekende sleutel",
    "invalid_key": "onbekende sleutel",
    "string_type": "dit is geen tekst; zet het tussen aanhalingstekens",
    "string_too_short": "de tekst is leeg",
    "string_too_long": "de tekst is te lang",
    "string_pattern_mismatch": "dit heeft niet de juiste vorm",
    "int_type": "dit is geen geheel getal",
    "float_type": "dit is geen getal",
    "finite_number": "dit is geen getal",
    "greater_than": "dit is te laag",
    "greater_than_equal": "dit is te laag",
    "less_than": "dit is te hoog",
    "less_than_equal": "dit is te hoog",
    "date_type": "dit is geen datum",
    "literal_error": "dit is hier geen geldige waarde",
    "list_type": "dit is geen lijst",
    "too_short": "de lijst is te kort",
    "too_long": "de lijst is te lang",
    "dict_type": "dit is geen blok met sleutels",
    "model_type": "dit is geen blok met sleutels",
    "value_error": "dit is geen maand",
}
UNKNOWN = ("extra_forbidden", "invalid_key")
OTHERWISE = "dit is hier geen geldige waarde"


def read_model(model: type[Model], data: object, file: str, prefix: str = "") -> tuple[Model | None, list[Problem]]:
    """A model, or what is wrong with its data.

    Args:
        data: plain data, as :func:`mpp_lib.inputs.reading.yaml.read_yaml` gives it.
        prefix: what comes before a key in the place of a problem.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_problems(model, error, file, prefix))


def _problems(model: type[BaseModel], error: ValidationError, file: str, prefix: str) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    unknown = [detail["loc"] for detail in details if detail["type"] in UNKNOWN]
    for detail in details:
        if detail["type"] == "missing" and _misspelt(detail["loc"], unknown):
            continue
        where = prefix + ".".join(str(part) for part in detail["loc"] if part != "[key]")
        problem = PROBLEMS.get(detail["type"], OTHERWISE)
        found = "" if detail["type"] in ("missing", *UNKNOWN) else _shown(detail["input"])
        yield Problem(file, where, found, problem, _expected(model, detail))


def _misspelt(missing: tuple[int | str, ...], unknown: list[tuple[int | str, ...]]) -> bool:
    """Whether an unknown key in the same block is the missing one, misspelt."""
    here = [str(loc[-1]) for loc in unknown if loc[:-1] == missing[:-1]]
    return any(nearest(name, [str(missing[-1])]) for name in here)


def _expected(model: type[BaseModel], detail: ErrorDetails) -> str:
    """The description of the field the error is in; of the deepest one that has a name."""
    expected = f"een blok met {', '.join(_fields(model))}"
    holder: type[BaseModel] | None = model
    for part in detail["loc"]:
        if holder is None:
            break
        known = _fields(holder)
        if part not in known:
            return expected_name("een bekende sleutel", str(part), tuple(known))
        field = known[str(part)]
        expected = str(field.description)
        kind = field.annotation
        holder = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return expected


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields by the key that a file has for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _shown(value: object) -> str:
    match value:
        case None:
            return "niets"
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Mapping():
            return shorten("een blok met " + ", ".join(str(key) for key in value)) if value else "een leeg blok"
        case list():
            return f"een lijst van {len(value)}"
        case _:
            return shorten(str(value))
