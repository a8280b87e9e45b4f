"""What is told of the input files is what is read: page, schema and empty files follow from the declarations."""

import csv
import json
import re
from pathlib import Path

import pytest
import yaml

from mpp_lib.inputs.reference import EMPTY, FOLDERS, PAGE, SCHEMA, schema, written

DOCS = Path(__file__).parents[2] / "docs"
ROUND = Path(__file__).parents[2] / "rounds" / "2024-2"


@pytest.mark.parametrize("path", written())
def test_the_docs_are_as_declared(path):
    """`make invoer` would change nothing."""
    assert (DOCS / path).read_text(encoding="utf-8") == written()[path]


def test_no_empty_file_is_left_over():
    """Each empty file belongs to a table that is declared."""
    found = {file.relative_to(DOCS).as_posix() for file in (DOCS / EMPTY).rglob("*.csv")}
    assert found == {path for path in written() if path.startswith(EMPTY)}


def test_the_page_shows_every_column_of_a_real_round():
    """Each header in the files of 2024-2 has its row under the heading of its file."""
    sections = dict(re.findall(r"^### `(\S+)`\n(.*?)(?=^##|\Z)", written()[PAGE], flags=re.MULTILINE | re.DOTALL))
    for file in sorted([*(ROUND / "inputs").glob("*.csv"), *(ROUND / "registers").glob("*.csv")]):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            header = next(csv.reader(opened, delimiter=";"))
        rows = re.findall(r"^\| `(\w+)` \|", sections[file.relative_to(ROUND).as_posix()], flags=re.MULTILINE)
        assert rows == header


@pytest.mark.parametrize("file", ["round.yml", "decisions.yml"])
def test_the_page_shows_every_key_of_a_real_round(file):
    """Each key that 2024-2 uses has its row under the heading of its file."""
    section = written()[PAGE].split(f"/{file}`\n", 1)[1].split("\n## ", 1)[0]
    data = yaml.safe_load((ROUND / file).read_text(encoding="utf-8"))
    used = set(data) if isinstance(data, dict) else {key for entry in data for key in entry}
    assert used
    assert used <= set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))


def test_the_schema_refuses_what_the_reader_refuses():
    """By hand, a few columns: a share has bounds and a decimal comma, a choice its words, a month its form."""
    resources = {one["name"]: one for one in json.loads(written()[SCHEMA])["resources"]}
    fields = {field["name"]: field for field in resources["ronde-scenarios"]["schema"]["fields"]}
    assert fields["kans"]["constraints"] == {"required": True, "minimum": 0.0, "maximum": 1.0}
    assert fields["kans"]["decimalChar"] == ","
    assert fields["verdeling"]["constraints"] == {"enum": ["normaal", "lognormaal"]}
    assert fields["jaar"] == fields["jaar"] | {"type": "integer"}
    month = resources["ronde-parameters"]["schema"]["fields"][1]["constraints"]["pattern"]
    assert re.fullmatch(month, "2024-07")
    assert not re.fullmatch(month, "2024-13")


def test_every_table_is_in_the_schema_once():
    """As many resources as declared tables, each under a name of its own."""
    names = [one["name"] for one in schema()["resources"]]
    assert len(set(names)) == len(names) == sum(len(tables) for _, tables in FOLDERS.values())
