"""Sources of after the cut-off of a round (15 March 2024) or of an edition of its monitor, which are refused."""

from pathlib import Path

import pytest

from mpp_lib.inputs.edition.read_edition import check_editions
from tests.support.breaking import messages, swap, told, write
from tests.support.tiny_round import catalogue_for

WANTED = (
    "Verwacht: de publicatie van uiterlijk die dag waar het cijfer in stond, of een aanname uit wat toen bekend was."
)


def test_a_source_is_named_once_with_its_rows(tiny: Path):
    """One message for all rows that rest on it."""
    swap("inputs/realisaties.csv", ";2010;definitief;CBS", ";2010;definitief;CBS (01-04-2024)")(tiny)
    swap("inputs/realisaties.csv", ";2012;definitief;CBS", ";2012;voorlopig;CBS (01-04-2024)")(tiny)
    assert messages(tiny) == [
        "inputs/realisaties.csv, rij 2, kolom bron: de bron is van na de peildatum 2024-03-15: 01-04-2024 (2 rijen)"
        f" (gevonden: CBS (01-04-2024)). {WANTED}"
    ]


@pytest.mark.parametrize("source", ["aanname: als later gepubliceerd", "Staatscourant, april 2024"])
def test_an_assumption_may_not_rest_on_it_either(source: str, tiny: Path):
    """A parameter called an assumption that copies a later figure is a look-ahead as much."""
    swap("inputs/parameters.csv", ";Staatscourant;", f";{source};")(tiny)
    (message,) = messages(tiny)
    assert message.startswith("inputs/parameters.csv, rij 5, kolom bron: de bron is van na de peildatum 2024-03-15")


@pytest.mark.parametrize(("source", "refused"), [("IND (31-05-2024)", False), ("IND (01-06-2024)", True)])
def test_an_edition_is_made_on_the_last_day_of_the_next_month(source: str, refused: bool, tiny: Path):
    """The edition over April is of 31 May."""
    rows = f"periode;indicator;waarde;status;bron\n2024-04;coa.bezetting;41000;voorlopig;{source}\n"
    write("monitor/2024-04/realisaties.csv", rows)(tiny)
    found = told(problem for each in check_editions(tiny, catalogue_for) for problem in each.problems)
    assert [message.split(":")[0] for message in found] == [
        "monitor/2024-04/realisaties.csv, rij 2, kolom bron"
    ] * refused
