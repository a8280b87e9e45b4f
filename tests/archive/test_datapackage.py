"""The result table as a data package that a stranger can read."""

import csv
import hashlib
import io
import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from mpp_lib.archive.datapackage import data_package
from mpp_lib.base.months import Month
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.inputs.reading.settings import HorizonSettings, RoundSettings

SETTINGS = RoundSettings(
    round="2024-1",
    title="Kleine ronde",
    horizon=HorizonSettings(first_year=2024, years=2),
    realised_until=Month(2024, 2),
    cutoff=date(2024, 3, 15),
    protocol="1.1",
    seed=1,
    bezettingsnorm=0.9,
)
ROWS = [
    ["2024-1", "concept", "medio", "asiel", "coa", "coa.bezetting", "2024-03", 70123.456789012345, "personen"],
    ["2024-1", "concept", "realisatie", "asiel", "coa", "coa.bezetting", "2023", -0.1, "personen"],
]
TABLE = pd.DataFrame(ROWS, columns=list(COLUMNS))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_descriptor_describes_the_file(form: Any):
    """Path, size and checksum are those of the rows; every column has a type and a meaning."""
    (name, rows), (_, content) = data_package(TABLE, SETTINGS, form)
    descriptor = json.loads(content)
    resource = descriptor["resources"][0]
    assert (descriptor["name"], descriptor["version"]) == ("mpp-2024-1", "concept")
    assert (resource["path"], resource["bytes"]) == (name, len(rows)) == (f"MPP-2024-1.{form}", len(rows))
    assert resource["hash"] == f"sha256:{hashlib.sha256(rows).hexdigest()}"
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == list(COLUMNS)
    assert [field["name"] for field in fields if field["type"] == "number"] == ["waarde"]
    assert all(field["description"] for field in fields)


def test_the_rows_read_back_as_they_were():
    """By the descriptor's own delimiter and by JSON the numbers return to the last digit."""
    (_, content), (_, descriptor) = data_package(TABLE, SETTINGS, "csv")
    dialect = json.loads(descriptor)["resources"][0]["dialect"]
    header, *read = csv.reader(io.StringIO(content.decode()), delimiter=dialect["delimiter"])
    assert header == list(COLUMNS)
    assert [[*row[:7], float(row[7]), row[8]] for row in read] == ROWS
    (_, document), _ = data_package(TABLE, SETTINGS, "json")
    assert [list(row.values()) for row in json.loads(document)] == ROWS


def test_a_value_that_is_no_number_is_refused():
    """JSON knows no NaN, so the table may hold none."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        list(data_package(TABLE.assign(waarde=float("nan")), SETTINGS, "json"))
