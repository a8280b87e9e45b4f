"""What is refused of ``wijzigingen.csv`` by itself."""

import pytest

from mpp_lib.inputs.check import check_round
from tests.support.changed_round import write_ledger
from tests.support.tiny_round import catalogue_for

GOOD = {
    "datum": "2024-02-20",
    "bestand": "inputs/parameters.csv",
    "sleutel": "aandeel_spoor2/2023-01",
    "oud": "0,12",
    "nieuw": "0,1",
    "partner": "APM",
    "grond": "nieuwe telling",
    "gremium": "werkgroep",
    "toelichting": "",
}


def _said(tiny, **cells):
    """What the check says of a ledger with one line."""
    write_ledger(tiny, ";".join({**GOOD, **cells}.values()))
    return [str(problem) for problem in check_round(tiny, catalogue_for).problems]


def test_a_good_line_is_read(tiny):
    """It stands in the inputs, with its day as it is."""
    write_ledger(tiny, ";".join(GOOD.values()))
    inputs = check_round(tiny, catalogue_for).inputs
    assert inputs.ledger.to_dict("records") == [GOOD]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"bestand": "inputs/paramters.csv"}, "het meest lijkt inputs/parameters.csv"),
        ({"bestand": "text/asiel.md"}, "dit is geen bestand met invoer van een ronde"),
        ({"bestand": "inputs/../../x"}, "dit is geen bestand met invoer van een ronde"),
        ({"sleutel": "aandeel_spoor2"}, "parameter/vanaf[/mpp_scenario], met :kolom erachter voor één cel, of een *"),
        ({"bestand": "round.yml", "sleutel": "title"}, "deze sleutel van round.yml telt niet als invoer"),
        ({"partner": "Jan Jansen"}, "deze partner doet niet mee aan de ronde"),
        ({"datum": "2031-01-01"}, "deze dag past niet bij de ronde"),
        ({"datum": "30-2-2024"}, "deze dag bestaat niet"),
        ({"grond": ""}, "de cel is leeg"),
        ({"toelichting": "bsn 123456782"}, "de tekst bevat een BSN of v-nummer"),
    ],
)
def test_one_wrong_cell_gives_one_message(tiny, cells, told):
    """Each with what was expected."""
    (said,) = _said(tiny, **cells)
    assert said.startswith("2024-1/wijzigingen.csv, rij 2, kolom")
    assert told in said


@pytest.mark.parametrize("key", ["*", "aandeel_*", "aandeel_spoor2/2023-01:waarde", "rho_s/2024-01", "*" * 200 + "x"])
def test_patterns_and_keys_are_read(tiny, key):
    """A set, a row, a cell; a hostile pattern costs no time."""
    assert _said(tiny, sleutel=key) == []
