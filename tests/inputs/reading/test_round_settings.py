"""``round.yml``: its JSON Schema, and every error of its model in Dutch."""

from datetime import date, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml

from mpp_lib.inputs.reading import settings
from mpp_lib.inputs.reading.decisions import Decision
from mpp_lib.inputs.reading.models import OTHERWISE, read_model
from mpp_lib.inputs.reading.settings import RoundSettings, json_schema
from tests.support import tiny_round

SHIPPED = Path(settings.__file__).with_name("round.schema.json")
RIGHT = yaml.safe_load(tiny_round.ROUND)
WRONG = (
    None,
    True,
    -1,
    11,
    10**30,
    3.5,
    float("nan"),
    float("inf"),
    "",
    "abc",
    "x" * 300,
    "2024-13",
    date(2024, 1, 1),
    datetime(2024, 1, 1, 3),
    [],
    [1],
    {},
    {"a": 1},
    {1: 2},
    {date(2024, 1, 1): 2},
)
CHOICES = ("soort",)


def as_an_editor_sees_it(text: str) -> object:
    """YAML as an editor reads it: dates and months are text, numbers numbers."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


def test_the_shipped_schema_is_the_schema_of_the_model():
    """After a change of the model: write ``mpp_lib.inputs.reading.settings.json_schema()`` to ``round.schema.json``."""
    assert SHIPPED.read_text(encoding="utf-8") == json_schema()


def test_an_editor_accepts_a_right_file():
    """What the check accepts, the schema accepts."""
    jsonschema.validate(as_an_editor_sees_it(tiny_round.ROUND), yaml.safe_load(json_schema()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("first_year: 2024", "first_year: later"),
        ("realised_until: 2024-02", "realised_until: 2024-13"),
        ("soort: regulier", "soort: gewoon"),
        ("seed: 20240101", "zaad: 20240101"),
        ("bezettingsnorm: 0.91", "bezettingsnorm: 1.91"),
        ("round: 2024-1", "round: ../2024-1"),
    ],
)
def test_an_editor_marks_a_wrong_file(old: str, new: str):
    """What the check refuses, the schema refuses."""
    assert old in tiny_round.ROUND
    wrong = as_an_editor_sees_it(tiny_round.ROUND.replace(old, new))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, yaml.safe_load(json_schema()))


def test_the_schema_speaks_dutch():
    """Every key has a description, which an editor shows."""
    for name, field in RoundSettings.model_fields.items():
        assert field.description, name


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_every_error_of_the_model_has_its_own_words(wrong: object):
    """No value for any key falls back on general words, or on English."""
    for key in RoundSettings.model_fields:
        settings_, problems = read_model(RoundSettings, {**RIGHT, key: wrong}, "round.yml")
        assert (settings_ is None) == bool(problems)
        for problem in problems:
            assert problem.problem != OTHERWISE or key in CHOICES, problem
            assert problem.where.startswith(key)
            assert problem.expected


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_file_that_is_no_block_is_told_so(wrong: object):
    """Whatever stands in the file, there is a message."""
    found, problems = read_model(RoundSettings, wrong, "round.yml")
    assert found is None
    assert problems
    assert all(problem.problem != OTHERWISE for problem in problems)


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_every_error_of_a_decision_has_its_own_words(wrong: object):
    """The log of decisions speaks the same language."""
    right = {"date": date(2024, 1, 1), "gremium": "werkgroep", "product": "rapportage", "decision": "akkoord"}
    for key in Decision.model_fields:
        _, problems = read_model(Decision, {**right, key: wrong}, "decisions.yml", "besluit 1, ")
        for problem in problems:
            assert problem.problem != OTHERWISE or key in ("word", "about"), problem
            assert problem.where.startswith(f"besluit 1, {key}")
