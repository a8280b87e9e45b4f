"""How a sentence names what returns in group after group."""

import pytest

from mpp_lib.production.blocks import Part
from mpp_lib.production.expression import Series
from mpp_lib.production.sentence_names import OPENINGS, sentence_name

TRACK = Part("asiel", "zaken", place="spoor 9")
CASES = Part("asiel", "zaken", cases="verzoeken om uitstel")


@pytest.mark.parametrize(
    ("label", "in_a_place", "of_cases"),
    [
        ("instroom", "de instroom in spoor 9", "de instroom van verzoeken om uitstel"),
        ("uitstroom", "de uitstroom uit spoor 9", "de uitstroom van verzoeken om uitstel"),
        ("voorraad", "de voorraad in spoor 9", "de voorraad verzoeken om uitstel"),
        ("afwijzingen", "het aantal afwijzingen in spoor 9", "het aantal afwijzingen van verzoeken om uitstel"),
        ("beslissingen", "het aantal beslissingen in spoor 9", "het aantal beslissingen op verzoeken om uitstel"),
        ("doorlooptijd", "de doorlooptijd in spoor 9", "de doorlooptijd van verzoeken om uitstel"),
    ],
)
def test_article_and_preposition_follow_from_the_quantity(label: str, in_a_place: str, of_cases: str) -> None:
    """A plural is counted, and what a group is about stands behind the preposition that goes with the quantity."""
    assert (TRACK.sentence_name(label), CASES.sentence_name(label)) == (in_a_place, of_cases)


def test_a_declared_name_goes_before_a_shared_one() -> None:
    """A node of a group has the shared name, unless its declaration says otherwise."""
    shared = CASES.flow("a.b.instroom", "instroom", Series("x"), "Proef.")
    declared = CASES.flow("a.b.instroom", "instroom", Series("x"), "Proef.", subject="de toeloop")
    assert (shared.subject, declared.subject) == ("de instroom van verzoeken om uitstel", "de toeloop")


def test_there_is_no_name_where_nothing_is_shared() -> None:
    """A label of its own, or a group without words."""
    assert sentence_name("toeloop", place="spoor 9") == ""
    assert [label for label in OPENINGS if sentence_name(label)] == []
