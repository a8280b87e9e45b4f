"""What the chain says of its quantities to a reader."""

import re
from collections import Counter

import pytest

from mpp_lib.production.chains import VARIANTS, chain_named
from mpp_lib.production.expression import Leaving, Param, Series, walk
from mpp_lib.production.node import Chain

IDENTIFIER = re.compile(r"[a-z]+(\.[a-z][a-z0-9_]*){1,2}")


@pytest.fixture(params=sorted(VARIANTS))
def chain(request: pytest.FixtureRequest) -> Chain:
    return chain_named(request.param)


def test_ids_name_partner_part_and_quantity(chain: Chain) -> None:
    assert [node.id for node in chain.nodes if not IDENTIFIER.fullmatch(node.id)] == []


def test_no_two_quantities_of_a_part_of_a_partner_have_the_same_label(chain: Chain) -> None:
    seen = Counter((node.id.rpartition(".")[0], node.label) for node in chain.nodes)
    assert [name for name, times in seen.items() if times > 1] == []


def test_definitions_are_sentences_and_labels_are_not(chain: Chain) -> None:
    for node in chain.nodes:
        assert node.definition.endswith("."), node.id
        assert node.definition[0].isupper(), node.id
        assert not node.label.endswith("."), node.id


def test_subjects_can_start_a_sentence_and_no_two_quantities_share_one(chain: Chain) -> None:
    subjects = [node.subject for node in chain.nodes if node.subject]
    assert [words for words in subjects if not words.startswith(("de ", "het "))] == []
    assert [words for words, times in Counter(subjects).items() if times > 1] == []
    assert len(subjects) >= 78


def test_a_part_of_a_partner_has_one_name(chain: Chain) -> None:
    """The middle of an id stands for one part, and an id without a middle belongs to none."""
    parts = {(node.id.rpartition(".")[0], node.spec().part) for node in chain.nodes}
    assert max(Counter(prefix for prefix, _ in parts).values()) == 1
    assert all(bool(part) == ("." in prefix) for prefix, part in parts)
    assert {("ind.spoor4", "spoor 4"), ("ind.overig", "overig verblijf"), ("dji.art6", "artikel 6")} <= parts


def test_totals_that_are_checked_are_sums(chain: Chain) -> None:
    """Deliveries of these three totals are held against those of their parts."""
    totals = chain.catalogue().totals
    assert {name: len(parts) for name, parts in totals.items()} == {
        "asiel.instroom_totaal": 3,
        "asiel.instroom_totaal_incl": 3,
        "coa.bezetting": 3,
    }
    assert totals["coa.bezetting"] == ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig")


def test_every_parameter_kernel_and_plan_series_is_used(chain: Chain) -> None:
    used = {type(part).__name__ + repr(part) for node in chain.nodes for part in walk(node.formula)}
    text = " ".join(used)
    for spec in chain.parameters:
        assert f"name='{spec.name}'" in text, spec.name
    for kernel in chain.kernels:
        assert f"kernel='{kernel.name}'" in text, kernel.name
    for plan in chain.plan:
        assert f"stream='{plan.stream}', quantity='{plan.quantity}'" in text, plan


def test_every_stock_with_an_opening_of_its_own_stands_in_a_balance(chain: Chain) -> None:
    balanced = {balance.stock for balance in chain.balances}
    assert {node.id for node in chain.nodes if node.opening is not None} - balanced == set()


def test_flows_from_outside_are_marked_so_that_realised_months_can_enter(chain: Chain) -> None:
    """A flow that is nothing but a parameter or a series is one from outside."""
    outside = {node.id for node in chain.nodes if isinstance(node.formula, Param | Series)}
    assert outside == {node.id for node in chain.nodes if node.realised}
    assert {node.kind for node in chain.nodes if node.realised} == {"invoer"}


def test_what_leaves_at_a_hazard_is_of_that_kind(chain: Chain) -> None:
    hazards = {node.id for node in chain.nodes if any(isinstance(part, Leaving) for part in walk(node.formula))}
    assert hazards == {node.id for node in chain.nodes if node.kind == "kans"}
    assert hazards
