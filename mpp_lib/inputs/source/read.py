"""Figures from a source, by whatever road: the same rows, the same refusals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.source.asked import FROM, Asked
from mpp_lib.inputs.source.cbs import read_cbs
from mpp_lib.inputs.source.delivered import PERIODS, Delivered
from mpp_lib.inputs.source.eurostat import read_eurostat
from mpp_lib.inputs.source.figures import Figures, figures_of
from mpp_lib.inputs.source.house import house_figures, lacks_only_source, read_house_csv
from mpp_lib.inputs.source.mapping import ReadMapping, TableForm, read_mapping
from mpp_lib.inputs.source.sheets import read_file
from mpp_lib.inputs.source.sql import read_sql
from mpp_lib.inputs.source.web import download, refuse_form


@dataclass(frozen=True)
class ReadSource:
    """What was read of a source.

    Attributes:
        mapping: by which; None where its columns are those of ``realisaties.csv``.
    """

    delivered: Delivered
    mapping: ReadMapping | None
    figures: Figures


def read_source(asked: Asked, catalogue: Catalogue, day: date | None = None) -> ReadSource:
    """The figures that a source has, as rows of ``realisaties.csv``.

    Args:
        day: on which it was read, for the ``bron`` of each figure; None where that says enough without.

    Raises:
        InputError: with everything that is wrong with what was asked, with the mapping or with the figures.
    """
    asked.refuse()
    mapping = read_mapping(asked.mapping, catalogue) if asked.mapping else None
    file = Path(asked.origin)
    if mapping is None and asked.road == "file" and file.suffix.lower() == ".csv" and not lacks_only_source(file):
        return _house_csv(file)
    delivered = _delivered(asked, mapping)
    if not delivered.records:
        expected = "een bron met rijen; van een dienst: codes in de koppeling die er zijn"
        raise InputError([Problem(delivered.name, "", "", "de bron geeft geen enkele rij", expected)])
    name = mapping.mapping.source if mapping else delivered.source
    source = f"{name}, gelezen {day.isoformat()}" if day else name
    if mapping is None:
        return ReadSource(delivered, None, house_figures(delivered, source))
    return ReadSource(delivered, mapping, figures_of(delivered, mapping, catalogue, source))


def _house_csv(file: Path) -> ReadSource:
    """A CSV that is read with all that is said of the columns of a file of a round."""
    found = read_house_csv(file) if file.is_file() else Figures()
    return ReadSource(_of_file(file, TableForm(periode=PERIODS[0])), None, found)


def _delivered(asked: Asked, mapping: ReadMapping | None) -> Delivered:
    form = mapping.mapping.table if mapping else TableForm(periode=PERIODS[0])
    match asked.road:
        case "cbs":
            return read_cbs(asked, mapping.mapping if mapping else None)
        case "eurostat":
            return read_eurostat(asked)
        case "sql":
            return read_sql(asked)
        case "web":
            return read_file(*download(asked), form, asked.origin)
        case _:
            return _of_file(Path(asked.origin), form)


def _of_file(file: Path, form: TableForm) -> Delivered:
    if not file.is_file():
        raise InputError([Problem(FROM, "", str(file), "dit bestand is er niet", "een bestand, of een adres")])
    refuse_form(file.name, FROM)
    intake = Intake(file.parent)
    content = intake.content(file.name)
    if content is None:
        raise InputError(intake.problems)
    return read_file(file.name, content, form)
